package weir.suggest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.source.Profiles;
import weir.source.SavedPage;
import weir.substance.SubstanceNamer;

/** Writes the profile of a source that nobody has described, from pages saved from it. */
public final class ProfileSuggester {

  private ProfileSuggester() {}

  /**
   * Suggests a profile. The same pages in the same order give the same profile.
   *
   * @param pages of one source; at least one
   * @param source the id under which its records will be kept
   * @throws IllegalArgumentException when there is no page
   */
  public static Suggestion suggest(List<SavedPage> pages, String source, SubstanceNamer namer) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("There is no page to suggest a profile from.");
    }
    List<SavedPage> html = new ArrayList<>();
    List<SavedPage> tables = new ArrayList<>();
    for (SavedPage page : pages) {
      (isHtml(page) ? html : tables).add(page);
    }
    if (html.size() < tables.size()) {
      return new TableSuggester(tables, source, namer).suggest();
    }
    if (html.stream().filter(ProfileSuggester::describesItself).count() * 2 > html.size()) {
      return structured(html, source);
    }
    return new HtmlSuggester(html, source, namer).suggest();
  }

  private static String head(SavedPage page, int bytes) {
    return new String(
        page.body(), 0, Math.min(page.body().length, bytes), StandardCharsets.ISO_8859_1);
  }

  private static boolean isHtml(SavedPage page) {
    String head = head(page, 2_000).replaceFirst("^[^\\x21-\\x7e]+", "").toLowerCase(Locale.ROOT);
    return head.startsWith("<")
        || head.contains("<html")
        || head.contains("<body")
        || head.contains("<!doctype html");
  }

  /** Whether a page tells search engines what it sells. */
  private static boolean describesItself(SavedPage page) {
    String text = head(page, 400_000);
    boolean linked =
        text.contains("application/ld+json")
            && text.matches("(?s).*\"@type\"\\s*:\\s*\\[?\\s*\"(?:Product|Drug)\".*");
    return linked
        || text.matches(
            "(?s).*itemtype\\s*=\\s*[\"']https?://schema\\.org/(?:Product|Drug)[\"'].*");
  }

  private static Suggestion structured(List<SavedPage> pages, String source) {
    String text = Profiles.text("schema-org").orElseThrow();
    String profile =
        "# These pages describe themselves for machines (schema.org): the shipped profile"
            + " 'schema-org' reads them.\n"
            + "# It is copied here under a source of its own. Set name, kind, layer and access.\n"
            + text.replaceFirst("(?m)^source: .*$", "source: " + source)
                .replaceFirst("(?m)^name: .*$", "name: " + source);
    return new Suggestion(
        profile, List.of(pages.size() + " with structured data"), List.of(), List.of());
  }
}
