package weir.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Expectation;
import weir.barrier.Gauge;
import weir.barrier.ReadResult;

class PlansTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

  static final Objective FEWER =
      new Objective(
          "fewer-listings",
          "Fewer listings that ship from the country",
          new Gauge("listings", Map.of("origin", "NL"), "listings", null, null, null),
          200.0,
          150.0,
          Objective.Towards.AT_MOST,
          LocalDate.of(2026, 4, 30));

  private static final Measure BRIEF =
      new Measure(
          "brief-couriers", "Brief couriers", "courier-brief", List.of("fewer-listings"), "post");

  static Activity activity(
      String id,
      @Nullable String start,
      @Nullable String end,
      @Nullable String started,
      @Nullable String done,
      String... after) {
    return new Activity(
        id,
        "brief-couriers",
        "Work on " + id,
        Activity.Kind.WORK,
        "post",
        List.of(),
        null,
        "postal act",
        start == null ? null : LocalDate.parse(start),
        end == null ? null : LocalDate.parse(end),
        new BigDecimal("100"),
        List.of(after),
        started == null ? null : LocalDate.parse(started),
        done == null ? null : LocalDate.parse(done),
        null,
        null,
        null);
  }

  static Plan plan(Activity... activities) {
    return new Plan(
        "spring",
        "drug-markets",
        3,
        null,
        "Spring plan",
        "the coordination centre",
        "EUR",
        new BigDecimal("500"),
        3,
        List.of(FEWER),
        List.of(BRIEF),
        List.of(activities),
        List.of());
  }

  private static Commitment said(
      String partner, @Nullable String about, Commitment.Said said, @Nullable String due) {
    return new Commitment(
        partner,
        about,
        said,
        due == null ? null : LocalDate.parse(due),
        "as said in the meeting",
        Instant.parse("2026-03-01T10:00:00Z"),
        "the coordinator");
  }

  @Test
  void what_slips_takes_along_what_waits_for_it_and_puts_the_objective_at_risk() {
    Plan plan =
        plan(
            activity("text", "2026-02-01", "2026-02-20", "2026-02-02", null),
            activity("print", "2026-02-21", "2026-03-02", null, null, "text"),
            activity("send", "2026-04-15", "2026-04-20", null, null, "print"),
            activity("ring", "2026-04-25", "2026-05-10", null, null));
    Schedule schedule = Plans.schedule(plan, TODAY);
    // Ten days of work from the day after today, since the text is not there before today is over.
    assertThat(schedule.lines())
        .extracting(
            line -> line.activity().id(),
            Schedule.Line::state,
            Schedule.Line::end,
            Schedule.Line::daysLate,
            Schedule.Line::because)
        .containsExactly(
            tuple("text", Activity.State.LATE, TODAY, 18L, null),
            tuple("print", Activity.State.LATE, LocalDate.of(2026, 3, 20), 18L, "text"),
            tuple("send", Activity.State.PLANNED, LocalDate.of(2026, 4, 20), 0L, null),
            tuple("ring", Activity.State.PLANNED, LocalDate.of(2026, 5, 10), 0L, null));
    assertThat(schedule.hangingOn("text"))
        .extracting(Activity::id)
        .containsExactly("print", "send");
    assertThat(schedule.atRisk())
        .extracting(risk -> risk.objective().id(), risk -> risk.last().activity().id())
        .containsExactly(tuple("fewer-listings", "ring"));
    assertThat(schedule.slipping()).hasSize(2);
  }

  @Test
  void a_decision_becomes_work_with_what_was_estimated_and_nothing_else() {
    Gauge listings = new Gauge("listings", Map.of("by", "week"), "Listings", null, null, null);
    BarrierModel model =
        read(
            """
            id: parcels
            title: Parcels
            language: en
            version: "1"
            status: draft
            steps:
              - {id: post, title: Post}
            facilitators:
              - id: senders
                label: Senders
                steps: [post]
                knowing: knowing
                gauges:
                  - {measure: listings, filters: {by: week}, label: Listings}
                  - {measure: origin_share, filters: {by: origin}, label: By origin}
            partners:
              - {id: office, label: Office, steps: [post]}
              - {id: customs, label: Customs, steps: [post]}
            barriers:
              - id: register
                label: Register senders
                steps: [post]
                addresses: [senders]
                owner: office
              - id: seals
                label: Seal parcels
                steps: [post]
                addresses: [senders]
            """);
    Plan begun =
        Plans.begun(
            plan().with(List.of(), List.of(), List.of(), List.of()),
            model,
            List.of("seals", "register", "taken-out-since"),
            Map.of(
                "register",
                List.of(
                    expected(Expectation.Kind.COST, null, 30_000, "EUR"),
                    expected(Expectation.Kind.MONTHS, null, 1.5, null),
                    expected(Expectation.Kind.WORKING_DAYS, "customs", 10, null)),
                "seals",
                List.of(expected(Expectation.Kind.COST, null, 900, "DKK"))),
            LocalDate.of(2026, 3, 9),
            gauge -> gauge.equals(listings) ? 210.0 : null);

    assertThat(begun.objectives())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.gauge()).isEqualTo(listings);
          assertThat(one.baseline()).isEqualTo(210.0);
          assertThat(one.target()).isNull();
        });
    assertThat(begun.measures())
        .extracting(Measure::barrier, Measure::owner, one -> one.objectives().size())
        .containsExactly(tuple("register", "office", 1), tuple("seals", null, 1));
    // One and a half months from the tenth of March, the last day counted: 46 days.
    assertThat(begun.activities())
        .extracting(Activity::start, Activity::end, Activity::cost, Activity::supporters)
        .containsExactly(
            tuple(
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 4, 24),
                new BigDecimal("30000"),
                List.of("customs")),
            tuple(null, null, null, List.of()));
    assertThat(Plans.gaps(begun, model))
        .extracting(PlanGap::check)
        .contains("objective-not-measurable", "activity-without-dates", "measure-without-owner");
  }

  private static BarrierModel read(String yaml) {
    return switch (BarrierModels.read(yaml, "parcels.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }

  private static Expectation expected(
      Expectation.Kind of, @Nullable String partner, double likely, @Nullable String currency) {
    return new Expectation(of, partner, likely, likely, likely, currency, null);
  }

  @Test
  void activities_that_wait_for_each_other_are_refused_by_name() {
    Plan one = plan(activity("text", null, null, null, null));
    Plan two =
        Plans.edited(
            one, new PlanEdit.PutActivity(activity("print", null, null, null, null, "text")));
    assertThatThrownBy(() ->
            Plans.edited(
                two, new PlanEdit.PutActivity(activity("text", null, null, null, null, "print"))))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("wait for each other")
        .hasMessageContaining("Work on text");
    assertThatThrownBy(() -> Plans.edited(two, new PlanEdit.Remove("text")))
        .hasMessageContaining("waits for 'text'");
    assertThatThrownBy(() -> Plans.edited(two, new PlanEdit.Remove("brief-couriers")))
        .hasMessageContaining("belongs to the measure");
    assertThatThrownBy(() -> activity("x", "2026-03-02", "2026-03-01", null, null))
        .hasMessageContaining("ends before it starts");
  }

  @Test
  void the_last_word_of_a_partner_counts_and_a_promise_past_its_day_is_late() {
    Plan plan = plan(activity("text", "2026-03-20", "2026-03-25", null, null));
    plan = Plans.edited(plan, new PlanEdit.Note(said("post", "text", Commitment.Said.ASKED, null)));
    assertThat(Plans.unanswered(plan)).hasSize(1);
    plan =
        Plans.edited(
            plan, new PlanEdit.Note(said("post", "text", Commitment.Said.AGREED, "2026-03-05")));
    assertThat(Plans.unanswered(plan)).isEmpty();
    assertThat(Plans.promises(plan))
        .singleElement()
        .matches(promise -> promise.isLate(TODAY))
        .matches(promise -> promise.delivered() == null);
    assertThat(Plans.due(plan, TODAY))
        .extracting(Due::key, Due::overdue)
        .containsExactly(
            tuple("promise-post-text", true),
            tuple("start-text", false),
            tuple("end-text", false),
            tuple("objective-fewer-listings", false));
    plan =
        Plans.edited(
            plan, new PlanEdit.Note(said("post", "text", Commitment.Said.DELIVERED, null)));
    assertThat(Plans.promises(plan)).singleElement().matches(promise -> !promise.isLate(TODAY));
    plan =
        Plans.edited(plan, new PlanEdit.Note(said("post", "text", Commitment.Said.DECLINED, null)));
    assertThat(Plans.promises(plan)).isEmpty();
    assertThat(Plans.gaps(plan, null)).extracting(PlanGap::check).contains("partner-declined");
  }

  @Test
  void progress_says_what_was_done_and_does_not_know_what_nobody_said() {
    Plan plan =
        plan(
            activity("text", "2026-02-01", "2026-02-20", "2026-02-02", "2026-02-25"),
            activity("print", "2026-02-21", "2026-03-02", null, null, "text"));
    Progress progress = Plans.progress(plan, TODAY).getFirst();
    assertThat(progress.state()).isEqualTo(Progress.State.LATE);
    assertThat(progress.activities()).isEqualTo(2);
    assertThat(progress.done()).isEqualTo(1);
    assertThat(progress.late()).isEqualTo(1);
    assertThat(progress.begun()).isEqualTo(LocalDate.of(2026, 2, 2));
    assertThat(progress.finished()).isNull();
    assertThat(progress.planned()).isEqualByComparingTo("200");
    assertThat(progress.spent()).isNull();
    assertThat(progress.spentUnknown()).isEqualTo(1);
  }

  @Test
  void a_plan_says_what_it_lacks() {
    Plan bare =
        new Plan(
            "bare",
            "m",
            null,
            null,
            "Bare",
            null,
            "EUR",
            null,
            null,
            List.of(
                new Objective("less", "Less", null, null, null, Objective.Towards.AT_MOST, null)),
            List.of(new Measure("one", "One", null, List.of(), null)),
            List.of(),
            List.of());
    assertThat(Plans.gaps(bare, null))
        .extracting(PlanGap::check)
        .containsExactly(
            "no-coordinator",
            "evaluation-not-provided",
            "objective-not-measurable",
            "objective-unserved",
            "measure-without-objective",
            "measure-without-owner",
            "measure-without-activity");
    assertThat(Plans.gaps(plan(activity("a", null, null, null, null)), null))
        .extracting(PlanGap::check)
        .contains("activity-without-dates", "partner-not-asked")
        .doesNotContain("objective-not-measurable");
  }

  @Test
  void a_document_comes_back_as_it_was_and_a_wrong_one_is_refused_with_its_place() {
    Plan plan =
        Plans.edited(
            plan(activity("text", "2026-02-01", "2026-02-20", null, null)),
            new PlanEdit.Note(said("post", null, Commitment.Said.AGREED, "2026-03-05")));
    assertThat(Plans.read(Plans.toJson(plan), "plan.json")).isEqualTo(plan);
    assertThatThrownBy(
            () -> Plans.read(Plans.toJson(plan).replace("\"log\"", "\"logg\""), "plan.json"))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("logg");
    assertThatThrownBy(() -> Plans.read("{\n\"id\": \"x\"}", "plan.json"))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("plan.json, line 2: The id of a plan's model is missing.");
    assertThatThrownBy(
            () -> Plans.read(Plans.toJson(plan).replace("\"EUR\"", "\"euros\""), "plan.json"))
        .hasMessageContaining("three letters");
  }
}
