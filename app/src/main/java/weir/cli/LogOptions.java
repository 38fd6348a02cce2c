package weir.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import weir.log.EventLog;

/** Whether events are logged, and where; of every command. */
final class LogOptions {

  /** What the log's lines look like. */
  enum LogFormat {
    none,
    json
  }

  @Option(
      names = "--log-format",
      scope = ScopeType.INHERIT,
      description =
          "json: logs events, a line each, to standard error in the place of messages, or to"
              + " --log-file beside them (default: WEIR_LOG, else none).")
  private @Nullable LogFormat format;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Appends the log to this file (default: WEIR_LOG_FILE).")
  private @Nullable Path file;

  private boolean started;

  /** Runs what was parsed, and notes that it ran. */
  int around(CommandLine.ParseResult parsed) {
    if (isWanted()) {
      Path named = file();
      try {
        EventLog.start(named);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.ParameterException(
            parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
      }
      started = true;
      if (named == null) {
        // Messages for people name files and quote what they were given.
        parsed
            .commandSpec()
            .commandLine()
            .setErr(new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
      }
    }
    long begun = System.nanoTime();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("command", name(parsed));
    try {
      int exit = new CommandLine.RunLast().execute(parsed);
      details.put("exit", exit);
      return exit;
    } finally {
      // Without an exit it failed; what came before says with which kind of fault.
      details.put("milliseconds", (System.nanoTime() - begun) / 1_000_000);
      EventLog.event("command", details);
    }
  }

  /** Such as {@code ledger compact}: names of commands, no arguments. */
  private static String name(CommandLine.ParseResult parsed) {
    StringBuilder name = new StringBuilder();
    for (CommandLine.ParseResult sub = parsed; sub.hasSubcommand(); ) {
      sub = sub.subcommand();
      name.append(name.isEmpty() ? "" : " ").append(sub.commandSpec().name());
    }
    return name.toString();
  }

  private boolean isWanted() {
    if (format != null) {
      return format == LogFormat.json;
    }
    String named = System.getenv("WEIR_LOG");
    return (named != null && named.equalsIgnoreCase("json")) || (named == null && file() != null);
  }

  private @Nullable Path file() {
    if (file != null) {
      return file;
    }
    String named = System.getenv("WEIR_LOG_FILE");
    return named == null || named.isBlank() ? null : Path.of(named);
  }

  void end() {
    if (started) {
      EventLog.end();
    }
  }
}
