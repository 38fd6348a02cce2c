package weir.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What partners agreed to do.
 *
 * @param id a short name, unique among plans
 * @param model id of the barrier model that it hangs on
 * @param modelVersion the model's version when the plan was begun; null when nobody has said
 * @param decision id of the recorded decision that it carries out; null for none
 * @param coordinator who keeps the whole together: a role or an office; null when nobody has been
 *     named
 * @param currency of every cost in it, three letters
 * @param evaluationCost money set aside for evaluation; null when nobody has said
 * @param evaluationDays working days set aside for evaluation; null when nobody has said
 * @param log what partners said they would do, in the order in which it was noted
 */
public record Plan(
    String id,
    String model,
    @Nullable Integer modelVersion,
    @Nullable String decision,
    String title,
    @Nullable String coordinator,
    String currency,
    @Nullable BigDecimal evaluationCost,
    @Nullable Integer evaluationDays,
    List<Objective> objectives,
    List<Measure> measures,
    List<Activity> activities,
    List<Commitment> log) {

  public Plan {
    Needed.id(id, "A plan's id");
    Needed.id(model, "The id of a plan's model");
    Needed.text(title, "A plan's title");
    Needed.text(currency, "A plan's currency");
    if (!currency.matches("[A-Z]{3}")) {
      throw new PlanRefused(
          "'%s' is no currency. Write its three letters, such as EUR.".formatted(currency));
    }
    Needed.amount(evaluationCost, "Money set aside for evaluation");
    if (evaluationDays != null && evaluationDays < 0) {
      throw new PlanRefused("Days set aside for evaluation are zero or more.");
    }
    objectives = List.copyOf(objectives);
    measures = List.copyOf(measures);
    activities = List.copyOf(activities);
    log = List.copyOf(log);
  }

  public Optional<Objective> objective(String wanted) {
    return objectives.stream().filter(one -> one.id().equals(wanted)).findFirst();
  }

  public Optional<Measure> measure(String wanted) {
    return measures.stream().filter(one -> one.id().equals(wanted)).findFirst();
  }

  public Optional<Activity> activity(String wanted) {
    return activities.stream().filter(one -> one.id().equals(wanted)).findFirst();
  }

  /** The activities of a measure, in the plan's order. */
  public List<Activity> of(Measure measure) {
    return activities.stream().filter(one -> one.measure().equals(measure.id())).toList();
  }

  /** Every id that a part has. */
  Stream<String> ids() {
    return Stream.of(
            objectives.stream().map(Objective::id),
            measures.stream().map(Measure::id),
            activities.stream().map(Activity::id))
        .flatMap(all -> all);
  }

  Plan with(
      List<Objective> objectives,
      List<Measure> measures,
      List<Activity> activities,
      List<Commitment> log) {
    return new Plan(
        id,
        model,
        modelVersion,
        decision,
        title,
        coordinator,
        currency,
        evaluationCost,
        evaluationDays,
        objectives,
        measures,
        activities,
        log);
  }
}
