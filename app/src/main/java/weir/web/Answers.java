package weir.web;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import weir.web.sheet.Sheet;

/**
 * Answers that were given lately, so that a page and the table that leaves it ask once. Not safe
 * for several threads at once.
 */
final class Answers {

  private final int rowsKept;
  private final Map<Object, Object> given = new LinkedHashMap<>(16, 0.75f, true);
  private long rows;

  /**
   * @param rowsKept in all answers together; an answer that is longer is given and not kept
   */
  Answers(int rowsKept) {
    this.rowsKept = rowsKept;
  }

  /** The answer that was given to the same question, or a new one. */
  Object to(Object question, Supplier<Object> ask) {
    Object known = given.get(question);
    if (known != null) {
      return known;
    }
    Object fresh = ask.get();
    long size = size(fresh);
    if (size <= rowsKept) {
      given.put(question, fresh);
      rows += size;
      Iterator<Object> oldest = given.values().iterator();
      while (rows > rowsKept) {
        rows -= size(oldest.next());
        oldest.remove();
      }
    }
    return fresh;
  }

  void forget() {
    given.clear();
    rows = 0;
  }

  /** Whether less than half of what may be kept is. */
  boolean hasRoom() {
    return rows < rowsKept / 2;
  }

  private static long size(Object answer) {
    return switch (answer) {
      case Collection<?> list -> 1 + list.size();
      case Sheet sheet -> 1 + sheet.rows().size();
      default -> 1; // single figures
    };
  }
}
