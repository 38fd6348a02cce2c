package weir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.ReadResult;

class SpreadsheetTest {

  private static ReadResult back(BarrierModel model) {
    return Spreadsheet.read(Spreadsheet.write(model), "model.xlsx");
  }

  @Test
  void a_model_comes_back_equal() {
    assertThat(back(MadeUp.bicycles())).isEqualTo(new ReadResult.Read(MadeUp.bicycles()));
  }

  @Test
  void every_shipped_model_comes_back_equal() {
    for (var id : BarrierModels.shipped()) {
      var model = BarrierModels.shipped(id);
      assertThat(back(model)).as(id).isEqualTo(new ReadResult.Read(model));
    }
  }

  @Test
  void odd_texts_come_back_as_they_were() {
    for (var odd :
        new String[] {
          " spaces around ",
          "\"quoted\"",
          "[list]",
          "{map}",
          "=1+1",
          "12",
          "yes",
          "a; b",
          "line\nline",
          "tab\there",
          "_x0041_",
          "café … ☕ 𝄞",
          "\u0001",
          "\uFEFFmark",
          "\uD83D alone",
          "a\u2028b"
        }) {
      var model =
          MadeUp.read(MadeUp.BICYCLES.replace("title: Stolen bicycles", "title: " + quoted(odd)));
      assertThat(back(model)).as(odd).isEqualTo(new ReadResult.Read(model));
    }
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append("\\u%04x".formatted(c)));
    return quoted.append('"').toString();
  }

  @Test
  void what_was_edited_in_the_sheet_is_what_changed() throws IOException {
    var edited = workbook("Selling on", "mixed", "council");

    var result = Spreadsheet.read(edited, "model.xlsx");

    assertThat(result)
        .isInstanceOfSatisfying(
            ReadResult.Read.class,
            read -> assertThat(read.model().steps().getFirst().title()).isEqualTo("Selling on"));
  }

  @Test
  void faults_name_file_sheet_row_and_remedy() throws IOException {
    var result = Spreadsheet.read(workbook("Selling", "mixd", "counsil"), "model.xlsx");

    assertThat(result)
        .isInstanceOfSatisfying(
            ReadResult.Refused.class,
            refused ->
                assertThat(refused.message().lines())
                    .containsExactly(
                        "model.xlsx, line 2, sheet 'elements', knowing: 'mixd' is not known here. Expected one of knowing, mixed, unknowing, unknown. Did you mean 'mixed'?",
                        "model.xlsx, line 4, sheet 'elements', owner: 'counsil' names no partner of this model. Add one with this id, or name an existing one. Did you mean 'council'?"));
  }

  @Test
  void what_is_no_workbook_is_refused() {
    assertThat(Spreadsheet.read("id,label".getBytes(StandardCharsets.UTF_8), "model.xlsx"))
        .isInstanceOfSatisfying(
            ReadResult.Refused.class,
            refused ->
                assertThat(refused.message())
                    .startsWith("model.xlsx: This is not a workbook that can be read")
                    .endsWith("Expected a file that ends in .xlsx, as exported here."));
  }

  private static byte[] workbook(String step, String knowing, String owner) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "test", "1.0")) {
      rows(
          book,
          "model",
          new String[][] {
            {"key", "value"},
            {"id", "bicycles"},
            {"title", "Bicycles"},
            {"language", "en"},
            {"version", "1"},
            {"status", "draft"}
          });
      rows(book, "steps", new String[][] {{"id", "title"}, {"selling", step}});
      rows(
          book,
          "elements",
          new String[][] {
            {"block", "id", "label", "knowing", "owner"},
            {"facilitators", "fence", "Dealer", knowing, null},
            {"partners", "council", "Council", null, null},
            {"barriers", "register", "Register", null, owner}
          });
    }
    return bytes.toByteArray();
  }

  private static void rows(Workbook book, String name, String[][] rows) {
    var sheet = book.newWorksheet(name);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        if (rows[row][column] != null) {
          sheet.value(row, column, rows[row][column]);
        }
      }
    }
  }
}
