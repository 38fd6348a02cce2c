package weir.web.chart;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line by week with its interval as a band, the last whole week's figure written at its end. A
 * week without a figure breaks the line; it is never drawn as zero.
 *
 * @param first Monday at the left edge, so that panels beside each other share their time axis
 * @param last Monday at the right edge
 * @param numbers how a figure on the axis and at the line's end is written
 * @param words what the panel shows, for those who do not see it
 * @param size of one chart alone, or of a panel among others
 * @param seen shares of the market seen by week, drawn as a strip below; empty for no strip
 * @param least the least figure that the axis must reach, so that panels can share a scale; zero
 *     for each its own
 */
public record WeeklyPanel(
    List<Point> points,
    LocalDate first,
    LocalDate last,
    DoubleFunction<String> numbers,
    String words,
    Size size,
    List<Point> seen,
    double least) {

  /** How large a drawing is, in its own units, and the room left for what is written. */
  public enum Size {
    /** One of small multiples. */
    PANEL(320, 132, 40, 40, "panel"),
    /** A chart that stands alone. */
    CHART(960, 330, 52, 70, "chart");

    private final double width;
    private final double height;
    private final double left;
    private final double right;
    private final String cssClass;

    Size(double width, double height, double left, double right, String cssClass) {
      this.width = width;
      this.height = height;
      this.left = left;
      this.right = right;
      this.cssClass = cssClass;
    }
  }

  private static final double TOP = 10;
  private static final double BOTTOM = 20;
  private static final double STRIP = 46;

  /** A panel with a scale of its own and no strip. */
  public WeeklyPanel(
      List<Point> points,
      LocalDate first,
      LocalDate last,
      DoubleFunction<String> numbers,
      String words) {
    this(points, first, last, numbers, words, Size.PANEL, List.of(), 0);
  }

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

  /** Of the whole drawing, in its units. */
  public double height() {
    return size.height + (seen.isEmpty() ? 0 : STRIP);
  }

  public Svg draw() {
    double greatest = least;
    for (Point point : points) {
      greatest = Math.max(greatest, orZero(point.value()));
      greatest = Math.max(greatest, orZero(point.high()));
    }
    Scale scale = Scale.upTo(greatest);
    StringBuilder svg = new StringBuilder(Svg.open(size.width, height(), size.cssClass, words));
    for (double tick : scale.ticks()) {
      double y = y(tick, scale);
      svg.append(
          "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(
                  tick == 0 ? "axis" : "grid",
                  Svg.at(size.left),
                  Svg.at(size.width - size.right),
                  Svg.at(y),
                  Svg.at(y)));
      svg.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(Svg.at(size.left - 5), Svg.at(y + 3.5), Svg.escape(numbers.apply(tick))));
    }
    months(svg);
    for (List<Point> run : Runs.of(points)) {
      band(svg, run, scale);
      line(svg, run, scale);
    }
    points.stream().filter(p -> !p.whole()).forEach(p -> partial(svg, p, scale));
    end(svg, scale);
    strip(svg);
    return new Svg(svg.append("</svg>").toString());
  }

  /** A column for each week, as high as the share seen; a dotted base where nothing was. */
  private void strip(StringBuilder svg) {
    if (seen.isEmpty()) {
      return;
    }
    double top = size.height + 14;
    double base = size.height + STRIP - 2;
    double week = x(first.plusWeeks(1)) - x(first);
    svg.append(
        "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">100 %%</text><text class=\"tick\" x=\"%s\" y=\"%s\">seen</text>"
            .formatted(
                Svg.at(size.left),
                Svg.at(size.width - size.right),
                Svg.at(top),
                Svg.at(top),
                Svg.at(size.left - 5),
                Svg.at(top + 4),
                Svg.at(size.width - size.right + 14),
                Svg.at(base)));
    for (Point share : seen) {
      double left = x(share.week()) - week / 2;
      Double value = share.value();
      if (value == null) {
        svg.append(
            "<line class=\"missing\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(Svg.at(left), Svg.at(left + week), Svg.at(base), Svg.at(base)));
      } else {
        double tall = Math.max(1, (base - top) * Math.clamp(value, 0, 1));
        svg.append(
            "<rect class=\"fill\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>Week of %s: %d %% seen</title></rect>"
                .formatted(
                    Svg.at(left),
                    Svg.at(base - tall),
                    Svg.at(Math.max(1, week - 1.5)),
                    Svg.at(tall),
                    share.week(),
                    Math.round(value * 100)));
      }
    }
  }

  private void months(StringBuilder svg) {
    long weeks = ChronoUnit.WEEKS.between(first, last);
    long every = weeks <= 34 ? 1 : weeks <= 60 ? 3 : weeks <= 120 ? 6 : 12;
    double after = -100;
    LocalDate month = first.with(TemporalAdjusters.firstDayOfMonth());
    for (; !month.isAfter(last); month = month.plusMonths(1)) {
      if (month.isBefore(first) || (month.getMonthValue() - 1) % every != 0) {
        continue;
      }
      double x = x(month);
      svg.append(
          "<line class=\"axis\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(
                  Svg.at(x),
                  Svg.at(x),
                  Svg.at(size.height - BOTTOM),
                  Svg.at(size.height - BOTTOM + 3)));
      String label =
          month.getMonthValue() == 1 || after < 0
              ? MONTH.format(month) + " " + month.getYear()
              : MONTH.format(month);
      double half = label.length() * 2.9;
      if (x - half < after + 3) {
        continue;
      }
      after = x + half;
      svg.append(
          "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(Svg.at(x), Svg.at(size.height - 6), label));
    }
    if (after < 0) {
      svg.append(
          "<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  Svg.at(size.left),
                  Svg.at(size.height - 6),
                  DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).format(first)));
    }
  }

  private void band(StringBuilder svg, List<Point> run, Scale scale) {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (Point point : run) {
      Double low = point.low();
      Double high = point.high();
      if (low != null && high != null) {
        there
            .append(Svg.at(x(point.week())))
            .append(',')
            .append(Svg.at(y(high, scale)))
            .append(' ');
        back.insert(0, Svg.at(x(point.week())) + "," + Svg.at(y(low, scale)) + " ");
      }
    }
    if (!there.isEmpty()) {
      svg.append("<polygon class=\"band\" points=\"").append(there).append(back).append("\"/>");
    }
  }

  /** A line through whole weeks; to and from a week that lacks days it is dotted. */
  private void line(StringBuilder svg, List<Point> run, Scale scale) {
    if (run.size() == 1 && run.getFirst().whole()) {
      dot(svg, run.getFirst(), "dot", 1.8, scale);
      return;
    }
    StringBuilder solid = new StringBuilder();
    for (int i = 0; i < run.size(); i++) {
      Point point = run.get(i);
      if (point.whole()) {
        solid.append(at(point, scale)).append(' ');
      }
      if (i > 0 && !(point.whole() && run.get(i - 1).whole())) {
        svg.append(
            "<polyline class=\"line dotted\" points=\"%s %s\"/>"
                .formatted(at(run.get(i - 1), scale), at(point, scale)));
      }
    }
    if (!solid.isEmpty()) {
      svg.append("<polyline class=\"line\" points=\"").append(solid).append("\"/>");
    }
  }

  private void partial(StringBuilder svg, Point point, Scale scale) {
    if (point.value() != null) {
      dot(svg, point, "open", 2.2, scale);
    }
  }

  private void dot(StringBuilder svg, Point point, String kind, double radius, Scale scale) {
    svg.append(
        "<circle class=\"%s\" r=\"%s\" cx=\"%s\" cy=\"%s\"/>"
            .formatted(
                kind,
                Svg.at(radius),
                Svg.at(x(point.week())),
                Svg.at(y(orZero(point.value()), scale))));
  }

  private String at(Point point, Scale scale) {
    return Svg.at(x(point.week())) + "," + Svg.at(y(orZero(point.value()), scale));
  }

  /** The last whole week's figure, written beside its dot where no line crosses it. */
  private void end(StringBuilder svg, Scale scale) {
    boolean anyWhole = points.stream().anyMatch(p -> p.whole() && p.value() != null);
    for (Point point : points.reversed()) {
      Double value = point.value();
      if (value != null && (point.whole() || !anyWhole)) {
        double x = x(points.getLast().week());
        double y = y(value, scale);
        if (point.whole()) {
          dot(svg, point, "dot", 2.6, scale);
        }
        svg.append(
            "<text class=\"end\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(Svg.at(x + 6), Svg.at(y + 4), Svg.escape(numbers.apply(value))));
        return;
      }
    }
  }

  private double x(LocalDate day) {
    double days = Math.max(7, ChronoUnit.DAYS.between(first, last));
    return size.left
        + (size.width - size.left - size.right) * ChronoUnit.DAYS.between(first, day) / days;
  }

  private double y(double value, Scale scale) {
    return size.height
        - BOTTOM
        - (size.height - TOP - BOTTOM) * Math.min(value, scale.top()) / scale.top();
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** The Monday of that day's week. */
  public static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
