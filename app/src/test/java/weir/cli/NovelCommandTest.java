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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two shops that sell the same for half a year, and a code that nobody knows from day 130 on. */
class NovelCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 6);

  @TempDir static Path folder;
  private static String home = "";

  @BeforeAll
  static void ingest() throws IOException {
    StringBuilder csv = new StringBuilder("source,listing_id,captured_at,account,title\n");
    List<String> titles = List.of("1 g cocaine", "5 g MDMA", "10 g hash");
    for (String shop : List.of("north", "south")) {
      for (int day = 0; day < 180; day += 5) {
        for (int listing = 0; listing < 9; listing++) {
          csv.append(
              "%s,%d,%sT12:00:00Z,s%d,%s\n"
                  .formatted(
                      shop, listing, FIRST.plusDays(day), listing % 4, titles.get(listing % 3)));
        }
        if (day >= 130) {
          csv.append("%s,91,%sT12:00:00Z,s1,QX-417 1 g\n".formatted(shop, FIRST.plusDays(day)));
        }
        if (day >= 150) {
          csv.append("%s,92,%sT12:00:00Z,s2,5 g QX417\n".formatted(shop, FIRST.plusDays(day)));
        }
      }
    }
    Path table = Files.writeString(folder.resolve("shops.csv"), csv);
    home = folder.resolve("home").toString();
    assertThat(Ran.weir("ingest", "--home", home, table.toString()).exit()).isZero();
  }

  @Test
  void a_new_code_stands_first_with_reasons_and_pages() {
    Ran ran = Ran.weir("novel", "--home", home, "--format", "json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode row = JSON.readTree(ran.out()).get(0);
    assertThat(row.get("item").asString()).isEqualTo("name:qx417");
    assertThat(row.get("first_seen").asString()).startsWith("2025-05-16");
    assertThat(row.get("accounts").asInt()).isEqualTo(4);
    assertThat(row.get("alert").asBoolean()).isTrue();
    assertThat(row.get("reasons").toString()).contains("built like a code");
    assertThat(row.get("pages").get(0).asString()).startsWith("/captures/");
    assertThat(Ran.weir("novel", "--home", home).out())
        .contains("QX-417 (name:qx417)", "offered by 4 accounts");
  }

  @Test
  void as_of_an_earlier_day_it_was_not_known_or_less_of_it() {
    assertThat(Ran.weir("novel", "--home", home, "--as-of", "2025-05-15", "--format", "csv").out())
        .doesNotContain("qx417");
    Ran then = Ran.weir("novel", "--home", home, "--as-of", "2025-05-20", "--format", "json");
    assertThat(JSON.readTree(then.out()).get(0).get("accounts").asInt()).isEqualTo(2);
  }

  @Test
  void what_was_decided_does_not_return() throws IOException {
    Path own = folder.resolve("own");
    copy(Path.of(home), own);
    String at = own.toString();
    assertThat(Ran.weir("novel", "mark", "--home", at, "name:qx417", "at-laboratory").exit())
        .isZero();
    assertThat(Ran.weir("novel", "--home", at).out())
        .contains("name:qx417")
        .contains("sent to a laboratory");
    assertThat(
            Ran.weir(
                    "novel",
                    "mark",
                    "--home",
                    at,
                    "name:qx417",
                    "dismissed",
                    "--because",
                    "a brand of tea")
                .err())
        .contains("dismissed because a brand of tea");
    Ran after = Ran.weir("novel", "--home", at);
    assertThat(after.out()).doesNotContain("name:qx417");
    assertThat(after.err()).contains("1 items that were decided on are left out");
    assertThat(Ran.weir("novel", "--home", at, "--all").out()).contains("a brand of tea");
    // A crash cut the last line off: what stood before it stands.
    Path log = own.resolve("watch").resolve("items.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"item\":\"name:x");
    assertThat(Ran.weir("novel", "mark", "--home", at, "name:other", "confirmed").exit()).isZero();
    assertThat(Files.readAllLines(log)).hasSize(3);
  }

  @Test
  void a_replay_says_how_many_days_would_have_been_gained() throws IOException {
    Path dates =
        Files.writeString(
            folder.resolve("dates.csv"),
            "name,notified_on,also\nQX 417,2025-06-30,QX-417A;QX417B\nnever seen,2025-06-01,\n");
    Ran ran = Ran.weir("novel", "backtest", "--home", home, "--notified", dates.toString());
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("Precision at 20: 100.0 %")
        .contains("False alarms a week: 0.00")
        .contains("Alerted: 1 of 2 notified; median days gained: 42.");
  }

  @Test
  void the_note_of_a_month_says_what_was_new_how_it_was_covered_and_what_it_cannot_tell()
      throws IOException {
    Path html = folder.resolve("may.html");
    Ran ran = Ran.weir("novel", "note", "--home", home, "--month", "2025-05", "--out", html + "");
    assertThat(ran.exit()).as(ran.err()).isZero();
    org.jsoup.nodes.Document note = org.jsoup.Jsoup.parse(Files.readString(html));
    assertThat(note.select("h1").text()).isEqualTo("Early warning, May 2025");
    // Seen in both shops on 16, 21, 26 and 31 May; the second account came in June.
    assertThat(note.text())
        .contains("1 substance, name or form was first seen, 1 worth an alert")
        .contains(
            "First seen on 16 May 2025 on north; 2 sources, 2 accounts, 2 listings, 2 of them")
        .contains("[1]")
        .contains("north 7 of 31")
        .contains("Told by standing queries in this month Nothing was told.")
        .contains("What is in the packet only a laboratory can tell.");
    assertThat(note.select("ol li")).isNotEmpty().allMatch(li -> li.text().contains("saved on"));
    assertThat(note.select("a, img, link, script")).isEmpty();

    Path pdf = folder.resolve("may.pdf");
    Ran printed =
        Ran.weir("novel", "note", "--home", home, "--month", "2025-05", "--out", pdf + "");
    assertThat(printed.err()).hasLineCount(1).contains("The note of 2025-05 is in");
    try (org.apache.pdfbox.pdmodel.PDDocument read =
        org.apache.pdfbox.Loader.loadPDF(pdf.toFile())) {
      assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(read))
          .contains("Early warning, May 2025")
          .contains("QX-417")
          .contains("What this note cannot tell");
    }
    for (String[] wrong :
        new String[][] {
          {"--month", "May", "--out", "x.pdf", "--month 'May' is no month. Write it like 2025-06."},
          {"--month", "2025-05", "--out", "x.doc", "Let it end in .html or .pdf."},
          {
            "--month",
            "2019-05",
            "--out",
            "x.pdf",
            "Nothing was saved in 2019-05; the newest save is"
          },
          {"--month", "2025-05", "--out", folder + "/no/x.pdf", "There is no folder for"}
        }) {
      assertThat(
              Ran.weir("novel", "note", "--home", home, wrong[0], wrong[1], wrong[2], wrong[3])
                  .err())
          .contains(wrong[4]);
    }
  }

  @Test
  void wrong_words_are_refused_with_the_right_ones() {
    assertThat(Ran.weir("novel", "--home", home, "--as-of", "May").err())
        .contains("--as-of 'May' is no day. Write it like 2025-06-30.");
    assertThat(Ran.weir("novel", "mark", "--home", home, "name:x", "gone").err())
        .contains("'gone' is no state of an item. There are: new, synonym, at-laboratory");
    assertThat(Ran.weir("novel", "mark", "--home", home, "name:x", "dismissed").err())
        .contains("Say why it is dismissed");
    assertThat(Ran.weir("novel", "mark", "--home", home, "x", "confirmed").err())
        .contains("'x' is no item");
    assertThat(Ran.weir("novel", "backtest", "--home", home).err())
        .contains("Say what is looked for");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (java.util.stream.Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
