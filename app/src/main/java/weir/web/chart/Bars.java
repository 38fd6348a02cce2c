package weir.web.chart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small drawings that stand beside a figure or in a row of a table. */
public final class Bars {

  private Bars() {}

  /**
   * A thin bar that fills as far as something was seen.
   *
   * @param share 0 to 1
   */
  public static Svg coverage(double share) {
    double shown = Math.clamp(share, 0, 1);
    return new Svg(
        Svg.stretched(100, 4, "coverage", Math.round(shown * 100) + " % seen")
            + "<rect class=\"track\" width=\"100\" height=\"4\"/>"
            + "<rect class=\"fill\" width=\"%s\" height=\"4\"/></svg>"
                .formatted(Svg.at(shown * 100)));
  }

  /**
   * A bar for one row of a table.
   *
   * @param share of the longest bar, 0 to 1
   * @param quiet whether the row stands apart from the others, such as what is not known
   */
  public static Svg row(double share, boolean quiet, String words) {
    double shown = Math.clamp(share, 0, 1);
    String open = Svg.stretched(120, 12, "bar", words);
    return new Svg(
        open
            + "<rect class=\"%s\" y=\"1.5\" width=\"%s\" height=\"9\"/></svg>"
                .formatted(quiet ? "hollow" : "fill", Svg.at(Math.max(1, shown * 119))));
  }

  /**
   * A dot with its interval on an axis that all rows of a table share, in powers of ten.
   *
   * @param least the axis's left end, above zero; most: its right end
   */
  public static Svg whisker(
      double value,
      @Nullable Double low,
      @Nullable Double high,
      double least,
      double most,
      String words) {
    double width = 160;
    StringBuilder svg = new StringBuilder(Svg.open(width, 16, "whisker", words));
    double from = Math.floor(Math.log10(least));
    double to = Math.max(from + 1, Math.ceil(Math.log10(most)));
    for (double power = from; power <= to; power++) {
      String x = Svg.at(4 + (width - 8) * (power - from) / (to - from));
      svg.append("<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"0\" y2=\"16\"/>".formatted(x, x));
    }
    if (low != null && high != null && high > 0) {
      svg.append(
          "<line class=\"reach\" x1=\"%s\" x2=\"%s\" y1=\"8\" y2=\"8\"/>"
              .formatted(
                  Svg.at(log(Math.max(low, least / 10), from, to, width)),
                  Svg.at(log(high, from, to, width))));
    }
    svg.append(
        "<circle class=\"dot\" r=\"2.6\" cx=\"%s\" cy=\"8\"/></svg>"
            .formatted(Svg.at(log(value, from, to, width))));
    return new Svg(svg.toString());
  }

  private static double log(double value, double from, double to, double width) {
    double at = value <= 0 ? 0 : (Math.log10(value) - from) / (to - from);
    return 4 + (width - 8) * Math.clamp(at, 0, 1);
  }

  /** A line without axes, as wide as a word, with its last point marked. */
  public static Svg spark(List<Point> points, String words) {
    double width = 110;
    double height = 22;
    StringBuilder svg = new StringBuilder(Svg.open(width, height, "spark", words));
    double greatest = 1e-9;
    for (Point point : points) {
      Double value = point.value();
      greatest = value == null ? greatest : Math.max(greatest, value);
    }
    if (!points.isEmpty()) {
      LocalDate first = points.getFirst().week();
      double days = Math.max(7, ChronoUnit.DAYS.between(first, points.getLast().week()));
      for (List<Point> run : Runs.of(points)) {
        List<String> at = new ArrayList<>();
        for (Point point : run) {
          Double value = point.value();
          double x = 2 + (width - 6) * ChronoUnit.DAYS.between(first, point.week()) / days;
          double y = height - 2 - (height - 5) * (value == null ? 0 : value) / greatest;
          at.add(Svg.at(x) + "," + Svg.at(y));
        }
        svg.append("<polyline class=\"line\" points=\"")
            .append(String.join(" ", at))
            .append("\"/>");
        if (run.getLast().equals(points.getLast())) {
          String[] last = at.getLast().split(",", 2);
          svg.append(
              "<circle class=\"dot\" r=\"2\" cx=\"%s\" cy=\"%s\"/>".formatted(last[0], last[1]));
        }
      }
    }
    return new Svg(svg.append("</svg>").toString());
  }

  /**
   * One column for each week, as high as the share that was seen; a week in which nothing was saved
   * stays empty above a dotted base.
   */
  public static Svg weeks(List<Point> shares, String words) {
    double width = 640;
    double height = 46;
    StringBuilder svg = new StringBuilder(Svg.open(width, height, "weeks", words));
    svg.append("<line class=\"grid\" x1=\"0\" x2=\"640\" y1=\"3\" y2=\"3\"/>");
    double step = width / Math.max(12, shares.size());
    double at = 0;
    for (Point share : shares) {
      Double value = share.value();
      if (value == null) {
        svg.append(
            "<line class=\"missing\" x1=\"%s\" x2=\"%s\" y1=\"45\" y2=\"45\"/>"
                .formatted(Svg.at(at), Svg.at(at + step)));
      } else {
        double tall = Math.max(1, 42 * Math.clamp(value, 0, 1));
        svg.append(
            "<rect class=\"fill\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                .formatted(
                    Svg.at(at),
                    Svg.at(45 - tall),
                    Svg.at(Math.max(1, step - 1.5)),
                    Svg.at(tall),
                    "Week of %s: %d %%".formatted(share.week(), Math.round(value * 100))));
      }
      at += step;
    }
    return new Svg(svg.append("</svg>").toString());
  }
}
