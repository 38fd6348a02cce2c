package weir.lake.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.table.Table;

/**
 * SQL over one view of the lake. Each table is a view of DuckDB over the parts; a table without
 * parts is empty and typed. Moments are TIMESTAMP in UTC in SQL, and {@link Instant} in Java.
 *
 * <p>No query can read or write any file but to read these parts. Used by one thread at a time, one
 * query at a time: a consumer of {@link #forEach} asks through {@link #another}.
 */
public final class LakeQuery implements AutoCloseable {
  private final Connection connection;
  private final QueryLimits limits;
  private final LakeView view;

  private LakeQuery(Connection connection, QueryLimits limits, LakeView view) {
    this.connection = connection;
    this.limits = limits;
    this.view = view;
  }

  /**
   * Opens the view for questions; takes half a second.
   *
   * @throws LakeProblem when a part is missing
   */
  public static LakeQuery over(Lake lake, LakeView view, QueryLimits limits) {
    return over(lake, view, limits, false);
  }

  /** The same for what derives tables: it may write in the lake's folder {@code staging}. */
  public static LakeQuery deriving(Lake lake, LakeView view, QueryLimits limits) {
    return over(lake, view, limits, true);
  }

  private static LakeQuery over(
      Lake lake, LakeView view, QueryLimits limits, boolean writesStaging) {
    LakeView present = withAllParts(lake, view);
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
    settings.setProperty("threads", Integer.toString(limits.threads()));
    settings.setProperty(
        "temp_directory",
        Path.of(System.getProperty("java.io.tmpdir"), "weir-spill-" + ProcessHandle.current().pid())
            .toString());
    settings.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      LakeQuery query = new LakeQuery(connection, limits, present);
      query.declare(lake.folder(), writesStaging);
      return query;
    } catch (SQLException e) {
      throw new LakeProblem(
          "Cannot open the lake at %s for queries: %s.".formatted(lake.folder(), firstLine(e)), e);
    }
  }

  /** The view, or the one that has taken its place if parts of it were tidied away meanwhile. */
  private static LakeView withAllParts(Lake lake, LakeView view) {
    if (missing(lake, view) == null) {
      return view;
    }
    LakeView again = view.pinned() ? view : lake.view();
    Part gone = missing(lake, again);
    if (gone != null) {
      throw new LakeProblem(
          "The lake at %s lacks the file %s, which its ledger names (%d rows of %s). Restore it from a copy of the lake."
              .formatted(lake.folder(), gone.path(), gone.rows(), gone.table()));
    }
    return again;
  }

  private static @Nullable Part missing(Lake lake, LakeView view) {
    // A folder's names are read at once: asking for ten thousand files one by one takes longer.
    Map<String, Set<String>> there = new HashMap<>();
    return view.parts().stream()
        .filter(part -> {
          Path file = lake.folder().resolve(part.path());
          Set<String> names =
              there.computeIfAbsent(
                  part.table(), _ -> names(Objects.requireNonNull(file.getParent())));
          return !names.contains(String.valueOf(file.getFileName()));
        })
        .findFirst()
        .orElse(null);
  }

  private static Set<String> names(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? Set.of() : Set.of(names);
  }

  private void declare(Path folder, boolean writesStaging) throws SQLException {
    Map<String, List<Part>> byTable = new LinkedHashMap<>();
    for (Table table : Table.values()) {
      byTable.put(table.tableName(), new ArrayList<>());
    }
    view.parts().forEach(p -> byTable.computeIfAbsent(p.table(), _ -> new ArrayList<>()).add(p));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      String paths =
          view.parts().stream()
              .map(part -> file(folder, part))
              .collect(Collectors.joining(", ", "[", "]"));
      statement.execute("SET allowed_paths = " + paths);
      if (writesStaging) {
        statement.execute(
            "SET allowed_directories = [%s]"
                .formatted(
                    DuckTypes.text(
                        folder.resolve("staging").toAbsolutePath().normalize().toString())));
      }
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
      for (Map.Entry<String, List<Part>> entry : byTable.entrySet()) {
        statement.execute(
            "CREATE VIEW %s AS %s"
                .formatted(
                    DuckTypes.name(entry.getKey()),
                    select(folder, entry.getKey(), entry.getValue())));
      }
      statement.execute(SOURCE);
    }
  }

  /** A view over {@link Table#SOURCE_PERIOD}: what was last said of each source, with its dates. */
  public static final String SOURCE_VIEW = "source";

  private static final String SOURCE =
      """
      CREATE VIEW source AS
      SELECT source, since, lead(since) OVER (PARTITION BY source ORDER BY since NULLS FIRST) AS until,
             name, kind, layer, access
      FROM (SELECT * FROM source_period
            QUALIFY stated_at = max(stated_at) OVER (PARTITION BY source))
      """;

  private static String file(Path folder, Part part) {
    return DuckTypes.text(folder.resolve(part.path()).toAbsolutePath().normalize().toString());
  }

  /**
   * Parts that an older or newer version wrote may have other columns: each set of columns is read
   * by itself, and what it lacks is null.
   */
  private static String select(Path folder, String table, List<Part> parts) {
    Map<String, String> typed = new LinkedHashMap<>();
    Table.named(table)
        .map(Table::columns)
        .orElse(List.of())
        .forEach(column -> typed.put(column.name(), DuckTypes.sql(column.type())));
    Set<String> wanted = new LinkedHashSet<>(typed.keySet());
    if (wanted.isEmpty()) {
      parts.forEach(part -> wanted.addAll(part.columns()));
    }
    if (parts.isEmpty()) {
      return "SELECT "
          + wanted.stream().map(name -> unknown(name, typed)).collect(Collectors.joining(", "))
          + " WHERE false";
    }
    Map<List<String>, List<Part>> alike =
        parts.stream()
            .collect(Collectors.groupingBy(Part::columns, LinkedHashMap::new, Collectors.toList()));
    return alike.entrySet().stream()
        .map(entry ->
            "SELECT %s FROM read_parquet([%s])"
                .formatted(
                    wanted.stream()
                        .map(name ->
                            entry.getKey().contains(name)
                                ? DuckTypes.name(name)
                                : unknown(name, typed))
                        .collect(Collectors.joining(", ")),
                    entry.getValue().stream()
                        .map(part -> file(folder, part))
                        .collect(Collectors.joining(", "))))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String unknown(String name, Map<String, String> typed) {
    String type = typed.get(name);
    return (type == null ? "NULL" : "CAST(NULL AS " + type + ")") + " AS " + DuckTypes.name(name);
  }

  /**
   * The same view for another thread, in a millisecond; to be closed by itself. The memory is
   * shared, and lives until all are closed.
   */
  public LakeQuery another() {
    try {
      return new LakeQuery(connection.unwrap(DuckDBConnection.class).duplicate(), limits, view);
    } catch (SQLException e) {
      throw new LakeProblem("DuckDB cannot open another connection: " + firstLine(e), e);
    }
  }

  /**
   * The rows of a query for a reader at a pace of its own, beside others. What it reads must not be
   * a temporary table, which belongs to one connection.
   */
  public RowCursor cursor(String sql) {
    try {
      return new RowCursor(
          connection.unwrap(DuckDBConnection.class).duplicate().unwrap(DuckDBConnection.class),
          sql);
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot answer [%s]: %s.".formatted(sql, firstLine(e)), e);
    }
  }

  /**
   * The rows of a query one by one, temporary tables included. Nothing else may be asked until it
   * is closed.
   *
   * @param parameters for each {@code ?}; moments as {@link Instant}
   */
  public RowCursor numbers(String sql, List<@Nullable Object> parameters) {
    try {
      return new RowCursor(prepared(sql, parameters.toArray()));
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot answer [%s]: %s.".formatted(sql, firstLine(e)), e);
    }
  }

  /**
   * Writes what a query gives as a Parquet file; the query may be asked by another thread
   * meanwhile.
   *
   * @return how many rows
   */
  public long copy(String select, Path file) {
    try (Connection own = connection.unwrap(DuckDBConnection.class).duplicate();
        Statement statement = own.createStatement()) {
      return statement.executeUpdate(
          "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(select, DuckTypes.text(file.toAbsolutePath().normalize().toString())));
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot write [%s]: %s.".formatted(select, firstLine(e)), e);
    }
  }

  /**
   * Adds rows to a table of the query's own, faster than statements would.
   *
   * @param rows of texts, days and reals, in the order of the table's columns
   */
  public void append(String table, List<List<Object>> rows) {
    try (DuckDBAppender to = connection().unwrap(DuckDBConnection.class).createAppender(table)) {
      for (List<Object> row : rows) {
        to.beginRow();
        for (Object value : row) {
          if (value instanceof LocalDate day) {
            to.append(day);
          } else if (value instanceof Double real) {
            to.append(real.doubleValue());
          } else {
            to.append(value.toString());
          }
        }
        to.endRow();
      }
    } catch (SQLException e) {
      throw new LakeProblem("Rows cannot be kept for a question: " + e.getMessage(), e);
    }
  }

  /** Prepares tables and views of the connection's own, in memory. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot do [%s]: %s.".formatted(sql, firstLine(e)), e);
    }
  }

  /**
   * The same with values.
   *
   * @param parameters for each {@code ?}; moments as {@link Instant}
   */
  public void execute(String sql, List<@Nullable Object> parameters) {
    try (PreparedStatement statement = prepared(sql, parameters.toArray())) {
      statement.execute();
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot do [%s]: %s.".formatted(sql, firstLine(e)), e);
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      statement.setObject(
          i + 1,
          parameter instanceof Instant at
              ? LocalDateTime.ofInstant(at, ZoneOffset.UTC)
              : parameter);
    }
    return statement;
  }

  /** The view that is asked; another than the one given when parts of that one were gone. */
  public LakeView view() {
    return view;
  }

  /** The names of all tables, derived ones included. */
  public List<String> tables() {
    Set<String> names = new TreeSet<>();
    for (Table table : Table.values()) {
      names.add(table.tableName());
    }
    names.add(SOURCE_VIEW);
    view.parts().forEach(part -> names.add(part.table()));
    return List.copyOf(names);
  }

  /**
   * The rows, by column name, in memory: for results that are known to be small.
   *
   * @param parameters for each {@code ?}; moments as {@link Instant}
   */
  public List<Map<String, @Nullable Object>> rows(String sql, @Nullable Object... parameters) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    forEach(sql, row -> rows.add(row.byName()), parameters);
    return rows;
  }

  /** Hands the rows over one by one, in constant memory. The reader is valid during the call. */
  public void forEach(String sql, Consumer<RowReader> consumer, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      try (ResultSet rows = statement.executeQuery()) {
        RowReader reader = new RowReader(rows);
        while (rows.next()) {
          consumer.accept(reader);
        }
      }
    } catch (SQLException e) {
      throw new LakeProblem("The lake cannot answer [%s]: %s.".formatted(sql, firstLine(e)), e);
    }
  }

  /** The connection beneath, for what the other methods do not offer. Closed with this object. */
  public Connection connection() {
    return connection;
  }

  /**
   * Runs a query that a user wrote: one SELECT, within the limits.
   *
   * @throws QueryRefused when it is anything else, is wrong, or takes too long
   */
  public ResultTable user(String sql) {
    checkIsOneSelect(sql);
    AtomicBoolean late = new AtomicBoolean();
    try (Statement statement = connection.createStatement()) {
      Thread watch = Thread.ofVirtual().start(() -> cancelAfterTimeout(statement, late));
      try (ResultSet found = statement.executeQuery(sql)) {
        RowReader reader = new RowReader(found);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean cut = false;
        while (found.next()) {
          if (rows.size() == limits.rows()) {
            cut = true;
            break;
          }
          rows.add(reader.values());
        }
        return new ResultTable(reader.columns(), reader.types(), rows, cut);
      } finally {
        watch.interrupt();
      }
    } catch (SQLException e) {
      if (late.get()) {
        throw new QueryRefused(
            "The query was stopped after %d seconds. Ask for less: a shorter time, one source, or fewer columns."
                .formatted(limits.timeout().toSeconds()),
            e);
      }
      throw refused(firstLine(e), e);
    }
  }

  private void cancelAfterTimeout(Statement statement, AtomicBoolean late) {
    try {
      Thread.sleep(limits.timeout());
      late.set(true);
      statement.cancel();
    } catch (InterruptedException | SQLException finished) {
      // The query ended in time, or just now.
      return;
    }
  }

  /** DuckDB's own parser decides; a list of forbidden words would forget one. */
  private void checkIsOneSelect(String sql) {
    boolean wrong;
    String kind;
    String said;
    long statements;
    try (PreparedStatement parse =
        connection.prepareStatement(
            "SELECT j->>'error', j->>'error_type', j->>'error_message', json_array_length(j,"
                + " 'statements') FROM (SELECT json_serialize_sql(?) AS j)")) {
      parse.setString(1, sql);
      try (ResultSet parsed = parse.executeQuery()) {
        parsed.next();
        wrong = parsed.getBoolean(1);
        kind = String.valueOf(parsed.getString(2));
        said = String.valueOf(parsed.getString(3));
        statements = parsed.getLong(4);
      }
    } catch (SQLException e) {
      throw refused(firstLine(e), e);
    }
    if (wrong && kind.equals("not implemented")) {
      throw new QueryRefused(
          "Only SELECT is allowed here: the lake is read, never changed, by a query. Begin with"
              + " SELECT, WITH or FROM.");
    }
    if (wrong) {
      throw refused(said, null);
    }
    if (statements != 1) {
      throw new QueryRefused(
          "One query at a time: %d statements were given. Remove the semicolons between them."
              .formatted(statements));
    }
  }

  private QueryRefused refused(String said, @Nullable SQLException cause) {
    String message =
        "The query is not right: %s. The tables are %s; DESCRIBE listing shows a table's columns."
            .formatted(said.strip().replaceFirst("[.!]$", ""), String.join(", ", tables()));
    return cause == null ? new QueryRefused(message) : new QueryRefused(message, cause);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LakeProblem("DuckDB cannot be closed: " + e.getMessage(), e);
    }
  }
}
