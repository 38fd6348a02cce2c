package weir.lake.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;
import weir.lake.Identity;
import weir.row.Column;
import weir.row.ColumnType;
import weir.row.Row;

/**
 * Rows on their way to a part, column by column, as bytes.
 *
 * <p>They are handed to DuckDB by a table function straight into {@code COPY}. DuckDB's appender
 * would put them into a table first, which keeps statistics of every value: 120,000 listings took
 * 1.6 s of CPU that way and 0.65 s this way, on two cores.
 */
final class RowBuffer {
  /** Between the elements of a list: what a table function hands over cannot be a list. */
  private static final char UNIT_SEPARATOR = '\u001f';

  /** In this order, as far as a table has them: a listing's observations lie side by side. */
  private static final List<String> SORTED_BY = List.of("listing_id", "captured_at");

  private final List<Column> columns;
  private final Strip[] strips;
  private final Strip observations = new Strip(false);
  private int rows;

  RowBuffer(List<Column> columns) {
    this.columns = columns;
    this.strips = new Strip[columns.size()];
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new Strip(isText(columns.get(i).type()));
    }
  }

  /** Money is handed over as digits: a table function's decimals go through objects anyway. */
  private static boolean isText(ColumnType type) {
    return switch (type) {
      case TEXT, TEXT_LIST, MONEY -> true;
      case TIMESTAMP, DATE, INTEGER, REAL, BOOLEAN -> false;
    };
  }

  int rows() {
    return rows;
  }

  /** Takes a row; returns the bytes it takes. */
  long add(long observation, Row row) {
    long bytes = 8;
    for (int i = 0; i < strips.length; i++) {
      bytes += add(strips[i], columns.get(i).type(), columns.get(i).of(row));
    }
    observations.add(rows, observation);
    rows++;
    return bytes;
  }

  private long add(Strip strip, ColumnType type, @Nullable Object value) {
    if (value == null) {
      strip.addNull(rows);
      return 8;
    }
    return switch (type) {
      case TEXT -> strip.add(rows, (String) value);
      case TEXT_LIST -> strip.add(rows, joined((Collection<?>) value));
      case MONEY ->
          strip.add(
              rows,
              ((BigDecimal) value)
                  .setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN)
                  .toPlainString());
      case TIMESTAMP -> strip.add(rows, micros((Instant) value));
      case DATE -> strip.add(rows, ((LocalDate) value).toEpochDay());
      case INTEGER -> strip.add(rows, ((Number) value).longValue());
      case REAL -> strip.add(rows, Double.doubleToRawLongBits(((Number) value).doubleValue()));
      case BOOLEAN -> strip.add(rows, ((Boolean) value) ? 1 : 0);
    };
  }

  /** The separator stands before each element, so that no element and one empty one differ. */
  private static String joined(Collection<?> list) {
    StringBuilder joined = new StringBuilder();
    for (Object element : list) {
      joined
          .append(UNIT_SEPARATOR)
          // A control character that has no place in a text; a blank says as much.
          .append(String.valueOf(element).replace(UNIT_SEPARATOR, ' '));
    }
    return joined.toString();
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000L);
  }

  /** What a SELECT makes of the columns as they are handed over. */
  static String expression(Column column) {
    String name = DuckTypes.name(column.name());
    String value =
        switch (column.type()) {
          case TEXT, INTEGER, REAL, BOOLEAN -> name;
          case TEXT_LIST -> "string_split(%s, chr(%d))[2:]".formatted(name, (int) UNIT_SEPARATOR);
          case MONEY -> "CAST(%s AS %s)".formatted(name, DuckTypes.sql(ColumnType.MONEY));
          case TIMESTAMP -> "make_timestamp(" + name + ")";
          case DATE -> "DATE '1970-01-01' + CAST(" + name + " AS INTEGER)";
        };
    return value + " AS " + name;
  }

  void declare(DuckDBTableFunctionBindInfo to) {
    for (Column column : columns) {
      to.addResultColumn(
          column.name(),
          switch (column.type()) {
            case TEXT, TEXT_LIST, MONEY -> DuckDBColumnType.VARCHAR;
            case TIMESTAMP, DATE, INTEGER -> DuckDBColumnType.BIGINT;
            case REAL -> DuckDBColumnType.DOUBLE;
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
          });
    }
    to.addResultColumn(Identity.OBSERVATION, DuckDBColumnType.BIGINT);
    to.setCardinality(rows, true);
  }

  /** The order in which the rows leave. */
  int[] order() {
    List<Strip> keys =
        SORTED_BY.stream()
            .flatMapToInt(name ->
                IntStream.range(0, strips.length).filter(i -> columns.get(i).name().equals(name)))
            .mapToObj(i -> strips[i])
            .toList();
    IntStream all = IntStream.range(0, rows);
    if (keys.isEmpty()) {
      return all.toArray();
    }
    return all.boxed()
        .sorted((a, b) -> {
          for (Strip key : keys) {
            int difference = key.compare(a, b);
            if (difference != 0) {
              return difference;
            }
          }
          return 0;
        })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Fills a chunk from that position of the order; returns how many rows it took. */
  int fill(DuckDBDataChunkWriter chunk, int[] order, int from) throws SQLException {
    int count = (int) Math.min(chunk.capacity(), rows - from);
    for (int i = 0; i < strips.length; i++) {
      strips[i].fill(chunk.vector(i), columns.get(i).type(), order, from, count);
    }
    observations.fill(chunk.vector(strips.length), ColumnType.INTEGER, order, from, count);
    return count;
  }

  /** One column's values: numbers, or the ends of texts in one run of bytes. */
  private static final class Strip {
    private final boolean isText;
    private final BitSet known = new BitSet();
    private long[] numbers = new long[256];
    private byte[] texts = new byte[0];
    private int end;

    Strip(boolean isText) {
      this.isText = isText;
    }

    void addNull(int row) {
      room(row);
      numbers[row] = end;
    }

    long add(int row, long number) {
      room(row);
      known.set(row);
      numbers[row] = number;
      return 8;
    }

    long add(int row, String text) {
      room(row);
      known.set(row);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (end + bytes.length > texts.length) {
        texts = Arrays.copyOf(texts, Math.max(end + bytes.length, Math.max(4096, end + end / 2)));
      }
      System.arraycopy(bytes, 0, texts, end, bytes.length);
      end += bytes.length;
      numbers[row] = end;
      return 8L + bytes.length;
    }

    private void room(int row) {
      if (row == numbers.length) {
        numbers = Arrays.copyOf(numbers, row + row / 2);
      }
    }

    private int start(int row) {
      return row == 0 ? 0 : (int) numbers[row - 1];
    }

    /** Unknown after known, as SQL sorts. */
    int compare(int a, int b) {
      if (!known.get(a) || !known.get(b)) {
        return Boolean.compare(known.get(b), known.get(a));
      }
      return isText
          ? Arrays.compareUnsigned(
              texts, start(a), (int) numbers[a], texts, start(b), (int) numbers[b])
          : Long.compare(numbers[a], numbers[b]);
    }

    void fill(DuckDBWritableVector vector, ColumnType type, int[] order, int from, int count) {
      if (isText) {
        byte[][] chunk = new byte[count][];
        for (int i = 0; i < count; i++) {
          int row = order[from + i];
          // Null stays null: DuckDB takes it for an unknown text.
          if (known.get(row)) {
            chunk[i] = Arrays.copyOfRange(texts, start(row), (int) numbers[row]);
          }
        }
        vector.setStringUtf8Batch(0, chunk);
        return;
      }
      for (int i = 0; i < count; i++) {
        int row = order[from + i];
        if (!known.get(row)) {
          vector.setNull(i);
        } else {
          set(vector, type, i, numbers[row]);
        }
      }
    }

    private static void set(DuckDBWritableVector vector, ColumnType type, int row, long number) {
      switch (type) {
        case TIMESTAMP, DATE, INTEGER -> vector.setLong(row, number);
        case REAL -> vector.setDouble(row, Double.longBitsToDouble(number));
        case BOOLEAN -> vector.setBoolean(row, number == 1);
        case TEXT, TEXT_LIST, MONEY -> throw new IllegalStateException(type + " is text");
      }
    }
  }
}
