package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import weir.ingest.OfflineIntake;
import weir.lake.Lake;
import weir.offline.OfflineFile;

/** Brings tables that others made into the lake, and says what became of each file. */
final class OfflineImport {

  /** Where a day begins first: nothing was noticed on a day that has begun nowhere. */
  private static final ZoneOffset FARTHEST_EAST = ZoneOffset.ofHours(14);

  private OfflineImport() {}

  /** Returns the command's exit code. */
  static int of(OfflineFile.Kind kind, List<Path> files, Home home, PrintWriter err)
      throws IOException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
      }
    }
    boolean refused = false;
    try (Lake lake = home.lake()) {
      OfflineIntake intake =
          new OfflineIntake(
              lake, home.vocabularies().namer(), home.vocabularies().lexicon(), home.digestKey());
      for (Path file : files) {
        refused |= !imported(intake, kind, file, err);
      }
    }
    err.flush();
    return refused ? Main.SOME_REFUSED : Main.DONE;
  }

  private static boolean imported(
      OfflineIntake intake, OfflineFile.Kind kind, Path file, PrintWriter err) throws IOException {
    String name = String.valueOf(file.getFileName());
    OfflineIntake.Taken taken;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      taken = intake.take(kind, name, reader, LocalDate.now(FARTHEST_EAST));
    } catch (OfflineFile.WrongFile e) {
      err.println(e.getMessage());
      return false;
    } catch (UncheckedIOException | java.nio.charset.CharacterCodingException e) {
      err.printf("%s is not UTF-8 text. Save it as UTF-8 and import it again.%n", file);
      return false;
    }
    OfflineFile.Summary summary = taken.summary();
    summary.refusals().stream()
        .limit(5)
        .forEach(r -> err.printf("  line %d: %s. %s%n", r.line(), r.reason(), r.mend()));
    if (summary.refusals().size() > 5) {
      err.printf("  and %,d more lines%n", summary.refusals().size() - 5);
    }
    err.printf(
        "%s: %,d rows, %,d of them new%s, %,d lines refused%s%n",
        name,
        summary.rows(),
        taken.added(),
        kind == OfflineFile.Kind.SIGNALS || kind == OfflineFile.Kind.EFFORT ? " or mended" : "",
        summary.refusals().size(),
        switch (kind) {
          case SERIES, EFFORT -> "";
          case ANALYSIS, INTERCEPTION, HARM, SIGNALS ->
              "; %,d rows name no known substance".formatted(summary.unnamed());
        });
    if (!summary.leftOut().isEmpty()) {
      err.printf("  columns not taken in: %s%n", String.join(", ", summary.leftOut()));
    }
    return summary.refusals().isEmpty();
  }
}
