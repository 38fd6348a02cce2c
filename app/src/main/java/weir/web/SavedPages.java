package weir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import weir.lake.KeptPage;
import weir.masking.DigestKey;
import weir.source.Profile;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.source.SourceReader.FieldMark;
import weir.substance.SubstanceNamer;
import weir.web.Market.Row;
import weir.web.saved.Hidden;
import weir.web.saved.SavedView;

/** Kept pages with their fields marked, as the profile of today finds them. */
final class SavedPages {

  /** Kept pages were masked under the user's key already: nothing is digested here. */
  private static final DigestKey NO_KEY = DigestKey.of(new byte[16]);

  private final Market market;
  private final Map<String, SourceReader> readers = new ConcurrentHashMap<>();
  private @Nullable SubstanceNamer namer;

  SavedPages(Market market) {
    this.market = market;
  }

  /**
   * @throws NotFound when no such page was kept
   */
  KeptPage page(String source, String digest) {
    SourceSummary known = market.source(source);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new NotFound(
          "A saved page is named by the 64 hexadecimal digits of its digest. Reach it from a"
              + " listing.",
          Places.source(source));
    }
    return market
        .page(source, digest)
        .orElseThrow(() ->
            new NotFound(
                "No page of %s with this digest is kept: it was never saved, or it was erased."
                    .formatted(known.name()),
                Places.source(source)));
  }

  SavedView view(KeptPage page, @Nullable String focus) {
    return SavedView.of(page, marks(page), focus, hidden(page));
  }

  /** Hides the accounts that this page names. */
  Hidden hidden(KeptPage page) {
    Set<String> names = new LinkedHashSet<>();
    for (String table : List.of("listing", "account", "feedback")) {
      for (Row row :
          market.rows(
              "SELECT DISTINCT account FROM "
                  + table
                  + " WHERE source = ? AND capture = ? AND account IS NOT NULL ORDER BY account"
                  + " LIMIT 2000",
              page.source(),
              page.originalDigest())) {
        names.add(String.valueOf(row.text("account")));
      }
    }
    return Hidden.on(page.source(), names);
  }

  private List<FieldMark> marks(KeptPage page) {
    if (!page.mediaType().equals("text/html")) {
      return List.of();
    }
    Profile profile = market.profile(page.source()).orElse(null);
    if (profile == null) {
      return List.of();
    }
    return readers
        .computeIfAbsent(profile.version(), _ -> SourceReader.of(profile, namer(), NO_KEY))
        .marks(new SavedPage("", page.url(), page.capturedAt(), null, page.body()));
  }

  private synchronized SubstanceNamer namer() {
    SubstanceNamer known = namer;
    if (known == null) {
      try {
        known = market.vocabularies().namer();
      } catch (IOException e) {
        throw new UncheckedIOException("The vocabularies of this home cannot be read", e);
      }
      namer = known;
    }
    return known;
  }
}
