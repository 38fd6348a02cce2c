package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.vocabulary.ReviewList;

class LexiconCommandTest {

  @TempDir Path folder;
  private String home = "";
  private Path file = Path.of("");

  @BeforeEach
  void files() throws IOException {
    home = folder.resolve("home").toString();
    file =
        Files.writeString(
            folder.resolve("ours.csv"),
            """
            name,class,synonyms
            Weirolam,benzodiazepine/other,W-447|Weirs
            Sildenafil,medicine/erectile,weirgra blue
            Citalopram,,escitalopram
            """);
  }

  private Ran imported(String... more) {
    String[] all = new String[8 + more.length];
    String[] first = {
      "lexicon", "import", file.toString(), "--name", "ours", "--home", home, "--licence=own work"
    };
    System.arraycopy(first, 0, all, 0, 8);
    System.arraycopy(more, 0, all, 8, more.length);
    return Ran.weir(all);
  }

  @Test
  void an_import_says_what_came_of_it_and_the_names_are_found_at_once() {
    Ran ran = imported();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "read as           plain table",
            "entries                   3",
            "  already known           1",
            "  new substances          1",
            "names added               4",
            "conflicts (these entries add nothing):",
            "  line 4, Citalopram: its names mean two known substances (citalopram escitalopram)");
    assertThat(Ran.withInput("5 g weirolam\n", "name", "--home", home).out())
        .contains("\"substance\":\"weirolam\"", "\"how\":\"vocabulary:ours\"");
    assertThat(Ran.weir("lexicon", "vocabularies", "--home", home, "--format", "csv").out())
        .contains("ours,ours,own work,", ",3,1,1,4,1,1\n");
    assertThat(Ran.weir("lexicon", "list", "--home", home, "--format", "csv").out())
        .contains("weirolam,benzodiazepine/other,Weirolam,vocabulary ours\n");
    Ran check = Ran.weir("lexicon", "check", "--home", home);
    assertThat(check.exit()).isZero();
    assertThat(check.out()).contains(" 0 faults");
  }

  @Test
  void kept_pages_are_named_anew_by_reread() throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("mine.csv"),
            "source,listing_id,captured_at,title\nshop,1,2026-01-05T10:00:00Z,5 g weirolam\n");
    Ran.weir("ingest", "--home", home, table.toString());
    imported();
    Ran reread = Ran.weir("reread", "--home", home, "--profile", "plain");
    assertThat(reread.exit()).as(reread.err()).isZero();
    assertThat(
            Ran.weir(
                    "query",
                    "--home",
                    home,
                    "--format",
                    "csv",
                    "SELECT substance, substance_class FROM listing")
                .out())
        .contains("weirolam,benzodiazepine/other");
  }

  @Test
  void a_dry_run_keeps_nothing() {
    assertThat(imported("--dry-run").out()).contains("Nothing was kept: this was a dry run.");
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void removed_it_is_gone_and_a_second_removal_is_wrong_usage() {
    imported();
    assertThat(Ran.weir("lexicon", "remove", "ours", "--home", home).exit()).isZero();
    assertThat(Ran.withInput("5 g weirolam\n", "name", "--home", home).out())
        .contains("\"mentions\":[]");
    Ran again = Ran.weir("lexicon", "remove", "ours", "--home", home);
    assertThat(again.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(again.err())
        .contains("There is no vocabulary 'ours'. 'weir lexicon vocabularies' lists them.");
  }

  @Test
  void without_a_licence_nothing_is_imported() {
    Ran ran = Ran.weir("lexicon", "import", file.toString(), "--name", "ours", "--home", home);
    assertThat(ran.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(ran.err()).contains("--licence");
    assertThat(imported("--class", "drinks").err()).contains("The class 'drinks' is unknown.");
  }

  @Test
  void a_file_of_another_shape_or_encoding_is_refused_with_a_remedy() throws IOException {
    Files.writeString(file, "drug,kind\na,b\n");
    Ran shape = imported();
    assertThat(shape.exit()).isEqualTo(Main.FAILED);
    assertThat(shape.err()).contains("ours.csv, line 1: the header 'drug,kind' has no column");
    Files.write(file, new byte[] {'n', 'a', 'm', 'e', '\n', (byte) 0xe9, '\n'});
    assertThat(imported().err()).contains("is not UTF-8 text. Save it as UTF-8");
  }

  @Test
  void the_review_list_is_printed_and_worked_through() throws IOException {
    String id =
        ReviewList.in(Path.of(home), Clock.systemUTC())
            .add("two bags of snow", "", "forum", null, "abc");
    assertThat(Ran.weir("lexicon", "review", "--home", home, "--format", "csv").out())
        .contains(id + ",missed,,,,,two bags of snow,,forum,");
    assertThat(Ran.weir("lexicon", "review", "--home", home, "--done", id).exit()).isZero();
    assertThat(Ran.weir("lexicon", "review", "--home", home, "--format", "csv").out())
        .doesNotContain(id);
    assertThat(Ran.weir("lexicon", "review", "--home", home, "--done", id).err())
        .contains("No open entry has the id '" + id + "'.");
  }
}
