package weir.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands under every figure and chart: whose saves it rests on, from when, and at which entry
 * of the ledger.
 *
 * @param names of the sources
 * @param reported whether it rests on what partners reported, and on no save
 */
record SourceLine(
    List<String> names,
    @Nullable Instant first,
    @Nullable Instant last,
    long captures,
    long entry,
    boolean reported) {

  /** Under what partners reported: weeks are whole once they are over. */
  static SourceLine ofReports(Instant now, long entry) {
    // The day is not over: a week is whole on the day after its Sunday.
    return new SourceLine(List.of(), Instant.EPOCH, now.minus(1, ChronoUnit.DAYS), 0, entry, true);
  }

  String words() {
    if (reported) {
      return "Source: what partners reported; ledger entry %d.".formatted(entry);
    }
    if (names.isEmpty()) {
      return "Source: nothing has been ingested yet; ledger entry %d.".formatted(entry);
    }
    String who =
        names.size() <= 4
            ? String.join(", ", names)
            : String.join(", ", names.subList(0, 3)) + " and %d more".formatted(names.size() - 3);
    return "Source: %s of %s, %s; ledger entry %d."
        .formatted(Words.count(captures, "save", "saves"), who, Words.days(first, last), entry);
  }
}
