package weir.suggest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    String chat = html.size() < tables.size() ? chat(tables.getFirst()) : null;
    if (chat != null) {
      return shipped(tables, source, chat);
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

  /** The shipped profile for the export of a chat; null when a document is none. */
  private static @Nullable String chat(SavedPage page) {
    String text = head(page, 40_000);
    if (!text.contains("\"messages\"")) {
      return null;
    }
    if (text.contains("\"date_unixtime\"") || text.contains("\"from_id\"")) {
      return "telegram";
    }
    return text.contains("\"guild\"") && text.contains("\"channel\"") ? "discord" : null;
  }

  private static Suggestion shipped(List<SavedPage> pages, String source, String name) {
    return copied(
        source,
        name,
        "# This is an export of a chat, which the shipped profile '%s' reads.".formatted(name),
        pages.size() + " exported chat" + (pages.size() == 1 ? "" : "s"));
  }

  private static Suggestion structured(List<SavedPage> pages, String source) {
    return copied(
        source,
        "schema-org",
        "# These pages describe themselves for machines (schema.org): the shipped profile"
            + " 'schema-org' reads them.",
        pages.size() + " with structured data");
  }

  private static Suggestion copied(String source, String name, String why, String counted) {
    String text = Profiles.text(name).orElseThrow();
    String profile =
        why
            + "\n# It is copied here under a source of its own. Set name, kind, layer and access.\n"
            + text.replaceFirst("(?m)^source: .*$", "source: " + source)
                .replaceFirst("(?m)^name: .*$", "name: " + source);
    return new Suggestion(profile, List.of(counted), List.of(), List.of());
  }
}
