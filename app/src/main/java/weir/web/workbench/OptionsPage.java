package weir.web.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Expectation;
import weir.web.Frame;
import weir.web.Page;
import weir.web.printed.PrintedOptions;
import weir.workbench.Decisions;

/**
 * The choice of barriers: what is asked, the option paper, what was decided.
 *
 * @param bar of a model on the workbench; null for one that ships
 * @param place the page's address
 * @param trail where the model itself stands
 * @param printed null where the question cannot be answered; the faults then say why
 * @param kept when the form's figures were kept, and by whom; empty when they never were
 * @param sets what can be decided for
 */
record OptionsPage(
    Frame frame,
    @Nullable Bar bar,
    String title,
    String place,
    String trail,
    @Nullable PrintedOptions printed,
    List<String> faults,
    String notice,
    String kept,
    List<Row> rows,
    List<Field> limits,
    List<Field> capacities,
    List<Choice> counting,
    String currency,
    String source,
    List<Choice> sets,
    List<Choice> barriers,
    Map<String, String> decision,
    List<Made> decisions)
    implements Page {

  /** A field with its label and what stands in it. */
  record Field(String name, String label, String value) {}

  /** One barrier's fields. */
  record Row(String id, String label, String acts, List<Field> fields, List<Field> days) {}

  /** A decision in words, with the id by which a plan carries it out. */
  record Made(
      String id,
      String on,
      String by,
      String option,
      List<String> barriers,
      String reasons,
      @Nullable String dissent,
      String from) {}

  static OptionsPage of(
      Frame frame,
      @Nullable Bar bar,
      String place,
      String trail,
      BarrierModel model,
      Decisions.@Nullable Kept kept,
      @Nullable PrintedOptions printed,
      List<String> faults,
      String notice,
      @Nullable Form sent,
      LocalDate today,
      List<Decisions.Recorded> decisions) {
    var asked = kept == null ? Decisions.Sheet.EMPTY : kept.sheet();
    var shown = OptionsForm.shown(model, asked.limits(), sent);
    var rows = new ArrayList<Row>();
    for (var barrier : model.barriers()) {
      var fields = new ArrayList<Field>();
      for (var kind :
          List.of(Expectation.Kind.COST, Expectation.Kind.MONTHS, Expectation.Kind.CLOSES)) {
        var name = OptionsForm.field(kind, barrier.id(), null);
        fields.add(new Field(name, OptionsForm.words(kind), text(shown, name)));
      }
      var days = new ArrayList<Field>();
      for (var partner : OptionsForm.partners(model, barrier, asked.limits())) {
        var name = OptionsForm.field(Expectation.Kind.WORKING_DAYS, barrier.id(), partner);
        days.add(new Field(name, OptionsForm.label(model, partner), text(shown, name)));
      }
      rows.add(
          new Row(
              barrier.id(),
              barrier.label(),
              String.join(
                  ", ",
                  barrier.addresses().stream().map(id -> OptionsForm.label(model, id)).toList()),
              fields,
              days));
    }
    var sets = new ArrayList<Choice>();
    if (printed != null) {
      var options = printed.paper().options();
      for (int i = 0; i < options.size(); i++) {
        sets.add(
            new Choice(
                String.valueOf(i + 1),
                "%d · %s".formatted(i + 1, options.get(i).title()),
                sent != null && sent.text("set").equals(String.valueOf(i + 1))));
      }
    }
    sets.add(
        new Choice(
            "other",
            "Another set, ticked below",
            sent != null && sent.text("set").equals("other")));
    return new OptionsPage(
        frame,
        bar,
        model.title(),
        place,
        trail,
        printed,
        faults,
        notice,
        kept == null ? "" : "Kept on %s by %s.".formatted(Said.minute(kept.at()), kept.author()),
        rows,
        List.of(
            new Field("budget", "Budget", text(shown, "budget")),
            new Field("until", "Months until in force", text(shown, "until"))),
        model.partners().stream()
            .map(p -> new Field("capacity." + p.id(), p.label(), text(shown, "capacity." + p.id())))
            .toList(),
        OptionsForm.countings(asked.limits()),
        text(shown, "currency"),
        text(shown, "source"),
        sets,
        model.barriers().stream()
            .map(b ->
                new Choice(b.id(), b.label(), sent != null && sent.all("chosen").contains(b.id())))
            .toList(),
        decision(sent, today),
        decisions.stream().map(recorded -> made(model, recorded)).toList());
  }

  /** What somebody wrote who could not record it yet is not lost. */
  private static Map<String, String> decision(@Nullable Form sent, LocalDate today) {
    return Map.of(
        "by", sent == null ? "" : sent.text("by"),
        "on", sent == null || sent.text("on").isEmpty() ? today.toString() : sent.text("on"),
        "reasons", sent == null ? "" : sent.text("reasons"),
        "dissent", sent == null ? "" : sent.text("dissent"));
  }

  /** Whether a decision was being written. */
  boolean deciding() {
    return !text(decision, "reasons").isEmpty();
  }

  String written(String name) {
    return text(decision, name);
  }

  private static String text(Map<String, String> shown, String name) {
    return Objects.requireNonNullElse(shown.get(name), "");
  }

  private static Made made(BarrierModel model, Decisions.Recorded recorded) {
    var decision = recorded.decision();
    return new Made(
        recorded.id(),
        decision.on().toString(),
        decision.by(),
        decision.option(),
        decision.chosen().stream().map(id -> OptionsForm.label(model, id)).toList(),
        decision.reasons(),
        decision.dissent(),
        "From version %s of the model; digest of what it was made from %s. Written down by %s on %s."
            .formatted(
                decision.modelVersion(),
                decision
                    .inputsDigest()
                    .substring(0, Math.min(16, decision.inputsDigest().length())),
                recorded.author(),
                Said.minute(recorded.at())));
  }

  /** Whether there is something to talk about. */
  boolean hasOptions() {
    return printed != null && !printed.paper().options().isEmpty();
  }

  String digest() {
    return printed == null ? "" : printed.paper().digest();
  }

  String lead() {
    return printed == null ? "" : printed.lead();
  }

  String body() {
    return printed == null ? "" : printed.body();
  }

  static String marking() {
    return PrintedOptions.MARKING;
  }

  @Override
  public String template() {
    return "workbench/options.jte";
  }
}
