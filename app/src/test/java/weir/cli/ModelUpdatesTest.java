package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A shop that sells the same for half a year, then five times as much; and a model of it. */
class ModelUpdatesTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 6);

  private static final String MODEL =
      """
      id: shop
      title: A shop
      language: en
      version: "1"
      status: approved
      documents:
        - {id: old, citation: An old study, year: 2019}
      steps:
        - {id: selling, title: Selling}
      facilitators:
        - id: sellers
          label: Sellers
          steps: [selling]
          gauges: [{measure: listings, label: on offer, filters: {by: week}}]
          evidence: [{document: old, at: page 1, paraphrase: They sell.}]
      """;

  @TempDir static Path folder;
  private static String home = "";

  @BeforeAll
  static void ingest() throws IOException {
    var csv = new StringBuilder("source,listing_id,captured_at,account,title\n");
    for (int day = 1; day < 7 * 26; day += 3) {
      int listings = (day < 7 * 25 ? 10 : 50) + day / 7 % 3;
      for (int listing = 0; listing < listings; listing++) {
        csv.append("shop,%d,%sT12:00:00Z,s,1 g cocaine\n".formatted(listing, FIRST.plusDays(day)));
      }
    }
    var table = Files.writeString(folder.resolve("shop.csv"), csv);
    home = folder.resolve("home").toString();
    assertThat(Ran.weir("ingest", "--home", home, table.toString()).exit()).isZero();
    var file = model("bench.yaml").toString();
    assertThat(Ran.weir("model", "import", file, "--home", home).exit()).isZero();
  }

  private static Path model(String name) throws IOException {
    return Files.writeString(folder.resolve(name), MODEL);
  }

  private static Ran updates(String... words) {
    var all = new java.util.ArrayList<>(List.of("model", "updates", "--home", home));
    all.addAll(List.of(words));
    return Ran.weir(all.toArray(String[]::new));
  }

  @Test
  void what_moved_and_what_aged_is_listed_with_its_figure() throws IOException {
    var file = model("listed.yaml").toString();
    var ran = updates(file);

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "moved-sellers\n  Does 'Sellers' still stand as the model says? 'on offer' stood at 51 listings")
        .contains("in the week of 30 Jun 2025, where the 25 weeks before let expect")
        .contains("Read from listings, by week; ledger entry ")
        .contains("aged-old\n  Does 'Sellers' still hold?")
        .endsWith("2 questions wait.\n");
    var json = updates(file, "--format", "json", "--exit-code");
    assertThat(json.exit()).as("something waits").isEqualTo(1);
    var rows = JsonMapper.builder().build().readTree(json.out());
    assertThat(rows.get(0).get("id").asString()).isEqualTo("moved-sellers");
    assertThat(rows.get(0).get("figure").asDouble()).isEqualTo(51);
    assertThat(rows.get(0).get("day").asString()).isEqualTo("2025-06-30");
  }

  @Test
  void as_of_an_earlier_day_nothing_later_is_looked_at() throws IOException {
    var file = model("earlier.yaml").toString();
    var ran = updates(file, "--as-of", "2025-06-29");

    assertThat(ran.out()).doesNotContain("moved-sellers").contains("aged-old");
    var longAgo = updates(file, "--as-of", "2022-01-01", "--exit-code");
    assertThat(longAgo.out()).isEqualTo("No question waits.\n");
    assertThat(longAgo.exit()).isZero();
  }

  @Test
  void an_accepted_question_goes_into_a_draft_and_the_given_file_stays() throws IOException {
    var file = model("kept.yaml");
    var draft = folder.resolve("draft.yaml");

    var ran = updates(file.toString(), "--accept", "moved-sellers", "--out", draft.toString());

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Files.readString(file)).isEqualTo(MODEL);
    assertThat(Files.readString(draft))
        .contains("status: draft", "id: moved-sellers", "cause: moved", "figure: 51");
    assertThat(updates(draft.toString()).out()).doesNotContain("moved-sellers");
    var again = updates(file.toString(), "--accept", "aged-old", "--out", draft.toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already, and was left as it is");
  }

  @Test
  void only_in_place_writes_over_the_given_file() throws IOException {
    var file = model("over.yaml");

    assertThat(updates(file.toString(), "--accept", "moved-sellers", "--in-place").exit()).isZero();

    assertThat(Files.readString(file)).contains("id: moved-sellers");
  }

  @Test
  void on_the_workbench_it_becomes_a_version_or_is_set_aside() {
    var accepted = updates("workbench/shop", "--accept", "moved-sellers", "--author", "Ada");
    assertThat(accepted.err())
        .contains("'moved-sellers' is an open question in version 2, a draft.");
    var aside = updates("workbench/shop", "--set-aside", "aged-old", "--because", "Still true");
    assertThat(aside.err()).contains("Set aside 'aged-old' until its figure moves on.");
    assertThat(updates("workbench/shop").out()).isEqualTo("No question waits.\n");
  }

  @Test
  void without_a_lake_only_age_is_told() throws IOException {
    var file = model("nolake.yaml").toString();
    var ran = Ran.weir("model", "updates", file, "--home", folder.resolve("none").toString());
    assertThat(ran.err()).contains("only the age of evidence was looked at");
    assertThat(ran.out()).contains("aged-old").endsWith("1 question waits.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FILE --accept moved-seller|No question 'moved-seller' waits. Waiting: moved-sellers, aged-old. Did you mean 'moved-sellers'?",
        "FILE --as-of yesterday|--as-of 'yesterday' is no day. Write it like 2025-06-30.",
        "FILE --out x.yaml|Nothing is written without a question: add --accept ID.",
        "FILE --accept moved-sellers --out x.yaml --in-place|give one of them",
        "FILE --set-aside moved-sellers|Say why it is set aside: add --because WORDS.",
        "FILE --set-aside moved-sellers --because x|remembered on the workbench alone",
        "FILE --because x|add --set-aside ID",
        "FILE --accept moved-sellers --set-aside aged-old --because x|one at a time",
        "no-such-model|There is no shipped model 'no-such-model', and no file of that name",
        "workbench/none|There is no model 'none' on the workbench.",
        "workbench/shop@1 --accept aged-old|name the model as it stands, workbench/ID",
        "darknet-drug-market --accept x --in-place|is no file that could be written over"
      })
  void wrong_usage_is_refused_with_what_to_do(String line) throws IOException {
    var file = model("wrong.yaml").toString();
    var words = line.substring(0, line.indexOf('|')).replace("FILE", file).split(" ", -1);

    var ran = updates(words);

    assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
    assertThat(ran.err()).contains(line.substring(line.indexOf('|') + 1));
    assertThat(Files.readString(Path.of(file))).isEqualTo(MODEL);
  }
}
