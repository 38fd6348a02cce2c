package weir.web.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * A map of the world with a circle for each country, its area in proportion to a figure. What has
 * no country stands beside as a circle of its own, hollow: it is part of the total. Circles show
 * small countries as well as large ones, which shaded areas do not.
 *
 * @param places by ISO 3166-1 code
 * @param undeclared the figure of what declares no country
 * @param numbers how a figure is written
 * @param words what the map shows, for those who do not see it
 */
public record OriginMap(
    List<Place> places, double undeclared, DoubleFunction<String> numbers, String words) {

  public static final double WIDTH = 960;
  public static final double HEIGHT = 440;
  private static final double LARGEST = 30;
  private static final int ROUNDS = 200;

  /** One country's figure, and its name for people. */
  public record Place(String code, String name, double value) {}

  private record Centre(double x, double y) {}

  private static final Map<String, Centre> CENTRES = centres();
  private static final String LAND = text("land.path").strip();

  /** Countries that the map has no place for, such as unions of countries. */
  public List<Place> unplaced() {
    return places.stream().filter(place -> !CENTRES.containsKey(place.code())).toList();
  }

  public Svg draw() {
    StringBuilder svg = new StringBuilder(Svg.open(WIDTH, HEIGHT, "map", words));
    svg.append("<path class=\"land\" d=\"").append(LAND).append("\"/>");
    double greatest = undeclared;
    for (Place place : places) {
      greatest = Math.max(greatest, place.value());
    }
    if (greatest <= 0) {
      return new Svg(svg.append("</svg>").toString());
    }
    // The small ones last, so that none is hidden under a large one.
    List<Place> drawn = new ArrayList<>(places);
    drawn.removeIf(place -> place.value() <= 0 || !CENTRES.containsKey(place.code()));
    drawn.sort(Comparator.comparingDouble(Place::value).reversed());
    List<Circle> circles = new ArrayList<>();
    for (Place place : drawn) {
      circles.add(
          new Circle(
              place,
              Objects.requireNonNull(CENTRES.get(place.code())),
              radius(place.value(), greatest)));
    }
    apart(circles);
    for (Circle circle : circles) {
      if (Math.hypot(circle.x - circle.home.x(), circle.y - circle.home.y()) > circle.radius) {
        svg.append(
            "<line class=\"leader\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                .formatted(
                    Svg.at(circle.home.x()),
                    Svg.at(circle.home.y()),
                    Svg.at(circle.x),
                    Svg.at(circle.y)));
      }
    }
    StringBuilder labels = new StringBuilder();
    for (Circle circle : circles) {
      circle(
          svg,
          "circle",
          circle.x,
          circle.y,
          circle.radius,
          circle.place.name(),
          circle.place.value());
      if (circle.radius > 8) {
        labels.append(
            "<text class=\"end\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(
                    Svg.at(circle.x), Svg.at(circle.y + 4), Svg.escape(circle.place.code())));
      }
    }
    svg.append(labels);
    if (undeclared > 0) {
      double radius = radius(undeclared, greatest);
      circle(svg, "hollow", 60, 330, radius, "Not declared", undeclared);
      svg.append(
          "<text class=\"end\" text-anchor=\"middle\" x=\"60\" y=\"%s\">not declared</text><text class=\"tick\" text-anchor=\"middle\" x=\"60\" y=\"%s\">%s</text>"
              .formatted(
                  Svg.at(330 + radius + 14),
                  Svg.at(330 + radius + 27),
                  Svg.escape(numbers.apply(undeclared))));
    }
    return new Svg(svg.append("</svg>").toString());
  }

  private static final class Circle {
    private final Place place;
    private final Centre home;
    private final double radius;
    private double x;
    private double y;

    Circle(Place place, Centre home, double radius) {
      this.place = place;
      this.home = home;
      this.radius = radius;
      this.x = home.x();
      this.y = home.y();
    }
  }

  /**
   * Pushes circles apart until they hardly overlap, while each is drawn back to its own country.
   * The same figures always give the same map.
   */
  private static void apart(List<Circle> circles) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < circles.size(); i++) {
        Circle a = circles.get(i);
        a.x += (a.home.x() - a.x) * 0.02;
        a.y += (a.home.y() - a.y) * 0.02;
        for (int j = i + 1; j < circles.size(); j++) {
          Circle b = circles.get(j);
          double dx = b.x - a.x;
          double dy = b.y - a.y;
          double away = Math.hypot(dx, dy);
          double wanted = a.radius + b.radius + 1;
          if (away >= wanted) {
            continue;
          }
          // Two in one place part along a fixed direction.
          double ux = away < 1e-6 ? 0.8 : dx / away;
          double uy = away < 1e-6 ? 0.6 : dy / away;
          double push = (wanted - away) / 2;
          double share = b.radius / (a.radius + b.radius);
          a.x -= ux * push * 2 * share;
          a.y -= uy * push * 2 * share;
          b.x += ux * push * 2 * (1 - share);
          b.y += uy * push * 2 * (1 - share);
        }
      }
    }
  }

  private static double radius(double value, double greatest) {
    return Math.max(1.5, LARGEST * Math.sqrt(value / greatest));
  }

  private void circle(
      StringBuilder svg,
      String cssClass,
      double x,
      double y,
      double radius,
      String name,
      double value) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s: %s</title></circle>"
            .formatted(
                cssClass,
                Svg.at(x),
                Svg.at(y),
                Svg.at(radius),
                Svg.escape(name),
                Svg.escape(numbers.apply(value))));
  }

  private static Map<String, Centre> centres() {
    Map<String, Centre> centres = new HashMap<>();
    text("centres.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells ->
            centres.put(
                cells[0], new Centre(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
    return Map.copyOf(centres);
  }

  private static String text(String name) {
    try (InputStream in = OriginMap.class.getResourceAsStream("/weir/web/map/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
