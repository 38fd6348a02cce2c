package weir.workbench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL for the tests: the one that {@code WEIR_TEST_POSTGRES} names (a JDBC address with
 * user and password), or one that is started from the programs on this machine, in a folder of its
 * own, on a loopback port; or none.
 */
final class Stores implements AutoCloseable {
  private final Path folder;
  private final @Nullable Path programs;
  private final @Nullable String url;
  final String reason;

  private Stores(Path folder, @Nullable Path programs, @Nullable String url, String reason) {
    this.folder = folder;
    this.programs = programs;
    this.url = url;
    this.reason = reason;
  }

  @Nullable String url() {
    return url;
  }

  static Stores postgresql() throws IOException {
    var given = System.getenv("WEIR_TEST_POSTGRES");
    if (given != null && !given.isBlank()) {
      return new Stores(Path.of("."), null, given, "");
    }
    var programs = programs();
    var folder = Files.createTempDirectory("weir-postgres");
    if (programs == null) {
      return new Stores(
          folder,
          null,
          null,
          "No PostgreSQL is reachable: set WEIR_TEST_POSTGRES, or install its server.");
    }
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try {
      if (isRoot()) {
        run(folder, List.of("chown", "postgres", folder.toString()));
      }
      as(
          folder,
          programs,
          "initdb",
          "-D",
          folder + "/data",
          "-U",
          "weir",
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--no-sync",
          "--no-instructions",
          "--locale=C");
      as(
          folder,
          programs,
          "pg_ctl",
          "-D",
          folder + "/data",
          "-w",
          "-s",
          "-l",
          folder + "/log",
          "-o",
          "-p %d -h 127.0.0.1 -k %s -F".formatted(port, folder),
          "start");
    } catch (IOException e) {
      return new Stores(folder, null, null, "PostgreSQL does not start here: " + e.getMessage());
    }
    return new Stores(
        folder, programs, "jdbc:postgresql://127.0.0.1:%d/postgres?user=weir".formatted(port), "");
  }

  private static @Nullable Path programs() throws IOException {
    var root = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(root)) {
      return null;
    }
    try (var versions = Files.list(root)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .findFirst()
          .orElse(null);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL refuses to run as root. */
  private static void as(Path folder, Path programs, String... command) throws IOException {
    var line = new ArrayList<String>();
    if (isRoot()) {
      line.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    line.add(programs.resolve(command[0]).toString());
    line.addAll(List.of(command).subList(1, command.length));
    run(folder, line);
  }

  private static void run(Path folder, List<String> command) throws IOException {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("'%s' failed".formatted(String.join(" ", command)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A schema of its own, so that each test finds an empty store. */
  static StoreSettings fresh(String url, String schema) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    }
    return new StoreSettings(url + "&currentSchema=" + schema, null, null);
  }

  @Override
  public void close() throws IOException {
    if (programs != null) {
      as(folder, programs, "pg_ctl", "-D", folder + "/data", "-m", "immediate", "-s", "stop");
    }
    if (url == null || programs != null) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
