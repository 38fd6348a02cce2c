package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models between files and the workbench. */
class ModelCommandTest {
  private static final String BICYCLES =
      """
      id: bicycle-theft
      title: Stolen bicycles
      language: en
      version: "1"
      status: in-review
      steps:
        - {id: selling, title: Selling}
      facilitators:
        - {id: dealers, label: Dealers, steps: [selling], knowing: mixed}
      """;

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("bicycles.yaml");
    Files.writeString(file, BICYCLES);
  }

  private Ran model(String command, String... rest) {
    var words = new String[rest.length + 4];
    words[0] = "model";
    words[1] = command;
    System.arraycopy(rest, 0, words, 2, rest.length);
    words[words.length - 2] = "--home";
    words[words.length - 1] = folder.resolve("home").toString();
    return Ran.weir(words);
  }

  @Test
  void a_file_begins_a_model_and_a_changed_one_is_taken_in_with_what_changed() throws IOException {
    assertThat(model("list").out()).doesNotContain("workbench/");
    assertThat(model("import", file.toString(), "--author", "Ada").out())
        .isEqualTo("Began 'bicycle-theft': 1 steps, 1 elements.\n");

    Files.writeString(file, BICYCLES.replace("label: Dealers", "label: Second-hand dealers"));
    var dry = model("import", file.toString(), "--dry-run");
    assertThat(dry.out())
        .contains("+ Second-hand dealers")
        .endsWith("1 changes; nothing was written.\n");
    assertThat(model("import", file.toString(), "--author", "Ben").out())
        .contains("facilitators/dealers/label")
        .contains("- Dealers")
        .contains("+ Second-hand dealers")
        .endsWith("1 changes, kept as version 2 of 'bicycle-theft'.\n");
    assertThat(model("import", file.toString()).out()).contains("nothing was written");

    assertThat(model("list").out())
        .contains("workbench/bicycle-theft")
        .contains("Stolen bicycles (version 2, in review)");
    assertThat(model("diff", "workbench/bicycle-theft@1", "workbench/bicycle-theft").out())
        .contains("+ Second-hand dealers")
        .endsWith("1 changes\n");
  }

  @Test
  void a_spreadsheet_goes_out_and_comes_back_equal_and_replaces_no_file() {
    model("import", file.toString());
    var sheet = folder.resolve("out.xlsx").toString();

    assertThat(model("export", "workbench/bicycle-theft", "--format", "xlsx").exit()).isEqualTo(2);
    assertThat(
            model("export", "workbench/bicycle-theft", "--format", "xlsx", "--out", sheet).exit())
        .isZero();
    assertThat(model("export", "workbench/bicycle-theft", "--format", "xlsx", "--out", sheet).err())
        .contains("is there already, and was left as it is.");
    assertThat(model("import", sheet).out()).isEqualTo("0 changes; nothing was written.\n");
    assertThat(model("import", sheet, "--into", "other").out()).startsWith("Began 'other'");
    assertThat(model("export", "workbench/other", "--format", "yaml").out())
        .contains("id: other")
        .contains("status: in-review");
  }

  @Test
  void a_broken_file_names_line_and_remedy_and_changes_nothing() throws IOException {
    model("import", file.toString());
    Files.writeString(file, BICYCLES.replace("knowing: mixed", "knowing: mixd"));

    var refused = model("import", file.toString());

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err())
        .contains("The file cannot be taken in, and nothing was changed:")
        .contains("bicycles.yaml, line 9, facilitators[1].knowing: 'mixd' is not known here.")
        .contains("Did you mean 'mixed'?");
    assertThat(model("list").out()).contains("(version 1, in review)");
  }

  @Test
  void what_is_not_there_is_said_with_what_is() {
    assertThat(model("show", "workbench/nothing").err()).contains("There is no workbench in ");
    model("import", file.toString());
    assertThat(model("show", "workbench/bicycle-thefts").err())
        .contains(
            "There is no model 'bicycle-thefts' on the workbench. Did you mean 'bicycle-theft'?");
    assertThat(model("show", "workbench/bicycle-theft@7").err())
        .contains("'bicycle-theft' has no version 7: the newest is 1.");
    assertThat(model("import", folder.resolve("none.yaml").toString()).exit()).isEqualTo(2);
    assertThat(model("import", file.toString(), "--into", "Not an id").err())
        .contains("'Not an id' is no id.");
  }

  private static final String CRIME =
      """
      id: bicycle-theft
      title: Stolen bicycles
      language: en
      version: "1"
      status: draft
      steps: [{id: selling, title: Selling}]
      facilitators:
        - {id: thieves, label: Thieves, knowing: knowing}
        - {id: dealers, label: Dealers, knowing: mixed}
        - {id: tools, label: Hand tools, knowing: unknowing, protected: true}
        - {id: riders, label: Riders, knowing: unknown, people-who-use: true}
      barriers:
        - id: register
          label: Register of dealers
          kind: legal
          addresses: [dealers]
          expected:
            - {of: cost, low: 10, likely: 20, high: 30, currency: EUR}
            - {of: closes, low: 0.2, likely: 0.5, high: 0.6}
        - {id: ban-tools, label: Ban tools, kind: legal, addresses: [tools]}
        - {id: licence, label: Licence of dealers, kind: legal, addresses: [dealers]}
      relations:
        - {from: thieves, kind: supplies, to: dealers}
        - {from: dealers, kind: supplies, to: riders}
      """;

  @Test
  void options_name_the_best_set_what_is_protected_and_what_is_unknown() throws IOException {
    Files.writeString(file, CRIME);
    Path paper = folder.resolve("options.html");

    var ran =
        model(
            "options",
            file.toString(),
            "--budget",
            "25",
            "--format",
            "csv",
            "--out",
            paper.toString());

    assertThat(ran.out())
        .startsWith("option,title,barrier,touches,alone,reopens,draws,graphs,cost,remaining,")
        .contains("1,Best within the limits,register,1,1,0.5,");
    assertThat(ran.err())
        .contains("TLP:AMBER+STRICT. The model draws 1 route from supply to customer.")
        .contains("Within a budget of 25 EUR the best set found has 1 barrier; it costs 20 EUR")
        .contains("Left out as protected: Ban tools. It would cut Hand tools,")
        .contains("Unknown: Licence of dealers. Nobody has said what it costs, nor which share");
    assertThat(Files.readString(paper))
        .contains("TLP:AMBER+STRICT")
        .contains("<h2>Left out as protected</h2>")
        .contains("role=\"img\" aria-label=\"The more is spent, the fewer routes remain:");

    Path pdf = folder.resolve("options.pdf");
    assertThat(model("options", file.toString(), "--out", pdf.toString()).exit()).isZero();
    assertThat(Files.readAllBytes(pdf))
        .startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void limits_that_make_no_sense_are_refused() throws IOException {
    Files.writeString(file, CRIME);

    assertThat(model("options", file.toString(), "--until", "soon").err())
        .contains("--until 'soon' is neither months nor a day. Write it like 12 or 2027-12-31.");
    assertThat(model("options", file.toString(), "--capacity", "customs=5").err())
        .contains("'customs' is no partner of this model");
    assertThat(model("options", file.toString(), "--budget", "-5").err())
        .contains("The budget cannot be -5.0. Expected a number from 0 on");
    assertThat(model("options", file.toString(), "--out", "paper.doc").err())
        .contains("--out 'paper.doc' tells no form. Let it end in .html or .pdf.");
  }
}
