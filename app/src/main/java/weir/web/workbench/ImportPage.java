package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.Change;
import weir.web.Frame;
import weir.web.Page;

/**
 * What an import would change, or why it is refused.
 *
 * @param faults each with file, line and remedy; empty when it can be taken in
 * @param document as JSON, to be sent when the reader agrees; null when refused
 */
record ImportPage(
    Frame frame,
    Bar bar,
    String file,
    List<String> faults,
    List<Change> changes,
    @Nullable String document)
    implements Page {
  @Override
  public String template() {
    return "workbench/import.jte";
  }
}
