package weir.lake;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.table.Table;

/**
 * Which rows are older than a moment, as conditions on parts. A row's age counts from its own
 * {@code captured_at}; where it has none, from its page's; where that has none, from the ingest
 * that took it in, whose id begins with the time. That of a signal counts from the day on which it
 * was noticed.
 */
final class Expiry {
  private static final DateTimeFormatter SQL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String TAKEN_IN = "try_strptime(left(ingest, 16), '%Y%m%dT%H%M%SZ')";
  private static final String OLD_PAGE =
      Identity.OBSERVATION + " IN (SELECT observation FROM old_page)";

  private final Lake lake;
  private final LedgerState state;
  private final PartWriter writer;

  Expiry(Lake lake, LedgerState state, PartWriter writer) {
    this.lake = lake;
    this.state = state;
    this.writer = writer;
  }

  /** Parts that are looked at together: those of a source, or those without one. */
  private List<List<Part>> bySource() {
    Map<String, List<Part>> bySource =
        state.parts().values().stream()
            .filter(part -> part.source() != null)
            .collect(
                Collectors.groupingBy(
                    part -> Objects.requireNonNull(part.source()),
                    TreeMap::new,
                    Collectors.toList()));
    return List.copyOf(bySource.values());
  }

  /** How many rows of the table are older. */
  long rows(Table table, Instant before) {
    String withoutPage = withoutPage(table, before);
    if (withoutPage != null) {
      return count(of(state.parts().values(), table), withoutPage);
    }
    long rows = 0;
    for (List<Part> parts : bySource()) {
      List<Part> own = of(parts, table);
      if (!own.isEmpty()) {
        rows += count(own, condition(table, before, parts));
      }
    }
    return rows;
  }

  private long count(List<Part> parts, String condition) {
    return parts.isEmpty()
        ? 0
        : (Long)
            Objects.requireNonNull(
                writer
                    .ask(
                        "SELECT count(*) FROM %s p WHERE coalesce(%s, false)"
                            .formatted(read(parts), condition))
                    .getFirst()
                    .getFirst());
  }

  /**
   * What takes rows of the table out, source by source, leaving the table {@code pages_gone} behind
   * it, of the observations whose pages go.
   */
  interface Source {
    /**
     * @param sources those whose captures the parts were read from; empty for none
     * @param conditions for each table of which rows go; others lose their pages alone
     */
    void take(Set<String> sources, List<Part> parts, Map<Table, String> conditions)
        throws IOException;
  }

  void each(Table table, Instant before, Source source) throws IOException {
    String withoutPage = withoutPage(table, before);
    if (withoutPage != null) {
      writer.remember("pages_gone", "SELECT CAST(NULL AS BIGINT) AS observation WHERE false");
      List<Part> own = of(state.parts().values(), table);
      if (count(own, withoutPage) > 0) {
        source.take(Set.of(), own, Map.of(table, withoutPage));
      }
      return;
    }
    for (List<Part> parts : bySource()) {
      List<Part> own = of(parts, table);
      String old = own.isEmpty() ? "false" : condition(table, before, parts);
      if (own.isEmpty() || count(own, old) == 0) {
        continue;
      }
      String id =
          switch (table) {
            case LISTING -> "listing_id";
            case FEEDBACK -> "feedback_id";
            case ACCOUNT -> "account";
            case POST -> "post_id";
            case CAPTURE,
                OFFER,
                SITE,
                MENTION,
                REFUSAL,
                SOURCE_PERIOD,
                RATE,
                ANALYSIS,
                INTERCEPTION,
                SERIES,
                HARM,
                SIGNAL,
                EFFORT ->
                "CAST(NULL AS VARCHAR)";
          };
      writer.remember(
          "old_record",
          "SELECT DISTINCT %s AS id, %s AS observation FROM %s p WHERE coalesce(%s, false)"
              .formatted(id, Identity.OBSERVATION, read(own), old));
      writer.remember("pages_gone", "SELECT DISTINCT observation FROM old_record");
      Set<String> sources =
          parts.stream()
              .map(part -> Objects.requireNonNull(part.source()))
              .collect(Collectors.toSet());
      source.take(sources, parts, conditions(table, old));
    }
  }

  private static Map<Table, String> conditions(Table table, String old) {
    Map<Table, String> conditions = new LinkedHashMap<>();
    if (table == Table.CAPTURE) {
      // A capture goes with all that was read from it.
      for (Table any : Table.values()) {
        conditions.put(any, Identity.OBSERVATION + " IN (SELECT observation FROM pages_gone)");
      }
      return conditions;
    }
    String ofRecord =
        "EXISTS (SELECT 1 FROM old_record r WHERE r.observation = p.%s AND r.id = p.%s)";
    conditions.put(
        Table.MENTION,
        "(record_kind = '%s' AND %s)"
            .formatted(table.tableName(), ofRecord.formatted(Identity.OBSERVATION, "record_id")));
    if (table == Table.LISTING) {
      conditions.put(Table.OFFER, ofRecord.formatted(Identity.OBSERVATION, "listing_id"));
    }
    conditions.put(table, old);
    return conditions;
  }

  /** The condition on the table's rows; makes the table {@code old_page} of the source. */
  private String condition(Table table, Instant before, List<Part> parts) {
    List<Part> captures = of(parts, Table.CAPTURE);
    String at = time(before);
    writer.remember(
        "old_page",
        captures.isEmpty()
            ? "SELECT CAST(NULL AS BIGINT) AS observation WHERE false"
            : "SELECT DISTINCT %s AS observation FROM %s WHERE coalesce(captured_at, %s) < %s"
                .formatted(Identity.OBSERVATION, read(captures), TAKEN_IN, at));
    return table != Table.CAPTURE && table.column("captured_at").isPresent()
        ? "(captured_at < %s OR (captured_at IS NULL AND %s))".formatted(at, OLD_PAGE)
        : OLD_PAGE;
  }

  /** The condition on rows that no page stands behind; null for tables of rows from pages. */
  private @Nullable String withoutPage(Table table, Instant before) {
    return switch (table) {
      case REFUSAL -> TAKEN_IN + " < " + time(before);
      case SIGNAL -> oldSignals(before);
      case CAPTURE,
          LISTING,
          OFFER,
          FEEDBACK,
          ACCOUNT,
          POST,
          SITE,
          MENTION,
          SOURCE_PERIOD,
          RATE,
          ANALYSIS,
          INTERCEPTION,
          SERIES,
          HARM,
          EFFORT ->
          null;
    };
  }

  /** A signal goes with all its versions: with the last one alone, one before it would count. */
  private String oldSignals(Instant before) {
    List<Part> own = of(state.parts().values(), Table.SIGNAL);
    writer.remember(
        "old_signal",
        own.isEmpty()
            ? "SELECT CAST(NULL AS VARCHAR) AS signal_id WHERE false"
            : "SELECT signal_id FROM %s GROUP BY signal_id HAVING max(seen_on) < CAST(%s AS DATE)"
                .formatted(read(own), time(before)));
    return "signal_id IN (SELECT signal_id FROM old_signal)";
  }

  private static List<Part> of(Collection<Part> parts, Table table) {
    return parts.stream()
        .filter(part -> part.table().equals(table.tableName()) && part.rows() > 0)
        .toList();
  }

  private String read(List<Part> parts) {
    return parts.stream()
        .map(part -> text(lake.folder().resolve(part.path()).toString()))
        .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
  }

  private static String time(Instant at) {
    return "TIMESTAMP '" + SQL_TIME.format(at) + "'";
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
