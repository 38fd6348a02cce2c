package weir.web.workbench;

import java.util.List;
import java.util.Map;
import weir.barrier.Change;
import weir.web.Frame;
import weir.web.Page;

/**
 * Two people changed the same part: both texts, and the choice.
 *
 * @param by who made the later change, and when
 * @param changes what stands there now before, and one's own after
 * @param fields what was sent, to be sent again by whoever chooses their own
 */
record ConflictPage(
    Frame frame,
    Bar bar,
    String by,
    List<Change> changes,
    Map<String, List<String>> fields,
    String action)
    implements Page {
  @Override
  public String template() {
    return "workbench/conflict.jte";
  }
}
