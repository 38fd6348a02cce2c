package weir.web.chart;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What each combination of choices gives, from the least to the greatest, with its interval; below,
 * a row for each value of each choice, marked where the combination takes it. After Simonsohn, U.
 * and others (2020), Specification curve analysis, Nature Human Behaviour 4.
 *
 * @param rows the values of all choices, in groups
 * @param numbers how a figure on the axis is written
 * @param words what the chart shows, for those who do not see it
 */
public record ChoiceCurve(
    List<Combination> combinations, List<Row> rows, DoubleFunction<String> numbers, String words) {

  /**
   * One combination.
   *
   * @param words what it takes and gives
   * @param takes for each row, whether it takes that value
   */
  public record Combination(
      double value,
      @Nullable Double low,
      @Nullable Double high,
      String words,
      List<Boolean> takes) {
    public Combination {
      takes = List.copyOf(takes);
    }
  }

  /**
   * One value of one choice.
   *
   * @param choice written before the first of its values
   */
  public record Row(String choice, String value) {}

  public static final double WIDTH = 960;
  private static final double LEFT = 150;
  private static final double RIGHT = 16;
  private static final double TOP = 10;
  private static final double CURVE = 220;
  private static final double STEP = 16;

  public ChoiceCurve {
    combinations =
        combinations.stream().sorted(Comparator.comparingDouble(Combination::value)).toList();
    rows = List.copyOf(rows);
  }

  /** Of the whole drawing, in its units. */
  public double height() {
    return TOP + CURVE + 22 + STEP * rows.size() + 8;
  }

  public Svg draw() {
    double greatest = 0;
    for (Combination one : combinations) {
      Double high = one.high();
      greatest = Math.max(greatest, high == null ? one.value() : high);
    }
    Scale scale = Scale.upTo(greatest);
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, height(), "chart", words));
    for (double tick : scale.ticks()) {
      String y = Svg.at(y(tick, scale));
      svg.append(
          "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  tick == 0 ? "axis" : "grid",
                  Svg.at(LEFT),
                  Svg.at(WIDTH - RIGHT),
                  y,
                  y,
                  Svg.at(LEFT - 6),
                  Svg.at(y(tick, scale) + 3.5),
                  Svg.escape(numbers.apply(tick))));
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double y = TOP + CURVE + 22 + STEP * i + 10;
      boolean first = i == 0 || !rows.get(i - 1).choice().equals(row.choice());
      if (first) {
        svg.append(
            "<line class=\"grid\" x1=\"0\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"end\" x=\"0\" y=\"%s\">%s</text>"
                .formatted(
                    Svg.at(WIDTH - RIGHT),
                    Svg.at(y - 12),
                    Svg.at(y - 12),
                    Svg.at(y),
                    Svg.escape(row.choice())));
      }
      svg.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(Svg.at(LEFT - 6), Svg.at(y), Svg.escape(row.value())));
    }
    double step = (WIDTH - LEFT - RIGHT) / Math.max(1, combinations.size());
    for (int i = 0; i < combinations.size(); i++) {
      combination(svg, combinations.get(i), LEFT + step * (i + 0.5), step, scale);
    }
    return new Svg(svg.append("</svg>").toString());
  }

  private void combination(StringBuilder svg, Combination one, double x, double step, Scale scale) {
    String wide = Svg.at(Math.clamp(step * 0.5, 1.5, 10));
    Double low = one.low();
    Double high = one.high();
    svg.append("<g><title>").append(Svg.escape(one.words())).append("</title>");
    if (low != null && high != null) {
      svg.append(
          "<rect class=\"band\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
              .formatted(
                  Svg.at(x - Double.parseDouble(wide) / 2),
                  Svg.at(y(high, scale)),
                  wide,
                  Svg.at(Math.max(0.5, y(Math.max(0, low), scale) - y(high, scale)))));
    }
    double r = Math.clamp(step * 0.25, 1, 4);
    svg.append(
        "<circle class=\"dot\" r=\"%s\" cx=\"%s\" cy=\"%s\"/>"
            .formatted(Svg.at(r), Svg.at(x), Svg.at(y(one.value(), scale))));
    for (int row = 0; row < one.takes().size(); row++) {
      if (one.takes().get(row)) {
        svg.append(
            "<rect class=\"fill\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"9\"/>"
                .formatted(
                    Svg.at(x - Double.parseDouble(wide) / 2),
                    Svg.at(TOP + CURVE + 22 + STEP * row + 2),
                    wide));
      }
    }
    svg.append("</g>");
  }

  private static double y(double value, Scale scale) {
    return TOP + CURVE * (1 - value / scale.top());
  }
}
