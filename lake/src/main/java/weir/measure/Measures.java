package weir.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Manifest;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.signal.SignalBook;

/**
 * Answers questions about one state of the lake. Opening takes about half a second; answers take
 * milliseconds, and seconds over millions of observations. Used by one thread at a time.
 */
public final class Measures implements AutoCloseable {

  /** What values can be grouped by. */
  public static final List<String> KEYS =
      List.of(
          "source",
          "class",
          "family",
          "substance",
          "origin",
          "day",
          "week",
          "month",
          "layer",
          "access",
          "kind",
          "band",
          "destination",
          "payment",
          "age",
          "amount",
          "other",
          "outcome",
          "flow",
          "laboratory",
          "step",
          "country",
          "partner");

  /** What a measure's values can be grouped by unless its definition says otherwise. */
  static final List<String> USUAL_KEYS = KEYS.subList(0, KEYS.indexOf("band"));

  private static final List<String> ESTIMATORS =
      List.of("auto", "stock", "sold", "feedback", ImportedTotal.ESTIMATOR);
  private static final List<String> HOLDINGS = List.of("none", "A", "B");

  /** The normal deviate of a 95 % interval. */
  static final double Z = 1.959964;

  private final MarketTables tables;
  private final long number;

  /** What is done when the state is closed. */
  private final Runnable after;

  private Measures(MarketTables tables) {
    this(tables, tables.query().view().number(), () -> {});
  }

  private Measures(MarketTables tables, long number, Runnable after) {
    this.tables = tables;
    this.number = number;
    this.after = after;
  }

  /**
   * Opens the lake as it was after that entry of the ledger. Where nobody derived its tables then,
   * that is done in a temporary folder: it takes as long as the first time, and the lake is left as
   * it is.
   *
   * @throws weir.lake.LakeProblem when parts of that state were tidied away or erased
   */
  public static Measures asOf(Lake lake, long number) {
    lake.checkState(number);
    LakeView view = derivedAfter(lake, number);
    if (Derivation.isUpToDate(view)) {
      return new Measures(
          MarketTables.prepared(LakeQuery.over(lake, view, QueryLimits.USUAL)), number, () -> {});
    }
    Path folder;
    try {
      folder = Files.createTempDirectory("weir-as-of-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Lake state = lake.stateIn(folder, number);
      MarketTables tables =
          MarketTables.prepared(
              LakeQuery.over(state, Derivation.upToDate(state), QueryLimits.USUAL));
      return new Measures(
          tables,
          number,
          () -> {
            state.close();
            remove(folder);
          });
    } catch (RuntimeException e) {
      remove(folder);
      throw e;
    }
  }

  /** The state with what was derived right after it: deriving adds nothing to what was read. */
  private static LakeView derivedAfter(Lake lake, long number) {
    List<Manifest> entries = lake.ledger();
    long last = number;
    while (last < entries.size() && entries.get((int) last).what().equals(Purpose.DERIVE.word())) {
      last++;
    }
    LakeView view = lake.viewAt(last);
    boolean there =
        view.parts().stream().allMatch(part -> Files.exists(lake.folder().resolve(part.path())));
    return there ? view : lake.viewAt(number);
  }

  private static void remove(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the lake's newest state; brings the derived tables up to date first. */
  public static Measures over(Lake lake) {
    return over(lake, QueryLimits.USUAL);
  }

  private static Measures over(Lake lake, QueryLimits limits) {
    LakeView view = Derivation.upToDate(lake);
    return new Measures(MarketTables.prepared(LakeQuery.over(lake, view, limits)));
  }

  /**
   * The same for many questions: the weeks are read into memory first. Takes about a second for
   * every five million observations; answers are the same.
   */
  public static Measures forManyQuestions(Lake lake) {
    Measures measures = over(lake, QueryLimits.IN_MEMORY);
    measures.tables.seen().load();
    return measures;
  }

  /**
   * Opens what partners reported alone, whatever the size of the market beside it; other measures
   * find nothing there.
   */
  public static Measures ofReports(Lake lake, SignalBook book) {
    return new Measures(
        MarketTables.prepared(LakeQuery.over(lake, book.view(), QueryLimits.USUAL)));
  }

  /** The ledger number of the state that is asked. */
  public long ledgerNumber() {
    return number;
  }

  /** The same state for questions in SQL; the caller does not close it. */
  public LakeQuery query() {
    return tables.query();
  }

  @Override
  public void close() {
    query().close();
    after.run();
  }

  /** Every measure, in the order in which pages show them. */
  public static List<MeasureDefinition> definitions() {
    return MeasureCatalogue.ALL;
  }

  /**
   * Answers a question.
   *
   * @return a row for each group, in the order of the keys; none when nothing was seen
   * @throws MeasureProblem when the question cannot be answered, saying what to ask instead
   */
  public List<MeasureRow> run(MeasureRequest request) {
    check(request);
    MeasureDefinition definition = definition(request.measure());
    if (request.estimator().equals(ImportedTotal.ESTIMATOR)) {
      return new ImportedTotal(tables, definition).of(request);
    }
    if ("methods".equals(request.options().get(SalesTotal.INTERVAL))) {
      return Envelope.of(this, request);
    }
    return switch (request.measure()) {
      case "listings" -> new DistinctCount(tables, "listing", definition).of(request);
      case "accounts" -> new DistinctCount(tables, "vendor", definition).of(request);
      case "sales", "revenue" -> new SalesTotal(tables, definition).of(request);
      case "price_per_gram" -> new PricePerGram(tables).of(request);
      case "origin_share" -> new OriginShare(tables).of(request);
      case "gini", "herfindahl", "top_share" ->
          new ConcentrationIndex(tables, definition).of(request);
      case "entries", "exits" -> new Turnover(tables, definition).of(request);
      case "survival", "survival_median", "survival_difference" ->
          new SurvivalCurve(tables, definition).of(request);
      case "share", "shift" -> new ShareOf(tables, definition).of(request);
      case "portfolio", "specialisation" -> new Portfolio(tables, definition).of(request);
      case "reputation" -> new Reputation(tables, definition).of(request);
      case "destination_share", "payment_share" ->
          new DeclaredShare(tables, definition).of(request);
      case "domestic_share" -> new DomesticShare(tables, definition).of(request);
      case "migration" -> new Migration(tables, definition).of(request);
      case "price_per_unit" -> new PricePerUnit(tables).of(request);
      case "quantity_discount", "discount_curve" ->
          new QuantityDiscount(tables, definition).of(request);
      case "sold_as_identified" -> new SoldAsIdentified(tables, definition).of(request);
      case "interceptions", "stopped_against_offered" ->
          new Interceptions(tables, definition).of(request);
      case "signals", "signal_rate" -> new Signals(tables, definition).of(request);
      case "price_index" -> new PriceLevel(tables, definition).of(request);
      default -> throw new IllegalStateException(request.measure());
    };
  }

  /** Whether a series was imported that may answer for sales or revenue. */
  public boolean hasImported(String measure) {
    return ImportedTotal.any(tables, measure);
  }

  /**
   * The same question under every applicable combination of choices: estimators of sales, holding
   * rules, kinds of offer, and the measure's own options.
   *
   * @param request its estimator, holding and kind of offer are left aside
   * @throws MeasureProblem as {@link #run}
   */
  public Multiverse multiverse(MeasureRequest request) {
    check(request);
    MeasureDefinition definition = definition(request.measure());
    return List.of("sales", "revenue").contains(definition.name())
            && !"methods".equals(request.options().get(SalesTotal.INTERVAL))
        ? SalesTotal.multiverse(tables, definition, request, Measures::check)
        : Multiverse.of(request, this::run);
  }

  private static MeasureDefinition definition(String measure) {
    return definitions().stream().filter(d -> d.name().equals(measure)).findFirst().orElseThrow();
  }

  private static void check(MeasureRequest request) {
    List<String> names = definitions().stream().map(MeasureDefinition::name).toList();
    demand(names, request.measure(), "There is no measure '%s'. There are: %s.");
    MeasureDefinition definition = definition(request.measure());
    boolean ofSignals = List.of("signals", "signal_rate").contains(definition.name());
    for (String key : request.by()) {
      if (ofSignals && key.equals(Signals.REGION)) {
        throw Signals.neverByRegion(definition);
      }
      demand(
          definition.keys(),
          key,
          "Values of " + definition.name() + " cannot be grouped by '%s'. They can by: %s.");
    }
    checkOptions(definition, request.options());
    for (String key : request.filters().keySet()) {
      List<String> filters = new ArrayList<>(definition(request.measure()).keys());
      filters.add("offer_kind");
      if (ofSignals) {
        filters.add(Signals.REGION);
      }
      demand(filters, key, "Values cannot be filtered by '%s'. They can by: %s.");
    }
    demand(ESTIMATORS, request.estimator(), "There is no estimator '%s'. There are: %s.");
    if (request.estimator().equals(ImportedTotal.ESTIMATOR)
        && !List.of("sales", "revenue").contains(definition.name())) {
      throw new MeasureProblem(
          "An imported series says nothing of %s: the estimator import is for sales and revenue. Leave it out."
              .formatted(definition.name()));
    }
    demand(HOLDINGS, request.holding(), "There is no holding rule '%s'. There are: %s.");
    if (!request.currency().matches("[A-Z]{3,5}")) {
      throw new MeasureProblem(
          "'%s' is no currency. Write three letters, like EUR.".formatted(request.currency()));
    }
    LocalDate from = request.from();
    LocalDate to = request.to();
    if (from != null && to != null && !from.isBefore(to)) {
      throw new MeasureProblem(
          "The range from %s to %s is empty: --to is the first day not counted."
              .formatted(from, to));
    }
  }

  private static void checkOptions(MeasureDefinition definition, Map<String, String> options) {
    List<String> names = definition.options().stream().map(MeasureDefinition.Choice::name).toList();
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (names.isEmpty()) {
        throw new MeasureProblem(
            "%s has no options, so '%s' cannot be chosen."
                .formatted(definition.name(), option.getKey()));
      }
      demand(names, option.getKey(), definition.name() + " has no option '%s'. It has: %s.");
      for (MeasureDefinition.Choice choice : definition.options()) {
        if (choice.name().equals(option.getKey()) && !choice.values().isEmpty()) {
          demand(
              choice.values(),
              option.getValue(),
              "The option " + choice.name() + " cannot be '%s'. It can be: %s.");
        }
      }
    }
  }

  private static void demand(List<String> known, String word, String message) {
    if (!known.contains(word)) {
      throw new MeasureProblem(message.formatted(word, String.join(", ", known)));
    }
  }
}
