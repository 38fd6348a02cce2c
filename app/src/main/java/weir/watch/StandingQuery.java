package weir.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import weir.substance.Lexicon;

/**
 * What somebody wants to be told of.
 *
 * @param id such as {@code name-nitazene}
 * @param text the name, the beginning of a class path, the country's two letters, or the substance
 *     whose price is watched
 * @param percent for a price: by how much it must move against the four weeks before; 0 for others
 * @param entry the ledger's last entry when it was made: what that and earlier ones brought is not
 *     told
 * @param weeks for a price: the weeks that had moved so far already when it was made
 */
public record StandingQuery(
    String id,
    Kind kind,
    String text,
    int percent,
    Instant since,
    long entry,
    Set<LocalDate> weeks) {

  private static final int LONGEST = 80;

  /** What is asked. */
  public enum Kind {
    /** Listings whose title holds the words, or that are sold as the substance of that id. */
    NAME,
    /** Listings of a class, such as {@code nps/nitazene}. */
    FAMILY,
    /** Listings that say that they ship from a country. */
    ORIGIN,
    /** The price per gram of a substance, a week against the four before. */
    PRICE;

    /** Such as {@code name}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that word.
     *
     * @throws WatchFault naming the kinds there are
     */
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
          return kind;
        }
      }
      throw new WatchFault(
          "'%s' cannot be watched. There are: %s."
              .formatted(
                  word, Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "))));
    }
  }

  public StandingQuery {
    weeks = Set.copyOf(weeks);
  }

  /** Such as {@code listings named “nitazene”}. */
  public String inWords() {
    return switch (kind) {
      case NAME -> "listings named “%s”".formatted(text);
      case FAMILY -> "listings of the class %s".formatted(text);
      case ORIGIN -> "listings that ship from %s".formatted(text);
      case PRICE -> "the price of %s, when it moves by %d %% or more".formatted(text, percent);
    };
  }

  StandingQuery from(long newest, Set<LocalDate> moved) {
    return new StandingQuery(id, kind, text, percent, since, newest, moved);
  }

  /**
   * A query that can be asked.
   *
   * @throws WatchFault saying what would be expected
   */
  static StandingQuery of(Kind kind, String asked, int percent, Lexicon lexicon, Instant since) {
    String text = asked.strip().replaceAll("\\s+", " ");
    String own =
        switch (kind) {
          case NAME -> text;
          case ORIGIN -> text.toUpperCase(Locale.ROOT);
          case FAMILY, PRICE -> text.toLowerCase(Locale.ROOT);
        };
    boolean sound =
        switch (kind) {
          case NAME -> own.codePoints().filter(Character::isLetterOrDigit).count() >= 3;
          case FAMILY ->
              own.matches("[a-z-]+(/[a-z-]+)?")
                  && lexicon.substances().stream()
                      .anyMatch(one ->
                          one.substanceClass().equals(own)
                              || one.substanceClass().startsWith(own + "/"));
          case ORIGIN -> Set.of(Locale.getISOCountries()).contains(own);
          case PRICE -> lexicon.substance(own).isPresent();
        };
    if (!sound || own.length() > LONGEST) {
      throw new WatchFault(
          "'%s' cannot be watched as %s. %s"
              .formatted(
                  own.length() > LONGEST ? own.substring(0, LONGEST) + "…" : text,
                  kind.word(),
                  own.length() > LONGEST
                      ? "Give %d characters at most.".formatted(LONGEST)
                      : expected(kind)));
    }
    if (kind == Kind.PRICE && (percent < 1 || percent > 1000)) {
      throw new WatchFault(
          "A price that moves by %d %% cannot be watched. Give a percentage from 1 to 1000, such as 30."
              .formatted(percent));
    }
    String id =
        kind.word()
            + "-"
            + own.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    return new StandingQuery(id, kind, own, kind == Kind.PRICE ? percent : 0, since, 0, Set.of());
  }

  private static String expected(Kind kind) {
    return switch (kind) {
      case NAME -> "Give three letters or figures of it, or more.";
      case FAMILY -> "Give a class of the lexicon, like nps or nps/nitazene.";
      case ORIGIN -> "Give the two letters of a country, like NL.";
      case PRICE ->
          "Give the id of a substance in the lexicon, like cocaine; 'weir lexicon list' shows them.";
    };
  }
}
