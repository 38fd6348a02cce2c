package weir.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.chemistry.Coverage;
import weir.chemistry.Definitions;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;

/** {@code weir lexicon}: the names of substances. */
@Command(
    name = "lexicon",
    mixinStandardHelpOptions = true,
    description = "The names by which substances are known.",
    subcommands = {
      LexiconCommand.ListAll.class,
      LexiconCommand.Check.class,
      LexiconCommand.Covered.class
    })
final class LexiconCommand extends CommandGroup {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Every substance with its class.")
  static final class ListAll implements Callable<Integer> {
    @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
    private Output.Format format = Output.Format.table;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      Lexicon.standard()
          .substances()
          .forEach(s -> rows.add(List.of(s.id(), s.substanceClass(), s.label())));
      Output.write(
          spec.commandLine().getOut(), format, List.of("substance", "class", "label"), rows);
      return Main.DONE;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Every fault of the lexicon's files, with file and line.")
  static final class Check implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Lexicon lexicon = Lexicon.standard();
      lexicon.check().forEach(out::println);
      out.printf(
          "%d substances, version %s, %d faults%n",
          lexicon.substances().size(), lexicon.version(), lexicon.check().size());
      out.flush();
      return lexicon.check().isEmpty() ? Main.DONE : Main.FAILED;
    }
  }

  @Command(
      name = "covered",
      mixinStandardHelpOptions = true,
      description = {
        "Whether a definition in force somewhere on a day covers an entry of the lexicon, and"
            + " which. It reads a claimed name by a paraphrase: it is no legal finding.",
        ""
      },
      footer = {"", "Example:", "  weir lexicon covered mephedrone --in GB --on 2010-04-16"})
  static final class Covered implements Callable<Integer> {
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
            Definitions.standard()
                .ofEntry(SubstanceNamer.standard().climb(name), jurisdiction, day);
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
}
