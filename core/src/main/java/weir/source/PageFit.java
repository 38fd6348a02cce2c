package weir.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.capture.PageKind;
import weir.row.Column;
import weir.row.Row;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;
import weir.table.Table;

/**
 * Whether a page still fits the rule that knows it: whether its records show what they must. A page
 * that fits no more was not seen, which is something else than a page that has nothing to show.
 */
final class PageFit {

  private final List<Row> rows;
  private final Set<String> missing = new LinkedHashSet<>();
  private final Set<String> expected = new LinkedHashSet<>();

  /**
   * @param rows of the page; grows while the page is read
   */
  PageFit(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Looks at what one kind of record gave.
   *
   * @param first index of the first row that it gave
   */
  void look(RecordShape shape, int first) {
    for (String field : shape.expect()) {
      String name = shape.table().tableName() + "." + field;
      expected.add(name);
      Column column = shape.table().column(COLUMN_OF.getOrDefault(field, field)).orElse(null);
      if (column != null && isMissing(shape.table(), column, first)) {
        missing.add(name);
      }
    }
  }

  /** Whether there are rows of the table, and none says anything in the column. */
  private boolean isMissing(Table table, Column column, int first) {
    boolean any = false;
    for (int i = first; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (Table.of(row) == table) {
        any = true;
        if (column.of(row) != null) {
          return false;
        }
      }
    }
    return any; // without a row, other records may stand for the page
  }

  /** Fields of a profile that fill a column of another name. */
  private static final Map<String, String> COLUMN_OF =
      Map.of("price", "price_amount", "quantity", "quantity_value", "key", "key_fingerprints");

  /** Whether the page gave no record at all. */
  boolean gaveNothing() {
    return rows.isEmpty();
  }

  /** What the page lacks, as {@code table.field}; empty when it fits. */
  List<String> lacks() {
    return List.copyOf(rows.isEmpty() ? expected : missing);
  }

  /**
   * What a document or table is once it is read.
   *
   * @param places how many of its objects or lines were records by the profile
   */
  PageKind kind(Profile profile, PageShape shape, int places, Problems problems) {
    List<String> lacks = lacks();
    if (places == 0) {
      return PageKind.EMPTY;
    }
    if (lacks.isEmpty() || !shape.kind().isContent()) {
      return rows.isEmpty() ? PageKind.EMPTY : shape.kind();
    }
    refuse(profile, shape.kind(), lacks, problems);
    return PageKind.UNFIT;
  }

  /** Notes that the page was not seen, and drops what was half read: it would count as seen. */
  void refuse(Profile profile, PageKind kind, List<String> lacks, Problems problems) {
    rows.clear();
    problems.add(
        "page-no-longer-fits",
        String.join(", ", lacks),
        kind.word(),
        "is not where the profile '%s' says, on a page of kind".formatted(profile.source()),
        "Counted as unseen. 'weir profile drift' tells since when, and where it went; mend the"
            + " profile, then run 'weir reread'.",
        "");
  }
}
