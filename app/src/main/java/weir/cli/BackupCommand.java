package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.lake.Backup;
import weir.lake.Lake;

/** {@code weir backup}: a consistent copy of the lake, while others go on writing. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the lake as its ledger stands now, into a new folder (by hard links where the disk"
          + " has them) or a new zip archive. The digest key is left out unless you ask for it:"
          + " whoever has both can test guesses against the digests.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir backup /backups/weir-2026-03-01.zip",
      "  weir backup /backups/weir-2026-03-01       a folder"
    })
final class BackupCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(
      names = "--with-key",
      paramLabel = "FILE",
      description = "Copies the digest key, too, into this new file: not beside the backup.")
  private @org.jspecify.annotations.Nullable Path key;

  @Parameters(paramLabel = "FILE.zip|DIR", description = "What to make.")
  private Path target = Path.of("");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path copied = key;
    try (Lake lake = home.existingLake()) {
      boolean zip = target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
      Backup.Summary done = zip ? lake.backUpAs(target) : lake.backUpInto(target);
      spec.commandLine()
          .getOut()
          .printf(
              "%s: the lake as of ledger entry %d, %,d files, %,d bytes%n",
              target, done.number(), done.files(), done.bytes());
    }
    if (copied != null) {
      Files.copy(home.digestKeyFile(), copied, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      spec.commandLine().getOut().printf("%s: the digest key; keep it apart%n", copied);
    }
    return Main.DONE;
  }
}
