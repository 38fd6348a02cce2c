package weir.barrier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One small change of a model, as somebody at the board makes it. */
public sealed interface Edit {

  /** Adds the element, or puts it in the place of the one that has its id. */
  record PutElement(Element element) implements Edit {}

  /** Takes an element away, and with it what others said of it. */
  record RemoveElement(String id) implements Edit {}

  /**
   * Moves an element from one cell of its row to another.
   *
   * @param from the step that it leaves; null when it only comes to another
   * @param to the step that it comes to; null when it only leaves one
   */
  record MoveElement(String id, @Nullable String from, @Nullable String to) implements Edit {}

  /** Adds a step at the end, or puts it in the place of the one that has its id. */
  record PutStep(Step step) implements Edit {}

  /** Takes a step away; its elements stay, in their other cells or in none. */
  record RemoveStep(String id) implements Edit {}

  /**
   * Moves a step among the others.
   *
   * @param by one place to the right for 1, to the left for -1
   */
  record MoveStep(String id, int by) implements Edit {}

  record AddRelation(Relation relation) implements Edit {}

  record RemoveRelation(Relation relation) implements Edit {}

  /** Adds a publication, or puts it in the place of the one that has its id. */
  record PutDocument(SourceDocument document) implements Edit {}

  /** Takes away a publication that no passage cites any more. */
  record RemoveDocument(String id) implements Edit {}

  record PutQuestion(OpenQuestion question) implements Edit {}

  record RemoveQuestion(String id) implements Edit {}

  /** States a gap, in the place of one that is stated for the same check. */
  record StateGap(StatedGap gap) implements Edit {}

  record RemoveGap(String check) implements Edit {}

  /** What stands at the head of the document. */
  record Describe(String title, String version, @Nullable LocalDate reviewBy) implements Edit {}

  record SetStatus(BarrierModel.Status status) implements Edit {}

  /**
   * Puts another document's content in the place of all that stands there; the id stays.
   *
   * @param from what it comes from, such as a file's name
   */
  record ReplaceAll(BarrierModel model, String from) implements Edit {}

  /**
   * Takes an earlier change back, or makes it again.
   *
   * @param patch what is to be changed now
   * @param words what was done then, in words
   */
  record Undo(ModelPatch patch, String words) implements Edit {}
}
