package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import weir.barrier.Gauge;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.event.EventFault;
import weir.event.EventStudy;
import weir.measure.MeasureProblem;

/**
 * What a gauge's measure did after a barrier was put up, and what changed beside it.
 *
 * @param ledger number of the lake's state that it was made from
 * @param sentence what was found, or why nothing can be said
 * @param seen whether there was an effect; null when it could not be told
 * @param ratio of what was seen to what would have been; null when it could not be told
 * @param power how often this design would have seen a fall of 30 per cent; null when it could not
 *     be told
 * @param document the whole answer as JSON
 */
public record GaugeStudy(
    long ledger,
    String sentence,
    @Nullable Boolean seen,
    @Nullable Double ratio,
    @Nullable Double power,
    String document) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is compared: days, or weeks where days are too few to tell. */
  public enum Step {
    DAY("day", 60),
    WEEK("week", 26);

    private final String word;
    private final int window;

    Step(String word, int window) {
      this.word = word;
      this.window = window;
    }
  }

  static GaugeStudy of(Market market, Gauge gauge, String name, LocalDate from, Step step) {
    long ledger = market.ledger();
    Map<String, String> filters = new LinkedHashMap<>(gauge.filters());
    filters.remove("by");
    filters.keySet().removeAll(List.of("from", "to", "holding"));
    String source = filters.remove("source");
    String estimator = Objects.requireNonNullElse(filters.remove("estimator"), "auto");
    String currency = Objects.requireNonNullElse(filters.remove("currency"), "EUR");
    try {
      EventStudy study =
          EventStudy.ask(
                  new EvaluatePage.OfMarket(market),
                  new EventStudy.Question(
                      gauge.measure(),
                      source,
                      filters,
                      step.word,
                      step.window,
                      estimator,
                      currency))
              .of(new Event(name, from), List.of(EventStudy.Elsewhere.values()));
      return of(study, gauge, from, step, ledger);
    } catch (EventFault | MeasureProblem | IllegalArgumentException cannot) {
      String why = "It cannot be told. " + cannot.getMessage();
      return new GaugeStudy(
          ledger,
          why,
          null,
          null,
          null,
          JSON.writeValueAsString(Map.of("words", why, "ledger", ledger)));
    }
  }

  private static GaugeStudy of(
      EventStudy study, Gauge gauge, LocalDate from, Step step, long ledger) {
    Finding finding = study.finding();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("measure", gauge.measure());
    answer.put("filters", gauge.filters());
    answer.put("from", from.toString());
    answer.put("step", step.word);
    answer.put("window", step.window);
    answer.put("ledger", ledger);
    answer.put("first", finding.series().day(finding.from()).toString());
    answer.put("until", finding.series().day(finding.until()).toString());
    answer.put("words", finding.words());
    answer.put("ratio", finding.effect().ratio());
    answer.put("low", finding.effect().low());
    answer.put("high", finding.effect().high());
    answer.put("p", finding.effect().p());
    answer.put("power_of_fall_30", finding.powerOfFall30());
    Map<String, Object> elsewhere = new LinkedHashMap<>();
    study.elsewhere().forEach((place, found) -> elsewhere.put(place.words(), changes(found)));
    answer.put("elsewhere", elsewhere);
    answer.put("harm", changes(study.harm()));
    answer.put("cannot_tell", study.cannotTell());
    return new GaugeStudy(
        ledger,
        "%s %s Looked at: %s, by the %s."
            .formatted(finding.words(), beside(study), gauge.words(), step.word),
        finding.effect().seen(),
        finding.effect().ratio(),
        finding.powerOfFall30(),
        JSON.writeValueAsString(answer));
  }

  private static List<Map<String, Object>> changes(List<Evaluation.Elsewhere> found) {
    return found.stream()
        .map(one -> {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("name", one.name());
          line.put("ratio", one.effect().ratio());
          line.put("low", one.effect().low());
          line.put("high", one.effect().high());
          line.put("p", one.p());
          line.put("seen", one.seen());
          return line;
        })
        .toList();
  }

  /** Displacement and harm in a sentence each: a fall alone is never success. */
  private static String beside(EventStudy study) {
    List<String> risen = new ArrayList<>();
    int tested = 0;
    for (Map.Entry<EventStudy.Elsewhere, List<Evaluation.Elsewhere>> one :
        study.elsewhere().entrySet()) {
      for (Evaluation.Elsewhere found : one.getValue()) {
        tested++;
        if (found.seen() && found.effect().ratio() > 1) {
          risen.add(
              "%s (%s)"
                  .formatted(EventStudy.named(one.getKey(), found.name()), one.getKey().words()));
        }
      }
    }
    String moved =
        tested == 0
            ? "Whether trade moved elsewhere could not be tested."
            : risen.isEmpty()
                ? "No rise could be seen in the %d other series tested.".formatted(tested)
                : "More than expected was seen at: %s.".formatted(String.join(", ", risen));
    String harm =
        study.harm().isEmpty()
            ? "No counts of harm were brought in."
            : study.harm().stream().anyMatch(one -> one.seen() && one.effect().ratio() > 1)
                ? "Harm rose in the same time."
                : "No rise of harm could be seen.";
    return moved + " " + harm;
  }
}
