package weir.measure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingDay;
import weir.estimate.Observation;
import weir.estimate.Rating;
import weir.estimate.SalesKernel;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.lake.query.RowReader;
import weir.row.Column;

/**
 * Keeps the table {@code listing_day} in step with the listings: for each group of parts (those of
 * one source, as a rule) that changed, it is made anew by the kernel and published like any other
 * part.
 */
final class Derivation {

  static final String LISTING_DAY = "listing_day";

  private static final int CHUNK = 4096;

  private Derivation() {}

  /** The view in which every derived row is up to date. */
  static LakeView upToDate(Lake lake) {
    LakeView view = lake.view();
    Set<String> stale = new TreeSet<>();
    for (String source : sources(view)) {
      if (!view.derivedFrom(LISTING_DAY, source).filter(key(view, source)::equals).isPresent()) {
        stale.add(source);
      }
    }
    if (stale.isEmpty()) {
      return view;
    }
    IngestPlan plan =
        IngestPlan.of(
            Purpose.DERIVE,
            List.copyOf(stale),
            Map.of("sales_kernel", SalesKernel.VERSION, "view", Long.toString(view.number())));
    try (Ingest ingest = lake.begin(plan)) {
      ingest.basedOn(view);
      for (String source : stale) {
        List<Part> parts =
            view.parts().stream().filter(part -> Objects.equals(part.source(), source)).toList();
        try (LakeQuery query =
            LakeQuery.over(lake, new LakeView(view.number(), true, parts), QueryLimits.USUAL)) {
          derive(query, ingest, source, key(view, source));
        }
      }
      ingest.publish();
    }
    return lake.view();
  }

  private static Set<String> sources(LakeView view) {
    Set<String> sources = new TreeSet<>();
    for (Part part : view.parts()) {
      if ((part.table().equals("listing") || part.table().equals("feedback"))
          && part.source() != null) {
        sources.add(part.source());
      }
    }
    return sources;
  }

  /** Names the parts that the rows come from, and the kernel that made them. */
  private static String key(LakeView view, String source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(SalesKernel.VERSION.getBytes(StandardCharsets.UTF_8));
      view.parts().stream()
          .filter(p -> p.table().equals("listing") || p.table().equals("feedback"))
          .filter(p -> Objects.equals(p.source(), source))
          .map(Part::path)
          .sorted()
          .forEach(path -> digest.update(path.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  private static final String EVENTS =
      """
      SELECT * FROM (
        SELECT source, listing_id, captured_at AS moment, 0 AS kind, account, offer_kind, substance,
               substance_class, ships_from, price_amount, price_currency, grams, units, stock,
               sold_count, feedback_count
        FROM listing WHERE captured_at IS NOT NULL
        UNION ALL
        SELECT source, coalesce(any_value(listing_id), 'account:' || any_value(account)) AS listing_id,
               coalesce(min(given_at), min(captured_at)) AS moment, 1 AS kind,
               any_value(account) AS account, NULL, NULL, NULL, NULL,
               any_value(amount), any_value(amount_currency), NULL, NULL, NULL, NULL, NULL
        FROM feedback WHERE coalesce(given_at, captured_at) IS NOT NULL
          AND coalesce(listing_id, account) IS NOT NULL
        GROUP BY source, feedback_id)
      ORDER BY source, listing_id, moment, kind
      """;

  private static void derive(LakeQuery query, Ingest ingest, String source, String key) {
    List<Column> columns = Column.of(ListingDay.class);
    List<ListingDay> chunk = new ArrayList<>(CHUNK);
    SalesKernel kernel =
        new SalesKernel(row -> {
          chunk.add(row);
          if (chunk.size() == CHUNK) {
            ingest.addDerived(LISTING_DAY, source, columns, key, List.copyOf(chunk).iterator());
            chunk.clear();
          }
        });
    query.forEach(EVENTS, row -> feed(kernel, row));
    kernel.finish();
    ingest.addDerived(LISTING_DAY, source, columns, key, List.copyOf(chunk).iterator());
  }

  private static void feed(SalesKernel kernel, RowReader row) {
    String source = present(row.text("source"));
    String listing = present(row.text("listing_id"));
    if (Objects.equals(row.integer("kind"), 1L)) {
      kernel.accept(
          new Rating(
              source,
              listing,
              present(row.instant("moment")),
              row.text("account"),
              row.money("price_amount"),
              row.text("price_currency")));
      return;
    }
    kernel.accept(
        new Observation(
            source,
            listing,
            present(row.instant("moment")),
            row.text("account"),
            row.text("offer_kind"),
            row.text("substance"),
            row.text("substance_class"),
            row.text("ships_from"),
            row.money("price_amount"),
            row.text("price_currency"),
            row.real("grams"),
            row.real("units"),
            row.integer("stock"),
            row.integer("sold_count"),
            row.integer("feedback_count")));
  }

  /** The query leaves out rows that lack these. */
  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
