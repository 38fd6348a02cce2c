package weir.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of places, by their words. */
final class Gazetteer {

  /** Where a name may be read. */
  enum Use {
    ANYWHERE,
    /** In capitals only. */
    ABBREVIATION,
    /** A word of another meaning too: only in a field that is a place. */
    FIELD
  }

  record Entry(List<String> codes, Use use) {}

  static final Gazetteer SHIPPED = new Gazetteer();

  /** Words in the longest name, "South Georgia and the South Sandwich Islands" included. */
  static final int MOST_WORDS = 9;

  /** Letters of the longest name written without spaces that is looked for. */
  private static final int LONGEST_RUN = 24;

  private final Map<String, Entry> names = new HashMap<>(32_768);
  private final Set<String> firstWords = new HashSet<>(16_384);
  private final BitSet runStarts = new BitSet();
  private final Set<String> codes = new HashSet<>();

  private Gazetteer() {
    load("countries.csv");
    codes.addAll(names.values().stream().flatMap(e -> e.codes().stream()).toList());
    load("regions.csv");
    load("cities.csv");
    load("cldr-names.csv");
  }

  private void load(String file) {
    try (InputStream bytes = Gazetteer.class.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalStateException(
            "The file of places %s is missing beside %s. Build Weir again."
                .formatted(file, Gazetteer.class.getName()));
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .skip(1)
          .forEach(this::line);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the file of places " + file, e);
    }
  }

  private void line(String line) {
    int comma = line.indexOf(',');
    List<String> of = Arrays.asList(line.substring(0, comma).split(" ", -1));
    for (String printed : line.substring(comma + 1).split("\\|", -1)) {
      Use use =
          switch (printed.charAt(0)) {
            case '=' -> Use.ABBREVIATION;
            case '~' -> Use.FIELD;
            default -> Use.ANYWHERE;
          };
      String key = key(use == Use.ANYWHERE ? printed : printed.substring(1));
      Entry entry = new Entry(of, use);
      names.putIfAbsent(key, entry);
      int space = key.indexOf(' ');
      firstWords.add(space < 0 ? key : key.substring(0, space));
      String plain = use == Use.ANYWHERE ? printed : printed.substring(1);
      if (writtenWithoutSpaces(plain.charAt(0))) {
        names.putIfAbsent(plain, entry);
        runStarts.set(plain.charAt(0));
      }
      if (space < 0 && isCyrillic(key)) {
        for (String form : cases(key)) {
          names.putIfAbsent(form, entry);
          firstWords.add(form);
        }
      }
    }
  }

  private static boolean isCyrillic(String key) {
    return Character.UnicodeScript.of(key.charAt(0)) == Character.UnicodeScript.CYRILLIC;
  }

  /** The cases of a name in Russian and its neighbours: {@code из Германии}, {@code в Канаде}. */
  private static List<String> cases(String name) {
    if (name.length() < 4) return List.of();
    String stem = name.substring(0, name.length() - 1);
    return switch (name.charAt(name.length() - 1)) {
      case 'я' -> List.of(stem + "и", stem + "ю", stem + "еи");
      case 'а' -> List.of(stem + "ы", stem + "и", stem + "е", stem + "у", stem + "ои");
      case 'ы' -> List.of(stem + "ов", stem + "ам", stem + "ах", stem, stem + "ами");
      case 'и' -> List.of(stem + "я", stem + "ю", stem + "е");
      case 'ь' -> List.of(stem + "и", stem + "я", stem + "ю", stem + "е");
      case 'о', 'у', 'е', 'э', 'ю' -> List.of();
      default -> List.of(name + "а", name + "у", name + "е", name + "ом");
    };
  }

  @Nullable Entry named(String key) {
    return names.get(key);
  }

  boolean begins(String word) {
    return firstWords.contains(word);
  }

  boolean isCode(String capitals) {
    return codes.contains(capitals);
  }

  Set<String> countryCodes() {
    return Set.copyOf(codes);
  }

  /** A name's words in lower case without accents, with single spaces. */
  static String key(String printed) {
    StringBuilder key = new StringBuilder(printed.length());
    int i = 0;
    while (i < printed.length()) {
      if (!isWordPart(printed.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      while (i < printed.length() && isWordPart(printed.charAt(i))) i++;
      if (key.length() > 0) key.append(' ');
      key.append(word(printed, from, i));
    }
    return key.toString();
  }

  /**
   * The end of the longest name in a script that is written without spaces, or {@code from} when
   * none begins there.
   */
  int endOfRun(String text, int from, int to) {
    if (!runStarts.get(text.charAt(from))) return from;
    for (int end = Math.min(to, from + LONGEST_RUN); end > from + 1; end--) {
      if (names.containsKey(text.substring(from, end))) return end;
    }
    return from;
  }

  /** A word in lower case without accents. */
  static String word(String text, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to && ascii; i++) ascii = text.charAt(i) < 128;
    String word = text.substring(from, to).toLowerCase(Locale.ROOT);
    if (ascii) return word;
    String decomposed = Normalizer.normalize(word, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) plain.append(c);
    }
    return plain.toString();
  }

  /** Chinese, Japanese, Thai and their neighbours; not Korean. */
  static boolean writtenWithoutSpaces(char c) {
    return c >= '\u0e00' && (c < '\u0e80' || c >= '\u3040') && (c < '\uac00' || c > '\ud7a3');
  }

  static boolean isWordPart(char c) {
    return Character.isLetter(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
