package weir.web;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.web.sheet.Sheet;

/**
 * Answers that were given lately, so that a page and the table that leaves it ask once. Safe for
 * several threads.
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

  /** The answer that was given to the same question; null when none is kept. */
  synchronized @Nullable Object known(Object question) {
    return given.get(question);
  }

  synchronized void keep(Object question, Object answer) {
    long size = size(answer);
    if (size > rowsKept) {
      return;
    }
    Object before = given.put(question, answer);
    rows += size - (before == null ? 0 : size(before));
    Iterator<Object> oldest = given.values().iterator();
    while (rows > rowsKept) {
      rows -= size(oldest.next());
      oldest.remove();
    }
  }

  synchronized void forget() {
    given.clear();
    rows = 0;
  }

  /** Whether less than half of what may be kept is. */
  synchronized boolean hasRoom() {
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
