package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.ResampledSum;

/** Units sold, or the money asked for them. */
final class SalesTotal {

  /** The option that says where the interval comes from. */
  static final String INTERVAL = "interval";

  private final MarketTables tables;
  private final MeasureDefinition definition;
  private final boolean money;
  private final @Nullable SalesWorlds worlds;

  /**
   * @param definition of sales, or of revenue, which is in the request's currency
   */
  SalesTotal(MarketTables tables, MeasureDefinition definition) {
    this(tables, definition, null);
  }

  private SalesTotal(
      MarketTables tables, MeasureDefinition definition, @Nullable SalesWorlds worlds) {
    this.tables = tables;
    this.definition = definition;
    this.worlds = worlds;
    this.money = definition.name().equals("revenue");
  }

  /**
   * The request under every combination of choices, in one pass over what was sold.
   *
   * @param check of each combination, before it is asked
   */
  static Multiverse multiverse(
      MarketTables tables,
      MeasureDefinition definition,
      MeasureRequest request,
      Consumer<MeasureRequest> check) {
    boolean money = definition.name().equals("revenue");
    try (SalesWorlds worlds = new SalesWorlds(tables, request, bySource(request), money)) {
      SalesTotal total = new SalesTotal(tables, definition, worlds);
      return Multiverse.of(
          request,
          one -> {
            check.accept(one);
            return total.of(one);
          });
    }
  }

  /** By source in any case: each source's saves missed something else. */
  private static List<String> bySource(MeasureRequest request) {
    List<String> by = new ArrayList<>(request.by());
    if (!by.contains("source")) {
      by.add("source");
    }
    return by;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Map<String, String> estimators = tables.estimators().of(request);
    boolean bootstrap = request.option(definition, INTERVAL).equals("bootstrap");
    boolean held = !request.holding().equals("none");
    Keys inner = tables.keys().of(bySource(request));
    List<String> gapsMatter =
        estimators.keySet().stream()
            .filter(source -> "stock".equals(estimators.get(source)))
            .toList();
    SalesWorlds known = worlds;
    List<Map<String, @Nullable Object>> sums;
    Coverage.Shares coverage;
    if (known == null) {
      sums = money || held ? priced(request, inner, estimators) : units(request, inner, estimators);
      coverage = tables.coverage().of(request, gapsMatter);
    } else {
      sums =
          tables.rows(
              known.sums(request, inner, estimators, money)
                  + SUMS.formatted(inner.given(), inner.groupBy())
                  + inner.orderBy(),
              List.of());
      coverage = known.coverage(request, gapsMatter);
    }
    Keys keys = tables.keys().of(request.by());
    SalesInterval intervals = new SalesInterval(tables.facts(), request, estimators);
    Map<Map<String, @Nullable String>, Group> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : sums) {
      if (Numbers.real(row.get("value")) == null && Numbers.count(row.get("listings")) == 0) {
        continue; // nothing of the kind was seen: no row, rather than a zero
      }
      Map<String, @Nullable String> key = keys.of(row);
      groups.computeIfAbsent(key, _ -> new Group(key, row, new ArrayList<>())).parts.add(row);
    }
    List<MeasureRow> rows = new ArrayList<>();
    for (Group group : groups.values()) {
      Map<String, String> choices = new LinkedHashMap<>();
      String source = request.by().contains("source") ? group.key.get("source") : null;
      choices.put("estimator", Estimators.words(request, estimators, source));
      choices.put("holding", request.holding());
      choices.put("offers", request.filters().getOrDefault("offer_kind", "product"));
      if (money) {
        choices.put("currency", request.currency());
        choices.put("units_without_price", Long.toString(group.unpriced()));
      }
      Double value = group.value();
      SalesInterval.Ends ends =
          bootstrap ? group.resampled(choices) : intervals.of(group.key, group.parts, choices);
      Double share = coverage.of(group.first, choices);
      rows.add(
          new MeasureRow(
              group.key,
              value,
              money ? request.currency() : definition.unit(),
              value == null ? null : ends.low(),
              value == null ? null : ends.high(),
              share,
              choices));
    }
    return rows;
  }

  /** The rows of one group, one for each source. */
  private record Group(
      Map<String, @Nullable String> key,
      Map<String, @Nullable Object> first,
      List<Map<String, @Nullable Object>> parts) {

    long unpriced() {
      long sum = 0;
      for (Map<String, @Nullable Object> part : parts) {
        sum += Numbers.count(part.get("unpriced"));
      }
      return sum;
    }

    /** The bootstrap of what was counted: listings of each source are drawn by themselves. */
    SalesInterval.Ends resampled(Map<String, String> choices) {
      ResampledSum sum = ResampledSum.NONE;
      for (Map<String, @Nullable Object> part : parts) {
        sum =
            sum.plus(
                ResampledSum.of(
                    Numbers.amount(part.get("drawn")),
                    Numbers.amount(part.get("value")),
                    Numbers.amount(part.get("squares")),
                    Numbers.amount(part.get("cubes"))));
      }
      Estimated ends = sum.interval(Measures.Z);
      choices.put(
          "interval",
          "95 %: what was counted, had other listings like these been seen (bootstrap over"
              + " listings)");
      return new SalesInterval.Ends(ends.low(), ends.high());
    }

    /** Null when no part is known. */
    @Nullable Double value() {
      Double sum = null;
      for (Map<String, @Nullable Object> part : parts) {
        Double more = Numbers.real(part.get("value"));
        if (more != null) {
          sum = Double.valueOf(sum == null ? more : sum + more);
        }
      }
      return sum;
    }
  }

  /** What each group's sales come to, in units and, where asked, in money. */
  private static final String SUMS =
      """
      SELECT %1$s sum(x) FILTER (units IS NOT NULL) AS value,
             sum(units) AS units, sum(unpriced) AS unpriced, count(units) AS listings,
             sum(x * x) AS squares, sum(x * x * x) AS cubes, count(x) AS drawn
      FROM sums %2$s
      """;

  private List<Map<String, @Nullable Object>> units(
      MeasureRequest request, Keys keys, Map<String, String> estimators) {
    SeenRows.Rows seen = tables.seen().of(request);
    String sold = Estimators.expression(estimators);
    String sql =
        SeenRows.sums(request, keys, seen, sold, sold, "0")
            + SUMS.formatted(keys.given(), keys.groupBy())
            + keys.orderBy();
    return tables.rows(sql, seen.parameters());
  }

  private List<Map<String, @Nullable Object>> priced(
      MeasureRequest request, Keys keys, Map<String, String> estimators) {
    SeenRows.Rows seen = tables.seen().valued(request, estimators, tables.conversion());
    String sql =
        SeenRows.sums(request, keys, seen, "sold", money ? "paid" : "sold", "unpriced")
            + SUMS.formatted(keys.given(), keys.groupBy())
            + keys.orderBy();
    return tables.rows(sql, seen.parameters());
  }
}
