package weir.barrier;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * A crime as steps, what makes each step possible, who could hinder it and how.
 *
 * @param version the document's own, such as {@code 1.0}
 * @param language of labels and texts, as a BCP 47 tag such as {@code en}
 * @param reviewBy the day by which somebody should look at it again; null when none is set
 */
public record BarrierModel(
    String id,
    String title,
    String language,
    String version,
    Status status,
    @Nullable LocalDate reviewBy,
    List<SourceDocument> documents,
    List<Step> steps,
    List<Facilitator> facilitators,
    List<Opportunity> opportunities,
    List<Signal> signals,
    List<Partner> partners,
    List<Barrier> barriers,
    List<Relation> relations,
    List<Recommendation> recommendations,
    List<Discrepancy> discrepancies,
    List<OpenQuestion> openQuestions,
    List<StatedGap> statedGaps) {

  /** How far the document has come. */
  public enum Status {
    DRAFT,
    IN_REVIEW,
    APPROVED;

    public String word() {
      return Words.of(this);
    }
  }

  public BarrierModel {
    Required.id(id);
    Required.text(title, "A model's title");
    Required.text(language, "A model's language");
    Required.text(version, "A model's version");
    documents = List.copyOf(documents);
    steps = List.copyOf(steps);
    facilitators = List.copyOf(facilitators);
    opportunities = List.copyOf(opportunities);
    signals = List.copyOf(signals);
    partners = List.copyOf(partners);
    barriers = List.copyOf(barriers);
    relations = List.copyOf(relations);
    recommendations = List.copyOf(recommendations);
    discrepancies = List.copyOf(discrepancies);
    openQuestions = List.copyOf(openQuestions);
    statedGaps = List.copyOf(statedGaps);
  }

  /** Every element, block by block in the order of {@link Element.Block}. */
  public List<Element> elements() {
    return Stream.<List<? extends Element>>of(
            facilitators, opportunities, signals, partners, barriers)
        .<Element>flatMap(List::stream)
        .toList();
  }

  public Optional<Element> element(String id) {
    return elements().stream().filter(e -> e.id().equals(id)).findFirst();
  }

  /** The elements of one cell of the board, in the document's order; empty for an empty cell. */
  public List<Element> cell(String step, Element.Block block) {
    return elements().stream().filter(e -> e.block() == block && e.steps().contains(step)).toList();
  }
}
