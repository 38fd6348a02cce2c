package weir.substance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;

/**
 * Names the substances that a text speaks of, and decides what a listing sells. Holds no state
 * between calls; one instance serves all threads.
 *
 * <p>A name marked {@code context} in the lexicon counts only with support: an amount in the same
 * text, another drug's name, or a category that names drugs. What stays unsupported is not
 * reported.
 */
public final class SubstanceNamer {
  // Confidence is a grade of how directly the wording names the substance, set by judgement; it
  // is not a measured probability.
  private static final double BY_NAME = 0.95;
  private static final double BY_SLANG = 0.88;
  private static final double BY_STRAIN = 0.85;
  private static final double BY_FORM = 0.75;
  private static final double CONTEXT_ONCE = 0.75;
  private static final double CONTEXT_TWICE = 0.85;
  private static final double MISSPELT = 0.7;
  private static final double RIVALS = 0.8;
  private static final double FROM_DESCRIPTION = 0.8;
  private static final double FROM_CATEGORY = 0.6;

  /** What breeders have named strains of cannabis after. */
  private static final Set<String> NAMESAKES =
      Set.of(
          "cocaine",
          "mdma",
          "psychedelic/lsd",
          "psychedelic/mushroom",
          "psychedelic/dmt",
          "opioid/opium",
          "opioid/heroin",
          "amphetamine/methamphetamine");

  private final NameMatcher matcher;
  private final Lexicon lexicon;
  private volatile @Nullable Misspellings misspellings;
  private final OfferWords offerWords;

  SubstanceNamer(Lexicon lexicon) {
    List<Spelling> spellings = new ArrayList<>();
    for (LexiconName name : lexicon.names()) {
      spellings.addAll(Spelling.of(name));
    }
    // Names as written come first, so that an inflected form never takes another name's place.
    spellings.sort(Comparator.comparing(Spelling::inflected));
    this.matcher = new NameMatcher(spellings);
    this.lexicon = lexicon;
    this.offerWords = OfferWords.standard();
  }

  /** A namer over a lexicon of the user's; over the standard one, the one that is built once. */
  public static SubstanceNamer of(Lexicon lexicon) {
    return lexicon == Lexicon.standard() ? standard() : new SubstanceNamer(lexicon);
  }

  /** A namer over {@link Lexicon#standard()}; built once. */
  public static SubstanceNamer standard() {
    return Standard.NAMER;
  }

  private static final class Standard {
    static final SubstanceNamer NAMER = new SubstanceNamer(Lexicon.standard());
  }

  /** The substances that a text names, from left to right, without overlap. */
  public List<NamedSpan> mentions(String text) {
    List<NamedSpan> spans = new ArrayList<>();
    for (Found found : find(text, Set.of())) {
      spans.add(found.span(text));
    }
    return spans;
  }

  /**
   * What a listing sells. The title outranks the description, the description the category; each
   * may be missing.
   *
   * @param category outermost first, as the market names it
   */
  public Naming name(
      @Nullable String title, @Nullable String description, @Nullable List<String> category) {
    Set<String> categoryGroups = new HashSet<>();
    Substance categoryClass = category == null ? null : readCategory(category, categoryGroups);
    String shown = title == null ? "" : title;
    List<Found> found = find(shown, categoryGroups);
    List<NamedSpan> mentions = found.stream().map(f -> f.span(shown)).toList();
    OfferKind kind = offerWords.read(shown);
    if (kind == null && category != null) {
      kind = offerWords.read(String.join(" | ", category));
    }

    Choice choice = Choice.among(shown, found);
    if (choice == null && description != null) {
      Choice described = Choice.among(description, find(description, categoryGroups));
      choice = described == null ? null : described.weaker(FROM_DESCRIPTION, "description+");
    }
    if (choice == null && categoryClass != null) {
      choice = new Choice(null, categoryClass.substanceClass(), FROM_CATEGORY, "category", false);
    }
    if (choice == null) {
      return new Naming(
          null, null, null, "none", kind == null ? OfferKind.PRODUCT : kind, mentions);
    }
    if (kind == null) {
      kind =
          choice.combined()
              ? OfferKind.COMBINATION
              : choice.substanceClass().equals("precursor") ? OfferKind.REAGENT : OfferKind.PRODUCT;
    }
    return new Naming(
        choice.substance(),
        choice.substanceClass(),
        choice.confidence(),
        choice.how(),
        kind,
        mentions);
  }

  /** Notes the class groups that a category names; returns the innermost that names one class. */
  private @Nullable Substance readCategory(List<String> category, Set<String> groups) {
    Substance innermost = null;
    for (String part : category) {
      Set<String> here = new HashSet<>();
      Substance substance = null;
      for (NameMatcher.Hit hit : matcher.find(part)) {
        for (LexiconName name : hit.names()) {
          if (name.substance() != null) {
            substance = name.substance();
            here.add(substance.classGroup());
          }
        }
      }
      if (here.size() == 1) {
        innermost = substance;
      }
      groups.addAll(here);
    }
    return innermost;
  }

  private List<Found> find(String text, Set<String> categoryGroups) {
    List<NameMatcher.Hit> hits = matcher.find(text);
    if (hits.isEmpty()) {
      return misspelt(text, categoryGroups);
    }
    Set<String> clearGroups = new HashSet<>();
    boolean form = false;
    for (NameMatcher.Hit hit : hits) {
      for (LexiconName name : hit.names()) {
        if (name.substance() != null && name.clear()) {
          clearGroups.add(name.substance().classGroup());
          form |= name.kind() == NameKind.FORM;
        }
      }
    }
    boolean quantity = Quantities.named(text);
    List<Found> found = new ArrayList<>();
    for (NameMatcher.Hit hit : hits) {
      Found one = read(hit, clearGroups, categoryGroups, quantity, form);
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  /** Misspelt names, in a text that names nothing otherwise and speaks of amounts or drugs. */
  private List<Found> misspelt(String text, Set<String> categoryGroups) {
    if (categoryGroups.isEmpty() && !Quantities.named(text)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (NameMatcher.Hit hit : misspellings().find(text)) {
      LexiconName name = hit.names().getFirst();
      if (name.substance() != null) {
        String how = "lexicon:" + name.kind().word() + "+misspelt";
        found.add(new Found(hit, name, name.substance(), MISSPELT, how));
      }
    }
    return found;
  }

  /** Built when first needed; threads that come at once build equal ones. */
  private Misspellings misspellings() {
    Misspellings built = misspellings;
    if (built == null) {
      built = new Misspellings(lexicon.reviewedNames());
      misspellings = built;
    }
    return built;
  }

  private static @Nullable Found read(
      NameMatcher.Hit hit,
      Set<String> clearGroups,
      Set<String> categoryGroups,
      boolean quantity,
      boolean form) {
    LexiconName clear = null;
    List<LexiconName> open = new ArrayList<>();
    for (LexiconName name : hit.names()) {
      if (name.substance() == null) {
        return null;
      }
      if (name.clear()) {
        clear = name;
      } else {
        open.add(name);
      }
    }
    if (clear != null && clear.substance() != null) {
      double confidence = grade(clear.kind());
      String how = clear.rung();
      if (clear.kind() == NameKind.STRAIN && (form || quantity)) {
        confidence += 0.05;
        how += form ? "+form" : "+quantity";
      }
      return new Found(hit, clear, clear.substance(), confidence, how);
    }
    return supported(hit, open, clearGroups, categoryGroups, quantity);
  }

  private static @Nullable Found supported(
      NameMatcher.Hit hit,
      List<LexiconName> open,
      Set<String> clearGroups,
      Set<String> categoryGroups,
      boolean quantity) {
    LexiconName chosen = null;
    Substance substance = null;
    for (LexiconName name : open) {
      Substance candidate = name.substance();
      if (candidate == null) {
        continue;
      }
      boolean fits =
          clearGroups.contains(candidate.classGroup())
              || categoryGroups.contains(candidate.classGroup());
      if (open.size() == 1 || fits) {
        chosen = name;
        substance = candidate;
        break;
      }
    }
    if (chosen == null || substance == null) {
      return null;
    }
    boolean neighbour = clearGroups.contains(substance.classGroup());
    boolean drugsNear = neighbour || !clearGroups.isEmpty();
    boolean category = categoryGroups.contains(substance.classGroup());
    int support = (drugsNear ? 1 : 0) + (category ? 1 : 0) + (quantity ? 1 : 0);
    if (support == 0) {
      return null;
    }
    String how =
        chosen.rung()
            + (category ? "+category" : "")
            + (drugsNear ? "+neighbour" : "")
            + (quantity ? "+quantity" : "");
    double confidence = grade(chosen.kind()) * (support == 1 ? CONTEXT_ONCE : CONTEXT_TWICE);
    return new Found(hit, chosen, substance, confidence, how);
  }

  private static double grade(NameKind kind) {
    return switch (kind) {
      case NAME, INN, BRAND, SPELLING, CODE -> BY_NAME;
      case SLANG -> BY_SLANG;
      case STRAIN -> BY_STRAIN;
      case FORM, OTHER_SENSE -> BY_FORM;
    };
  }

  /** A hit with the substance that it stands for here. */
  record Found(
      NameMatcher.Hit hit, LexiconName name, Substance substance, double confidence, String how) {

    NamedSpan span(String text) {
      return new NamedSpan(
          hit.start(),
          hit.end(),
          text.substring(hit.start(), hit.end()),
          substance.group() ? null : substance.id(),
          substance.substanceClass(),
          confidence,
          how);
    }

    boolean cannabis() {
      return substance.classGroup().equals("cannabis");
    }

    /** How directly this names what is sold; higher wins. */
    int rank() {
      int rank =
          switch (name.kind()) {
            case NAME, INN, BRAND, SPELLING, CODE -> name.clear() ? 80 : 30;
            case SLANG -> name.clear() ? 70 : 30;
            case STRAIN -> name.clear() ? 60 : 20;
            case FORM, OTHER_SENSE -> name.clear() ? 40 : 27;
          };
      return substance.group() ? rank - 5 : rank;
    }

    /** Names a product by itself, not by its shape or as a strain. */
    boolean direct() {
      return name.clear() && name.kind() != NameKind.FORM && name.kind() != NameKind.STRAIN;
    }
  }

  /** What is sold, chosen among what is named. */
  record Choice(
      @Nullable String substance,
      String substanceClass,
      double confidence,
      String how,
      boolean combined) {

    static @Nullable Choice among(String text, List<Found> all) {
      List<Found> found = withoutStrainsNamedLikeDrugs(text, withoutAdditives(all));
      if (found.isEmpty()) {
        return null;
      }
      Found best = found.getFirst();
      for (Found other : found) {
        if (other.rank() > best.rank() || (other.rank() == best.rank() && moreExact(other, best))) {
          best = other;
        }
      }
      boolean rivals = false;
      boolean combined = false;
      for (Found other : found) {
        if (other.direct() && best.direct() && rival(best, other)) {
          rivals = true;
          combined |= Joined.asOne(text, best.hit(), other.hit());
        }
      }
      Substance substance = best.substance();
      return new Choice(
          substance.group() ? null : substance.id(),
          substance.substanceClass(),
          best.confidence() * (rivals ? RIVALS : 1),
          best.how(),
          combined);
    }

    /** Paracetamol beside codeine is not what is sold. */
    private static List<Found> withoutAdditives(List<Found> found) {
      List<Found> rest = found.stream().filter(f -> !f.substance().additive()).toList();
      return rest.isEmpty() ? found : rest;
    }

    /** Strains are named after drugs: "LSD, indica buds" is cannabis. */
    private static List<Found> withoutStrainsNamedLikeDrugs(String text, List<Found> found) {
      List<Found> herbs =
          found.stream()
              .filter(f ->
                  f.substance().substanceClass().equals("cannabis/herb")
                      && f.name().clear()
                      && f.name().kind() != NameKind.STRAIN)
              .toList();
      if (herbs.isEmpty()) {
        return found;
      }
      return found.stream()
          .filter(f ->
              !NAMESAKES.contains(f.substance().substanceClass())
                  || herbs.stream().anyMatch(h -> Joined.bySign(text, f.hit(), h.hit())))
          .toList();
    }

    /** Of two equal ranks: hash before the herb that it is made of; otherwise the earlier. */
    private static boolean moreExact(Found other, Found best) {
      return best.cannabis()
          && other.cannabis()
          && best.substance().substanceClass().equals("cannabis/herb")
          && !other.substance().substanceClass().equals("cannabis/herb");
    }

    private static boolean rival(Found best, Found other) {
      return !best.substance().id().equals(other.substance().id())
          && !best.substance().group()
          && !other.substance().group();
    }

    Choice weaker(double factor, String rung) {
      return new Choice(substance, substanceClass, confidence * factor, rung + how, combined);
    }
  }
}
