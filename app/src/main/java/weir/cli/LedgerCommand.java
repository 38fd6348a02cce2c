package weir.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.lake.Compaction;
import weir.lake.KeptState;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.lake.Manifest;
import weir.lake.Part;
import weir.lake.Verification;

/** {@code weir ledger}: what was added and removed, whether it is all there, and tidying it. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "The numbered entries that say which files make up the lake.",
    footer = {"", "Example:", "  weir ledger verify"},
    subcommands = {
      LedgerCommand.ListEntries.class,
      LedgerCommand.Show.class,
      LedgerCommand.Verify.class,
      LedgerCommand.Compact.class,
      LedgerCommand.Keep.class,
      LedgerCommand.Kept.class,
      LedgerCommand.Release.class
    })
final class LedgerCommand extends CommandGroup {

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the entries: number, when, what, and how many rows of each table.",
      footer = {"", "Example:", "  weir ledger list --format csv"})
  static final class ListEntries implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Manifest entry : lake.ledger()) {
          List<@Nullable Object> row = new ArrayList<>();
          row.add(entry.number());
          row.add(entry.when());
          row.add(entry.what());
          row.add(counts(entry.counts()));
          row.add((long) entry.adds().size());
          row.add((long) entry.removes().size());
          rows.add(row);
        }
        table.write(
            List.of("number", "when", "what", "counts", "files_added", "files_removed"), rows);
        return Main.DONE;
      }
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one entry: its inputs, what made its rows, and its files.",
      footer = {"", "Example:", "  weir ledger show 3"})
  static final class Show implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "N", description = "The entry's number, from 'weir ledger list'.")
    private long number;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        List<Manifest> entries = lake.ledger();
        if (number < 1 || number > entries.size()) {
          throw Problem.usage(
              "The ledger has no entry %d; it has %d. 'weir ledger list' lists them."
                  .formatted(number, entries.size()));
        }
        Manifest entry = entries.get((int) number - 1);
        var out = spec.commandLine().getOut();
        out.printf("entry     %d%n", entry.number());
        out.printf("id        %s%n", entry.id());
        out.printf("when      %s%n", entry.when());
        out.printf("what      %s%n", entry.what());
        entry.inputs().forEach(input -> out.printf("input     %s%n", input));
        entry.versions().forEach((name, version) -> out.printf("made by   %s %s%n", name, version));
        entry.counts().forEach((table, n) -> out.printf("count     %-12s %,12d%n", table, n));
        for (Part part : entry.adds()) {
          out.printf("adds      %s  %,d rows, %,d bytes%n", part.path(), part.rows(), part.bytes());
        }
        entry
            .pages()
            .forEach(file ->
                out.printf(
                    "adds      %s  %,d pages, %,d bytes%n",
                    file.path(), file.records(), file.bytes()));
        entry.removes().forEach(path -> out.printf("removes   %s%n", path));
        out.flush();
        return Main.DONE;
      }
    }
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Checks that every file that the ledger names is there, opens, and holds as many rows and"
            + " pages as the ledger says, and that every kept page has the digest it was kept with."
            + " Ends with 3 when something is amiss.",
        ""
      },
      footer = {"", "Example:", "  weir ledger verify --quick"})
  static final class Verify implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Option(names = "--quick", description = "Looks at presence and length alone.")
    private boolean quick;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        Verification.Report report = lake.verify(!quick);
        Events.verification(report);
        var out = spec.commandLine().getOut();
        report.faults().forEach(fault -> out.println("amiss: " + fault));
        out.printf(
            "%s: %,d entries, %,d parts with %,d rows, %,d files with %,d kept pages%n",
            report.isSound() ? "sound" : report.faults().size() + " faults",
            report.number(),
            report.parts(),
            report.rows(),
            report.pageFiles(),
            report.pages());
        if (!report.unread().isEmpty()) {
          out.printf(
              "%,d files with %,d bytes that nobody reads any more; 'weir ledger compact' removes"
                  + " them after its grace time:%n",
              report.unread().size(),
              report.unread().values().stream().mapToLong(Long::longValue).sum());
          report.unread().keySet().stream().limit(20).forEach(path -> out.println("  " + path));
          if (report.unread().size() > 20) {
            out.printf("  and %,d more%n", report.unread().size() - 20);
          }
        }
        out.flush();
        return report.isSound() ? Main.DONE : Main.FAILED;
      }
    }
  }

  @Command(
      name = "compact",
      mixinStandardHelpOptions = true,
      description = {
        "Joins small files into larger ones, so that questions stay quick after many ingests. No"
            + " row changes. What was joined is removed once nobody can be reading it.",
        ""
      },
      footer = {"", "Example:", "  weir ledger compact --grace PT10M"})
  static final class Compact implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Option(
        names = "--grace",
        paramLabel = "DURATION",
        defaultValue = "PT1H",
        description =
            "How long files that are no longer needed stay for those who are reading them, as"
                + " ISO 8601 (default: PT1H, an hour; PT0S: not at all).")
    private String grace = "PT1H";

    @Option(
        names = "--small-megabytes",
        paramLabel = "N",
        defaultValue = "16",
        description = "Files below this are joined (default: 16).")
    private long smallMegabytes = 16;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      Compaction.Settings settings;
      try {
        settings =
            new Compaction.Settings(
                smallMegabytes << 20,
                Math.max(smallMegabytes << 20, Compaction.Settings.USUAL.largeBytes()),
                Duration.parse(grace));
      } catch (DateTimeParseException e) {
        throw Problem.usage(
            "'%s' is no duration. Write PT1H for an hour, PT10M for ten minutes.".formatted(grace));
      } catch (IllegalArgumentException e) {
        throw Problem.usage(String.valueOf(e.getMessage()));
      }
      try (Lake lake = home.existingLake()) {
        Compaction.Summary done = lake.compact(settings);
        Events.compaction(done);
        var out = spec.commandLine().getOut();
        Long number = done.number();
        if (number == null) {
          out.println("nothing to join");
        } else {
          out.printf(
              "entry %d: %,d parts joined into %,d, %,d files of kept pages into %,d%n",
              number, done.joined(), done.into(), done.joinedPages(), done.intoPages());
        }
        out.printf(
            "removed: %,d files, %,d bytes, that nobody had read for %s%n",
            done.removedFiles(), done.removedBytes(), grace);
        out.flush();
        return Main.DONE;
      }
    }
  }

  @Command(
      name = "keep",
      mixinStandardHelpOptions = true,
      description = {
        "Keeps the files of a state of the lake from tidying, so that a figure in a report can be"
            + " made again by 'weir measure NAME --as-of ENTRY', or on a page's address with"
            + " 'as-of=ENTRY'. Erasure reaches kept states too.",
        ""
      },
      footer = {"", "Example:", "  weir ledger keep 12 --for \"annual report 2026, table 3\""})
  static final class Keep implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(
        arity = "0..1",
        paramLabel = "ENTRY|DAY",
        description = "The state, from 'weir ledger list'; the newest without it.")
    private @Nullable String asOf;

    @Option(names = "--for", paramLabel = "WORDS", description = "What it is kept for.")
    private String why = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        long number = asOf == null ? lake.view().number() : AsOf.number(lake, asOf);
        lake.keepState(number, why);
        spec.commandLine()
            .getOut()
            .printf("entry %d is kept: make figures again with --as-of %d%n", number, number);
        return Main.DONE;
      }
    }
  }

  @Command(
      name = "kept",
      mixinStandardHelpOptions = true,
      description = "Lists the states that are kept, and whether they are still whole.")
  static final class Kept implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (KeptState kept : lake.keptStates()) {
          List<@Nullable Object> row = new ArrayList<>();
          row.add(kept.number());
          row.add(kept.when());
          row.add(kept.why());
          row.add(state(lake, kept.number()));
          rows.add(row);
        }
        table.write(List.of("entry", "kept_at", "for", "state"), rows);
        return Main.DONE;
      }
    }

    private static String state(Lake lake, long number) {
      try {
        lake.checkState(number);
        return "whole";
      } catch (LakeProblem e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Leaves a kept state to the next tidying.")
  static final class Release implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "ENTRY", description = "The number, from 'weir ledger kept'.")
    private long number;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      try (Lake lake = home.existingLake()) {
        if (!lake.releaseState(number)) {
          throw Problem.usage(
              "Entry %d is not kept. 'weir ledger kept' lists those that are.".formatted(number));
        }
        spec.commandLine().getOut().printf("entry %d is no longer kept%n", number);
        return Main.DONE;
      }
    }
  }
}
