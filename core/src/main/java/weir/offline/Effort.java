package weir.offline;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * How much a partner looked in some days: without it, a rise of signals cannot be told from more
 * looking.
 *
 * @param partner as its signals name it
 * @param fromDay first day counted
 * @param toDay first day not counted
 * @param checks how often they looked, in {@code unit}; zero takes the period back
 * @param kind the kind of signal looked for; null: any
 * @param unit what one check is, in small letters, such as {@code parcels}
 * @param version how often something else was said of the same period before, and one; the greatest
 *     counts
 * @param ingest the import that brought it; null before it is kept
 */
public record Effort(
    String partner,
    LocalDate fromDay,
    LocalDate toDay,
    double checks,
    @Nullable String kind,
    String unit,
    String origin,
    long version,
    @Nullable String ingest)
    implements Row {

  public Effort {
    if (!fromDay.isBefore(toDay)) {
      throw new IllegalArgumentException("From %s to %s holds no day".formatted(fromDay, toDay));
    }
    if (!(checks >= 0)) {
      throw new IllegalArgumentException("Checks are zero or more, not " + checks);
    }
  }

  /** The same as that version of what is known of the period, brought by that import. */
  public Effort as(long version, @Nullable String ingest) {
    return new Effort(partner, fromDay, toDay, checks, kind, unit, origin, version, ingest);
  }

  /** Whether it says the same, whichever file and import brought it. */
  public boolean saysTheSame(Effort other) {
    return isOfTheSame(other) && checks == other.checks && unit.equals(other.unit);
  }

  /** Whether it is of the same partner, kind and days, so that the later one counts. */
  public boolean isOfTheSame(Effort other) {
    return partner.equals(other.partner)
        && Objects.equals(kind, other.kind)
        && fromDay.equals(other.fromDay)
        && toDay.equals(other.toDay);
  }

  /** Whether some looking would count twice: a shared day, and the same kind or any. */
  public boolean overlaps(Effort other) {
    return partner.equals(other.partner)
        && checks > 0
        && other.checks > 0
        && (kind == null || other.kind == null || kind.equals(other.kind))
        && fromDay.isBefore(other.toDay)
        && other.fromDay.isBefore(toDay);
  }
}
