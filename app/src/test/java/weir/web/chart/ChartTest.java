package weir.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);

  private static Document read(Svg svg) {
    return Jsoup.parse(svg.markup(), Parser.xmlParser());
  }

  private static Document panel(@Nullable Double... values) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Double value = values[i];
      points.add(
          new Point(
              MONDAY.plusWeeks(i),
              value,
              value == null ? null : value / 2,
              value == null ? null : value * 2));
    }
    return read(
        new WeeklyPanel(
                points,
                MONDAY,
                MONDAY.plusWeeks(values.length),
                v -> "%.0f".formatted(v),
                "a <b> & c")
            .draw());
  }

  @Test
  void a_week_without_a_figure_breaks_the_line_and_is_not_drawn_as_zero() {
    Document svg = panel(3.0, 4.0, null, 5.0, 6.0);

    assertThat(svg.select("polyline.line")).hasSize(2);
    assertThat(svg.select("polygon.band")).hasSize(2);
    assertThat(svg.select("polyline.line").attr("points").strip().split(" ")).hasSize(2);
  }

  @Test
  void a_week_that_was_left_out_breaks_the_line_too() {
    List<Point> points =
        List.of(
            new Point(MONDAY, 1.0, null, null),
            new Point(MONDAY.plusWeeks(1), 1.0, null, null),
            new Point(MONDAY.plusWeeks(4), 1.0, null, null));

    Document svg =
        read(new WeeklyPanel(points, MONDAY, MONDAY.plusWeeks(4), v -> "", "words").draw());

    assertThat(svg.select("polyline.line")).hasSize(1);
    assertThat(svg.select("polygon.band")).isEmpty();
  }

  @Test
  void the_last_figure_is_written_at_the_end_of_its_line() {
    assertThat(panel(3.0, 4.0, 7.0, null).select("text.end").text()).isEqualTo("7");
  }

  @Test
  void a_week_that_lacks_days_is_hollow_and_the_label_is_of_the_last_whole_one() {
    List<Point> points =
        List.of(
            new Point(MONDAY, 5.0, null, null),
            new Point(MONDAY.plusWeeks(1), 6.0, null, null),
            new Point(MONDAY.plusWeeks(2), 1.0, null, null, false));

    Document svg =
        read(
            new WeeklyPanel(points, MONDAY, MONDAY.plusWeeks(2), v -> "%.0f".formatted(v), "words")
                .draw());

    assertThat(svg.select("text.end").text()).isEqualTo("6");
    assertThat(svg.select("circle.open")).hasSize(1);
    assertThat(svg.select("polyline.dotted")).hasSize(1);
    assertThat(svg.select("polyline.line:not(.dotted)").attr("points").strip().split(" "))
        .hasSize(2);
  }

  @Test
  void the_axis_starts_at_zero_and_its_words_are_escaped() {
    Document svg = panel(30.0, 45.0);

    assertThat(svg.select("text.tick").eachText().getFirst()).isEqualTo("0");
    assertThat(svg.select("title").text()).isEqualTo("a <b> & c");
    assertThat(svg.select("svg > *").eachText()).doesNotContain("<b>");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1",
    "1,1,0.5",
    "3,3,1",
    "7,8,2",
    "45,60,20",
    "99,100,50",
    "1200,1500,500",
    "0.3,0.3,0.1"
  })
  void scales_end_at_round_numbers(double greatest, double top, double tick) {
    Scale scale = Scale.upTo(greatest);

    assertThat(scale.top()).isCloseTo(top, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(scale.tick()).isCloseTo(tick, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(scale.ticks().size()).isBetween(2, 6);
  }

  @Test
  void a_chart_of_nothing_is_empty_and_sound() {
    assertThat(panel().select("polyline, circle")).isEmpty();
    assertThat(read(new StepLine(List.of(), v -> "", "nothing").draw()).select("path")).isEmpty();
    assertThat(read(Bars.weeks(List.of(), "nothing")).select("rect")).isEmpty();
    assertThat(read(Bars.spark(List.of(), "nothing")).select("polyline")).isEmpty();
  }

  @Test
  void a_listing_holds_its_price_until_the_next_save() {
    Instant first = Instant.parse("2025-01-01T00:00:00Z");
    Document svg =
        read(
            new StepLine(
                    List.of(
                        new StepLine.Seen(first, 10),
                        new StepLine.Seen(first.plusSeconds(86_400 * 5), 20)),
                    v -> "%.0f".formatted(v),
                    "words")
                .draw());

    assertThat(svg.select("path.line").attr("d")).matches("M[0-9.]+,[0-9.]+H[0-9.]+V[0-9.]+");
    assertThat(svg.select("text.end").text()).isEqualTo("20");
    assertThat(svg.select("text.tick").eachText()).contains("1 Jan 2025", "6 Jan 2025");
  }

  @Test
  void bars_never_leave_their_track() {
    assertThat(read(Bars.coverage(1.7)).select("rect.fill").attr("width")).isEqualTo("100.0");
    assertThat(read(Bars.coverage(-1)).select("rect.fill").attr("width")).isEqualTo("0.0");
    assertThat(read(Bars.coverage(0.81)).select("title").text()).isEqualTo("81 % seen");
  }

  @Test
  void a_week_without_a_save_is_dotted_and_not_a_column() {
    Document svg =
        read(
            Bars.weeks(
                List.of(
                    new Point(MONDAY, 0.5, null, null),
                    new Point(MONDAY.plusWeeks(1), null, null, null)),
                "words"));

    assertThat(svg.select("rect.fill")).hasSize(1);
    assertThat(svg.select("line.missing")).hasSize(1);
  }
}
