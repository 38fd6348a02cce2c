package weir.place;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads countries and regions from what pages print.
 *
 * <p>Names are known in English, in the country's own language and, for common origins and
 * destinations, in about fifteen more languages. In running text a name counts when it begins with
 * a capital; a code of two letters counts only in capitals and only where the words around speak of
 * shipping. In a field that is a place any spelling counts. What is no place ("Torland",
 * "undeclared", "Internet") gives nothing.
 */
public final class PlaceReader {

  /** Codes of two letters that are words too, in some language of the pages. */
  private static final Set<String> WORD_CODES =
      Set.of(
          "IN", "TO", "NO", "IT", "IS", "AT", "BE", "SO", "MY", "ME", "AM", "PM", "ID", "AS", "DO",
          "LA", "DE", "ES", "AL", "ML", "MG", "GR", "PS", "CC", "PC", "TV", "SE", "IM", "AN", "ST",
          "US", "IO", "CO", "NE", "SI", "TH", "ER", "RE", "MA", "PA", "HM", "GO", "IF");

  /** Codes that are English words: in a text all in capitals they say nothing. */
  private static final Set<String> ENGLISH_WORDS =
      Set.of(
          "IN", "TO", "NO", "IT", "IS", "AT", "BE", "SO", "MY", "ME", "AM", "PM", "ID", "AS", "DO",
          "TV", "PC");

  private static final Set<String> BEFORE_CODE =
      Set.of(
          "from",
          "to",
          "ships",
          "ship",
          "shipping",
          "shipped",
          "within",
          "inside",
          "aus",
          "nach",
          "из",
          "в",
          "only");

  private static final Set<String> AFTER_CODE =
      Set.of(
          "only", "domestic", "vendor", "seller", "based", "shipping", "stock", "exclusive", "to");

  private static final Set<String> EXCEPT =
      Set.of(
          "except",
          "excepting",
          "excluding",
          "exclude",
          "excluded",
          "but",
          "not",
          "no",
          "without",
          "ausser",
          "außer",
          "ohne",
          "sauf",
          "hors",
          "excepto",
          "salvo",
          "tranne",
          "behalve",
          "кроме",
          "except.",
          "oprocz",
          "uden",
          "minus",
          "nor");

  private static final Set<String> JOINS = Set.of("and", "or", "und", "oder", "et", "y", "e", "и");

  private record Word(int start, int end, String plain) {}

  private final String text;
  private final boolean field;
  private final boolean allCapitals;
  private final List<Word> words = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  private PlaceReader(String text, boolean field) {
    this.text = text;
    this.field = field;
    this.allCapitals = text.equals(text.toUpperCase(Locale.ROOT));
  }

  /** The places that a running text names, in its order; empty when there are none. */
  public static List<Place> read(String text) {
    return new PlaceReader(text, false).places();
  }

  /**
   * The country that an origin field declares: an ISO 3166-1 alpha-2 code, {@code EU} or {@code
   * WORLD}.
   *
   * @return empty when the field names no place, or several
   */
  public static Optional<String> origin(@Nullable String fieldText) {
    if (fieldText == null) return Optional.empty();
    Set<String> codes = new LinkedHashSet<>();
    for (Place place : new PlaceReader(part(fieldText, "from"), true).places()) {
      if (!place.except()) codes.addAll(place.codes());
    }
    return codes.size() == 1 ? Optional.of(codes.iterator().next()) : Optional.empty();
  }

  /**
   * Where a destination field says that a seller ships to, in its order and without doubles; places
   * that it excepts are left out.
   *
   * @return empty when the field names no place
   */
  public static List<String> destinations(@Nullable String fieldText) {
    return fieldText == null ? List.of() : destinations(List.of(fieldText));
  }

  /** The same for a field of several parts. */
  public static List<String> destinations(List<String> fieldTexts) {
    Set<String> codes = new LinkedHashSet<>();
    Set<String> excepted = new LinkedHashSet<>();
    for (String fieldText : fieldTexts) {
      for (Place place : new PlaceReader(part(fieldText, "to"), true).places()) {
        (place.except() ? excepted : codes).addAll(place.codes());
      }
    }
    codes.removeAll(excepted);
    return List.copyOf(codes);
  }

  /** Of "From: Germany To: Worldwide" the part that a label names; else the whole. */
  private static String part(String fieldText, String label) {
    int from = labelled(fieldText, "from");
    int to = labelled(fieldText, "to");
    if (label.equals("from")) {
      int start = from < 0 ? 0 : from;
      return to > start ? fieldText.substring(start, to) : fieldText.substring(start);
    }
    return to < 0 ? fieldText : fieldText.substring(to);
  }

  /** Where a label with a colon begins, such as {@code To:}; -1 when there is none. */
  private static int labelled(String text, String label) {
    int from = 0;
    while (true) {
      int colon = text.indexOf(':', from);
      if (colon < 0) return -1;
      int end = colon;
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) end--;
      int start = end - label.length();
      if (start >= 0
          && text.regionMatches(true, start, label, 0, label.length())
          && (start == 0 || !Character.isLetter(text.charAt(start - 1)))) {
        return start;
      }
      from = colon + 1;
    }
  }

  private List<Place> places() {
    cut();
    boolean except = false;
    int i = 0;
    int lastEnd = 0;
    while (i < words.size()) {
      Word word = words.get(i);
      if (endsSentence(lastEnd, word.start())) except = false;
      int next = placeAt(i, except);
      if (next > 0) {
        i = next;
        lastEnd = words.get(i - 1).end();
        continue;
      }
      if (EXCEPT.contains(word.plain())) {
        except = true;
      } else if (word.plain().equals("only") || word.plain().equals("ship")) {
        except = except && !word.plain().equals("only");
      }
      lastEnd = word.end();
      i++;
    }
    return List.copyOf(places);
  }

  private void cut() {
    int i = 0;
    while (i < text.length()) {
      if (!Gazetteer.isWordPart(text.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      while (i < text.length() && Gazetteer.isWordPart(text.charAt(i))) i++;
      if (Gazetteer.writtenWithoutSpaces(text.charAt(from))) {
        cutRun(from, i);
      } else {
        words.add(new Word(from, i, Gazetteer.word(text, from, i)));
      }
    }
  }

  /** Chinese, Japanese and Thai: the names within a run of letters, and what lies between. */
  private void cutRun(int from, int to) {
    int i = from;
    while (i < to) {
      int end = Math.max(i + 1, Gazetteer.SHIPPED.endOfRun(text, i, to));
      words.add(new Word(i, end, Gazetteer.word(text, i, end)));
      i = end;
    }
  }

  private boolean endsSentence(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == ';' || c == '|' || c == '!' || c == '\n') return true;
      if (c == '.' && i + 1 < text.length() && Character.isWhitespace(text.charAt(i + 1))) {
        // Not after the points of "U.S. and"
        return i < 2 || text.charAt(i - 2) != '.';
      }
    }
    return false;
  }

  /** Adds the longest name that begins at a word; the index after it, or 0. */
  private int placeAt(int i, boolean except) {
    Word first = words.get(i);
    if (Gazetteer.SHIPPED.begins(first.plain())) {
      int most = Math.min(words.size(), i + Gazetteer.MOST_WORDS);
      StringBuilder key = new StringBuilder(first.plain());
      Gazetteer.Entry best = null;
      int bestEnd = 0;
      for (int k = i; k < most; k++) {
        if (k > i) {
          if (gap(words.get(k - 1).end(), words.get(k).start()) > 3) break;
          key.append(' ').append(words.get(k).plain());
        }
        Gazetteer.Entry entry = Gazetteer.SHIPPED.named(key.toString());
        if (entry != null && mayRead(entry, i, k)) {
          best = entry;
          bestEnd = k + 1;
        }
      }
      boolean others = bestEnd < words.size() && words.get(bestEnd).plain().equals("else");
      if (best != null && !others) {
        add(first.start(), words.get(bestEnd - 1).end(), best.codes(), except);
        return bestEnd;
      }
    }
    return codeAt(i, except);
  }

  private static int gap(int from, int to) {
    return to - from;
  }

  private boolean mayRead(Gazetteer.Entry entry, int first, int last) {
    int start = words.get(first).start();
    int end = words.get(last).end();
    return switch (entry.use()) {
      case ANYWHERE ->
          field
              || !Character.isLowerCase(text.charAt(start))
              || entry.codes().contains("WORLD")
              || (last > first && end - start > 6);
      case ABBREVIATION -> field || isCapitals(start, end) || text.startsWith("usa", start);
      case FIELD -> field || (first > 0 && BEFORE_CODE.contains(words.get(first - 1).plain()));
    };
  }

  private boolean isCapitals(int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(text.charAt(i))) return false;
    }
    return true;
  }

  private int codeAt(int i, boolean except) {
    Word word = words.get(i);
    if (word.end() - word.start() != 2) return 0;
    String printed = text.substring(word.start(), word.end());
    String code = printed.toUpperCase(Locale.ROOT);
    if (!Gazetteer.SHIPPED.isCode(code)) return 0;
    boolean capitals = printed.equals(code);
    // "my PM" asks for a message, and NA is how tables print what is missing.
    if (code.equals("PM") || code.equals("NA")) return 0;
    boolean whole = words.size() == 1 && (capitals || !WORD_CODES.contains(code) || isWhole(code));
    boolean counts = field ? whole || (capitals && !isLabel(i)) : capitals && inContext(i);
    if (!counts) return 0;
    add(word.start(), word.end(), List.of(code), except);
    return i + 1;
  }

  /** Codes that stand for a country in lower case too when the field holds nothing else. */
  private static boolean isWhole(String code) {
    return code.equals("US") || code.equals("DE") || code.equals("ES") || code.equals("SE");
  }

  /** The "TO" of "SHIPS TO DE" is no Tonga. */
  private boolean isLabel(int i) {
    String plain = words.get(i).plain();
    boolean label = plain.equals("to") || plain.equals("in") || plain.equals("no");
    return label && words.size() > 1 && !listed(i);
  }

  /** Whether a comma or the like parts the word from its neighbours. */
  private boolean listed(int i) {
    boolean left = i == 0 || separated(words.get(i - 1).end(), words.get(i).start());
    boolean right =
        i + 1 == words.size() || separated(words.get(i).end(), words.get(i + 1).start());
    return left && right;
  }

  private boolean separated(int from, int to) {
    for (int k = from; k < to; k++) {
      char c = text.charAt(k);
      if (c == ',' || c == '/' || c == '|' || c == '+' || c == ';' || c == '&') return true;
    }
    return false;
  }

  private boolean inContext(int i) {
    Word word = words.get(i);
    String code = text.substring(word.start(), word.end());
    if (allCapitals && ENGLISH_WORDS.contains(code)) return false;
    String before = i > 0 ? words.get(i - 1).plain() : "";
    String after = i + 1 < words.size() ? words.get(i + 1).plain() : "";
    if (BEFORE_CODE.contains(before) || EXCEPT.contains(before)) return true;
    boolean arrow =
        (i > 0 && isArrow(words.get(i - 1).end(), word.start()))
            || (i + 1 < words.size() && isArrow(word.end(), words.get(i + 1).start()));
    if (arrow) return true;
    if (AFTER_CODE.contains(after) && !(WORD_CODES.contains(code) && !code.equals("US"))) {
      return true;
    }
    // A list goes on: "from UK, DE and NL".
    if (places.isEmpty()) return false;
    Place last = places.getLast();
    if (word.start() - last.end() > 6) return false;
    String between = text.substring(last.end(), word.start()).strip();
    return between.equals(",")
        || between.equals("/")
        || between.equals("&")
        || between.equals("+")
        || JOINS.contains(between.toLowerCase(Locale.ROOT));
  }

  /** {@code NL -> EU}. */
  private boolean isArrow(int from, int to) {
    if (to - from > 8) return false;
    String between = text.substring(from, to);
    return between.indexOf('→') >= 0 || between.contains("->") || between.contains(">>");
  }

  private void add(int start, int end, List<String> codes, boolean except) {
    // Georgia in the United States: the state, not the country.
    boolean american =
        codes.contains("US")
            && !places.isEmpty()
            && places.getLast().codes().equals(List.of("GE"))
            && text.substring(places.getLast().end(), start).strip().equals(",")
            && text.regionMatches(true, places.getLast().start(), "Georgia", 0, 7);
    if (american) {
      Place state = places.removeLast();
      places.add(new Place(state.start(), end, codes, except));
      return;
    }
    places.add(new Place(start, end, codes, except));
  }
}
