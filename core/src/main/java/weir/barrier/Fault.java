package weir.barrier;

/**
 * One thing wrong in a document.
 *
 * @param line from 1; 0 when the fault has no line
 * @param path where in the document, such as {@code barriers[2].owner}; empty for the whole
 * @param reason what is wrong, quoting the document
 * @param mend what would be right
 */
public record Fault(int line, String path, String reason, String mend) {

  /** Such as {@code line 12, barriers[2].owner: 'post' names no partner. Expected …}. */
  public String message() {
    var place = (line > 0 ? "line " + line : "the document") + (path.isEmpty() ? "" : ", " + path);
    return place + ": " + reason + " " + mend;
  }
}
