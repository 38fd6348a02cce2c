package weir.barrier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * Who could put a barrier up. The sector matters, because it limits what may be shared with them.
 *
 * @param sector null when the source does not say
 * @param competences by country and date; empty when nobody has looked them up
 */
public record Partner(
    About about, @Nullable Sector sector, List<Competence> competences, Commitment commitment)
    implements Element {
  public Partner {
    competences = List.copyOf(competences);
  }

  /** Where a partner comes from. */
  public enum Sector {
    PUBLIC,
    PRIVATE,
    SOCIETY;

    public String word() {
      return Words.of(this);
    }
  }

  /** Whether the partner has been asked, and what it said. */
  public enum Commitment {
    UNKNOWN,
    ASKED,
    AGREED,
    DECLINED;

    public String word() {
      return Words.of(this);
    }
  }
}
