package weir.substance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;

/**
 * The words that tell a guide, a job or a lottery from a product, from {@code offer-words.csv}.
 * They decide what a category holds; for titles {@link Offers} learns from them.
 */
final class OfferWords {
  private static final String FILE = "offer-words.csv";

  private static final String TITLES = "offers.txt";

  private final NameMatcher matcher;
  private final Map<String, OfferKind> kinds;

  /** A mark of all that is learnt from: another text, another mark. */
  static String mark() {
    return Offers.mark(Lexicon.resource(TITLES) + Lexicon.resource(FILE));
  }

  /** The titles to learn from: those of {@code offers.txt}, and each word alone. */
  List<Offers.Marked> titles() {
    List<Offers.Marked> titles = Offers.titles(TITLES, Lexicon.resource(TITLES));
    new TreeMap<>(kinds).forEach((word, kind) -> titles.add(new Offers.Marked(word, kind)));
    return titles;
  }

  private OfferWords(NameMatcher matcher, Map<String, OfferKind> kinds) {
    this.matcher = matcher;
    this.kinds = kinds;
  }

  static OfferWords standard() {
    List<LexiconName> words = new ArrayList<>();
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
      words.add(new LexiconName(null, cells[0], NameKind.FORM, cells[2], true, FILE, line));
    }
    return new OfferWords(NameMatcher.of(words), Map.copyOf(kinds));
  }

  /** The kind that the words speak for; the first in the order of {@link #rank}, or empty. */
  @Nullable OfferKind read(String text) {
    OfferKind found = null;
    for (NameMatcher.Hit hit : matcher.find(text)) {
      OfferKind kind = kinds.get(hit.names().getFirst().name());
      if (kind != null && (found == null || rank(kind) < rank(found))) {
        found = kind;
      }
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
