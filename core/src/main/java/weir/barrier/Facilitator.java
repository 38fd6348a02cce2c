package weir.barrier;

import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * A kind of person or party whose goods or services the crime leans on.
 *
 * @param kind the sector; null when the source names none
 * @param knowing how knowingly, as a degree that belongs to the category and never to one firm
 * @param category of actor, such as "supplier of legal goods and services"; never a firm's name
 */
public record Facilitator(
    About about, @Nullable Kind kind, Knowing knowing, @Nullable String category)
    implements Element {

  /** The sectors that facilitate most crime (EUCPN 2021, §2.1 A). */
  public enum Kind {
    REAL_ESTATE,
    TRANSPORT_AND_LOGISTICS,
    FINANCIAL_SERVICES,
    ICT;

    public String word() {
      return Words.of(this);
    }
  }

  /** How much of the category knows what it is used for. */
  public enum Knowing {
    KNOWING,
    MIXED,
    UNKNOWING,
    UNKNOWN;

    public String word() {
      return Words.of(this);
    }
  }
}
