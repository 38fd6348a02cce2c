package weir.web.sheet;

import java.util.List;

/**
 * A column's head.
 *
 * @param key its short name in addresses
 * @param words shown above the column, with the unit where it has one
 * @param number whether figures stand in it, aligned at the right
 * @param sorts whether readers may sort by it
 * @param fields names of the columns that it becomes in CSV; empty for a mere drawing
 */
public record Head(String key, String words, boolean number, boolean sorts, List<String> fields) {
  public Head {
    fields = List.copyOf(fields);
  }

  public static Head text(String key, String words) {
    return new Head(key, words, false, true, List.of(key));
  }

  public static Head number(String key, String words) {
    return new Head(key, words, true, true, List.of(key));
  }

  /** A figure and its interval. */
  public static Head measured(String key, String words) {
    return new Head(key, words, true, true, List.of(key, key + "_low", key + "_high"));
  }

  public static Head drawing(String key, String words) {
    return new Head(key, words, false, false, List.of());
  }

  /** The same column, in the order of the rows alone. */
  public Head unsorted() {
    return new Head(key, words, number, false, fields);
  }
}
