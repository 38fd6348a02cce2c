package weir.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import weir.lake.Lake;
import weir.lake.Manifest;

/** A state of the ledger as users name it: by its number, by a day, or by a moment. */
final class AsOf {

  private AsOf() {}

  /**
   * The number of the last entry counted; of a day, the last of that day (UTC).
   *
   * @throws Problem when there is no such state
   */
  static long number(Lake lake, String text) {
    List<Manifest> entries = lake.ledger();
    if (text.matches("\\d{1,9}")) {
      long number = Long.parseLong(text);
      if (number < 1 || number > entries.size()) {
        throw Problem.usage(
            "The ledger has no entry %d; it has %d. 'weir ledger list' lists them."
                .formatted(number, entries.size()));
      }
      return number;
    }
    Instant end = end(text);
    long number =
        entries.stream()
            .filter(entry -> entry.when().isBefore(end))
            .mapToLong(Manifest::number)
            .max()
            .orElse(0);
    if (number == 0) {
      throw Problem.usage(
          entries.isEmpty()
              ? "The ledger is empty: nothing was ever brought in."
              : "The ledger's first entry is of %s; there is no state as of %s. 'weir ledger list' lists them."
                  .formatted(entries.getFirst().when(), text));
    }
    return number;
  }

  private static Instant end(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text).plusNanos(1)
          : LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw Problem.usage(
          "'%s' is neither an entry of the ledger nor a day. Write a number from 'weir ledger list', or a day like 2026-01-31."
              .formatted(text));
    }
  }
}
