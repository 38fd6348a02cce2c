package weir.offline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * How often a harm was counted, from a register that others keep. Counts alone: never anything of a
 * person.
 *
 * @param day on which, or the first day of the week in which, it was counted
 * @param kind in the register's words, such as {@code poisoning}, {@code emergency visit} or {@code
 *     violence}
 * @param substance a lexicon id; substanceClass: its path; null when the register does not tell
 * @param country ISO 3166-1 alpha-2
 * @param count zero or more
 */
public record Harm(
    LocalDate day,
    String kind,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String country,
    double count,
    String origin)
    implements Row {

  public Harm {
    if (!(count >= 0)) {
      throw new IllegalArgumentException("A count is zero or more, not " + count);
    }
  }
}
