package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRow;
import weir.web.chart.Point;
import weir.web.chart.WeeklyPanel;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * The sources side by side, by the same measures and the same choices: as a table, and as weekly
 * sales on one scale.
 */
record ComparePage(
    Frame frame,
    Options options,
    String path,
    SheetView table,
    SheetView mix,
    SheetView imported,
    List<Weekly.Panel> panels,
    SheetView weekly,
    SourceLine line)
    implements Page {

  private static final List<String> COMPARED = List.of("accounts", "listings", "sales", "revenue");

  static ComparePage of(Market market, Options options, SheetRequest request) {
    List<MeasureRow> weeks =
        market.measure(options.ask("sales", List.of("source", "week"), null, Map.of()));
    return new ComparePage(
        market.frame("Sources side by side", "compare", false),
        options,
        request.path(),
        table(market, options).view(request),
        mix(market, options).view(request),
        imported(market, options).view(request),
        panels(market, weeks),
        Weekly.sheet(
                "weekly",
                "Units sold, by week and source",
                "Units sold",
                weeks,
                "source",
                "Source",
                id -> MeasureView.name("source", id))
            .view(request),
        market.line());
  }

  private static Map<String, MeasureRow> bySource(Market market, Options options, String measure) {
    Map<String, MeasureRow> rows = new LinkedHashMap<>();
    for (MeasureRow row : market.measure(options.ask(measure, List.of("source"), null, Map.of()))) {
      rows.put(String.valueOf(row.keys().get("source")), row);
    }
    return rows;
  }

  private static Sheet table(Market market, Options options) {
    Map<String, Map<String, MeasureRow>> measured = new LinkedHashMap<>();
    COMPARED.forEach(measure -> measured.put(measure, bySource(market, options, measure)));
    List<List<Cell>> lines = new ArrayList<>();
    for (SourceSummary source : market.sources()) {
      List<Cell> line = new ArrayList<>();
      line.add(Cell.text(source.name(), source.id()).to(Places.source(source.id())));
      line.add(Cell.text(source.kind()));
      for (String measure : COMPARED) {
        MeasureRow row = Objects.requireNonNull(measured.get(measure)).get(source.id());
        line.add(row == null ? Cell.measured(null, null, null, null, null) : Weekly.measured(row));
      }
      MeasureRow listings = Objects.requireNonNull(measured.get("listings")).get(source.id());
      line.add(Weekly.coverage(listings == null ? null : listings.coverage()));
      lines.add(line);
    }
    return new Sheet(
        "sources",
        "Each source by the same measures",
        List.of(
            Head.text("source", "Source"),
            Head.text("kind", "Kind"),
            Head.measured("accounts", "Vendor accounts"),
            Head.measured("listings", "Listings"),
            Head.measured("sales", "Units sold"),
            Head.measured("revenue", "Turnover, " + options.currency()),
            Head.number("coverage", "Listings seen, of all")),
        lines,
        "No source yet. Bring in saved pages with `weir ingest`.");
  }

  /** What imported series say of each source, and what was counted in the same days beside it. */
  private static Sheet imported(Market market, Options options) {
    List<List<Cell>> lines = new ArrayList<>();
    Options other =
        new Options(options.from(), options.to(), options.currency(), "import", options.holding());
    for (String measure : Options.SOLD) {
      for (String citation : market.series(measure)) {
        Map<String, String> one = Map.of("series", citation);
        for (MeasureRow row :
            market.measure(
                other.ask(measure, List.of("source"), null, Map.of()).withOptions(one))) {
          String source = String.valueOf(row.keys().get("source"));
          String days = row.choices().getOrDefault("days", "");
          lines.add(
              List.of(
                  Cell.text(name(market, source), source),
                  Cell.text(measure.equals("sales") ? "Units sold" : "Turnover"),
                  Cell.text(citation),
                  Cell.text(days),
                  Weekly.measured(row),
                  counted(market, options, measure, source, days)));
        }
      }
    }
    return new Sheet(
        "imported",
        "What others published, and what was counted in the same days",
        List.of(
            Head.text("source", "Source"),
            Head.text("measure", "Measure"),
            Head.text("series", "Series"),
            Head.text("days", "Days"),
            Head.measured("published", "Published"),
            Head.measured("counted", "Counted")),
        lines,
        "No series was imported.");
  }

  /**
   * @param days such as {@code 2026-01-01 to 2026-01-31}
   */
  private static Cell counted(
      Market market, Options options, String measure, String source, String days) {
    String[] ends = days.split(" to ", 2);
    Options same =
        new Options(
            LocalDate.parse(ends[0]),
            LocalDate.parse(ends[1]).plusDays(1),
            options.currency(),
            options.estimator().equals("import") ? "auto" : options.estimator(),
            options.holding());
    return market.measure(same.ask(measure, List.of(), source, Map.of())).stream()
        .findFirst()
        .map(Weekly::measured)
        .orElse(Cell.measured(null, null, null, null, null));
  }

  /** What each source sells, as shares of its own listings. */
  private static Sheet mix(Market market, Options options) {
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    Map<String, Double> sums = new LinkedHashMap<>();
    for (MeasureRow row :
        market.measure(options.ask("listings", List.of("class", "source"), null, Map.of()))) {
      Double value = row.value();
      String source = row.keys().get("source");
      if (value != null && source != null) {
        shares
            .computeIfAbsent(
                Objects.requireNonNullElse(row.keys().get("class"), ""), _ -> new LinkedHashMap<>())
            .put(source, value);
        sums.merge(source, value, Double::sum);
      }
    }
    List<String> sources = List.copyOf(sums.keySet());
    List<Head> heads = new ArrayList<>(List.of(Head.text("class", "Class")));
    sources.forEach(source -> heads.add(Head.number(source, name(market, source))));
    List<List<Cell>> lines = new ArrayList<>();
    shares.forEach((path, of) -> {
      List<Cell> line = new ArrayList<>();
      line.add(Cell.text(Words.substanceClass(path), path));
      for (String source : sources) {
        Double value = of.get(source);
        Double share =
            value == null ? null : Double.valueOf(value / Objects.requireNonNull(sums.get(source)));
        line.add(Cell.number(share == null ? null : Words.figure(share, "share"), share));
      }
      lines.add(line);
    });
    return new Sheet(
        "mix",
        "What each source offers: share of its listings seen, by class",
        heads,
        lines,
        "No listing was read yet.");
  }

  private static String name(Market market, String source) {
    return market.sources().stream()
        .filter(one -> one.id().equals(source))
        .map(SourceSummary::name)
        .findFirst()
        .orElse(source);
  }

  /** Every source's weeks on one scale and one time axis, so that they can be compared by eye. */
  private static List<Weekly.Panel> panels(Market market, List<MeasureRow> weeks) {
    Map<String, List<MeasureRow>> groups = new LinkedHashMap<>();
    @Nullable LocalDate first = null;
    @Nullable LocalDate last = null;
    double greatest = 0;
    for (MeasureRow row : weeks) {
      LocalDate week = Weekly.week(row);
      Double value = row.value();
      if (week == null || value == null) {
        continue;
      }
      groups
          .computeIfAbsent(String.valueOf(row.keys().get("source")), _ -> new ArrayList<>())
          .add(row);
      first = first == null || week.isBefore(first) ? week : first;
      last = last == null || week.isAfter(last) ? week : last;
      Double high = row.high();
      greatest = Math.max(greatest, high == null ? value : high);
    }
    List<Weekly.Panel> panels = new ArrayList<>();
    for (Map.Entry<String, List<MeasureRow>> group : groups.entrySet()) {
      SourceLine line = market.line(market.source(group.getKey()));
      List<Point> points = Weekly.points(group.getValue(), line);
      String title = name(market, group.getKey());
      panels.add(
          new Weekly.Panel(
              title,
              "units sold a week",
              new WeeklyPanel(
                      points,
                      Objects.requireNonNull(first),
                      Objects.requireNonNull(last),
                      Words::brief,
                      "%s: units sold by week, on the same scale as the other sources. The table below holds every figure."
                          .formatted(title),
                      WeeklyPanel.Size.PANEL,
                      List.of(),
                      greatest)
                  .draw()));
    }
    return panels;
  }

  @Override
  public String template() {
    return "compare.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(table, mix, imported, weekly);
  }
}
