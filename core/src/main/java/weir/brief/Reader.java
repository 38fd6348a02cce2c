package weir.brief;

import java.util.Set;
import weir.barrier.Signal;

/**
 * Who reads a brief: the sectors that the barrier model names.
 *
 * <p>A reader is told of signals that somebody in their place can see in their ordinary work.
 */
public enum Reader {
  COURIER("courier company"),
  FOOD_DELIVERY("food-delivery firm"),
  PACKAGING("packaging firm"),
  PLATFORM("platform"),
  ENCRYPTED_COMMUNICATION("encrypted-communication firm"),
  INTERNET_PROVIDER("internet provider"),
  POSTAL("postal service"),
  CUSTOMS("customs office");

  private final String words;

  Reader(String words) {
    this.words = words;
  }

  /** Such as {@code courier company}. */
  public String words() {
    return words;
  }

  /** Kinds of signals that a reader in this place can see. */
  public Set<Signal.Kind> sees() {
    return switch (this) {
      case COURIER, FOOD_DELIVERY, POSTAL -> Set.of(Signal.Kind.LOGISTICAL, Signal.Kind.PHYSICAL);
      case PACKAGING -> Set.of(Signal.Kind.LOGISTICAL, Signal.Kind.FINANCIAL);
      case PLATFORM, ENCRYPTED_COMMUNICATION ->
          Set.of(Signal.Kind.SOCIAL, Signal.Kind.ADMINISTRATIVE);
      case INTERNET_PROVIDER -> Set.of(Signal.Kind.ADMINISTRATIVE);
      case CUSTOMS ->
          Set.of(Signal.Kind.LOGISTICAL, Signal.Kind.PHYSICAL, Signal.Kind.ADMINISTRATIVE);
    };
  }

  /**
   * Measures whose figures may stand in a brief for this reader: what is asked of everybody, never
   * what was stopped, where, or how prices lie.
   */
  public Set<String> figures() {
    return this == CUSTOMS || this == POSTAL || this == COURIER
        ? Set.of("listings", "origin_share", "destination_share", "domestic_share")
        : Set.of("listings");
  }
}
