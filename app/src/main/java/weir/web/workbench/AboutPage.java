package weir.web.workbench;

import java.util.List;
import weir.barrier.BarrierModel;
import weir.web.Frame;
import weir.web.Page;

/** What stands at the head of a model, its sources and questions, and the ways out and in. */
record AboutPage(Frame frame, Bar bar, BarrierModel model, List<Choice> statuses) implements Page {

  static AboutPage of(Frame frame, Bar bar, BarrierModel model) {
    return new AboutPage(frame, bar, model, Choice.of(BarrierModel.Status.class, model.status()));
  }

  @Override
  public String template() {
    return "workbench/about.jte";
  }
}
