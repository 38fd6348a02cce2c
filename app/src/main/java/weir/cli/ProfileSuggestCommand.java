package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.ingest.Ingestion;
import weir.ingest.Limits;
import weir.ingest.PageFiles;
import weir.source.Profile.Format;
import weir.source.SavedPage;
import weir.suggest.ProfileSuggester;
import weir.suggest.Suggestion;

/** {@code weir profile suggest}: a first profile for a source that nobody has described. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at saved pages of an unknown source and prints a profile for it: the kinds of page,"
          + " the records and their fields, with a comment and a confidence for each guess.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir profile suggest saved/ > my-market.yaml",
      "  weir profile suggest --source my-market --out my-market.yaml saved/",
      "  weir profile try my-market.yaml saved/"
    })
final class ProfileSuggestCommand implements Callable<Integer> {

  private static final int MOST_PAGES = 150;

  @Mixin private Home home = new Home();

  @Option(
      names = "--source",
      paramLabel = "ID",
      description = "The id that the source gets: a-z, 0-9 and '-' (default: the folder's name).")
  private @Nullable String source;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the profile there; a file that exists is never overwritten.")
  private @Nullable Path out;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Saved pages: files, folders, archives. Ten of each kind are plenty.")
  private List<Path> paths = List.of();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    String id = source == null ? idOf(paths.getFirst()) : source;
    if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw Problem.usage(
          "'%s' is no id. Use a-z, 0-9 and '-', like --source my-market.".formatted(id));
    }
    if (out != null && Files.exists(out)) {
      throw Problem.usage(
          "'%s' exists. Name another file with --out, or move it away.".formatted(out));
    }
    List<SavedPage> pages = pages(paths, MOST_PAGES);
    if (pages.isEmpty()) {
      throw Problem.usage(
          "No page was found in %s. Name saved HTML pages, tables or JSON files."
              .formatted(String.join(", ", paths.stream().map(Path::toString).toList())));
    }
    Suggestion suggestion = ProfileSuggester.suggest(pages, id, home.vocabularies().namer());
    if (out == null) {
      spec.commandLine().getOut().print(suggestion.profile());
      spec.commandLine().getOut().flush();
    } else {
      Files.writeString(out, suggestion.profile(), StandardCharsets.UTF_8);
    }
    summary(suggestion, pages.size(), err);
    return Main.DONE;
  }

  private void summary(Suggestion suggestion, int pages, PrintWriter err) {
    err.printf(
        "looked at %d page%s: %s%n",
        pages, pages == 1 ? "" : "s", String.join(", ", suggestion.kinds()));
    for (Suggestion.Guess guess : suggestion.guesses()) {
      err.printf(
          Locale.ROOT,
          "  %-9s %-9s %-15s confidence %.2f, found in %d of %d%s%n",
          guess.kind(),
          guess.table(),
          guess.field(),
          guess.confidence(),
          guess.matched(),
          guess.records(),
          guess.confidence() < 0.8 ? "   <- look at this one" : "");
    }
    suggestion.open().forEach(line -> err.println("to do: " + line));
    err.printf(
        "next: weir profile try %s %s%n",
        out == null ? "FILE.yaml" : out,
        String.join(" ", paths.stream().map(Path::toString).toList()));
    err.flush();
  }

  /** Saved pages of whatever format they are. */
  static List<SavedPage> pages(List<Path> paths, int most) throws IOException {
    for (Path path : paths) {
      if (!path.equals(Ingestion.STANDARD_INPUT) && !Files.exists(path)) {
        throw Problem.usage("There is no file or folder '%s'. Check the path.".formatted(path));
      }
    }
    for (Format format : List.of(Format.HTML, Format.JSON, Format.TABLE)) {
      List<SavedPage> pages = PageFiles.read(paths, format, Limits.USUAL, most, System.in);
      if (!pages.isEmpty()) {
        return pages;
      }
    }
    return List.of();
  }

  private static String idOf(Path path) {
    String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    String id =
        name.toLowerCase(Locale.ROOT)
            .replaceFirst("\\.[a-z0-9]{1,5}$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return id.isEmpty() ? "my-source" : id.substring(0, Math.min(60, id.length()));
  }
}
