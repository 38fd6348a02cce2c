package weir.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was decided about an item of the early-warning list. */
public enum ItemState {
  NEW,
  /** Another name of something known; the words say of what. */
  SYNONYM,
  AT_LABORATORY,
  CONFIRMED,
  NOTIFIED,
  /** Nothing for early warning; the words say why. */
  DISMISSED;

  /** Such as {@code at-laboratory}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In a sentence, such as {@code sent to a laboratory}. */
  public String words() {
    return switch (this) {
      case NEW -> "new";
      case SYNONYM -> "a synonym of";
      case AT_LABORATORY -> "sent to a laboratory";
      case CONFIRMED -> "confirmed";
      case NOTIFIED -> "notified";
      case DISMISSED -> "dismissed because";
    };
  }

  /** Whether it is left out of the list from then on. */
  public boolean closes() {
    return switch (this) {
      case SYNONYM, NOTIFIED, DISMISSED -> true;
      case NEW, AT_LABORATORY, CONFIRMED -> false;
    };
  }

  /** Whether it says nothing without words beside it. */
  public boolean needsWords() {
    return this == SYNONYM || this == DISMISSED;
  }

  /**
   * @throws WatchFault naming the states there are
   */
  public static ItemState of(String word) {
    for (ItemState state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new WatchFault(
        "'%s' is no state of an item. There are: %s."
            .formatted(
                word,
                Arrays.stream(values()).map(ItemState::word).collect(Collectors.joining(", "))));
  }
}
