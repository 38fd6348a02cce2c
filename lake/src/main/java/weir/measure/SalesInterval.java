package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.estimate.CutLists;
import weir.estimate.HiddenSales;
import weir.estimate.RatedShare;
import weir.estimate.SalesEstimate;
import weir.estimate.SavedTime;
import weir.estimate.Uncertain;

/**
 * The interval of a sum of sales: from what was counted to what the market may have sold. The
 * choices name what was corrected.
 */
final class SalesInterval {

  /** One-sided, where what was counted is the lower end. */
  static final double Z_UPPER = 1.644854;

  /**
   * @param low null when nothing can be said
   */
  record Ends(@Nullable Double low, @Nullable Double high) {}

  private final SourceFacts facts;
  private final MeasureRequest request;
  private final Map<String, String> estimators;
  private final boolean part;

  SalesInterval(SourceFacts facts, MeasureRequest request, Map<String, String> estimators) {
    this.facts = facts;
    this.request = request;
    this.estimators = estimators;
    this.part =
        !request.by().stream().allMatch("source"::equals)
            || request.filters().keySet().stream().anyMatch(key -> !key.equals("offer_kind"));
  }

  /**
   * @param parts the group's rows, one for each source
   */
  Ends of(
      Map<String, @Nullable String> group,
      List<Map<String, @Nullable Object>> parts,
      Map<String, String> choices) {
    Uncertain twoSided = null;
    Uncertain upper = null;
    double counted = 0;
    List<String> rated = new ArrayList<>();
    List<String> pushedOut = new ArrayList<>();
    double hidden = 0;
    double unseen = 0;
    TreeSet<String> ranges = new TreeSet<>();
    for (Map<String, @Nullable Object> row : parts) {
      Double value = Numbers.real(row.get("value"));
      if (value == null) {
        continue;
      }
      String name = Objects.requireNonNull((String) row.get("k_source"));
      SourceFacts.Source source = facts.of(name);
      SavedTime saved = source.saved();
      SourceFacts.Count count =
          SourceFacts.Count.named(Objects.requireNonNull(estimators.get(name)));
      double units = Numbers.amount(row.get("units"));
      double oneSale = units > 0 && value > 0 ? value / units : 1;
      if (saved == null) {
        return none(choices, value, "the source was never seen but for its ratings");
      }
      Days days = days(group, saved);
      SavedTime.Period period =
          saved.period(days.from, days.to, count == SourceFacts.Count.FEEDBACK);
      if (period.countedDays() <= 0) {
        return none(choices, value, "it takes two saves to tell what one missed");
      }
      RatedShare share = count == SourceFacts.Count.FEEDBACK ? source.rated() : null;
      HiddenSales loss = source.hidden(count);
      SourceFacts.Lost lost = source.lost(count, days.from, days.to);
      SalesEstimate.Evidence evidence =
          new SalesEstimate.Evidence(
              value,
              oneSale,
              loss,
              part,
              source.strays(),
              source.missing(),
              source.clusters(count),
              period,
              lost.share(),
              lost.days(),
              share);
      Uncertain one = SalesEstimate.of(evidence, Measures.Z);
      Uncertain oneUpper = SalesEstimate.of(evidence, Z_UPPER);
      twoSided = twoSided == null ? one : twoSided.plus(one);
      upper = upper == null ? oneUpper : upper.plus(oneUpper);
      counted += value;
      hidden += loss.of(value, oneSale, part, Measures.Z).estimate() + source.strays() * value;
      CutLists cut = source.cutLists();
      if (share != null && cut != null && cut.tell()) {
        pushedOut.add(
            "%s of %s saves of pages showed new ratings alone; how far back these reach tells what was pushed out"
                .formatted(cut.cut(), cut.saves()));
      }
      unseen += source.missing();
      ranges.add(
          LocalDate.ofEpochDay((long) days.from)
              + " to "
              + LocalDate.ofEpochDay((long) days.to - 1));
      if (share != null) {
        rated.add("%s for each rating, by %s".formatted(number(share.units()), share.from()));
      }
    }
    if (twoSided == null || upper == null) {
      return new Ends(null, null);
    }
    choices.put("counted", number(counted));
    choices.put("hidden_by_saves", number(hidden));
    if (unseen > 0.01) {
      choices.put("listings_never_seen", "allowed for");
    }
    if (!rated.isEmpty()) {
      choices.put("units_sold", String.join("; ", rated));
    }
    if (!pushedOut.isEmpty()) {
      choices.put("last_ratings", String.join("; ", pushedOut));
    }
    if (ranges.size() == 1) {
      choices.put("days", ranges.first());
    }
    choices.put("estimate", number(twoSided.estimate()));
    choices.put("estimate_low", number(twoSided.low()));
    choices.put("estimate_high", number(twoSided.high()));
    boolean floor = counted < twoSided.low();
    choices.put(
        "interval",
        floor
            ? "95 %: from what was counted to what the market may have sold"
            : "95 %: what the market may have sold");
    return floor
        ? new Ends(counted, upper.high())
        : new Ends(Math.min(counted, twoSided.low()), Math.max(counted, twoSided.high()));
  }

  private static Ends none(Map<String, String> choices, double value, String why) {
    choices.put("interval", "only from below: " + why);
    return new Ends(value, null);
  }

  private record Days(double from, double to) {}

  /** The days of a group: its own period, within those asked for. */
  private Days days(Map<String, @Nullable String> group, SavedTime saved) {
    LocalDate first = request.from();
    LocalDate end = request.to();
    double from = first == null ? saved.firstDay() : first.toEpochDay();
    double to = end == null ? saved.endDay() : end.toEpochDay();
    Period period = Period.of(group, request.filters());
    return period == null
        ? new Days(from, to)
        : new Days(
            Math.max(from, (double) period.from().toEpochDay()),
            Math.min(to, (double) period.to().toEpochDay()));
  }

  private static String number(double value) {
    return Math.abs(value) >= 100
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
