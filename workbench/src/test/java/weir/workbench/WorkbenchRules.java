package weir.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.barrier.Evidence;
import weir.barrier.Expectation;
import weir.barrier.OpenQuestion;
import weir.barrier.Relation;
import weir.barrier.Step;
import weir.choice.Limits;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.plan.Commitment;
import weir.plan.Measure;
import weir.plan.Plan;
import weir.plan.PlanEdit;
import weir.plan.PlanRefused;
import weir.plan.Plans;

/** What the store promises, whatever database it is in. */
abstract class WorkbenchRules {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);

  private StoreSettings settings = new StoreSettings("jdbc:sqlite:unused", null, null);
  private Workbench bench = Workbench.open(memory(), CLOCK);

  private static StoreSettings memory() {
    return new StoreSettings("jdbc:sqlite::memory:", null, null);
  }

  abstract StoreSettings empty() throws Exception;

  @BeforeEach
  void open() throws Exception {
    bench.close();
    settings = empty();
    bench = Workbench.open(settings, CLOCK);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Workbench.Held begun() {
    return bench.create(MadeUp.bicycles(), "Ada", "Began");
  }

  private Workbench.Saved saved(int seen, Edit edit) {
    return (Workbench.Saved) bench.edit("bicycle-theft", seen, "Ada", edit);
  }

  private static Edit step(String id, String title) {
    return new Edit.PutStep(new Step(id, title, null));
  }

  @Test
  void an_edit_is_there_for_whoever_opens_the_store_next() {
    begun();
    saved(1, step("riding", "Riding on"));
    try (var other = Workbench.open(settings, CLOCK)) {
      assertThat(other.head("bicycle-theft").orElseThrow().model().steps())
          .extracting(Step::title)
          .containsExactly("Stealing", "Selling", "Riding on");
    }
  }

  @Test
  void what_is_set_aside_stays_so_with_its_reason_until_it_is_to_be_shown_again() {
    var model = begun().model().id();
    var question =
        new OpenQuestion(
            "moved-fence",
            "Does it still hold?",
            null,
            null,
            List.of("fence"),
            new OpenQuestion.Sign(
                OpenQuestion.Cause.MOVED,
                180.5,
                null,
                200.0,
                "listings",
                LocalDate.parse("2026-08-24"),
                "listings, by week",
                List.of("on offer")));
    assertThatThrownBy(
            () -> bench.updates().note(model, question, UpdateStore.Answer.SET_ASIDE, " ", "Ada"))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("Say why it is set aside");
    assertThat(bench.updates().answered(model)).isEmpty();

    bench.updates().note(model, question, UpdateStore.Answer.ACCEPTED, null, "Ada");
    assertThat(bench.updates().answered(model)).as("in the model, or taken back").isEmpty();
    bench.updates().note(model, question, UpdateStore.Answer.SET_ASIDE, "A fair", "Ben");
    assertThat(bench.updates().answered(model)).containsExactly(question);
    bench.updates().note(model, question, UpdateStore.Answer.SHOWN_AGAIN, null, "Ada");
    assertThat(bench.updates().answered(model)).isEmpty();
    assertThat(bench.updates().log(model))
        .extracting(UpdateStore.Line::author)
        .containsExactly("Ada", "Ben", "Ada");
    assertThat(bench.updates().log(model).get(1).reason()).isEqualTo("A fair");
    assertThat(bench.updates().log("another")).isEmpty();
  }

  @Test
  void ways_to_reach_somebody_are_masked_before_a_plan_or_a_reason_is_kept() {
    var model = begun().model().id();
    var plan =
        Plans.read(
            """
            {"id": "spring", "model": "%s", "title": "Ask jan.jansen@example.org", "currency": "EUR"}
            """
                .formatted(model),
            "plan.json");
    var held = bench.plans().create(plan, "Ada", "Began");
    assertThat(held.plan().title()).startsWith("Ask [email:").doesNotContain("jansen");
    var noted =
        bench
            .plans()
            .edit(
                "spring",
                1,
                "Ada",
                new PlanEdit.Note(
                    new Commitment(
                        "council",
                        null,
                        Commitment.Said.ASKED,
                        null,
                        "Write to mia@example.org by Friday, 12 parcels",
                        CLOCK.instant(),
                        "Ada")));
    assertThat(noted.plan().log().getFirst().words())
        .matches("Write to \\[email:[0-9a-f]+] by Friday, 12 parcels");
    assertThat(bench.plans().at("spring", 2).orElseThrow()).isEqualTo(noted.plan());

    var question = new OpenQuestion("moved-fence", "Still so?", null, null);
    var line =
        bench
            .updates()
            .note(model, question, UpdateStore.Answer.SET_ASIDE, "Says mia@example.org", "Ada");
    assertThat(line.reason()).startsWith("Says [email:");
    assertThat(bench.updates().log(model).getFirst().reason()).isEqualTo(line.reason());

    bench.remark(model, null, "Ask mia@example.org", "Ada");
    assertThat(bench.remarks(model).getFirst().text()).startsWith("Ask [email:");
    bench
        .decisions()
        .record(
            model,
            new Decisions.Decision(
                "1",
                "ab12",
                "Another set",
                List.of(),
                Decisions.Sheet.EMPTY,
                "Steering group",
                LocalDate.parse("2026-10-31"),
                "It was mia@example.org who knew.",
                "Not jan@example.org."),
            "Ada");
    var decision = bench.decisions().all(model).getFirst().decision();
    assertThat(decision.by()).isEqualTo("Steering group");
    assertThat(decision.reasons()).startsWith("It was [email:").doesNotContain("mia");
    assertThat(decision.dissent()).startsWith("Not [email:").doesNotContain("jan@");
  }

  @Test
  void a_decision_stays_as_it_was_written_with_all_that_it_was_made_from() {
    var sheet =
        new Decisions.Sheet(
            Map.of(
                "register",
                List.of(
                    new Expectation(Expectation.Kind.COST, null, 10, 20.5, 30, "EUR", "the city"),
                    new Expectation(
                        Expectation.Kind.WORKING_DAYS, "council", 1, 2, 3, null, null))),
            new Limits(100.0, null, Map.of("council", 5.0), Limits.Counting.EFFECT));
    bench.decisions().keep("bicycle-theft", Decisions.Sheet.EMPTY, "Ada");
    bench.decisions().keep("bicycle-theft", sheet, "Ben");
    var first =
        new Decisions.Decision(
            "3",
            "ab12",
            "Careful",
            List.of("register"),
            sheet,
            "Steering group",
            LocalDate.parse("2026-10-30"),
            "It can begin at once.",
            "The dealers: too dear.");
    var second =
        new Decisions.Decision(
            "4",
            "cd34",
            "Another set",
            List.of(),
            Decisions.Sheet.EMPTY,
            "Steering group",
            LocalDate.parse("2026-10-31"),
            "Wait for the law.",
            null);
    bench.decisions().record("bicycle-theft", first, "Ada");
    bench.decisions().record("bicycle-theft", second, "");

    try (var other = Workbench.open(settings, CLOCK)) {
      var kept = other.decisions().sheet("bicycle-theft").orElseThrow();
      assertThat(kept.sheet()).isEqualTo(sheet);
      assertThat(kept.number()).isEqualTo(2);
      assertThat(kept.author()).isEqualTo("Ben");
      assertThat(other.decisions().all("bicycle-theft"))
          .extracting(Decisions.Recorded::decision)
          .containsExactlyInAnyOrder(first, second);
      assertThat(other.decisions().all("models/bicycle-theft")).isEmpty();
      assertThat(other.decisions().sheet("models/bicycle-theft")).isEmpty();
    }
    assertThatThrownBy(() ->
            bench
                .decisions()
                .record(
                    "bicycle-theft",
                    new Decisions.Decision(
                        "4", "", "", List.of(), sheet, " ", LocalDate.EPOCH, "", null),
                    "Ada"))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("by whom it was made and why");
  }

  @Test
  void every_version_can_be_made_again_across_snapshots() {
    var models = new ArrayList<BarrierModel>();
    models.add(begun().model());
    for (int i = 2; i <= 130; i++) {
      models.add(saved(i - 1, step("step-" + i % 7, "Title " + i)).held().model());
    }
    for (int version : List.of(1, 2, 50, 99, 100, 101, 129, 130)) {
      assertThat(bench.at("bicycle-theft", version)).contains(models.get(version - 1));
    }
    try (var other = Workbench.open(settings, CLOCK)) {
      assertThat(other.head("bicycle-theft").orElseThrow().model()).isEqualTo(models.getLast());
    }
    assertThat(bench.at("bicycle-theft", 131)).isEmpty();
    assertThat(bench.versions("bicycle-theft", 131, 3))
        .extracting(Workbench.Version::version)
        .containsExactly(130, 129, 128);
  }

  @Test
  void two_who_edit_the_same_part_never_overwrite_each_other() {
    begun();
    saved(1, step("selling", "Selling on the street"));

    var outcome = bench.edit("bicycle-theft", 1, "Ben", step("selling", "Selling online"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Workbench.Conflict.class,
            conflict -> {
              assertThat(conflict.by().author()).isEqualTo("Ada");
              assertThat(conflict.changes())
                  .singleElement()
                  .satisfies(change -> {
                    assertThat(change.before()).isEqualTo("Selling on the street");
                    assertThat(change.after()).isEqualTo("Selling online");
                  });
            });
    assertThat(bench.head("bicycle-theft").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void two_who_edit_different_parts_do_not_hinder_each_other() {
    begun();
    saved(1, step("selling", "Selling on the street"));
    var other =
        bench.edit("bicycle-theft", 1, "Ben", new Edit.MoveElement("fence", null, "stealing"));

    assertThat(other).isInstanceOf(Workbench.Saved.class);
    var model = bench.head("bicycle-theft").orElseThrow().model();
    assertThat(model.steps().getLast().title()).isEqualTo("Selling on the street");
    assertThat(model.element("fence").orElseThrow().steps()).hasSize(2);
  }

  @Test
  void of_many_at_once_each_is_saved_or_told() throws Exception {
    begun();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var tasks = new ArrayList<Callable<Workbench.Outcome>>();
      for (int i = 0; i < 24; i++) {
        int number = i;
        tasks.add(() ->
            bench.edit("bicycle-theft", 1, "Many", step("step-" + number % 12, "By " + number)));
      }
      int kept = 0;
      int told = 0;
      for (var result : threads.invokeAll(tasks)) {
        switch (result.get()) {
          case Workbench.Saved _ -> kept++;
          case Workbench.Conflict _ -> told++;
          case Workbench.Unchanged _ -> throw new AssertionError("each changes something");
        }
      }
      assertThat(kept).isEqualTo(12);
      assertThat(told).isEqualTo(12);
    }
    assertThat(bench.head("bicycle-theft").orElseThrow().version()).isEqualTo(13);
  }

  @Test
  void a_change_is_taken_back_by_a_change_of_its_own() {
    var begun = begun();
    saved(1, new Edit.RemoveElement("council"));
    bench.undo("bicycle-theft", 2, "Ada");

    var head = bench.head("bicycle-theft").orElseThrow();
    assertThat(head.version()).isEqualTo(3);
    assertThat(head.model()).isEqualTo(begun.model());
    assertThat(bench.versions("bicycle-theft", 4, 1).getFirst())
        .satisfies(version -> {
          assertThat(version.undoes()).isEqualTo(2);
          assertThat(version.words()).isEqualTo("Took back: Removed 'City council'");
        });
    assertThatThrownBy(() -> bench.undo("bicycle-theft", 1, "Ada"))
        .isInstanceOf(EditRefused.class)
        .hasMessage("Version 1 cannot be taken back: with it the model began.");
  }

  @Test
  void a_refused_edit_changes_nothing() {
    begun();
    assertThatThrownBy(() ->
            saved(1, new Edit.AddRelation(new Relation("fence", Relation.Kind.USES, "nothing"))))
        .isInstanceOf(EditRefused.class);
    assertThat(bench.head("bicycle-theft").orElseThrow().version()).isEqualTo(1);
    assertThat(bench.edit("bicycle-theft", 1, "Ada", step("selling", "Selling")))
        .isInstanceOf(Workbench.Unchanged.class);
  }

  @Test
  void versions_get_names_and_models_get_remarks() {
    begun();
    bench.name("bicycle-theft", 1, "As shown", "to the council", "Ada");
    assertThat(bench.named("bicycle-theft"))
        .singleElement()
        .satisfies(version -> assertThat(version.name()).isEqualTo("As shown"));
    assertThatThrownBy(() -> bench.name("bicycle-theft", 1, "As shown", "", "Ben"))
        .hasMessageContaining("already given");
    assertThatThrownBy(() -> bench.name("bicycle-theft", 9, "Later", "", "Ben"))
        .hasMessage("There is no version 9.");

    bench.remark("bicycle-theft", "fence", "Ask the guild.", "Ben");
    var remark = bench.remarks("bicycle-theft").getFirst();
    assertThat(remark.settledAt()).isNull();
    bench.settle("bicycle-theft", remark.id(), "Ada");
    assertThat(bench.remarks("bicycle-theft").getFirst().settledBy()).isEqualTo("Ada");
  }

  @Test
  void the_list_counts_what_the_checks_leave_open() {
    begun();
    assertThat(bench.list())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.title()).isEqualTo("Stolen bicycles");
          assertThat(line.elements()).isEqualTo(4);
          assertThat(line.openFindings()).isPositive();
        });
    assertThatThrownBy(this::begun).isInstanceOf(EditRefused.class);
    assertThat(bench.history("bicycle-theft", "fence", 10)).isEmpty();
    saved(1, new Edit.MoveElement("fence", null, "stealing"));
    assertThat(bench.history("bicycle-theft", "fence", 10)).hasSize(1);
  }

  @Test
  void a_picture_is_no_document_and_older_texts_are_read() {
    var library = bench.library();

    assertThatThrownBy(() -> brought(library, "scan.png", new byte[] {'P', 'N', 'G', 0, 1, 2}))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("'scan.png' is no text, HTML or PDF.");
    var id = brought(library, "old.txt", new byte[] {'c', 'a', 'f', (byte) 0xe9});
    assertThat(library.text(id)).contains("caf\u00e9");
  }

  private static String brought(Library library, String name, byte[] bytes) {
    return library
        .bring(
            name,
            bytes,
            "",
            Library.Kind.PUBLICATION,
            null,
            new Masker(DigestKey.of(new byte[32])),
            "Ada")
        .id();
  }

  @Test
  void a_document_is_masked_before_it_is_kept_and_its_passages_are_tied() {
    begun();
    var library = bench.library();
    var masker = new Masker(DigestKey.of(new byte[32]));
    var text = "The dealer wrote from dealer.one@example.org.\nNobody asked for papers.";
    var brought =
        library.bring(
            "case one.txt",
            text.getBytes(StandardCharsets.UTF_8),
            "Case one",
            Library.Kind.CASE_FILE,
            Evidence.Reliability.B,
            masker,
            "Ada");

    assertThat(library.text(brought.id()).orElseThrow())
        .doesNotContain("dealer.one@example.org")
        .contains("Nobody asked for papers.");
    assertThat(brought.masked()).isEqualTo(1);
    library.mark(
        brought.id(),
        "Nobody  asked for\npapers.",
        "Papers are not asked for.",
        "bicycle-theft",
        "fence",
        "Selling",
        "dealer",
        2,
        Evidence.Nature.FACT,
        "Ada");
    assertThat(library.passages("bicycle-theft", "fence")).hasSize(1);
    assertThat(library.script().rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.step()).isEqualTo("Selling");
          assertThat(row.sharedActors()).containsExactly("dealer");
        });
    assertThatThrownBy(() ->
            library.mark(brought.id(), "not there", "x", null, null, null, null, null, null, "Ada"))
        .hasMessageContaining("does not hold that passage");
    assertThat(
            library
                .bring(
                    "again.txt",
                    text.getBytes(StandardCharsets.UTF_8),
                    "",
                    Library.Kind.PUBLICATION,
                    null,
                    masker,
                    "Ben")
                .alreadyKnown())
        .isTrue();
    library.remove(brought.id());
    assertThat(library.documents()).isEmpty();
    assertThat(BarrierModels.check(bench.head("bicycle-theft").orElseThrow().model())).isNotEmpty();
  }

  private static Plan plan() {
    return new Plan(
        "spring",
        "bicycle-theft",
        1,
        null,
        "Spring plan",
        null,
        "EUR",
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static PlanEdit measure(String id, String title) {
    return new PlanEdit.PutMeasure(new Measure(id, title, null, List.of(), null));
  }

  @Test
  void a_plan_and_all_its_versions_are_there_for_whoever_opens_the_store_next() {
    begun();
    bench.plans().create(plan(), "Ada", "Began");
    bench.plans().edit("spring", 1, "Ada", measure("locks", "Hand out locks"));
    bench.plans().edit("spring", 2, "Ben", measure("locks", "Hand out good locks"));
    try (var other = Workbench.open(settings, CLOCK)) {
      var held = other.plans().head("spring").orElseThrow();
      assertThat(held.version()).isEqualTo(3);
      assertThat(held.plan().measure("locks").orElseThrow().title())
          .isEqualTo("Hand out good locks");
      assertThat(other.plans().at("spring", 2).orElseThrow().measure("locks").orElseThrow().title())
          .isEqualTo("Hand out locks");
      assertThat(other.plans().versions("spring", 9))
          .extracting(PlanStore.Version::author)
          .containsExactly("Ben", "Ada", "Ada");
      assertThat(other.plans().list("bicycle-theft")).hasSize(1);
      assertThat(other.plans().list("another")).isEmpty();
      assertThat(other.plans().list(null)).hasSize(1);
    }
  }

  @Test
  void two_who_change_the_same_part_of_a_plan_do_not_overwrite_each_other() {
    begun();
    bench.plans().create(plan(), "Ada", "Began");
    bench.plans().edit("spring", 1, "Ada", measure("locks", "Hand out locks"));
    assertThatThrownBy(() -> bench.plans().edit("spring", 1, "Ben", measure("locks", "Sell locks")))
        .isInstanceOf(PlanRefused.class)
        .hasMessageContaining("Ada")
        .hasMessageContaining("Nothing was written");
    // Another part does not stand in the way.
    var held = bench.plans().edit("spring", 1, "Ben", measure("lamps", "Hand out lamps"));
    assertThat(held.plan().measures()).hasSize(2);
    assertThatThrownBy(() -> bench.plans().create(plan(), "Ada", "Again"))
        .hasMessageContaining("already is a plan");
    assertThatThrownBy(() -> bench.plans().edit("autumn", 1, "Ada", measure("a", "A")))
        .hasMessageContaining("no plan 'autumn'");
  }

  @Test
  void an_evaluation_is_kept_as_it_was_made() {
    begun();
    bench.plans().create(plan(), "Ada", "Began");
    bench
        .plans()
        .keep(
            "spring", "locks", "lock", 7L, PlanStore.Seen.NOT_SEEN, "No effect seen.", "{}", "Ada");
    bench
        .plans()
        .keep("spring", "locks", "lock", null, PlanStore.Seen.UNKNOWN, "Too thin.", "{}", "Ada");
    assertThat(bench.plans().evaluations("spring"))
        .extracting(PlanStore.Evaluation::ledger, PlanStore.Evaluation::seen)
        .containsExactlyInAnyOrder(
            tuple(7L, PlanStore.Seen.NOT_SEEN), tuple(null, PlanStore.Seen.UNKNOWN));
  }
}
