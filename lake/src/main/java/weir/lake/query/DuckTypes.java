package weir.lake.query;

import weir.row.ColumnType;

/** How the columns' types are called in DuckDB's SQL, and how names and texts are quoted there. */
final class DuckTypes {

  private DuckTypes() {}

  /**
   * A moment is a TIMESTAMP without zone that always holds UTC: engines differ in what they make of
   * zones, and none can shift what has none.
   */
  static String sql(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case INTEGER -> "BIGINT";
      case MONEY -> "DECIMAL(%d,%d)".formatted(ColumnType.MONEY_PRECISION, ColumnType.MONEY_SCALE);
      case REAL -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TEXT_LIST -> "VARCHAR[]";
    };
  }

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
