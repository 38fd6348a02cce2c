package weir.brief;

import org.jspecify.annotations.Nullable;
import weir.barrier.Element;
import weir.barrier.Facilitator;

/**
 * How far a kind of facilitator has been approached: from words to the law. Each rung is a decision
 * of people, recorded with its reason; nothing climbs by itself.
 */
public enum Rung {
  INFORM,
  CALL_TO_ACTION,
  LICENSE,
  PROSECUTE;

  /**
   * Why nobody of this kind should get a brief without a recorded reason.
   *
   * @param rung on which it stands; null when nobody has said
   * @return null where a brief may go out
   */
  public static @Nullable String refusal(Element element, @Nullable Rung rung) {
    if (!(element instanceof Facilitator facilitator)) {
      return null;
    }
    if (facilitator.knowing() == Facilitator.Knowing.KNOWING) {
      return "'%s' stands in the model as knowing what it helps: a brief would warn it."
          .formatted(element.label());
    }
    if (rung == PROSECUTE) {
      return "'%s' stands on the rung 'prosecute': what is said to it is for those who prosecute to decide."
          .formatted(element.label());
    }
    return null;
  }

  /** What to bear in mind where only part of a category can be trusted; null for nothing. */
  public static @Nullable String caution(Element element) {
    if (!(element instanceof Facilitator facilitator)) {
      return null;
    }
    return switch (facilitator.knowing()) {
      case MIXED -> "Some of this kind know what they help. Choose recipients one by one.";
      case UNKNOWN -> "Nobody has said how much of this kind knows what it helps.";
      case KNOWING, UNKNOWING -> null;
    };
  }
}
