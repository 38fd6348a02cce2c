package weir.measure;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
              FROM listing_day GROUP BY source
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
