package weir.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import weir.ingest.Ingestion;
import weir.lake.Compaction;
import weir.lake.ErasureReceipt;
import weir.lake.Manifest;
import weir.lake.Verification;
import weir.log.EventLog;

/** What commands did, as events: counts, ids and words of Weir's own. */
final class Events {

  private Events() {}

  /**
   * @param begun by {@link System#nanoTime}
   */
  static void ingest(Ingestion.Summary summary, long begun) {
    Map<String, Object> details = new LinkedHashMap<>();
    Manifest entry = summary.manifest();
    if (entry != null) {
      details.put("ingest", entry.id());
      details.put("ledger_entry", entry.number());
    }
    details.put("captures", summary.captures());
    details.put("already_known", summary.alreadyKnown());
    details.put("records", summary.records());
    details.put("refused", summary.refusedByCause());
    details.put("bytes", summary.bytes());
    details.put("milliseconds", (System.nanoTime() - begun) / 1_000_000);
    EventLog.event("ingest", details);
  }

  static void erasure(ErasureReceipt receipt) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("what", receipt.kind());
    details.put("ledger_entry", receipt.number());
    details.put("finished_earlier_run", receipt.again());
    details.put("rows", receipt.rows());
    details.put("pages", receipt.pages());
    details.put("files_removed", receipt.removedFiles());
    EventLog.event("erase", details);
  }

  static void compaction(Compaction.Summary summary) {
    Map<String, Object> details = new LinkedHashMap<>();
    Long number = summary.number();
    if (number != null) {
      details.put("ledger_entry", number);
    }
    details.put("parts_joined", summary.joined());
    details.put("page_files_joined", summary.joinedPages());
    details.put("files_removed", summary.removedFiles());
    details.put("bytes_removed", summary.removedBytes());
    EventLog.event("compact", details);
  }

  static void verification(Verification.Report report) {
    EventLog.event(
        "verify",
        Map.of(
            "ledger_entry", report.number(),
            "parts", report.parts(),
            "rows", report.rows(),
            "pages", report.pages(),
            "faults", report.faults().size()));
  }
}
