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
    SAME_AS;

    public String word() {
      return Words.of(this);
    }
  }
}
