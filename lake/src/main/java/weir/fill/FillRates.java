package weir.fill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.drift.FillWatch;
import weir.lake.query.LakeQuery;
import weir.table.Table;

/**
 * Counts from the lake, page by page, how many records have each field, and watches the counts.
 * Nothing needs to be noted while pages are read: what was lost is found in records of any age.
 */
public final class FillRates {

  /** Pages that give no record at all, whatever the reason. */
  public static final String RECORDS = "records";

  /** Pages that are a gate: a login, a captcha, a queue, a guard, an error, a closed market. */
  public static final String CONTENT = "content";

  /** What pages of all kinds count under. */
  static final String ANY = "any";

  /**
   * What profiles read and a redesign can lose. What is worked out from them (a substance, a mass)
   * changes with what is sold, and ratings come and go with how many offers are new.
   */
  private static final Map<Table, List<String>> WATCHED =
      Map.of(
          Table.LISTING,
          List.of(
              "account",
              "title",
              "description",
              "category",
              "price_amount",
              "ships_from",
              "ships_to",
              "stock",
              "stock_pending",
              "sold_count",
              "escrow",
              "payments"),
          Table.OFFER,
          List.of("label", "price_amount", "days"),
          Table.FEEDBACK,
          List.of("account", "listing_id", "given_at", "rating", "text", "amount"),
          Table.ACCOUNT,
          List.of(
              "joined_on",
              "last_seen_on",
              "sales_count",
              "trust_level",
              "key_fingerprints",
              "contacts",
              "text"),
          Table.POST,
          List.of("thread", "author", "posted_at", "title", "text", "quoted", "links"),
          Table.SITE,
          List.of("name", "status", "outlinks", "indicators"));

  /** Gates: pages that stand in the way. An empty result, or a page unknown, is none. */
  private static final String GATES =
      Arrays.stream(PageKind.values())
          .filter(kind ->
              switch (kind) {
                case LOGIN, CAPTCHA, QUEUE, GUARD, ERROR, CLOSED -> true;
                case LISTING,
                    LISTINGS,
                    ACCOUNT,
                    FEEDBACK,
                    THREAD,
                    INDEX,
                    SITE,
                    EMPTY,
                    UNFIT,
                    UNRECOGNISED ->
                    false;
              })
          .map(kind -> "'" + kind.word() + "'")
          .collect(Collectors.joining(", "));

  private FillRates() {}

  /**
   * What is lost at the newest save, of one source.
   *
   * @return none when all is as it was; also while too few pages were seen
   */
  public static List<Loss> lost(LakeQuery query, String source) {
    return all(query, source).stream().filter(loss -> !loss.change().over()).toList();
  }

  /** Everything that was ever lost of a source, what came back included; oldest tables first. */
  public static List<Loss> all(LakeQuery query, String source) {
    List<Loss> losses = new ArrayList<>(pages(query, source));
    WATCHED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> losses.addAll(fields(query, source, entry.getKey(), entry.getValue())));
    return losses;
  }

  /** Sources that something was saved of, in the order of their names. */
  public static List<String> sources(LakeQuery query) {
    return query.rows("SELECT DISTINCT source FROM capture ORDER BY source").stream()
        .map(row -> String.valueOf(row.get("source")))
        .toList();
  }

  /**
   * Pages of one day are taken in the order of their digests, which is as good as drawn by lot: a
   * crawl takes pages of a kind one after the other, and such a run would look like a change. Where
   * no time is known, the ingest stands for the day.
   */
  private static final String ORDER =
      "ORDER BY captured_at::DATE NULLS FIRST, CASE WHEN captured_at IS NULL THEN ingest END, digest, captured_at";

  private static List<Loss> pages(LakeQuery query, String source) {
    String given =
        WATCHED.keySet().stream()
            .sorted()
            .map(table ->
                "SELECT DISTINCT capture FROM %s WHERE source = $1".formatted(table.tableName()))
            .collect(Collectors.joining(" UNION "));
    FillWatch records = new FillWatch();
    FillWatch content = new FillWatch();
    query.forEach(
        """
        WITH given AS (%s)
        SELECT captured_at, page_kind IN (%s) AS gate, g.capture IS NOT NULL AS gives
        FROM capture c LEFT JOIN given g ON g.capture = c.digest
        WHERE c.source = $1 %s
        """
            .formatted(given, GATES, ORDER),
        row -> {
          boolean gate = Objects.equals(row.truth("gate"), true);
          content.see(row.instant("captured_at"), 1, gate ? 0 : 1);
          if (!gate) {
            boolean gives = Objects.equals(row.truth("gives"), true);
            records.see(row.instant("captured_at"), 1, gives ? 1 : 0);
          }
        },
        source);
    List<Loss> losses = new ArrayList<>();
    add(losses, source, ANY, CONTENT, content);
    add(losses, source, ANY, RECORDS, records);
    return losses;
  }

  private static List<Loss> fields(
      LakeQuery query, String source, Table table, List<String> fields) {
    Map<String, Map<String, FillWatch>> watches = new LinkedHashMap<>();
    String counts =
        fields.stream()
            .map(field -> "count(%1$s) AS %1$s".formatted(field))
            .collect(Collectors.joining(", "));
    query.forEach(
        """
        WITH filled AS (
          SELECT capture, count(*) AS records, %s FROM %s WHERE source = $1 GROUP BY capture),
        page AS (
          SELECT digest, page_kind, captured_at, ingest, url FROM capture WHERE source = $1)
        SELECT page_kind, captured_at, filled.* FROM filled JOIN page ON capture = digest %s
        """
            .formatted(counts, table.tableName(), ORDER),
        row -> {
          Map<String, FillWatch> ofKind =
              watches.computeIfAbsent(
                  String.valueOf(row.text("page_kind")), _ -> new LinkedHashMap<>());
          long records = count(row.integer("records"));
          for (String field : fields) {
            ofKind
                .computeIfAbsent(field, _ -> new FillWatch())
                .see(row.instant("captured_at"), records, count(row.integer(field)));
          }
        },
        source);
    List<Loss> losses = new ArrayList<>();
    watches.forEach((kind, byField) ->
        byField.forEach(
            (field, watch) -> add(losses, source, kind, table.tableName() + "." + field, watch)));
    return losses;
  }

  private static void add(
      List<Loss> losses, String source, String kind, String what, FillWatch watch) {
    watch.ended().forEach(change -> losses.add(new Loss(source, kind, what, change)));
    watch.open().ifPresent(change -> losses.add(new Loss(source, kind, what, change)));
  }

  private static long count(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
