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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Rows on their way to a part, column by column: numbers as they are, texts once each.
 *
 * <p>The same source, account, title or page stands in thousands of rows. Each column remembers its
 * different texts and keeps a number for each row, which spares most of the memory, and most of the
 * work of encoding.
 *
 * <p>They are handed to DuckDB by a table function straight into {@code COPY}. DuckDB's appender
 * would put them into a table first, which keeps statistics of every value: 120,000 listings took
 * 1.6 s of CPU that way and 0.65 s this way, on two cores.
 */
final class RowBuffer {
  /** Between the elements of a list: what a table function hands over cannot be a list. */
  private static final char UNIT_SEPARATOR = '\u001f';

  private final List<Column> columns;
  private final Strip[] strips;
  private final Numbers observations = new Numbers();
  private int rows;

  RowBuffer(List<Column> columns) {
    this.columns = columns;
    this.strips = new Strip[columns.size()];
    for (int i = 0; i < strips.length; i++) {
      strips[i] = isText(columns.get(i).type()) ? new Texts() : new Numbers();
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
    return switch (strip) {
      case Texts texts -> texts.add(rows, type, value);
      case Numbers numbers -> numbers.add(rows, number(type, value));
    };
  }

  private static long number(ColumnType type, Object value) {
    return switch (type) {
      case TIMESTAMP -> micros((Instant) value);
      case DATE -> ((LocalDate) value).toEpochDay();
      case INTEGER -> ((Number) value).longValue();
      case REAL -> Double.doubleToRawLongBits(((Number) value).doubleValue());
      case BOOLEAN -> ((Boolean) value) ? 1 : 0;
      case TEXT, TEXT_LIST, MONEY -> throw new IllegalStateException(type + " is text");
    };
  }

  /** A value as the text that is handed over. */
  private static String text(ColumnType type, Object value) {
    return switch (type) {
      case TEXT -> (String) value;
      case TEXT_LIST -> joined((Collection<?>) value);
      case MONEY ->
          ((BigDecimal) value)
              .setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN)
              .toPlainString();
      case TIMESTAMP, DATE, INTEGER, REAL, BOOLEAN ->
          throw new IllegalStateException(type + " is a number");
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

  /** The order in which the rows leave: by listing, then by time; as they came where equal. */
  int[] order() {
    int[] order = IntStream.range(0, rows).toArray();
    if (strip("captured_at") instanceof Numbers times && !times.ascend(rows)) {
      order =
          Arrays.stream(order).boxed().sorted(times::compare).mapToInt(Integer::intValue).toArray();
    }
    return strip("listing_id") instanceof Texts listings ? listings.sorted(order) : order;
  }

  private @Nullable Strip strip(String name) {
    for (int i = 0; i < strips.length; i++) {
      if (columns.get(i).name().equals(name)) {
        return strips[i];
      }
    }
    return null;
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

  /** One column's values. */
  private sealed interface Strip {
    void addNull(int row);

    void fill(DuckDBWritableVector vector, ColumnType type, int[] order, int from, int count);
  }

  private static final class Numbers implements Strip {
    private final BitSet known = new BitSet();
    private long[] numbers = new long[256];

    @Override
    public void addNull(int row) {
      room(row);
    }

    long add(int row, long number) {
      room(row);
      known.set(row);
      numbers[row] = number;
      return 8;
    }

    private void room(int row) {
      if (row == numbers.length) {
        numbers = Arrays.copyOf(numbers, row + row / 2);
      }
    }

    /** Whether each value is known and none is less than the one before. */
    boolean ascend(int rows) {
      if (known.cardinality() < rows) {
        return false;
      }
      for (int row = 1; row < rows; row++) {
        if (numbers[row] < numbers[row - 1]) {
          return false;
        }
      }
      return true;
    }

    /** Unknown after known, as SQL sorts. */
    int compare(int a, int b) {
      if (!known.get(a) || !known.get(b)) {
        return Boolean.compare(known.get(b), known.get(a));
      }
      return Long.compare(numbers[a], numbers[b]);
    }

    @Override
    public void fill(
        DuckDBWritableVector vector, ColumnType type, int[] order, int from, int count) {
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

  private static final class Texts implements Strip {
    /** Values that are looked for again; beyond them a text may be kept more than once. */
    private static final int REMEMBERED = 1 << 15;

    /** Longer texts seldom stand twice, and cost time to compare. */
    private static final int LONGEST_REMEMBERED = 256;

    private static final int UNKNOWN = -1;

    private final Map<Object, Integer> numbers = new HashMap<>();
    private byte[][] different = new byte[64][];
    private int count;
    private int[] ofRow = new int[256];

    /** The value that came last, and its number: many stand in several rows running. */
    private @Nullable Object last;

    private int lastNumber;

    @Override
    public void addNull(int row) {
      room(row);
      ofRow[row] = UNKNOWN;
    }

    long add(int row, ColumnType type, Object value) {
      room(row);
      if (value.equals(last)) {
        ofRow[row] = lastNumber;
        return 4;
      }
      last = value;
      Integer known = numbers.get(value);
      if (known != null) {
        lastNumber = known;
        ofRow[row] = known;
        return 4;
      }
      byte[] bytes = text(type, value).getBytes(StandardCharsets.UTF_8);
      if (count == different.length) {
        different = Arrays.copyOf(different, count * 2);
      }
      if (numbers.size() < REMEMBERED && bytes.length <= LONGEST_REMEMBERED) {
        numbers.put(value, count);
      }
      different[count] = bytes;
      ofRow[row] = count;
      lastNumber = count;
      count++;
      return 28L + bytes.length;
    }

    private void room(int row) {
      if (row == ofRow.length) {
        ofRow = Arrays.copyOf(ofRow, row + row / 2);
      }
    }

    /** The rows sorted by their text, unknown last; equal ones stay in the order given. */
    int[] sorted(int[] order) {
      Integer[] byText = new Integer[count];
      Arrays.setAll(byText, i -> i);
      Arrays.sort(byText, (a, b) -> Arrays.compareUnsigned(different[a], different[b]));
      int[] rank = new int[count];
      for (int i = 1; i < count; i++) {
        boolean same = Arrays.equals(different[byText[i]], different[byText[i - 1]]);
        rank[byText[i]] = rank[byText[i - 1]] + (same ? 0 : 1);
      }
      int[] ends = new int[count + 2];
      for (int row : order) {
        ends[rankOf(row, rank) + 1]++;
      }
      for (int i = 1; i < ends.length; i++) {
        ends[i] += ends[i - 1];
      }
      int[] sorted = new int[order.length];
      for (int row : order) {
        sorted[ends[rankOf(row, rank)]++] = row;
      }
      return sorted;
    }

    private int rankOf(int row, int[] rank) {
      return ofRow[row] == UNKNOWN ? count : rank[ofRow[row]];
    }

    @Override
    public void fill(
        DuckDBWritableVector vector, ColumnType type, int[] order, int from, int rows) {
      byte[][] chunk = new byte[rows][];
      for (int i = 0; i < rows; i++) {
        int text = ofRow[order[from + i]];
        // Null stays null: DuckDB takes it for an unknown text.
        if (text != UNKNOWN) {
          chunk[i] = different[text];
        }
      }
      vector.setStringUtf8Batch(0, chunk);
    }
  }
}
