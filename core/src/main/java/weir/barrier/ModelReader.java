package weir.barrier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a document into a model, or names every fault in it. */
final class ModelReader {
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
    var node = Node.Reader.read(text, name, reader.faults);
    if (node == null) {
      return new ReadResult.Refused(name, reader.faults);
    }
    var model = Fields.read(node, "", reader.faults, reader::model);
    reader.lookUpReferences();
    if (reader.faults.isEmpty()) {
      return new ReadResult.Read(model);
    }
    reader.faults.sort(Comparator.comparingInt(Fault::line));
    return new ReadResult.Refused(name, reader.faults);
  }

  private BarrierModel model(Fields at) {
    var id = at.id("id");
    var title = at.text("title");
    var language = at.text("language");
    var version = at.text("version");
    var status = at.word("status", BarrierModel.Status.class);
    var reviewBy = at.optionalDate("review-by");
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
        at.parts("open-questions", this::question));
  }

  private SourceDocument document(Fields at) {
    return new SourceDocument(
        newId(at, Namespace.DOCUMENT),
        at.text("citation"),
        at.optionalNumber("year", 1000, 9999),
        at.optionalText("publisher"),
        at.optionalText("url"));
  }

  private Step step(Fields at) {
    return new Step(newId(at, Namespace.STEP), at.text("title"), at.optionalText("note"));
  }

  private About about(Fields at, Namespace namespace) {
    var id = newId(at, namespace);
    var label = at.text("label");
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
                .formatted(String.join(", ", steps), Fields.suggestion(step, steps)));
      }
    }
    return new About(
        id,
        label,
        steps,
        printed,
        at.optionalText("description"),
        at.parts("evidence", this::evidence),
        at.parts("gauges", ModelReader::gauge),
        at.texts("legitimate-uses"),
        at.optionalText("collateral-cost"),
        at.flag("protected"),
        at.flag("people-who-use"),
        at.optionalWord("certainty", Element.Certainty.class));
  }

  private Evidence evidence(Fields at) {
    var document = at.text("document");
    refer(at, "document", List.of(document), Namespace.DOCUMENT);
    return new Evidence(
        document,
        at.text("at"),
        at.text("paraphrase"),
        at.reliability("reliability"),
        at.optionalNumber("credibility", 1, 6),
        at.optionalWord("nature", Evidence.Nature.class));
  }

  private static Gauge gauge(Fields at) {
    return new Gauge(
        at.text("measure"), at.textMap("filters"), at.text("label"), at.optionalText("unit"));
  }

  private Facilitator facilitator(Fields at) {
    return new Facilitator(
        about(at, Namespace.ELEMENT),
        at.optionalWord("kind", Facilitator.Kind.class),
        at.wordOr("knowing", Facilitator.Knowing.UNKNOWN),
        at.optionalText("category"));
  }

  private Opportunity opportunity(Fields at) {
    return new Opportunity(about(at, Namespace.ELEMENT), at.words("kinds", Opportunity.Kind.class));
  }

  private Signal signal(Fields at) {
    return new Signal(about(at, Namespace.ELEMENT), at.words("kinds", Signal.Kind.class));
  }

  private Partner partner(Fields at) {
    return new Partner(
        about(at, Namespace.PARTNER),
        at.optionalWord("sector", Partner.Sector.class),
        at.parts("competences", ModelReader::competence),
        at.wordOr("commitment", Partner.Commitment.UNKNOWN));
  }

  private static Competence competence(Fields at) {
    var country = at.text("country");
    if (!Competence.isCountry(country)) {
      at.fault(
          "country",
          "'%s' is not a country.".formatted(country),
          "Expected two capitals (ISO 3166-1), like 'HR'.");
      country = "ZZ";
    }
    var from = at.optionalDate("from");
    var until = at.optionalDate("until");
    if (from != null && until != null && until.isBefore(from)) {
      at.fault(
          "until",
          "It ends on %s, before it starts on %s.".formatted(until, from),
          "Swap the two dates or mend one.");
      until = null;
    }
    return new Competence(country, at.text("power"), from, until, at.optionalText("basis"));
  }

  private Barrier barrier(Fields at) {
    var about = about(at, Namespace.BARRIER);
    var addresses = at.texts("addresses");
    refer(at, "addresses", addresses, Namespace.ELEMENT);
    var owner = at.optionalText("owner");
    if (owner != null) {
      refer(at, "owner", List.of(owner), Namespace.PARTNER);
    }
    var recommendations = at.texts("recommendations");
    refer(at, "recommendations", recommendations, Namespace.RECOMMENDATION);
    return new Barrier(
        about,
        at.optionalWord("kind", Barrier.Kind.class),
        at.optionalWord("effect", Barrier.Effect.class),
        addresses,
        owner,
        recommendations);
  }

  private Relation relation(Fields at) {
    var from = at.text("from");
    refer(at, "from", List.of(from), Namespace.ELEMENT_OR_STEP);
    var kind = at.word("kind", Relation.Kind.class);
    var to = at.text("to");
    refer(at, "to", List.of(to), Namespace.ELEMENT_OR_STEP);
    return new Relation(from, kind, to);
  }

  private Recommendation recommendation(Fields at) {
    var id = newId(at, Namespace.RECOMMENDATION);
    var barriers = at.texts("barriers");
    refer(at, "barriers", barriers, Namespace.BARRIER);
    return new Recommendation(
        id, at.optionalText("group"), at.text("text"), at.text("section"), barriers);
  }

  private Discrepancy discrepancy(Fields at) {
    return new Discrepancy(
        newId(at, Namespace.DISCREPANCY),
        at.text("in-table"),
        at.text("in-text"),
        at.text("difference"));
  }

  private OpenQuestion question(Fields at) {
    var id = newId(at, Namespace.QUESTION);
    var question = at.text("question");
    var document = at.optionalText("document");
    if (document != null) {
      refer(at, "document", List.of(document), Namespace.DOCUMENT);
    }
    return new OpenQuestion(id, question, document, at.optionalText("at"));
  }

  private String newId(Fields at, Namespace namespace) {
    int before = faults.size();
    var id = at.id("id");
    if (faults.size() > before) {
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

  private void refer(Fields at, String key, Collection<String> targets, Namespace to) {
    for (var target : targets) {
      references.add(new Reference(at.line(key), at.path(key), target, to));
    }
  }

  private void lookUpReferences() {
    // A key that is missing or no text has its own fault, and gave a stand-in.
    var atFault = faults.stream().map(Fault::path).collect(Collectors.toSet());
    for (var reference : references) {
      var known = known(reference.to());
      if (!known.contains(reference.id()) && !atFault.contains(reference.path())) {
        faults.add(
            new Fault(
                reference.line(),
                reference.path(),
                "'%s' names no %s of this model.".formatted(reference.id(), reference.to().word),
                "Add one with this id, or name an existing one.%s"
                    .formatted(Fields.suggestion(reference.id(), known))));
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
}
