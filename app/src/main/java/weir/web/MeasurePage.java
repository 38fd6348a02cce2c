package weir.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureRow;
import weir.web.chart.Bars;
import weir.web.chart.OriginMap;
import weir.web.chart.Plate;
import weir.web.chart.Point;
import weir.web.chart.Svg;
import weir.web.chart.WeeklyPanel;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One measure: its total, its course by week with band and coverage, its parts, every choice one
 * click away, and all of it to take along.
 *
 * @param plate the chart that can leave as a picture; null when there is none
 * @param citation how a report names this view
 */
record MeasurePage(
    Frame frame,
    MeasureView view,
    String path,
    List<MeasureView.Switch> switches,
    List<SourceSummary> sources,
    List<String> classes,
    @Nullable Figure total,
    List<Fact> drivers,
    @Nullable Plate plate,
    List<Weekly.Panel> panels,
    SheetView parts,
    SheetView weekly,
    SheetView ways,
    String svgAddress,
    String pngAddress,
    String multiverseAddress,
    String citation,
    String keptAddress,
    String asOf,
    SourceLine line)
    implements Page {

  private static final int MOST_PANELS = 24;

  static MeasurePage of(Market market, String measure, Options options, SheetRequest request) {
    MeasureView view = MeasureView.of(measure, options, request);
    SourceLine line =
        view.source() == null ? market.lineOf(measure) : market.line(market.source(view.source()));
    List<MeasureRow> totals = market.measure(view.askTotals());
    MeasureRow whole = whole(market, view, totals);
    List<MeasureRow> weeks = view.weekly() ? market.measure(view.askWeekly()) : List.of();
    List<Weekly.Panel> panels =
        view.split() == null
            ? List.of()
            : Weekly.panels(weeks, view.split(), view::name, view.addsUp(), line).stream()
                .limit(MOST_PANELS)
                .toList();
    return new MeasurePage(
        market.frame(view.title(), "measures", false),
        view,
        request.path(),
        view.switches(request, view.addsUp() && !market.series(measure).isEmpty()),
        market.sources(),
        Words.classes(),
        whole == null ? null : Figure.of(view.title(), whole, coverageWords(whole)),
        drivers(whole),
        plate(view, totals, weeks, line),
        panels,
        parts(view, totals).view(request),
        Weekly.sheet(
                "weekly",
                view.title() + ", by week",
                Words.capital(view.measure().unit()),
                weeks,
                view.split(),
                Words.capital(Words.plain(Objects.requireNonNullElse(view.split(), ""))),
                view::name)
            .view(request),
        ways(market, view).view(request),
        request.with(Map.of("format", "svg")),
        request.with(Map.of("format", "png")),
        new SheetRequest(request.path() + "/multiverse", request.parameters())
            .with(Map.of("estimator", "", "holding", "", "offers", "", "interval", "")),
        citation(view, line, market.changed()),
        request.with(Map.of("as-of", Long.toString(line.entry()))),
        Objects.requireNonNullElse(request.parameters().get("as-of"), ""),
        line);
  }

  /** The figure for all; null where there is none, as of shares and of curves. */
  private static @Nullable MeasureRow whole(
      Market market, MeasureView view, List<MeasureRow> totals) {
    if (view.measure().split() != null) {
      return null;
    }
    List<MeasureRow> all = view.split() == null ? totals : market.measure(view.ask(List.of()));
    return all.size() == 1 ? all.getFirst() : null;
  }

  /** Whether there is anything to show. */
  boolean isEmpty() {
    return total == null && panels.isEmpty() && plate == null && parts.sheet().rows().isEmpty();
  }

  private static String coverageWords(MeasureRow row) {
    Double coverage = row.coverage();
    return coverage == null
        ? "How much of the market this rests on is not known."
        : "It rests on about %s of what could have been seen.".formatted(Words.percent(coverage));
  }

  private static List<Fact> drivers(@Nullable MeasureRow row) {
    return row == null
        ? List.of()
        : row.choices().entrySet().stream()
            .map(choice -> Fact.of(Words.capital(Words.plain(choice.getKey())), choice.getValue()))
            .toList();
  }

  private static @Nullable Plate plate(
      MeasureView view, List<MeasureRow> totals, List<MeasureRow> weeks, SourceLine line) {
    List<String> notes =
        List.of(
            line.words(), "Choices: " + view.words() + ".", "Method: " + view.measure().method());
    if ("origin".equals(view.split())) {
      return originMap(view, totals, notes);
    }
    if (view.split() != null || weeks.isEmpty()) {
      return null;
    }
    List<Point> points = Weekly.points(weeks, line);
    if (points.stream().allMatch(point -> point.value() == null)) {
      return null;
    }
    LocalDate first = points.getFirst().week();
    LocalDate last = points.getLast().week();
    List<Point> seen = seen(weeks, first, last);
    String unit = Words.unit(weeks.getFirst().unit());
    WeeklyPanel chart =
        new WeeklyPanel(
            points,
            first,
            last,
            value -> axis(value, weeks.getFirst().unit()),
            "%s by week, %s to %s%s. The table below holds every figure."
                .formatted(
                    view.title(),
                    Words.day(first),
                    Words.day(last),
                    unit.isEmpty() ? "" : ", in " + unit),
            WeeklyPanel.Size.CHART,
            seen,
            0);
    return new Plate(
        "%s by week%s".formatted(view.title(), unit.isEmpty() ? "" : ", " + unit),
        chart.draw(),
        960,
        chart.height(),
        notes);
  }

  private static String axis(double value, String unit) {
    return unit.startsWith("share") ? Words.brief(value * 100) + " %" : Words.brief(value);
  }

  /** The share seen of each week from the first to the last; null where nothing was saved. */
  private static List<Point> seen(List<MeasureRow> weeks, LocalDate first, LocalDate last) {
    Map<LocalDate, @Nullable Double> known = new HashMap<>();
    for (MeasureRow row : weeks) {
      LocalDate week = Weekly.week(row);
      if (week != null) {
        known.put(week, row.coverage());
      }
    }
    if (known.values().stream().allMatch(Objects::isNull)) {
      return List.of();
    }
    List<Point> seen = new ArrayList<>();
    for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
      seen.add(new Point(week, known.get(week), null, null));
    }
    return seen;
  }

  private static @Nullable Plate originMap(
      MeasureView view, List<MeasureRow> totals, List<String> notes) {
    List<OriginMap.Place> places = new ArrayList<>();
    double undeclared = 0;
    for (MeasureRow row : totals) {
      Double value = row.value();
      String code = row.keys().get("origin");
      if (value == null) {
        continue;
      }
      if (code == null) {
        undeclared += value;
      } else {
        places.add(new OriginMap.Place(code, Words.country(code), value));
      }
    }
    if (places.isEmpty()) {
      return null;
    }
    String unit = totals.getFirst().unit();
    OriginMap map =
        new OriginMap(
            places,
            undeclared,
            value -> Words.figure(value, unit),
            "%s by declared origin, a circle for each of %s; %s not declared. The table below holds every figure."
                .formatted(
                    view.title(),
                    Words.count(places.size(), "country", "countries"),
                    Words.figure(undeclared, unit)));
    List<String> all = new ArrayList<>();
    if (!map.unplaced().isEmpty()) {
      all.add(
          "Not on the map: "
              + String.join(
                  "; ",
                  map.unplaced().stream()
                      .map(p -> p.name() + ", " + Words.figure(p.value(), unit))
                      .toList())
              + ".");
    }
    all.add(
        "A circle's area is in proportion to the figure. Origins are as declared; nobody checks"
            + " them.");
    all.addAll(notes);
    return new Plate(
        view.title() + " by declared origin", map.draw(), OriginMap.WIDTH, OriginMap.HEIGHT, all);
  }

  private static Sheet parts(MeasureView view, List<MeasureRow> totals) {
    String split = view.split();
    double most = 0;
    for (MeasureRow row : totals) {
      Double value = row.value();
      most = value == null ? most : Math.max(most, value);
    }
    List<List<Cell>> lines = new ArrayList<>();
    List<MeasureRow> sorted = new ArrayList<>(totals);
    sorted.sort(
        Comparator.comparingDouble(
                (MeasureRow row) -> {
                  Double value = row.value();
                  return value == null ? Double.NEGATIVE_INFINITY : value;
                })
            .reversed());
    for (MeasureRow row : split == null ? List.<MeasureRow>of() : sorted) {
      String key = row.keys().get(Objects.requireNonNull(split));
      Double value = row.value();
      lines.add(
          List.of(
              Cell.text(view.name(key), key == null ? "" : key),
              Weekly.measured(row),
              value == null || most == 0
                  ? Cell.text("")
                  : Cell.drawn(
                      Bars.row(value / most, key == null, Words.figure(value, row.unit()))),
              Weekly.coverage(row.coverage())));
    }
    return new Sheet(
        "parts",
        split == null ? view.title() : "%s, by %s".formatted(view.title(), Words.plain(split)),
        List.of(
            Head.text(
                "part", Words.capital(Words.plain(Objects.requireNonNullElse(split, "part")))),
            Head.measured("value", Words.capital(view.measure().unit())),
            Head.drawing("bar", "Of the greatest"),
            Head.number("coverage", "Coverage")),
        lines,
        "Nothing of the kind was seen.");
  }

  private static final Map<String, String> WAYS = countings();

  private static Map<String, String> countings() {
    Map<String, String> ways = new LinkedHashMap<>();
    ways.put("sold", "Rises of a sold counter");
    ways.put("stock", "Falls in stock");
    ways.put("feedback", "Ratings");
    return ways;
  }

  /** Each way of counting what was sold, and each imported series, beside each other. */
  private static Sheet ways(Market market, MeasureView view) {
    List<List<Cell>> lines = new ArrayList<>();
    if (view.addsUp()) {
      WAYS.forEach(
          (way, words) -> way(lines, words, market.measure(view.askBy(way, view.chosenWithout()))));
      for (String citation : market.series(view.measure().name())) {
        way(
            lines,
            "Imported: " + citation,
            market.measure(view.askBy("import", Map.of("series", citation))));
      }
    }
    return new Sheet(
        "ways",
        view.title() + ", by each way of counting",
        List.of(
            Head.text("way", "Counted by"),
            Head.measured("value", Words.capital(view.measure().unit())),
            Head.number("coverage", "Coverage")),
        lines,
        "Nothing of the kind was seen.");
  }

  private static void way(List<List<Cell>> lines, String words, List<MeasureRow> rows) {
    for (MeasureRow row : rows) {
      if (row.value() != null) {
        lines.add(List.of(Cell.text(words), Weekly.measured(row), Weekly.coverage(row.coverage())));
      }
    }
  }

  private static String citation(MeasureView view, SourceLine line, @Nullable Instant changed) {
    return "Weir, measure “%s” (%s): %s. %s State of the data: ledger entry %d of %s."
        .formatted(
            view.measure().name(),
            view.measure().unit(),
            view.words(),
            line.words(),
            line.entry(),
            changed == null ? "unknown date" : changed.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** For the template. */
  static String className(String path) {
    return Words.substanceClass(path);
  }

  MeasureDefinition definition() {
    return view.measure();
  }

  @Override
  public String template() {
    return "measure.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return view.split() == null ? List.of(weekly, ways) : List.of(parts, weekly, ways);
  }

  /** The chart itself, as the page shows it. */
  @Nullable Svg chart() {
    return plate == null ? null : plate.drawing();
  }
}
