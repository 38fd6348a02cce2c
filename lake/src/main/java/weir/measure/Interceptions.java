package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Proportions;

/** What was stopped on its way: counted, or its mix set against what the market offered. */
final class Interceptions {

  private static final String DATED =
      """
      WITH items AS (
        SELECT interception_id, any_value(substance) AS substance,
               split_part(any_value(substance_class), '/', 1) AS class,
               any_value(substance_class) AS family, any_value(declared_origin) AS origin,
               any_value(destination) AS destination, any_value(flow) AS flow,
               any_value(outcome) AS outcome, min(stopped_on) AS day, any_value(grams) AS grams,
               NULL AS source, NULL AS offer_kind
        FROM interception GROUP BY origin, interception_id),
      dated AS (
        SELECT *, date_trunc('week', day)::DATE AS week, strftime(day, '%%Y-%%m') AS month FROM items)
      """;

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Interceptions(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    return definition.name().equals("interceptions") ? counts(request) : against(request);
  }

  private List<MeasureRow> counts(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    Scope scope = Scope.of(request.withoutFilter("offer_kind"), true, tables.keys());
    String sql =
        (DATED
                    + "SELECT %s count(*) AS n, sum(grams) AS grams, count(grams) AS weighed"
                    + " FROM dated WHERE %s %s")
                .formatted(keys.columns(), scope.where(), keys.groupBy())
            + keys.orderBy();
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      long n = Numbers.count(row.get("n"));
      if (n == 0) {
        continue;
      }
      Estimated count = Proportions.poisson(n);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, Poisson");
      choices.put("items", Long.toString(n));
      choices.put("weighed", Long.toString(Numbers.count(row.get("weighed"))));
      Double grams = Numbers.real(row.get("grams"));
      if (grams != null) {
        choices.put("grams", "%.1f".formatted(grams));
      }
      rows.add(
          new MeasureRow(
              keys.of(row),
              (double) n,
              definition.unit(),
              count.low(),
              count.high(),
              null,
              choices));
    }
    return rows;
  }

  /** The last key's share of what was stopped over its share of what was offered. */
  private List<MeasureRow> against(MeasureRequest request) {
    List<String> by = new ArrayList<>(request.by());
    List<String> things =
        by.stream().filter(key -> !List.of("day", "week", "month").contains(key)).toList();
    if (things.isEmpty()) {
      by.add("class");
    }
    String divided = things.isEmpty() ? "class" : things.getLast();
    Keys keys = tables.keys().of(by);
    MeasureRequest asked = request.withBy(by);
    Scope scope = Scope.of(asked.withoutFilter("offer_kind"), true, tables.keys());
    Map<Map<String, @Nullable String>, Long> stopped = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row :
        tables.rows(
            (DATED + "SELECT %s count(*) AS n FROM dated WHERE %s %s")
                    .formatted(keys.columns(), scope.where(), keys.groupBy())
                + keys.orderBy(),
            scope.parameters())) {
      stopped.put(keys.of(row), Numbers.count(row.get("n")));
    }
    SeenRows.Rows seen = tables.seen().of(asked);
    Map<Map<String, @Nullable String>, Long> offered = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row :
        tables.rows(
            """
            SELECT %s count(*) AS n FROM (
              SELECT DISTINCT %s source AS holder_source, listing FROM %s WHERE days > 0) %s
            """
                .formatted(keys.given(), keys.columns(), seen.sql(), keys.groupBy()),
            seen.parameters())) {
      offered.put(keys.of(row), Numbers.count(row.get("n")));
    }
    List<MeasureRow> rows = new ArrayList<>();
    for (Map.Entry<Map<String, @Nullable String>, Long> entry : stopped.entrySet()) {
      String value = entry.getKey().get(divided);
      if (value == null) {
        continue; // what nobody could name cannot be set against anything
      }
      long allStopped = sum(stopped, entry.getKey(), divided);
      long allOffered = sum(offered, entry.getKey(), divided);
      long hits = offered.getOrDefault(entry.getKey(), 0L);
      if (allOffered == 0) {
        continue;
      }
      Estimated quotient = Proportions.quotient(entry.getValue(), allStopped, hits, allOffered);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, logarithm's variance");
      choices.put("items", Long.toString(entry.getValue()));
      choices.put("of_items", Long.toString(allStopped));
      choices.put("listings", Long.toString(hits));
      choices.put("of_listings", Long.toString(allOffered));
      rows.add(
          new MeasureRow(
              entry.getKey(),
              hits == 0 ? null : Double.valueOf(quotient.value()),
              definition.unit(),
              quotient.low(),
              hits == 0 ? null : quotient.high(),
              null,
              choices));
    }
    return rows;
  }

  /** All values of the divided key that are known, within the same other keys. */
  private static long sum(
      Map<Map<String, @Nullable String>, Long> counts,
      Map<String, @Nullable String> keys,
      String divided) {
    Map<String, @Nullable String> rest = new LinkedHashMap<>(keys);
    rest.remove(divided);
    long sum = 0;
    for (Map.Entry<Map<String, @Nullable String>, Long> entry : counts.entrySet()) {
      Map<String, @Nullable String> other = new LinkedHashMap<>(entry.getKey());
      if (other.remove(divided) != null && other.equals(rest)) {
        sum += entry.getValue();
      }
    }
    return sum;
  }
}
