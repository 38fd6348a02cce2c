package weir.update;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;

/**
 * What a gauge of an element shows.
 *
 * @param element id of the element
 * @param unit as the measure says it
 * @param shown of a gauge by week each whole week that has a figure, in order; else its one figure,
 *     or one for each part; empty when there is none
 * @param weekly whether it is by week
 * @param saved the day of the newest save; null when nothing was saved
 * @param read how it was read, in words, such as {@code listings, by week, class nps}
 * @param page where its measure is shown
 */
public record Reading(
    String element,
    Gauge gauge,
    String unit,
    List<Shown> shown,
    boolean weekly,
    @Nullable LocalDate saved,
    String read,
    String page) {

  /**
   * One figure.
   *
   * @param part which part it is of, such as a country; empty when of all
   * @param week the first day of its week; null when it is of all weeks
   * @param low the lower end of its interval; null when none is known
   */
  public record Shown(
      String part,
      @Nullable LocalDate week,
      double value,
      @Nullable Double low,
      @Nullable Double high) {}

  public Reading {
    shown = List.copyOf(shown);
  }
}
