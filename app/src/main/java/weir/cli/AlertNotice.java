package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.log.EventLog;
import weir.measure.MeasureProblem;
import weir.watch.Alert;
import weir.watch.Watch;
import weir.watch.WatchFault;

/** Says, as soon as pages are kept, what standing queries found in them. */
final class AlertNotice {

  private AlertNotice() {}

  /**
   * Looks, and prints what is new. An ingest is kept by then: whatever is amiss with the files of
   * the watch is said and does not undo it, and the next look finds what this one did not.
   */
  static void print(Home home, Lake lake, PrintWriter err) {
    List<Alert> fresh;
    try {
      fresh = Watch.in(home.path(), Clock.systemUTC()).look(lake);
    } catch (WatchFault | LakeProblem | MeasureProblem | IOException e) {
      err.printf("Standing queries were not looked at: %s%n", e.getMessage());
      err.println("    What was ingested is kept; run: weir watch alerts");
      err.flush();
      return;
    }
    if (fresh.isEmpty()) {
      return;
    }
    err.printf("alerts          %,10d%n", fresh.size());
    fresh.forEach(alert -> err.printf("  %s: %s%n", alert.title(), alert.words()));
    err.flush();
    EventLog.event("alerts", Map.of("alerts", fresh.size()));
  }
}
