package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.Change;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.UpdateStore;
import weir.workbench.Workbench;

/**
 * What was changed, by whom, and what differs between any two versions.
 *
 * @param from the earlier version compared; null when none are
 * @param older the address of older changes; null at the end
 */
record VersionsPage(
    Frame frame,
    Bar bar,
    List<Workbench.Version> versions,
    List<Workbench.Version> named,
    List<Workbench.Remark> remarks,
    List<UpdateStore.Line> answers,
    @Nullable Integer from,
    @Nullable Integer to,
    List<Change> changes,
    @Nullable String older)
    implements Page {

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  static String sign(Change change) {
    return switch (change.kind()) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case CHANGED -> "changed";
      case REORDERED -> "reordered";
    };
  }

  @Override
  public String template() {
    return "workbench/versions.jte";
  }
}
