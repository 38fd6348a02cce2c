package weir.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.query.LakeQuery;

/**
 * Which listings a query matches for the first time. A listing is new to a query when rows of it
 * that match came with certain ingests, and none came before.
 */
final class Matches {

  /** New listings on one source. */
  record Counted(String source, long listings, long accounts) {}

  private Matches() {}

  /**
   * Reads what certain ingests brought into the table {@code fresh}, so that queries need not go
   * through the whole lake.
   *
   * @return whether they brought any listing
   */
  static boolean read(LakeQuery query, Path folder, Set<String> ingests) {
    LakeView view = query.view();
    List<Part> parts =
        view.parts("listing").stream().filter(part -> ingests.contains(part.ingest())).toList();
    if (parts.isEmpty()) {
      return false;
    }
    String files =
        parts.stream()
            .map(part -> text(folder.resolve(part.path()).toAbsolutePath().normalize().toString()))
            .collect(Collectors.joining(", "));
    // Joined parts hold older rows too: a row is as new as the capture that showed it.
    query.execute(
        """
        CREATE OR REPLACE TEMPORARY TABLE fresh AS
        SELECT l.source, l.listing_id, l.account, l.title, l.substance, l.substance_class, l.ships_from
        FROM read_parquet([%s], union_by_name = true) l
        SEMI JOIN (SELECT digest FROM capture WHERE ingest IN (%s)) c ON c.digest = l.capture
        """
            .formatted(files, texts(ingests)));
    return true;
  }

  /** The listings in {@code fresh} that are new to a query, counted by source. */
  static List<Counted> counted(LakeQuery query, StandingQuery asked, Set<String> ingests) {
    String where = where(asked, "");
    boolean any = !query.rows("SELECT 1 AS one FROM fresh WHERE " + where + " LIMIT 1").isEmpty();
    if (!any) {
      return List.of();
    }
    return query
        .rows(
            """
            WITH found AS (SELECT source, listing_id, min(account) AS account FROM fresh
                           WHERE %s GROUP BY source, listing_id),
            before AS (SELECT DISTINCT l.source, l.listing_id
                       FROM (SELECT l.* FROM listing l SEMI JOIN found f
                             ON f.source = l.source AND f.listing_id = l.listing_id
                             WHERE %s) l
                       SEMI JOIN (SELECT digest FROM capture
                                  WHERE ingest IS NULL OR ingest NOT IN (%s)) c
                       ON c.digest = l.capture)
            SELECT source, count(*) AS listings, count(DISTINCT account) AS accounts
            FROM found ANTI JOIN before USING (source, listing_id)
            GROUP BY source ORDER BY source
            """
                .formatted(where, where(asked, "l."), texts(ingests)))
        .stream()
        .map(row ->
            new Counted(
                String.valueOf(row.get("source")),
                number(row, "listings"),
                number(row, "accounts")))
        .toList();
  }

  /**
   * The question for the listings behind an alert, the first ones: those of which a matching row
   * came with these ingests, and none with any but these and later ones.
   */
  static String behind(StandingQuery asked, Set<String> ingests, Set<String> later, int most) {
    return """
    SELECT l.source, l.listing_id, arg_max(l.title, l.captured_at) AS title,
      arg_max(l.account, l.captured_at) AS account, min(l.captured_at) AS first,
      arg_min(l.capture, l.captured_at) AS capture, arg_min(l.locator, l.captured_at) AS locator
    FROM listing l JOIN (SELECT DISTINCT digest, ingest FROM capture) c ON c.digest = l.capture
    WHERE %s
    GROUP BY l.source, l.listing_id
    HAVING bool_or(c.ingest IN (%s)) AND bool_and(c.ingest IN (%s))
    ORDER BY first, l.source, l.listing_id LIMIT %d
    """
        .formatted(
            where(asked, "l."),
            texts(ingests),
            texts(java.util.stream.Stream.concat(ingests.stream(), later.stream()).toList()),
            most);
  }

  private static String where(StandingQuery asked, String of) {
    String own = text(asked.text());
    return switch (asked.kind()) {
      case NAME -> {
        String low = asked.text().toLowerCase(Locale.ROOT);
        String bare = low.replaceAll("[^\\p{L}\\p{N}]", "");
        // A code is written with and without its hyphen.
        String code =
            low.matches(".*\\p{N}.*")
                ? " OR contains(regexp_replace(lower(%stitle), '[^\\p{L}\\p{N}]', '', 'g'), %s)"
                    .formatted(of, text(bare))
                : "";
        yield "(contains(lower(%stitle), %s) OR %ssubstance = %s%s)"
            .formatted(of, text(low), of, text(low), code);
      }
      case FAMILY ->
          "(%ssubstance_class = %s OR starts_with(%ssubstance_class, %s))"
              .formatted(of, own, of, text(asked.text() + "/"));
      case ORIGIN -> "%sships_from = %s".formatted(of, own);
      case PRICE -> "false";
    };
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''").replace("\0", "") + "'";
  }

  private static String texts(Collection<String> texts) {
    return texts.isEmpty()
        ? "''"
        : texts.stream().sorted().map(Matches::text).collect(Collectors.joining(", "));
  }

  private static long number(Map<String, @Nullable Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : 0;
  }
}
