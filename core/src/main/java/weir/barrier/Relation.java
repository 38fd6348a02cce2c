package weir.barrier;

import weir.document.Words;

/**
 * How two elements or two steps of a model hang together.
 *
 * @param from id of an element or a step
 * @param to id of an element or a step
 */
public record Relation(String from, Kind kind, String to) {

  /** Read from left to right: {@code from} uses {@code to}. */
  public enum Kind {
    USES,
    DEPENDS_ON,
    COULD_HINDER,
    OWNED_BY,
    FOLLOWS,
    /** The same party or thing in another role, such as a facilitator who may be a partner. */
    SAME_AS,
    /** A signal reaches a partner, who would notice it. */
    RECEIVED_BY,
    /**
     * Goods, a service, messages or money pass from one to the other on the way to the customer.
     */
    SUPPLIES;

    public String word() {
      return Words.of(this);
    }

    /** As it is read between the two names. */
    public String words() {
      return switch (this) {
        case USES -> "uses";
        case DEPENDS_ON -> "depends on";
        case COULD_HINDER -> "could hinder";
        case OWNED_BY -> "is owned by";
        case FOLLOWS -> "follows";
        case SAME_AS -> "is the same as";
        case RECEIVED_BY -> "is received by";
        case SUPPLIES -> "supplies";
      };
    }
  }
}
