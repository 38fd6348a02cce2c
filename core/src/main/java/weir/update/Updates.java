package weir.update;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weir.barrier.BarrierModel;
import weir.barrier.OpenQuestion;

/** What a model should ask, and which of it still waits for an answer. */
public final class Updates {

  private Updates() {}

  /**
   * Everything that should make somebody look at the model again, the weightiest first. There is
   * one proposal for an element and a cause; elements that rest on the same aged publication, or
   * watch the same class of substances, share one.
   *
   * <ul>
   *   <li><b>Outside the band</b>: a figure lies outside the bounds that the model itself gives its
   *       gauge. Heaviest, since people set the bounds.
   *   <li><b>New names</b>: what early warning would alert of, in a class that a gauge or a label
   *       of the model names; in any, where the model names none.
   *   <li><b>Moved</b>: the newest whole week lies outside the range that holds the next week in 95
   *       of 100 cases ({@link weir.evaluation.Foretold}), from eight earlier weeks on. A change of
   *       less than one thing, or of less than 2 per cent, is never worth a question. A gauge that
   *       is outside its band as well is only told as that.
   *   <li><b>Aged</b>: the newest publication behind an element is older than three years, or a
   *       gauge shows nothing newer. Three years are a judgement: longer than a study takes to
   *       appear, shorter than the ten after which the checks call evidence old.
   * </ul>
   *
   * @param readings of the model's gauges
   * @param names worth an alert that nobody has named a synonym, notified or dismissed
   */
  public static List<Proposal> proposals(
      BarrierModel model, List<Reading> readings, List<NewName> names, LocalDate today) {
    var all = new ArrayList<Proposal>();
    all.addAll(new Gauges(model, readings).proposals());
    all.addAll(new Names(model, names).proposals());
    all.addAll(new Aged(model, readings, today).proposals());
    all.sort(
        Comparator.comparingDouble((Proposal one) -> -one.weight()).thenComparing(Proposal::id));
    return List.copyOf(all);
  }

  /**
   * Those that nobody has answered, or whose figure has moved on since ({@link
   * Proposal#movedOnFrom}).
   *
   * @param model its open questions count as answers
   * @param answers questions as they were accepted or set aside, in any order
   */
  public static List<Proposal> waiting(
      List<Proposal> proposals, BarrierModel model, List<OpenQuestion> answers) {
    var answered = new ArrayList<>(answers);
    answered.addAll(model.openQuestions());
    return proposals.stream()
        .filter(proposal ->
            answered.stream()
                .filter(one -> one.id().equals(proposal.id()))
                .allMatch(one -> one.sign() != null && proposal.movedOnFrom(one.sign())))
        .toList();
  }
}
