package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of whoever keeps a lake running. */
class OperatingTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private String home = "";

  @BeforeEach
  void fill() throws IOException {
    home = folder.resolve("home").toString();
    for (int day = 1; day <= 3; day++) {
      Path table =
          Files.writeString(
              folder.resolve("day" + day + ".csv"),
              """
              source,listing_id,captured_at,account,title,price_amount,price_currency
              shop,1,2026-01-0%1$dT10:00:00Z,Annabellum,1 g cocaine,80,EUR
              shop,2,2026-01-0%1$dT10:00:00Z,Berthold,5 g hash,40,EUR
              """
                  .formatted(day));
      assertThat(Ran.weir("ingest", "--home", home, table.toString()).exit()).isZero();
    }
  }

  private Ran weir(String... arguments) {
    return Ran.weir(
        Stream.concat(Stream.of(arguments), Stream.of("--home", home)).toArray(String[]::new));
  }

  private String accounts() {
    return weir(
            "query",
            "--format",
            "csv",
            "SELECT account, count(*) FROM listing GROUP BY 1 ORDER BY 1")
        .out();
  }

  @Test
  void the_ledger_is_listed_and_shown() {
    Ran list = weir("ledger", "list", "--format", "json");
    JsonNode entries = JSON.readTree(list.out());
    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).get("number").asInt()).isEqualTo(1);
    assertThat(entries.get(0).get("what").asString()).isEqualTo("ingest");
    assertThat(entries.get(0).get("counts").asString()).contains("listing 2");
    assertThat(weir("ledger", "show", "2").out()).contains("day2.csv").contains("adds      parts/");
    Ran missing = weir("ledger", "show", "9");
    assertThat(missing.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(missing.err())
        .contains("The ledger has no entry 9; it has 3. 'weir ledger list' lists them.");
  }

  @Test
  void verify_says_sound_or_names_what_is_missing_and_ends_with_3() throws IOException {
    Ran sound = weir("ledger", "verify");
    assertThat(sound.exit()).isZero();
    assertThat(sound.out()).startsWith("sound: 3 entries");
    try (Stream<Path> parts = Files.list(Path.of(home, "lake", "parts", "listing"))) {
      Files.delete(parts.findFirst().orElseThrow());
    }
    Ran amiss = weir("ledger", "verify");
    assertThat(amiss.exit()).isEqualTo(Main.FAILED);
    assertThat(amiss.out())
        .contains("is missing (2 rows of listing). Restore it from a backup")
        .contains("1 faults");
    assertThat(weir("doctor").exit()).isEqualTo(Main.FAILED);
  }

  @Test
  void compacting_changes_no_answer() {
    String before = accounts();
    String sales = weir("measure", "listings", "--by", "class", "--format", "csv").out();
    Ran ran = weir("ledger", "compact", "--grace", "PT0S");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("parts joined into").contains("removed: ");
    assertThat(accounts()).isEqualTo(before);
    assertThat(weir("measure", "listings", "--by", "class", "--format", "csv").out())
        .isEqualTo(sales);
    assertThat(weir("ledger", "verify").exit()).isZero();
    assertThat(weir("ledger", "compact", "--grace", "soon").err())
        .contains("'soon' is no duration. Write PT1H for an hour");
  }

  @Test
  void erasing_an_account_gives_a_receipt_and_it_does_not_come_back() {
    assertThat(accounts()).contains("Annabellum,3");
    Ran ran = weir("erase", "--source", "shop", "--account", "Annabellum", "--format", "json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode receipt = JSON.readTree(ran.out());
    assertThat(receipt.get("what").asString()).isEqualTo("account");
    assertThat(receipt.get("ledger_entry").asInt()).isEqualTo(4);
    assertThat(receipt.get("rows").get("listing").asInt()).isEqualTo(3);
    assertThat(receipt.get("pages").asInt()).isEqualTo(3);
    assertThat(ran.out()).doesNotContain("Annabellum");
    assertThat(accounts()).doesNotContain("Annabellum").contains("Berthold,3");
    assertThat(weir("ingest", folder.resolve("day1.csv").toString()).exit()).isZero();
    assertThat(accounts()).doesNotContain("Annabellum").contains("Berthold,3");
    assertThat(weir("erase", "--source", "shop", "--account", "Annabellum").out())
        .contains("ledger entry    4 (made by an earlier run; finished now)");
  }

  @Test
  void a_source_named_in_the_rows_of_a_table_is_erased_and_the_others_stay() throws IOException {
    Path mixed =
        Files.writeString(
            folder.resolve("mixed.csv"),
            """
            source,listing_id,captured_at,account,title
            shop,1,2026-01-09T10:00:00Z,Berthold,1 g cocaine
            kiosk,1,2026-01-09T10:00:00Z,Corvinus,1 g cocaine
            """);
    weir("ingest", mixed.toString());
    Ran ran = weir("erase", "--source", "shop");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("erased          one source")
        .contains("kept pages               4");
    assertThat(accounts())
        .doesNotContain("Berthold")
        .doesNotContain("Annabellum")
        .contains("Corvinus,1");
    weir("ingest", mixed.toString(), folder.resolve("day2.csv").toString());
    assertThat(accounts()).doesNotContain("Berthold").contains("Corvinus,1");
  }

  @Test
  void erasing_says_what_it_needs_to_know() {
    Ran ran = weir("erase", "--account", "Annabellum");
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("Say what to erase: --source NAME --account NAME");
    assertThat(weir("erase", "--capture", "abc").err())
        .contains("A capture is named by its SHA-256");
    Ran none = weir("erase", "--source", "elsewhere");
    assertThat(none.exit()).isEqualTo(Main.FAILED);
    assertThat(none.err()).contains("The lake has no rows of the source 'elsewhere'");
  }

  @Test
  void failures_are_counted_by_cause_and_their_files_can_be_ingested_again() throws IOException {
    Path broken = folder.resolve("saved");
    Files.createDirectories(broken);
    Path bad = Files.writeString(broken.resolve("bad.jsonl"), "not json\n");
    weir("ingest", broken.toString());
    JsonNode causes = JSON.readTree(weir("failures", "--format", "json").out());
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).get("refused").asInt()).isEqualTo(1);
    assertThat(causes.get(0).get("mend").asString()).isNotBlank();
    String cause = causes.get(0).get("cause").asString();
    assertThat(weir("failures", "--paths", "--cause", cause).out().strip())
        .isEqualTo(bad.toAbsolutePath().toString());
    assertThat(weir("failures", "--paths", "--cause", "too-slow").out()).isEmpty();
  }

  @Test
  void what_a_later_ingest_has_read_is_no_failure_any_more() throws IOException {
    Path saved = Files.createDirectories(folder.resolve("saved/deep"));
    Path bad = Files.writeString(saved.resolve("bad.jsonl"), "not json\n");
    Path worse = Files.writeString(saved.resolve("worse.jsonl"), "nor this\n");
    weir("ingest", folder.resolve("saved").toString());
    assertThat(weir("failures", "--paths").out().lines())
        .containsExactly(bad.toString(), worse.toString());
    JsonNode cause = JSON.readTree(weir("failures", "--format", "json").out()).get(0);
    assertThat(cause.get("again").asString())
        .isEqualTo(
            "weir failures --cause %s --paths | xargs -d '\\n' weir ingest"
                .formatted(cause.get("cause").asString()));

    Files.writeString(
        bad,
        "{\"source\":\"shop\",\"listing_id\":\"9\",\"captured_at\":\"2026-01-05T10:00:00Z\"}\n");
    assertThat(weir("ingest", bad.toString()).exit()).isZero();
    assertThat(weir("failures", "--paths").out().lines())
        .as("given by itself, under another address")
        .containsExactly(worse.toString());
    JsonNode all = JSON.readTree(weir("failures", "--all", "--format", "json").out());
    assertThat(all.get(0).get("refused").asInt()).isEqualTo(2);

    Files.writeString(
        worse,
        "{\"source\":\"shop\",\"listing_id\":\"8\",\"captured_at\":\"2026-01-05T10:00:00Z\"}\n");
    weir("ingest", folder.resolve("saved").toString());
    assertThat(weir("failures", "--paths").out()).isEmpty();
    assertThat(JSON.readTree(weir("failures", "--format", "json").out())).isEmpty();
  }

  @Test
  void values_of_kept_pages_are_read_again_by_reread_and_stand_while_it_refuses_them()
      throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("prices.csv"),
            """
            source,listing_id,captured_at,title,price_amount,price_currency
            shop,7,2026-01-09T10:00:00Z,1 g cocaine,eighty,EUR
            """);
    weir("ingest", table.toString());
    Ran paths = weir("failures", "--paths");
    assertThat(paths.out()).isEmpty();
    assertThat(paths.err())
        .contains("1 refusals are of values on pages that were kept: 'weir reread --source plain'");
    JsonNode before = JSON.readTree(weir("failures", "--format", "json").out());
    assertThat(before).hasSize(1);
    assertThat(before.get(0).get("again").asString()).isEqualTo("weir reread --source plain");
    for (int time = 0; time < 2; time++) {
      assertThat(weir("reread", "--source", "plain").exit()).isZero();
      JsonNode after = JSON.readTree(weir("failures", "--format", "json").out());
      assertThat(after).as("it is still no price").hasSize(1);
      assertThat(after.get(0).get("refused").asInt()).as("counted once").isEqualTo(1);
    }
  }

  @Test
  void rows_older_than_their_table_may_be_are_shown_and_erased_when_told() throws IOException {
    assertThat(weir("retention").out()).contains("listing").contains("no limit");
    Files.writeString(
        Path.of(home, "retention.yaml"), "# for the test\nlisting: 90 days\naccount: P5Y\n");
    Path young =
        Files.writeString(
            folder.resolve("young.csv"),
            """
            source,listing_id,captured_at,account,title
            shop,1,%s,Annabellum,1 g cocaine
            shop,2,2026-01-01T10:00:00Z,Berthold,5 g hash
            """
                .formatted(Instant.now()));
    weir("ingest", young.toString());
    Ran doctor = weir("doctor");
    assertThat(doctor.exit()).isEqualTo(Main.FAILED);
    assertThat(doctor.out())
        .contains("rows kept too long: 7 of listing")
        .contains("Run: weir retention --apply");
    JsonNode shown = JSON.readTree(weir("retention", "--format", "json").out());
    for (JsonNode row : shown) {
      boolean listing = row.get("table").asString().equals("listing");
      boolean set = listing || row.get("table").asString().equals("account");
      assertThat(row.get("rows_due").isNull()).as(row.toString()).isEqualTo(!set);
      assertThat(row.get("rows_due").asInt(0)).isEqualTo(listing ? 7 : 0);
    }
    assertThat(weir("ledger", "list").out()).as("showing erases nothing").doesNotContain("erase");

    Ran ran = weir("retention", "--apply", "--format", "json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode receipt = JSON.readTree(ran.out()).get(0);
    assertThat(receipt.get("table").asString()).isEqualTo("listing");
    assertThat(receipt.get("ledger_entry").asInt()).isEqualTo(5);
    assertThat(receipt.get("pages").asInt()).as("their kept pages").isEqualTo(4);
    assertThat(accounts()).contains("Annabellum,1").doesNotContain("Berthold");
    assertThat(weir("query", "--format", "csv", "SELECT count(*) FROM capture").out())
        .as("that a page was there is still known")
        .contains("4");
    assertThat(
            weir("query", "--format", "csv", "SELECT count(*) FROM mention WHERE surface='hash'")
                .out())
        .contains("0");
    assertThat(weir("ledger", "show", "5").out())
        .contains("what      erase")
        .contains("input     retention of listing, before 20");
    assertThat(weir("ledger", "verify").exit()).isZero();
    assertThat(weir("doctor").out()).contains("ok     retention   nothing is due");
    Ran again = weir("retention", "--apply");
    assertThat(again.exit()).isZero();
    assertThat(again.err()).contains("Nothing is due.");

    weir("ingest", folder.resolve("day1.csv").toString(), young.toString());
    weir("reread");
    assertThat(accounts()).as("nothing comes back").doesNotContain("Berthold");
  }

  @Test
  void a_wrong_retention_file_is_refused_with_every_fault_and_its_line() throws IOException {
    Path file = Path.of(home, "retention.yaml");
    Files.writeString(file, "listing: soon\nlistings: 1 year\npost: 0 days\n");
    Ran ran = weir("retention", "--apply");
    assertThat(ran.exit()).isEqualTo(Main.FAILED);
    assertThat(ran.err())
        .contains(file + ", line 1, listing: Cannot read 'soon'")
        .contains("Write a time like 90 days, 18 months, 2 years or P2Y.")
        .contains(
            "line 2, listings: 'listings' is not a key of this part. Expected one of capture, listing")
        .contains("line 3, post: Cannot read '0 days': it is no time to keep anything.");
    assertThat(weir("ledger", "list").out()).doesNotContain("erase");
    assertThat(weir("doctor").out()).contains("retention.yaml cannot be used");
  }

  @Test
  void the_doctor_finds_a_digest_key_that_others_can_read() throws IOException {
    assertThat(weir("doctor").out())
        .contains("ok     Java")
        .contains("ok     DuckDB")
        .contains("ok     lake        3 ledger entries")
        .contains("ok     digest key");
    Path key = Path.of(home, "digest.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Ran ran = weir("doctor");
    assertThat(ran.exit()).isEqualTo(Main.FAILED);
    assertThat(ran.out())
        .contains("can be read or written by others")
        .contains("Run: chmod 600 '" + key + "'");
  }

  @Test
  void a_backup_restores_into_another_home_without_the_key() {
    String archive = folder.resolve("copy.zip").toString();
    Ran backup = weir("backup", archive);
    assertThat(backup.exit()).isZero();
    assertThat(backup.out()).contains("the lake as of ledger entry 3");
    String again = folder.resolve("again").toString();
    Ran restored = Ran.weir("restore", "--home", again, archive);
    assertThat(restored.exit()).isZero();
    assertThat(restored.out())
        .contains("the lake as of ledger entry 3, ")
        .contains("The digest key is not there.");
    assertThat(Files.exists(Path.of(again, "digest.key"))).isFalse();
    String before = accounts();
    home = again;
    assertThat(accounts()).isEqualTo(before);
    assertThat(weir("restore", archive).err()).contains("There is a lake at");
  }

  @Test
  void each_of_these_commands_has_help_with_an_example() {
    for (String command :
        List.of("ledger", "erase", "retention", "failures", "doctor", "backup", "restore")) {
      assertThat(Ran.weir(command, "--help").out()).as(command).contains("Example");
    }
  }
}
