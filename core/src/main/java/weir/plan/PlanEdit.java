package weir.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One change of a plan. */
public sealed interface PlanEdit {

  /** The heading: what is not of a part. */
  record Heading(
      String title,
      @Nullable String coordinator,
      String currency,
      @Nullable BigDecimal evaluationCost,
      @Nullable Integer evaluationDays)
      implements PlanEdit {}

  /** Adds an objective, or replaces the one of its id. */
  record PutObjective(Objective objective) implements PlanEdit {}

  /** Adds a measure, or replaces the one of its id. */
  record PutMeasure(Measure measure) implements PlanEdit {}

  /** Adds an activity, or replaces the one of its id. */
  record PutActivity(Activity activity) implements PlanEdit {}

  /** Takes a part out; what refers to it must go or change first. */
  record Remove(String id) implements PlanEdit {}

  /** Adds a line to the log; none is ever taken out. */
  record Note(Commitment commitment) implements PlanEdit {}
}
