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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.offline.OfflineFile;
import weir.row.Row;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/** {@code weir import}: tables that laboratories and whoever stops parcels keep. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings in what is known offline, as CSV: 'analysis', what laboratories found in samples, or"
          + " 'interception', what was stopped on its way. The same file twice adds nothing. Columns"
          + " that Weir does not know (notes, addresses, doses) are left where they are.",
      ""
    },
    footer = {
      "",
      "Columns of an analysis: sample_id, analysed_on, sold_as, identified_as (several parted by",
      "semicolons); and, where known, method, laboratory_kind, country.",
      "Columns of an interception: interception_id, stopped_on, item; and, where known, flow",
      "(domestic or cross-border), declared_origin, destination, grams, units, outcome.",
      "",
      "Examples:",
      "  weir import analysis drug-checking-2026.csv",
      "  weir measure sold_as_identified --by month,class"
    })
final class ImportCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(index = "0", paramLabel = "TABLE", description = "analysis or interception.")
  private String table = "";

  @Parameters(index = "1..*", paramLabel = "FILE", arity = "1..*", description = "CSV files.")
  private List<Path> files = List.of();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    OfflineFile.Kind kind =
        switch (table.toLowerCase(Locale.ROOT)) {
          case "analysis" -> OfflineFile.Kind.ANALYSIS;
          case "interception" -> OfflineFile.Kind.INTERCEPTION;
          default ->
              throw Problem.usage(
                  "'%s' is no table that can be imported. Name analysis or interception; pages are read by 'weir ingest', rates by 'weir rates import'."
                      .formatted(table));
        };
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
      }
    }
    PrintWriter err = spec.commandLine().getErr();
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
      added = ingest.add(rows);
      ingest.publish();
    }
    summary.refusals().stream()
        .limit(5)
        .forEach(r -> err.printf("  line %d: %s. %s%n", r.line(), r.reason(), r.mend()));
    if (summary.refusals().size() > 5) {
      err.printf("  and %,d more lines%n", summary.refusals().size() - 5);
    }
    err.printf(
        "%s: %,d rows, %,d of them new, %,d lines refused; %,d rows name no known substance%n",
        name, summary.rows(), added, summary.refusals().size(), summary.unnamed());
    if (!summary.leftOut().isEmpty()) {
      err.printf("  columns not taken in: %s%n", String.join(", ", summary.leftOut()));
    }
    return summary.refusals().isEmpty();
  }
}
