package weir.web.workbench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;
import weir.plan.Activity;
import weir.plan.Commitment;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.PlanEdit;
import weir.plan.PlanRefused;
import weir.plan.Plans;

/** Reads what a form of a plan's page asks for. */
final class PlanForm {

  private PlanForm() {}

  /**
   * The change that a form asks for.
   *
   * @throws PlanRefused when it asks for nothing that can be done, saying what to mend
   */
  static PlanEdit read(Plan plan, Form form, String author, Instant now) {
    return switch (form.text("do")) {
      case "heading" ->
          new PlanEdit.Heading(
              form.text("title"),
              form.textOrNull("coordinator"),
              form.text("currency"),
              form.amountOrNull("evaluation-cost"),
              form.wholeOrNull("evaluation-days"));
      case "objective" -> new PlanEdit.PutObjective(objective(plan, form));
      case "measure" -> new PlanEdit.PutMeasure(measure(plan, form));
      case "activity" -> new PlanEdit.PutActivity(activity(plan, form));
      case "remove" -> new PlanEdit.Remove(form.text("id"));
      case "note" ->
          new PlanEdit.Note(
              new Commitment(
                  form.text("partner"),
                  form.textOrNull("about"),
                  Objects.requireNonNullElse(
                      form.choice("said", Commitment.Said.class), Commitment.Said.ASKED),
                  form.dayOrNull("due"),
                  form.text("words"),
                  now,
                  author.isEmpty() ? "unnamed" : author));
      default -> throw new PlanRefused("The form asks for nothing that a plan can do.");
    };
  }

  private static String id(Plan plan, Form form, String words) {
    var id = form.text("id");
    return id.isEmpty() ? Plans.freeId(plan, words) : id;
  }

  private static Objective objective(Plan plan, Form form) {
    var words = form.text("words");
    return new Objective(
        id(plan, form, words),
        words,
        gauge(form),
        form.numberOrNull("baseline"),
        form.numberOrNull("target"),
        Objects.requireNonNullElse(
            form.choice("towards", Objective.Towards.class), Objective.Towards.AT_MOST),
        form.dayOrNull("by"));
  }

  /** The measure's name, its filters one a line as {@code class = mdma}. */
  private static @Nullable Gauge gauge(Form form) {
    var measure = form.textOrNull("gauge");
    if (measure == null) {
      return null;
    }
    Map<String, String> filters = new LinkedHashMap<>();
    for (String line : form.lines("filters")) {
      int sign = line.indexOf('=');
      if (sign < 1 || sign == line.length() - 1) {
        throw new PlanRefused(
            "'%s' is no filter. Write one a line, like: class = mdma".formatted(line));
      }
      filters.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
    }
    return new Gauge(measure, filters, measure.replace('_', ' '), null, null, null);
  }

  private static Measure measure(Plan plan, Form form) {
    var title = form.text("title");
    return new Measure(
        id(plan, form, title),
        title,
        form.textOrNull("barrier"),
        form.all("objectives"),
        form.textOrNull("owner"));
  }

  private static Activity activity(Plan plan, Form form) {
    var title = form.text("title");
    var reach = form.wholeOrNull("reach-planned");
    return new Activity(
        id(plan, form, title),
        form.text("measure"),
        title,
        Objects.requireNonNullElse(form.choice("kind", Activity.Kind.class), Activity.Kind.WORK),
        form.textOrNull("owner"),
        form.all("supporters"),
        form.textOrNull("coordinator"),
        form.textOrNull("competence"),
        form.dayOrNull("start"),
        form.dayOrNull("end"),
        form.amountOrNull("cost"),
        form.all("after"),
        form.dayOrNull("started"),
        form.dayOrNull("done"),
        form.amountOrNull("spent"),
        form.textOrNull("dropped"),
        reach == null
            ? null
            : new Activity.Reach(
                reach, form.wholeOrNull("reach-reached"), form.wholeOrNull("reach-days")));
  }

  /** A gauge's filters as the form shows them. */
  static String filters(@Nullable Gauge gauge) {
    return gauge == null
        ? ""
        : String.join(
            "\n",
            gauge.filters().entrySet().stream()
                .map(one -> one.getKey() + " = " + one.getValue())
                .toList());
  }

  /** Choices for a field, in the order given. */
  static List<Choice> choices(Map<String, String> words, List<String> chosen) {
    return words.entrySet().stream()
        .map(one -> new Choice(one.getKey(), one.getValue(), chosen.contains(one.getKey())))
        .toList();
  }
}
