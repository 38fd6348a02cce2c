package weir.web.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Work on a scale of days: a bar from its first to its last planned day, hollow where it is not
 * done yet, and a dotted tail for the days that it is late.
 *
 * @param words what the chart says, for whoever cannot see it
 */
public record Timeline(List<Work> work, LocalDate today, String words) {

  /**
   * One bar.
   *
   * @param from first planned day, and {@code to} the last
   * @param expected last day as things stand; null when it is the planned one
   * @param done whether it is over
   */
  public record Work(
      String name, LocalDate from, LocalDate to, @Nullable LocalDate expected, boolean done) {}

  private static final double WIDTH = 720;
  private static final double LEFT = 210;
  private static final double RIGHT = 16;
  private static final double ROW = 22;
  private static final double TOP = 8;
  private static final double BOTTOM = 22;
  private static final int LONGEST_NAME = 38;
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

  /** The drawing; null when no work has days. */
  public @Nullable Svg draw() {
    if (work.isEmpty()) {
      return null;
    }
    LocalDate first = today;
    LocalDate last = today;
    for (Work one : work) {
      LocalDate end = one.expected == null ? one.to : one.expected;
      first = one.from.isBefore(first) ? one.from : first;
      last = end.isAfter(last) ? end : last;
    }
    first = first.withDayOfMonth(1);
    last = last.withDayOfMonth(1).plusMonths(1);
    double height = TOP + ROW * work.size() + BOTTOM;
    double floor = height - BOTTOM;
    double perDay = (WIDTH - LEFT - RIGHT) / ChronoUnit.DAYS.between(first, last);
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, height, "timeline", words));
    long months = ChronoUnit.MONTHS.between(first, last);
    long step = Math.max(1, (months + 7) / 8);
    for (long i = 0; i <= months; i += step) {
      LocalDate month = first.plusMonths(i);
      String x = Svg.at(LEFT + perDay * ChronoUnit.DAYS.between(first, month));
      svg.append(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(x, x, Svg.at(TOP), Svg.at(floor)));
      if (i < months) {
        svg.append(
            "<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(x, Svg.at(height - 6), MONTH.format(month)));
      }
    }
    double y = TOP;
    for (Work one : work) {
      double from = LEFT + perDay * ChronoUnit.DAYS.between(first, one.from);
      double to = LEFT + perDay * (ChronoUnit.DAYS.between(first, one.to) + 1);
      svg.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text><rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"9\"/>"
              .formatted(
                  Svg.at(LEFT - 8),
                  Svg.at(y + 14.5),
                  Svg.escape(shortened(one.name)),
                  one.done ? "fill" : "open",
                  Svg.at(from),
                  Svg.at(y + 6.5),
                  Svg.at(Math.max(2, to - from))));
      if (one.expected != null && one.expected.isAfter(one.to)) {
        svg.append(
            "<line class=\"line dotted\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                .formatted(
                    Svg.at(to),
                    Svg.at(LEFT + perDay * (ChronoUnit.DAYS.between(first, one.expected) + 1)),
                    Svg.at(y + 11),
                    Svg.at(y + 11)));
      }
      y += ROW;
    }
    String now = Svg.at(LEFT + perDay * ChronoUnit.DAYS.between(first, today));
    svg.append(
        "<line class=\"leader\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"end\" x=\"%s\" y=\"%s\">today</text>"
            .formatted(
                now,
                now,
                Svg.at(0),
                Svg.at(floor),
                Svg.at(Double.parseDouble(now) + 3),
                Svg.at(9)));
    return new Svg(svg.append("</svg>").toString());
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
