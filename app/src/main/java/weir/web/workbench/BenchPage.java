package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.Workbench;

/**
 * The models on the workbench, and the ways to begin one.
 *
 * @param due what the plans ask for soon, or asked for already
 * @param shipped ids and titles of the models that can be taken as a start
 */
record BenchPage(
    Frame frame,
    List<Line> models,
    List<Choice> shipped,
    List<Choice> templates,
    List<String> faults,
    @Nullable String notice,
    String author,
    List<Reminder> due)
    implements Page {

  /**
   * One model.
   *
   * @param open findings today that no gap covers
   * @param reviewDue whether the day of its review has passed
   * @param outside how many gauges' figures lie outside their bands
   * @param updates how many proposed questions wait; null while that is not known yet
   */
  record Line(
      Workbench.Summary model,
      int open,
      boolean reviewDue,
      int outside,
      @Nullable Integer updates) {
    /** Why it is out of date, in words; null when it is not. */
    @Nullable String outOfDate() {
      var why = new java.util.ArrayList<String>();
      if (reviewDue) {
        why.add("to be reviewed");
      }
      if (outside > 0) {
        why.add(
            outside == 1 ? "a gauge outside its band" : outside + " gauges outside their bands");
      }
      return why.isEmpty() ? null : String.join(", ", why);
    }
  }

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  @Override
  public String template() {
    return "workbench/bench.jte";
  }
}
