package weir.barrier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;
import weir.document.Words;

/** Reads a document into a model, or names every fault in it. */
final class ModelReader {
  /** What stands for a missing text or id: a part refuses empty ones. */
  private static final String STAND_IN = "unreadable";

  private final List<Fault> faults = new ArrayList<>();

  /** Where each id of a namespace was first given. */
  private final Map<String, Map<String, Integer>> ids = new HashMap<>();

  /** References to be looked up once every id is known. */
  private final List<Reference> references = new ArrayList<>();

  /** What an id may name. Elements share one namespace with steps, for relations join either. */
  private enum Namespace {
    DOCUMENT("document"),
    STEP("step"),
    ELEMENT("element"),
    ELEMENT_OR_STEP("element or step"),
    PARTNER("partner"),
    BARRIER("barrier"),
    RECOMMENDATION("recommendation"),
    DISCREPANCY("discrepancy"),
    QUESTION("open question");

    private final String word;

    Namespace(String word) {
      this.word = word;
    }
  }

  private record Reference(int line, String path, String id, Namespace to) {}

  private ModelReader() {}

  static ReadResult read(String text, String name) {
    var reader = new ModelReader();
    var tree = Tree.read(text, name, reader.faults);
    if (tree.isEmpty()) {
      return new ReadResult.Refused(reader.faults);
    }
    var keys = Keys.strict(tree.get(), name, "", reader.faults);
    var model = reader.model(keys);
    keys.done();
    reader.lookUpReferences(name);
    if (reader.faults.isEmpty()) {
      return new ReadResult.Read(model);
    }
    reader.faults.sort(Comparator.comparingInt(Fault::line));
    return new ReadResult.Refused(reader.faults);
  }

  private BarrierModel model(Keys at) {
    var id = id(at);
    var title = text(at, "title");
    var language = text(at, "language");
    var version = text(at, "version");
    var status = word(at, "status", BarrierModel.Status.class);
    var reviewBy = at.date("review-by");
    return new BarrierModel(
        id,
        title,
        language,
        version,
        status,
        reviewBy,
        at.parts("documents", this::document),
        at.parts("steps", this::step),
        at.parts("facilitators", this::facilitator),
        at.parts("opportunities", this::opportunity),
        at.parts("signals", this::signal),
        at.parts("partners", this::partner),
        at.parts("barriers", this::barrier),
        at.parts("relations", this::relation),
        at.parts("recommendations", this::recommendation),
        at.parts("discrepancies", this::discrepancy),
        at.parts("open-questions", this::question),
        at.parts("stated-gaps", this::gap));
  }

  private SourceDocument document(Keys at) {
    var id = newId(at, Namespace.DOCUMENT);
    var citation = text(at, "citation");
    var year = at.whole("year", 1000, 9999);
    var published = at.date("published");
    if (published != null && (published.getYear() < 1000 || published.getYear() > 9999)) {
      at.fault(
          "published",
          "%s is no day of publication.".formatted(published),
          "Expected a day like 2027-03-31.");
      published = null;
    }
    if (year != null && published != null && year != published.getYear()) {
      at.fault(
          "published",
          "%s is not in the year %d that stands beside it.".formatted(published, year),
          "Mend one of the two, or leave the year out.");
      published = null;
    }
    return new SourceDocument(id, citation, year, published, at.text("publisher"), at.text("url"));
  }

  private Step step(Keys at) {
    return new Step(newId(at, Namespace.STEP), text(at, "title"), at.text("note"));
  }

  private About about(Keys at, Namespace namespace) {
    var id = newId(at, namespace);
    var label = text(at, "label");
    var steps = at.texts("steps");
    refer(at, "steps", steps, Namespace.STEP);
    for (var step : new LinkedHashSet<>(steps)) {
      if (steps.stream().filter(step::equals).count() > 1) {
        at.fault("steps", "'%s' stands there twice.".formatted(step), "Name each step once.");
      }
    }
    var printed = at.textMap("printed");
    for (var step : printed.keySet()) {
      if (!steps.contains(step)) {
        at.fault(
            "printed",
            "'%s' is not among the steps of this element.".formatted(step),
            "Expected one of %s.%s"
                .formatted(String.join(", ", steps), Words.suggestion(step, steps)));
      }
    }
    return new About(
        id,
        label,
        steps,
        printed,
        at.text("description"),
        at.parts("evidence", this::evidence),
        at.parts("gauges", ModelReader::gauge),
        at.texts("legitimate-uses"),
        at.text("collateral-cost"),
        flag(at, "protected"),
        flag(at, "people-who-use"),
        at.word("certainty", Element.Certainty.class));
  }

  private Evidence evidence(Keys at) {
    var document = text(at, "document");
    refer(at, "document", List.of(document), Namespace.DOCUMENT);
    return new Evidence(
        document,
        text(at, "at"),
        text(at, "paraphrase"),
        reliability(at),
        at.whole("credibility", 1, 6),
        at.word("nature", Evidence.Nature.class),
        flag(at, "contradicts"));
  }

  private static Gauge gauge(Keys at) {
    var low = at.number("low");
    var high = at.number("high");
    if (low != null && high != null && low > high) {
      at.fault("high", "The band ends below its start.", "Swap 'low' and 'high'.");
      high = null;
    }
    return new Gauge(
        text(at, "measure"), at.textMap("filters"), text(at, "label"), at.text("unit"), low, high);
  }

  private Facilitator facilitator(Keys at) {
    return new Facilitator(
        about(at, Namespace.ELEMENT),
        at.word("kind", Facilitator.Kind.class),
        wordOr(at, "knowing", Facilitator.Knowing.UNKNOWN),
        at.text("category"));
  }

  private Opportunity opportunity(Keys at) {
    return new Opportunity(about(at, Namespace.ELEMENT), at.words("kinds", Opportunity.Kind.class));
  }

  private Signal signal(Keys at) {
    return new Signal(about(at, Namespace.ELEMENT), at.words("kinds", Signal.Kind.class));
  }

  private Partner partner(Keys at) {
    return new Partner(
        about(at, Namespace.PARTNER),
        at.word("sector", Partner.Sector.class),
        at.parts("competences", ModelReader::competence),
        wordOr(at, "commitment", Partner.Commitment.UNKNOWN));
  }

  private static Competence competence(Keys at) {
    var country = text(at, "country");
    if (!Competence.isCountry(country)) {
      at.fault(
          "country",
          "'%s' is not a country.".formatted(country),
          "Expected two capitals (ISO 3166-1), like 'HR'.");
      country = "ZZ";
    }
    var from = at.date("from");
    var until = at.date("until");
    if (from != null && until != null && until.isBefore(from)) {
      at.fault(
          "until",
          "It ends on %s, before it starts on %s.".formatted(until, from),
          "Swap the two dates or mend one.");
      until = null;
    }
    return new Competence(country, text(at, "power"), from, until, at.text("basis"));
  }

  private Barrier barrier(Keys at) {
    var about = about(at, Namespace.BARRIER);
    var addresses = at.texts("addresses");
    refer(at, "addresses", addresses, Namespace.ELEMENT);
    var owner = at.text("owner");
    if (owner != null) {
      refer(at, "owner", List.of(owner), Namespace.PARTNER);
    }
    var recommendations = at.texts("recommendations");
    refer(at, "recommendations", recommendations, Namespace.RECOMMENDATION);
    var from = at.date("from");
    var until = at.date("until");
    if (from != null && until != null && until.isBefore(from)) {
      at.fault(
          "until",
          "It ends on %s, before it starts on %s.".formatted(until, from),
          "Swap the two dates or mend one.");
      until = null;
    }
    return new Barrier(
        about,
        at.word("kind", Barrier.Kind.class),
        at.word("effect", Barrier.Effect.class),
        addresses,
        owner,
        at.text("evaluation"),
        recommendations,
        from,
        until,
        expected(at));
  }

  /** Each thing is expected once. */
  private List<Expectation> expected(Keys at) {
    var all = new ArrayList<Expectation>();
    for (var one : at.parts("expected", this::expectation)) {
      if (one.isEmpty()) {
        continue;
      }
      if (all.stream().anyMatch(one.get()::sameAs)) {
        at.fault(
            "expected",
            "'%s' stands there twice.".formatted(one.get().of().word()),
            "Keep one of the two.");
      } else {
        all.add(one.get());
      }
    }
    return all;
  }

  private Optional<Expectation> expectation(Keys at) {
    int before = faults.size();
    var of = word(at, "of", Expectation.Kind.class);
    var partner = at.text("partner");
    if (partner != null) {
      refer(at, "partner", List.of(partner), Namespace.PARTNER);
    }
    var low = figure(at, "low");
    var likely = figure(at, "likely");
    var high = figure(at, "high");
    var currency = at.text("currency");
    var source = at.text("source");
    if (faults.size() > before || low == null || likely == null || high == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Expectation(of, partner, low, likely, high, currency, source));
    } catch (IllegalArgumentException e) {
      // What the record refuses, it refuses in words: what is wrong, then how to mend it.
      var words = String.valueOf(e.getMessage()).split("(?<=\\.) (?=[A-Z])", 2);
      at.fault("of", words[0], words.length > 1 ? words[1] : "Mend it.");
      return Optional.empty();
    }
  }

  private static @Nullable Double figure(Keys at, String key) {
    if (!at.has(key)) {
      at.fault(
          key,
          "'%s' is missing.".formatted(key),
          "Give low, likely and high; where nobody knows, leave the whole line out.");
      return null;
    }
    return at.number(key);
  }

  private Relation relation(Keys at) {
    var from = text(at, "from");
    refer(at, "from", List.of(from), Namespace.ELEMENT_OR_STEP);
    var kind = word(at, "kind", Relation.Kind.class);
    var to = text(at, "to");
    refer(at, "to", List.of(to), Namespace.ELEMENT_OR_STEP);
    return new Relation(from, kind, to);
  }

  private Recommendation recommendation(Keys at) {
    var id = newId(at, Namespace.RECOMMENDATION);
    var barriers = at.texts("barriers");
    refer(at, "barriers", barriers, Namespace.BARRIER);
    return new Recommendation(
        id, at.text("group"), text(at, "text"), text(at, "section"), barriers);
  }

  private Discrepancy discrepancy(Keys at) {
    return new Discrepancy(
        newId(at, Namespace.DISCREPANCY),
        text(at, "in-table"),
        text(at, "in-text"),
        text(at, "difference"));
  }

  private OpenQuestion question(Keys at) {
    var id = newId(at, Namespace.QUESTION);
    var question = text(at, "question");
    var document = at.text("document");
    if (document != null) {
      refer(at, "document", List.of(document), Namespace.DOCUMENT);
    }
    var about = at.texts("about");
    refer(at, "about", about, Namespace.ELEMENT);
    return new OpenQuestion(id, question, document, at.text("at"), about, sign(at));
  }

  /** What raised a question; without a cause there is no figure either. */
  private OpenQuestion.@Nullable Sign sign(Keys at) {
    var cause = at.has("cause") ? word(at, "cause", OpenQuestion.Cause.class) : null;
    var low = at.number("low");
    var high = at.number("high");
    if (low != null && high != null && low > high) {
      at.fault(
          "high",
          "The interval ends at %s, below its start at %s.".formatted(high, low),
          "Swap the two.");
      low = null;
      high = null;
    }
    var figure = at.number("figure");
    var unit = at.text("unit");
    var day = at.date("day");
    var read = at.text("read");
    var items = at.texts("items");
    if (cause != null) {
      return new OpenQuestion.Sign(cause, figure, low, high, unit, day, read, items);
    }
    for (var key : List.of("figure", "low", "high", "unit", "day", "read", "items")) {
      if (at.has(key)) {
        at.fault(
            key,
            "A question without a cause has no figure.",
            "Add a cause (%s), or take '%s' out."
                .formatted(
                    String.join(
                        ", ",
                        java.util.Arrays.stream(OpenQuestion.Cause.values())
                            .map(OpenQuestion.Cause::word)
                            .toList()),
                    key));
      }
    }
    return null;
  }

  private StatedGap gap(Keys at) {
    var check = text(at, "check");
    if (!Required.isId(check)) {
      at.fault("check", "'%s' is no check.".formatted(check), Required.ID_EXPECTED + ".");
      check = STAND_IN;
    }
    var elements = at.texts("elements");
    refer(at, "elements", elements, Namespace.ELEMENT_OR_STEP);
    return new StatedGap(check, elements, text(at, "reason"));
  }

  private String newId(Keys at, Namespace namespace) {
    int before = faults.size();
    var id = id(at);
    if (faults.size() > before || !at.has("id")) {
      return id;
    }
    var uniqueAmong =
        switch (namespace) {
          case STEP, ELEMENT, ELEMENT_OR_STEP, PARTNER, BARRIER ->
              List.of(Namespace.STEP, Namespace.ELEMENT, Namespace.PARTNER, Namespace.BARRIER);
          case DOCUMENT, RECOMMENDATION, DISCREPANCY, QUESTION -> List.of(namespace);
        };
    for (var among : uniqueAmong) {
      var line = ids.getOrDefault(among.word, Map.of()).get(id);
      if (line != null) {
        at.fault(
            "id",
            "The id '%s' is already taken on line %d.".formatted(id, line),
            "Give one of the two another id.");
        return id;
      }
    }
    ids.computeIfAbsent(namespace.word, _ -> new HashMap<>()).put(id, at.line("id"));
    return id;
  }

  private void refer(Keys at, String key, Collection<String> targets, Namespace to) {
    // A part that is no mapping has no keys: its stand-ins refer to nothing.
    for (var target : at.has(key) ? targets : List.<String>of()) {
      references.add(new Reference(at.line(key), at.path(key), target, to));
    }
  }

  private void lookUpReferences(String name) {
    // A key that is missing or no text has its own fault, and gave a stand-in.
    var atFault = faults.stream().map(Fault::where).collect(Collectors.toSet());
    for (var reference : references) {
      var known = known(reference.to());
      if (!known.contains(reference.id()) && !atFault.contains(reference.path())) {
        faults.add(
            new Fault(
                name,
                reference.line(),
                reference.path(),
                "'%s' names no %s of this model.".formatted(reference.id(), reference.to().word),
                "Add one with this id, or name an existing one.%s"
                    .formatted(Words.suggestion(reference.id(), known))));
      }
    }
  }

  private Set<String> known(Namespace namespace) {
    var namespaces =
        switch (namespace) {
          case ELEMENT -> List.of(Namespace.ELEMENT, Namespace.PARTNER, Namespace.BARRIER);
          case ELEMENT_OR_STEP ->
              List.of(Namespace.STEP, Namespace.ELEMENT, Namespace.PARTNER, Namespace.BARRIER);
          case DOCUMENT, STEP, PARTNER, BARRIER, RECOMMENDATION, DISCREPANCY, QUESTION ->
              List.of(namespace);
        };
    var known = new LinkedHashSet<String>();
    for (var each : namespaces) {
      known.addAll(ids.getOrDefault(each.word, Map.of()).keySet());
    }
    return known;
  }

  private static String text(Keys at, String key) {
    var text = at.required(key, "Add '%s:' and its text.".formatted(key));
    return text.isEmpty() ? STAND_IN : text;
  }

  private static String id(Keys at) {
    var id = text(at, "id");
    if (Required.isId(id)) {
      return id;
    }
    at.fault("id", "'%s' is not an id.".formatted(id), Required.ID_EXPECTED + ".");
    return STAND_IN;
  }

  private static <E extends Enum<E>> E word(Keys at, String key, Class<E> choices) {
    var word = at.requiredWord(key, choices);
    return word == null ? choices.getEnumConstants()[0] : word;
  }

  private static <E extends Enum<E>> E wordOr(Keys at, String key, E otherwise) {
    var word = at.word(key, otherwise.getDeclaringClass());
    return word == null ? otherwise : word;
  }

  private static boolean flag(Keys at, String key) {
    return Boolean.TRUE.equals(at.truth(key));
  }

  /** An upper-case letter, for the Admiralty scale. */
  private static Evidence.@Nullable Reliability reliability(Keys at) {
    var text = at.text("reliability");
    if (text == null) {
      return null;
    }
    for (var letter : Evidence.Reliability.values()) {
      if (letter.word().equals(text)) {
        return letter;
      }
    }
    at.fault(
        "reliability",
        "'%s' is not a grade.".formatted(text),
        "Expected A (completely reliable) to F (cannot be judged).");
    return null;
  }
}
