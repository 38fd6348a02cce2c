package weir.substance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.chemistry.Climb;
import weir.listing.OfferKind;
import weir.quantity.Amount;
import weir.quantity.QuantityReader;

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
  private static final double LIKELY = 0.8;
  private static final double FROM_DESCRIPTION = 0.8;
  private static final double FROM_CATEGORY = 0.6;
  private static final double BY_DOSE = 0.7;

  /** Below, a title is taken for a product: most are. */
  private static final double SURE_OF_KIND = 0.5;

  /** The same where a drug is named. */
  private static final double SURE_BESIDE_A_DRUG = 0.75;

  private static final Set<String> BUDS = Set.of("bud", "buds", "budz", "nugs", "шишки", "бошки");

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
  private final Offers offers;
  private final UnknownNames unknown;
  private final SenseCues cues;
  private final Senses senses;

  SubstanceNamer(Lexicon lexicon) {
    this(lexicon, NameMatcher.of(lexicon.names()));
  }

  private SubstanceNamer(Lexicon lexicon, NameMatcher matcher) {
    this(lexicon, matcher, SenseCues.standard(), Senses.standard(), Offers.standard());
  }

  private SubstanceNamer(
      Lexicon lexicon, NameMatcher matcher, SenseCues cues, Senses senses, Offers offers) {
    this.matcher = matcher;
    this.lexicon = lexicon;
    this.offerWords = OfferWords.standard();
    this.offers = offers;
    this.cues = cues;
    this.senses = senses;
    this.unknown = new UnknownNames(this, matcher, lexicon);
  }

  /**
   * This namer with its sense of ordinary words trained once more, from Weir's own sentences and
   * these.
   */
  public SubstanceNamer trainedAlsoOn(List<MarkedText> texts) {
    List<Senses.Example> examples = ownExamples();
    for (MarkedText text : texts) {
      examples.addAll(examples(text.text(), text.places()));
    }
    return new SubstanceNamer(lexicon, matcher, cues, Senses.train(examples), offers);
  }

  /** The weights that Weir's own sentences give: the text of {@code senses-weights.csv}. */
  public String trainedWeights() {
    return Senses.train(ownExamples()).table();
  }

  private List<Senses.Example> ownExamples() {
    List<Senses.Example> examples = new ArrayList<>();
    for (SenseCues.Marked marked : cues.sentences()) {
      List<MarkedText.Place> places =
          marked.places().stream().map(p -> new MarkedText.Place(p[0], p[1])).toList();
      examples.addAll(examples(marked.text(), places));
    }
    return examples;
  }

  private List<Senses.Example> examples(String text, List<MarkedText.Place> places) {
    Sentence sentence = new Sentence(text);
    List<NameMatcher.Hit> hits = proseHits(text);
    List<Senses.Example> examples = new ArrayList<>();
    for (NameMatcher.Hit hit : hits) {
      if (doubtful(text, hit)) {
        boolean drug = places.contains(new MarkedText.Place(hit.start(), hit.end()));
        examples.add(new Senses.Example(features(sentence, text, hit, hits), drug));
      }
    }
    return examples;
  }

  /** A namer over a lexicon of the user's; over the standard one, the one that is built once. */
  public static SubstanceNamer of(Lexicon lexicon) {
    return lexicon == Lexicon.standard() ? standard() : new SubstanceNamer(lexicon);
  }

  /**
   * A namer over a lexicon of the user's whose matcher is kept as long as the names are the same:
   * for large vocabularies, which take long to make ready.
   *
   * @param kept what an earlier call gave to {@code keep}; null for nothing
   * @param keep takes the bytes of a matcher that had to be made anew
   */
  public static SubstanceNamer of(Lexicon lexicon, byte @Nullable [] kept, Consumer<byte[]> keep) {
    return lexicon == Lexicon.standard()
        ? standard()
        : new SubstanceNamer(lexicon, KeptMatcher.of(lexicon.names(), kept, keep));
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
    Sentence sentence = new Sentence(text);
    List<Found> all = sentence.prose() ? findInProse(text, sentence) : find(text, Set.of());
    for (Found found : all) {
      spans.add(found.span(text));
    }
    return unknown.join(text, spans);
  }

  /** The rungs from one name, alone on its line, to its class. */
  public Climb climb(String name) {
    return unknown.climb(name);
  }

  private List<Found> findInProse(String text, Sentence sentence) {
    List<NameMatcher.Hit> hits = proseHits(text);
    Set<String> clearGroups = new HashSet<>();
    for (NameMatcher.Hit hit : hits) {
      for (LexiconName name : hit.names()) {
        if (name.substance() != null && name.clear()) {
          clearGroups.add(name.substance().classGroup());
        }
      }
    }
    List<Found> found = new ArrayList<>();
    for (NameMatcher.Hit hit : hits) {
      LexiconName name = meant(hit, clearGroups);
      Substance substance = name.substance();
      boolean lowerLetter =
          hit.end() - hit.start() == 1 && Character.isLowerCase(text.charAt(hit.start()));
      boolean label =
          switch (name.kind()) {
            case BRAND, STRAIN, FORM -> !name.clear();
            case NAME, INN, SLANG, SPELLING, CODE, GENERAL, OTHER_SENSE -> false;
          };
      if (substance == null
          || (lowerLetter && clearGroups.isEmpty())
          || (label && !name.prose() && !clearGroups.contains(substance.classGroup()))) {
        continue;
      }
      String how = "lexicon:" + name.kind().word();
      if (!doubtful(text, hit)) {
        found.add(new Found(hit, name, substance, grade(name.kind()), how));
        continue;
      }
      double drug = senses.drug(features(sentence, text, hit, hits));
      if (drug >= LIKELY) {
        boolean misspelt = misspelt(text, hit, name);
        double grade = misspelt ? MISSPELT : grade(name.kind());
        how += misspelt ? "+misspelt+sentence" : "+sentence";
        found.add(new Found(hit, name, substance, grade * drug, how));
      }
    }
    return found;
  }

  private List<String> features(
      Sentence sentence, String text, NameMatcher.Hit hit, List<NameMatcher.Hit> hits) {
    int clear = 0;
    int other = 0;
    for (NameMatcher.Hit each : hits) {
      if (!each.equals(hit)) {
        clear += doubtful(text, each) ? 0 : 1;
        other += doubtful(text, each) ? 1 : 0;
      }
    }
    LexiconName name = meant(hit, Set.of());
    boolean misspelt = misspelt(text, hit, name);
    return Senses.features(cues, sentence, text, hit, name, misspelt, clear, other);
  }

  /** The name that is meant: a clear one, else one that fits the drugs around, else the first. */
  private static LexiconName meant(NameMatcher.Hit hit, Set<String> clearGroups) {
    LexiconName fits = null;
    for (LexiconName name : hit.names()) {
      if (name.clear()) {
        return name;
      }
      if (fits == null
          && name.substance() != null
          && clearGroups.contains(name.substance().classGroup())) {
        fits = name;
      }
    }
    return fits == null ? hit.names().getFirst() : fits;
  }

  /** Whether the sentence must decide: an ordinary word, a whole group, or a slip of the pen. */
  private boolean doubtful(String text, NameMatcher.Hit hit) {
    LexiconName name = meant(hit, Set.of());
    return !name.clear()
        || name.kind() == NameKind.FORM
        || name.kind() == NameKind.STRAIN
        || (name.substance() != null && name.substance().group())
        || cues.everyday(text.substring(hit.start(), hit.end()))
        || misspelt(text, hit, name);
  }

  private static boolean misspelt(String text, NameMatcher.Hit hit, LexiconName name) {
    return name.clear() && Misspellings.misspelt(text.substring(hit.start(), hit.end()), name);
  }

  /** A name that joins two drugs, by "with" or a stroke, speaks of both: each is a mention. */
  private List<NameMatcher.Hit> apart(String text, List<NameMatcher.Hit> hits) {
    List<NameMatcher.Hit> apart = new ArrayList<>();
    for (NameMatcher.Hit hit : hits) {
      String surface = text.substring(hit.start(), hit.end());
      int from = 0;
      for (String joint : List.of(" with ", "/")) {
        int at = surface.indexOf(joint);
        if (at > 0) {
          for (NameMatcher.Hit part : matcher.find(surface.substring(0, at))) {
            apart.add(shifted(part, hit.start()));
          }
          from = at + joint.length();
          break;
        }
      }
      if (from == 0) {
        apart.add(hit);
      } else {
        for (NameMatcher.Hit part : matcher.find(surface.substring(from))) {
          apart.add(shifted(part, hit.start() + from));
        }
      }
    }
    return apart;
  }

  private static NameMatcher.Hit shifted(NameMatcher.Hit hit, int by) {
    return new NameMatcher.Hit(hit.start() + by, hit.end() + by, hit.names());
  }

  /** Names and misspelt names, but for those in the address of a page or a forum. */
  private List<NameMatcher.Hit> proseHits(String text) {
    List<NameMatcher.Hit> hits = new ArrayList<>();
    int from = 0;
    for (NameMatcher.Hit hit : apart(text, matcher.find(text))) {
      hits.addAll(misspellings().find(text, from, hit.start()));
      from = hit.end();
      if (hit.names().getFirst().kind() != NameKind.OTHER_SENSE) {
        hits.add(hit);
      }
    }
    hits.addAll(misspellings().find(text, from, text.length()));
    hits.removeIf(hit ->
        Addresses.holds(text, hit.start())
            || (hit.end() - hit.start() == 2
                && hit.names().getFirst().name().length() == 1)); // "es" is no plural of E
    return hits;
  }

  /**
   * What a listing sells. The title outranks the description, the description the category; each
   * may be missing.
   *
   * @param category outermost first, as the market names it
   */
  public Naming name(
      @Nullable String title, @Nullable String description, @Nullable List<String> category) {
    Naming naming = byLexicon(title, description, category);
    return title == null ? naming : unknown.complete(title, naming);
  }

  /** What a title names by the lexicon alone. */
  Naming byLexicon(String title) {
    return byLexicon(title, null, null);
  }

  private Naming byLexicon(
      @Nullable String title, @Nullable String description, @Nullable List<String> category) {
    Set<String> categoryGroups = new HashSet<>();
    Substance categoryClass = category == null ? null : readCategory(category, categoryGroups);
    String shown = title == null ? "" : title;
    List<Found> found = find(shown, categoryGroups);
    List<NamedSpan> mentions = found.stream().map(f -> f.span(shown)).toList();
    Choice choice = Choice.among(shown, found);
    if ((choice == null || choice.open()) && Offered.inMicrograms(shown)) {
      choice = lsdByItsDose();
    }
    OfferKind kind = offered(shown, found, choice);
    if (kind == OfferKind.PRODUCT && category != null) {
      OfferKind filed = offerWords.read(String.join(" | ", category));
      kind = filed == null ? kind : filed;
    }
    if (choice == null && description != null) {
      Choice described = Choice.among(description, find(description, categoryGroups));
      choice = described == null ? null : described.weaker(FROM_DESCRIPTION, "description+");
    }
    if (choice == null && categoryClass == null && kind == OfferKind.PRODUCT) {
      choice = guess(shown);
    }
    if (choice == null && categoryClass != null) {
      choice = new Choice(null, categoryClass.substanceClass(), FROM_CATEGORY, "category", false);
    }
    if (choice == null) {
      return new Naming(null, null, null, "none", kind, mentions);
    }
    if (kind == OfferKind.PRODUCT
        || (kind == OfferKind.INGREDIENT && choice.substanceClass().equals("precursor"))) {
      kind = offerKind(shown, choice);
    }
    return new Naming(
        choice.substance(),
        choice.substanceClass(),
        choice.confidence(),
        choice.how(),
        kind,
        mentions);
  }

  /** The weights that Weir's own titles give: the text of {@code offer-weights.csv}. */
  public String trainedOfferWeights() {
    List<Offers.Example> examples = new ArrayList<>();
    for (Offers.Marked marked : offerWords.titles()) {
      List<Found> found = find(marked.title(), Set.of());
      long[] signs = signs(marked.title(), found, Choice.among(marked.title(), found));
      examples.add(new Offers.Example(signs, marked.kind()));
    }
    return Offers.train(OfferWords.mark(), examples);
  }

  private static long[] signs(String title, List<Found> found, @Nullable Choice choice) {
    List<OfferSigns.Drug> drugs = new ArrayList<>();
    for (Found one : found) {
      boolean keepsWords =
          switch (one.name().kind()) {
            case FORM, GENERAL, OTHER_SENSE -> true;
            case NAME ->
                one.name().name().indexOf(' ') > 0 || one.seeds() || one.substance().group();
            case INN, BRAND, SLANG, STRAIN, SPELLING, CODE -> one.seeds();
          };
      String group = one.substance().classGroup();
      drugs.add(new OfferSigns.Drug(one.hit().start(), one.hit().end(), group, keepsWords));
    }
    String group = choice == null ? null : choice.substanceClass().split("/", 2)[0];
    return OfferSigns.of(title, drugs, group, choice != null && choice.combined());
  }

  private OfferKind offered(String title, List<Found> found, @Nullable Choice choice) {
    Offers.Verdict verdict = offers.tell(signs(title, found, choice));
    double sure = choice == null ? SURE_OF_KIND : SURE_BESIDE_A_DRUG;
    return verdict.likely() < sure ? OfferKind.PRODUCT : verdict.kind();
  }

  private static OfferKind offerKind(String title, Choice choice) {
    if (choice.combined()) {
      return OfferKind.COMBINATION;
    }
    return switch (choice.substanceClass().split("/", 2)[0]) {
      case "precursor" -> OfferKind.PRECURSOR;
      // What is otherwise sold as a finished dose, weighed out as powder.
      case "medicine", "steroid" ->
          OfferWords.namesPowder(title) && QuantityReader.amount(title).map(Amount::units).isEmpty()
              ? OfferKind.INGREDIENT
              : OfferKind.PRODUCT;
      default -> OfferKind.PRODUCT;
    };
  }

  /** Of what is commonly sold, LSD alone comes in pieces of some hundred micrograms. */
  private @Nullable Choice lsdByItsDose() {
    return lexicon
        .substance("lsd")
        .map(lsd -> new Choice(lsd.id(), lsd.substanceClass(), BY_DOSE, "micrograms", false))
        .orElse(null);
  }

  /** What the shape of a title that names nothing speaks for. */
  private @Nullable Choice guess(String title) {
    Unnamed.Guess guess = OtherGoods.offered(title) ? null : Unnamed.of(title);
    return guess == null
        ? null
        : lexicon
            .substance(guess.substance())
            .map(
                s -> new Choice(s.id(), s.substanceClass(), guess.confidence(), guess.how(), false))
            .orElse(null);
  }

  /** Notes the class groups that a category names; returns the innermost that names one class. */
  private @Nullable Substance readCategory(List<String> category, Set<String> groups) {
    Substance innermost = null;
    for (String part : category) {
      Set<String> here = new HashSet<>();
      Substance substance = null;
      for (NameMatcher.Hit hit : titleHits(part)) {
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

  /** What the matcher finds, without the names that count in running text only. */
  private List<NameMatcher.Hit> titleHits(String text) {
    List<NameMatcher.Hit> hits = new ArrayList<>();
    for (NameMatcher.Hit hit : matcher.find(text)) {
      List<LexiconName> names = hit.names();
      boolean prose = false;
      for (LexiconName name : names) {
        prose |= name.prose();
      }
      if (!prose) {
        hits.add(hit);
        continue;
      }
      List<LexiconName> rest = names.stream().filter(name -> !name.prose()).toList();
      if (!rest.isEmpty()) {
        hits.add(new NameMatcher.Hit(hit.start(), hit.end(), rest));
      }
    }
    return hits;
  }

  private List<Found> find(String text, Set<String> categoryGroups) {
    if (OtherGoods.offered(text) && offerWords.read(text) == null) {
      return List.of();
    }
    List<NameMatcher.Hit> hits = titleHits(text);
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
    // What nothing hangs on is not looked for: most titles name a drug clearly.
    boolean open = hits.stream().anyMatch(SubstanceNamer::needsSupport);
    boolean quantity = open && QuantityReader.statesAmount(text);
    boolean pieces = quantity || (open && Offered.inPieces(text));
    boolean offered = pieces || (open && Offered.praised(text));
    List<Found> found = new ArrayList<>();
    for (NameMatcher.Hit hit : hits) {
      Found one = read(hit, clearGroups, categoryGroups, quantity, pieces, offered, form);
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  /** Whether amounts or praise in the title may decide what a hit means, or how surely. */
  private static boolean needsSupport(NameMatcher.Hit hit) {
    return hit.names().stream().anyMatch(name -> !name.clear() || name.kind() == NameKind.STRAIN);
  }

  /** Misspelt names, in a text that names nothing otherwise and speaks of amounts or drugs. */
  private List<Found> misspelt(String text, Set<String> categoryGroups) {
    List<NameMatcher.Hit> slips = misspellings().find(text, 0, text.length());
    if (slips.isEmpty() || (categoryGroups.isEmpty() && !QuantityReader.statesAmount(text))) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (NameMatcher.Hit hit : slips) {
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
      boolean pieces,
      boolean offered,
      boolean form) {
    LexiconName clear = null;
    List<LexiconName> open = new ArrayList<>();
    for (LexiconName name : hit.names()) {
      if (name.substance() == null) {
        return null;
      }
      String group = name.substance().classGroup();
      if (name.clear()) {
        clear = name;
      } else if (!name.beside() || clearGroups.contains(group) || categoryGroups.contains(group)) {
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
    return supported(hit, open, clearGroups, categoryGroups, quantity, pieces, offered);
  }

  private static @Nullable Found supported(
      NameMatcher.Hit hit,
      List<LexiconName> open,
      Set<String> clearGroups,
      Set<String> categoryGroups,
      boolean quantity,
      boolean pieces,
      boolean offered) {
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
    // Watches are praised too: only a word for the drug itself counts by praise alone.
    boolean parcelled =
        pieces || (offered && chosen.kind() != NameKind.BRAND && chosen.kind() != NameKind.STRAIN);
    int support = (drugsNear ? 1 : 0) + (category ? 1 : 0) + (parcelled ? 1 : 0);
    if (support == 0) {
      return null;
    }
    String how =
        chosen.rung()
            + (category ? "+category" : "")
            + (drugsNear ? "+neighbour" : "")
            + (quantity ? "+quantity" : parcelled ? "+offer" : "");
    double confidence = grade(chosen.kind()) * (support == 1 ? CONTEXT_ONCE : CONTEXT_TWICE);
    return new Found(hit, chosen, substance, confidence, how);
  }

  private static double grade(NameKind kind) {
    return switch (kind) {
      case NAME, INN, BRAND, SPELLING, CODE -> BY_NAME;
      case SLANG -> BY_SLANG;
      case STRAIN -> BY_STRAIN;
      case FORM, GENERAL, OTHER_SENSE -> BY_FORM;
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
          name.kind() == NameKind.GENERAL ? null : substance.substanceClass(),
          confidence,
          how);
    }

    boolean seeds() {
      return substance.substanceClass().equals("cannabis/seed");
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
            case FORM, GENERAL, OTHER_SENSE -> name.clear() ? 40 : 27;
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
      best = mostExact(best, found);
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

    /** Whether a dose may still tell more: a blotter of no name, or an ordinary word alone. */
    boolean open() {
      return (substance == null && substanceClass.equals("psychedelic/other"))
          || (how.endsWith("+quantity")
              && (substanceClass.equals("mdma") || substanceClass.startsWith("cannabis")));
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

    /** "Indica chocolate" is food, "kush wax" a concentrate: the herb names what it is made of. */
    private static Found mostExact(Found best, List<Found> found) {
      Found exact = best;
      if (best.substance().id().equals("cbd")) {
        for (Found other : found) {
          if (other.name().kind() == NameKind.STRAIN) {
            return other;
          }
        }
      }
      if (best.cannabis()) {
        // "Cookies" and "cake" are strains as well: where buds are named, they are no food.
        boolean buds = found.stream().anyMatch(f -> BUDS.contains(lower(f.name().name())));
        for (Found other : found) {
          boolean strain = buds && other.name().beside();
          if (other.cannabis() && !strain && exactness(other) > exactness(exact)) {
            exact = other;
          }
        }
      }
      return exact;
    }

    private static String lower(String name) {
      return name.toLowerCase(Locale.ROOT);
    }

    private static int exactness(Found found) {
      return switch (found.substance().substanceClass()) {
        case "cannabis/edible" -> 3;
        case "cannabis/concentrate" -> 2;
        case "cannabis/resin" -> 1;
        default -> 0;
      };
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
