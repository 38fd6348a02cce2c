package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.offline.OfflineFile;

/** {@code weir import}: tables that laboratories and whoever stops parcels keep. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings in what is known offline, as CSV: 'analysis', what laboratories found in samples,"
          + " 'interception', what was stopped on its way, 'series', what others published of a market,"
          + " 'harm', counts of poisonings, emergency visits or violence, 'signals', what partners"
          + " noticed and told, or 'effort', how much they looked. The same file twice adds"
          + " nothing. Columns that Weir does not know (notes, addresses, doses) are left where they"
          + " are.",
      ""
    },
    footer = {
      "",
      "Columns of an analysis: sample_id, analysed_on, sold_as, identified_as (several parted by",
      "semicolons); and, where known, method, laboratory_kind, country.",
      "Columns of an interception: interception_id, stopped_on, item; and, where known, flow",
      "(domestic or cross-border), declared_origin, destination, grams, units, outcome.",
      "Columns of a series: see 'weir series import --help'.",
      "Columns of harm: day, kind (such as poisoning, emergency visit or violence), count; and,",
      "where known, substance, country. Counts of a week stand under its Monday.",
      "Columns of signals: signal_id, seen_on, kind (financial, social, logistical, physical or",
      "administrative); and, where known, step, item, flow, declared_origin, region, partner (an",
      "office, never a person), outcome (open, confirmed, refuted, acted-on or withdrawn),",
      "certainty (1 to 6), words (masked before they are kept). The last import of a signal_id",
      "counts.",
      "Columns of effort: partner, from, to (the day after the last), checks; and, where known,",
      "kind, unit.",
      "",
      "Examples:",
      "  weir import signals post-2026-11.csv",
      "  weir import analysis drug-checking-2026.csv",
      "  weir measure sold_as_identified --by month,class"
    })
final class ImportCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      description = "analysis, interception, series, harm, signals or effort.")
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
          case "series" -> OfflineFile.Kind.SERIES;
          case "harm" -> OfflineFile.Kind.HARM;
          case "signals", "signal" -> OfflineFile.Kind.SIGNALS;
          case "effort" -> OfflineFile.Kind.EFFORT;
          default ->
              throw Problem.usage(
                  "'%s' is no table that can be imported. Name analysis, interception, series, harm, signals or effort; pages are read by 'weir ingest', rates by 'weir rates import'."
                      .formatted(table));
        };
    return OfflineImport.of(kind, files, home, spec.commandLine().getErr());
  }
}
