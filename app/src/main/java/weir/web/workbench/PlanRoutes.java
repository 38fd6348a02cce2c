package weir.web.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.EditRefused;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.PlanEdit;
import weir.plan.PlanRefused;
import weir.plan.Plans;
import weir.web.GaugeStudy;
import weir.web.NotFound;
import weir.workbench.Decisions;
import weir.workbench.PlanStore;
import weir.workbench.Workbench;

/** Which address shows or changes a plan. */
final class PlanRoutes {

  private static final int VERSIONS_SHOWN = 20;

  private final WorkbenchRoutes desk;
  private final PlanStore store;
  private final Decisions decisions;
  private final Surroundings surroundings;
  private final Clock clock;

  /**
   * @param desk lends what all pages of the workbench share
   */
  PlanRoutes(
      WorkbenchRoutes desk,
      PlanStore store,
      Decisions decisions,
      Surroundings surroundings,
      Clock clock) {
    this.desk = desk;
    this.store = store;
    this.decisions = decisions;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  static String place(Plan plan) {
    return "/workbench/" + plan.model() + "/plans/" + plan.id();
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .GET("/workbench/due/calendar.ics", _ -> calendar(store.list(null), "plans"))
        .GET("/workbench/{model}/plans", request -> plans(request, 200, null))
        .POST("/workbench/{model}/plans", this::begin)
        .GET("/workbench/{model}/plans/{plan}", request -> plan(request, 200, null))
        .POST("/workbench/{model}/plans/{plan}", this::edit)
        .GET("/workbench/{model}/plans/{plan}/steering", request -> steering(request, 200, null))
        .POST("/workbench/{model}/plans/{plan}/steering", this::evaluate)
        .GET("/workbench/{model}/plans/{plan}/plan.json", this::document)
        .GET("/workbench/{model}/plans/{plan}/evaluations/{file}", this::evaluation)
        .GET(
            "/workbench/{model}/plans/{plan}/calendar.ics",
            request -> calendar(List.of(held(request)), held(request).plan().id()))
        .build();
  }

  private PlanStore.Held held(ServerRequest request) {
    var model = request.pathVariable("model");
    return store
        .head(request.pathVariable("plan"))
        .filter(held -> held.plan().model().equals(model))
        .orElseThrow(() ->
            new NotFound("This model has no plan of this id.", "/workbench/" + model + "/plans"));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  private ServerResponse plans(ServerRequest request, int status, @Nullable String fault) {
    var model = desk.held(request);
    return desk.html(
        status,
        new PlansPage(
            surroundings.frame("Plans: " + model.model().title(), false),
            desk.bar(request, model, "plans"),
            store.list(model.model().id()).stream()
                .map(held -> PlansPage.Line.of(held, model.model(), today()))
                .toList(),
            decisions.all(model.model().id()).stream()
                .map(made ->
                    new Choice(
                        made.id(),
                        words(made),
                        request.param("decision").filter(made.id()::equals).isPresent()))
                .toList(),
            fault));
  }

  private ServerResponse begin(ServerRequest request) {
    var masked = desk.masked(desk.form(request));
    var form = masked.form();
    var model = desk.held(request);
    var title = form.text("title");
    try {
      if (title.isEmpty()) {
        throw new PlanRefused("Give the plan a title, such as 'Parcels, spring'.");
      }
      var taken =
          store.list(null).stream().map(held -> held.plan().id()).collect(Collectors.toSet());
      var decision = decision(form, model);
      var plan =
          new Plan(
              BarrierModels.freeId(taken, title),
              model.model().id(),
              model.version(),
              decision.map(Decisions.Recorded::id).orElse(null),
              title,
              form.textOrNull("coordinator"),
              form.text("currency").isEmpty() ? "EUR" : form.text("currency"),
              null,
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of());
      var begun = decision.map(made -> carryingOut(plan, model.model(), made)).orElse(plan);
      store.create(
          begun,
          WorkbenchRoutes.author(request),
          decision
              .map(made -> "Began from the decision of " + made.decision().on())
              .orElse("Began"));
      return WorkbenchRoutes.see(place(plan) + masked.said());
    } catch (PlanRefused refused) {
      return plans(request, 422, refused.getMessage());
    }
  }

  private Optional<Decisions.Recorded> decision(Form form, Workbench.Held model) {
    var id = form.textOrNull("decision");
    if (id == null) {
      return Optional.empty();
    }
    return Optional.of(
        decisions
            .decision(model.model().id(), id)
            .orElseThrow(() ->
                new PlanRefused(
                    "This model has no such decision. Choose one of the list, or none.")));
  }

  private @Nullable String carriedOut(Plan plan) {
    var id = plan.decision();
    return id == null
        ? null
        : decisions.decision(plan.model(), id).map(PlanRoutes::words).orElse(null);
  }

  private static String words(Decisions.Recorded made) {
    return "%s: %s, by %s"
        .formatted(made.decision().on(), made.decision().option(), made.decision().by());
  }

  private Plan carryingOut(Plan heading, BarrierModel model, Decisions.Recorded made) {
    return Plans.begun(
        heading,
        model,
        made.decision().chosen(),
        made.decision().sheet().expected(),
        made.decision().on(),
        gauge -> surroundings.reading(gauge).value());
  }

  private ServerResponse plan(ServerRequest request, int status, @Nullable String fault) {
    var model = desk.held(request);
    var held = held(request);
    return desk.html(
        status,
        PlanPage.of(
            surroundings,
            desk.bar(request, model, "plans"),
            held,
            model.model(),
            today(),
            store.versions(held.plan().id(), VERSIONS_SHOWN),
            carriedOut(held.plan()),
            request.param("part").orElse(null),
            fault));
  }

  private ServerResponse edit(ServerRequest request) {
    var masked = desk.masked(desk.form(request));
    var form = masked.form();
    var held = held(request);
    var author = WorkbenchRoutes.author(request);
    try {
      var edit = PlanForm.read(held.plan(), form, author, clock.instant());
      refuseUnreadable(edit);
      store.edit(held.plan().id(), form.whole("seen", held.version()), author, edit);
      var back = form.text("back");
      return WorkbenchRoutes.see(
          place(held.plan()) + masked.said() + (back.matches("[a-z]+") ? "#" + back : ""));
    } catch (PlanRefused | EditRefused refused) {
      return plan(request, 422, refused.getMessage());
    }
  }

  /** A gauge that could never be read is refused, as on the board. */
  private void refuseUnreadable(PlanEdit edit) {
    if (edit instanceof PlanEdit.PutObjective(Objective objective) && objective.gauge() != null) {
      var why = surroundings.reading(objective.gauge()).unreadable();
      if (why != null) {
        throw new PlanRefused(why);
      }
    }
  }

  private ServerResponse steering(ServerRequest request, int status, @Nullable String fault) {
    var model = desk.held(request);
    var held = held(request);
    return desk.html(
        status,
        SteeringPage.of(
            surroundings,
            desk.bar(request, model, "plans"),
            held,
            model.model(),
            store.evaluations(held.plan().id()),
            today(),
            fault));
  }

  /** Looks at what a measure's barrier brought about, and keeps the answer. */
  private ServerResponse evaluate(ServerRequest request) {
    var form = desk.form(request);
    var held = held(request);
    var plan = held.plan();
    Optional<Measure> measure = plan.measure(form.text("measure"));
    Optional<Barrier> barrier =
        measure.flatMap(one -> SteeringPage.barrier(desk.held(request).model(), one));
    LocalDate from = barrier.map(Barrier::from).orElse(null);
    var asked = form.textOrNull("objective");
    Optional<Objective> objective =
        measure.flatMap(one ->
            SteeringPage.gauged(plan, one)
                .filter(goal -> asked == null || goal.id().equals(asked))
                .findFirst());
    if (measure.isEmpty() || barrier.isEmpty() || from == null || objective.isEmpty()) {
      return steering(
          request,
          422,
          "This cannot be evaluated: it takes a barrier with the day since when it is in force, and"
              + " an objective with a gauge.");
    }
    var gauge = objective.get().gauge();
    if (gauge == null) {
      throw new IllegalStateException("Only objectives with a gauge are taken");
    }
    GaugeStudy study = surroundings.study(gauge, barrier.get().label(), from, step(form));
    store.keep(
        plan.id(),
        measure.get().id(),
        barrier.get().id(),
        study.ledger(),
        seen(study, objective.get()),
        study.sentence(),
        study.document(),
        WorkbenchRoutes.author(request));
    return WorkbenchRoutes.see(place(plan) + "/steering");
  }

  private static GaugeStudy.Step step(Form form) {
    return form.text("step").equals("week") ? GaugeStudy.Step.WEEK : GaugeStudy.Step.DAY;
  }

  /**
   * Below even odds of seeing a fall of 30 per cent, seeing none tells nothing: our choice, milder
   * than the 80 of 100 that studies are commonly planned for.
   */
  private static final double EVEN = 0.5;

  /**
   * An effect counts as seen when it goes the way that the objective wants. That none was seen
   * counts only where the design was strong enough to see one.
   */
  static PlanStore.Seen seen(GaugeStudy study, Objective objective) {
    Boolean effect = study.seen();
    Double ratio = study.ratio();
    Double power = study.power();
    if (effect == null || ratio == null || power == null || (!effect && power < EVEN)) {
      return PlanStore.Seen.UNKNOWN;
    }
    boolean wanted = objective.towards() == Objective.Towards.AT_MOST ? ratio < 1 : ratio > 1;
    return effect && wanted ? PlanStore.Seen.SEEN : PlanStore.Seen.NOT_SEEN;
  }

  private ServerResponse document(ServerRequest request) {
    var plan = held(request).plan();
    return WorkbenchRoutes.file(
        "application/json; charset=utf-8",
        plan.id() + ".json",
        Plans.toJson(plan).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private ServerResponse evaluation(ServerRequest request) {
    var plan = held(request).plan();
    var file = request.pathVariable("file");
    return store.evaluations(plan.id()).stream()
        .filter(one -> file.equals(one.id() + ".json"))
        .findFirst()
        .map(one ->
            WorkbenchRoutes.file(
                "application/json; charset=utf-8",
                plan.id() + "-" + one.measure() + ".json",
                one.document().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .orElseThrow(() ->
            new NotFound("This plan has no evaluation of this id.", place(plan) + "/steering"));
  }

  private ServerResponse calendar(List<PlanStore.Held> plans, String name) {
    return WorkbenchRoutes.file(
        "text/calendar; charset=utf-8", name + ".ics", PlanCalendar.of(plans, today()));
  }
}
