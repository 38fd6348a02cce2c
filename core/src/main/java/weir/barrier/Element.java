package weir.barrier;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/** One entry of a board: it belongs to one block and stands in the cells of its steps. */
public sealed interface Element permits Facilitator, Opportunity, Signal, Partner, Barrier {

  /** The rows of a board, in their order. */
  enum Block {
    FACILITATORS,
    OPPORTUNITIES,
    SIGNALS,
    PARTNERS,
    BARRIERS;

    public String word() {
      return Words.of(this);
    }
  }

  /** How firmly the source puts an element where it stands. */
  enum Certainty {
    STATED,
    /** Printed in parentheses, hedged, or named in passing. */
    TENTATIVE;

    public String word() {
      return Words.of(this);
    }
  }

  About about();

  default String id() {
    return about().id();
  }

  default String label() {
    return about().label();
  }

  /** The label as the source's board prints it in that step's cell. */
  default String labelIn(String step) {
    return Objects.requireNonNullElse(about().printed().get(step), label());
  }

  default List<String> steps() {
    return about().steps();
  }

  default Map<String, String> printed() {
    return about().printed();
  }

  default @Nullable String description() {
    return about().description();
  }

  default List<Evidence> evidence() {
    return about().evidence();
  }

  default List<Gauge> gauges() {
    return about().gauges();
  }

  /** Whether it must be left out of every proposed cut. */
  default boolean isProtected() {
    return about().isProtected();
  }

  default Block block() {
    return switch (this) {
      case Facilitator _ -> Block.FACILITATORS;
      case Opportunity _ -> Block.OPPORTUNITIES;
      case Signal _ -> Block.SIGNALS;
      case Partner _ -> Block.PARTNERS;
      case Barrier _ -> Block.BARRIERS;
    };
  }
}
