package weir.web.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was seen, step by step, with what would have been without an event and its 95 % band. Steps
 * of which nothing is known have no dot.
 *
 * @param points from the first step to the last, evenly spaced
 * @param event the step from which the time after counts
 * @param eventDay the event's own day
 * @param words the chart for whoever cannot see it
 */
public record EventChart(
    List<Step> points,
    int event,
    LocalDate eventDay,
    DoubleFunction<String> numbers,
    String words) {

  /**
   * One step.
   *
   * @param seen null where nothing was saved
   * @param expected what would have been without the event, with its interval
   */
  public record Step(
      LocalDate day, @Nullable Double seen, double expected, double low, double high) {}

  private static final double WIDTH = 960;
  private static final double HEIGHT = 300;
  private static final double LEFT = 56;
  private static final double RIGHT = 96;
  private static final double TOP = 26;
  private static final double BOTTOM = 24;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  public Svg draw() {
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, HEIGHT, "event", words));
    // A band that widens without end would flatten what was seen: it is cut at twice that.
    double greatest = 0;
    for (Step step : points) {
      Double seen = step.seen();
      greatest = Math.max(greatest, Math.max(seen == null ? 0 : seen, step.expected()));
    }
    double cap = 0;
    for (Step step : points) {
      cap = Math.max(cap, Math.min(step.high(), 1.4 * greatest));
    }
    Scale scale = Scale.upTo(Math.max(cap, greatest));
    double floor = HEIGHT - BOTTOM;
    for (double tick : scale.ticks()) {
      double y = y(tick, scale);
      svg.append(
          "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  tick == 0 ? "axis" : "grid",
                  Svg.at(LEFT),
                  Svg.at(WIDTH - RIGHT),
                  Svg.at(y),
                  Svg.at(y),
                  Svg.at(LEFT - 6),
                  Svg.at(y + 3.5),
                  Svg.escape(numbers.apply(tick))));
    }
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    for (int i = event; i < points.size(); i++) {
      Step step = points.get(i);
      upper.append(
          "%s%s,%s"
              .formatted(upper.isEmpty() ? "M" : "L", Svg.at(x(i)), Svg.at(y(step.high(), scale))));
      lower.insert(0, "L%s,%s".formatted(Svg.at(x(i)), Svg.at(y(step.low(), scale))));
    }
    svg.append("<path class=\"band\" d=\"").append(upper).append(lower).append("Z\"/>");
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      StringBuilder path = i < event ? before : after;
      path.append(
          "%s%s,%s"
              .formatted(
                  path.isEmpty() ? "M" : "L",
                  Svg.at(x(i)),
                  Svg.at(y(points.get(i).expected(), scale))));
    }
    svg.append("<path class=\"line\" d=\"").append(before).append("\"/>");
    svg.append("<path class=\"line dotted\" d=\"").append(after).append("\"/>");
    for (int i = 0; i < points.size(); i++) {
      Double seen = points.get(i).seen();
      if (seen != null) {
        svg.append(
            "<circle class=\"%s\" r=\"2.4\" cx=\"%s\" cy=\"%s\"/>"
                .formatted(i < event ? "dot" : "open", Svg.at(x(i)), Svg.at(y(seen, scale))));
      }
    }
    double at = (x(Math.max(0, event - 1)) + x(event)) / 2;
    svg.append(
        "<line class=\"leader\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"end\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                Svg.at(at),
                Svg.at(at),
                Svg.at(TOP - 8),
                Svg.at(floor),
                Svg.at(Math.clamp(at, LEFT + 40, WIDTH - RIGHT)),
                Svg.at(TOP - 13),
                DAY.format(eventDay)));
    Step last = points.getLast();
    Double lastSeen = lastSeen();
    double expectedAt = y(last.expected(), scale);
    svg.append(
        "<text x=\"%s\" y=\"%s\">without it</text>"
            .formatted(Svg.at(WIDTH - RIGHT + 8), Svg.at(expectedAt + 4)));
    if (lastSeen != null) {
      double seenAt = y(lastSeen, scale);
      if (Math.abs(seenAt - expectedAt) < 14) {
        seenAt = expectedAt + (seenAt >= expectedAt ? 14 : -14);
      }
      svg.append(
          "<text class=\"end\" x=\"%s\" y=\"%s\">seen</text>"
              .formatted(Svg.at(WIDTH - RIGHT + 8), Svg.at(seenAt + 4)));
    }
    svg.append(
        "<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                Svg.at(LEFT),
                Svg.at(HEIGHT - 7),
                DAY.format(points.getFirst().day()),
                Svg.at(WIDTH - RIGHT),
                Svg.at(HEIGHT - 7),
                DAY.format(last.day())));
    return new Svg(svg.append("</svg>").toString());
  }

  private @Nullable Double lastSeen() {
    for (int i = points.size() - 1; i >= event; i--) {
      Double seen = points.get(i).seen();
      if (seen != null) {
        return seen;
      }
    }
    return null;
  }

  private double x(int step) {
    return LEFT + (WIDTH - LEFT - RIGHT) * step / Math.max(1.0, points.size() - 1.0);
  }

  private static double y(double value, Scale scale) {
    double floor = HEIGHT - BOTTOM;
    return floor - (floor - TOP) * Math.min(value, scale.top() * 1.02) / scale.top();
  }
}
