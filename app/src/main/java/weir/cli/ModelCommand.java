package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.BoardText;
import weir.barrier.Change;
import weir.barrier.Finding;
import weir.barrier.ReadResult;

/** {@code weir model}: barrier models as documents. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Barrier models: the steps of a crime, what makes them possible, who can hinder.",
    subcommands = {
      ModelCommand.ListShipped.class,
      ModelCommand.Show.class,
      ModelCommand.Check.class,
      ModelCommand.Export.class,
      ModelCommand.Diff.class
    },
    footer = {
      "",
      "Examples:",
      "  weir model show darknet-drug-market",
      "  weir model export darknet-drug-market --format json > model.json",
      "  weir model check my-model.yaml"
    })
final class ModelCommand extends CommandGroup {

  /** A shipped model, or the one in a file. */
  static BarrierModel model(String nameOrFile) throws IOException {
    if (BarrierModels.shipped().contains(nameOrFile)) {
      return BarrierModels.shipped(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw Problem.usage(
          "There is no shipped model '%s', and no file of that name. Shipped: %s."
              .formatted(nameOrFile, String.join(", ", BarrierModels.shipped())));
    }
    return switch (BarrierModels.read(Files.readString(file), nameOrFile)) {
      case ReadResult.Read(BarrierModel model) -> model;
      case ReadResult.Refused refused ->
          throw Problem.failed("The model cannot be used:\n" + refused.message());
    };
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "The shipped models.")
  static final class ListShipped implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String id : BarrierModels.shipped()) {
        out.printf("%-24s %s%n", id, BarrierModels.shipped(id).title());
      }
      out.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Draws a model's board: steps across, building blocks down.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE", description = "A shipped model or a document.")
    private String name = "";

    @Option(names = "--width", defaultValue = "120", description = "Characters (default: 120).")
    private int width = 120;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      spec.commandLine().getOut().print(BoardText.render(model(name), width));
      spec.commandLine().getOut().flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Faults of a document, each with its line; and what a sound one still lacks.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE", description = "A shipped model or a document.")
    private String name = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      BarrierModel model = model(name);
      PrintWriter out = spec.commandLine().getOut();
      List<Finding> findings = BarrierModels.check(model);
      for (Finding finding : findings) {
        out.printf("%s: %s: %s%n", finding.check(), finding.elementId(), finding.reason());
      }
      out.printf(
          "'%s' is sound: %d steps, %d elements, %d findings.%n",
          model.id(), model.steps().size(), model.elements().size(), findings.size());
      out.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes a model as YAML or JSON, or the JSON Schema of all models.")
  static final class Export implements Callable<Integer> {
    enum Format {
      yaml,
      json,
      schema
    }

    @Parameters(paramLabel = "NAME|FILE", description = "A shipped model or a document.")
    private String name = "";

    @Option(names = "--format", defaultValue = "yaml", description = "yaml, json or schema.")
    private Format format = Format.yaml;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      BarrierModel model = model(name);
      PrintWriter out = spec.commandLine().getOut();
      out.print(
          switch (format) {
            case yaml -> BarrierModels.toYaml(model);
            case json -> BarrierModels.toJson(model);
            case schema -> BarrierModels.schema();
          });
      out.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "What changed from one model to another.")
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "A shipped model or a document.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "A shipped model or a document.")
    private String after = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      List<Change> changes = BarrierModels.diff(model(before), model(after));
      for (Change change : changes) {
        out.printf("%s %s%n", change.kind().word(), change.place());
        if (change.before() != null) {
          out.printf("  - %s%n", change.before());
        }
        if (change.after() != null) {
          out.printf("  + %s%n", change.after());
        }
      }
      out.printf("%d changes%n", changes.size());
      out.flush();
      return Main.DONE;
    }
  }
}
