package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.choice.BarrierChoice;
import weir.choice.ChoiceRefused;
import weir.choice.Limits;
import weir.choice.OptionPaper;
import weir.document.Words;
import weir.web.printed.PrintedOptions;

/** {@code weir model options}: sets of barriers within limits, for the partners' talk. */
@Command(
    name = "options",
    mixinStandardHelpOptions = true,
    description = {
      "Sets of barriers that close most routes of the crime within limits, side by side.",
      "Cost, time, use of partners and effect of each barrier come from the model's 'expected'"
          + " entries, or from what was kept on its page; what nobody has said is asked for, not"
          + " guessed. Protected elements are never cut. The paper is TLP:AMBER+STRICT.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir model options my-model.yaml --budget 200000 --until 12",
      "  weir model options workbench/team --capacity customs=60 --out options.pdf"
    })
final class ModelOptions implements Callable<Integer> {
  private static final double DAYS_IN_MONTH = 30.4375;

  @Mixin private KeptModels kept = new KeptModels();
  @Mixin private TableOutput output = new TableOutput();

  @Parameters(
      paramLabel = "NAME|FILE",
      description = "A shipped model, a document, or workbench/ID.")
  private String name = "";

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description = "Money for all barriers together, in the currency of the costs.")
  private @Nullable Double budget;

  @Option(
      names = "--until",
      paramLabel = "MONTHS|DATE",
      description = "Until when a barrier must be in force: months from now, or a day.")
  private @Nullable String until;

  @Option(
      names = "--capacity",
      paramLabel = "PARTNER=DAYS",
      description = "Working days that a partner can give; may be repeated.")
  private Map<String, Double> capacity = new LinkedHashMap<>();

  @Option(
      names = "--counting",
      paramLabel = "WORD",
      description =
          "effect: a barrier closes the share that is expected of it (default); touch: any barrier"
              + " that acts on a route closes it, a first look where no effect is known.")
  private @Nullable String counting;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the whole option paper; the ending says how: .html or .pdf.")
  private @Nullable Path out;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var ending = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
    if (out != null && !ending.endsWith(".pdf") && !ending.endsWith(".html")) {
      throw Problem.usage("--out '%s' tells no form. Let it end in .html or .pdf.".formatted(out));
    }
    var today = LocalDate.now(Clock.systemUTC());
    var sheet = kept.sheet(name);
    var model = BarrierChoice.expecting(kept.model(name), sheet.expected());
    OptionPaper paper;
    try {
      paper = BarrierChoice.of(model, limits(sheet.limits(), today));
    } catch (ChoiceRefused | IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()));
    }
    var printed =
        new PrintedOptions(
            model, paper, "'%s', version %s".formatted(name, model.version()), today);
    if (out != null) {
      try {
        if (ending.endsWith(".pdf")) {
          Files.write(out, printed.pdf());
        } else {
          Files.writeString(out, printed.html(), StandardCharsets.UTF_8);
        }
      } catch (NoSuchFileException e) {
        throw Problem.failed(
            "There is no folder for '%s'. Make it first, or choose another place.".formatted(out));
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(PrintedOptions.MARKING + ". " + printed.lead());
    for (var left : paper.leftOut()) {
      if (left.reason() == OptionPaper.Reason.PROTECTED
          || left.reason() == OptionPaper.Reason.UNKNOWN) {
        err.printf(
            "%s: %s. %s%n",
            left.reason() == OptionPaper.Reason.PROTECTED ? "Left out as protected" : "Unknown",
            left.barrier().label(),
            left.words());
      }
    }
    if (out != null) {
      err.printf("The option paper is in %s.%n", out.toAbsolutePath().normalize());
    }
    err.flush();
    rows(paper);
    return Main.DONE;
  }

  private Limits limits(Limits kept, LocalDate today) {
    var days = new LinkedHashMap<>(kept.workingDays());
    days.putAll(capacity);
    return new Limits(
        budget == null ? kept.budget() : budget,
        until == null ? kept.months() : months(until, today),
        days,
        counting == null
            ? kept.counting()
            : Words.find(Limits.Counting.class, counting)
                .orElseThrow(() ->
                    Problem.usage(
                        "--counting '%s' is not known. Expected effect or touch."
                            .formatted(counting))));
  }

  private static Double months(String text, LocalDate today) {
    try {
      return text.matches("\\d{4}-\\d{2}-\\d{2}")
          ? Double.valueOf(ChronoUnit.DAYS.between(today, LocalDate.parse(text)) / DAYS_IN_MONTH)
          : Double.valueOf(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw Problem.usage(
          "--until '%s' is neither months nor a day. Write it like 12 or 2027-12-31."
              .formatted(text));
    }
  }

  private void rows(OptionPaper paper) {
    var columns =
        List.of(
            "option",
            "title",
            "barrier",
            "touches",
            "alone",
            "reopens",
            "draws",
            "graphs",
            "cost",
            "remaining",
            "remaining_low",
            "remaining_high",
            "within_draws",
            "proven");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    IntStream.range(0, paper.options().size())
        .forEach(i -> {
          var option = paper.options().get(i);
          for (var member : option.members()) {
            var considered =
                paper.considered().stream()
                    .filter(c -> c.barrier().id().equals(member.barrier().id()))
                    .findFirst()
                    .orElseThrow();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(i + 1);
            row.add(option.title());
            row.add(member.barrier().id());
            row.add(member.touches());
            row.add(member.alone());
            row.add(member.reopens());
            row.add(considered.inDraws());
            row.add(considered.inGraphs());
            row.add(considered.cost().likely());
            row.add(option.remaining().likely());
            row.add(option.remaining().low());
            row.add(option.remaining().high());
            row.add(option.withinDraws());
            row.add(option.proven());
            rows.add(row);
          }
        });
    output.write(columns, rows);
  }
}
