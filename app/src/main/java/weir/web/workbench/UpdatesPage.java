package weir.web.workbench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;
import weir.update.Proposal;
import weir.web.Frame;
import weir.web.Page;
import weir.web.chart.Svg;
import weir.workbench.UpdateStore;

/**
 * What happened since the model was written that should make somebody look at it again.
 *
 * @param asked open questions of the model that a figure raised
 * @param aside what was set aside or closed, and is not shown until its figure moves on
 * @param log what became of earlier ones, the newest first
 * @param fault why an answer was refused; null when none was
 */
record UpdatesPage(
    Frame frame,
    Bar bar,
    List<Line> lines,
    List<OpenQuestion> asked,
    List<OpenQuestion> aside,
    List<UpdateStore.Line> log,
    @Nullable String fault)
    implements Page {

  /**
   * One proposal.
   *
   * @param elements that it is about, the first few
   * @param more how many more elements
   * @param spark the weeks of its gauge; null without weeks
   * @param known whether it already is an open question, with an earlier figure
   */
  record Line(
      Proposal proposal, List<Choice> elements, int more, @Nullable Svg spark, boolean known) {

    String cause() {
      return Asked.words(proposal.cause());
    }

    String figure() {
      return Asked.figure(proposal.sign());
    }

    String pageWords() {
      return proposal.cause() == OpenQuestion.Cause.NOVEL
          ? "the name and its pages"
          : "the measure's page";
    }
  }

  static UpdatesPage of(
      Surroundings surroundings,
      Bar bar,
      BarrierModel model,
      List<Proposal> proposals,
      UpdateStore store,
      @Nullable String fault) {
    return new UpdatesPage(
        surroundings.frame("Updates: " + model.title(), false),
        bar,
        proposals.stream().map(one -> line(surroundings, model, one)).toList(),
        model.openQuestions().stream().filter(question -> question.sign() != null).toList(),
        store.answered(model.id()),
        store.log(model.id()),
        fault);
  }

  private static Line line(Surroundings surroundings, BarrierModel model, Proposal proposal) {
    Gauge gauge = proposal.gauge();
    return new Line(
        proposal,
        Asked.first(proposal.about()).stream()
            .map(id -> new Choice(id, Said.label(model, id), false))
            .toList(),
        Asked.more(proposal.about()),
        gauge == null ? null : surroundings.reading(gauge).spark(),
        model.openQuestions().stream().anyMatch(one -> one.id().equals(proposal.id())));
  }

  @Override
  public String template() {
    return "workbench/updates.jte";
  }
}
