package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.lake.Lake;
import weir.watch.Alert;
import weir.watch.StandingQuery;
import weir.watch.Watch;
import weir.watch.WatchFault;

/** {@code weir watch}: standing queries, and what they told. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    subcommands = {
      WatchCommand.Add.class,
      WatchCommand.Standing.class,
      WatchCommand.Remove.class,
      WatchCommand.Told.class
    },
    description = {
      "Standing queries: what you want to be told of when pages come in. They are looked at after"
          + " each ingest; what was there before is not told. Alerts stand on the page /alerts and in"
          + " the feed /alerts.atom.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir watch add name nitazene              listings whose title holds the word",
      "  weir watch add family nps/nitazene        listings of a class",
      "  weir watch add origin NL                  listings that ship from a country",
      "  weir watch add price ketamine --percent 30",
      "  weir watch alerts"
    })
final class WatchCommand extends CommandGroup {

  static Watch watch(Home home) {
    return Watch.in(home.path(), Clock.systemUTC());
  }

  /** Adds a query. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Adds a standing query; the same one stands once.")
  static final class Add implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(index = "0", paramLabel = "KIND", description = "name, family, origin or price.")
    private String kind = "";

    @Parameters(
        index = "1",
        paramLabel = "TEXT",
        description =
            "The name; the class, like nps/nitazene; the country's two letters; the substance's"
                + " id.")
    private String text = "";

    @Option(
        names = "--percent",
        paramLabel = "N",
        description =
            "For a price: told when a week's median stands so far from that of the four weeks"
                + " before (default: 30).")
    private @Nullable Integer percent;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      try {
        StandingQuery.Kind asked = StandingQuery.Kind.of(kind);
        Integer moved = percent;
        if (moved != null && asked != StandingQuery.Kind.PRICE) {
          throw Problem.usage(
              "--percent goes with a price alone. Leave it out, or write 'weir watch add price %s --percent %d'."
                  .formatted(text, moved));
        }
        StandingQuery query;
        if (Files.isDirectory(home.lakeFolder())) {
          try (Lake lake = home.existingLake()) {
            query = add(asked, moved, lake);
          }
        } else {
          query = add(asked, moved, null);
        }
        spec.commandLine()
            .getErr()
            .printf("%s: %s. What is there already is not told.%n", query.id(), query.inWords());
        spec.commandLine().getErr().flush();
        return Main.DONE;
      } catch (WatchFault wrong) {
        throw Problem.usage(String.valueOf(wrong.getMessage()));
      }
    }

    private StandingQuery add(
        StandingQuery.Kind asked, @Nullable Integer moved, @Nullable Lake lake) throws IOException {
      return watch(home)
          .add(asked, text, moved == null ? 30 : moved, home.vocabularies().lexicon(), lake);
    }
  }

  /** Lists the queries. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "The queries that stand.")
  static final class Standing implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (StandingQuery query : watch(home).queries()) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(query.id());
        row.add(query.kind().word());
        row.add(query.text());
        row.add(query.kind() == StandingQuery.Kind.PRICE ? (Long) (long) query.percent() : null);
        row.add(query.since());
        rows.add(row);
      }
      if (rows.isEmpty() && table.forPeople()) {
        spec.commandLine()
            .getErr()
            .println("No query stands. Add one, such as: weir watch add name nitazene");
        return Main.DONE;
      }
      table.write(List.of("query", "kind", "text", "percent", "since"), rows);
      return Main.DONE;
    }
  }

  /** Removes a query. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a query; what it told stays.")
  static final class Remove implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Parameters(
        index = "0",
        paramLabel = "QUERY",
        description = "Its id, as 'weir watch list' says.")
    private String id = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      if (!watch(home).remove(id)) {
        throw Problem.usage(
            "No query '%s' stands. 'weir watch list' shows the ids of those that do."
                .formatted(id));
      }
      spec.commandLine().getErr().printf("%s is no longer watched.%n", id);
      spec.commandLine().getErr().flush();
      return Main.DONE;
    }
  }

  /** Shows what was told. */
  @Command(
      name = "alerts",
      mixinStandardHelpOptions = true,
      description = "What standing queries found, the newest first; looks first at what is new.")
  static final class Told implements Callable<Integer> {
    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      Watch watch = watch(home);
      if (Files.isDirectory(home.lakeFolder())) {
        try (Lake lake = home.existingLake()) {
          watch.look(lake);
        }
      }
      List<Alert> alerts = watch.alerts();
      PrintWriter out = spec.commandLine().getOut();
      if (table.forPeople()) {
        if (alerts.isEmpty()) {
          spec.commandLine()
              .getErr()
              .println(
                  watch.queries().isEmpty()
                      ? "No query stands. Add one, such as: weir watch add name nitazene"
                      : "Nothing was told yet: what was there when a query was made is not.");
        }
        for (Alert alert : alerts) {
          out.printf("%s  %s%n    %s%n", alert.at(), alert.title(), alert.words());
        }
        out.flush();
        return Main.DONE;
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Alert alert : alerts) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(alert.id());
        row.add(alert.at());
        row.add(alert.query().id());
        row.add(alert.title());
        row.add(alert.words());
        row.add("/alerts/" + alert.id());
        rows.add(row);
      }
      table.write(List.of("alert", "at", "query", "title", "words", "page"), rows);
      return Main.DONE;
    }
  }
}
