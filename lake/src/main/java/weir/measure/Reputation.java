package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
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
    String sql =
        """
        WITH dated AS (
          SELECT *, date_trunc('week', day)::DATE AS week, strftime(day, '%%Y-%%m') AS month,
                 NULL AS offer_kind
          FROM %4$s),
        accounts AS (
          SELECT %1$s source AS holder_source, vendor, sum(total) AS total, sum(n) AS n,
                 sum(full_marks) AS full_marks
          FROM dated WHERE %2$s GROUP BY ALL)
        SELECT %3$s list(total ORDER BY holder_source, vendor) AS totals,
               list(n ORDER BY holder_source, vendor) AS numbers, sum(full_marks) AS full_marks
        FROM accounts %5$s
        """
                .formatted(
                    keys.columns(),
                    scope.where(),
                    keys.given(),
                    tables.ratings().table(),
                    keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      if (!(row.get("totals") instanceof List<?> totals)
          || !(row.get("numbers") instanceof List<?> numbers)) {
        continue; // no rating: one row without keys
      }
      Map<String, @Nullable String> by = keys.of(row);
      double[] wholes = numbers.stream().mapToDouble(Numbers::amount).toArray();
      Estimated mean =
          Proportions.clustered(totals.stream().mapToDouble(Numbers::amount).toArray(), wholes);
      double ratings = DoubleStream.of(wholes).sum();
      double full = Numbers.amount(row.get("full_marks"));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, accounts as clusters");
      choices.put("accounts", Integer.toString(wholes.length));
      choices.put("ratings", "%.0f".formatted(ratings));
      choices.put("full_marks", "%.0f %%".formatted(100 * full / ratings));
      Double share = coverage.at(by, choices);
      rows.add(
          new MeasureRow(
              by, mean.value(), definition.unit(), mean.low(), mean.high(), share, choices));
    }
    return rows;
  }
}
