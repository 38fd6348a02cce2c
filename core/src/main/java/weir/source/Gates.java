package weir.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import weir.capture.PageKind;

/**
 * Knows pages that stand before the content, or in its place, by their own words: on sites that no
 * profile prepared for, in several languages. Asked only about pages of which the profile makes
 * nothing, so that what it does not see costs a refusal, never a record.
 *
 * <p>The words stand in {@code gates.csv}. A gate says little: on a page of more text than {@link
 * #SHORT} only its title and headings count.
 */
final class Gates {

  /** Letters of a page that says little. */
  static final int SHORT = 1_500;

  /** Letters of a heading that speaks for its page. */
  private static final int LONGEST_HEADING = 90;

  /** Letters within which "nothing found" speaks for a page that shows no record. */
  private static final int CHROME = 6_000;

  /**
   * @param heading whether the words count in titles and headings alone
   */
  private record Wording(PageKind kind, boolean heading, String words) {}

  private static final List<Wording> WORDINGS = read();

  private Gates() {}

  /**
   * The gate that a page is.
   *
   * @param page as parsed
   * @param text the page's text
   * @param password whether it asks for a password; captcha: whether it shows a captcha
   * @return {@link PageKind#UNRECOGNISED} when it is none that is known
   */
  static PageKind of(Document page, String text, boolean password, boolean captcha) {
    boolean brief = text.length() <= SHORT;
    if (captcha && brief) {
      return PageKind.CAPTCHA;
    }
    List<String> headings = headings(page);
    String whole = brief ? folded(text) : "";
    for (Wording wording : WORDINGS) {
      boolean said =
          headings.stream().anyMatch(heading -> contains(heading, wording.words()))
              || (!wording.heading() && brief && contains(whole, wording.words()));
      if (said) {
        return wording.kind();
      }
    }
    return password && brief ? PageKind.LOGIN : PageKind.UNRECOGNISED;
  }

  /** Whether a page says in words that there is nothing to show. */
  static boolean saysNothingFound(String text) {
    if (text.length() > CHROME) {
      return false;
    }
    String folded = folded(text);
    return WORDINGS.stream()
        .anyMatch(wording ->
            wording.kind() == PageKind.EMPTY
                && !wording.heading()
                && contains(folded, wording.words()));
  }

  private static List<String> headings(Document page) {
    List<String> headings = new ArrayList<>();
    headings.add(folded(page.title()));
    int looked = 0;
    for (Element heading : page.select("h1, h2")) {
      String text = heading.text();
      if (text.length() <= LONGEST_HEADING) {
        headings.add(folded(text));
      }
      if (++looked == 6) {
        break;
      }
    }
    return headings;
  }

  /** Whether a text has words as words: "closed" is not in "enclosed". */
  private static boolean contains(String text, String words) {
    int at = text.indexOf(words);
    while (at >= 0) {
      int end = at + words.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
      at = text.indexOf(words, at + 1);
    }
    return false;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('\u00a0', ' ');
  }

  private static List<Wording> read() {
    try (InputStream in =
        Objects.requireNonNull(Gates.class.getResourceAsStream("gates.csv"), "gates.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> {
            String[] parts = line.split(";", -1);
            return new Wording(
                PageKind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                parts[1].equals("heading"),
                folded(parts[2]));
          })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
