package weir.chemistry;

import java.util.List;

/**
 * Whether a definition in force somewhere on a day covers what a name claims. It reads a claimed
 * name: it is no legal finding, and says nothing about what was in fact sold.
 *
 * @param by the definitions that cover it, or may cover it where the answer is unknown
 * @param wording one sentence for a report
 */
public record Coverage(Answer answer, List<Definition> by, String wording) {

  /** What can be said. */
  public enum Answer {
    COVERED,
    /** By none of the generic definitions that are held; single substances may still be named. */
    NOT_BY_THESE,
    UNKNOWN
  }

  public Coverage {
    by = List.copyOf(by);
  }
}
