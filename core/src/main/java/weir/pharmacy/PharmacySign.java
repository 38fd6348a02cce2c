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
import java.util.Map;
import java.util.Objects;

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

  private static final Map<String, Pattern> KINDS = kinds();

  /** The signs of a text, each kind once with the first passage that shows it; often none. */
  public static List<PharmacySign> in(String text) {
    String looked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<PharmacySign> signs = new ArrayList<>();
    KINDS.forEach((kind, wording) -> {
      Matcher matcher = wording.matcher(looked);
      if (matcher.find()) {
        signs.add(new PharmacySign(kind, passage(looked, matcher.start(), matcher.end())));
      }
    });
    return signs;
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

  private static Map<String, Pattern> kinds() {
    Map<String, StringBuilder> wordings = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PharmacySign.class.getResourceAsStream("signs.csv"),
                    "the jar lacks signs.csv; build it again"),
                StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while ((line = lines.readLine()) != null) {
        int comma = line.indexOf(',');
        if (comma > 0 && line.charAt(0) != '#') {
          StringBuilder all =
              wordings.computeIfAbsent(line.substring(0, comma), _ -> new StringBuilder());
          all.append(all.isEmpty() ? "" : "|").append(line, comma + 1, line.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read signs.csv from the jar", e);
    }
    Map<String, Pattern> kinds = new LinkedHashMap<>();
    wordings.forEach((kind, all) -> kinds.put(kind, Pattern.compile("(?i)(?:" + all + ")")));
    return kinds;
  }
}
