package weir.chemistry;

import java.util.Locale;

/**
 * One step from a name towards its class.
 *
 * @param output what the step gave, in words; a structure is not printed
 * @param by the rule, table or program that gave it
 */
public record Rung(Kind kind, String input, String output, String by) {

  /** What sort of step it was. */
  public enum Kind {
    /** Salts, forms and marks of handedness are set aside. */
    STRIPPED,
    LEXICON,
    /** A short form became one or more systematic names. */
    REWRITTEN,
    /** A systematic name became a structure. */
    STRUCTURE,
    /** The structure equals that of a lexicon entry. */
    SAME_STRUCTURE,
    /** The structure fits a family's definition. */
    FAMILY,
    /** The code belongs to a published series. */
    SERIES,
    /** The word carries a published stem. */
    STEM,
    /** A known name with groups put before it. */
    PARENT,
    LOOKS_CHEMICAL;

    /** As {@code how} prints it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String toString() {
    return "%s: '%s' → %s (%s)".formatted(kind.word(), input, output, by);
  }
}
