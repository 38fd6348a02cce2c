package weir.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.watch.Decision;
import weir.watch.ItemLog;
import weir.watch.ItemState;
import weir.watch.WatchFault;

/** {@code weir novel mark}: what was decided about an item. */
@Command(
    name = "mark",
    mixinStandardHelpOptions = true,
    description = {
      "Notes what was decided about an item, so that it does not return every week. Decisions are"
          + " kept in the home, in watch/items.jsonl; earlier ones stay readable.",
      ""
    },
    footer = {
      "",
      "States: new, synonym (--of NAME), at-laboratory, confirmed, notified, dismissed (--because"
          + " WORDS). A synonym, what was notified and what was dismissed leave the list."
    })
final class NovelMarkCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(index = "0", paramLabel = "ITEM", description = "Its id, like name:qx-417.")
  private String item = "";

  @Parameters(index = "1", paramLabel = "STATE", description = "See below.")
  private String state = "";

  @Option(names = "--of", paramLabel = "NAME", description = "Of what it is a synonym.")
  private String of = "";

  @Option(names = "--because", paramLabel = "WORDS", description = "Why it is dismissed.")
  private String because = "";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!item.matches("(name|substance|form):.+")) {
      throw Problem.usage(
          "'%s' is no item. 'weir novel' shows their ids, like name:qx-417.".formatted(item));
    }
    try {
      Decision decision =
          ItemLog.in(home.path(), Clock.systemUTC())
              .mark(
                  item,
                  item.substring(item.indexOf(':') + 1),
                  ItemState.of(state),
                  of.isEmpty() ? because : of);
      spec.commandLine().getErr().printf("%s: %s%n", decision.item(), decision.inWords());
      return Main.DONE;
    } catch (WatchFault wrong) {
      throw Problem.usage(String.valueOf(wrong.getMessage()));
    }
  }
}
