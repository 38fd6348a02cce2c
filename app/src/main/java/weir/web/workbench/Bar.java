package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.OpenQuestion;
import weir.workbench.Workbench;

/**
 * What stands above each page of one model: where one is, what was just done, who one is.
 *
 * @param version the version that is shown
 * @param updates how many proposed questions wait; null while that is not known yet
 * @param questions what the model leaves open
 * @param author the name under which changes are kept; empty when nobody has said
 * @param notice what was just done, in words; null for nothing
 * @param undo the version that a button takes back; null for none
 */
record Bar(
    String id,
    String title,
    String status,
    int version,
    String changed,
    String here,
    int open,
    @Nullable Integer updates,
    List<OpenQuestion> questions,
    String author,
    @Nullable String notice,
    @Nullable Integer undo) {

  static Bar of(
      Workbench.Held held,
      String here,
      int open,
      @Nullable Integer updates,
      String author,
      @Nullable String notice,
      @Nullable Integer undo) {
    BarrierModel model = held.model();
    return new Bar(
        model.id(),
        model.title(),
        Said.plain(model.status().word()),
        held.version(),
        Said.minute(held.changedAt()),
        here,
        open,
        updates,
        model.openQuestions(),
        author,
        notice,
        undo);
  }

  String place() {
    return "/workbench/" + id;
  }

  /** The pages of a model. */
  record Tab(String key, String words) {}

  static List<Tab> tabs() {
    return List.of(
        new Tab("", "Board"),
        new Tab("checks", "Checks"),
        new Tab("network", "Network"),
        new Tab("reach", "Reach and competence"),
        new Tab("options", "Options"),
        new Tab("plans", "Plans"),
        new Tab("briefs", "Briefs"),
        new Tab("updates", "Updates"),
        new Tab("versions", "Versions"),
        new Tab("about", "About and exchange"));
  }

  /** What the tab says; of updates also how many wait, where that is known. */
  String words(Tab tab) {
    Integer waiting = updates;
    return tab.key().equals("updates") && waiting != null && waiting > 0
        ? "%s (%,d)".formatted(tab.words(), waiting)
        : tab.words();
  }

  String address(Tab tab) {
    return tab.key().isEmpty() ? place() : place() + "/" + tab.key();
  }
}
