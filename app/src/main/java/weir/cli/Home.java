package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.document.Fault;
import weir.home.DigestKeyFile;
import weir.lake.Lake;
import weir.lake.Retention;
import weir.masking.DigestKey;
import weir.vocabulary.Vocabularies;

/** Where Weir keeps everything: the lake, and beside it, never in it, the digest key. */
final class Home {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where everything is kept (default: WEIR_HOME, else ./weir-home).")
  private @Nullable Path chosen;

  Path path() {
    Path home = chosen;
    if (home != null) {
      return home;
    }
    String named = System.getenv("WEIR_HOME");
    return Path.of(named == null || named.isBlank() ? "weir-home" : named);
  }

  private @Nullable Vocabularies vocabularies;

  /** The names that users brought, beside Weir's own. */
  Vocabularies vocabularies() {
    Vocabularies known = vocabularies;
    if (known == null) {
      known = Vocabularies.in(path());
      vocabularies = known;
    }
    return known;
  }

  /** Where the lake's files are. */
  Path lakeFolder() {
    return path().resolve("lake");
  }

  /** The lake, made when there is none. */
  Lake lake() throws IOException {
    Files.createDirectories(path());
    return Lake.open(lakeFolder(), Clock.systemUTC()).keyedBy(this::digestKeyOrProblem);
  }

  private DigestKey digestKeyOrProblem() {
    try {
      return digestKey();
    } catch (IOException e) {
      throw Problem.failed(
          "The digest key in '%s' cannot be read: %s.".formatted(digestKeyFile(), e.getMessage()));
    }
  }

  /** The lake as it stands, for questions; a message when there is none. */
  Lake existingLake() {
    if (!Files.isDirectory(lakeFolder())) {
      throw Problem.failed(
          "There is nothing in '%s' yet. Begin with 'weir demo', or with 'weir ingest'."
              .formatted(path()));
    }
    return Files.isWritable(lakeFolder())
        ? Lake.open(lakeFolder(), Clock.systemUTC()).keyedBy(this::digestKeyOrProblem)
        : Lake.openReadOnly(lakeFolder());
  }

  /**
   * How long rows are kept, by {@code retention.yaml} in the home; without it, without limit.
   *
   * @throws Problem naming every fault of the file
   */
  Retention retention() throws IOException {
    Path file = path().resolve("retention.yaml");
    if (!Files.exists(file)) {
      return Retention.NONE;
    }
    List<Fault> faults = new ArrayList<>();
    Retention retention = Retention.read(Files.readString(file), file.toString(), faults);
    if (!faults.isEmpty()) {
      throw Problem.failed(
          faults.stream().map(Fault::toString).collect(Collectors.joining(System.lineSeparator())));
    }
    return retention;
  }

  /** Where the digest key is, or would be made. */
  Path digestKeyFile() {
    return DigestKeyFile.of(path());
  }

  /**
   * The key under which contacts and authors are digested: from the file that WEIR_DIGEST_KEY_FILE
   * names, else from {@code digest.key} in the home, which is made on first need.
   */
  DigestKey digestKey() throws IOException {
    try {
      return DigestKeyFile.read(path());
    } catch (DigestKeyFile.Unusable e) {
      throw Problem.failed(String.valueOf(e.getMessage()));
    }
  }
}
