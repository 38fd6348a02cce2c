package weir.pharmacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sign of an unlicensed pharmacy, and the passage that shows it. The kinds follow Hall and
 * Antonopoulos on the online supply of illicit lifestyle medicines in the United Kingdom; the
 * wordings stand in {@code signs.csv}.
 *
 * @param kind such as {@code no-prescription}
 * @param passage the words around it, at most 120 characters
 */
public record PharmacySign(String kind, String passage) {

  /** Longer texts are looked at to here only. */
  private static final int LONGEST = 400_000;

  private static final int BEFORE = 40;
  private static final int LONGEST_PASSAGE = 120;

  /** How far around a word its wording may reach. */
  private static final int AROUND = 100;

  /** Places looked at for one wording: a text that repeats a word for ever costs no more. */
  private static final int MOST_PLACES = 200;

  /**
   * @param words of which one stands wherever the wording does, in lower case: looking for these
   *     first spares nearly all of the matching
   */
  private record Wording(String kind, List<String> words, Pattern pattern) {}

  private static final List<Wording> WORDINGS = wordings();

  /** The signs of a text, each kind once with the first passage that shows it; often none. */
  public static List<PharmacySign> in(String text) {
    String looked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String lower = looked.toLowerCase(Locale.ROOT);
    if (lower.length() != looked.length()) {
      looked = lower; // a few letters have longer small forms: offsets must agree
    }
    Map<String, PharmacySign> signs = new LinkedHashMap<>();
    for (Wording wording : WORDINGS) {
      if (!signs.containsKey(wording.kind())) {
        PharmacySign sign = find(wording, looked, lower);
        if (sign != null) {
          signs.put(wording.kind(), sign);
        }
      }
    }
    return List.copyOf(signs.values());
  }

  private static @Nullable PharmacySign find(Wording wording, String text, String lower) {
    int places = 0;
    for (String word : wording.words()) {
      int at = lower.indexOf(word);
      while (at >= 0 && places++ < MOST_PLACES) {
        int from = Math.max(0, at - AROUND);
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
          from--;
        }
        int to = Math.min(text.length(), at + word.length() + AROUND);
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
          to++;
        }
        to = Math.min(to, at + 4 * AROUND);
        from = Math.max(from, at - 4 * AROUND);
        Matcher matcher = wording.pattern().matcher(text.substring(from, to));
        if (matcher.find()) {
          return new PharmacySign(
              wording.kind(), passage(text, from + matcher.start(), from + matcher.end()));
        }
        at = lower.indexOf(word, Math.max(at + word.length(), to - AROUND));
      }
    }
    return null;
  }

  /** As a column keeps it: {@code no-prescription: the passage}. */
  @Override
  public String toString() {
    return kind + ": " + passage;
  }

  private static String passage(String text, int start, int end) {
    int from = start;
    while (from > 0 && start - from < BEFORE && !endsSentence(text.charAt(from - 1))) {
      from--;
    }
    while (from > 0 && from < start && Character.isLetterOrDigit(text.charAt(from - 1))) {
      from++; // not from the middle of a word
    }
    int to = end;
    int most = Math.max(end, from + LONGEST_PASSAGE);
    while (to < text.length() && to < most && !endsSentence(text.charAt(to))) {
      to++;
    }
    while (to > end && to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
      to--;
    }
    return text.substring(from, Math.min(to, from + 2 * LONGEST_PASSAGE))
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static boolean endsSentence(char c) {
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == '|';
  }

  private static List<Wording> wordings() {
    List<Wording> wordings = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PharmacySign.class.getResourceAsStream("signs.csv"),
                    "the jar lacks signs.csv; build it again"),
                StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while ((line = lines.readLine()) != null) {
        if (line.isEmpty() || line.charAt(0) == '#') {
          continue;
        }
        int words = line.indexOf(',');
        int wording = line.indexOf(',', words + 1);
        wordings.add(
            new Wording(
                line.substring(0, words),
                List.of(line.substring(words + 1, wording).split("\\|")),
                Pattern.compile("(?i)" + line.substring(wording + 1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read signs.csv from the jar", e);
    }
    return List.copyOf(wordings);
  }
}
