package weir.barrier;

import java.util.List;
import weir.document.Words;

/**
 * What somebody outside could notice.
 *
 * @param kinds as the source gives them: often one, sometimes two, empty when it gives none
 */
public record Signal(About about, List<Kind> kinds) implements Element {
  public Signal {
    kinds = List.copyOf(kinds);
  }

  /** By what is noticed (EUCPN 2021, §2.1 C). */
  public enum Kind {
    FINANCIAL,
    SOCIAL,
    LOGISTICAL,
    PHYSICAL,
    ADMINISTRATIVE;

    public String word() {
      return Words.of(this);
    }
  }
}
