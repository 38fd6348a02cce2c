package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listings that ship within their own country alone, among those that say both ends. */
final class DomesticShare {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  DomesticShare(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows rows = tables.declared().whole(request);
    String sql =
        """
        WITH things AS (
          SELECT %1$s source AS holder_source, listing,
                 bool_or(len(list_filter(ships_to, lambda place: place <> origin)) > 0) AS abroad,
                 bool_or(origin IS NOT NULL AND len(ships_to) > 0) AS says
          FROM %2$s GROUP BY ALL)
        SELECT %3$s count(*) AS total, count(*) FILTER (says) AS known,
               count(*) FILTER (says AND NOT coalesce(abroad, FALSE)) AS domestic
        FROM things %4$s
        """
                .formatted(keys.columns(), rows.sql(), keys.given(), keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> answers = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, rows.parameters())) {
      double total = Numbers.count(row.get("total"));
      double known = Numbers.count(row.get("known"));
      double domestic = Numbers.count(row.get("domestic"));
      if (total == 0) {
        continue;
      }
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "no listing that leaves an end undeclared");
      choices.put("high", "every listing that leaves an end undeclared");
      choices.put("listings", Long.toString(Numbers.count(row.get("known"))));
      choices.put("undeclared", "%.0f %%".formatted(100 * (total - known) / total));
      Double share = coverage.of(row, choices);
      answers.add(
          new MeasureRow(
              keys.of(row),
              known == 0 ? null : Double.valueOf(domestic / known),
              definition.unit(),
              domestic / total,
              (domestic + total - known) / total,
              share,
              choices));
    }
    return answers;
  }
}
