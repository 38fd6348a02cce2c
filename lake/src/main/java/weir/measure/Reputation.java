package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Proportions;

/** The mean of ratings given, the ratings of an account going together. */
final class Reputation {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Reputation(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    Scope scope = Scope.of(request.withoutFilter("offer_kind"), true, tables.keys());
    // Ratings stand on pages again and again: each counts once, when it was given.
    String sql =
        """
        WITH given AS (
          SELECT source, feedback_id, any_value(account) AS vendor, any_value(rating) AS rating,
                 coalesce(min(given_at), min(captured_at)) AS moment
          FROM feedback WHERE rating IS NOT NULL GROUP BY source, feedback_id),
        dated AS (
          SELECT *, moment::DATE AS day, date_trunc('week', moment)::DATE AS week,
                 strftime(moment, '%%Y-%%m') AS month, NULL AS offer_kind
          FROM given WHERE moment IS NOT NULL)
        SELECT %1$s source AS holder_source, vendor, sum(rating) AS total, count(*) AS n,
               count(*) FILTER (rating >= 1) AS full_marks
        FROM dated WHERE %2$s
        GROUP BY %3$s holder_source, vendor ORDER BY %3$s holder_source, vendor
        """
            .formatted(keys.columns(), scope.where(), keys.given());
    Map<Map<String, @Nullable String>, List<double[]>> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      groups
          .computeIfAbsent(keys.of(row), _ -> new ArrayList<>())
          .add(
              new double[] {
                Objects.requireNonNullElse(Numbers.real(row.get("total")), 0.0),
                Numbers.count(row.get("n")),
                Numbers.count(row.get("full_marks"))
              });
    }
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> by, List<double[]> accounts) -> {
      Estimated mean =
          Proportions.clustered(
              accounts.stream().mapToDouble(a -> a[0]).toArray(),
              accounts.stream().mapToDouble(a -> a[1]).toArray());
      double ratings = accounts.stream().mapToDouble(a -> a[1]).sum();
      double full = accounts.stream().mapToDouble(a -> a[2]).sum();
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, accounts as clusters");
      choices.put("accounts", Integer.toString(accounts.size()));
      choices.put("ratings", "%.0f".formatted(ratings));
      choices.put("full_marks", "%.0f %%".formatted(100 * full / ratings));
      Double share = coverage.at(by, choices);
      rows.add(
          new MeasureRow(
              by, mean.value(), definition.unit(), mean.low(), mean.high(), share, choices));
    });
    return rows;
  }
}
