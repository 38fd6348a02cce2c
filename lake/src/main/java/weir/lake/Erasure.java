package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.masking.DigestKey;
import weir.table.Table;

/**
 * Takes rows and pages out of the lake for good: one entry of the ledger puts rewritten files in
 * the place of those that held them and names the tombstones; then the old bytes are removed. Cut
 * short before the entry, nothing has changed; after it, the next run removes what was left.
 */
final class Erasure {
  private final Lake lake;
  private final DigestKey key;

  /** What an erasure is about to publish. */
  private static final class Change {
    final List<Part> adds = new ArrayList<>();
    final Set<String> removes = new LinkedHashSet<>();
    final Map<String, Long> rows = new TreeMap<>();
    final Set<Identity> tombstones = new HashSet<>();
  }

  Erasure(Lake lake, DigestKey key) {
    this.lake = lake;
    this.key = key;
  }

  ErasureReceipt erase(ErasureRequest request) throws IOException {
    InstantSource clock = lake.clock("erased from it");
    Ledger ledger = lake.ledgerFiles();
    if (!ledger.newest().tombstones().isEmpty()) {
      // Two keys in one lake would let erased rows come back: the check is the constructor's.
      Tombstones _ =
          new Tombstones(ledger.newest().tombstones().stream().map(lake::keys).toList(), key);
    }
    for (int attempt = 1; attempt <= 20; attempt++) {
      LedgerState state = ledger.newest();
      Manifest entry = null;
      try (Staging staging = lake.stagingFor(Purpose.ERASE)) {
        Manifest drawn = draw(request, state, staging, clock);
        if (drawn == null) {
          staging.remove();
          return finishEarlier(request);
        }
        staging.placeAll(drawn.files());
        if (ledger.append(drawn, staging.write(drawn))) {
          entry = drawn;
          staging.remove();
        } else {
          // Another run was published first: what it added may have to go as well.
          staging.discard();
        }
      }
      if (entry != null) {
        Sweep.Removed removed = new Sweep(lake).everything();
        return receipt(entry, request, false, removed);
      }
    }
    throw new LakeProblem(
        "Other runs kept adding to the lake at %s; nothing was erased. Run the same command again when they have ended."
            .formatted(lake.folder()));
  }

  private static ErasureReceipt receipt(
      Manifest entry, ErasureRequest request, boolean again, Sweep.Removed removed) {
    Map<String, Long> rows = new TreeMap<>(entry.counts());
    Long pages = rows.remove("pages");
    return new ErasureReceipt(
        request.kind(),
        entry.when(),
        entry.number(),
        rows,
        pages == null ? 0 : pages,
        again,
        removed.files(),
        removed.bytes());
  }

  /** Nothing of it is in the tables: either an earlier run was cut short, or it never was there. */
  private ErasureReceipt finishEarlier(ErasureRequest request) throws IOException {
    for (Manifest entry : lake.ledger().reversed()) {
      if (entry.tombstones() != null && lake.keys(entry.tombstones()).contains(mark(request))) {
        return receipt(entry, request, true, new Sweep(lake).everything());
      }
    }
    throw new LakeProblem(
        switch (request) {
          case ErasureRequest.OfAccount(var source, var account) ->
              "The lake has no rows of the account '%s' of the source '%s'; nothing was erased. Names are compared exactly: `weir query \"SELECT DISTINCT account FROM listing WHERE source = …\"` lists them."
                  .formatted(account, source);
          case ErasureRequest.OfCapture(var digest) ->
              "The lake has no capture with the digest %s; nothing was erased. The column `digest` of the table capture has them."
                  .formatted(digest);
          case ErasureRequest.OfAge(var table, var before) ->
              "The lake has no rows of %s from before %s; nothing was erased. `weir retention` shows what is due."
                  .formatted(table.tableName(), before);
          case ErasureRequest.OfSignal(var signal) ->
              "The lake has no signal '%s'; nothing was erased. `weir query \"SELECT signal_id FROM signal\"` lists them."
                  .formatted(signal);
          case ErasureRequest.OfSource(var source) ->
              "The lake has no rows of the source '%s'; nothing was erased. `weir query \"SELECT DISTINCT source FROM capture\"` lists them."
                  .formatted(source);
        });
  }

  /** The tombstone by which an erasure is found again. */
  private Identity mark(ErasureRequest request) {
    return switch (request) {
      case ErasureRequest.OfAccount(var source, var account) ->
          Tombstones.account(key, source, account);
      case ErasureRequest.OfCapture(var digest) -> Tombstones.capture(key, digest);
      case ErasureRequest.OfSource(var source) -> Tombstones.captureOf(key, source, "");
      case ErasureRequest.OfSignal(var signal) -> Tombstones.signal(key, signal);
      case ErasureRequest.OfAge(var table, _) -> Tombstones.aged(key, table.tableName());
    };
  }

  private @Nullable Manifest draw(
      ErasureRequest request, LedgerState state, Staging staging, InstantSource clock)
      throws IOException {
    Change change = new Change();
    change.tombstones.add(mark(request));
    change.tombstones.add(Tombstones.check(key));
    PageRewriting pages = new PageRewriting(lake, staging, state);
    try (PartWriter writer = PartWriter.open()) {
      switch (request) {
        case ErasureRequest.OfAccount(var source, var account) ->
            account(source, account, state, staging, writer, change, pages);
        case ErasureRequest.OfCapture(var digest) ->
            capture(digest, state, staging, writer, change, pages);
        case ErasureRequest.OfSource(var source) ->
            source(source, state, staging, writer, change, pages);
        case ErasureRequest.OfSignal(var signal) -> {
          writer.remember("pages_gone", "SELECT CAST(NULL AS BIGINT) AS observation WHERE false");
          for (Part part : List.copyOf(state.parts().values())) {
            if (part.table().equals(Table.SIGNAL.tableName())) {
              rewrite(part, "signal_id = " + text(signal), staging, writer, change);
            }
          }
        }
        case ErasureRequest.OfAge(var table, var before) ->
            new Expiry(lake, state, writer)
                .each(
                    table,
                    before,
                    (sources, parts, conditions) -> {
                      for (Part part : parts) {
                        Table of = Table.named(part.table()).orElse(null);
                        String gone = of == null ? null : conditions.get(of);
                        rewrite(
                            part,
                            gone == null ? "false" : coalesced(gone),
                            staging,
                            writer,
                            change);
                      }
                      dropPages(sources, observations(writer), state, pages);
                    });
      }
    }
    String index = pages.finish();
    if (change.removes.isEmpty() && pages.removes().isEmpty()) {
      return null;
    }
    change.removes.addAll(pages.removes());
    if (pages.dropped() > 0) {
      change.rows.put("pages", pages.dropped());
    }
    String tombstones = "tombstones/" + staging.id() + ".ids";
    KeyFile.write(staging.folder().resolve(Staging.nameOf(tombstones)), change.tombstones.stream());
    return new Manifest(
        state.number() + 1,
        staging.id(),
        clock.instant(),
        Purpose.ERASE.word(),
        List.of(request.kind()),
        Map.of(),
        change.rows,
        change.adds,
        List.copyOf(change.removes),
        pages.files(),
        null,
        index,
        tombstones,
        false);
  }

  private void source(
      String source,
      LedgerState state,
      Staging staging,
      PartWriter writer,
      Change change,
      PageRewriting pages)
      throws IOException {
    List<Part> parts = partsOf(state, Set.of(source));
    for (Part part : parts) {
      change.removes.add(part.path());
      if (part.derivedFrom() == null && part.rows() > 0) {
        change.rows.merge(part.table(), part.rows(), Long::sum);
      }
    }
    state.pages().stream().filter(file -> file.source().equals(source)).forEach(pages::remove);
    for (List<@Nullable Object> row :
        writer.ask("SELECT DISTINCT digest FROM " + rows(parts, Table.CAPTURE))) {
      if (row.getFirst() != null) {
        change.tombstones.add(Tombstones.captureOf(key, source, String.valueOf(row.getFirst())));
      }
    }
    for (String other : capturedUnder(source, state, writer)) {
      if (!other.equals(source)) {
        fromTables(source, other, state, staging, writer, change, pages);
      }
    }
  }

  /** Takes a source out of tables that name a source in each row, and drops these tables' pages. */
  private void fromTables(
      String source,
      String capturedAs,
      LedgerState state,
      Staging staging,
      PartWriter writer,
      Change change,
      PageRewriting pages)
      throws IOException {
    List<Part> parts = partsOf(state, Set.of(capturedAs));
    String is = "coalesce(source = %s, false)".formatted(text(source));
    List<String> all = new ArrayList<>();
    for (Table table :
        List.of(Table.LISTING, Table.FEEDBACK, Table.ACCOUNT, Table.POST, Table.OFFER)) {
      all.add(
          "SELECT %s AS observation, %s AS own FROM %s"
              .formatted(Identity.OBSERVATION, is, rows(parts, table)));
    }
    writer.remember(
        "pages_gone",
        "SELECT observation, bool_and(own) AS alone FROM (%s) GROUP BY 1 HAVING bool_or(own)"
            .formatted(String.join(" UNION ALL ", all)));
    String alone =
        Identity.OBSERVATION + " IN (SELECT observation FROM pages_gone WHERE pages_gone.alone)";
    for (Part part : parts) {
      boolean perRow = part.columns().contains("source");
      rewrite(part, perRow ? "(%s OR %s)".formatted(is, alone) : alone, staging, writer, change);
    }
    for (List<@Nullable Object> row :
        writer.ask(
            "SELECT DISTINCT digest FROM %s WHERE %s IN (SELECT observation FROM pages_gone)"
                .formatted(rows(parts, Table.CAPTURE), Identity.OBSERVATION))) {
      change.tombstones.add(Tombstones.captureOf(key, capturedAs, String.valueOf(row.getFirst())));
    }
    dropPages(Set.of(capturedAs), observations(writer), state, pages);
  }

  private void capture(
      String digest,
      LedgerState state,
      Staging staging,
      PartWriter writer,
      Change change,
      PageRewriting pages)
      throws IOException {
    Set<String> sources = new LinkedHashSet<>();
    for (Part part : state.parts().values()) {
      if (part.table().equals(Table.CAPTURE.tableName()) && part.source() != null) {
        sources.add(part.source());
      }
    }
    for (String source : sources) {
      List<Part> parts = partsOf(state, Set.of(source));
      writer.remember(
          "pages_gone",
          "SELECT DISTINCT %s AS observation FROM %s WHERE digest = %s"
              .formatted(Identity.OBSERVATION, rows(parts, Table.CAPTURE), text(digest)));
      Set<Long> observations = observations(writer);
      if (!observations.isEmpty()) {
        String condition = Identity.OBSERVATION + " IN (SELECT observation FROM pages_gone)";
        for (Part part : parts) {
          rewrite(part, condition, staging, writer, change);
        }
        dropPages(Set.of(source), observations, state, pages);
      }
    }
  }

  private void account(
      String source,
      String account,
      LedgerState state,
      Staging staging,
      PartWriter writer,
      Change change,
      PageRewriting pages)
      throws IOException {
    Set<String> sources = capturedUnder(source, state, writer);
    List<Part> parts = partsOf(state, sources);
    String ofSource = "source = " + text(source) + " AND ";
    String listing = rows(parts, Table.LISTING);
    String is = " = " + text(account);
    String author = text(key.digest(account));
    writer.remember(
        "own_listing",
        "SELECT DISTINCT listing_id FROM %s WHERE %saccount%s AND listing_id IS NOT NULL"
            .formatted(listing, ofSource, is));
    writer.remember(
        "others_listing",
        "SELECT DISTINCT %s AS observation, listing_id FROM %s WHERE %saccount <> %s AND listing_id IN (SELECT listing_id FROM own_listing)"
            .formatted(Identity.OBSERVATION, listing, ofSource, text(account)));
    String own = "listing_id IN (SELECT listing_id FROM own_listing)";
    Map<Table, String> conditions = new LinkedHashMap<>();
    conditions.put(Table.LISTING, "(account%s OR (account IS NULL AND %s))".formatted(is, own));
    conditions.put(Table.FEEDBACK, "(account%s OR (account IS NULL AND %s))".formatted(is, own));
    conditions.put(
        Table.OFFER,
        "(%s AND NOT EXISTS (SELECT 1 FROM others_listing o WHERE o.observation = p.%s AND o.listing_id = p.listing_id))"
            .formatted(own, Identity.OBSERVATION));
    conditions.put(Table.ACCOUNT, "account" + is);
    conditions.put(Table.POST, "author = " + author);
    conditions.replaceAll((_, condition) -> "(" + ofSource + condition + ")");
    writer.remember(
        "own_record",
        Map.of(
                Table.LISTING, "listing_id",
                Table.FEEDBACK, "feedback_id",
                Table.ACCOUNT, "account",
                Table.POST, "post_id")
            .entrySet()
            .stream()
            .map(entry ->
                "SELECT %s AS kind, %s AS id, %s AS observation FROM %s p WHERE %s"
                    .formatted(
                        text(entry.getKey().tableName()),
                        entry.getValue(),
                        Identity.OBSERVATION,
                        rows(parts, entry.getKey()),
                        coalesced(conditions.get(entry.getKey()))))
            .collect(Collectors.joining(" UNION ALL ")));
    conditions.put(
        Table.MENTION,
        ofSource
            + "EXISTS (SELECT 1 FROM own_record r WHERE r.observation = p.%s AND r.kind = p.record_kind AND r.id = p.record_id)"
                .formatted(Identity.OBSERVATION));
    writer.remember(
        "pages_gone",
        "SELECT DISTINCT observation FROM (SELECT observation FROM own_record UNION ALL SELECT %s FROM %s p WHERE %s)"
            .formatted(
                Identity.OBSERVATION,
                rows(parts, Table.OFFER),
                coalesced(conditions.get(Table.OFFER))));
    Set<Long> observations = observations(writer);
    if (observations.isEmpty()) {
      return;
    }
    // A page on which nothing of others is left is forgotten as well.
    List<String> others = new ArrayList<>();
    for (Table table :
        List.of(Table.LISTING, Table.FEEDBACK, Table.ACCOUNT, Table.POST, Table.OFFER)) {
      others.add(
          "SELECT %s AS observation FROM %s p WHERE NOT %s"
              .formatted(
                  Identity.OBSERVATION, rows(parts, table), coalesced(conditions.get(table))));
    }
    writer.remember(
        "page_left",
        "SELECT DISTINCT observation FROM (%s) WHERE observation IN (SELECT observation FROM pages_gone)"
            .formatted(String.join(" UNION ALL ", others)));
    String alone =
        "%1$s IN (SELECT observation FROM pages_gone) AND %1$s NOT IN (SELECT observation FROM page_left)"
            .formatted(Identity.OBSERVATION);
    for (Part part : parts) {
      Table table = Table.named(part.table()).orElse(null);
      String condition = table == null ? null : conditions.get(table);
      rewrite(
          part,
          condition == null
              ? "(" + alone + ")"
              : "(%s OR (%s))".formatted(coalesced(condition), alone),
          staging,
          writer,
          change);
    }
    dropPages(sources, observations, state, pages);
    for (List<@Nullable Object> row : writer.ask("SELECT listing_id FROM own_listing")) {
      change.tombstones.add(Tombstones.listing(key, source, String.valueOf(row.getFirst())));
    }
    change.tombstones.add(Tombstones.author(key, source, key.digest(account)));
  }

  /** SQL's unknown counts as no. */
  private static String coalesced(@Nullable String condition) {
    return "coalesce(%s, false)".formatted(Objects.requireNonNull(condition));
  }

  private static Set<Long> observations(PartWriter writer) {
    return writer.ask("SELECT observation FROM pages_gone").stream()
        .map(row -> (Long) Objects.requireNonNull(row.getFirst()))
        .collect(Collectors.toSet());
  }

  private static void dropPages(
      Set<String> sources, Set<Long> observations, LedgerState state, PageRewriting pages)
      throws IOException {
    for (PageFile file : state.pages()) {
      if (sources.contains(file.source())) {
        pages.without(file, observations);
      }
    }
  }

  /**
   * Puts copies in the part's place: one of the rows whose pages are still kept, and one of those
   * whose pages are gone, which cannot be read again and must not wait for it.
   */
  private void rewrite(Part part, String gone, Staging staging, PartWriter writer, Change change)
      throws IOException {
    if (part.derivedFrom() != null) {
      change.removes.add(part.path());
      return;
    }
    String pageGone = Identity.OBSERVATION + " IN (SELECT observation FROM pages_gone)";
    List<@Nullable Object> counts =
        writer
            .ask(
                "SELECT count(*) FILTER (%s), count(*) FILTER (%s) FROM read_parquet(%s) p"
                    .formatted(gone, pageGone, text(file(part).toString())))
            .getFirst();
    long rowsGone = (Long) Objects.requireNonNull(counts.get(0));
    long pagesGone = (Long) Objects.requireNonNull(counts.get(1));
    if (rowsGone == 0 && (pagesGone == 0 || !part.fromPages())) {
      return;
    }
    change.removes.add(part.path());
    if (rowsGone > 0) {
      change.rows.merge(part.table(), rowsGone, Long::sum);
    }
    if (part.fromPages()) {
      copy(part, "NOT (%s) AND NOT (%s)".formatted(gone, pageGone), true, staging, writer, change);
      copy(part, "NOT (%s) AND (%s)".formatted(gone, pageGone), false, staging, writer, change);
    } else {
      copy(part, "NOT (" + gone + ")", false, staging, writer, change);
    }
  }

  private void copy(
      Part part,
      String condition,
      boolean fromPages,
      Staging staging,
      PartWriter writer,
      Change change)
      throws IOException {
    String name = "%s-%06d.parquet".formatted(staging.id(), change.adds.size() + 1);
    Path copy = staging.folder().resolve(name);
    long rows = writer.copyWhere(file(part), copy, condition);
    if (rows == 0) {
      Files.delete(copy);
      return;
    }
    Disk.sync(copy);
    change.adds.add(
        new Part(
            part.table(),
            "parts/" + part.table() + "/" + name,
            rows,
            Files.size(copy),
            part.source(),
            part.earliest(),
            part.latest(),
            null,
            fromPages,
            part.columns(),
            staging.id(),
            part.versions()));
  }

  private Path file(Part part) {
    return lake.folder().resolve(part.path());
  }

  private static List<Part> partsOf(LedgerState state, Set<String> sources) {
    return state.parts().values().stream()
        .filter(part -> part.source() != null && sources.contains(part.source()))
        .toList();
  }

  /**
   * The sources of the captures that rows of a source were read from: its own, and those of tables
   * that name a source in each row.
   */
  private Set<String> capturedUnder(String source, LedgerState state, PartWriter writer) {
    Set<String> sources = new LinkedHashSet<>(Set.of(source));
    for (Part part : state.parts().values()) {
      if (part.source() != null
          && part.derivedFrom() == null
          && part.columns().contains("source")
          && !sources.contains(part.source())
          && !writer
              .ask(
                  "SELECT 1 FROM read_parquet(%s) WHERE source = %s LIMIT 1"
                      .formatted(text(file(part).toString()), text(source)))
              .isEmpty()) {
        sources.add(part.source());
      }
    }
    return sources;
  }

  /** The rows of a table in those parts, with what any of them lacks as null. */
  private String rows(List<Part> parts, Table table) {
    String paths =
        parts.stream()
            .filter(part -> part.table().equals(table.tableName()))
            .map(part -> text(file(part).toString()))
            .collect(Collectors.joining(", "));
    if (!paths.isEmpty()) {
      return "read_parquet([" + paths + "], union_by_name = true)";
    }
    return table.columns().stream()
        .map(column -> "CAST(NULL AS VARCHAR) AS " + column.name())
        .collect(
            Collectors.joining(
                ", ",
                "(SELECT ",
                ", CAST(NULL AS BIGINT) AS " + Identity.OBSERVATION + " WHERE false)"));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
