package weir.lake.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;
import weir.lake.LakeProblem;

/** The row at which a streaming query stands; columns are asked for by name. */
public final class RowReader {
  private final ResultSet rows;
  private final List<String> names;
  private final List<String> types;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  RowReader(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    List<String> foundNames = new ArrayList<>();
    List<String> foundTypes = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      foundNames.add(columns.getColumnLabel(i));
      foundTypes.add(columns.getColumnTypeName(i));
      positions.putIfAbsent(columns.getColumnLabel(i), i);
    }
    names = List.copyOf(foundNames);
    types = List.copyOf(foundTypes);
  }

  public List<String> columns() {
    return names;
  }

  List<String> types() {
    return types;
  }

  public @Nullable String text(String column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  public @Nullable Long integer(String column) {
    return value(column) instanceof Number number ? number.longValue() : null;
  }

  public @Nullable Double real(String column) {
    return value(column) instanceof Number number ? number.doubleValue() : null;
  }

  public @Nullable BigDecimal money(String column) {
    return switch (value(column)) {
      case BigDecimal amount -> amount;
      case Long whole -> BigDecimal.valueOf(whole);
      case Double real -> BigDecimal.valueOf(real);
      case null, default -> null;
    };
  }

  public @Nullable Boolean truth(String column) {
    return value(column) instanceof Boolean truth ? truth : null;
  }

  public @Nullable Instant instant(String column) {
    return value(column) instanceof Instant instant ? instant : null;
  }

  public @Nullable LocalDate date(String column) {
    return value(column) instanceof LocalDate date ? date : null;
  }

  /** A list of texts; null where unknown. Unknown elements are left out. */
  public @Nullable List<String> texts(String column) {
    return value(column) instanceof List<?> list
        ? list.stream()
            .flatMap(
                inner -> inner instanceof String text ? java.util.stream.Stream.of(text) : null)
            .toList()
        : null;
  }

  /** The value as {@link ResultTable} describes it. */
  public @Nullable Object value(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(
          "The query has no column '%s'; it has %s.".formatted(column, names));
    }
    return value(position.intValue());
  }

  @Nullable Object value(int position) {
    try {
      String type = types.get(position - 1);
      if (type.equals("TIMESTAMP")) {
        LocalDateTime utc = ((DuckDBResultSet) rows).getObject(position, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
      }
      return plain(rows.getObject(position));
    } catch (SQLException e) {
      throw new LakeProblem(
          "Cannot read column %s of a result: %s."
              .formatted(names.get(position - 1), e.getMessage()),
          e);
    }
  }

  List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>(names.size());
    for (int i = 1; i <= names.size(); i++) {
      values.add(value(i));
    }
    return values;
  }

  Map<String, @Nullable Object> byName() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= names.size(); i++) {
      values.put(names.get(i - 1), value(i));
    }
    return values;
  }

  /** Few kinds of value, whatever the engine hands over. */
  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Integer whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case Float real -> real.doubleValue();
      case BigInteger huge ->
          huge.bitLength() < 64 ? (Object) huge.longValue() : new BigDecimal(huge);
      case java.sql.Timestamp at -> at.toLocalDateTime().toInstant(ZoneOffset.UTC);
      case LocalDateTime at -> at.toInstant(ZoneOffset.UTC);
      case OffsetDateTime at -> at.toInstant();
      case java.sql.Date date -> date.toLocalDate();
      case Array array -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object inner : (Object[]) array.getArray()) {
          list.add(plain(inner));
        }
        yield list;
      }
      case Struct struct -> Arrays.toString(struct.getAttributes());
      case String text -> text;
      case Long whole -> whole;
      case Double real -> real;
      case BigDecimal amount -> amount;
      case Boolean truth -> truth;
      case LocalDate date -> date;
      case LocalTime time -> time.toString();
      default -> value.toString();
    };
  }
}
