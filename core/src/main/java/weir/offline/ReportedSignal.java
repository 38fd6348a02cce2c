package weir.offline;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * What a partner noticed and told: a parcel of an odd shape, an account through which money passes,
 * a rented room that nobody lives in. Never a person: names, addresses and ways to reach somebody
 * are masked before they are kept.
 *
 * @param signalId the partner's own number
 * @param kind one of the five words of {@link weir.barrier.Signal.Kind}
 * @param step of the crime, as a model names it, such as {@code shipping}
 * @param item as written, masked; substance: a lexicon id, substanceClass its path; null when no
 *     name is known
 * @param flow {@code domestic} or {@code cross-border}
 * @param declaredOrigin ISO 3166-1 alpha-2, like country
 * @param region below the country: ISO 3166-2, or a word of the partner's own
 * @param partner a kind of partner or an office, in small letters; never a person
 * @param outcome one of {@link #OUTCOMES}
 * @param certainty how sure, as credibility on the Admiralty scale: 1 confirmed to 6 cannot be
 *     judged
 * @param words what was noticed, masked, at most {@value #LONGEST_WORDS} characters
 * @param version how often something else was said of the same signal before, and one; the greatest
 *     counts
 * @param ingest the import that brought it; null before it is kept
 */
public record ReportedSignal(
    String signalId,
    LocalDate seenOn,
    String kind,
    @Nullable String step,
    @Nullable String item,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String flow,
    @Nullable String declaredOrigin,
    @Nullable String country,
    @Nullable String region,
    @Nullable String partner,
    @Nullable String outcome,
    @Nullable Long certainty,
    @Nullable String words,
    String origin,
    long version,
    @Nullable String ingest)
    implements Row {

  /** Of a signal that is taken back: it counts nowhere. */
  public static final String WITHDRAWN = "withdrawn";

  /**
   * What became of signals: nobody has looked yet; looked at and right, or wrong; led to a step.
   */
  public static final List<String> OUTCOMES =
      List.of("open", "confirmed", "refuted", "acted-on", WITHDRAWN);

  /** Longer words are a report, which belongs to the partner's own files. */
  public static final int LONGEST_WORDS = 1000;

  public ReportedSignal {
    if (outcome != null && !OUTCOMES.contains(outcome)) {
      throw new IllegalArgumentException("'" + outcome + "' is no outcome of a signal");
    }
    if (certainty != null && (certainty < 1 || certainty > 6)) {
      throw new IllegalArgumentException("A certainty goes from 1 to 6, not " + certainty);
    }
  }

  /** The same as that version of what is known of the signal, brought by that import. */
  public ReportedSignal as(long version, @Nullable String ingest) {
    return from(origin, version, ingest);
  }

  private ReportedSignal from(String origin, long version, @Nullable String ingest) {
    return new ReportedSignal(
        signalId,
        seenOn,
        kind,
        step,
        item,
        substance,
        substanceClass,
        flow,
        declaredOrigin,
        country,
        region,
        partner,
        outcome,
        certainty,
        words,
        origin,
        version,
        ingest);
  }

  /** Whether it says the same, whichever file and import brought it. */
  public boolean saysTheSame(ReportedSignal other) {
    return from("", 0, null).equals(other.from("", 0, null));
  }
}
