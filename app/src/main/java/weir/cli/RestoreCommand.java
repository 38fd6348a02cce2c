package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.lake.Backup;
import weir.lake.Lake;
import weir.lake.Verification;

/** {@code weir restore}: a lake out of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the lake of a home out of a backup, and checks it. A lake that is there already is"
          + " not touched. What was erased since the backup was made has to be erased again.",
      ""
    },
    footer = {"", "Example:", "  weir restore --home again /backups/weir-2026-03-01.zip"})
final class RestoreCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(paramLabel = "FILE.zip|DIR", description = "What 'weir backup' made.")
  private Path backup = Path.of("");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(backup)) {
      throw Problem.usage("There is no backup '%s'. Check the path.".formatted(backup));
    }
    Files.createDirectories(home.path());
    Backup.restore(backup, home.lakeFolder());
    try (Lake lake = home.existingLake()) {
      Verification.Report report = lake.verify(true);
      var out = spec.commandLine().getOut();
      report.faults().forEach(fault -> out.println("amiss: " + fault));
      out.printf(
          "%s: the lake as of ledger entry %d, %,d rows, %,d kept pages%n",
          home.lakeFolder(), report.number(), report.rows(), report.pages());
      if (!Files.exists(home.digestKeyFile())) {
        out.printf(
            "The digest key is not there. Put it at %s before the next ingest, or contacts will not match those kept.%n",
            home.digestKeyFile());
      }
      out.flush();
      return report.isSound() ? Main.DONE : Main.FAILED;
    }
  }
}
