package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.document.Fault;
import weir.ingest.Ingestion;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SourceReader;

/** What {@code ingest} and {@code extract} have in common. */
final class ReadingOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      defaultValue = "plain",
      description =
          "How to read the source: a shipped profile's name or a YAML file (default: plain, for"
              + " tables with Weir's own column names). 'weir profile list' names the shipped ones.")
  String profile = "plain";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files, folders and archives (WARC, ARC, zip, tar, 7z, HAR, MHTML; gzip, zstd, xz, bzip2;"
              + " each within each other); - is standard input.")
  List<Path> paths = List.of();

  SourceReader reader(Home home) throws IOException {
    if (paths.isEmpty()) {
      throw Problem.usage("Name at least one file, folder or archive, or - for standard input.");
    }
    for (Path path : paths) {
      if (!path.equals(Ingestion.STANDARD_INPUT) && !Files.exists(path)) {
        throw Problem.usage("There is no file or folder '%s'. Check the path.".formatted(path));
      }
    }
    return SourceReader.of(profile(profile), home.vocabularies().namer(), home.digestKey());
  }

  Ingestion ingestion(SourceReader reader, Ingestion.Progress progress) {
    return new Ingestion(reader, LimitOptions.of(command), progress);
  }

  /** The versions of what shapes the rows beside reader and profile. */
  static Map<String, String> versions(Home home) throws IOException {
    return Map.of("lexicon", home.vocabularies().lexicon().version());
  }

  /** The profile of that name, or in that file; every fault of a faulty one in the message. */
  static Profile profile(String nameOrFile) throws IOException {
    Profile shipped = Profiles.named(nameOrFile).orElse(null);
    if (shipped != null) {
      return shipped;
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw Problem.usage(
          "There is no shipped profile '%s', and no file of that name. Shipped: %s."
              .formatted(nameOrFile, String.join(", ", Profiles.shipped())));
    }
    return switch (Profiles.read(text(file), file.toString())) {
      case Profiles.Outcome.Sound(Profile profile) -> profile;
      case Profiles.Outcome.Faulty(List<Fault> faults) ->
          throw Problem.usage(
              "The profile cannot be used:\n"
                  + faults.stream().map(f -> "  " + f).collect(Collectors.joining("\n")));
    };
  }

  private static final long LONGEST_PROFILE = 1 << 20;

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST_PROFILE) {
      throw Problem.usage(
          "The profile '%s' has more than %,d bytes. Name the YAML file that describes the source."
              .formatted(file, LONGEST_PROFILE));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw Problem.usage(
          "The profile '%s' is not UTF-8 text. Save it as UTF-8, or name the YAML file that describes the source."
              .formatted(file));
    }
  }

  /** The closing summary, for people. */
  static void print(Ingestion.Summary summary, PrintWriter err) {
    err.printf("captures        %,10d%n", summary.captures());
    summary.records().forEach((table, n) -> err.printf("  %-13s %,10d%n", table, n));
    err.printf("already known   %,10d%n", summary.alreadyKnown());
    long gates =
        summary.pageKinds().entrySet().stream()
            .filter(e -> !isContent(e.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (gates > 0) {
      err.printf(
          "not content     %,10d  %s%n",
          gates,
          summary.pageKinds().entrySet().stream()
              .filter(e -> !isContent(e.getKey()))
              .map(e -> e.getKey() + " " + e.getValue())
              .collect(Collectors.joining(", ")));
    }
    if (summary.passedOver() > 0) {
      err.printf(
          "passed over     %,10d  files and records of another kind%n", summary.passedOver());
    }
    long refused = summary.refusedByCause().values().stream().mapToLong(Long::longValue).sum();
    err.printf("refused         %,10d%n", refused);
    summary
        .refusedByCause()
        .forEach((cause, n) -> {
          err.printf("  %-18s %,5d%n", cause, n);
          summary.refusals().stream()
              .filter(r -> r.cause().equals(cause))
              .limit(2)
              .forEach(r -> err.printf("    %s: %s%n      %s%n", r.place(), r.reason(), r.mend()));
        });
    err.flush();
  }

  private static boolean isContent(String kind) {
    return weir.capture.PageKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)).isContent();
  }
}
