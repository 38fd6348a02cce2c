package weir.chemistry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A definition by which a jurisdiction puts substances under control.
 *
 * @param jurisdiction ISO 3166-1 alpha-2, or {@code EU} or {@code UN}
 * @param label what it covers, in a few words of Weir's own
 * @param citation the instrument and where in it
 * @param notBefore the first day on which it may have been in force
 * @param inForceBy the first day on which it surely was; between the two the answer is unknown
 * @param until the day from which it no longer was; empty while in force
 * @param limits what the paraphrase leaves out; may be empty
 */
public record Definition(
    String id,
    String jurisdiction,
    String label,
    String citation,
    LocalDate notBefore,
    LocalDate inForceBy,
    @Nullable LocalDate until,
    String limits) {

  boolean mayBeInForce(LocalDate day) {
    return !day.isBefore(notBefore) && (until == null || day.isBefore(until));
  }

  boolean surelyInForce(LocalDate day) {
    return mayBeInForce(day) && !day.isBefore(inForceBy);
  }
}
