package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many accounts of one source seem to have come from another, by one kind of evidence at a
 * time. Counts alone: which accounts they are is no part of the answer.
 */
final class Migration {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Migration(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    String evidence = request.option(definition, "evidence");
    String marks =
        switch (evidence) {
          case "key" ->
              "SELECT source, account, unnest(key_fingerprints) AS mark FROM account"
                  + " WHERE len(key_fingerprints) > 0";
          case "contact" ->
              "SELECT source, account, unnest(contacts) AS mark FROM account"
                  + " WHERE len(contacts) > 0";
          case "name" -> "SELECT source, account, lower(trim(account)) AS mark FROM sights";
          default -> throw new IllegalStateException(evidence);
        };
    List<@Nullable Object> parameters = new ArrayList<>();
    String where = "TRUE";
    if (request.from() != null) {
      where += " AND b.first >= ?";
      parameters.add(request.from().atStartOfDay().toInstant(java.time.ZoneOffset.UTC));
    }
    if (request.to() != null) {
      where += " AND b.first < ?";
      parameters.add(request.to().atStartOfDay().toInstant(java.time.ZoneOffset.UTC));
    }
    if (request.source() != null) {
      where += " AND b.source = ?";
      parameters.add(request.source());
    }
    // The source where an account was seen first is where it came from. An account with two marks
    // in common counts once.
    String sql =
        """
        WITH sights AS MATERIALIZED (
          SELECT source, account, min(captured_at) AS first FROM (
            SELECT source, account, coalesce(joined_on::TIMESTAMP, captured_at) AS captured_at
            FROM account
            UNION ALL SELECT source, account, captured_at FROM listing)
          WHERE account IS NOT NULL AND captured_at IS NOT NULL GROUP BY ALL),
        marks AS MATERIALIZED (
          SELECT DISTINCT m.source, m.account, m.mark, s.first
          FROM (%s) m JOIN sights s ON s.source = m.source AND s.account = m.account
          WHERE m.mark IS NOT NULL),
        marked AS (SELECT source, count(DISTINCT account) AS accounts FROM marks GROUP BY source),
        pairs AS (
          SELECT DISTINCT a.source AS came_from, b.source AS came_to, a.account AS earlier,
                 b.account AS later
          FROM marks a JOIN marks b ON a.mark = b.mark AND a.source <> b.source
           AND (a.first < b.first OR (a.first = b.first AND a.source < b.source))
          WHERE %s),
        counted AS (
          SELECT *, count(*) OVER (PARTITION BY came_from, came_to, later) AS earliers,
                 count(*) OVER (PARTITION BY came_from, came_to, earlier) AS laters
          FROM pairs)
        SELECT came_from, came_to, count(DISTINCT later) AS n,
               count(DISTINCT later) FILTER (earliers = 1 AND laters = 1) AS single,
               any_value(f.accounts) AS marked_from, any_value(t.accounts) AS marked_to
        FROM counted JOIN marked f ON f.source = came_from JOIN marked t ON t.source = came_to
        GROUP BY came_from, came_to ORDER BY came_from, came_to
        """
            .formatted(marks, where);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, parameters)) {
      double n = Numbers.count(row.get("n"));
      Map<String, @Nullable String> keys = new LinkedHashMap<>();
      keys.put("source", String.valueOf(row.get("came_from")));
      keys.put("other", String.valueOf(row.get("came_to")));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("evidence", evidence);
      choices.put("low", "accounts that one account alone matches");
      choices.put("high", "all accounts with a match");
      choices.put("accounts", Long.toString(Numbers.count(row.get("n"))));
      choices.put(
          "accounts_with_" + evidence,
          "%d of the earlier source, %d of the later"
              .formatted(
                  Numbers.count(row.get("marked_from")), Numbers.count(row.get("marked_to"))));
      rows.add(
          new MeasureRow(
              keys,
              n,
              definition.unit(),
              (double) Numbers.count(row.get("single")),
              n,
              null,
              choices));
    }
    return rows;
  }
}
