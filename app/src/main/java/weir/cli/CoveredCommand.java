package weir.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.chemistry.Coverage;
import weir.chemistry.Definitions;
import weir.substance.SubstanceNamer;

/** {@code weir lexicon covered}: which generic definition holds for a name on a day. */
@Command(
    name = "covered",
    mixinStandardHelpOptions = true,
    description = {
      "Whether a definition in force somewhere on a day covers an entry of the lexicon, and"
          + " which. It reads a claimed name by a paraphrase: it is no legal finding.",
      ""
    },
    footer = {"", "Example:", "  weir lexicon covered mephedrone --in GB --on 2010-04-16"})
final class CoveredCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "An entry of the lexicon, by any of its names.")
  private String name = "";

  @Option(
      names = "--in",
      required = true,
      paramLabel = "PLACE",
      description = "DE, GB, NL, US, EU or UN.")
  private String jurisdiction = "";

  @Option(
      names = "--on",
      required = true,
      paramLabel = "DATE",
      description = "A day, such as 2020-12-31.")
  private LocalDate day = LocalDate.EPOCH;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Coverage coverage;
    try {
      coverage =
          Definitions.standard().ofEntry(SubstanceNamer.standard().climb(name), jurisdiction, day);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), java.util.Objects.requireNonNullElse(e.getMessage(), name), e);
    }
    out.println(coverage.wording());
    coverage.by().stream()
        .filter(definition -> !definition.limits().isEmpty())
        .forEach(definition -> out.println("Limits: " + definition.limits()));
    out.flush();
    return Main.DONE;
  }
}
