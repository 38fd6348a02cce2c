package weir.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What several case files say of the steps of a crime, side by side: on which steps do they agree?
 *
 * @param cases the files, by title
 * @param rows the steps, those that most cases show first
 */
public record ScriptAnalysis(List<Case> cases, List<Row> rows) {

  /** One file. */
  public record Case(String id, String title) {}

  /**
   * Passages of one file that are coded alike.
   *
   * @param actor null when the passage names no kind of actor
   */
  public record Code(String document, String step, @Nullable String actor, int passages) {}

  /**
   * One step.
   *
   * @param passages for each case, how many passages show the step
   * @param showing how many cases show it
   * @param actors kinds of actor that any case names there
   * @param sharedActors kinds of actor that every case that shows the step names there
   */
  public record Row(
      String step,
      List<Integer> passages,
      int showing,
      List<String> actors,
      List<String> sharedActors) {}

  /** Sets the codes side by side; codes of files that are not among the cases are passed over. */
  public static ScriptAnalysis of(List<Case> cases, List<Code> codes) {
    var rows = new ArrayList<Row>();
    for (var step : new TreeSet<>(codes.stream().map(Code::step).toList())) {
      var passages = new ArrayList<Integer>();
      var actors = new TreeSet<String>();
      TreeSet<String> shared = null;
      int showing = 0;
      for (var one : cases) {
        var here =
            codes.stream()
                .filter(c -> c.step().equals(step) && c.document().equals(one.id()))
                .toList();
        int count = here.stream().mapToInt(Code::passages).sum();
        passages.add(count);
        if (count > 0) {
          showing++;
          var named = new TreeSet<String>();
          for (var code : here) {
            if (code.actor() != null) {
              named.add(code.actor());
            }
          }
          actors.addAll(named);
          if (shared == null) {
            shared = named;
          } else {
            shared.retainAll(named);
          }
        }
      }
      rows.add(
          new Row(
              step,
              List.copyOf(passages),
              showing,
              List.copyOf(actors),
              shared == null ? List.of() : List.copyOf(shared)));
    }
    rows.sort((a, b) -> Integer.compare(b.showing(), a.showing()));
    return new ScriptAnalysis(List.copyOf(cases), List.copyOf(rows));
  }
}
