package weir.web.workbench;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.About;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Competence;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.Expectation;
import weir.barrier.Facilitator;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;
import weir.barrier.Opportunity;
import weir.barrier.Partner;
import weir.barrier.Relation;
import weir.barrier.Signal;
import weir.barrier.SourceDocument;
import weir.barrier.StatedGap;
import weir.barrier.Step;
import weir.document.Words;

/** Makes an {@link Edit} of what somebody sent from the board. */
final class EditForm {
  private static final int LONGEST_LABEL = 300;

  private EditForm() {}

  /**
   * The change that a form asks for.
   *
   * @param opens the element to show afterwards; null for none
   */
  record Asked(Edit edit, @Nullable String opens) {}

  /**
   * @throws EditRefused when a field makes no sense; the message says which and what would
   */
  static Asked read(BarrierModel model, Form form) {
    try {
      return asked(model, form);
    } catch (IllegalArgumentException e) {
      // What the records refuse, they refuse in words for whoever wrote it.
      var refused = new EditRefused(Objects.requireNonNullElse(e.getMessage(), "Not possible."));
      refused.initCause(e);
      throw refused;
    }
  }

  private static Asked asked(BarrierModel model, Form form) {
    var id = form.text("id");
    return switch (form.text("do")) {
      case "add-element" -> {
        var fresh = BarrierModels.freeId(model, label(form, "label"));
        yield new Asked(new Edit.PutElement(fresh(form, fresh)), fresh);
      }
      case "put-element" -> new Asked(new Edit.PutElement(element(model, form, id)), id);
      case "remove-element" -> new Asked(new Edit.RemoveElement(id), null);
      case "move-element" ->
          new Asked(
              new Edit.MoveElement(id, form.textOrNull("from"), form.textOrNull("to")),
              form.textOrNull("opens"));
      case "add-step" ->
          new Asked(
              new Edit.PutStep(
                  new Step(
                      BarrierModels.freeId(model, form.text("title")), label(form, "title"), null)),
              null);
      case "put-step" ->
          new Asked(
              new Edit.PutStep(new Step(id, label(form, "title"), form.textOrNull("note"))), null);
      case "remove-step" -> new Asked(new Edit.RemoveStep(id), null);
      case "step-left" -> new Asked(new Edit.MoveStep(id, -1), null);
      case "step-right" -> new Asked(new Edit.MoveStep(id, 1), null);
      case "add-relation" -> {
        var kind = required(form.choice("kind", Relation.Kind.class), "a kind of relation");
        var other = form.text("other");
        yield new Asked(
            new Edit.AddRelation(
                form.text("direction").equals("to")
                    ? new Relation(other, kind, id)
                    : new Relation(id, kind, other)),
            id);
      }
      case "remove-relation" ->
          new Asked(
              new Edit.RemoveRelation(
                  new Relation(
                      form.text("from"),
                      required(form.choice("kind", Relation.Kind.class), "a kind of relation"),
                      form.text("to"))),
              id);
      case "add-evidence" -> {
        var about = existing(model, id).about();
        var evidence = new ArrayList<>(about.evidence());
        evidence.add(
            new Evidence(
                form.text("document"),
                form.text("at"),
                form.text("paraphrase"),
                form.choice("reliability", Evidence.Reliability.class),
                form.wholeOrNull("credibility"),
                form.choice("nature", Evidence.Nature.class),
                form.truth("contradicts")));
        yield with(model, id, evidence, about.gauges());
      }
      case "remove-evidence" -> {
        var about = existing(model, id).about();
        yield with(model, id, without(about.evidence(), form.whole("number", -1)), about.gauges());
      }
      case "add-gauge" -> {
        var about = existing(model, id).about();
        var gauges = new ArrayList<>(about.gauges());
        gauges.add(gauge(form));
        yield with(model, id, about.evidence(), gauges);
      }
      case "remove-gauge" -> {
        var about = existing(model, id).about();
        yield with(model, id, about.evidence(), without(about.gauges(), form.whole("number", -1)));
      }
      case "put-document" -> {
        var document = form.textOrNull("id");
        yield new Asked(
            new Edit.PutDocument(
                new SourceDocument(
                    document == null
                        ? BarrierModels.freeId(model, form.text("citation"))
                        : document,
                    form.text("citation"),
                    form.wholeOrNull("year"),
                    form.textOrNull("publisher"),
                    form.textOrNull("url"))),
            form.textOrNull("opens"));
      }
      case "remove-document" -> new Asked(new Edit.RemoveDocument(id), null);
      case "add-question" ->
          new Asked(
              new Edit.PutQuestion(
                  new OpenQuestion(
                      BarrierModels.freeId(model, form.text("question")),
                      form.text("question"),
                      null,
                      null)),
              null);
      case "remove-question" -> new Asked(new Edit.RemoveQuestion(id), null);
      case "state-gap" ->
          new Asked(
              new Edit.StateGap(
                  new StatedGap(form.text("check"), gapElements(model, form), form.text("reason"))),
              null);
      case "remove-gap" -> new Asked(new Edit.RemoveGap(form.text("check")), null);
      case "describe" ->
          new Asked(
              new Edit.Describe(
                  form.text("title"), form.text("version"), form.dayOrNull("review-by")),
              null);
      case "set-status" ->
          new Asked(
              new Edit.SetStatus(
                  required(form.choice("status", BarrierModel.Status.class), "a status")),
              null);
      default -> // whatever a program sent
          throw new EditRefused("This form asks for nothing that can be done. Use the page's own.");
    };
  }

  /** The gauge that a form adds. */
  static Gauge gauge(Form form) {
    return new Gauge(
        form.text("measure"),
        filters(form),
        label(form, "label"),
        null,
        form.numberOrNull("low"),
        form.numberOrNull("high"));
  }

  /** Longer ones would not fit a cell of the board. */
  private static String label(Form form, String field) {
    var label = form.text(field);
    if (label.length() > LONGEST_LABEL) {
      throw new EditRefused(
          "This label has %,d characters; at most %d fit. Put the rest into the description."
              .formatted(label.length(), LONGEST_LABEL));
    }
    return label;
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new EditRefused("Choose %s.".formatted(what));
    }
    return value;
  }

  private static Element existing(BarrierModel model, String id) {
    return model
        .element(id)
        .orElseThrow(() ->
            new EditRefused("There is no element '%s' any more: it was removed.".formatted(id)));
  }

  private static Asked with(
      BarrierModel model, String id, List<Evidence> evidence, List<Gauge> gauges) {
    var element = existing(model, id);
    var a = element.about();
    return new Asked(
        new Edit.PutElement(
            BarrierModels.with(
                element,
                new About(
                    a.id(),
                    a.label(),
                    a.steps(),
                    a.printed(),
                    a.description(),
                    evidence,
                    gauges,
                    a.legitimateUses(),
                    a.collateralCost(),
                    a.isProtected(),
                    a.peopleWhoUse(),
                    a.certainty()))),
        id);
  }

  private static <T> List<T> without(List<T> list, int number) {
    var rest = new ArrayList<>(list);
    if (number >= 0 && number < rest.size()) {
      rest.remove(number);
    }
    return rest;
  }

  /** A gap is stated for one element more; where it holds for all, it goes on to. */
  private static List<String> gapElements(BarrierModel model, Form form) {
    var id = form.textOrNull("element");
    if (id == null) {
      return List.of();
    }
    var former =
        model.statedGaps().stream().filter(g -> g.check().equals(form.text("check"))).findFirst();
    if (former.isPresent() && former.get().elements().isEmpty()) {
      return List.of();
    }
    var elements = new ArrayList<String>();
    former.ifPresent(gap -> elements.addAll(gap.elements()));
    if (!elements.contains(id)) {
      elements.add(id);
    }
    return elements;
  }

  private static Element fresh(Form form, String id) {
    var step = form.textOrNull("step");
    var about =
        new About(
            id,
            label(form, "label"),
            step == null ? List.of() : List.of(step),
            Map.of(),
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            false,
            false,
            null);
    return switch (required(form.choice("block", Element.Block.class), "a block")) {
      case FACILITATORS -> new Facilitator(about, null, Facilitator.Knowing.UNKNOWN, null);
      case OPPORTUNITIES -> new Opportunity(about, List.of());
      case SIGNALS -> new Signal(about, List.of());
      case PARTNERS -> new Partner(about, null, List.of(), Partner.Commitment.UNKNOWN);
      case BARRIERS -> new Barrier(about, null, null, List.of(), null, null, List.of());
    };
  }

  private static Element element(BarrierModel model, Form form, String id) {
    var former = existing(model, id);
    var chosen = form.all("steps");
    var steps = model.steps().stream().map(Step::id).filter(chosen::contains).toList();
    var printed = new LinkedHashMap<>(former.printed());
    printed.keySet().retainAll(steps);
    var about =
        new About(
            id,
            label(form, "label"),
            steps,
            printed,
            form.textOrNull("description"),
            former.evidence(),
            former.gauges(),
            form.lines("legitimate-uses"),
            form.textOrNull("collateral-cost"),
            form.truth("protected"),
            form.truth("people-who-use"),
            form.choice("certainty", Element.Certainty.class));
    return switch (former) {
      case Facilitator _ ->
          new Facilitator(
              about,
              form.choice("kind", Facilitator.Kind.class),
              Objects.requireNonNullElse(
                  form.choice("knowing", Facilitator.Knowing.class), Facilitator.Knowing.UNKNOWN),
              form.textOrNull("category"));
      case Opportunity _ -> new Opportunity(about, form.choices("kinds", Opportunity.Kind.class));
      case Signal _ -> new Signal(about, form.choices("kinds", Signal.Kind.class));
      case Partner _ ->
          new Partner(
              about,
              form.choice("sector", Partner.Sector.class),
              form.lines("competences").stream().map(EditForm::competence).toList(),
              Objects.requireNonNullElse(
                  form.choice("commitment", Partner.Commitment.class), Partner.Commitment.UNKNOWN));
      case Barrier barrier -> {
        var from = day(form, "in-force-from");
        var until = day(form, "in-force-until");
        if (from != null && until != null && until.isBefore(from)) {
          throw new EditRefused(
              "A barrier cannot end on %s, before it starts on %s.".formatted(until, from));
        }
        yield new Barrier(
            about,
            form.choice("kind", Barrier.Kind.class),
            form.choice("effect", Barrier.Effect.class),
            form.all("addresses"),
            form.textOrNull("owner"),
            form.textOrNull("evaluation"),
            barrier.recommendations(),
            from,
            until,
            form.fields().containsKey("expected")
                ? form.lines("expected").stream().map(EditForm::expectation).toList()
                : barrier.expected());
      }
    };
  }

  /** A line such as {@code NL; open parcels; 2020-01-01; ; Postal act}. */
  private static Competence competence(String line) {
    var parts = line.split(";", 5);
    if (parts.length < 2) {
      throw new EditRefused(
          "'%s' is no competence. Expected a country and a power, like 'NL; open parcels; 2020-01-01; ; Postal act' (from, until and basis may be left out)."
              .formatted(line));
    }
    return new Competence(
        parts[0].strip(),
        parts[1].strip(),
        day(parts, 2),
        day(parts, 3),
        parts.length < 5 || parts[4].isBlank() ? null : parts[4].strip());
  }

  /**
   * A line such as {@code cost; 20000; 30000; 60000; EUR; the partners, 2026} or {@code
   * working-days customs; 5; 10; 20}.
   */
  private static Expectation expectation(String line) {
    var parts = line.split(";", 6);
    var words = parts[0].strip().split("\\s+", 2);
    var of = Words.find(Expectation.Kind.class, words[0]);
    if (of.isEmpty() || parts.length < 4) {
      throw new EditRefused(
          "'%s' is no expectation. Expected lines like 'cost; 20000; 30000; 60000; EUR', 'months; 3; 6; 12', 'closes; 0.1; 0.3; 0.5' or 'working-days customs; 5; 10; 20': the least, the likely, the most."
              .formatted(line));
    }
    return new Expectation(
        of.get(),
        words.length > 1 ? words[1] : null,
        number(parts[1]),
        number(parts[2]),
        number(parts[3]),
        parts.length < 5 || parts[4].isBlank() ? null : parts[4].strip(),
        parts.length < 6 || parts[5].isBlank() ? null : parts[5].strip());
  }

  private static double number(String text) {
    var number = new Form(Map.of("n", List.of(text))).numberOrNull("n");
    if (number == null) {
      throw new EditRefused("An expectation has three numbers: the least, the likely, the most.");
    }
    return number;
  }

  static String line(Expectation expectation) {
    return "%s%s; %s; %s; %s; %s; %s"
        .formatted(
            expectation.of().word(),
            expectation.partner() == null ? "" : " " + expectation.partner(),
            plain(expectation.low()),
            plain(expectation.likely()),
            plain(expectation.high()),
            Objects.requireNonNullElse(expectation.currency(), ""),
            Objects.requireNonNullElse(expectation.source(), ""))
        .replaceAll("(; )+$", "");
  }

  /** Without an exponent, and without a point where it is whole. */
  static String plain(double value) {
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  static String line(Competence competence) {
    return "%s; %s; %s; %s; %s"
        .formatted(
            competence.country(),
            competence.power(),
            Objects.requireNonNullElse(competence.from(), ""),
            Objects.requireNonNullElse(competence.until(), ""),
            Objects.requireNonNullElse(competence.basis(), ""))
        .replaceAll("(; )+$", "");
  }

  private static @Nullable LocalDate day(Form form, String field) {
    var text = form.textOrNull(field);
    return text == null ? null : day(new String[] {text}, 0);
  }

  private static @Nullable LocalDate day(String[] parts, int at) {
    if (parts.length <= at || parts[at].isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(parts[at].strip());
    } catch (DateTimeException e) {
      var refused =
          new EditRefused(
              "'%s' is no day. Expected one like 2020-01-01.".formatted(parts[at].strip()));
      refused.initCause(e);
      throw refused;
    }
  }

  /** Words such as {@code by=week class=mdma}. */
  private static Map<String, String> filters(Form form) {
    var filters = new LinkedHashMap<String, String>();
    for (var word : form.text("filters").split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new EditRefused(
            "'%s' is no filter. Expected words like by=week class=mdma.".formatted(word));
      }
      filters.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return filters;
  }
}
