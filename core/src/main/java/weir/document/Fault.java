package weir.document;

/**
 * Something wrong in a document that a person wrote.
 *
 * @param document the file's name, or what stands for it
 * @param line from 1
 * @param where the path of keys, such as {@code pages[0].records[1].fields.title}
 * @param wrong what was found
 * @param mend what was expected, or how to mend it
 */
public record Fault(String document, int line, String where, String wrong, String mend) {

  @Override
  public String toString() {
    return "%s, line %d, %s: %s %s"
        .formatted(document, line, where.isEmpty() ? "top" : where, wrong, mend)
        .strip();
  }
}
