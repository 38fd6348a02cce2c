package weir.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;
import weir.barrier.Expectation;
import weir.barrier.Gauge;

/**
 * A plan as a decision makes it: each barrier decided on is a measure with one piece of work, and
 * each gauge at what it acts on an objective that still lacks its target.
 *
 * <p>Nothing is filled in that nobody said: no day where no time was estimated, no cost where none
 * was, no ground of competence at all. {@link Plans#gaps} then asks for it.
 */
final class Beginning {

  /** A month in days, so that half a month is fifteen. */
  private static final double MONTH = 365.25 / 12;

  private static final List<String> TIMES = List.of("day", "week", "month");

  private static final int LONGEST_ID = 48;

  private final BarrierModel model;
  private final Map<String, List<Expectation>> expected;
  private final LocalDate decided;
  private final String currency;
  private final Function<Gauge, @Nullable Double> figure;

  private final Set<String> ids = new HashSet<>();
  private final Map<Gauge, Objective> objectives = new LinkedHashMap<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<Activity> activities = new ArrayList<>();

  private Beginning(
      BarrierModel model,
      Map<String, List<Expectation>> expected,
      LocalDate decided,
      String currency,
      Function<Gauge, @Nullable Double> figure) {
    this.model = model;
    this.expected = expected;
    this.decided = decided;
    this.currency = currency;
    this.figure = figure;
  }

  static Plan of(
      Plan heading,
      BarrierModel model,
      List<String> chosen,
      Map<String, List<Expectation>> expected,
      LocalDate decided,
      Function<Gauge, @Nullable Double> figure) {
    Beginning beginning = new Beginning(model, expected, decided, heading.currency(), figure);
    model.barriers().stream()
        .filter(barrier -> chosen.contains(barrier.id()))
        .forEach(beginning::barrier);
    return heading.with(
        List.copyOf(beginning.objectives.values()),
        beginning.measures,
        beginning.activities,
        heading.log());
  }

  private void barrier(Barrier barrier) {
    List<Expectation> said = expected.getOrDefault(barrier.id(), barrier.expected());
    Set<String> served = new LinkedHashSet<>();
    gauges(barrier).forEach(gauge -> served.add(objective(gauge).id()));
    Measure measure =
        new Measure(
            freeId(barrier.label()),
            barrier.label(),
            barrier.id(),
            List.copyOf(served),
            barrier.owner());
    measures.add(measure);
    LocalDate start = decided.plusDays(1);
    Optional<Expectation> months = one(said, Expectation.Kind.MONTHS);
    activities.add(
        new Activity(
            freeId("put-up " + barrier.label()),
            measure.id(),
            "Put up: " + barrier.label(),
            Activity.Kind.WORK,
            barrier.owner(),
            helpers(barrier, said),
            null,
            null,
            months.isPresent() ? start : null,
            months
                .map(time -> start.plusDays(Math.max(0, Math.round(time.likely() * MONTH) - 1)))
                .orElse(null),
            one(said, Expectation.Kind.COST).map(this::cost).orElse(null),
            List.of(),
            null,
            null,
            null,
            null,
            null));
  }

  /**
   * The barrier's own gauges, and those of what it acts on; such as show a figure for each of many
   * parts have no one target.
   */
  private Stream<Gauge> gauges(Barrier barrier) {
    return Stream.concat(
            barrier.gauges().stream(),
            barrier.addresses().stream()
                .flatMap(id -> model.element(id).stream())
                .map(Element::gauges)
                .flatMap(List::stream))
        .filter(gauge -> TIMES.contains(gauge.filters().getOrDefault("by", "week")));
  }

  private Objective objective(Gauge gauge) {
    return objectives.computeIfAbsent(
        gauge,
        one ->
            new Objective(
                freeId("fewer " + one.label()),
                one.label(),
                one,
                figure.apply(one),
                null,
                Objective.Towards.AT_MOST,
                null));
  }

  /** Partners who give working days to it, beside its owner. */
  private static List<String> helpers(Barrier barrier, List<Expectation> said) {
    return said.stream()
        .map(Expectation::partner)
        .flatMap(Stream::ofNullable)
        .filter(partner -> !partner.equals(barrier.owner()))
        .distinct()
        .toList();
  }

  /** The likely cost; null where it is in other money than the plan. */
  private @Nullable BigDecimal cost(Expectation cost) {
    return cost.currency() == null || cost.currency().equals(currency)
        ? BigDecimal.valueOf(cost.likely()).setScale(0, RoundingMode.HALF_UP)
        : null;
  }

  private static Optional<Expectation> one(List<Expectation> said, Expectation.Kind kind) {
    return said.stream().filter(expectation -> expectation.of() == kind).findFirst();
  }

  private String freeId(String words) {
    String id =
        BarrierModels.freeId(
            ids, words.length() > LONGEST_ID ? words.substring(0, LONGEST_ID) : words);
    ids.add(id);
    return id;
  }
}
