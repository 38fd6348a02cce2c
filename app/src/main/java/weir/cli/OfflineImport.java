package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.offline.OfflineFile;
import weir.offline.SeriesFigure;
import weir.row.Row;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/** Brings tables that others made into the lake, and says what became of each file. */
final class OfflineImport {

  private OfflineImport() {}

  /** Returns the command's exit code. */
  static int of(OfflineFile.Kind kind, List<Path> files, Home home, PrintWriter err)
      throws IOException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
      }
    }
    SubstanceNamer namer = home.vocabularies().namer();
    boolean refused = false;
    try (Lake lake = home.lake()) {
      for (Path file : files) {
        refused |= !imported(lake, kind, file, namer, err);
      }
    }
    err.flush();
    return refused ? Main.SOME_REFUSED : Main.DONE;
  }

  private static boolean imported(
      Lake lake, OfflineFile.Kind kind, Path file, SubstanceNamer namer, PrintWriter err)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    OfflineFile.Summary summary;
    String name = String.valueOf(file.getFileName());
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      summary =
          OfflineFile.read(
              kind,
              name,
              reader,
              words -> {
                Naming naming = namer.name(words, null, null);
                return new OfflineFile.Named(naming.substance(), naming.substanceClass());
              },
              rows::add);
    } catch (OfflineFile.WrongFile e) {
      err.println(e.getMessage());
      return false;
    } catch (UncheckedIOException | java.nio.charset.CharacterCodingException e) {
      err.printf("%s is not UTF-8 text. Save it as UTF-8 and import it again.%n", file);
      return false;
    }
    int added;
    try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.IMPORT, List.of(name), Map.of()))) {
      String id = ingest.id();
      added = ingest.add(rows.stream().map(row -> broughtBy(row, id)).toList());
      ingest.publish();
    }
    summary.refusals().stream()
        .limit(5)
        .forEach(r -> err.printf("  line %d: %s. %s%n", r.line(), r.reason(), r.mend()));
    if (summary.refusals().size() > 5) {
      err.printf("  and %,d more lines%n", summary.refusals().size() - 5);
    }
    err.printf(
        "%s: %,d rows, %,d of them new, %,d lines refused%s%n",
        name,
        summary.rows(),
        added,
        summary.refusals().size(),
        kind == OfflineFile.Kind.SERIES
            ? ""
            : "; %,d rows name no known substance".formatted(summary.unnamed()));
    if (!summary.leftOut().isEmpty()) {
      err.printf("  columns not taken in: %s%n", String.join(", ", summary.leftOut()));
    }
    return summary.refusals().isEmpty();
  }

  private static Row broughtBy(Row row, String ingest) {
    return row instanceof SeriesFigure figure ? figure.broughtBy(ingest) : row;
  }
}
