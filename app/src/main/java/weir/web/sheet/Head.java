package weir.web.sheet;

import java.util.List;
import java.util.Locale;

/**
 * A column's head.
 *
 * @param key its short name in addresses
 * @param words shown above the column, with the unit where it has one
 * @param sorts whether readers may sort by it
 * @param fields names of the columns that it becomes in CSV; empty for a mere drawing
 */
public record Head(String key, String words, Kind kind, boolean sorts, List<String> fields) {

  /** What stands in a column, and so how it is set. */
  public enum Kind {
    TEXT,
    /** A day, a pseudonym: never broken over two lines. */
    WORD,
    /** A figure, aligned at the right. */
    NUMBER;

    /** The style sheet's name of it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Head {
    fields = List.copyOf(fields);
  }

  public static Head text(String key, String words) {
    return new Head(key, words, Kind.TEXT, true, List.of(key));
  }

  public static Head word(String key, String words) {
    return new Head(key, words, Kind.WORD, true, List.of(key));
  }

  public static Head number(String key, String words) {
    return new Head(key, words, Kind.NUMBER, true, List.of(key));
  }

  /** A figure and its interval. */
  public static Head measured(String key, String words) {
    return new Head(key, words, Kind.NUMBER, true, List.of(key, key + "_low", key + "_high"));
  }

  public static Head drawing(String key, String words) {
    return new Head(key, words, Kind.TEXT, false, List.of());
  }

  /** The same column, in the order of the rows alone. */
  public Head unsorted() {
    return new Head(key, words, kind, false, fields);
  }

  boolean number() {
    return kind == Kind.NUMBER;
  }
}
