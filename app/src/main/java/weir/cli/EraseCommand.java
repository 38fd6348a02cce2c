package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.ErasureReceipt;
import weir.lake.ErasureRequest;
import weir.lake.Lake;

/** {@code weir erase}: takes data out for good, with a receipt. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Erases an account, one saved page, a whole source, or a signal: rows and kept pages, from the disk"
          + " too, before the receipt is printed. A tombstone, a digest under your key, keeps the"
          + " same from coming back with a later ingest. Backups are not touched.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir erase --source agora --account NAME    an account with all that is its own",
      "  weir erase --capture DIGEST                 a saved page and what was read from it",
      "  weir erase --source agora                   everything of a source",
      "  weir erase --signal post-2026-0017          a reported signal, in all its versions"
    })
final class EraseCommand implements Callable<Integer> {

  /** How the receipt is printed. */
  enum Form {
    text,
    json
  }

  @Mixin private Home home = new Home();

  @Option(names = "--source", paramLabel = "NAME", description = "The source, as its rows say it.")
  private @Nullable String source;

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description = "An account of --source, exactly as its rows say it.")
  private @Nullable String account;

  @Option(
      names = "--capture",
      paramLabel = "DIGEST",
      description = "A saved page, by the SHA-256 in the table capture.")
  private @Nullable String capture;

  @Option(
      names = "--signal",
      paramLabel = "ID",
      description = "A reported signal, by its signal_id.")
  private @Nullable String signal;

  @Option(names = "--format", defaultValue = "text", description = "text or json.")
  private Form format = Form.text;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ErasureRequest request = request();
    try (Lake lake = home.existingLake()) {
      ErasureReceipt receipt = lake.erase(request, home.digestKey());
      Events.erasure(receipt);
      PrintWriter out = spec.commandLine().getOut();
      switch (format) {
        case text -> print(receipt, out);
        case json -> out.println(Output.json(fields(receipt)));
      }
      out.flush();
      return Main.DONE;
    }
  }

  private ErasureRequest request() {
    String ofSource = source;
    String ofAccount = account;
    String ofCapture = capture;
    String ofSignal = signal;
    try {
      if (ofSignal != null) {
        if (ofSource != null || ofAccount != null || ofCapture != null) {
          throw Problem.usage("--signal stands alone: a signal belongs to no source.");
        }
        return new ErasureRequest.OfSignal(ofSignal);
      }
      if (ofCapture != null && ofSource == null && ofAccount == null) {
        return new ErasureRequest.OfCapture(ofCapture);
      }
      if (ofSource != null && ofCapture == null) {
        return ofAccount == null
            ? new ErasureRequest.OfSource(ofSource)
            : new ErasureRequest.OfAccount(ofSource, ofAccount);
      }
    } catch (IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()));
    }
    throw Problem.usage(
        "Say what to erase: --source NAME --account NAME, or --capture DIGEST, or --source NAME alone, or --signal ID.");
  }

  private static void print(ErasureReceipt receipt, PrintWriter out) {
    out.printf("erased          one %s, with what belongs to it%n", receipt.kind());
    out.printf("when            %s%n", receipt.erasedAt());
    out.printf(
        "ledger entry    %d%s%n",
        receipt.number(), receipt.again() ? " (made by an earlier run; finished now)" : "");
    receipt.rows().forEach((table, n) -> out.printf("  %-13s %,10d%n", table, n));
    out.printf("kept pages      %,10d%n", receipt.pages());
    out.printf(
        "files removed   %,10d  (%,d bytes)%n", receipt.removedFiles(), receipt.removedBytes());
  }

  private static Map<String, Object> fields(ErasureReceipt receipt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", receipt.kind());
    json.put("when", receipt.erasedAt().toString());
    json.put("ledger_entry", receipt.number());
    json.put("finished_earlier_run", receipt.again());
    json.put("rows", receipt.rows());
    json.put("pages", receipt.pages());
    json.put("files_removed", receipt.removedFiles());
    json.put("bytes_removed", receipt.removedBytes());
    return json;
  }
}
