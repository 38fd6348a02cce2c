package weir.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.ingest.Rereading;
import weir.lake.Lake;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** {@code weir reread}: today's profiles and lexicon over the kept pages. */
@Command(
    name = "reread",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the kept pages again with today's profiles and lexicon, and replaces their records."
          + " The pages themselves stay as they are.",
      ""
    },
    footer = {"", "Example:", "  weir reread --source agora"})
final class RereadCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(names = "--source", paramLabel = "NAME", description = "Only this source (default: all).")
  private @Nullable String source;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "The profile for --source, where it is not a shipped one.")
  private @Nullable String profile;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SubstanceNamer namer = home.vocabularies().namer();
    Map<String, SourceReader> readers = new LinkedHashMap<>();
    String chosen = profile;
    if (chosen != null) {
      Profile named = ReadingOptions.profile(chosen);
      readers.put(named.source(), SourceReader.of(named, namer, home.digestKey()));
    } else {
      for (String name : Profiles.shipped()) {
        Profile named = Profiles.named(name).orElseThrow();
        if (source == null || named.source().equals(source)) {
          readers.put(named.source(), SourceReader.of(named, namer, home.digestKey()));
        }
      }
    }
    if (readers.isEmpty()) {
      throw Problem.usage(
          "No shipped profile reads the source '%s'. Give its profile: --profile FILE."
              .formatted(source));
    }
    try (Lake lake = home.existingLake()) {
      Rereading.Summary summary =
          Rereading.run(
              lake,
              readers,
              ReadingOptions.versions(home),
              new ProgressBar(spec.commandLine().getErr()));
      spec.commandLine().getErr().printf("pages read again %,10d%n", summary.pages());
      summary
          .records()
          .forEach((table, n) -> spec.commandLine().getErr().printf("  %-14s %,10d%n", table, n));
      return Main.DONE;
    }
  }
}
