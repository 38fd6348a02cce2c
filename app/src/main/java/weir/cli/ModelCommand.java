package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.BoardText;
import weir.barrier.Change;
import weir.barrier.Finding;
import weir.workbench.Spreadsheet;

/** {@code weir model}: barrier models as documents. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = {
      "Barrier models: the steps of a crime, what makes them possible, who can hinder.",
      "A model is named by a shipped one's id, by a file (YAML, JSON or xlsx), or, on the"
          + " workbench, as workbench/ID or workbench/ID@VERSION."
    },
    subcommands = {
      ModelCommand.ListModels.class,
      ModelCommand.Show.class,
      ModelCommand.Check.class,
      ModelImport.class,
      ModelCommand.Export.class,
      ModelCommand.Diff.class,
      ModelOptions.class,
      ModelUpdates.class
    },
    footer = {
      "",
      "Examples:",
      "  weir model show darknet-drug-market",
      "  weir model export darknet-drug-market --format json > model.json",
      "  weir model check my-model.yaml",
      "  weir model import my-model.xlsx --author Ada",
      "  weir model diff workbench/my-model@3 workbench/my-model",
      "  weir model options my-model.yaml --budget 200000 --until 12 --out options.pdf",
      "  weir model updates workbench/team"
    })
final class ModelCommand extends CommandGroup {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The shipped models, and those on the workbench.")
  static final class ListModels implements Callable<Integer> {
    @Mixin private KeptModels kept = new KeptModels();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String id : BarrierModels.shipped()) {
        out.printf("%-40s %s%n", id, BarrierModels.shipped(id).title());
      }
      for (var model : kept.list()) {
        out.printf(
            "%-40s %s (version %d, %s)%n",
            KeptModels.PLACE + model.id(),
            model.title(),
            model.version(),
            model.status().replace('-', ' '));
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
    @Mixin private KeptModels kept = new KeptModels();

    @Parameters(
        paramLabel = "NAME|FILE",
        description = "A shipped model, a document, or workbench/ID.")
    private String name = "";

    @Option(names = "--width", defaultValue = "120", description = "Characters (default: 120).")
    private int width = 120;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      spec.commandLine().getOut().print(BoardText.render(kept.model(name), width));
      spec.commandLine().getOut().flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Faults of a document, each with its line; and what a sound one still lacks.")
  static final class Check implements Callable<Integer> {
    @Mixin private KeptModels kept = new KeptModels();

    @Parameters(
        paramLabel = "NAME|FILE",
        description = "A shipped model, a document, or workbench/ID.")
    private String name = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      BarrierModel model = kept.model(name);
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
      description =
          "Writes a model as YAML, JSON or a spreadsheet, or the JSON Schema of all models.")
  static final class Export implements Callable<Integer> {
    enum Format {
      yaml,
      json,
      xlsx,
      schema
    }

    @Mixin private KeptModels kept = new KeptModels();

    @Parameters(
        paramLabel = "NAME|FILE",
        description = "A shipped model, a document, or workbench/ID.")
    private String name = "";

    @Option(
        names = "--format",
        defaultValue = "yaml",
        description = "yaml, json, xlsx (needs --out) or schema.")
    private Format format = Format.yaml;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Writes to this file, not to standard output; one that is there stays.")
    private @Nullable Path file;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      BarrierModel model = kept.model(name);
      var bytes =
          switch (format) {
            case yaml -> BarrierModels.toYaml(model).getBytes(StandardCharsets.UTF_8);
            case json -> BarrierModels.toJson(model).getBytes(StandardCharsets.UTF_8);
            case xlsx -> Spreadsheet.write(model);
            case schema -> BarrierModels.schema().getBytes(StandardCharsets.UTF_8);
          };
      PrintWriter out = spec.commandLine().getOut();
      if (file != null) {
        write(file, bytes);
      } else if (format == Format.xlsx) {
        throw Problem.usage("A spreadsheet is written to a file: add --out MODEL.xlsx.");
      } else {
        out.print(new String(bytes, StandardCharsets.UTF_8));
      }
      out.flush();
      return Main.DONE;
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw Problem.usage(
          "%s is there already, and was left as it is. Choose another name.".formatted(file));
    }
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "What changed from one model to another.")
  static final class Diff implements Callable<Integer> {
    @Mixin private KeptModels kept = new KeptModels();

    @Parameters(
        index = "0",
        paramLabel = "BEFORE",
        description = "A shipped model, a document, or workbench/ID.")
    private String before = "";

    @Parameters(
        index = "1",
        paramLabel = "AFTER",
        description = "A shipped model, a document, or workbench/ID.")
    private String after = "";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      List<Change> changes = BarrierModels.diff(kept.model(before), kept.model(after));
      print(changes, out);
      out.printf("%d changes%n", changes.size());
      out.flush();
      return Main.DONE;
    }
  }

  /** Each change, with what stood there before and what stands there now. */
  static void print(List<Change> changes, PrintWriter out) {
    for (Change change : changes) {
      out.printf("%s %s%n", change.kind().word(), change.place());
      if (change.before() != null) {
        out.printf("  - %s%n", change.before());
      }
      if (change.after() != null) {
        out.printf("  + %s%n", change.after());
      }
    }
  }
}
