package weir.chemistry;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a name could be followed, and by which rungs.
 *
 * @param substance the lexicon's id; empty when the name is not, or not surely, one of its entries
 * @param path the class; empty when unknown
 * @param family such as {@code cathinone}; empty where no structure was used or none fits
 * @param structure what the name says about the structure; empty when unknown, or when several
 *     readings are open
 * @param rungs in the order climbed; empty when the name says nothing
 */
public record Climb(
    String name,
    Verdict verdict,
    @Nullable String substance,
    @Nullable String path,
    @Nullable String family,
    @Nullable Structure structure,
    List<Rung> rungs) {

  /** How much the name tells. */
  public enum Verdict {
    /** The lexicon holds the name. */
    KNOWN,
    /** A systematic name was read, and its structure fits a family. */
    READ,
    /** The structure was got by rewriting a short form, and fits a family. */
    DERIVED,
    /** Only the class is told: several readings agree on it, or a series, stem or parent tells. */
    CLASS_ONLY,
    /** A chemical that fits none of the families. */
    CHEMICAL,
    /** Unknown, but it looks chemical. */
    LOOKS_CHEMICAL,
    NOTHING
  }

  public Climb {
    rungs = List.copyOf(rungs);
  }

  static Climb nothing(String name) {
    return new Climb(name, Verdict.NOTHING, null, null, null, null, List.of());
  }

  /** The rungs in one word, such as {@code rewritten+structure+family}; {@code none} when none. */
  public String how() {
    return rungs.isEmpty()
        ? "none"
        : rungs.stream().map(r -> r.kind().word()).distinct().collect(Collectors.joining("+"));
  }

  /**
   * A grade of how directly the name tells the class, set by judgement, not a measured probability;
   * 0 when it tells none.
   */
  public double confidence() {
    if (path == null) {
      return 0;
    }
    return switch (verdict) {
      case KNOWN -> 0.95;
      case READ -> 0.95;
      case DERIVED -> 0.8;
      case CLASS_ONLY -> 0.65;
      case CHEMICAL, LOOKS_CHEMICAL, NOTHING -> 0;
    };
  }
}
