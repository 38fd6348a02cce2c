package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.barrier.BarrierModels;
import weir.plan.Plans;
import weir.workbench.StoreSettings;
import weir.workbench.Workbench;

/** A made-up plan on the workbench, read on the terminal. */
class PlanCommandTest {
  private static final String PLAN =
      """
      {"id": "bicycles-spring", "model": "bicycles", "title": "Bicycles, spring", "currency": "EUR",
       "coordinator": "City security office", "evaluationCost": 2000, "evaluationDays": 5,
       "objectives": [{"id": "fewer", "words": "Fewer bicycles on offer",
         "gauge": {"measure": "listings", "filters": {"by": "week", "origin": "NL"}, "label": "on offer"},
         "baseline": 120, "target": 60, "towards": "AT_MOST", "by": "2027-06-01"}],
       "measures": [{"id": "register", "title": "Keep a register", "barrier": "register",
         "objectives": ["fewer"], "owner": "council"}],
       "activities": [
         {"id": "write", "measure": "register", "title": "Write the rules", "kind": "WORK",
          "owner": "council", "competence": "City by-law", "start": "2027-03-01", "end": "2027-03-31",
          "cost": 1000},
         {"id": "train", "measure": "register", "title": "Train the dealers", "kind": "TRAINING",
          "owner": "council", "competence": "City by-law", "start": "2027-04-01", "end": "2027-04-10",
          "after": ["write"], "reach": {"planned": 40}}],
       "log": [{"partner": "council", "said": "AGREED", "due": "2027-03-15", "words": "will send a draft",
         "at": "2027-02-01T10:00:00Z", "by": "Ada"}]}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void keep() {
    var home = folder.resolve("home");
    home.toFile().mkdirs();
    try (var bench = Workbench.open(StoreSettings.of(home, Map.of()), Clock.systemUTC())) {
      var model =
          ((weir.barrier.ReadResult.Read)
                  BarrierModels.read(
                      """
                      id: bicycles
                      title: Stolen bicycles
                      language: en
                      version: "1"
                      status: draft
                      steps: [{id: selling, title: Selling}]
                      partners: [{id: council, label: City council, steps: [selling], sector: public}]
                      barriers: [{id: register, label: Register of dealers, steps: [selling], owner: council}]
                      """,
                      "bicycles.yaml"))
              .model();
      bench.create(model, "Ada", "Began");
      bench.plans().create(Plans.read(PLAN, "plan.json"), "Ada", "Began");
      bench
          .plans()
          .create(
              Plans.read(
                  """
                  {"id": "empty", "model": "bicycles", "title": "Empty", "currency": "EUR"}
                  """,
                  "empty.json"),
              "Ada",
              "Began");
    }
  }

  private static Ran plan(String... words) {
    var all = new ArrayList<>(List.of("plan"));
    all.addAll(List.of(words));
    all.addAll(List.of("--home", folder.resolve("home").toString()));
    return Ran.weir(all.toArray(String[]::new));
  }

  @Test
  void the_list_says_how_each_plan_stands() {
    assertThat(plan("list", "--format", "csv").out())
        .startsWith("plan,title,model,version,activities,done,late,gaps\n")
        .contains("bicycles-spring,\"Bicycles, spring\",bicycles,1,2,0,")
        .contains("empty,Empty,bicycles,1,0,0,0,3");
  }

  @Test
  void a_plan_is_shown_as_it_stands_on_a_day() {
    var ran = plan("show", "bicycles-spring", "--as-of", "2027-04-05");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("Bicycles, spring (bicycles-spring, version 1, on bicycles)\nTLP:AMBER+STRICT")
        .contains("Kept together by City security office.")
        .contains(
            "  Fewer bicycles on offer\n    told by listings (origin NL); at the start 120; at most 60 by 2027-06-01")
        .contains("    barrier: Register of dealers; answers for it: City council")
        .contains(
            "    - Write the rules: late; City council, 2027-03-01 to 2027-03-31, as things stand")
        .contains("What hangs on it: Train the dealers.")
        .contains("because of Write the rules")
        .contains(
            "City council agreed to 'will send a draft' by 2027-03-15; nothing was noted since.")
        .contains("  2027-03-31 (overdue)  To be done: Write the rules")
        .doesNotContain("missing");
  }

  @Test
  void what_a_plan_lacks_is_named_with_its_remedy_and_an_exit_code() {
    var sound = plan("check", "bicycles-spring");
    assertThat(sound.out()).isEqualTo("'bicycles-spring' lacks nothing.\n");
    assertThat(sound.exit()).isZero();

    var lacking = plan("check", "empty");
    assertThat(lacking.exit()).isEqualTo(1);
    assertThat(lacking.out())
        .contains(
            "no-objective: empty: The plan says nowhere what should be different. Add an objective.")
        .endsWith("'empty' lacks 3 things. Mend them at /workbench/bicycles/plans/empty.\n");
    assertThat(plan("check", "empty", "--format", "csv").out()).startsWith("check,part,reason\n");
  }

  @Test
  void a_plan_leaves_as_document_calendar_and_table() throws IOException {
    var json = plan("export", "bicycles-spring");
    assertThat(Plans.read(json.out(), "again.json")).isEqualTo(Plans.read(PLAN, "plan.json"));
    assertThat(json.err()).contains("TLP:AMBER+STRICT");

    var csv = plan("export", "bicycles-spring", "--format", "csv", "--as-of", "2027-04-05").out();
    assertThat(csv.lines().findFirst().orElse("")).startsWith("activity,title,kind,measure,owner");
    assertThat(csv).contains("write,Write the rules,work,register,council");

    var file = folder.resolve("due.ics");
    assertThat(
            plan("export", "bicycles-spring", "--format", "ics", "--out", file.toString()).exit())
        .isZero();
    assertThat(Files.readString(file)).startsWith("BEGIN:VCALENDAR").contains("Write the rules");
    var again = plan("export", "empty", "--out", file.toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already, and was left as it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show bicycles-sprin|There is no plan 'bicycles-sprin'. Did you mean 'bicycles-spring'?",
        "check nothing-like-it|There is no plan 'nothing-like-it'. 'weir plan list' names all.",
        "show|Missing required parameter: 'ID'",
        "show empty --as-of tomorrow|--as-of 'tomorrow' is no day. Write it like 2025-06-30.",
        "export empty --format pdf|expected one of [json, ics, csv]"
      })
  void wrong_usage_is_refused_with_what_to_do(String line) {
    var words = line.substring(0, line.indexOf('|')).split(" ", -1);

    var ran = plan(words);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains(line.substring(line.indexOf('|') + 1));
  }

  @Test
  void without_a_workbench_it_says_how_to_begin() {
    var none = folder.resolve("none").toString();
    assertThat(Ran.weir("plan", "show", "x", "--home", none).err())
        .contains("There is no workbench in")
        .contains("Begin with weir model import FILE.");
    assertThat(Ran.weir("plan", "list", "--format", "csv", "--home", none).out())
        .isEqualTo("plan,title,model,version,activities,done,late,gaps\n");
  }
}
