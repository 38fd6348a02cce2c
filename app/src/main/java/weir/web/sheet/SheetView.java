package weir.web.sheet;

import java.util.List;
import java.util.Map;

/**
 * A table as one address shows it.
 *
 * @param rows of this page of the table
 * @param found rows that the filter leaves, on all pages
 * @param page from 1
 */
public record SheetView(
    Sheet sheet, SheetRequest request, List<List<Cell>> rows, int found, int page, int pages) {

  public String filter() {
    return request.filter(sheet.id());
  }

  public String filterName() {
    return sheet.id() + ".filter";
  }

  public String path() {
    return request.path();
  }

  /** What a filter form hands on. */
  public Map<String, String> others() {
    return request.others(sheet.id());
  }

  public String csvAddress() {
    return sheet.csvAddress(request);
  }

  /** Whether readers have asked anything of this table, so that it must not stay folded. */
  public boolean isAsked() {
    return request.parameters().keySet().stream().anyMatch(k -> k.startsWith(sheet.id() + "."));
  }

  /** {@code ascending}, {@code descending} or {@code none}, as assistive technology reads it. */
  public String sorted(int column) {
    if (sheet.sortedBy(request) != column) {
      return "none";
    }
    return request.sort(sheet.id()).startsWith("-") ? "descending" : "ascending";
  }

  /** The address that sorts by that column, or turns its order round. */
  public String sortAddress(int column) {
    String key = sheet.heads().get(column).key();
    boolean turn = sorted(column).equals("ascending");
    return request.with(
            Map.of(sheet.id() + ".sort", turn ? "-" + key : key, sheet.id() + ".page", ""))
        + "#"
        + sheet.id();
  }

  public String pageAddress(int number) {
    return request.with(Map.of(sheet.id() + ".page", number <= 1 ? "" : Integer.toString(number)))
        + "#"
        + sheet.id();
  }

  /** How much of the table is shown, in words. */
  public String count() {
    int all = sheet.rows().size();
    String of = filter().isEmpty() ? plural(found) : "%,d of %s".formatted(found, plural(all));
    return pages == 1 ? of : "%s, page %d of %d".formatted(of, page, pages);
  }

  private static String plural(int rows) {
    return rows == 1 ? "1 row" : "%,d rows".formatted(rows);
  }
}
