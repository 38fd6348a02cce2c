package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.document.Fault;
import weir.source.Profiles;
import weir.source.SavedPage;
import weir.suggest.Trial;
import weir.web.saved.Hidden;
import weir.web.trial.TrialServer;

/** {@code weir profile try}: what a profile makes of pages, field by field. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Reads pages by a profile and says, field by field, what was found, and by which line of the"
          + " profile. Nothing is kept.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir profile try my-market.yaml saved/item12.html",
      "  weir profile try --serve my-market.yaml saved/    see and edit it in the browser"
    })
final class ProfileTryCommand implements Callable<Integer> {

  private static final int MOST_PAGES = 60;
  private static final int LONGEST_VALUE = 90;
  private static final String RED = "\u001b[31;1m";
  private static final String PLAIN = "\u001b[0m";

  @Mixin private Home home = new Home();

  @Option(
      names = "--serve",
      description =
          "Show the pages in the browser, fields marked, with the profile beside them to edit and"
              + " save. Answers to this machine alone.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "With --serve: the port; 0 takes any free one (default).")
  private int port;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many records of each table are shown for a page (default: 2).")
  private int records = 2;

  @Parameters(
      index = "0",
      paramLabel = "PROFILE",
      description = "A YAML file, or a shipped profile's name.")
  private String profile = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PAGE",
      description = "Saved pages: files, folders, archives.")
  private List<Path> paths = List.of();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<SavedPage> pages = ProfileSuggestCommand.pages(paths, MOST_PAGES);
    if (pages.isEmpty()) {
      throw Problem.usage("No page was found there. Name saved pages.");
    }
    Path file = Path.of(profile);
    boolean isFile = Files.isRegularFile(file);
    if (serve) {
      return served(file, isFile, pages);
    }
    String text =
        isFile
            ? Files.readString(file)
            : Profiles.text(profile)
                .orElseThrow(() ->
                    Problem.usage(
                        "There is no file '%s', and no shipped profile of that name."
                            .formatted(profile)));
    return switch (Trial.of(text, profile, home.vocabularies().namer(), home.digestKey())) {
      case Trial.Outcome.Faulty(List<Fault> faults) -> {
        faults.forEach(out::println);
        out.flush();
        yield Main.FAILED;
      }
      case Trial.Outcome.Ready(Trial trial) -> {
        boolean all = true;
        for (SavedPage page : pages) {
          all &= print(trial.read(page), out);
        }
        out.flush();
        yield all ? Main.DONE : Main.SOME_REFUSED;
      }
    };
  }

  private int served(Path file, boolean isFile, List<SavedPage> pages) throws IOException {
    if (!isFile) {
      throw Problem.usage(
          "There is no file '%s' to edit. Begin with 'weir profile suggest --out %s PATH'."
              .formatted(profile, profile.endsWith(".yaml") ? profile : profile + ".yaml"));
    }
    PrintWriter err = spec.commandLine().getErr();
    try (TrialServer server =
        TrialServer.start(file, pages, home.vocabularies().namer(), home.digestKey(), port)) {
      err.printf("The trial is at %s (Ctrl-C ends it)%n", server.address());
      err.flush();
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Main.DONE;
  }

  /** Whether every field that the profile asks for was found. */
  private boolean print(Trial.Tried page, PrintWriter out) {
    out.printf("%s: %s%n", page.address(), page.kind());
    boolean all = true;
    if (page.records().isEmpty() && page.isGate()) {
      out.println(
          "  stands before the content: nothing is read from it, and it is counted as such");
    } else if (page.records().isEmpty()) {
      out.printf(
          "  %s%n",
          miss("NO RECORD was read from this page")
              + ": no 'when:' of the profile fits it, or no record was found by 'each:'");
      all = false;
    }
    Map<String, Integer> shown = new LinkedHashMap<>();
    for (Trial.Recorded record : page.records()) {
      all &= record.missing() == 0;
      if (shown.merge(record.table(), 1, Integer::sum) > records) {
        continue;
      }
      out.printf(
          "  %s %d   at %s%n",
          record.table(), shown.getOrDefault(record.table(), 0), record.locator());
      for (Trial.Field field : record.fields()) {
        String value = field.value();
        out.printf(
            "    %-16s %-6s %s%n",
            field.name(),
            field.line() == 0 ? "" : "l." + field.line(),
            value == null ? miss("MISSING") : brief(value));
      }
    }
    shown.forEach((table, count) -> {
      if (count > records) {
        out.printf("  and %d more of %s%n", count - records, table);
      }
    });
    page.refusals()
        .forEach(refusal ->
            out.printf("  %s %s %s%n", miss("REFUSED"), refusal.reason(), refusal.mend()));
    return all;
  }

  private String miss(String words) {
    boolean colours = spec.commandLine().getColorScheme().ansi().enabled();
    return colours ? RED + words + PLAIN : words;
  }

  private static String brief(@Nullable String value) {
    String one = Hidden.addresses(String.valueOf(value)).replaceAll("\\s+", " ").strip();
    return one.length() > LONGEST_VALUE ? one.substring(0, LONGEST_VALUE) + " …" : one;
  }
}
