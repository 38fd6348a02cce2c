package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two shops; on the 70th day the sales of one fall to two fifths, the other's stay. */
class EvaluateCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 3);

  @TempDir static Path folder;
  private static String home = "";

  @BeforeAll
  static void ingest() throws IOException {
    Random dice = new Random(4);
    StringBuilder csv = new StringBuilder("source,listing_id,captured_at,title,sold_count\n");
    for (String shop : List.of("north", "south")) {
      for (int listing = 1; listing <= 3; listing++) {
        int sold = 100;
        for (int day = 0; day < 110; day++) {
          boolean fallen = shop.equals("north") && day >= 70;
          sold += (fallen ? 6 : 15) + dice.nextInt(fallen ? 5 : 11);
          csv.append(
              "%s,%d,%sT12:00:00Z,1 g cocaine,%d\n"
                  .formatted(shop, listing, FIRST.plusDays(day), sold));
        }
      }
    }
    Path table = Files.writeString(folder.resolve("shops.csv"), csv);
    home = folder.resolve("home").toString();
    assertThat(Ran.weir("ingest", "--home", home, table.toString()).exit()).isZero();
  }

  @Test
  void a_fall_is_said_in_a_sentence_with_what_the_design_cannot_tell() {
    Ran ran =
        Ran.weir(
            "evaluate",
            "--home",
            home,
            "--on",
            "2025-05-12",
            "--name",
            "a closure",
            "--source",
            "north",
            "--by",
            "source");
    assertThat(ran.exit()).isZero();
    String words = ran.out().replaceAll("\\s+", " ");
    assertThat(words)
        .contains("After a closure (2025-05-12), north stood −")
        .contains("against 1 other series")
        .contains("A fall in volume alone is no success")
        .contains("south:")
        .contains("no change could be seen");
  }

  @Test
  void the_figures_come_as_json() {
    Ran ran =
        Ran.weir(
            "evaluate",
            "--home",
            home,
            "--on",
            "2025-05-12",
            "--source",
            "north",
            "--format",
            "json");
    JsonNode row = JSON.readTree(ran.out()).get(0);
    assertThat(row.get("ratio").asDouble()).isBetween(0.33, 0.48);
    assertThat(row.get("low").asDouble()).isLessThan(0.42);
    assertThat(row.get("p").asDouble()).isLessThan(0.001);
    assertThat(row.get("control_ratio").asDouble()).isBetween(0.3, 0.5);
    assertThat(row.get("difference").asDouble()).isNegative();
  }

  @Test
  void events_come_from_a_file_and_one_that_cannot_be_told_is_named() throws IOException {
    Path events =
        Files.writeString(
            folder.resolve("events.csv"),
            """
            date,name
            12-May-25,"Closure, announced"
            2031-01-01,Too late
            """);
    Ran ran =
        Ran.weir("evaluate", "--home", home, "--event", events.toString(), "--source", "south");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("No effect could be seen. After Closure, announced");
    assertThat(ran.err()).contains("2031-01-01, Too late:").contains("lies outside");
  }

  @Test
  void a_barrier_of_a_model_is_evaluated_from_the_day_on_which_it_came_into_force()
      throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("shops.yaml"),
            """
            id: shops
            title: Shops
            language: en
            version: "1"
            status: draft
            steps: [{id: selling, title: Selling}]
            barriers:
              - id: closing
                label: The closing of a shop
                steps: [selling]
                from: 2025-05-12
                gauges: [{measure: sales, label: Units sold, filters: {by: week, source: north}}]
              - {id: talking, label: Talking, steps: [selling]}
            """);
    Ran ran =
        Ran.weir("evaluate", "--home", home, "--model", model.toString(), "--barrier", "closing");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("After The closing of a shop (2025-05-12), north stood −");
    for (String[] wrong :
        new String[][] {
          {"talking", "has no date 'from', so there is no day to compare around"},
          {"walking", "has no barrier 'walking'. With a date 'from' it has: closing."}
        }) {
      assertThat(
              Ran.weir("evaluate", "--home", home, "--model", model + "", "--barrier", wrong[0])
                  .err())
          .contains(wrong[1]);
    }
    assertThat(Ran.weir("evaluate", "--home", home, "--barrier", "closing").err())
        .contains("A barrier's dates need --model and --barrier");
  }

  @Test
  void displacement_is_seen_not_seen_or_cannot_be_told_and_a_fall_is_never_a_success()
      throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("steps.yaml"),
            """
            id: steps
            title: Shops
            language: en
            version: "1"
            status: draft
            steps: [{id: selling, title: Selling}, {id: posting, title: Posting}]
            facilitators:
              - id: post
                label: The post
                steps: [posting]
                gauges: [{measure: sales, label: parcels of the south, filters: {source: south}}]
            barriers:
              - id: closing
                label: The closing of a shop
                steps: [selling]
                from: 2025-05-12
                gauges: [{measure: sales, label: Units sold, filters: {by: week, source: north}}]
            """);
    String fallen =
        Ran.weir("evaluate", "--home", home, "--model", model + "", "--barrier", "closing")
            .out()
            .replaceAll("\\s+", " ");
    assertThat(fallen)
        .contains("To other sources: not seen. south did not rise.")
        .contains("To other origins: cannot tell. Listings of one origin at most were seen.")
        .contains("To other steps of the crime: not seen.")
        .contains("Posting: parcels of the south:")
        .contains("To more dangerous substances: cannot tell.")
        .contains("To the world offline: cannot tell. Nothing was brought in")
        .contains("Harm counted beside: none was brought in");
    // The word stands only where it says that a fall alone is none.
    assertThat(fallen.replace("A fall in volume alone is no success", ""))
        .doesNotContainIgnoringCase("success")
        .doesNotContainIgnoringCase("worked");
    assertThat(fallen).contains("A fall in volume alone is no success");
    JsonNode row =
        JSON.readTree(
                Ran.weir(
                        "evaluate",
                        "--home",
                        home,
                        "--on",
                        "2025-05-12",
                        "--source",
                        "north",
                        "--by",
                        "all",
                        "--format",
                        "json")
                    .out())
            .get(0);
    assertThat(row.get("displacement").get("other sources").asString()).isEqualTo("not seen");
    assertThat(row.get("displacement").get("other steps of the crime").asString())
        .isEqualTo("cannot tell");
    assertThat(row.get("cannot_tell").asString()).contains("A fall in volume alone is no success");
  }

  @Test
  void wrong_words_are_refused_with_the_right_ones() {
    assertThat(Ran.weir("evaluate", "--home", home).err())
        .contains("Give the event's day with --on");
    assertThat(Ran.weir("evaluate", "--home", home, "--on", "May").err())
        .contains("'May' is no day. Write it like 2020-02-23");
    assertThat(Ran.weir("evaluate", "--home", home, "--on", "2025-05-12", "--by", "colour").err())
        .contains("--by 'colour' cannot be looked at");
    assertThat(
            Ran.weir("evaluate", "--home", home, "--on", "2025-05-12", "--source", "nosuch").err())
        .contains("No page of a source 'nosuch' was ever taken in. There are: ");
  }
}
