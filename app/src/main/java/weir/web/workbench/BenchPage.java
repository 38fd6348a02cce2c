package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.Workbench;

/**
 * The models on the workbench, and the ways to begin one.
 *
 * @param shipped ids and titles of the models that can be taken as a start
 */
record BenchPage(
    Frame frame,
    List<Workbench.Summary> models,
    List<Choice> shipped,
    List<Choice> templates,
    List<String> faults,
    @Nullable String notice,
    String author,
    java.time.LocalDate today)
    implements Page {

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  @Override
  public String template() {
    return "workbench/bench.jte";
  }
}
