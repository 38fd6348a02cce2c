package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.web.chart.Bars;
import weir.web.chart.Point;
import weir.web.chart.Svg;

/**
 * What a gauge shows now.
 *
 * @param figure the newest week's, or the only one; null when there are several or none
 * @param when which week the figure is of; empty when of all
 * @param spark the weeks before it; null without weeks
 * @param parts by origin or class, a few of them
 * @param rest how many more parts there are, in words; empty for none
 * @param outside what of it lies outside the gauge's band, each in words; empty where all is within
 * @param problem why nothing is shown; null when something is
 */
public record GaugeReading(
    String label,
    @Nullable Figure figure,
    String when,
    @Nullable Svg spark,
    List<Figure> parts,
    String rest,
    List<String> outside,
    @Nullable String problem) {

  private static final int PARTS = 4;
  private static final String UNREADABLE = "This gauge cannot be read: ";

  /** Why it can show nothing, whatever is ingested; null when it could. */
  public @Nullable String unreadable() {
    return problem != null && problem.startsWith(UNREADABLE) ? problem : null;
  }

  /** The one figure shown; null when there are several or none. */
  public @Nullable Double value() {
    return figure == null ? null : figure.value();
  }

  /** The one figure as it is shown, with its unit; what stands in its place otherwise. */
  public String shown() {
    Figure one = figure;
    return one == null
        ? Objects.requireNonNullElse(problem, "several figures")
        : one.shown() + (when.isEmpty() ? "" : ", " + when);
  }

  /**
   * The one figure in a sentence, with how much of the market it was seen of; null where there is
   * no single figure or nobody knows how much was seen.
   */
  public @Nullable String sentence() {
    Figure one = figure;
    Double share = coverage();
    if (one != null && one.value() != null && share != null && one.unit().startsWith("signals")) {
      return "%s: %s %s%s, from the %s of signals for which partners said how much they looked."
          .formatted(
              label,
              one.shown(),
              one.unit(),
              when.isEmpty() ? "" : " in the " + when,
              Words.percent(share));
    }
    return one == null || one.value() == null || share == null
        ? null
        : "%s: %s%s, from saved pages that show about %s of the market."
            .formatted(
                label, one.shown(), when.isEmpty() ? "" : " in the " + when, Words.percent(share));
  }

  static GaugeReading of(Market market, Gauge gauge) {
    try {
      MeasureRequest request = ModelSights.request(gauge);
      List<MeasureRow> rows = market.measure(request);
      if (rows.stream().allMatch(row -> row.value() == null)) {
        return problem(
            gauge,
            Reports.answers(gauge.measure())
                ? nothingReported(gauge, rows)
                : market.isEmpty()
                    ? "No figure yet: nothing has been ingested."
                    : "No figure: too little was saved.");
      }
      return request.by().equals(List.of("week"))
          ? newest(market, gauge, rows)
          : request.by().isEmpty() ? single(gauge, rows) : parts(gauge, request, rows);
    } catch (IllegalArgumentException | MeasureProblem e) {
      return problem(gauge, UNREADABLE + e.getMessage());
    }
  }

  private static String nothingReported(Gauge gauge, List<MeasureRow> rows) {
    if (rows.stream().anyMatch(row -> row.choices().containsKey("suppressed"))) {
      return "No figure: fewer than five signals in one region.";
    }
    return gauge.measure().equals("signals") || rows.isEmpty()
        ? "No figure yet: no such signal was reported."
        : "No figure: nobody said how much was looked, in one unit.";
  }

  private static GaugeReading problem(Gauge gauge, String problem) {
    return new GaugeReading(gauge.label(), null, "", null, List.of(), "", List.of(), problem);
  }

  private static GaugeReading single(Gauge gauge, List<MeasureRow> rows) {
    return new GaugeReading(
        gauge.label(),
        Figure.of(gauge.label(), rows.getFirst(), ""),
        "",
        null,
        List.of(),
        "",
        outside(gauge, "", rows.getFirst()),
        null);
  }

  /** Where the figure lies outside the band, in words; empty within it. */
  private static List<String> outside(Gauge gauge, String name, MeasureRow row) {
    Double value = row.value();
    if (value == null || !gauge.isOutside(value)) {
      return List.of();
    }
    String shown = Words.figure(value, row.unit());
    String which = name.isEmpty() ? shown : "%s, %s,".formatted(name, shown);
    Double low = gauge.low();
    return List.of(
        low != null && value < low
            ? "%s is below the band, which begins at %s"
                .formatted(which, Words.figure(low, row.unit()))
            : "%s is above the band, which ends at %s"
                .formatted(which, Words.figure(Objects.requireNonNull(gauge.high()), row.unit())));
  }

  /** The last week over which the saves reach wholly; the last one, where there is no such. */
  private static GaugeReading newest(Market market, Gauge gauge, List<MeasureRow> rows) {
    SourceLine line = market.lineOf(gauge.measure());
    List<MeasureRow> dated =
        rows.stream()
            .filter(row -> row.value() != null && Weekly.week(row) != null)
            .sorted(Comparator.comparing(row -> Objects.requireNonNull(Weekly.week(row))))
            .toList();
    if (dated.isEmpty()) {
      return problem(gauge, "No figure: the saves carry no date.");
    }
    MeasureRow newest =
        dated.reversed().stream()
            .filter(row -> Weekly.isWhole(Objects.requireNonNull(Weekly.week(row)), line))
            .findFirst()
            .orElse(dated.getLast());
    List<Point> points = Weekly.points(dated, line).stream().filter(Point::whole).toList();
    LocalDate week = Objects.requireNonNull(Weekly.week(newest));
    return new GaugeReading(
        gauge.label(),
        Figure.of(gauge.label(), newest, ""),
        "week of " + Words.day(week),
        points.size() < 3
            ? null
            : Bars.spark(
                points,
                "%s, %s to %s"
                    .formatted(
                        gauge.label(), Words.day(points.getFirst().week()), Words.day(week))),
        List.of(),
        "",
        outside(gauge, "", newest),
        null);
  }

  /** Origins by share, what is not declared last; classes in the order of their names. */
  private static GaugeReading parts(Gauge gauge, MeasureRequest request, List<MeasureRow> rows) {
    String key = request.by().getFirst();
    List<MeasureRow> ordered = new ArrayList<>(rows);
    ordered.removeIf(row -> row.value() == null);
    if (key.equals("origin")) {
      ordered.sort(
          Comparator.comparing((MeasureRow row) -> row.keys().get(key) == null)
              .thenComparing(row -> row.value(), Comparator.nullsLast(Comparator.reverseOrder())));
    } else {
      ordered.sort(Comparator.comparing(row -> name(key, row)));
    }
    List<MeasureRow> shown = new ArrayList<>(ordered.subList(0, Math.min(PARTS, ordered.size())));
    MeasureRow last = ordered.getLast();
    if (key.equals("origin") && last.keys().get(key) == null && !shown.contains(last)) {
      shown.add(last);
    }
    int more = ordered.size() - shown.size();
    return new GaugeReading(
        gauge.label(),
        null,
        "",
        null,
        shown.stream().map(row -> Figure.of(name(key, row), row, "")).toList(),
        more == 0 ? "" : "%d more not shown".formatted(more),
        ordered.stream().flatMap(row -> outside(gauge, name(key, row), row).stream()).toList(),
        null);
  }

  static String name(String key, MeasureRow row) {
    String value = row.keys().get(key);
    return switch (key) {
      case "class", "family" -> Words.substanceClass(value);
      case "origin" -> Words.country(value);
      case "substance" -> Words.substance(value);
      default -> value == null ? "not known" : value; // sources and times name themselves
    };
  }

  /** What the parts are counted in, said once; empty for shares, which carry their sign. */
  String partsUnit() {
    String unit = parts.isEmpty() ? "" : parts.getFirst().unitShown();
    return unit.isEmpty() ? "" : ", in " + unit;
  }

  /** The share that was seen, of the figure or of the first part. */
  @Nullable Double coverage() {
    if (figure != null) {
      return figure.coverage();
    }
    return parts.isEmpty() ? null : parts.getFirst().coverage();
  }

  Svg coverageBar() {
    Double share = coverage();
    return Bars.coverage(share == null ? 0 : share);
  }
}
