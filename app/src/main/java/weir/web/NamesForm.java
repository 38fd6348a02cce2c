package weir.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody tries, and what they do with it.
 *
 * @param category parts parted by {@code >}, outermost first; empty for none
 * @param kind of the place where the text stood; empty when not said
 * @param send {@code missed}, or {@code wrong-} and the number of the mention from 0; null to try
 *     only
 */
record NamesForm(String text, String category, String kind, @Nullable String send) {

  static final int LONGEST_TEXT = 4_000;
  static final int LONGEST_CATEGORY = 200;

  /** Where a text may have stood, as profiles name the kinds. */
  static final List<String> KINDS =
      List.of(
          "darknet market",
          "single-vendor shop",
          "online pharmacy",
          "social media",
          "forum",
          "messaging channel",
          "B2B platform",
          "classifieds",
          "spam mail",
          "other");

  static final NamesForm EMPTY = new NamesForm("", "", "", null);

  NamesForm {
    if (text.length() > LONGEST_TEXT) {
      throw new BadAddress(
          "The text has %,d characters; at most %,d are read. Try a part of it."
              .formatted(text.length(), LONGEST_TEXT));
    }
    if (category.length() > LONGEST_CATEGORY) {
      throw new BadAddress(
          "The category has %,d characters; at most %,d are read."
              .formatted(category.length(), LONGEST_CATEGORY));
    }
    if (!kind.isEmpty() && !KINDS.contains(kind)) {
      throw new BadAddress(
          "There is no such kind of place. Expected one of %s."
              .formatted(String.join(", ", KINDS)));
    }
    if (send != null && !send.matches("missed|wrong-[0-9]{1,4}")) {
      throw new BadAddress("Expected 'missed' or 'wrong-' and a number. Use the page's buttons.");
    }
  }

  boolean isEmpty() {
    return text.isBlank();
  }

  /** Outermost first; null when there is none. */
  @Nullable List<String> categories() {
    return category.isBlank()
        ? null
        : List.of(category.split(">", -1)).stream()
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }
}
