package weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import weir.substance.Lexicon;

/** {@code weir lexicon}: the names of substances. */
@Command(
    name = "lexicon",
    mixinStandardHelpOptions = true,
    description = "The names by which substances are known.",
    subcommands = {LexiconCommand.ListAll.class, LexiconCommand.Check.class})
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
}
