package weir.lake;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;
import weir.table.Table;

/**
 * How long the rows of each table are kept; a table that is not named is kept without limit. A
 * row's age counts from the moment it was captured, else from that of its page, else from the
 * ingest that took it in.
 *
 * @param periods by table; never of tables whose rows speak of nobody
 */
public record Retention(Map<Table, Period> periods) {
  /** Nothing is ever due. */
  public static final Retention NONE = new Retention(Map.of());

  private static final Pattern WORDS = Pattern.compile("(\\d{1,5}) (day|month|year)s?");
  private static final String MEND = "Write a time like 90 days, 18 months, 2 years or P2Y.";

  public Retention {
    Map<Table, Period> copy = new EnumMap<>(Table.class);
    copy.putAll(periods);
    periods = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the setting: a line for each table, such as {@code listing: 2 years}.
   *
   * @param document the file's name, for faults
   * @param faults receives all that is wrong; the result is then of no use
   */
  public static Retention read(String text, String document, List<Fault> faults) {
    Map<Table, Period> periods = new EnumMap<>(Table.class);
    Optional<Tree> tree = text.isBlank() ? Optional.empty() : Tree.read(text, document, faults);
    if (tree.isPresent()) {
      Keys keys = Keys.of(tree.get(), document, "", faults);
      for (Table table : Table.values()) {
        if (table.isOfNobody()) {
          continue;
        }
        Period period = keys.parsed(table.tableName(), Retention::period, MEND);
        if (period != null) {
          periods.put(table, period);
        }
      }
      keys.done();
    }
    return new Retention(periods);
  }

  private static Period period(String text) {
    String written = text.strip().toLowerCase(Locale.ROOT);
    Matcher words = WORDS.matcher(written);
    Period period;
    if (words.matches()) {
      int number = Integer.parseInt(words.group(1));
      period =
          switch (words.group(2)) {
            case "day" -> Period.ofDays(number);
            case "month" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
          };
    } else {
      period = Period.parse(written);
    }
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("it is no time to keep anything");
    }
    return period;
  }

  /** Rows of the table from before that moment have been kept long enough; empty: without limit. */
  public Optional<Instant> dueBefore(Table table, Instant now) {
    return Optional.ofNullable(periods.get(table))
        .map(period -> now.atOffset(ZoneOffset.UTC).minus(period).toInstant());
  }
}
