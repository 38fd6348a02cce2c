package weir.offline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One item that was stopped on its way. Senders, receivers and addresses are never taken in.
 *
 * @param interceptionId the sender's own number, so that the same item counts once
 * @param stoppedOn day
 * @param item as printed; substance: a lexicon id, substanceClass its path; null when no name is
 *     known
 * @param flow {@code domestic} or {@code cross-border}; null when not told
 * @param declaredOrigin ISO 3166-1 alpha-2, like destination
 * @param grams mass of what was stopped; units: pieces
 * @param outcome such as {@code seized}, {@code returned} or {@code released}
 */
public record Interception(
    String interceptionId,
    LocalDate stoppedOn,
    String item,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String flow,
    @Nullable String declaredOrigin,
    @Nullable String destination,
    @Nullable Double grams,
    @Nullable Double units,
    @Nullable String outcome,
    String origin)
    implements Row {

  public Interception {
    if (flow != null && !flow.equals("domestic") && !flow.equals("cross-border")) {
      throw new IllegalArgumentException("'" + flow + "' is neither domestic nor cross-border");
    }
  }
}
