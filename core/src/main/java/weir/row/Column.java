package weir.row;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name in snake case, as users type it in SQL
 */
public record Column(String name, ColumnType type, Method accessor) {

  /** The row's value in this column; null when the page did not say. */
  public @Nullable Object of(Row row) {
    try {
      return accessor.invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read column " + name + " of " + row.getClass(), e);
    }
  }

  /** The columns that a record declares, for rows outside the fixed tables too. */
  public static List<Column> of(Class<? extends Row> row) {
    return Arrays.stream(row.getRecordComponents())
        .map(c -> new Column(snakeCase(c.getName()), typeOf(c), c.getAccessor()))
        .toList();
  }

  private static ColumnType typeOf(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) return ColumnType.TEXT;
    if (type == Instant.class) return ColumnType.TIMESTAMP;
    if (type == LocalDate.class) return ColumnType.DATE;
    if (type == Long.class || type == long.class) return ColumnType.INTEGER;
    if (type == BigDecimal.class) return ColumnType.MONEY;
    if (type == Double.class || type == double.class) return ColumnType.REAL;
    if (type == Boolean.class || type == boolean.class) return ColumnType.BOOLEAN;
    if (type == List.class) return ColumnType.TEXT_LIST;
    throw new IllegalArgumentException("No column type for " + component);
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
