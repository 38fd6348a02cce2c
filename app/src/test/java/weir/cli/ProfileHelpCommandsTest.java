package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir profile suggest} and {@code try} do, and say when they cannot. */
class ProfileHelpCommandsTest {

  private static final List<String> WARES =
      List.of("MDMA crystal 1g", "Ketamine 5 g", "Hashish 3.5 g", "LSD blotter x 10");

  @TempDir private Path folder;
  private String home = "";
  private String saved = "";

  @BeforeEach
  void save() throws IOException {
    home = folder.resolve("home").toString();
    Path pages = Files.createDirectories(folder.resolve("saved"));
    for (int i = 0; i < WARES.size(); i++) {
      Files.writeString(
          pages.resolve("2026-03-0%d_ware%d.html".formatted(i + 1, i)),
          "<html><title>%s</title><body><h1>%s</h1><dl><dt>Sold by</dt><dd>seller%d</dd><dt>Price</dt><dd>%d.50 EUR</dd><dt>Ships from</dt><dd>Spain</dd></dl></body></html>"
              .formatted(WARES.get(i), WARES.get(i), i % 2, 20 + i));
    }
    Files.writeString(
        pages.resolve("2026-03-01_login.html"),
        "<html><title>Login</title><body><form><input name=user><input type=password"
            + " name=word></form></body></html>");
    saved = pages.toString();
  }

  private Ran profile(String command, String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "profile";
    all[1] = command;
    all[2] = "--home";
    all[3] = home;
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Ran.weir(all);
  }

  private String suggested() {
    String file = folder.resolve("kiosk.yaml").toString();
    assertThat(profile("suggest", "--source", "kiosk", "--out", file, saved).exit()).isZero();
    return file;
  }

  @Test
  void a_suggestion_is_sound_and_says_how_sure_it_is_and_what_comes_next() {
    String file = folder.resolve("kiosk.yaml").toString();
    Ran ran = profile("suggest", "--source", "kiosk", "--out", file, saved);
    assertThat(ran.exit()).isEqualTo(Main.DONE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("looked at 5 pages: 4 listing, 1 login")
        .contains("title           confidence 1.00, found in 4 of 4")
        .contains("next: weir profile try " + file);
    assertThat(profile("try", file, saved).exit()).isEqualTo(Main.DONE);
    assertThat(Ran.weir("profile", "check", file).out()).contains("is sound: source 'kiosk'");
  }

  @Test
  void without_a_file_the_profile_alone_goes_to_standard_output() {
    Ran ran = profile("suggest", saved);
    assertThat(ran.out())
        .startsWith("# Suggested from 5 pages")
        .contains("source: saved")
        .contains("{name: '(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}");
  }

  @Test
  void a_suggestion_never_overwrites_and_asks_for_pages_and_an_id() throws IOException {
    String file = suggested();
    Ran again = profile("suggest", "--out", file, saved);
    assertThat(again.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(again.err()).contains("exists. Name another file with --out");
    Ran named = profile("suggest", "--source", "My Market", saved);
    assertThat(named.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(named.err()).contains("'My Market' is no id. Use a-z, 0-9 and '-'");
    Ran nowhere = profile("suggest", folder.resolve("nowhere").toString());
    assertThat(nowhere.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(nowhere.err()).contains("There is no file or folder").contains("Check the path");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Ran none = profile("suggest", empty.toString());
    assertThat(none.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(none.err()).contains("No page was found in");
  }

  @Test
  void trying_prints_each_field_with_its_line_and_passes_over_gates() throws IOException {
    String file = suggested();
    Ran ran = profile("try", file, saved);
    List<String> lines = Files.readAllLines(Path.of(file));
    int at = 0;
    for (int i = 0; i < lines.size(); i++) {
      at = lines.get(i).strip().startsWith("ships_from:") ? i + 1 : at;
    }
    assertThat(ran.out())
        .contains("2026-03-02_ware1.html: listing")
        .contains("Ketamine 5 g")
        .containsPattern("ships_from +l\\." + at + " +ES")
        .contains("login.html: login")
        .contains("stands before the content: nothing is read from it");
  }

  @Test
  void a_field_that_is_missing_is_said_and_counts() throws IOException {
    String file = suggested();
    Files.writeString(
        Path.of(file), Files.readString(Path.of(file)).replace("Ships from", "Sent from"));
    Ran ran = profile("try", file, saved);
    assertThat(ran.exit()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.out()).contains("NO RECORD was read").contains("no 'when:' of the profile fits");
  }

  @Test
  void a_faulty_profile_is_answered_with_line_and_remedy() throws IOException {
    String file = suggested();
    Files.writeString(
        Path.of(file),
        Files.readString(Path.of(file)).replace("kind: darknet-market", "kind: bazaar"));
    Ran ran = profile("try", file, saved);
    assertThat(ran.exit()).isEqualTo(Main.FAILED);
    assertThat(ran.out()).contains("kiosk.yaml").contains("bazaar").contains("darknet-market");
  }

  @Test
  void a_profile_that_does_not_exist_is_no_stack_trace() {
    Ran ran = profile("try", "nothing.yaml", saved);
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("There is no file 'nothing.yaml', and no shipped profile");
    Ran served = profile("try", "--serve", "nothing", saved);
    assertThat(served.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(served.err()).contains("Begin with 'weir profile suggest --out nothing.yaml PATH'");
  }
}
