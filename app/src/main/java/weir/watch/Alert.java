package weir.watch;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a standing query found when pages came in.
 *
 * @param id stable, for feeds
 * @param query the standing query as it was asked
 * @param words such as {@code 3 new listings by 2 accounts on harbour.}; never a title or a name
 * @param at when it was told
 * @param after the ledger's entries after this one, up to {@code until}, brought it
 * @param week for a price: the Monday of the week that moved; null for others
 */
public record Alert(
    String id,
    StandingQuery query,
    String words,
    Instant at,
    long after,
    long until,
    @Nullable LocalDate week) {

  /** Such as {@code Listings named “nitazene”}. */
  public String title() {
    String words = query.inWords();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
