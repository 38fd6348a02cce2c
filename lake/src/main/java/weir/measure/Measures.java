package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/**
 * Answers questions about one state of the lake. Opening takes about half a second; answers take
 * milliseconds, and seconds over millions of observations. Used by one thread at a time.
 */
public final class Measures implements AutoCloseable {

  /** What values can be grouped by. */
  public static final List<String> KEYS =
      List.of("source", "class", "family", "substance", "origin", "day", "week", "month");

  private static final List<String> ESTIMATORS = List.of("auto", "stock", "sold", "feedback");
  private static final List<String> HOLDINGS = List.of("none", "A", "B");

  /** The normal deviate of a 95 % interval. */
  static final double Z = 1.959964;

  private final MarketTables tables;

  private Measures(MarketTables tables) {
    this.tables = tables;
  }

  /** Opens the lake's newest state; brings the derived tables up to date first. */
  public static Measures over(Lake lake) {
    LakeView view = Derivation.upToDate(lake);
    return new Measures(MarketTables.prepared(LakeQuery.over(lake, view, QueryLimits.USUAL)));
  }

  /**
   * The same for many questions: the weeks are read into memory first. Takes about a second for
   * every five million observations; answers are the same.
   */
  public static Measures forManyQuestions(Lake lake) {
    Measures measures = over(lake);
    measures.tables.seen().load();
    return measures;
  }

  /** The ledger number of the state that is asked. */
  public long ledgerNumber() {
    return query().view().number();
  }

  /** The same state for questions in SQL; the caller does not close it. */
  public LakeQuery query() {
    return tables.query();
  }

  @Override
  public void close() {
    query().close();
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
    String unit = unit(request.measure());
    return switch (request.measure()) {
      case "listings" -> new DistinctCount(tables, "listing", unit).of(request);
      case "accounts" -> new DistinctCount(tables, "vendor", unit).of(request);
      case "sales" -> new SalesTotal(tables, false, unit).of(request);
      case "revenue" -> new SalesTotal(tables, true, unit).of(request);
      case "price_per_gram" -> new PricePerGram(tables).of(request);
      case "origin_share" -> new OriginShare(tables).of(request);
      default -> throw new IllegalStateException(request.measure());
    };
  }

  private static String unit(String measure) {
    return definitions().stream()
        .filter(d -> d.name().equals(measure))
        .findFirst()
        .orElseThrow()
        .unit();
  }

  private static void check(MeasureRequest request) {
    List<String> names = definitions().stream().map(MeasureDefinition::name).toList();
    demand(names, request.measure(), "There is no measure '%s'. There are: %s.");
    for (String key : request.by()) {
      demand(KEYS, key, "Values cannot be grouped by '%s'. They can by: %s.");
    }
    for (String key : request.filters().keySet()) {
      List<String> filters = new ArrayList<>(KEYS);
      filters.add("offer_kind");
      demand(filters, key, "Values cannot be filtered by '%s'. They can by: %s.");
    }
    demand(ESTIMATORS, request.estimator(), "There is no estimator '%s'. There are: %s.");
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

  private static void demand(List<String> known, String word, String message) {
    if (!known.contains(word)) {
      throw new MeasureProblem(message.formatted(word, String.join(", ", known)));
    }
  }
}
