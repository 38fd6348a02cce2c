package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import weir.fill.FillRates;
import weir.fill.Loss;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.log.EventLog;

/** Says, as soon as pages are kept, when a source's pages no longer show what they did. */
final class DriftNotice {

  private DriftNotice() {}

  /** Asks the lake, and prints what is lost of a source; nothing when all is as it was. */
  static void print(Lake lake, String source, PrintWriter err) {
    List<Loss> lost;
    try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      lost = FillRates.lost(query, source);
    }
    if (lost.isEmpty()) {
      return;
    }
    err.printf("no longer fits  %,10d%n", lost.size());
    lost.forEach(loss -> err.printf("  %s%n", loss.words()));
    err.printf(
        "    Such pages count as unseen. Run: weir profile drift %s   (what was lost, and where it went)%n",
        source);
    err.flush();
    EventLog.event("drift", Map.of("lost", lost.size()));
  }
}
