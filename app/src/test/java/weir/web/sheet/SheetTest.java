package weir.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SheetTest {

  private static final Sheet SHEET =
      new Sheet(
          "t",
          "Made up",
          List.of(
              Head.text("name", "Name"),
              Head.measured("count", "Count"),
              Head.text("price", "Price").unsorted()),
          List.of(
              row("beta", 10.0, "1"),
              row("Alpha", null, "2"),
              row("=cmd()", 2.0, "3"),
              row("gamma, \"quoted\"", -5.0, "0")),
          "Nothing.");

  private static List<Cell> row(
      String name, @org.jspecify.annotations.Nullable Double count, String price) {
    return List.of(
        Cell.text(name),
        Cell.measured(count == null ? null : count.toString(), null, count, null, null),
        Cell.text(price));
  }

  private static List<String> names(String... parameters) {
    return SHEET.view(request(parameters)).rows().stream().map(r -> r.getFirst().text()).toList();
  }

  private static SheetRequest request(String... parameters) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return new SheetRequest("/here", map);
  }

  @Test
  void rows_stand_as_given_until_the_address_sorts_them() {
    assertThat(names()).startsWith("beta", "Alpha");
    assertThat(names("t.sort", "name"))
        .containsExactly("=cmd()", "Alpha", "beta", "gamma, \"quoted\"");
  }

  @Test
  void what_is_not_known_sorts_last_either_way() {
    assertThat(names("t.sort", "count").getLast()).isEqualTo("Alpha");
    assertThat(names("t.sort", "-count")).startsWith("beta").endsWith("Alpha");
  }

  @Test
  void a_column_that_may_not_be_sorted_by_is_not() {
    assertThat(names("t.sort", "price")).isEqualTo(names());
    assertThat(names("t.sort", "-price")).isEqualTo(names());
  }

  @Test
  void a_filter_finds_words_anywhere_in_a_row() {
    assertThat(names("t.filter", "ALPH")).containsExactly("Alpha");
    assertThat(SHEET.view(request("t.filter", "nothing")).count()).isEqualTo("0 of 4 rows");
  }

  @Test
  void csv_has_a_head_quotes_what_needs_it_and_disarms_formulas() {
    assertThat(SHEET.csv(request()))
        .isEqualTo(
            "name,count,count_low,count_high,price\r\n"
                + "beta,10,,,1\r\n"
                + "Alpha,,,,2\r\n"
                + "'=cmd(),2,,,3\r\n"
                + "\"gamma, \"\"quoted\"\"\",-5,,,0\r\n");
  }

  @Test
  void long_tables_turn_pages_and_csv_has_them_all() {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      rows.add(List.of(Cell.text("row " + i)));
    }
    Sheet sheet = new Sheet("t", "Long", List.of(Head.text("name", "Name")), rows, "");

    assertThat(sheet.view(request("t.page", "3")).rows()).hasSize(50);
    assertThat(sheet.view(request("t.page", "99")).page()).isEqualTo(3);
    assertThat(sheet.view(request()).count()).isEqualTo("250 rows, page 1 of 3");
    assertThat(sheet.csv(request("t.page", "3")).lines()).hasSize(251);
  }

  @Test
  void addresses_keep_what_else_was_asked() {
    SheetView view = SHEET.view(request("t.filter", "a", "from", "2025-01-01", "t.sort", "name"));

    assertThat(view.sortAddress(0)).isEqualTo("/here?from=2025-01-01&t.filter=a&t.sort=-name#t");
    assertThat(view.csvAddress())
        .contains("from=2025-01-01")
        .contains("format=csv")
        .contains("table=t");
    assertThat(view.others()).containsOnlyKeys("from", "t.sort");
  }

  @Test
  void a_row_with_too_few_cells_is_a_fault() {
    assertThatThrownBy(() ->
            new Sheet(
                "t",
                "x",
                List.of(Head.text("a", "A"), Head.text("b", "B")),
                List.of(List.of(Cell.text("1"))),
                ""))
        .hasMessage("A row of the table 't' has 1 cells under 2 heads");
  }
}
