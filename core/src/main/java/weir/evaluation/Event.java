package weir.evaluation;

import java.time.LocalDate;

/**
 * Something that somebody did, or that happened, on a day: a closure, a new rule, a barrier put in
 * force.
 *
 * @param name in a few words
 * @param day the first day on which it could show
 */
public record Event(String name, LocalDate day) {

  public Event {
    if (name.isBlank()) {
      throw new IllegalArgumentException("An event needs a name.");
    }
  }
}
