package weir.barrier;

import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * A passage that an element rests on, in the modeller's own words, graded by the Admiralty scale.
 *
 * @param document id of a {@link SourceDocument}
 * @param at where in the document, such as {@code §2.1 A} or {@code Table, step 4}
 * @param paraphrase what the passage says, in own words
 * @param reliability of the source; null when nobody has graded it
 * @param credibility of the statement, from 1 (confirmed) to 6 (cannot be judged); null when nobody
 *     has graded it
 * @param nature whether the passage is taken as fact or as assessment; null when not said
 * @param contradicts whether the passage speaks against what the element says
 */
public record Evidence(
    String document,
    String at,
    String paraphrase,
    @Nullable Reliability reliability,
    @Nullable Integer credibility,
    @Nullable Nature nature,
    boolean contradicts) {

  /** How far the source can be relied on. */
  public enum Reliability {
    /** Completely reliable. */
    A,
    /** Usually reliable. */
    B,
    /** Fairly reliable. */
    C,
    /** Not usually reliable. */
    D,
    /** Unreliable. */
    E,
    /** Cannot be judged. */
    F;

    /** The letter that stands in a document. */
    public String word() {
      return name();
    }
  }

  /** What kind of statement the passage makes. */
  public enum Nature {
    FACT,
    ASSESSMENT;

    public String word() {
      return Words.of(this);
    }
  }

  public Evidence {
    Required.text(at, "The place of a passage");
    Required.text(paraphrase, "A paraphrase");
    if (credibility != null && (credibility < 1 || credibility > 6)) {
      throw new IllegalArgumentException(
          "Credibility %d does not exist. Expected 1 (confirmed) to 6 (cannot be judged)."
              .formatted(credibility));
    }
  }
}
