package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.lake.Lake;
import weir.watch.Alert;
import weir.watch.Watch;

/** Standing queries: told of once, of nothing that was there, and of nothing lost. */
class WatchCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEAD =
      "source,listing_id,captured_at,account,title,substance,substance_class,ships_from\n";

  @TempDir Path folder;
  private int files;

  private Ran weir(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--home");
    all.add(home().toString());
    return Ran.weir(all.toArray(String[]::new));
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Ran ingest(String rows) throws IOException {
    Path table = Files.writeString(folder.resolve("t" + files++ + ".csv"), HEAD + rows);
    return weir("ingest", table.toString());
  }

  private JsonNode alerts() {
    Ran ran = weir("watch", "alerts", "--format", "json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    return JSON.readTree(ran.out());
  }

  @Test
  void what_comes_in_is_told_once_and_what_was_there_is_not() throws IOException {
    ingest(
        """
        north,1,2025-03-01T12:00:00Z,anna,1 g QX-417,,,NL
        north,2,2025-03-01T12:00:00Z,anna,5 g MDMA,mdma,mdma,DE
        """);
    assertThat(weir("watch", "add", "name", "qx-417").err()).contains("name-qx-417");
    assertThat(weir("watch", "add", "family", "nps").exit()).isZero();
    assertThat(weir("watch", "add", "origin", "nl").err()).contains("ship from NL");
    assertThat(alerts()).isEmpty();

    Ran ran =
        ingest(
            """
            north,1,2025-03-02T12:00:00Z,anna,1 g QX-417,,,NL
            north,3,2025-03-02T12:00:00Z,bert,2 g qx417 new,,,
            south,3,2025-03-02T12:00:00Z,bert,QX 417,,,
            south,4,2025-03-02T12:00:00Z,cara,metonitazene,metonitazene,nps/nitazene,
            """);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("Listings named “qx-417”: 2 new listings by 2 accounts on north, south.")
        .contains("Listings of the class nps: 1 new listing by 1 account on south.")
        .doesNotContain("ship from")
        .doesNotContain("bert");
    assertThat(alerts()).hasSize(2);
    String kept = Files.readString(home().resolve("watch").resolve("alerts.jsonl"));
    assertThat(kept).doesNotContain("bert").doesNotContain("cara").doesNotContain("2 g");

    assertThat(ingest("north,3,2025-03-02T12:00:00Z,bert,2 g qx417 new,,,\n").err())
        .doesNotContain("alerts  ");
    // Known under another title, and now under the name: new to the query.
    assertThat(ingest("north,2,2025-03-05T12:00:00Z,anna,MDMA and QX-417,mdma,mdma,DE\n").err())
        .contains("1 new listing by 1 account on north.");
    assertThat(alerts()).hasSize(3);
    assertThat(weir("watch", "remove", "name-qx-417").exit()).isZero();
    assertThat(ingest("north,7,2025-03-06T12:00:00Z,anna,QX-417,,,\n").err())
        .doesNotContain("qx-417");
    assertThat(weir("watch", "list").out()).contains("family-nps").doesNotContain("name-qx-417");
  }

  /** A look that is cut off anywhere has told nothing or all; the next one tells the rest. */
  @Test
  void a_program_that_is_killed_loses_nothing_and_tells_nothing_twice() throws IOException {
    ingest("north,1,2025-03-01T12:00:00Z,anna,1 g speed,,,NL\n");
    weir("watch", "add", "name", "qx-417");
    ingest("north,2,2025-03-02T12:00:00Z,anna,QX-417,,,\n");
    ingest("north,3,2025-03-03T12:00:00Z,anna,QX-417,,,\n");
    Path log = home().resolve("watch").resolve("alerts.jsonl");
    byte[] whole = Files.readAllBytes(log);
    JsonNode told = alerts();
    assertThat(told).hasSize(2);
    int last = new String(whole, StandardCharsets.UTF_8).stripTrailing().lastIndexOf('\n') + 1;
    for (int cut : new int[] {last, last + 1, last + 40, whole.length - 2, whole.length - 1}) {
      Files.write(log, java.util.Arrays.copyOf(whole, cut));
      JsonNode again = alerts();
      assertThat(again).as("cut at %d", cut).hasSize(2);
      assertThat(again.get(0).get("alert")).isEqualTo(told.get(0).get("alert"));
      assertThat(Files.readAllLines(log)).hasSize(2).allMatch(line -> line.endsWith("}"));
    }
    Files.delete(log);
    // No look at all since the query: one alert for both ingests.
    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).get("words").asString()).startsWith("2 new listings");
  }

  @Test
  void many_who_look_at_once_tell_it_once() throws Exception {
    ingest("north,1,2025-03-01T12:00:00Z,anna,1 g speed,,,NL\n");
    weir("watch", "add", "name", "qx-417");
    ingest("north,2,2025-03-02T12:00:00Z,anna,QX-417,,,\n");
    Files.delete(home().resolve("watch").resolve("alerts.jsonl"));
    List<Alert> fresh = new ArrayList<>();
    try (Lake lake = Lake.open(home().resolve("lake"), Clock.systemUTC());
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<List<Alert>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(pool.submit(() -> Watch.in(home(), Clock.systemUTC()).look(lake)));
      }
      for (Future<List<Alert>> one : all) {
        fresh.addAll(one.get());
      }
    }
    assertThat(fresh).hasSize(1);
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void joined_files_hide_nothing_and_make_nothing_new() throws IOException {
    ingest("north,1,2025-03-01T12:00:00Z,anna,QX-417,,,NL\n");
    weir("watch", "add", "name", "qx-417");
    ingest("north,2,2025-03-02T12:00:00Z,anna,QX-417,,,\n");
    Files.delete(home().resolve("watch").resolve("alerts.jsonl"));
    assertThat(weir("ledger", "compact").exit()).isZero();
    assertThat(alerts().get(0).get("words").asString()).startsWith("1 new listing by 1 account");
  }

  @Test
  void a_price_that_moves_is_told_with_its_change_and_no_price() throws IOException {
    assertThat(weir("watch", "add", "price", "mdma", "--percent", "30").exit()).isZero();
    StringBuilder calm = new StringBuilder();
    StringBuilder jump = new StringBuilder();
    for (int week = 0; week < 8; week++) {
      for (int i = 0; i < 12; i++) {
        LocalDate day = LocalDate.of(2025, 1, 6).plusWeeks(week);
        (week < 7 ? calm : jump)
            .append(
                "north,%d,%sT12:00:00Z,s%d,1 g MDMA,mdma,mdma,NL,%d,EUR,1\n"
                    .formatted(i, day, i, (week < 7 ? 20 : 32) + i % 3));
      }
    }
    String head = HEAD.replace("ships_from\n", "ships_from,price_amount,price_currency,grams\n");
    Path first = Files.writeString(folder.resolve("calm.csv"), head + calm);
    Path then = Files.writeString(folder.resolve("jump.csv"), head + jump);
    assertThat(weir("ingest", first.toString()).err()).doesNotContain("alerts  ");
    Ran ran = weir("ingest", then.toString());
    assertThat(ran.err())
        .contains("The price of mdma, when it moves by 30 % or more: In the week from 2025-02-24")
        .contains("stood +57 % from that of the four weeks before")
        .doesNotContain("EUR");
    assertThat(weir("ingest", then.toString()).err()).doesNotContain("stood");
    assertThat(alerts()).hasSize(1);
    // Made afterwards, it does not tell of what has moved already.
    weir("watch", "add", "price", "mdma", "--percent", "20");
    ingest("north,99,2025-02-25T12:00:00Z,zoe,1 g MDMA,mdma,mdma,NL\n");
    assertThat(alerts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "colour nitazene   | 'colour' cannot be watched. There are: name, family, origin, price.",
        "name ab           | 'ab' cannot be watched as name. Give three letters or figures of it, or more.",
        "family nitazenes  | 'nitazenes' cannot be watched as family. Give a class of the lexicon, like nps or nps/nitazene.",
        "origin XX         | 'XX' cannot be watched as origin. Give the two letters of a country, like NL.",
        "origin Holland    | 'Holland' cannot be watched as origin.",
        "price gold        | 'gold' cannot be watched as price. Give the id of a substance in the lexicon, like cocaine",
        "price cocaine --percent 0 | Give a percentage from 1 to 1000, such as 30.",
        "price cocaine --percent x | Invalid value for option '--percent'",
        "name qx-417 --percent 30 | --percent goes with a price alone.",
        "name              | Missing required parameter: 'TEXT'"
      })
  void a_wrong_query_is_refused_with_what_would_be_right(String asked, String message) {
    List<String> arguments = new ArrayList<>(List.of("watch", "add"));
    arguments.addAll(List.of(asked.strip().split(" ")));
    Ran ran = weir(arguments.toArray(String[]::new));
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains(message);
    assertThat(weir("watch", "list").err()).contains("No query stands.");
  }

  @Test
  void one_that_does_not_stand_cannot_be_removed() {
    Ran ran = weir("watch", "remove", "name-x");
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("No query 'name-x' stands. 'weir watch list' shows the ids");
  }
}
