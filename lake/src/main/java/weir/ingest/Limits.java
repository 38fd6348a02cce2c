package weir.ingest;

import java.util.EnumMap;
import java.util.Map;
import weir.archive.UnpackingLimits;

/** What input may cost: a value for each {@link Limit}. */
public final class Limits {

  public static final Limits USUAL = new Limits(new EnumMap<>(Limit.class));

  private final Map<Limit, Long> chosen;

  private Limits(Map<Limit, Long> chosen) {
    this.chosen = chosen;
  }

  /**
   * These with another value for one.
   *
   * @throws IllegalArgumentException below 1 or above {@link Limit#most}; the message names the
   *     option
   */
  public Limits with(Limit limit, long value) {
    if (value < 1 || value > limit.most()) {
      throw new IllegalArgumentException(
          "%s is %d. It is a whole number from 1 to %d."
              .formatted(limit.option(), value, limit.most()));
    }
    Map<Limit, Long> all = new EnumMap<>(chosen);
    all.put(limit, value);
    return new Limits(all);
  }

  long of(Limit limit) {
    return chosen.getOrDefault(limit, limit.usual());
  }

  /** Of one whose highest value is no more than an int holds. */
  int whole(Limit limit) {
    return Math.toIntExact(of(limit));
  }

  UnpackingLimits unpacking() {
    return new UnpackingLimits(
        whole(Limit.UNPACKED_RATIO),
        UnpackingLimits.USUAL.freeBytes(),
        of(Limit.UNPACKED_BYTES),
        whole(Limit.LAYERS),
        whole(Limit.PAGE_BYTES),
        whole(Limit.BROKEN_PLACES));
  }
}
