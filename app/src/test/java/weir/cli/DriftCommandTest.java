package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {

  @TempDir private Path folder;
  private String home = "";
  private String profile = "";

  @BeforeEach
  void describe() throws IOException {
    home = folder.resolve("home").toString();
    profile =
        Files.writeString(
                folder.resolve("tea.yaml"),
                """
                source: tea
                kind: darknet-market
                reads: html
                captured_at:
                  - {name: '(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}
                pages:
                  - kind: listing
                    when: {select: .offer}
                    records:
                      - table: listing
                        fields:
                          listing_id: {select: .offer, attribute: id}
                          title: .offer h1
                          account: .by
                """)
            .toString();
  }

  private Path saves(String first, int days, String form) throws IOException {
    Path saves = Files.createDirectories(folder.resolve("saves-" + first));
    for (int day = 0; day < days; day++) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(
            saves.resolve("%s-%d.html".formatted(LocalDate.parse(first).plusDays(day), i)),
            form.formatted(i, i, i % 2 == 0 ? "northwind" : "eastgate"));
      }
    }
    return saves;
  }

  private Ran ingest(Path saves) {
    return Ran.weir("ingest", "--home", home, "--profile", profile, saves.toString());
  }

  private static final String BEFORE =
      "<div class=offer id=tea%d><h1>Green tea no %d</h1><i class=by>%s</i></div>";
  private static final String SINCE =
      "<div class=offer data-no=tea%d><h2 class=name>Green tea no %d</h2><em class=seller>%s</em></div>";

  @Test
  void a_redesign_is_said_by_the_ingest_that_meets_it_and_by_doctor_and_can_be_mended()
      throws IOException {
    assertThat(ingest(saves("2026-02-01", 7, BEFORE)).err()).doesNotContain("no longer fits");
    assertThat(Ran.weir("profile", "drift", "--home", home).out())
        .contains("All sources' pages are as before");

    Ran met = ingest(saves("2026-02-08", 1, SINCE));
    assertThat(met.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(met.err())
        .contains("not content              4  unfit 4")
        .contains("page-no-longer-fits")
        .contains("pages give no record since 2026-02-08: 4 pages; 100 % gave some before")
        .contains("Run: weir profile drift tea");
    Ran doctor = Ran.weir("doctor", "--home", home);
    assertThat(doctor.out())
        .contains("amiss  pages       of tea no longer fit: pages give no record since 2026-02-08")
        .contains("Run: weir profile drift tea");

    Path mended = folder.resolve("mended.yaml");
    Ran drift =
        Ran.weir(
            "profile",
            "drift",
            "tea",
            "--home",
            home,
            "--profile",
            profile,
            "--write",
            mended.toString());
    assertThat(drift.exit()).isZero();
    assertThat(drift.out())
        .contains(
            "Of 4 pages that no longer fit, 4 give records with it; of 16 older ones, 16 still do.")
        .contains("-  12            listing_id: {select: .offer, attribute: id}");
    assertThat(Ran.weir("profile", "check", mended.toString()).exit()).isZero();
    assertThat(
            Ran.weir(
                    "extract",
                    "--home",
                    home,
                    "--profile",
                    mended.toString(),
                    folder.resolve("saves-2026-02-08").toString())
                .out())
        .contains("\"listing_id\":\"tea3\"")
        .contains("\"account\":\"eastgate\"");
    assertThat(
            Ran.weir(
                    "profile",
                    "drift",
                    "tea",
                    "--home",
                    home,
                    "--profile",
                    profile,
                    "--write",
                    mended.toString())
                .exit())
        .isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void a_source_that_is_not_there_is_said() throws IOException {
    ingest(saves("2026-02-01", 1, BEFORE));
    Ran ran = Ran.weir("profile", "drift", "coffee", "--home", home);
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("Nothing was saved of a source 'coffee'. Known: tea.");
  }
}
