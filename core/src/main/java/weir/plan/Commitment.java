package weir.plan;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log: what a partner said, or did.
 *
 * @param partner id of the model's partner
 * @param about id of a measure or an activity; null for the plan as a whole
 * @param said what it amounts to
 * @param due by when the partner would do it; null when no day was named
 * @param words as noted; the store masks ways to reach somebody, whoever notes it leaves names of
 *     persons out
 * @param at when it was noted
 * @param by who noted it
 */
public record Commitment(
    String partner,
    @Nullable String about,
    Said said,
    @Nullable LocalDate due,
    String words,
    Instant at,
    String by) {

  /** What it amounts to. */
  public enum Said {
    ASKED,
    AGREED,
    DECLINED,
    DELIVERED
  }

  public Commitment {
    Needed.id(partner, "The id of a partner");
    Needed.text(words, "What a partner said");
  }
}
