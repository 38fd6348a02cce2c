package weir.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;

/** Which estimator of sales counts for which source. */
final class Estimators {

  private static final Map<String, String> COLUMNS =
      Map.of("stock", "sold_by_stock", "sold", "sold_by_counter", "feedback", "sold_by_feedback");

  private final LakeQuery query;
  private @Nullable Map<String, String> best;

  Estimators(LakeQuery query) {
    this.query = query;
  }

  /** The request's estimator for each source that it is about, in the order of sources. */
  Map<String, String> of(MeasureRequest request) {
    Map<String, String> bySource = new TreeMap<>();
    best()
        .forEach((source, own) -> {
          if (request.source() == null || request.source().equals(source)) {
            bySource.put(source, request.estimator().equals("auto") ? own : request.estimator());
          }
        });
    return bySource;
  }

  /** What each source shows: its counter, else its stock, else ratings. */
  private Map<String, String> best() {
    Map<String, String> known = best;
    if (known == null) {
      known = new TreeMap<>();
      for (Map<String, @Nullable Object> row :
          query.rows(
              """
              SELECT source, count(sold_by_counter) AS sold, count(sold_by_stock) AS stock
              FROM seen_week GROUP BY source
              """)) {
        known.put(
            (String) Objects.requireNonNull(row.get("source")),
            Numbers.count(row.get("sold")) > 0
                ? "sold"
                : Numbers.count(row.get("stock")) > 0 ? "stock" : "feedback");
      }
      best = known;
    }
    return known;
  }

  /** The expression that counts a row's sales. */
  static String expression(Map<String, String> bySource) {
    if (bySource.isEmpty()) {
      return "NULL";
    }
    StringBuilder sql = new StringBuilder("CASE source");
    bySource.forEach((source, estimator) ->
        sql.append(" WHEN ")
            .append(quoted(source))
            .append(" THEN ")
            .append(COLUMNS.get(estimator)));
    return sql + " END";
  }

  /** What depends on the estimator, chosen by each row's source. */
  static String choice(Map<String, String> bySource, Function<WeekRows.Sold, String> of) {
    Map<String, List<String>> sources = new TreeMap<>();
    bySource.forEach((source, estimator) ->
        sources
            .computeIfAbsent(COLUMNS.getOrDefault(estimator, estimator), _ -> new ArrayList<>())
            .add(quoted(source)));
    List<WeekRows.Sold> used =
        WeekRows.SOLD.stream().filter(sold -> sources.containsKey(sold.column())).toList();
    if (used.isEmpty()) {
      return "NULL";
    }
    if (used.size() == 1) {
      return of.apply(used.getFirst());
    }
    StringBuilder sql = new StringBuilder("CASE");
    for (WeekRows.Sold sold : used) {
      sql.append(" WHEN source IN (")
          .append(String.join(", ", sources.getOrDefault(sold.column(), List.of())))
          .append(") THEN ")
          .append(of.apply(sold));
    }
    return sql + " END";
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The estimators in words: of one source where the row is of one. */
  static String words(
      MeasureRequest request, Map<String, String> bySource, @Nullable String source) {
    if (!request.estimator().equals("auto")) {
      return request.estimator();
    }
    return bySource.entrySet().stream()
        .filter(e -> source == null || e.getKey().equals(source))
        .map(e -> e.getValue() + " (" + e.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
