package weir.barrier;

import org.jspecify.annotations.Nullable;

/**
 * What the sources leave unanswered.
 *
 * @param document id of the {@link SourceDocument} that raises it; null when the modeller does
 * @param at where in that document
 */
public record OpenQuestion(
    String id, String question, @Nullable String document, @Nullable String at) {
  public OpenQuestion {
    Required.id(id);
    Required.text(question, "An open question");
  }
}
