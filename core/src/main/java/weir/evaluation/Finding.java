package weir.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, with what it cannot tell.
 *
 * @param from the step at which the time after the event begins
 * @param until the first step not counted
 * @param effect by the interrupted series: the figure to quote
 * @param difference of what was seen after to what would have been, added up over the known steps,
 *     in the series' units; {@code differenceLow} and {@code differenceHigh} its 95 % interval
 * @param structural the effect by the structural model; null where the series is too short
 * @param control the effect against a mean of other series; null without any that go with it
 * @param placebos the same test on days before the event, when nothing happened
 * @param recovery how fast the change was undone
 * @param powerOfFall30 how often this design would have seen a fall of 30 per cent
 * @param fallSeenIn80 the fall that it would have seen in 80 of 100 cases, as a share
 * @param correlation from one step to the next
 * @param course what would have been, at every step from the first
 */
public record Finding(
    Series series,
    Event event,
    int from,
    int until,
    Effect effect,
    double difference,
    double differenceLow,
    double differenceHigh,
    @Nullable Effect structural,
    @Nullable Control control,
    Placebos placebos,
    Recovery recovery,
    double powerOfFall30,
    double fallSeenIn80,
    double correlation,
    List<Expected> course) {

  /**
   * What would have been at a step without the event.
   *
   * @param low and high: the 95 % interval of its mean
   */
  public record Expected(double mean, double low, double high) {}

  /**
   * The comparison with other series.
   *
   * @param weights by the other series' names, those above nothing
   * @param effect what the series was to the mean of the others, after against before
   * @param p share of the other series that differ from their own mean of others as much after the
   *     event, against before; with few others it cannot be small
   */
  public record Control(Map<String, Double> weights, Effect effect, double p, int donors) {}

  /**
   * The same test where nothing happened.
   *
   * @param tried days before the event
   * @param asFar at which the test went as far from no effect
   */
  public record Placebos(int tried, int asFar) {}

  /** The finding in a sentence or two: an effect, or none, as plainly. */
  public String words() {
    int known = series.known(from, until);
    String time = "%d %s".formatted(known, series.stepDays() == 1 ? "days" : "weeks");
    String power =
        "This design would have seen a fall of 30 %% in %d of 100 cases."
            .formatted(Math.round(100 * powerOfFall30));
    if (!effect.seen()) {
      return "No effect could be seen. After %s (%s), %s stood %s from what its course before leads to expect, over %s that were saved; chance alone goes as far. %s"
          .formatted(event.name(), event.day(), series.name(), effect.words(), time, power);
    }
    return "After %s (%s), %s stood %s from what its course before leads to expect, over %s that were saved. %s"
        .formatted(event.name(), event.day(), series.name(), effect.words(), time, agreement());
  }

  /**
   * The same by one way of looking.
   *
   * @param way such as {@code By the structural model}
   * @param by what it found; null where it could not be asked
   */
  public String words(String way, @Nullable Effect by) {
    if (by == null) {
      return "%s nothing can be told: too little is known of what it needs.".formatted(way);
    }
    return by.seen()
        ? "%s, %s stood %s after %s (%s)."
            .formatted(way, series.name(), by.words(), event.name(), event.day())
        : "%s, no effect could be seen: %s stood %s after %s (%s); chance alone goes as far."
            .formatted(way, series.name(), by.words(), event.name(), event.day());
  }

  private String agreement() {
    List<String> words = new ArrayList<>();
    if (structural != null) {
      words.add("by the structural model " + structural.words());
    }
    if (control != null) {
      words.add("against %d other series %s".formatted(control.donors(), control.effect().words()));
    }
    if (placebos.tried() > 0) {
      words.add(
          "on %d days before, when nothing happened, %d %s as far"
              .formatted(
                  placebos.tried(), placebos.asFar(), placebos.asFar() == 1 ? "goes" : "go"));
    }
    return words.isEmpty()
        ? ""
        : Character.toUpperCase(words.getFirst().charAt(0))
            + String.join("; ", words).substring(1)
            + ".";
  }

  /** What the design cannot tell, in plain words. */
  public List<String> cannotTell() {
    List<String> words = new ArrayList<>();
    words.add("What else happened in the same weeks is not told apart from the event.");
    words.add(
        "A fall in volume alone is no success: look at other sources, origins and substances, and at harm.");
    words.add(
        "The interval is somewhat too narrow where levels drift: on made-up markets it held the truth in 84 to 88 of 100 cases, that of the structural model in 88 to 96. Quote both.");
    boolean shares = series.seen().stream().anyMatch(java.util.Objects::nonNull);
    if (!shares) {
      words.add(
          "How much of the market was seen is not known here: a change in what was saved can look like a change in the market.");
    }
    if (series.known(0, from) < 26) {
      words.add("The time before is short: a trend or a rhythm of the year cannot be told.");
    }
    if (until < series.length() && until - from == from) {
      words.add(
          "Only %d steps after are counted, as many as before: a trend is not foretold further than it was seen."
              .formatted(until - from));
    }
    if (powerOfFall30 < 0.8) {
      words.add(
          "The design is weak: only a fall of %d %% or more would be seen in 80 of 100 cases."
              .formatted(Math.round(100 * fallSeenIn80)));
    }
    if (control != null) {
      words.add(
          "The comparison with other series holds only if the event left these alone: where demand moved to them, or they were hit too, it misleads.");
    }
    if (control != null && control.donors() < 19) {
      words.add(
          "With %d other series, chance among them cannot be told at 5 %% (the event's series differs as much as %.0f of 100 of them)."
              .formatted(control.donors(), 100 * control.p()));
    }
    return words;
  }
}
