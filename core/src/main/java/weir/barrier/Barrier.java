package weir.barrier;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * What could be put in the way.
 *
 * @param kind null when the source does not say
 * @param effect null when the source does not say
 * @param addresses ids of the elements it acts on
 * @param owner id of the partner who would put it up; null when nobody has taken it
 * @param evaluation how it will be told whether it worked: what is looked at, when, against what;
 *     null when nobody has said
 * @param recommendations ids of the recommendations it would carry out
 * @param from first day on which it was in force; null when it is not yet, or nobody has said
 * @param until last day on which it was in force; null when it still is, or nobody has said
 * @param expected its cost, time, use of partners and effect as somebody estimates them; what
 *     nobody has estimated is left out
 */
public record Barrier(
    About about,
    @Nullable Kind kind,
    @Nullable Effect effect,
    List<String> addresses,
    @Nullable String owner,
    @Nullable String evaluation,
    List<String> recommendations,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    List<Expectation> expected)
    implements Element {

  /** A barrier without dates, of which nothing is expected yet. */
  public Barrier(
      About about,
      @Nullable Kind kind,
      @Nullable Effect effect,
      List<String> addresses,
      @Nullable String owner,
      @Nullable String evaluation,
      List<String> recommendations) {
    this(about, kind, effect, addresses, owner, evaluation, recommendations, null, null, List.of());
  }

  public Barrier {
    addresses = List.copyOf(addresses);
    recommendations = List.copyOf(recommendations);
    expected = List.copyOf(expected);
  }

  /** The same barrier with other expectations. */
  public Barrier expecting(List<Expectation> others) {
    return new Barrier(
        about, kind, effect, addresses, owner, evaluation, recommendations, from, until, others);
  }

  /** The instrument (EUCPN 2021, §2.1 E). */
  public enum Kind {
    ECONOMIC,
    LEGAL,
    INFORMATION,
    CRIMINAL_LAW,
    /** It builds the capacity to act, and hinders nobody by itself. */
    NONE;

    public String word() {
      return Words.of(this);
    }
  }

  /** When it acts: before the crime, after it, or both. */
  public enum Effect {
    PREVENTIVE,
    REPRESSIVE,
    BOTH;

    public String word() {
      return Words.of(this);
    }
  }
}
