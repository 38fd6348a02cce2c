package weir.suggest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.capture.PageKind;
import weir.source.PageLabels;

/** The words that pages print before values, and those by which gates give themselves away. */
final class PageWords {

  private final Map<String, Set<String>> fields = new HashMap<>();
  private final Map<String, List<String>> order = new HashMap<>();
  private final Map<PageKind, List<String>> phrases = new LinkedHashMap<>();

  private PageWords() {
    lines("labels.txt")
        .forEach((field, words) -> {
          order.put(field, words.stream().map(PageLabels::key).toList());
          for (String word : words) {
            fields.computeIfAbsent(PageLabels.key(word), _ -> new LinkedHashSet<>()).add(field);
          }
        });
    lines("phrases.txt")
        .forEach((kind, words) ->
            phrases.put(PageKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), words));
  }

  static PageWords read() {
    return new PageWords();
  }

  private static Map<String, List<String>> lines(String name) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    try (InputStream in = PageWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line; (line = reader.readLine()) != null; ) {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || colon < 0) {
          continue;
        }
        List<String> words = new ArrayList<>();
        for (String word : line.substring(colon + 1).split(";", -1)) {
          if (!word.isBlank()) {
            words.add(word.strip());
          }
        }
        lines.put(line.substring(0, colon).strip(), words);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** The fields that a label may stand before; empty when it is no known label. */
  Set<String> fields(String key) {
    Set<String> known = fields.get(key);
    if (known == null) {
      int bracket = key.indexOf(" (");
      known = bracket > 0 ? fields.get(key.substring(0, bracket)) : null;
    }
    return known == null ? Set.of() : known;
  }

  /** How early a label stands among those of its field: 1 for the first, near 0 for the last. */
  double rank(String field, String key) {
    List<String> its = order.getOrDefault(field, List.of());
    int at = its.indexOf(key);
    return at < 0 ? 0.5 : 1 - (double) at / its.size();
  }

  /** Whether a text is a word of a field, and nothing else. */
  boolean is(String field, String text) {
    return text.length() < 60 && fields(PageLabels.key(text)).contains(field);
  }

  boolean isLabel(String text) {
    return text.length() < 60 && !fields(PageLabels.key(text)).isEmpty();
  }

  Map<PageKind, List<String>> phrases() {
    return phrases;
  }
}
