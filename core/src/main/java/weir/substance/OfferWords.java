package weir.substance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;

/** The words that tell a guide, a job or a lottery from a product; from {@code offer-words.csv}. */
final class OfferWords {
  private static final String FILE = "offer-words.csv";

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

  private static int rank(OfferKind kind) {
    return switch (kind) {
      case GUIDE -> 0;
      case JOB -> 1;
      case LOT -> 2;
      case EQUIPMENT -> 3;
      case CUSTOM -> 4;
      case REAGENT -> 5;
      case SERVICE -> 6;
      case COMBINATION -> 7;
      case OTHER -> 8;
      case PRODUCT -> 9;
    };
  }
}
