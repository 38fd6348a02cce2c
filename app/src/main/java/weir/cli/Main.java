package weir.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.lake.LakeProblem;
import weir.log.EventLog;
import weir.measure.MeasureProblem;

/** The command {@code weir}. Exit codes: 0 done, 1 some input refused, 2 wrong usage, 3 failed. */
@Command(
    name = "weir",
    mixinStandardHelpOptions = true,
    version = "weir 0.1.0",
    description = {
      "Measures online markets in illicit drugs and medicines from saved pages, and ties the"
          + " figures to barrier models.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir demo                               a made-up market, measured and shown",
      "  weir ingest --profile agora saved/      read saved pages",
      "  weir measure sales --by week,class      units sold",
      "  weir serve                              the pages, at http://localhost:8420",
      "",
      "Everything is kept under --home (or WEIR_HOME), by default ./weir-home.",
      "Exit codes: 0 done, 1 done but some input was refused, 2 wrong usage, 3 failed."
    })
public final class Main implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ServeCommand.class,
          RatesCommand.class,
          ImportCommand.class,
          SeriesCommand.class,
          IngestCommand.class,
          ExtractCommand.class,
          RereadCommand.class,
          NameCommand.class,
          QueryCommand.class,
          MeasureCommand.class,
          EvaluateCommand.class,
          NovelCommand.class,
          WatchCommand.class,
          ReplayCommand.class,
          ProfileCommand.class,
          LexiconCommand.class,
          ModelCommand.class,
          PlanCommand.class,
          SimulateCommand.class,
          LedgerCommand.class,
          FailuresCommand.class,
          EraseCommand.class,
          RetentionCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          DoctorCommand.class,
          RehearseCommand.class);

  static final int DONE = 0;
  static final int SOME_REFUSED = 1;
  static final int WRONG_USAGE = 2;
  static final int FAILED = 3;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private LogOptions log = new LogOptions();

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and gives its exit code. */
  public static int run(String... arguments) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    COMMANDS.stream()
        .filter(c -> isWanted(c, arguments))
        .forEach(c -> line.addSubcommand(new CommandLine(c))); // so, transformers of models run
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionStrategy(parsed -> main.log.around(parsed));
    try {
      return line.execute(arguments);
    } finally {
      main.log.end();
    }
  }

  /** The command that is called, alone, or all of them for help: reading each takes its time. */
  private static boolean isWanted(Class<?> command, String[] arguments) {
    boolean named =
        arguments.length > 0 && COMMANDS.stream().anyMatch(c -> nameOf(c).equals(arguments[0]));
    return !named || nameOf(command).equals(arguments[0]);
  }

  private static String nameOf(Class<?> command) {
    Command annotation = command.getAnnotation(Command.class);
    return annotation == null ? "" : annotation.name();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int misused(CommandLine.ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("weir: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      line.getErr().println("Try '%s --help'.".formatted(line.getCommandSpec().qualifiedName(" ")));
    }
    return WRONG_USAGE;
  }

  /** Says what went wrong; a stack trace only when WEIR_DEBUG is set. */
  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    EventLog.failure("failed", e, Map.of());
    PrintWriter err = line.getErr();
    int code = FAILED;
    switch (e) {
      case Problem problem -> {
        err.println("weir: " + problem.getMessage());
        code = problem.exitCode();
      }
      case MeasureProblem problem -> {
        err.println("weir: " + problem.getMessage());
        code = WRONG_USAGE;
      }
      case LakeProblem problem -> err.println("weir: " + problem.getMessage());
      case weir.vocabulary.VocabularyFault problem -> err.println("weir: " + problem.getMessage());
      case weir.watch.WatchFault problem -> err.println("weir: " + problem.getMessage());
      case weir.ingest.IngestProblem problem -> err.println("weir: " + problem.getMessage());
      case weir.lake.query.QueryRefused problem -> {
        err.println("weir: " + problem.getMessage());
        code = WRONG_USAGE;
      }
      case NoSuchFileException missing ->
          err.println("weir: There is no file '%s'. Check the path.".formatted(missing.getFile()));
      case AccessDeniedException denied ->
          err.println(
              "weir: '%s' may not be read or written. Check its rights."
                  .formatted(denied.getFile()));
      case UncheckedIOException io -> err.println("weir: " + io.getMessage());
      default -> {
        err.println("weir: It failed unexpectedly: " + e);
        err.println("Set WEIR_DEBUG=1 and run it again to see where.");
      }
    }
    if (System.getenv("WEIR_DEBUG") != null) {
      e.printStackTrace(err);
    }
    return code;
  }
}
