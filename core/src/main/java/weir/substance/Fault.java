package weir.substance;

/**
 * Something wrong in a lexicon file.
 *
 * @param file the file, below the lexicon's folder
 * @param line counted from 1, the header included; 0 where the file as a whole is meant
 * @param what what is wrong, quoting the cell
 * @param mend what to do about it
 */
public record Fault(String file, long line, String what, String mend) {
  @Override
  public String toString() {
    return "%s, line %d: %s %s".formatted(file, line, what, mend);
  }
}
