package weir.suggest;

import java.util.List;

/**
 * A profile that saved pages suggest.
 *
 * @param profile the text, with a comment and a confidence for each guess
 * @param kinds how many pages were taken for which kind, in words
 * @param guesses each field's rule
 * @param open what could not be found, and what to do about it, in sentences
 */
public record Suggestion(
    String profile, List<String> kinds, List<Guess> guesses, List<String> open) {

  /**
   * One field's rule.
   *
   * @param kind of the page, such as {@code listing}
   * @param confidence the share of records in which the rule finds what most speaks for the field,
   *     from 0 to 1
   * @param matched in how many records it finds something that the field can be
   * @param records how many were looked at
   */
  public record Guess(
      String kind, String table, String field, double confidence, int matched, int records) {}
}
