package weir.plan;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Expectation;
import weir.barrier.Gauge;

/** Plans as documents, their changes, and what can be read off them. */
public final class Plans {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultVisibility(
              seen -> seen.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .withConfigOverride(
              List.class,
              override -> override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private Plans() {}

  /** The plan as JSON; what is unknown is left out. */
  public static String toJson(Plan plan) {
    return JSON.writeValueAsString(plan);
  }

  /**
   * A plan from JSON.
   *
   * @param name of the file or place, for messages
   * @throws PlanRefused when it is none, saying where and why
   */
  public static Plan read(String json, String name) {
    try {
      return checked(JSON.readValue(json, Plan.class));
    } catch (PlanRefused e) {
      throw new PlanRefused(name + ": " + e.getMessage());
    } catch (JacksonException e) {
      var where = e.getLocation();
      String said =
          e.getCause() instanceof PlanRefused refused
              ? Objects.requireNonNullElse(refused.getMessage(), "")
              : e.getOriginalMessage();
      throw new PlanRefused(
          "%s%s: %s"
              .formatted(
                  name,
                  where == null || where.getLineNr() < 1 ? "" : ", line " + where.getLineNr(),
                  said));
    }
  }

  /**
   * A plan as a decision makes it: each barrier decided on becomes a measure with one piece of
   * work, and the gauges at what it acts on become objectives that still lack target and day. What
   * nobody has estimated stays empty; barriers that the model has no more are left out.
   *
   * @param heading the plan's title, money and the decision that it carries out
   * @param chosen ids of the barriers decided on
   * @param expected by id of a barrier, in the place of what the model expects of it
   * @param decided the day of the decision; work begins on the next
   * @param figure what a gauge shows now; null where it shows no single figure
   */
  public static Plan begun(
      Plan heading,
      BarrierModel model,
      List<String> chosen,
      Map<String, List<Expectation>> expected,
      LocalDate decided,
      Function<Gauge, @Nullable Double> figure) {
    return checked(Beginning.of(heading, model, chosen, expected, decided, figure));
  }

  /**
   * The plan after a change.
   *
   * @throws PlanRefused when the plan does not admit it
   */
  public static Plan edited(Plan plan, PlanEdit edit) {
    return checked(
        switch (edit) {
          case PlanEdit.Heading h ->
              new Plan(
                  plan.id(),
                  plan.model(),
                  plan.modelVersion(),
                  plan.decision(),
                  h.title(),
                  h.coordinator(),
                  h.currency(),
                  h.evaluationCost(),
                  h.evaluationDays(),
                  plan.objectives(),
                  plan.measures(),
                  plan.activities(),
                  plan.log());
          case PlanEdit.PutObjective(var one) ->
              plan.with(
                  put(plan.objectives(), one, Objective::id),
                  plan.measures(),
                  plan.activities(),
                  plan.log());
          case PlanEdit.PutMeasure(var one) ->
              plan.with(
                  plan.objectives(),
                  put(plan.measures(), one, Measure::id),
                  plan.activities(),
                  plan.log());
          case PlanEdit.PutActivity(var one) ->
              plan.with(
                  plan.objectives(),
                  plan.measures(),
                  put(plan.activities(), one, Activity::id),
                  plan.log());
          case PlanEdit.Remove(var id) -> removed(plan, id);
          case PlanEdit.Note(var line) -> {
            List<Commitment> log = new ArrayList<>(plan.log());
            log.add(line);
            yield plan.with(plan.objectives(), plan.measures(), plan.activities(), log);
          }
        });
  }

  /** A change with all that people wrote in their own words put through another, as masking. */
  public static PlanEdit texts(PlanEdit edit, UnaryOperator<String> change) {
    return new Texts(change).of(edit);
  }

  /** A plan with all that people wrote in their own words put through a change, as masking. */
  public static Plan texts(Plan plan, UnaryOperator<String> change) {
    return new Texts(change).of(plan);
  }

  /** A change in words, for the list of versions. */
  public static String words(Plan before, PlanEdit edit) {
    return switch (edit) {
      case PlanEdit.Heading _ -> "changed the heading";
      case PlanEdit.PutObjective(var one) ->
          verb(before.objective(one.id()).isPresent()) + " the objective '" + one.words() + "'";
      case PlanEdit.PutMeasure(var one) ->
          verb(before.measure(one.id()).isPresent()) + " the measure '" + one.title() + "'";
      case PlanEdit.PutActivity(var one) ->
          verb(before.activity(one.id()).isPresent()) + " the activity '" + one.title() + "'";
      case PlanEdit.Remove(var id) -> "took out '" + id + "'";
      case PlanEdit.Note(var line) ->
          "noted that '%s' %s"
              .formatted(
                  line.partner(),
                  switch (line.said()) {
                    case ASKED -> "was asked";
                    case AGREED -> "agreed";
                    case DECLINED -> "declined";
                    case DELIVERED -> "did what was agreed";
                  });
    };
  }

  private static String verb(boolean known) {
    return known ? "changed" : "added";
  }

  private static <T> List<T> put(List<T> all, T one, Function<T, String> id) {
    List<T> changed = new ArrayList<>(all);
    for (int i = 0; i < changed.size(); i++) {
      if (id.apply(changed.get(i)).equals(id.apply(one))) {
        changed.set(i, one);
        return changed;
      }
    }
    changed.add(one);
    return changed;
  }

  private static Plan removed(Plan plan, String id) {
    if (plan.ids().noneMatch(id::equals)) {
      throw new PlanRefused("The plan has no part '%s'.".formatted(id));
    }
    return plan.with(
        plan.objectives().stream().filter(one -> !one.id().equals(id)).toList(),
        plan.measures().stream().filter(one -> !one.id().equals(id)).toList(),
        plan.activities().stream().filter(one -> !one.id().equals(id)).toList(),
        plan.log());
  }

  /** Parts refer to parts that are there, ids are given once, and nothing waits for itself. */
  private static Plan checked(Plan plan) {
    Set<String> ids = new HashSet<>();
    plan.ids()
        .forEach(id -> {
          if (!ids.add(id)) {
            throw new PlanRefused("Two parts have the id '%s'. Give one another.".formatted(id));
          }
        });
    for (Measure measure : plan.measures()) {
      for (String objective : measure.objectives()) {
        if (plan.objective(objective).isEmpty()) {
          throw new PlanRefused(
              "The measure '%s' serves the objective '%s', which the plan has not."
                  .formatted(measure.title(), objective));
        }
      }
    }
    for (Activity activity : plan.activities()) {
      if (plan.measure(activity.measure()).isEmpty()) {
        throw new PlanRefused(
            "The activity '%s' belongs to the measure '%s', which the plan has not."
                .formatted(activity.title(), activity.measure()));
      }
      for (String before : activity.after()) {
        if (plan.activity(before).isEmpty()) {
          throw new PlanRefused(
              "The activity '%s' waits for '%s', which the plan has not."
                  .formatted(activity.title(), before));
        }
      }
    }
    inOrder(plan);
    return plan;
  }

  /**
   * Activities with those first that others wait for.
   *
   * @throws PlanRefused when some wait for each other
   */
  static List<Activity> inOrder(Plan plan) {
    List<Activity> waiting = new ArrayList<>(plan.activities());
    List<Activity> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!waiting.isEmpty()) {
      List<Activity> free =
          waiting.stream().filter(one -> placed.containsAll(one.after())).toList();
      if (free.isEmpty()) {
        throw new PlanRefused(
            "These activities wait for each other: %s. Take one of the links out."
                .formatted(
                    String.join(
                        ", ", waiting.stream().map(one -> "'" + one.title() + "'").toList())));
      }
      ordered.addAll(free);
      free.forEach(one -> placed.add(one.id()));
      waiting.removeAll(free);
    }
    return ordered;
  }

  /** An id made of words, unlike every id that the plan's parts have. */
  public static String freeId(Plan plan, String words) {
    return BarrierModels.freeId(plan.ids().collect(Collectors.toSet()), words);
  }

  /** When activities will be over, as things stand on a day. */
  public static Schedule schedule(Plan plan, LocalDate today) {
    return Schedule.of(plan, today);
  }

  /** What is due, the oldest first: days passed, and days to come. */
  public static List<Due> due(Plan plan, LocalDate today) {
    return Due.of(plan, today);
  }

  /** What partners agreed to, the last word of each on each part. */
  public static List<Promise> promises(Plan plan) {
    return Promise.of(plan);
  }

  /** Partners who were asked and have not answered. */
  public static List<Commitment> unanswered(Plan plan) {
    return Promise.unanswered(plan);
  }

  /** How the work on each measure went. */
  public static List<Progress> progress(Plan plan, LocalDate today) {
    return Progress.of(plan, today);
  }

  /**
   * What the plan lacks, and what fits its model no more.
   *
   * @param model null when the model cannot be found: then it is not compared
   */
  public static List<PlanGap> gaps(Plan plan, @Nullable BarrierModel model) {
    return PlanGap.of(plan, model);
  }
}
