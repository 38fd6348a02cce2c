package weir.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.PriceIndex;

/** A price index over listings compared with themselves, so that the mix cannot move it. */
final class PriceLevel {

  private static final List<String> TIMES = List.of("day", "week", "month");

  private final MarketTables tables;
  private final MeasureDefinition definition;

  PriceLevel(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    List<String> times = request.by().stream().filter(TIMES::contains).toList();
    String time = times.isEmpty() ? "month" : times.getLast();
    if (times.size() > 1) {
      throw new MeasureProblem(
          "price_index compares one kind of period: name one of day, week, month.");
    }
    List<String> rest = request.by().stream().filter(key -> !TIMES.contains(key)).toList();
    String formula = request.option(definition, "formula");
    PriceIndex.Formula how =
        PriceIndex.Formula.valueOf(formula.toUpperCase(Locale.ROOT).replace('-', '_'));
    Keys keys = tables.keys().of(rest);
    // The others count all listings alike: what sold is a row for each listing and period.
    Map<String, Double> sold =
        switch (how) {
          case LASPEYRES, TORNQVIST -> sold(request, time);
          case TIME_DUMMY, JEVONS -> Map.of();
        };
    Map<Map<String, @Nullable String>, List<PriceIndex.Price>> groups = new LinkedHashMap<>();
    for (Asked.Price price :
        Asked.of(tables, request, keys, "coalesce(grams, units, 1)", List.of(time))) {
      String period = price.more().getFirst();
      if (period != null) {
        double units = sold.getOrDefault(price.listing() + "\n" + period, 0.0);
        groups
            .computeIfAbsent(price.keys(), _ -> new ArrayList<>())
            .add(
                new PriceIndex.Price(
                    price.listing(), price.account(), period, price.each(), units * price.all()));
      }
    }
    List<String> withTime = new ArrayList<>(rest);
    withTime.add(time);
    Coverage.Shares coverage = tables.coverage().of(request.withBy(withTime));
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> group, List<PriceIndex.Price> prices) -> {
      for (PriceIndex.Level level : PriceIndex.levels(prices, how)) {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        for (String key : request.by().isEmpty() || times.isEmpty() ? withTime : request.by()) {
          all.put(key, key.equals(time) ? level.period() : group.get(key));
        }
        Estimated index = level.index();
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("formula", formula);
        choices.put(
            "interval",
            index.low() == null ? "none: fewer than 6 accounts" : "95 %, accounts resampled");
        choices.put("currency", request.currency());
        choices.put("matched", Integer.toString(level.matched()));
        Double share = coverage.at(all, choices);
        rows.add(
            new MeasureRow(
                all, index.value(), definition.unit(), index.low(), index.high(), share, choices));
      }
    });
    return rows;
  }

  /** Units sold by listing and period: the weights. */
  private Map<String, Double> sold(MeasureRequest request, String time) {
    Map<String, Double> sold = new HashMap<>();
    SeenRows.Rows seen = tables.seen().daily(request);
    String sql =
        """
        SELECT source, listing, %1$s AS period, sum(%2$s) AS units FROM %3$s
        GROUP BY ALL HAVING units > 0
        """
            .formatted(time, Estimators.expression(tables.estimators().of(request)), seen.sql());
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      sold.put(
          row.get("source") + "\n" + row.get("listing") + "\n" + row.get("period"),
          Objects.requireNonNullElse(Numbers.real(row.get("units")), 0.0));
    }
    return sold;
  }
}
