package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.fill.FillRates;
import weir.fill.Loss;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.lake.PartWriter;
import weir.lake.Retention;
import weir.lake.Verification;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.log.EventLog;
import weir.table.Table;

/** {@code weir doctor}: what is amiss with the installation, and how to mend it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at Java, locale, disk, rights, the digest key, DuckDB, the lake and what is kept"
          + " too long, a line each. Ends with 3 when something is amiss. No browser is needed to run Weir.",
      ""
    },
    footer = {"", "Example:", "  weir doctor"})
final class DoctorCommand implements Callable<Integer> {

  /** Below this an ingest of a few archives may not end. */
  private static final long ENOUGH_BYTES = 2L << 30;

  private static final int JAVA = 25;

  @Mixin private Home home = new Home();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private int amiss;

  @Override
  public Integer call() throws IOException {
    int java = Runtime.version().feature();
    say(
        "Java",
        "version " + Runtime.version(),
        java >= JAVA ? null : "Install a JDK 25 or newer and let JAVA_HOME name it.");
    String names = System.getProperty("sun.jnu.encoding", "");
    say(
        "locale",
        "file names in " + names,
        isUnicode(names)
            ? null
            : "Export LC_ALL=C.UTF-8, or file names in other scripts cannot be opened.");
    checkHome();
    checkKey();
    checkDuckDb();
    checkLake();
    checkDrift();
    checkRetention();
    spec.commandLine().getOut().flush();
    EventLog.event("doctor", Map.of("amiss", amiss));
    return amiss == 0 ? Main.DONE : Main.FAILED;
  }

  private static boolean isUnicode(String charset) {
    try {
      return Charset.forName(charset).equals(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void say(String about, String found, @Nullable String mend) {
    PrintWriter out = spec.commandLine().getOut();
    if (mend == null) {
      out.printf("ok     %-11s %s%n", about, found);
    } else {
      amiss++;
      out.printf("amiss  %-11s %s%n       %-11s %s%n", about, found, "", mend);
    }
  }

  private void checkHome() throws IOException {
    Path folder = home.path().toAbsolutePath();
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      say("home", folder + " cannot be made", "Name another folder with --home.");
      return;
    }
    boolean mayWrite = Files.isDirectory(there) && Files.isWritable(there);
    say(
        "home",
        folder + (there.equals(folder) ? "" : " (not made yet)"),
        mayWrite
            ? null
            : "This user may not write '%s'. Give the right, or name another folder with --home."
                .formatted(there));
    long free = Files.getFileStore(there).getUsableSpace();
    say(
        "disk",
        "%,d MB free".formatted(free >> 20),
        free >= ENOUGH_BYTES
            ? null
            : "Free some space: an ingest needs room for what it adds, and erasing for a copy of what it rewrites.");
  }

  private void checkKey() throws IOException {
    Path file = home.digestKeyFile();
    if (!Files.exists(file)) {
      say(
          "digest key",
          "none at " + file,
          Files.isDirectory(home.lakeFolder())
              ? "Put back the key that the lake's contacts were digested with, or new ones will not match them."
              : null);
      return;
    }
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      others.addAll(Files.getPosixFilePermissions(file));
      others.removeAll(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
    }
    if (!others.isEmpty()) {
      say(
          "digest key",
          file + " can be read or written by others",
          "Run: chmod 600 '%s'".formatted(file));
      return;
    }
    try {
      var _ = home.digestKey();
      say("digest key", file + ", private", null);
    } catch (Problem e) {
      say("digest key", "cannot be used", String.valueOf(e.getMessage()));
    }
  }

  private void checkDuckDb() {
    try (PartWriter writer = PartWriter.open()) {
      say("DuckDB", "version " + writer.ask("SELECT version()").getFirst().getFirst(), null);
    } catch (LakeProblem | LinkageError e) {
      say(
          "DuckDB",
          "does not start: " + e.getMessage(),
          "Build again with ./weir; its library needs a 64-bit Linux, macOS or Windows, and a temporary folder that allows programs.");
    }
  }

  private void checkLake() {
    if (!Files.isDirectory(home.lakeFolder())) {
      say("lake", "none yet; 'weir ingest' makes it", null);
      return;
    }
    try (Lake lake = home.existingLake()) {
      Verification.Report report = lake.verify(false);
      say(
          "lake",
          "%,d ledger entries, %,d rows in %,d parts, %,d kept pages"
              .formatted(report.number(), report.rows(), report.parts(), report.pages()),
          report.isSound()
              ? null
              : report.faults().getFirst()
                  + " ('weir ledger verify' names all %d faults.)"
                      .formatted(report.faults().size()));
    } catch (LakeProblem e) {
      say("lake", "cannot be opened", String.valueOf(e.getMessage()));
    }
  }

  private void checkDrift() {
    if (!Files.isDirectory(home.lakeFolder())) {
      return;
    }
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      List<String> sources = FillRates.sources(query);
      List<Loss> lost =
          sources.stream().flatMap(source -> FillRates.lost(query, source).stream()).toList();
      if (lost.isEmpty()) {
        say(
            "pages",
            "those of %d sources fit their profiles as before".formatted(sources.size()),
            null);
        return;
      }
      Loss first = lost.getFirst();
      say(
          "pages",
          "of %s no longer fit: %s%s"
              .formatted(
                  first.source(),
                  first.words(),
                  lost.size() == 1 ? "" : ", and %d more".formatted(lost.size() - 1)),
          "Run: weir profile drift " + first.source());
    } catch (LakeProblem e) {
      say("pages", "cannot be looked at", String.valueOf(e.getMessage()));
    }
  }

  private void checkRetention() throws IOException {
    Retention retention;
    try {
      retention = home.retention();
    } catch (Problem e) {
      say("retention", "retention.yaml cannot be used", String.valueOf(e.getMessage()));
      return;
    }
    if (retention.periods().isEmpty()) {
      say("retention", "no limit is set; 'weir retention --help' tells how", null);
      return;
    }
    if (!Files.isDirectory(home.lakeFolder())) {
      say("retention", "set for %d tables".formatted(retention.periods().size()), null);
      return;
    }
    try (Lake lake = home.existingLake()) {
      Map<Table, Long> overdue = lake.overdue(retention, Instant.now());
      String due =
          overdue.entrySet().stream()
              .map(entry -> "%,d of %s".formatted(entry.getValue(), entry.getKey().tableName()))
              .collect(Collectors.joining(", "));
      say(
          "retention",
          overdue.isEmpty() ? "nothing is due" : "rows kept too long: " + due,
          overdue.isEmpty() ? null : "Run: weir retention --apply");
    } catch (LakeProblem e) {
      say("retention", "cannot be checked", String.valueOf(e.getMessage()));
    }
  }
}
