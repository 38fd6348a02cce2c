package weir.substance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.document.Fault;

/**
 * What a user's file of names says: names and classes only. Whatever else the file holds, amounts
 * and ways of taking above all, was not read.
 *
 * @param faults of single entries, which are left out or lose what was wrong with them
 */
public record Vocabulary(Format format, List<Entry> entries, List<Fault> faults) {

  /** The shapes that are known, told by the content and not by the file's name. */
  public enum Format {
    /** DrugBank's open vocabulary: CSV with "Common name" and "Synonyms" parted by bars. */
    DRUGBANK("DrugBank open vocabulary"),
    /** The codes of the anatomical therapeutic chemical classification: CSV with code and name. */
    ATC("ATC codes"),
    /** Objects with name, commonNames or aliases, and categories, as encyclopaedias have them. */
    CATEGORIES("JSON with categories"),
    /** A table with a column "name", and "class", "synonyms", "language" where there are any. */
    PLAIN("plain table");

    private final String words;

    Format(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One substance of the file.
   *
   * @param names other than the label
   * @param substanceClass a path from {@code classes.csv}; empty when the file does not tell
   * @param language of the names, such as {@code de}; {@code int} for international names
   * @param line from 1
   */
  public record Entry(
      String label,
      List<String> names,
      @Nullable String substanceClass,
      String language,
      long line) {
    public Entry {
      names = List.copyOf(names);
    }
  }

  public Vocabulary {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }
}
