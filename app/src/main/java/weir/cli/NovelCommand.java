package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.novelty.Emerging;
import weir.novelty.Novelty;
import weir.novelty.Reason;
import weir.novelty.Sight;
import weir.warning.TitleSights;
import weir.watch.Decision;
import weir.watch.ItemLog;

/** {@code weir novel}: what is on offer that was not before. */
@Command(
    name = "novel",
    mixinStandardHelpOptions = true,
    subcommands = {NovelMarkCommand.class, NovelBackTestCommand.class, NovelNoteCommand.class},
    description = {
      "Early warning: substances, names and forms that were first seen lately, ranked, each with"
          + " the reasons for its rank. An item is a name that sellers use; what is in the packet"
          + " only a laboratory can tell.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir novel                          as known on the newest day with anything new",
      "  weir novel --as-of 2025-06-30       as known then: nothing later is read",
      "  weir novel mark name:qx-417 at-laboratory",
      "  weir novel mark name:dreamberry dismissed --because \"a strain of cannabis\"",
      "  weir novel backtest --notified dates.csv",
      "  weir novel note --month 2025-06 --out june.pdf"
    })
final class NovelCommand implements Callable<Integer> {

  static final List<String> COLUMNS =
      List.of(
          "item",
          "kind",
          "name",
          "score",
          "alert",
          "first_seen",
          "first_source",
          "sources",
          "accounts",
          "listings",
          "listings_in_4_weeks",
          "growth",
          "family",
          "family_how",
          "state",
          "reasons",
          "pages");

  @Mixin private Home home = new Home();

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "As known at the end of that day, like 2025-06-30 (default: the day of the newest"
              + " save; where nothing was new then, the last day before it with anything new).")
  private @Nullable String asOf;

  @Option(
      names = "--top",
      defaultValue = "20",
      description = "How many items (default: ${DEFAULT-VALUE}).")
  private int top = 20;

  @Option(
      names = "--all",
      description = "Also those that were dismissed, notified or named a synonym.")
  private boolean all;

  @Mixin private TableOutput table = new TableOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw Problem.usage("--top %d shows nothing; give 1 or more.".formatted(top));
    }
    Map<String, Decision> decided = ItemLog.in(home.path(), java.time.Clock.systemUTC()).latest();
    List<Emerging> items;
    LocalDate day;
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      Novelty novelty = Novelty.over(home.vocabularies().namer());
      LocalDate asked = asOf == null ? newest(query) : day(asOf, "--as-of");
      TitleSights sights = TitleSights.until(query, asked);
      if (asOf == null) {
        Novelty.Latest latest = novelty.latest(asked, sights, Novelty.Settings.USUAL);
        day = latest.asOf();
        items = latest.items();
        if (!day.equals(asked)) {
          spec.commandLine()
              .getErr()
              .printf(
                  "Nothing was first seen in the eight weeks before the newest save, of %s; this is as known on %s, the last day before it with anything new.%n",
                  asked, day);
        }
      } else {
        day = asked;
        items = novelty.at(day, sights, Novelty.Settings.USUAL);
      }
    }
    List<Emerging> shown = new ArrayList<>();
    int closed = 0;
    for (Emerging item : items) {
      Decision decision = decided.get(item.id());
      if (!all && decision != null && decision.state().closes()) {
        closed++;
      } else if (shown.size() < top) {
        shown.add(item);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (table.forPeople()) {
      print(out, day, shown, decided);
    } else {
      table.write(COLUMNS, shown.stream().map(item -> row(item, decided.get(item.id()))).toList());
    }
    if (closed > 0) {
      spec.commandLine()
          .getErr()
          .printf("%,d items that were decided on are left out; --all shows them.%n", closed);
    }
    spec.commandLine().getErr().flush();
    return Main.DONE;
  }

  static LocalDate newest(LakeQuery query) {
    LocalDate newest = TitleSights.newest(query);
    if (newest == null) {
      throw Problem.failed("Nothing was saved yet. Begin with 'weir demo', or with 'weir ingest'.");
    }
    return newest;
  }

  static LocalDate day(String text, String option) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.usage("%s '%s' is no day. Write it like 2025-06-30.".formatted(option, text));
    }
  }

  private static void print(
      PrintWriter out, LocalDate day, List<Emerging> shown, Map<String, Decision> decided) {
    if (shown.isEmpty()) {
      out.printf("As of %s nothing new is open.%n", day);
    }
    int number = 0;
    for (Emerging item : shown) {
      number++;
      Decision decision = decided.get(item.id());
      out.printf(
          "%2d. %s (%s)  %.1f points%s%s%n",
          number,
          item.name(),
          item.id(),
          item.score(),
          item.alerts() ? ", alert" : "",
          decision == null ? "" : ", " + decision.inWords());
      out.printf(
          "    first seen %s on %s; %,d %s, %,d %s, %,d %s, %,d of them new in four weeks%s%n",
          item.first().atZone(ZoneOffset.UTC).toLocalDate(),
          item.firstSource(),
          item.sources(),
          item.sources() == 1 ? "source" : "sources",
          item.accounts(),
          item.accounts() == 1 ? "account" : "accounts",
          item.listings(),
          item.listings() == 1 ? "listing" : "listings",
          item.lately(),
          item.family() == null ? "" : "; " + item.family());
      for (Reason reason : item.reasons()) {
        out.printf("    %+.1f  %s%n", reason.points(), reason.words());
      }
      Sight page = item.behind().getFirst();
      out.printf("    first page: %s, listing %s%n", page.source(), page.listing());
    }
    out.flush();
  }

  private static List<@Nullable Object> row(Emerging item, @Nullable Decision decision) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(item.id());
    row.add(item.kind().word());
    row.add(item.name());
    row.add(item.score());
    row.add(item.alerts());
    row.add(item.first());
    row.add(item.firstSource());
    row.add((long) item.sources());
    row.add((long) item.accounts());
    row.add((long) item.listings());
    row.add((long) item.lately());
    row.add(item.growth());
    row.add(item.family());
    row.add(item.familyHow());
    row.add(decision == null ? "new" : decision.state().word());
    row.add(
        item.reasons().stream()
            .map(reason -> "%+.1f %s".formatted(reason.points(), reason.words()))
            .toList());
    row.add(
        item.behind().stream()
            .map(sight -> "/captures/%s/%s".formatted(sight.source(), sight.capture()))
            .distinct()
            .toList());
    return row;
  }
}
