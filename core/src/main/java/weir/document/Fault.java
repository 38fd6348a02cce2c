package weir.document;

/**
 * Something wrong in a document that a person wrote.
 *
 * @param document the file's name, or what stands for it
 * @param line from 1; 0 where the document as a whole is meant
 * @param where the path of keys, items counted from 1, such as {@code barriers[2].owner}; empty for
 *     the whole, and in tables
 * @param wrong what was found, quoting the document
 * @param mend what was expected, or how to mend it; empty when there is nothing to add
 */
public record Fault(String document, int line, String where, String wrong, String mend) {

  /** Such as {@code m.yaml, line 12, barriers[2].owner: 'post' names no partner. Expected …}. */
  @Override
  public String toString() {
    String place =
        document + (line > 0 ? ", line " + line : "") + (where.isEmpty() ? "" : ", " + where);
    return "%s: %s %s".formatted(place, wrong, mend).strip();
  }
}
