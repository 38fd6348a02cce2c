package weir.fill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.source.SavedPage;

/**
 * Kept pages from before and since something was lost.
 *
 * @param before pages that gave records; since: pages that no longer show what was lost
 */
public record PagesAround(List<SavedPage> before, List<SavedPage> since) {

  /** Of each kind before, and of all kinds since. */
  private static final int MOST = 16;

  /** The pages around the losses of a source that last. */
  public static PagesAround of(Lake lake, String source, List<Loss> losses) {
    List<Loss> lasting = losses.stream().filter(loss -> !loss.change().over()).toList();
    Instant first =
        lasting.stream()
            .map(loss -> loss.change().since())
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    boolean records = lasting.stream().anyMatch(loss -> loss.what().equals(FillRates.RECORDS));
    List<String> kinds = lasting.stream().map(Loss::kind).distinct().toList();
    try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      List<SavedPage> since =
          pages(
              lake,
              query,
              source,
              records
                  ? "page_kind IN ('unfit', 'unrecognised', 'index', 'empty')"
                  : "page_kind IN (%s)".formatted(quoted(kinds)),
              "captured_at >= $2",
              first,
              MOST);
      List<SavedPage> before = new ArrayList<>();
      for (Map<String, @Nullable Object> row :
          query.rows(
              "SELECT DISTINCT page_kind FROM capture WHERE source = $1 AND page_kind IN ('listing', 'listings', 'account', 'feedback', 'thread', 'site') ORDER BY page_kind",
              source)) {
        String kind = String.valueOf(row.get("page_kind"));
        if (records || kinds.contains(kind)) {
          before.addAll(
              pages(
                  lake,
                  query,
                  source,
                  "page_kind = '%s'".formatted(kind),
                  records ? "true OR captured_at < $2" : "captured_at < $2",
                  first,
                  MOST));
        }
      }
      return new PagesAround(before, since);
    }
  }

  /** Kinds come from the list of kinds, never from a page. */
  private static String quoted(List<String> kinds) {
    return "'" + String.join("', '", kinds) + "'";
  }

  private static List<SavedPage> pages(
      Lake lake,
      LakeQuery query,
      String source,
      String kind,
      String when,
      @Nullable Instant moment,
      int most) {
    // Where no time is known, the pages that came last stand for those since the loss.
    String condition = moment == null ? "($2::TIMESTAMP IS NULL)" : "(" + when + ")";
    List<SavedPage> pages = new ArrayList<>();
    for (Map<String, @Nullable Object> row :
        query.rows(
            "SELECT digest FROM capture WHERE source = $1 AND %s AND %s ORDER BY captured_at DESC NULLS LAST, ingest DESC, digest LIMIT %d"
                .formatted(kind, condition, most),
            source,
            moment)) {
      KeptPage page = lake.page(source, String.valueOf(row.get("digest"))).orElse(null);
      if (page != null) {
        pages.add(new SavedPage("", page.url(), page.capturedAt(), page.capturedAt(), page.body()));
      }
    }
    return pages;
  }
}
