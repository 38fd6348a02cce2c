package weir.barrier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * What is not known: a question that the sources leave unanswered, or one that a figure raised.
 *
 * @param document id of the {@link SourceDocument} that raises it; null when the modeller does
 * @param at where in that document
 * @param about ids of the elements that it is about; empty when nobody has said
 * @param sign the figure that raised it; null for a question that no figure did
 */
public record OpenQuestion(
    String id,
    String question,
    @Nullable String document,
    @Nullable String at,
    List<String> about,
    @Nullable Sign sign) {

  /** Why a figure raises a question. */
  public enum Cause {
    /** A gauge's newest week lies outside what its weeks before let expect. */
    MOVED,
    /** A gauge's figure lies outside the band that the model gives it. */
    OUTSIDE_BAND,
    /** Names of substances were offered that nobody had offered before. */
    NOVEL,
    /** What an element rests on is older than evidence should be. */
    AGED;

    /** What raised the question, in words. */
    public String raisedBy() {
      return switch (this) {
        case MOVED -> "a gauge that moved";
        case OUTSIDE_BAND -> "a gauge outside its band";
        case NOVEL -> "new names on offer";
        case AGED -> "evidence that aged";
      };
    }

    /** Such as {@code outside-band}. */
    public String word() {
      return Words.of(this);
    }
  }

  /**
   * The figure that raised a question.
   *
   * @param figure in that unit; null when there is none
   * @param low the lower end of the figure's interval; null when none is known
   * @param unit as the measure says it; null when the figure has none
   * @param day the first day of its week, or the day that it is of; null when it has none
   * @param read where it was read, in words, such as {@code listings, by week, class nps}
   * @param items what it was made of, such as the labels of gauges or ids of new names
   */
  public record Sign(
      Cause cause,
      @Nullable Double figure,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String unit,
      @Nullable LocalDate day,
      @Nullable String read,
      List<String> items) {
    public Sign {
      for (Double number : new @Nullable Double[] {figure, low, high}) {
        if (number != null && !Double.isFinite(number)) {
          throw new IllegalArgumentException("A question's figure is a plain number.");
        }
      }
      if (low != null && high != null && low > high) {
        throw new IllegalArgumentException(
            "The interval of a question's figure ends at %s, below its start at %s; swap the two."
                .formatted(high, low));
      }
      items = List.copyOf(items);
    }
  }

  public OpenQuestion {
    Required.id(id);
    Required.text(question, "An open question");
    about = List.copyOf(about);
  }

  /** A question that no figure raised. */
  public OpenQuestion(String id, String question, @Nullable String document, @Nullable String at) {
    this(id, question, document, at, List.of(), null);
  }

  /** The same without an element, for when that is removed. */
  OpenQuestion without(String element) {
    return new OpenQuestion(
        id,
        question,
        document,
        at,
        about.stream().filter(one -> !one.equals(element)).toList(),
        sign);
  }
}
