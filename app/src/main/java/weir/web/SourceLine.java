package weir.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands under every figure and chart: whose saves it rests on, from when, and at which entry
 * of the ledger.
 *
 * @param names of the sources
 */
record SourceLine(
    List<String> names,
    @Nullable Instant first,
    @Nullable Instant last,
    long captures,
    long entry) {

  String words() {
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
