package weir.substance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;

/** The words that tell a guide, a job or a lottery from a product; from {@code offer-words.csv}. */
final class OfferWords {
  private static final String FILE = "offer-words.csv";

  /** A book, or what is worked by hand. */
  private static final String BY_HAND = "manual";

  private final NameMatcher matcher;
  private final Map<String, OfferKind> kinds;

  private OfferWords(NameMatcher matcher, Map<String, OfferKind> kinds) {
    this.matcher = matcher;
    this.kinds = kinds;
  }

  static OfferWords standard() {
    List<Spelling> spellings = new ArrayList<>();
    Map<String, OfferKind> kinds = new HashMap<>();
    long line = 0;
    for (String row : Lexicon.resource(FILE).lines().toList()) {
      line++;
      if (line == 1 || row.isBlank()) {
        continue;
      }
      String[] cells = row.split(",", -1);
      if (cells.length != 3) {
        throw new IllegalStateException(
            "%s, line %d: expected word,offer_kind,language, found '%s'."
                .formatted(FILE, line, row));
      }
      kinds.put(cells[0], OfferKind.valueOf(cells[1].toUpperCase(Locale.ROOT)));
      spellings.addAll(
          Spelling.of(new LexiconName(null, cells[0], NameKind.FORM, cells[2], true, FILE, line)));
    }
    return new OfferWords(new NameMatcher(spellings), Map.copyOf(kinds));
  }

  /** What stands before something that comes along with the offer, or is not offered at all. */
  private static final Set<String> ASIDE =
      Set.of(
          "free",
          "with",
          "no",
          "not",
          "see",
          "my",
          "our",
          "other",
          "more",
          "in",
          "incl",
          "including",
          "plus",
          "first",
          "mit",
          "ohne",
          "kein",
          "keine",
          "gratis",
          "avec",
          "sans",
          "con",
          "sin",
          "met",
          "zonder",
          "bez",
          "с",
          "без",
          "в");

  /** What stands behind a word that then says how the offer was checked: "reagent tested". */
  private static final Set<String> CHECKED = Set.of("tested", "test", "approved", "getestet");

  /**
   * Whether the words around a hit say that it only comes along: "free scale with first order". A
   * text that opens with the hit offers it.
   */
  private static boolean isAside(String text, int start, int end) {
    int from = Math.max(0, start - 24);
    String before = text.substring(from, start).toLowerCase(Locale.ROOT);
    int clause = -1;
    for (int i = 0; i < before.length(); i++) {
      if (",;|.!:-".indexOf(before.charAt(i)) >= 0) clause = i;
    }
    String[] words = before.substring(clause + 1).strip().split("\\s+", -1);
    boolean offersSomethingElse = from > 0 || text.substring(0, start).strip().length() > 8;
    for (int i = Math.max(0, words.length - 2); i < words.length && offersSomethingElse; i++) {
      if (ASIDE.contains(words[i])) return true;
    }
    int stop = Math.min(text.length(), end + 12);
    String after = text.substring(end, stop).strip().toLowerCase(Locale.ROOT);
    int space = after.indexOf(' ');
    return CHECKED.contains(space < 0 ? after : after.substring(0, space));
  }

  /** The kind that the words speak for; the first in the order of {@link #rank}, or empty. */
  @Nullable OfferKind read(String text) {
    OfferKind found = null;
    boolean manual = false;
    for (NameMatcher.Hit hit : matcher.find(text)) {
      String word = hit.names().getFirst().name();
      OfferKind kind = kinds.get(word);
      if (kind == null || isAside(text, hit.start(), hit.end())) continue;
      if (word.equals(BY_HAND)) {
        manual = true;
      } else if (found == null || rank(kind) < rank(found)) {
        found = kind;
      }
    }
    // A manual press is no book about presses.
    if (manual && found != OfferKind.EQUIPMENT) {
      found = OfferKind.GUIDE;
    }
    return found;
  }

  private static final List<String> POWDER =
      List.of("powder", "pulver", "poudre", "polvo", "poeder", "polvere", "proszek", "порош", "粉");

  /** Whether a title says that it sells a powder. */
  static boolean namesPowder(String title) {
    String lower = title.toLowerCase(Locale.ROOT);
    return POWDER.stream().anyMatch(lower::contains);
  }

  private static int rank(OfferKind kind) {
    return switch (kind) {
      case GUIDE -> 0;
      case JOB -> 1;
      case LOT -> 2;
      case REPLICA -> 3;
      case PACKAGING -> 4;
      case EQUIPMENT -> 5;
      case SEEDS -> 6;
      case CUSTOM -> 7;
      case INGREDIENT -> 8;
      case PRECURSOR -> 9;
      case REAGENT -> 10;
      case SERVICE -> 11;
      case COMBINATION -> 12;
      case OTHER -> 13;
      case PRODUCT -> 14;
    };
  }
}
