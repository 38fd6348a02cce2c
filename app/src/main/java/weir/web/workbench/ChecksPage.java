package weir.web.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Finding;
import weir.web.Frame;
import weir.web.Page;

/** What the checks find, each with its reason and the place to mend it. */
record ChecksPage(Frame frame, Bar bar, List<Group> groups, int open, int stated) implements Page {

  /** All findings of one check. */
  record Group(String check, String words, List<Line> open, List<Line> stated, String reason) {}

  /** One finding. */
  record Line(String element, String reason, boolean onBoard) {}

  static ChecksPage of(Frame frame, Bar bar, BarrierModel model, List<Finding> findings) {
    var groups = new LinkedHashMap<String, Group>();
    int open = 0;
    for (var finding : findings) {
      var gap = BarrierModels.gap(model, finding);
      var group =
          groups.computeIfAbsent(
              finding.check(),
              check ->
                  new Group(
                      check,
                      capital(check.replace('-', ' ')),
                      new ArrayList<>(),
                      new ArrayList<>(),
                      model.statedGaps().stream()
                          .filter(g -> g.check().equals(check))
                          .findFirst()
                          .map(g -> g.reason())
                          .orElse("")));
      var line =
          new Line(
              finding.elementId(),
              finding.reason(),
              model.element(finding.elementId()).isPresent());
      if (gap.isEmpty()) {
        open++;
        group.open().add(line);
      } else {
        group.stated().add(line);
      }
    }
    return new ChecksPage(frame, bar, List.copyOf(groups.values()), open, findings.size() - open);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  @Override
  public String template() {
    return "workbench/checks.jte";
  }
}
