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
import weir.lake.query.RowCursor;

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
    List<String> withTime = new ArrayList<>(rest);
    withTime.add(time);
    List<Group> groups = groups(request.withBy(withTime), keys, time, how);
    Coverage.Shares coverage = tables.coverage().of(request.withBy(withTime));
    List<MeasureRow> rows = new ArrayList<>();
    for (Group found : groups) {
      Map<String, @Nullable String> group = found.keys;
      for (PriceIndex.Level level : found.levels) {
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
    }
    return rows;
  }

  /** One index; its levels are worked out when its last price was read. */
  private static final class Group {
    private final Map<String, @Nullable String> keys;
    private final List<String> periods = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private List<PriceIndex.Level> levels = List.of();

    Group(Map<String, @Nullable String> keys) {
      this.keys = keys;
    }
  }

  /** The groups in the order of their keys. Prices of one group at a time are held. */
  private List<Group> groups(
      MeasureRequest request, Keys keys, String time, PriceIndex.Formula how) {
    prices(request, keys, time, how);
    Map<Long, Group> groups = new LinkedHashMap<>();
    try {
      for (Map<String, @Nullable Object> row :
          tables.rows(
              "SELECT g, %s code, period FROM asked_price GROUP BY ALL ORDER BY %s code"
                  .formatted(keys.given(), keys.given()),
              List.of())) {
        Group group =
            groups.computeIfAbsent(Numbers.count(row.get("g")), _ -> new Group(keys.of(row)));
        group.places.put(Numbers.count(row.get("code")), group.periods.size());
        group.periods.add(String.valueOf(row.get("period")));
      }
      try (RowCursor rows =
          tables
              .query()
              .numbers(
                  """
                  SELECT g, account, listing, code, each, value FROM asked_price
                  ORDER BY g, account, listing, code
                  """,
                  List.of())) {
        Group group = null;
        long number = 0;
        PriceIndex.Prices prices = new PriceIndex.Prices(List.of());
        while (rows.next()) {
          long g = rows.whole(1);
          if (group == null || g != number) {
            if (group != null) {
              group.levels = PriceIndex.levels(prices, how);
            }
            number = g;
            group = Objects.requireNonNull(groups.get(g));
            prices = new PriceIndex.Prices(group.periods);
          }
          prices.add(
              rows.whole(2),
              rows.whole(3),
              group.places.getOrDefault(rows.whole(4), 0),
              rows.amount(5),
              rows.amount(6));
        }
        if (group != null) {
          group.levels = PriceIndex.levels(prices, how);
        }
      }
    } finally {
      tables.query().execute("DROP TABLE IF EXISTS asked_price");
    }
    return List.copyOf(groups.values());
  }

  /** Makes the table of prices, with what was sold at them where the formula weighs by it. */
  private void prices(MeasureRequest request, Keys keys, String time, PriceIndex.Formula how) {
    boolean weighed =
        switch (how) {
          case LASPEYRES, TORNQVIST -> true;
          case TIME_DUMMY, JEVONS -> false;
        };
    Asked.Sql asked = Asked.of(tables, request, keys, "coalesce(grams, units, 1)", List.of(time));
    List<@Nullable Object> parameters = new ArrayList<>(asked.parameters());
    String sold = "";
    if (weighed) {
      SeenRows.Rows seen = tables.seen().of(request);
      sold =
          """
          LEFT JOIN (
            SELECT listing AS thing, %1$s AS sold_in, sum(%2$s) AS units FROM %3$s GROUP BY ALL)
            ON thing = listing AND sold_in = %1$s
          """
              .formatted(time, Estimators.expression(tables.estimators().of(request)), seen.sql());
      parameters.addAll(seen.parameters());
    }
    tables
        .query()
        .execute(
            """
            CREATE OR REPLACE TEMP TABLE asked_price AS
            %1$s
            SELECT %2$s %3$s AS g, (account >> 1)::BIGINT AS account, (listing >> 1)::BIGINT AS listing,
                   %4$s AS period, %5$s AS code, each,
                   %6$s AS value
            FROM asked %7$s WHERE %4$s IS NOT NULL
            """
                .formatted(
                    asked.with(),
                    keys.given(),
                    keys.number(),
                    time,
                    time.equals("month")
                        ? "CAST(replace(month, '-', '') AS BIGINT)"
                        : "CAST(%s - DATE '1970-01-01' AS BIGINT)".formatted(time),
                    weighed ? "coalesce(units, 0) * price" : "0::DOUBLE",
                    sold),
            parameters);
  }
}
