package weir.barrier;

import java.util.List;
import weir.document.Words;

/**
 * A circumstance that makes the crime possible or easy.
 *
 * @param kinds as the source gives them: often one, sometimes two, empty when it gives none
 */
public record Opportunity(About about, List<Kind> kinds) implements Element {
  public Opportunity {
    kinds = List.copyOf(kinds);
  }

  /** The five categories of EUCPN (2021), §2.1 B, and resources beside them. */
  public enum Kind {
    INFRASTRUCTURE,
    MACHINES_AND_RAW_MATERIALS,
    FINANCIAL_LEGAL_ADMINISTRATIVE_SERVICES,
    SHIELDING_SECURITY_PROMOTION,
    /** Unwillingly, as by prohibiting what is in demand. */
    CREATED_BY_GOVERNMENT,
    /** Such as money or weapons. */
    RESOURCES;

    public String word() {
      return Words.of(this);
    }
  }
}
