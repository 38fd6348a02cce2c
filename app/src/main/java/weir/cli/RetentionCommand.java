package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
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
import weir.lake.Retention;
import weir.table.Table;

/** {@code weir retention}: how long the rows of each table are kept, and taking out what is due. */
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how long the rows of each table are kept, by the file retention.yaml in the home, and"
          + " how many are older. With --apply these are erased, with the pages on which they stand,"
          + " as 'weir erase' erases: from the disk, with a receipt. Nothing is erased without it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir retention                    what is set, and what is due",
      "  weir retention --apply            erases what is due",
      "",
      "In retention.yaml, a line for each table; others are kept without limit:",
      "  post: 1 year",
      "  listing: 5 years"
    })
final class RetentionCommand implements Callable<Integer> {
  @Mixin private Home home = new Home();

  @Option(names = "--apply", description = "Erases what is due.")
  private boolean apply;

  @Mixin private TableOutput table = new TableOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Retention retention = home.retention();
    Instant now = Instant.now();
    try (Lake lake = home.existingLake()) {
      if (apply) {
        apply(lake, retention, now);
      } else {
        show(lake, retention, now);
      }
      return Main.DONE;
    }
  }

  private void show(Lake lake, Retention retention, Instant now) {
    Map<Table, Long> overdue = lake.overdue(retention, now);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Table table : Table.values()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(table.tableName());
      Period kept = retention.periods().get(table);
      row.add(kept == null ? "no limit" : kept.toString());
      row.add(retention.dueBefore(table, now).orElse(null));
      row.add(retention.periods().containsKey(table) ? overdue.getOrDefault(table, 0L) : null);
      rows.add(row);
    }
    table.write(List.of("table", "kept", "due_before", "rows_due"), rows);
  }

  private void apply(Lake lake, Retention retention, Instant now) throws IOException {
    List<List<@Nullable Object>> receipts = new ArrayList<>();
    PrintWriter err = spec.commandLine().getErr();
    // Table by table: what goes with a capture is not due any more when its own turn comes.
    for (Map.Entry<Table, Period> entry : retention.periods().entrySet()) {
      Table table = entry.getKey();
      Retention alone = new Retention(Map.of(table, entry.getValue()));
      Instant before = alone.dueBefore(table, now).orElseThrow();
      if (lake.overdue(alone, now).isEmpty()) {
        continue;
      }
      ErasureReceipt receipt =
          lake.erase(new ErasureRequest.OfAge(table, before), home.digestKey());
      Events.erasure(receipt);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(table.tableName());
      row.add(before);
      row.add(receipt.erasedAt());
      row.add(receipt.number());
      row.add(receipt.rows().values().stream().mapToLong(Long::longValue).sum());
      row.add(receipt.pages());
      row.add((long) receipt.removedFiles());
      receipts.add(row);
    }
    if (receipts.isEmpty()) {
      int left = lake.finishErasures();
      err.println("Nothing is due.");
      if (left > 0) {
        err.printf("%,d files that an earlier erasure had left were removed.%n", left);
      }
    }
    if (!receipts.isEmpty() || !table.forPeople()) {
      table.write(
          List.of("table", "before", "erased_at", "ledger_entry", "rows", "pages", "files_removed"),
          receipts);
    }
  }
}
