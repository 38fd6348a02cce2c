package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import weir.money.Rate;
import weir.money.RateFile;
import weir.money.UnknownRateFile;

/** {@code weir rates}: dated exchange rates. */
@Command(
    name = "rates",
    mixinStandardHelpOptions = true,
    description = "Dated exchange rates, by which prices are converted.",
    subcommands = RatesCommand.Import.class)
final class RatesCommand extends CommandGroup {

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Imports dated rates: the European Central Bank's history, daily crypto prices, or a plain"
            + " CSV with day,base,quote,rate. The same file twice adds nothing.",
        ""
      },
      footer = {"", "Example:", "  weir rates import eurofxref-hist.csv BTC-USD-1d.csv"})
  static final class Import implements Callable<Integer> {

    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files or folders of rates.")
    private List<Path> files = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      var err = spec.commandLine().getErr();
      boolean refused = false;
      try (Lake lake = home.lake()) {
        for (Path file : expanded()) {
          List<Rate> rates = new ArrayList<>();
          RateFile.Summary summary;
          try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            summary = RateFile.read(file.toString(), reader, rates::add);
          } catch (UnknownRateFile e) {
            err.println(e.getMessage());
            refused = true;
            continue;
          } catch (CharacterCodingException e) {
            err.printf("%s is not UTF-8 text. Save it as UTF-8 and import it again.%n", file);
            refused = true;
            continue;
          }
          summary.refusals().stream()
              .limit(5)
              .forEach(r -> err.printf("  line %d: %s %s%n", r.line(), r.reason(), r.remedy()));
          refused |= summary.refused() > 0;
          IngestPlan plan =
              IngestPlan.of(Purpose.RATES, List.of(file.getFileName().toString()), Map.of());
          int added;
          try (Ingest ingest = lake.begin(plan)) {
            added = ingest.add(rates);
            ingest.publish();
          }
          err.printf(
              "%s: %,d rates, %,d of them new, %,d lines refused%n",
              file.getFileName(), summary.rates(), added, summary.refused());
        }
      }
      err.flush();
      return refused ? Main.SOME_REFUSED : Main.DONE;
    }

    private List<Path> expanded() throws IOException {
      List<Path> all = new ArrayList<>();
      for (Path file : files) {
        if (Files.isDirectory(file)) {
          try (var inside = Files.list(file)) {
            inside.filter(p -> p.toString().endsWith(".csv")).sorted().forEach(all::add);
          }
        } else if (Files.exists(file)) {
          all.add(file);
        } else {
          throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
        }
      }
      return all;
    }
  }
}
