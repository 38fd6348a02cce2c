package weir.update;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;
import weir.barrier.OpenQuestion.Cause;
import weir.document.Figures;
import weir.evaluation.Foretold;

/** Gauges that left their bands, or moved. */
final class Gauges {

  private static final double OUTSIDE_WEIGHT = 300;
  private static final double MOVED_WEIGHT = 100;

  /** So many weeks before the newest are looked at: a year, so that an old regime is forgotten. */
  private static final int WEEKS_BEFORE = 52;

  /** A change by a smaller share of the level is nothing to ask about, however sure it is. */
  private static final double LEAST_CHANGE = 0.02;

  /** Where weeks do not tell how a figure moves by itself. */
  private static final double STEP_WITHOUT_WEEKS = 0.1;

  private final BarrierModel model;
  private final List<Reading> readings;

  Gauges(BarrierModel model, List<Reading> readings) {
    this.model = model;
    this.readings = readings;
  }

  /**
   * One figure that gives reason to ask.
   *
   * @param item what it is called among those of its proposal
   * @param severity how far it lies outside, in its own measure
   * @param beyond in words: where the figure stands to its band or range
   */
  private record Hit(
      Reading reading,
      Reading.Shown shown,
      String item,
      double severity,
      String beyond,
      double step,
      @Nullable LocalDate since) {}

  List<Proposal> proposals() {
    var all = new ArrayList<Proposal>();
    for (Element element : model.elements()) {
      var outside = new ArrayList<Hit>();
      var moved = new ArrayList<Hit>();
      for (Reading reading : readings) {
        if (!reading.element().equals(element.id()) || reading.shown().isEmpty()) {
          continue;
        }
        List<Hit> left = outside(reading);
        outside.addAll(left);
        if (left.isEmpty()) {
          moved(reading).ifPresent(moved::add);
        }
      }
      proposal(element, Cause.OUTSIDE_BAND, outside, OUTSIDE_WEIGHT).ifPresent(all::add);
      proposal(element, Cause.MOVED, moved, MOVED_WEIGHT).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Proposal> proposal(
      Element element, Cause cause, List<Hit> hits, double weight) {
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    hits.sort(Comparator.comparingDouble((Hit hit) -> -hit.severity()).thenComparing(Hit::item));
    Hit first = hits.getFirst();
    var sign =
        new OpenQuestion.Sign(
            cause,
            first.shown().value(),
            first.shown().low(),
            first.shown().high(),
            first.reading().unit(),
            first.shown().week(),
            first.reading().read(),
            hits.stream().map(Hit::item).toList());
    String others =
        hits.size() == 1
            ? ""
            : " The same holds for %s."
                .formatted(Questions.some(hits.stream().skip(1).map(Hit::item).toList()));
    String question =
        "Does '%s' still stand as the model says? '%s' %s, %s.%s Read from %s."
            .formatted(
                element.label(),
                first.item(),
                stood(first),
                first.beyond(),
                others,
                first.reading().read());
    return Optional.of(
        new Proposal(
            new OpenQuestion(
                Questions.id(cause.word(), element.id()),
                question,
                null,
                null,
                List.of(element.id()),
                sign),
            sign,
            weight + Questions.within(first.severity()),
            first.reading().gauge(),
            first.step(),
            first.since(),
            first.reading().page()));
  }

  /** Such as {@code stood at 412 accounts (380 to 450) in the week of 3 Mar 2025}. */
  private static String stood(Hit hit) {
    Reading.Shown shown = hit.shown();
    String unit = hit.reading().unit();
    String after = Figures.unit(unit);
    String interval = Figures.interval(shown.low(), shown.high(), unit);
    return "stood at %s%s%s%s"
        .formatted(
            Figures.figure(shown.value(), unit),
            after.isEmpty() ? "" : " " + after,
            interval == null ? "" : " (" + interval + ")",
            shown.week() == null ? "" : " in the week of " + Questions.day(shown.week()));
  }

  /** The figures of a gauge that lie outside its band: the newest week's, or of each part. */
  private static List<Hit> outside(Reading reading) {
    Gauge gauge = reading.gauge();
    List<Reading.Shown> of =
        reading.weekly() ? List.of(reading.shown().getLast()) : reading.shown();
    var hits = new ArrayList<Hit>();
    for (Reading.Shown shown : of) {
      if (!gauge.isOutside(shown.value())) {
        continue;
      }
      Double low = gauge.low();
      boolean below = low != null && shown.value() < low;
      double edge = Objects.requireNonNull(below ? low : gauge.high());
      Optional<Foretold> foretold = reading.weekly() ? foretold(reading) : Optional.empty();
      String beyond =
          (below ? "below its band, which begins at %s" : "above its band, which ends at %s")
              .formatted(Figures.figure(edge, reading.unit()));
      if (foretold.isPresent() && foretold.get().isOutside(shown.value())) {
        beyond += "; " + expected(reading, foretold.get());
      }
      hits.add(
          new Hit(
              reading,
              shown,
              shown.part().isEmpty() ? gauge.label() : gauge.label() + ", " + shown.part(),
              Math.abs(shown.value() - edge) / Math.max(Math.abs(edge), 1e-9),
              beyond,
              foretold
                  .map(range -> (range.high() - range.low()) / 2)
                  .orElse(STEP_WITHOUT_WEEKS * Math.abs(shown.value())),
              reading.weekly() ? since(reading, gauge::isOutside) : null));
    }
    return hits;
  }

  private static Optional<Hit> moved(Reading reading) {
    if (!reading.weekly()) {
      return Optional.empty();
    }
    Reading.Shown newest = reading.shown().getLast();
    return foretold(reading)
        .filter(range -> range.isOutside(newest.value()))
        .map(range -> {
          double half = Math.max((range.high() - range.low()) / 2, 1e-12);
          return new Hit(
              reading,
              newest,
              reading.gauge().label(),
              Math.abs(newest.value() - range.middle()) / half - 1,
              expected(reading, range),
              half,
              since(reading, range::isOutside));
        });
  }

  private static String expected(Reading reading, Foretold range) {
    return "where the %d weeks before let expect %s"
        .formatted(
            before(reading).size(), Figures.interval(range.low(), range.high(), reading.unit()));
  }

  /** The first week of those that lie outside up to the newest, without a break. */
  private static @Nullable LocalDate since(Reading reading, DoublePredicate outside) {
    LocalDate since = null;
    for (Reading.Shown shown : reading.shown().reversed()) {
      if (!outside.test(shown.value())) {
        break;
      }
      since = shown.week();
    }
    return since;
  }

  private static List<Reading.Shown> before(Reading reading) {
    List<Reading.Shown> all = reading.shown();
    return all.subList(Math.max(0, all.size() - 1 - WEEKS_BEFORE), all.size() - 1);
  }

  /** What the newest week would be if it were like those before; empty with too few of these. */
  private static Optional<Foretold> foretold(Reading reading) {
    List<Reading.Shown> before = before(reading);
    if (before.size() < Foretold.LEAST) {
      return Optional.empty();
    }
    LocalDate first = Objects.requireNonNull(before.getFirst().week());
    int[] steps = new int[before.size()];
    double[] values = new double[before.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = weeks(first, before.get(i));
      values[i] = before.get(i).value();
    }
    return Foretold.of(steps, values, weeks(first, reading.shown().getLast()))
        .map(range -> widened(range, reading.unit()));
  }

  private static int weeks(LocalDate first, Reading.Shown shown) {
    return (int) (ChronoUnit.DAYS.between(first, Objects.requireNonNull(shown.week())) / 7);
  }

  /** To the least change that is worth a question; of things that are counted, to whole ones. */
  private static Foretold widened(Foretold range, String unit) {
    boolean counts = Figures.counts(unit);
    double least = Math.max(counts ? 1 : 0, LEAST_CHANGE * Math.abs(range.middle()));
    double low = Math.min(range.low(), range.middle() - least);
    double high = Math.max(range.high(), range.middle() + least);
    return counts
        ? new Foretold(Math.floor(low + 1e-6), range.middle(), Math.ceil(high - 1e-6))
        : new Foretold(low, range.middle(), high);
  }
}
