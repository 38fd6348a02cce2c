package weir.novelty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;
import weir.quantity.QuantityReader;
import weir.substance.NamedSpan;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/** One title, split when it comes, and named only when a word of it is new. */
final class TitleReading {

  /**
   * A word that the lexicon does not explain.
   *
   * @param path the class that its looks tell; null when they tell none
   */
  record Candidate(TitleWords.Word word, @Nullable String path) {}

  /**
   * What the namer says.
   *
   * @param product whether it sells something to take, not a text, a tool or a service
   * @param otherDrug whether it names a drug, or looks like one that is known
   * @param amount whether it states one
   */
  record Named(
      List<Candidate> candidates,
      boolean product,
      boolean otherDrug,
      boolean cannabis,
      boolean amount) {}

  private static final Map<String, String> FORMS = formsByWord();

  private final String title;
  private final List<TitleWords.Word> words;
  private @Nullable Named named;

  TitleReading(String title) {
    this.title = title;
    this.words = List.copyOf(TitleWords.of(title));
  }

  List<TitleWords.Word> words() {
    return words;
  }

  /** The forms that it speaks of, such as {@code nasal spray}. */
  Set<String> forms() {
    Set<String> forms = new LinkedHashSet<>();
    for (String word : title.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+", -1)) {
      String form = FORMS.get(word);
      if (form != null) {
        forms.add(form);
      }
    }
    return forms;
  }

  Named named(SubstanceNamer namer) {
    Named known = named;
    if (known == null) {
      known = name(namer);
      named = known;
    }
    return known;
  }

  private Named name(SubstanceNamer namer) {
    Naming naming = namer.name(title, null, null);
    List<Candidate> candidates = new ArrayList<>();
    boolean other = false;
    boolean cannabis = false;
    for (NamedSpan span : naming.mentions()) {
      if (!isNew(span)) {
        other = true;
        String path = span.substanceClass();
        cannabis |= path != null && path.startsWith("cannabis");
      }
    }
    String guessed = naming.mentions().isEmpty() ? naming.substanceClass() : null;
    other |= guessed != null;
    cannabis |= guessed != null && guessed.startsWith("cannabis");
    for (TitleWords.Word word : words) {
      NamedSpan over = null;
      for (NamedSpan span : naming.mentions()) {
        over = span.start() < word.end() && span.end() > word.start() ? span : over;
      }
      if (over == null || isNew(over)) {
        candidates.add(new Candidate(word, over == null ? null : over.substanceClass()));
      }
    }
    OfferKind kind = naming.offerKind();
    boolean product =
        switch (kind) {
          case PRODUCT, INGREDIENT, COMBINATION, LOT, CUSTOM, REAGENT, OTHER -> true;
          case PRECURSOR, PACKAGING, SEEDS, REPLICA, EQUIPMENT, GUIDE, JOB, SERVICE -> false;
        };
    return new Named(candidates, product, other, cannabis, QuantityReader.statesAmount(title));
  }

  /** A name that the lexicon does not hold, whose looks alone tell its class. */
  private static boolean isNew(NamedSpan span) {
    return span.how().startsWith("ladder:") && span.substance() == null;
  }

  private static Map<String, String> formsByWord() {
    Map<String, String> forms = new HashMap<>();
    for (String line : Resource.text("/weir/novelty/forms.csv").split("\n", -1)) {
      int comma = line.indexOf(',');
      if (comma > 0 && !line.startsWith("form,")) {
        for (String word : line.substring(comma + 1).strip().split("\\s+", -1)) {
          forms.putIfAbsent(word, line.substring(0, comma));
        }
      }
    }
    return forms;
  }
}
