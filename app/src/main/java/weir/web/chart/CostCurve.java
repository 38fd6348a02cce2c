package weir.web.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What each amount of money leaves open: a step for each set of barriers that no other beats, and a
 * numbered mark for each option.
 *
 * @param points the cheapest first
 * @param marks the options in their order
 * @param budget null where none is set
 * @param currency such as {@code EUR}; empty when not said
 * @param words what the chart shows, for those who do not see it
 */
public record CostCurve(
    List<Spot> points, List<Spot> marks, @Nullable Double budget, String currency, String words) {

  /** A cost and the share of routes that remains, 0 to 1. */
  public record Spot(double cost, double remaining) {}

  public static final double WIDTH = 760;
  public static final double HEIGHT = 300;
  private static final double LEFT = 52;
  private static final double RIGHT = 18;
  private static final double TOP = 24;
  private static final double BOTTOM = 40;

  public CostCurve {
    points = List.copyOf(points);
    marks = List.copyOf(marks);
  }

  public Svg draw() {
    double greatest = budget == null ? 0 : budget;
    for (var point : points) {
      greatest = Math.max(greatest, point.cost());
    }
    for (var mark : marks) {
      greatest = Math.max(greatest, mark.cost());
    }
    var scale = Scale.upTo(greatest);
    var svg = new StringBuilder(Svg.open(WIDTH, HEIGHT, "chart", words));
    for (int share = 0; share <= 100; share += 25) {
      var y = Svg.at(y(share / 100.0));
      svg.append(
          "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%d%%</text>"
              .formatted(
                  share == 0 ? "axis" : "grid",
                  Svg.at(LEFT),
                  Svg.at(WIDTH - RIGHT),
                  y,
                  y,
                  Svg.at(LEFT - 6),
                  Svg.at(y(share / 100.0) + 3.5),
                  share));
    }
    for (double tick : scale.ticks()) {
      svg.append(
          "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(
                  Svg.at(x(tick, scale)),
                  Svg.at(HEIGHT - BOTTOM + 16),
                  String.format(Locale.ROOT, "%,.0f", tick)));
    }
    svg.append(
        "<text class=\"end\" x=\"0\" y=\"12\">Routes that remain open</text><text class=\"end\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                Svg.at(WIDTH - RIGHT),
                Svg.at(HEIGHT - 6),
                Svg.escape(currency.isEmpty() ? "Cost" : "Cost, " + currency)));
    if (budget != null) {
      svg.append(
          "<line class=\"missing\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/><text class=\"tick\" x=\"%s\" y=\"%s\">budget</text>"
              .formatted(
                  Svg.at(x(budget, scale)),
                  Svg.at(x(budget, scale)),
                  Svg.at(TOP),
                  Svg.at(HEIGHT - BOTTOM),
                  Svg.at(x(budget, scale) + 4),
                  Svg.at(TOP + 10)));
    }
    var path = new StringBuilder();
    for (var point : points) {
      var x = Svg.at(x(point.cost(), scale));
      var y = Svg.at(y(point.remaining()));
      path.append(path.isEmpty() ? "M%s %s".formatted(x, y) : "H%sV%s".formatted(x, y));
    }
    if (!points.isEmpty()) {
      path.append("H").append(Svg.at(WIDTH - RIGHT));
    }
    svg.append("<path class=\"line\" d=\"%s\"/>".formatted(path));
    for (var point : points) {
      svg.append(
          "<circle class=\"open\" r=\"2.5\" cx=\"%s\" cy=\"%s\"/>"
              .formatted(Svg.at(x(point.cost(), scale)), Svg.at(y(point.remaining()))));
    }
    for (int i = 0; i < marks.size(); i++) {
      double x = x(marks.get(i).cost(), scale);
      double y = y(marks.get(i).remaining());
      svg.append(
          "<circle class=\"dot\" r=\"5\" cx=\"%s\" cy=\"%s\"/><text class=\"end\" x=\"%s\" y=\"%s\">%d</text>"
              .formatted(Svg.at(x), Svg.at(y), Svg.at(x + 7), Svg.at(y - 7), i + 1));
    }
    return new Svg(svg.append("</svg>").toString());
  }

  private static double x(double cost, Scale scale) {
    return LEFT + (WIDTH - LEFT - RIGHT) * cost / scale.top();
  }

  private static double y(double share) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  }
}
