package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import weir.barrier.Change;
import weir.barrier.Edit;
import weir.barrier.ReadResult;
import weir.workbench.Workbench;

/** {@code weir model import}: a document onto the workbench. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Brings a model from a file (YAML, JSON or xlsx) onto the workbench: a new one begins there;"
          + " one that is there takes in what the file says, as one version that can be taken back."
          + " Prints what changed. A file with a fault changes nothing.",
      ""
    },
    footer = {"", "Example:", "  weir model import my-model.xlsx --author Ada"})
final class ModelImport implements Callable<Integer> {
  @Mixin private KeptModels kept = new KeptModels();

  @Parameters(paramLabel = "FILE", description = "A model as YAML, JSON or xlsx.")
  private Path file = Path.of("");

  @Option(
      names = "--into",
      paramLabel = "ID",
      description = "The model on the workbench (default: the id in the file).")
  private @Nullable String into;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "The name that stands beside the version (default: unnamed).")
  private String author = "";

  @Option(names = "--dry-run", description = "Prints what would change, and writes nothing.")
  private boolean dryRun;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Problem.usage("There is no file %s.".formatted(file));
    }
    var model =
        switch (KeptModels.read(file)) {
          case ReadResult.Read(BarrierModel read) -> read;
          case ReadResult.Refused refused ->
              throw Problem.failed(
                  "The file cannot be taken in, and nothing was changed:\n" + refused.message());
        };
    var id = into == null ? model.id() : into;
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw Problem.usage(
          "'%s' is no id. Expected small letters, digits and hyphens, like bicycle-theft."
              .formatted(id));
    }
    return kept.onBench(bench -> imported(bench, id, model));
  }

  private Integer imported(Workbench bench, String id, BarrierModel model) {
    var out = spec.commandLine().getOut();
    var from = String.valueOf(file.getFileName());
    var head = bench.head(id);
    if (head.isEmpty()) {
      if (!dryRun) {
        bench.create(renamed(model, id), author, "Brought from '%s'".formatted(from));
      }
      out.printf(
          "%s '%s': %d steps, %d elements.%n",
          dryRun ? "Would begin" : "Began", id, model.steps().size(), model.elements().size());
      out.flush();
      return Main.DONE;
    }
    var held = head.get();
    var edit = new Edit.ReplaceAll(model, from);
    List<Change> changes =
        BarrierModels.diff(held.model(), BarrierModels.edited(held.model(), edit));
    ModelCommand.print(changes, out);
    if (dryRun || changes.isEmpty()) {
      out.printf("%d changes; nothing was written.%n", changes.size());
      out.flush();
      return Main.DONE;
    }
    out.println(
        switch (bench.edit(id, held.version(), author, edit)) {
          case Workbench.Saved(var now) ->
              "%d changes, kept as version %d of '%s'."
                  .formatted(changes.size(), now.version(), id);
          case Workbench.Unchanged(_) -> "Nothing was changed.";
          case Workbench.Conflict conflict ->
              throw Problem.failed(
                  "Somebody changed '%s' in the meantime (%s: %s). Nothing was written; run it again."
                      .formatted(id, conflict.by().author(), conflict.by().words()));
        });
    out.flush();
    return Main.DONE;
  }

  /** A copy is a draft; what is brought keeps the status that its file states. */
  private static BarrierModel renamed(BarrierModel model, String id) {
    return model.id().equals(id)
        ? model
        : BarrierModels.edited(
            BarrierModels.copy(model, id, model.title()), new Edit.SetStatus(model.status()));
  }
}
