package weir.web.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * One listing's figure as it was seen, save by save: held until the next save, since nothing is
 * known of the time between.
 *
 * @param points in the order of time
 */
public record StepLine(List<Seen> points, DoubleFunction<String> numbers, String words) {

  /** What one save showed. */
  public record Seen(Instant at, double value) {}

  private static final double WIDTH = 480;
  private static final double HEIGHT = 132;
  private static final double LEFT = 48;
  private static final double RIGHT = 56;
  private static final double TOP = 10;
  private static final double BOTTOM = 20;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  public Svg draw() {
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, HEIGHT, "panel wide", words));
    Scale scale = Scale.upTo(points.stream().mapToDouble(Seen::value).max().orElse(0));
    double floor = HEIGHT - BOTTOM;
    for (double tick : scale.ticks()) {
      double y = floor - (floor - TOP) * tick / scale.top();
      svg.append(
          "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  tick == 0 ? "axis" : "grid",
                  Svg.at(LEFT),
                  Svg.at(WIDTH - RIGHT),
                  Svg.at(y),
                  Svg.at(y),
                  Svg.at(LEFT - 5),
                  Svg.at(y + 3.5),
                  Svg.escape(numbers.apply(tick))));
    }
    if (points.isEmpty()) {
      return new Svg(svg.append("</svg>").toString());
    }
    Instant first = points.getFirst().at();
    Instant last = points.getLast().at();
    double seconds = Math.max(86_400, Duration.between(first, last).toSeconds());
    StringBuilder path = new StringBuilder();
    double x = LEFT;
    double y = floor;
    for (Seen seen : points) {
      x = LEFT + (WIDTH - LEFT - RIGHT) * Duration.between(first, seen.at()).toSeconds() / seconds;
      y = floor - (floor - TOP) * seen.value() / scale.top();
      path.append((path.isEmpty() ? "M%s,%s" : "H%sV%s").formatted(Svg.at(x), Svg.at(y)));
      svg.append(
          "<circle class=\"dot\" r=\"1.8\" cx=\"%s\" cy=\"%s\"/>".formatted(Svg.at(x), Svg.at(y)));
    }
    svg.append("<path class=\"line\" d=\"").append(path).append("\"/>");
    svg.append(
        "<text class=\"end\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                Svg.at(x + 6), Svg.at(y + 4), Svg.escape(numbers.apply(points.getLast().value()))));
    String base = Svg.at(HEIGHT - 6);
    svg.append(
        "<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(Svg.at(LEFT), base, DAY.format(first)));
    if (!DAY.format(first).equals(DAY.format(last))) {
      svg.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(Svg.at(WIDTH - RIGHT), base, DAY.format(last)));
    }
    return new Svg(svg.append("</svg>").toString());
  }
}
