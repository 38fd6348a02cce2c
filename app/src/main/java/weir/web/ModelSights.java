package weir.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Gauge;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.novelty.Emerging;
import weir.update.NewName;
import weir.update.Reading;
import weir.watch.Decision;

/**
 * What the lake shows that may concern a model: the figures of its gauges, and the new names that
 * are worth an alert and undecided.
 */
public record ModelSights(List<Reading> readings, List<NewName> names) {

  public ModelSights {
    readings = List.copyOf(readings);
    names = List.copyOf(names);
  }

  /**
   * What measures are asked of.
   *
   * @param measure answers a question
   * @param first the day of the first save; null when nothing was saved
   * @param last the day of the newest save; null when nothing was saved
   * @param entry number of the ledger's state
   * @param asOf the last day that is looked at; null for all
   */
  public record Asked(
      Function<MeasureRequest, List<MeasureRow>> measure,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      long entry,
      @Nullable LocalDate asOf) {

    /** Whether saves reach over that whole week. */
    private boolean isWhole(LocalDate week) {
      LocalDate end = asOf == null || (last != null && last.isBefore(asOf)) ? last : asOf;
      return first == null
          || end == null
          || (!week.isBefore(first) && !week.plusDays(6).isAfter(end));
    }
  }

  /** The figures of a model's gauges; those that cannot be read are left out. */
  public static List<Reading> readings(BarrierModel model, Asked asked) {
    List<Reading> readings = new ArrayList<>();
    for (Element element : model.elements()) {
      for (Gauge gauge : element.gauges()) {
        try {
          readings.add(reading(element.id(), gauge, asked));
        } catch (IllegalArgumentException | MeasureProblem toldWhereTheGaugeIsShown) {
          // The board and the checks say what is wrong with it; a question would not mend it.
        }
      }
    }
    return readings;
  }

  /** Items that are worth an alert and that nobody named a synonym, notified or dismissed. */
  public static List<NewName> names(List<Emerging> items, Map<String, Decision> decided) {
    return items.stream()
        .filter(Emerging::alerts)
        .filter(item -> {
          Decision decision = decided.get(item.id());
          return decision == null || !decision.state().closes();
        })
        .map(item ->
            new NewName(
                item.id(),
                NovelPage.name(item),
                item.family(),
                item.first().atZone(ZoneOffset.UTC).toLocalDate(),
                item.listings(),
                item.accounts(),
                item.score(),
                Places.novel(item.id())))
        .toList();
  }

  /** A gauge's filters are the measure's options without their dashes. */
  static MeasureRequest request(Gauge gauge) {
    Map<String, String> filters = new LinkedHashMap<>(gauge.filters());
    String by = Objects.requireNonNullElse(filters.remove("by"), "");
    String source = filters.remove("source");
    LocalDate from = day(filters.remove("from"));
    LocalDate to = day(filters.remove("to"));
    String estimator = Objects.requireNonNullElse(filters.remove("estimator"), "auto");
    String holding = Objects.requireNonNullElse(filters.remove("holding"), "none");
    String currency = Objects.requireNonNullElse(filters.remove("currency"), "EUR");
    return new MeasureRequest(
        gauge.measure(),
        by.isBlank() ? List.of() : List.of(by.split("\\s*,\\s*", -1)),
        from,
        to,
        source,
        filters,
        estimator,
        holding,
        currency);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no day. Expected one like 2020-02-04.".formatted(text), e);
    }
  }

  private static Reading reading(String element, Gauge gauge, Asked asked) {
    MeasureRequest request = until(request(gauge), asked.asOf());
    List<MeasureRow> rows =
        asked.measure().apply(request).stream().filter(row -> row.value() != null).toList();
    boolean weekly = request.by().equals(List.of("week"));
    return new Reading(
        element,
        gauge,
        rows.isEmpty() ? "" : rows.getFirst().unit(),
        weekly ? weeks(rows, asked) : parts(request, rows),
        weekly,
        asked.last(),
        read(request, asked.entry()),
        page(request));
  }

  private static MeasureRequest until(MeasureRequest request, @Nullable LocalDate asOf) {
    if (asOf == null) {
      return request;
    }
    LocalDate end = asOf.plusDays(1);
    LocalDate to = request.to();
    return new MeasureRequest(
        request.measure(),
        request.by(),
        request.from(),
        to == null || to.isAfter(end) ? end : to,
        request.source(),
        request.filters(),
        request.estimator(),
        request.holding(),
        request.currency(),
        request.options());
  }

  /** The whole weeks; the last one, where none is whole. */
  private static List<Reading.Shown> weeks(List<MeasureRow> rows, Asked asked) {
    List<Reading.Shown> all =
        rows.stream()
            .filter(row -> Weekly.week(row) != null)
            .map(row -> shown("", Weekly.week(row), row))
            .sorted(Comparator.comparing(one -> Objects.requireNonNull(one.week())))
            .toList();
    List<Reading.Shown> whole =
        all.stream().filter(one -> asked.isWhole(Objects.requireNonNull(one.week()))).toList();
    return whole.isEmpty() && !all.isEmpty() ? List.of(all.getLast()) : whole;
  }

  /** The one figure, or one for each part; of days or months the last. */
  private static List<Reading.Shown> parts(MeasureRequest request, List<MeasureRow> rows) {
    if (request.by().isEmpty()) {
      return rows.stream().limit(1).map(row -> shown("", null, row)).toList();
    }
    String key = request.by().getFirst();
    if (key.equals("day") || key.equals("month") || key.equals("week")) {
      return rows.stream()
          .max(Comparator.comparing(row -> String.valueOf(row.keys().get(key))))
          .map(row -> shown(String.valueOf(row.keys().get(key)), null, row))
          .stream()
          .toList();
    }
    return rows.stream().map(row -> shown(GaugeReading.name(key, row), null, row)).toList();
  }

  private static Reading.Shown shown(String part, @Nullable LocalDate week, MeasureRow row) {
    return new Reading.Shown(
        part, week, Objects.requireNonNull(row.value()), row.low(), row.high());
  }

  /** Such as {@code listings, by week, class nps; ledger entry 12}. */
  private static String read(MeasureRequest request, long entry) {
    List<String> words = new ArrayList<>();
    words.add(Words.plain(request.measure()));
    if (!request.by().isEmpty()) {
      words.add("by " + String.join(", ", request.by()));
    }
    if (request.source() != null) {
      words.add("source " + request.source());
    }
    request.filters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(filter -> words.add(filter.getKey() + " " + filter.getValue()));
    return String.join(", ", words) + "; ledger entry %d".formatted(entry);
  }

  /** The measure's page with what it can be narrowed to. */
  private static String page(MeasureRequest request) {
    Map<String, String> narrowed = new LinkedHashMap<>();
    if (request.source() != null) {
      narrowed.put("source", request.source());
    }
    String path = request.filters().get("class");
    if (path != null) {
      narrowed.put("class", path);
    }
    return Places.measure(request.measure())
        + (narrowed.isEmpty()
            ? ""
            : "?"
                + narrowed.entrySet().stream()
                    .map(one -> one.getKey() + "=" + Places.segment(one.getValue()))
                    .collect(Collectors.joining("&")));
  }

  /** Of a model, as pages ask the lake. */
  static ModelSights of(Market market, BarrierModel model) {
    SourceLine line = market.line();
    return new ModelSights(
        readings(
            model,
            new Asked(
                market::measure,
                line.first() == null ? null : line.first().atZone(ZoneOffset.UTC).toLocalDate(),
                line.last() == null ? null : line.last().atZone(ZoneOffset.UTC).toLocalDate(),
                market.entry(),
                null)),
        names(market.novel(null).items(), NovelPage.decisions(market)));
  }
}
