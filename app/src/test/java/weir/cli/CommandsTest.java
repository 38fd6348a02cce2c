package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as other programs call them. */
class CommandsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void name_prints_a_json_line_with_offsets_for_each_line() {
    Ran ran = Ran.withInput("5g MDMA crystals 80 EUR from NL\n{\"text\":\"hello\"}\n", "name");
    List<JsonNode> lines = ran.out().lines().map(JSON::readTree).toList();
    assertThat(lines).hasSize(2);
    JsonNode mention = lines.getFirst().get("mentions").get(0);
    assertThat(mention.get("substance").asString()).isEqualTo("mdma");
    assertThat(mention.get("class").asString()).startsWith("mdma");
    assertThat(mention.get("start").asInt()).isEqualTo(3);
    assertThat(lines.getFirst().get("quantities").get(0).get("grams").asDouble()).isEqualTo(5);
    assertThat(lines.getFirst().get("prices").get(0).get("currency").asString()).isEqualTo("EUR");
    assertThat(lines.getFirst().get("places").get(0).get("codes").get(0).asString())
        .isEqualTo("NL");
    assertThat(lines.get(1).get("mentions")).isEmpty();
  }

  @Test
  void name_explains_the_rungs_from_a_name_to_its_class() {
    Ran ran = Ran.withInput("4-fluoropentedrone\nice cream maker\n", "name", "--explain");
    List<JsonNode> lines = ran.out().lines().map(JSON::readTree).toList();
    assertThat(lines.getFirst().get("class").asString()).isEqualTo("nps/cathinone");
    assertThat(lines.getFirst().get("verdict").asString()).isEqualTo("derived");
    assertThat(lines.getFirst().get("structure").asString()).isEqualTo("derived, handedness open");
    assertThat(lines.getFirst().get("rungs").get(0).get("rung").asString()).isEqualTo("rewritten");
    assertThat(lines.get(1).get("verdict").asString()).isEqualTo("nothing");
    assertThat(lines.get(1).get("class").isNull()).isTrue();
  }

  @Test
  void lexicon_covered_answers_for_entries_and_refuses_other_names() {
    Ran ran = Ran.weir("lexicon", "covered", "mephedrone", "--in", "GB", "--on", "2010-04-16");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("SI 2010/1207").contains("no legal finding").contains("Limits:");
    Ran other =
        Ran.weir("lexicon", "covered", "4-fluoropentedrone", "--in", "GB", "--on", "2020-01-01");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("'4-fluoropentedrone' is no entry of the lexicon.");
  }

  @Test
  void a_table_with_weirs_own_column_names_needs_no_profile() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("mine.csv"),
            """
            source,listing_id,captured_at,title,price_amount,price_currency,stock,ships_to
            shop,1,2026-01-05T10:00:00Z,1 g cocaine,80,EUR,10,NL;BE
            shop,1,2026-01-06T10:00:00Z,1 g cocaine,80,EUR,7,NL;BE
            """);
    String home = folder.resolve("home").toString();
    assertThat(Ran.weir("ingest", "--home", home, table.toString()).exit()).isZero();
    Ran ran =
        Ran.weir("measure", "revenue", "--home", home, "--by", "class,week", "--format", "json");
    JsonNode row = JSON.readTree(ran.out()).get(0);
    assertThat(row.get("class").asString()).isEqualTo("cocaine");
    assertThat(row.get("week").asString()).isEqualTo("2026-01-05");
    assertThat(row.get("value").asDouble()).isEqualTo(240);
    assertThat(row.get("unit").asString()).isEqualTo("EUR");
    assertThat(row.get("choices").get("estimator").asString()).isEqualTo("stock (shop)");
  }

  @Test
  void json_lines_of_the_same_names_are_read_by_the_same_profile() throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("mine.jsonl"),
            """
            {"source":"shop","listing_id":"1","captured_at":"2026-01-05T10:00:00Z","title":"hash 5g","grams":5}
            not json
            """);
    Ran ran = Ran.weir("extract", "--home", folder.resolve("home").toString(), lines.toString());
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    List<JsonNode> records = new ArrayList<>();
    ran.out().lines().forEach(line -> records.add(JSON.readTree(line)));
    assertThat(records.stream().map(r -> r.get("record").asString()))
        .contains("capture", "listing", "refusal");
    JsonNode listing =
        records.stream()
            .filter(r -> r.get("record").asString().equals("listing"))
            .findFirst()
            .orElseThrow();
    assertThat(listing.get("substance_class").asString()).startsWith("cannabis");
    assertThat(listing.get("grams").asDouble()).isEqualTo(5);
  }

  @Test
  void the_demo_markets_are_read_by_their_profiles_without_refusals() {
    String home = folder.resolve("home").toString();
    Ran ran = Ran.weir("demo", "--small", "--home", home, "--no-serve");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("refused                  0").contains("captcha");
    Ran sales = Ran.weir("measure", "sales", "--home", home, "--by", "class", "--format", "csv");
    assertThat(sales.out().lines().count()).isGreaterThan(8);
    // Addresses of the made-up vendors stand on the pages, and nowhere in what is kept.
    Ran contacts =
        Ran.weir(
            "query",
            "--home",
            home,
            "--format",
            "csv",
            "SELECT count(*) FILTER (len(contacts) = 1), count(*) FILTER (CAST(contacts AS VARCHAR)"
                + " LIKE '%@%') FROM account");
    assertThat(contacts.out().lines().skip(1).findFirst().orElseThrow()).matches("[1-9]\\d*,0");
  }

  @Test
  void rereading_gives_the_same_records() throws IOException {
    String home = folder.resolve("home").toString();
    Ran.weir("demo", "--small", "--home", home, "--no-serve");
    String sql = "SELECT * FROM listing ORDER BY ALL";
    String before = Ran.weir("query", "--home", home, "--format", "csv", sql).out();
    Ran ran = Ran.weir("reread", "--home", home, "--source", "sim-millrace");
    assertThat(ran.exit()).isZero();
    assertThat(Ran.weir("query", "--home", home, "--format", "csv", sql).out()).isEqualTo(before);
  }

  @Test
  void the_shipped_model_is_listed_shown_and_checked() {
    assertThat(Ran.weir("model", "list").out()).contains("darknet-drug-market");
    assertThat(Ran.weir("model", "show", "darknet-drug-market").out())
        .contains("Public postal services");
    assertThat(Ran.weir("model", "check", "darknet-drug-market").exit()).isZero();
  }

  @Test
  void every_command_has_help_with_an_example() {
    for (String command :
        List.of(
            "demo", "serve", "ingest", "extract", "reread", "name", "query", "measure", "profile",
            "model")) {
      assertThat(Ran.weir(command, "--help").out()).as(command).contains("Example");
    }
  }

  @Test
  void a_published_series_is_imported_listed_and_measured() throws IOException {
    Path file = folder.resolve("study.csv");
    Files.writeString(
        file,
        """
        source,from,to,measure,value,low,high,currency,citation
        shop,2026-01-01,2026-02-01,revenue,3100,2000,4000,EUR,Made-up study
        shop,2026-02-01,2026-03-01,revenue,x,,,EUR,Made-up study
        """);
    String home = folder.resolve("home").toString();
    Ran imported = Ran.weir("series", "import", "--home", home, file.toString());
    assertThat(imported.exit()).isEqualTo(1);
    assertThat(imported.err())
        .contains("line 3: value 'x' is no amount. Write a number with a point")
        .contains("study.csv: 1 rows, 1 of them new, 1 lines refused\n");
    assertThat(Ran.weir("series", "import", "--home", home, file.toString()).err())
        .contains("0 of them new");
    assertThat(Ran.weir("series", "list", "--home", home, "--format", "csv").out())
        .contains("Made-up study,shop,revenue,EUR,2026-01-01,2026-01-31,1");
    Ran measured =
        Ran.weir(
            "measure",
            "revenue",
            "--home",
            home,
            "--estimator",
            "import",
            "--from",
            "2026-01-01",
            "--to",
            "2026-01-11",
            "--format",
            "json");
    JsonNode row = JSON.readTree(measured.out()).get(0);
    assertThat(row.get("value").asDouble())
        .isCloseTo(1000, org.assertj.core.api.Assertions.within(1e-6));
    assertThat(row.get("coverage").asDouble()).isEqualTo(1);
    assertThat(row.get("choices").get("series").asString()).isEqualTo("Made-up study");
  }

  @Test
  void a_state_is_kept_and_asked_again_by_its_number_or_its_day() throws IOException {
    Path file = folder.resolve("study.csv");
    String head = "source,from,to,measure,value,citation\n";
    String home = folder.resolve("home").toString();
    Files.writeString(file, head + "shop,2026-01-01,2026-02-01,sales,310,Made-up study\n");
    Ran.weir("series", "import", "--home", home, file.toString());
    Ran kept = Ran.weir("ledger", "keep", "--home", home, "--for", "a report");
    assertThat(kept.out()).isEqualTo("entry 1 is kept: make figures again with --as-of 1\n");
    Files.writeString(file, head + "shop,2026-02-01,2026-03-01,sales,90,Made-up study\n");
    Ran.weir("series", "import", "--home", home, file.toString());
    Ran now = Ran.weir("measure", "sales", "--home", home, "--estimator", "import");
    assertThat(now.out()).contains("400");
    Ran then =
        Ran.weir("measure", "sales", "--home", home, "--estimator", "import", "--as-of", "1");
    assertThat(then.out()).contains("310").doesNotContain("400");
    assertThat(then.err()).contains("state of the data: ledger entry 1");
    assertThat(Ran.weir("ledger", "kept", "--home", home, "--format", "csv").out())
        .contains("a report,whole");
    Ran early =
        Ran.weir(
            "measure", "sales", "--home", home, "--estimator", "import", "--as-of", "2001-01-01");
    assertThat(early.exit()).isEqualTo(2);
    assertThat(early.err()).contains("there is no state as of 2001-01-01");
    assertThat(Ran.weir("ledger", "release", "--home", home, "7").err())
        .contains("Entry 7 is not kept");
  }
}
