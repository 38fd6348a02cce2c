package weir.watch;

import java.time.Instant;

/**
 * One decision about an item.
 *
 * @param item its id, such as {@code name:qx-417}
 * @param name as it was written then
 * @param words of what it is a synonym, or why it was dismissed; empty for none
 */
public record Decision(String item, String name, ItemState state, String words, Instant at) {

  /** Such as {@code dismissed because it is a brand}. */
  public String inWords() {
    return words.isEmpty() ? state.words() : state.words() + " " + words;
  }
}
