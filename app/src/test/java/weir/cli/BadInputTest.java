package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever arrives ends in a counted refusal or a clear message, and what was kept stays. */
class BadInputTest {

  private static final String PROFILE =
      """
      source: partner
      kind: darknet-market
      reads: csv
      captured_at:
        - {name: 'offers_(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}
      pages:
        - kind: listings
          when: {columns: [ref, what]}
          records:
            - table: listing
              fields:
                listing_id: ref
                title: what
                price: {column: asking, currency: EUR}
                stock: left
                ships_from: from
      """;

  private static final String SOUND =
      """
      ref,what,asking,left,from
      A1,2 g MDMA crystal,50,9,Netherlands
      A2,5 g amphetamine paste,40,7,Germany
      """;

  @TempDir Path folder;
  private Path home;
  private Path profile;

  @BeforeEach
  void keepOneSoundTable() throws IOException {
    home = folder.resolve("home");
    profile = Files.writeString(folder.resolve("partner.yaml"), PROFILE);
    Path sound = Files.writeString(folder.resolve("offers_2026-03-01.csv"), SOUND);
    assertThat(ingest(sound).exit()).isZero();
  }

  private Ran ingest(Path... paths) {
    String[] arguments = new String[5 + paths.length];
    arguments[0] = "ingest";
    arguments[1] = "--home";
    arguments[2] = home.toString();
    arguments[3] = "--profile";
    arguments[4] = profile.toString();
    for (int i = 0; i < paths.length; i++) {
      arguments[5 + i] = paths[i].toString();
    }
    return Ran.weir(arguments);
  }

  private String listings() {
    return Ran.weir(
            "query",
            "--home",
            home.toString(),
            "--format",
            "csv",
            "SELECT listing_id, captured_at, price_amount, stock FROM listing ORDER BY ALL")
        .out();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void the_same_table_twice_adds_nothing_and_on_another_day_it_does() throws IOException {
    String before = listings();
    assertThat(ingest(folder.resolve("offers_2026-03-01.csv")).err())
        .contains("already known            1");
    assertThat(listings()).isEqualTo(before);
    ingest(file("offers_2026-03-02.csv", SOUND));
    assertThat(listings().lines().count()).isEqualTo(5);
  }

  @Test
  void a_price_that_is_none_is_unknown_and_counted() throws IOException {
    Ran ran =
        ingest(file("offers_2026-03-03.csv", "ref,what,asking,left,from\nA3,hash,TBD,1,NL\n"));
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains("unreadable-price").contains("price is no price: 'TBD'");
    assertThat(listings()).contains("A3,2026-03-03T00:00:00Z,,1");
  }

  @Test
  void a_date_in_the_year_3610_is_no_date() throws IOException {
    Ran ran = ingest(file("offers_3610-01-01.csv", SOUND));
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains("implausible-date").contains("3610-01-01");
    assertThat(listings()).doesNotContain("3610").contains("A1,,50");
  }

  @Test
  void a_column_that_vanished_is_said_and_its_field_is_unknown() throws IOException {
    Ran ran = ingest(file("offers_2026-03-04.csv", "ref,what,asking,from\nA4,hash,10,NL\n"));
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains("missing-column").contains("stock");
    assertThat(listings()).contains("A4,2026-03-04T00:00:00Z,10.00000000,\n");
  }

  @Test
  void a_table_of_another_market_is_refused_with_what_it_lacks() throws IOException {
    String before = listings();
    Ran ran = ingest(file("offers_2026-03-05.csv", "id,name\n1,x\n"));
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err())
        .contains("wrong-profile")
        .contains(
            "The profile 'partner' expects the columns 'ref', 'what'; the file has 'id', 'name'.");
    assertThat(listings()).isEqualTo(before);
  }

  @Test
  void a_page_of_another_market_is_no_known_page() throws IOException {
    Path page = file("page.html", "<html><title>Elsewhere</title><body><p>Hello</p></body></html>");
    Ran ran =
        Ran.weir("ingest", "--home", home.toString(), "--profile", "sim-millrace", page.toString());
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains("unrecognised-page").contains("Elsewhere");
  }

  @Test
  void an_unreadable_file_is_refused_and_the_others_are_read() throws IOException {
    Path saves = Files.createDirectories(folder.resolve("saves"));
    Files.write(
        saves.resolve("offers_2026-03-06.csv"), new byte[] {'r', 'e', 'f', (byte) 0xFF, '\n'});
    Files.writeString(saves.resolve("offers_2026-03-07.csv"), SOUND);
    Ran ran = ingest(saves);
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains("wrong-encoding").contains("encoding: windows-1251");
    assertThat(listings()).contains("A1,2026-03-07");
  }

  @Test
  void a_path_that_does_not_exist_is_wrong_usage() {
    Ran ran = ingest(folder.resolve("nowhere.csv"));
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("There is no file or folder").contains("nowhere.csv");
  }

  @Test
  void a_faulty_profile_names_every_fault_with_its_line() throws IOException {
    profile =
        file(
            "bad.yaml",
            PROFILE
                .replace("title: what", "titel: what")
                .replace("kind: listings", "kind: listngs"));
    Ran ran = ingest(folder.resolve("offers_2026-03-01.csv"));
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err())
        .contains("line 13")
        .contains("titel")
        .contains("Did you mean 'title'?")
        .contains("line 7")
        .contains("Did you mean 'listings'?");
  }

  @Test
  void a_profile_that_is_not_there_names_those_that_are() {
    Ran ran = Ran.weir("ingest", "--home", home.toString(), "--profile", "matango", "x.csv");
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void a_missing_rate_gives_no_amount_and_is_counted() throws IOException {
    ingest(file("offers_2026-03-08.csv", SOUND.replace(",9,", ",5,")));
    Ran ran =
        Ran.weir(
            "measure",
            "revenue",
            "--home",
            home.toString(),
            "--currency",
            "USD",
            "--format",
            "json",
            "--estimator",
            "stock");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("\"value\":null").contains("\"units_without_price\":\"4\"");
  }

  @Test
  void sql_that_writes_or_reads_elsewhere_is_refused() {
    for (String sql :
        new String[] {
          "DROP VIEW listing", "SELECT * FROM read_csv('/etc/passwd')", "COPY listing TO 'x.csv'"
        }) {
      Ran ran = Ran.weir("query", "--home", home.toString(), sql);
      assertThat(ran.exit()).as(sql).isEqualTo(Main.WRONG_USAGE);
      assertThat(ran.err()).as(sql).doesNotContain("\tat ");
    }
  }

  @Test
  void a_wrong_question_to_a_measure_says_what_can_be_asked() {
    Ran wrongName = Ran.weir("measure", "sails", "--home", home.toString());
    assertThat(wrongName.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(wrongName.err())
        .contains("There is no measure 'sails'. There are: listings, accounts");
    Ran wrongKey = Ran.weir("measure", "sales", "--home", home.toString(), "--by", "vendor");
    assertThat(wrongKey.err()).contains("Values of sales cannot be grouped by 'vendor'");
    Ran wrongDay = Ran.weir("measure", "sales", "--home", home.toString(), "--from", "02-04-2020");
    assertThat(wrongDay.err()).contains("--from '02-04-2020' is no day. Write it like 2020-02-04.");
  }

  @Test
  void an_empty_home_teaches_the_first_command() {
    Ran ran = Ran.weir("measure", "sales", "--home", folder.resolve("none").toString());
    assertThat(ran.exit()).isEqualTo(Main.FAILED);
    assertThat(ran.err()).contains("There is nothing in").contains("weir demo");
  }
}
