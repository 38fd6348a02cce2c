package weir.web.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param id unique on its page; part of addresses
 * @param caption what the table shows, for everybody
 * @param rows in the order in which they stand when nobody sorts
 * @param empty said in place of an empty table: what would fill it
 */
public record Sheet(
    String id, String caption, List<Head> heads, List<List<Cell>> rows, String empty) {

  /** Rows shown at once; CSV has them all. */
  static final int ROWS = 100;

  public Sheet {
    heads = List.copyOf(heads);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != heads.size()) {
        throw new IllegalArgumentException(
            "A row of the table '%s' has %d cells under %d heads"
                .formatted(id, row.size(), heads.size()));
      }
    }
  }

  /** The table as the address asks for it. */
  public SheetView view(SheetRequest request) {
    List<List<Cell>> found = matching(request);
    int pages = Math.max(1, (found.size() + ROWS - 1) / ROWS);
    int page = Math.min(request.page(id), pages);
    int from = (page - 1) * ROWS;
    return new SheetView(
        this,
        request,
        found.subList(from, Math.min(found.size(), from + ROWS)),
        found.size(),
        page,
        pages);
  }

  /** All rows that the address asks for, as RFC 4180 has it, with a head. */
  public String csv(SheetRequest request) {
    StringBuilder csv = new StringBuilder();
    line(csv, heads.stream().flatMap(head -> head.fields().stream()).toList(), List.of());
    for (List<Cell> row : matching(request)) {
      List<String> fields = new ArrayList<>();
      List<Boolean> numbers = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        List<String> given = row.get(i).fields();
        for (int f = 0; f < heads.get(i).fields().size(); f++) {
          fields.add(f < given.size() ? given.get(f) : "");
          numbers.add(heads.get(i).number());
        }
      }
      line(csv, fields, numbers);
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, List<String> fields, List<Boolean> numbers) {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        csv.append(',');
      }
      String field = fields.get(i);
      boolean number = i < numbers.size() && numbers.get(i);
      // A spreadsheet would run a text that begins like a formula.
      if (!number && !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0) {
        field = "'" + field;
      }
      if (field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
        csv.append('"').append(field.replace("\"", "\"\"")).append('"');
      } else {
        csv.append(field);
      }
    }
    csv.append("\r\n");
  }

  private List<List<Cell>> matching(SheetRequest request) {
    String wanted = request.filter(id).toLowerCase(Locale.ROOT);
    List<List<Cell>> found = new ArrayList<>();
    for (List<Cell> row : rows) {
      if (wanted.isEmpty()
          || row.stream().anyMatch(c -> c.text().toLowerCase(Locale.ROOT).contains(wanted))) {
        found.add(row);
      }
    }
    int column = sortedBy(request);
    if (column >= 0) {
      boolean descending = request.sort(id).startsWith("-");
      found.sort(order(column, descending));
    }
    return found;
  }

  /** The number of the column that the address sorts by; -1 for none, or one that may not be. */
  int sortedBy(SheetRequest request) {
    String key = request.sort(id).replaceFirst("^-", "");
    for (int i = 0; i < heads.size(); i++) {
      if (heads.get(i).key().equals(key) && heads.get(i).sorts()) {
        return i;
      }
    }
    return -1;
  }

  /** What is not known stands last, whichever way. */
  private Comparator<List<Cell>> order(int column, boolean descending) {
    Comparator<List<Cell>> order;
    if (heads.get(column).number()) {
      Comparator<Double> numbers =
          descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
      order = Comparator.comparing(row -> numberOf(row.get(column)), Comparator.nullsLast(numbers));
    } else {
      Comparator<String> texts =
          descending ? String.CASE_INSENSITIVE_ORDER.reversed() : String.CASE_INSENSITIVE_ORDER;
      order =
          Comparator.comparing((List<Cell> row) -> row.get(column).text().equals(Cell.UNKNOWN))
              .thenComparing(row -> sortText(row.get(column)), texts);
    }
    return order;
  }

  private static @Nullable Double numberOf(Cell cell) {
    return cell.number();
  }

  /** Dates are shown in words and sort by their plain form. */
  private static String sortText(Cell cell) {
    return cell.fields().isEmpty() ? cell.text() : cell.fields().getFirst();
  }

  /** The address of the CSV of what is shown. */
  String csvAddress(SheetRequest request) {
    return request.with(Map.of(id + ".page", "", "format", "csv", "table", id));
  }
}
