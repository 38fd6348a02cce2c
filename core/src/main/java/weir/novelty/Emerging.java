package weir.novelty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was first seen lately.
 *
 * @param id stable from week to week, such as {@code name:qx-417}
 * @param name as it was mostly written
 * @param first when it was first seen, and {@code firstSource} where
 * @param sources on which it was seen
 * @param accounts that offered it; listings without a known account count as none
 * @param listings under which it was seen
 * @param lately of the listings, those first seen in the last four weeks
 * @param growth its share of all listings that came new in the last four weeks, over its share in
 *     the four before; null where the four before held none of it
 * @param family class path that its name tells; null when none does
 * @param familyHow by which rungs; empty without a family
 * @param score the sum of the reasons' points
 * @param reasons the weightiest first
 * @param behind sights that show it, the first ones, at most eight
 */
public record Emerging(
    String id,
    Kind kind,
    String name,
    Instant first,
    String firstSource,
    int sources,
    int accounts,
    int listings,
    int lately,
    @Nullable Double growth,
    @Nullable String family,
    String familyHow,
    double score,
    List<Reason> reasons,
    List<Sight> behind) {

  /** What is new about it. */
  public enum Kind {
    /** A substance that the lexicon knows and that nobody offered here before. */
    SUBSTANCE,
    /** A name that the lexicon does not know. */
    NAME,
    /** A substance known here, in a form that it had not had. */
    FORM;

    /** Such as {@code name}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The highest score first; equal ones by their first sight, and then by id. */
  static final Comparator<Emerging> ORDER =
      Comparator.comparingDouble((Emerging item) -> -item.score())
          .thenComparing(Emerging::first)
          .thenComparing(Emerging::id);

  public Emerging {
    reasons = List.copyOf(reasons);
    behind = List.copyOf(behind);
  }

  /** Whether it is worth an alert, not only a line in the list. */
  public boolean alerts() {
    return score >= Novelty.ALERT;
  }
}
