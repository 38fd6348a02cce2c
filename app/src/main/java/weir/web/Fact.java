package weir.web;

import org.jspecify.annotations.Nullable;

/**
 * Something known about what a page shows.
 *
 * @param href a place in Weir; null when it leads nowhere
 */
record Fact(String label, String words, @Nullable String href) {
  static Fact of(String label, String words) {
    return new Fact(label, words, null);
  }
}
