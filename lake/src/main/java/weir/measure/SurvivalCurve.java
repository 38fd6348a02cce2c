package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Survival;

/** How long accounts or listings stay: the curve at some ages, its median, or a comparison. */
final class SurvivalCurve {

  /** Ages at which the curve is given, in days. */
  private static final int[] AGES = {1, 7, 14, 28, 56, 91, 182, 365, 730};

  private final MarketTables tables;
  private final MeasureDefinition definition;

  SurvivalCurve(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  private static final class Group {
    private final List<Survival.Life> lives = new ArrayList<>();
    private int leftOut;

    private long ended() {
      return lives.stream().filter(Survival.Life::ended).count();
    }
  }

  List<MeasureRow> of(MeasureRequest request) {
    List<String> by = request.by().stream().filter(key -> !key.equals("age")).toList();
    MeasureRequest asked = request.withBy(by);
    Map<Map<String, @Nullable String>, Group> groups = groups(asked);
    Coverage.Shares coverage = tables.coverage().of(asked);
    return switch (definition.name()) {
      case "survival" -> curves(request, groups, coverage);
      case "survival_median" -> medians(request, groups, coverage);
      default -> differences(request, by, groups);
    };
  }

  private Map<Map<String, @Nullable String>, Group> groups(MeasureRequest request) {
    String of = request.option(definition, "of");
    int grace = Options.whole(request, definition, "grace", 1, 3650);
    Keys keys = tables.keys().of(request.by());
    Lifetimes.Sql lives = Lifetimes.of(tables, request, of);
    String from = request.from() == null ? "" : " AND first >= DATE '" + request.from() + "'";
    String to = request.to() == null ? "" : " AND first < DATE '" + request.to() + "'";
    String joined =
        of.equals("accounts")
            ? """
            joined AS (SELECT source, CAST(hash(source, account) AS VARCHAR) AS thing,
                                min(joined_on) AS joined
                       FROM account WHERE joined_on IS NOT NULL GROUP BY ALL)
            """
            : "joined AS (SELECT NULL AS source, NULL AS thing, NULL::DATE AS joined WHERE FALSE)";
    String sql =
        lives.with()
            + """
            , %1$s, described AS (
              SELECT l.source, first AS day, date_trunc('week', first)::DATE AS week,
                     strftime(first, '%%Y-%%m') AS month, %2$s
                     first > source_first AS began,
                     CASE WHEN joined <= first THEN first - joined END AS known_age,
                     last - first AS days_seen,
                     coalesce(next - last, 0) / 2.0 AS after,
                     last <= source_last - %3$d AS ended
              FROM lives l LEFT JOIN joined j
                ON j.source = l.source AND j.thing = CAST(l.thing AS VARCHAR)
              WHERE TRUE%4$s%5$s)
            SELECT %6$s began, known_age, days_seen, after, ended FROM described
            """
                .formatted(joined, Lifetimes.FIRST, grace, from, to, keys.columns())
            + keys.orderBy();
    Map<Map<String, @Nullable String>, Group> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, lives.parameters())) {
      Group group = groups.computeIfAbsent(keys.of(row), _ -> new Group());
      Double known = Numbers.real(row.get("known_age"));
      boolean began = Boolean.TRUE.equals(row.get("began"));
      if (known == null && !began) {
        group.leftOut++;
        continue;
      }
      double entered = known == null ? 0 : known;
      boolean ended = Boolean.TRUE.equals(row.get("ended"));
      double seen = Objects.requireNonNullElse(Numbers.real(row.get("days_seen")), 0.0);
      double after = Objects.requireNonNullElse(Numbers.real(row.get("after")), 0.0);
      group.lives.add(new Survival.Life(entered, entered + seen + (ended ? after : 0), ended));
    }
    return groups;
  }

  private Map<String, String> choices(MeasureRequest request, Group group) {
    Map<String, String> choices = new LinkedHashMap<>();
    String of = request.option(definition, "of");
    choices.put("of", of);
    choices.put("grace", request.option(definition, "grace") + " days");
    choices.put("interval", "95 %, log-log");
    choices.put(of, Integer.toString(group.lives.size()));
    choices.put("ended", Long.toString(group.ended()));
    choices.put("start_not_known", Integer.toString(group.leftOut));
    return choices;
  }

  private List<MeasureRow> curves(
      MeasureRequest request,
      Map<Map<String, @Nullable String>, Group> groups,
      Coverage.Shares coverage) {
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      if (group.lives.isEmpty()) {
        return;
      }
      Survival curve = Survival.of(group.lives);
      for (int age : AGES) {
        Estimated share = curve.share(age);
        if (share == null) {
          break;
        }
        Map<String, @Nullable String> withAge = new LinkedHashMap<>(keys);
        withAge.put("age", Integer.toString(age));
        Map<String, String> choices = choices(request, group);
        Double seen = coverage.at(keys, choices);
        rows.add(
            new MeasureRow(
                withAge,
                share.value(),
                definition.unit(),
                share.low(),
                share.high(),
                seen,
                choices));
      }
    });
    return rows;
  }

  private List<MeasureRow> medians(
      MeasureRequest request,
      Map<Map<String, @Nullable String>, Group> groups,
      Coverage.Shares coverage) {
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      if (group.lives.isEmpty()) {
        return;
      }
      Survival curve = Survival.of(group.lives);
      Estimated median = curve.median();
      Map<String, String> choices = choices(request, group);
      if (median == null) {
        choices.put(
            "median",
            String.format(
                Locale.ROOT,
                "unknown: more than half outlive the %.0f days watched",
                curve.longest()));
      }
      Double seen = coverage.at(keys, choices);
      rows.add(
          new MeasureRow(
              keys,
              median == null ? null : Double.valueOf(median.value()),
              definition.unit(),
              median == null ? null : median.low(),
              median == null ? null : median.high(),
              seen,
              choices));
    });
    return rows;
  }

  /** The groups of the last key are compared, within those of the keys before it. */
  private List<MeasureRow> differences(
      MeasureRequest request, List<String> by, Map<Map<String, @Nullable String>, Group> groups) {
    if (by.isEmpty()) {
      throw new MeasureProblem(
          "survival_difference compares groups: say which, like '--by class' or '--by month,layer'.");
    }
    String compared = by.getLast();
    Map<Map<String, @Nullable String>, Map<String, Group>> sets = new LinkedHashMap<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      Map<String, @Nullable String> rest = new LinkedHashMap<>(keys);
      String value = rest.remove(compared);
      if (!group.lives.isEmpty()) {
        sets.computeIfAbsent(rest, _ -> new LinkedHashMap<>())
            .put(value == null ? "not known" : value, group);
      }
    });
    List<MeasureRow> rows = new ArrayList<>();
    sets.forEach((Map<String, @Nullable String> keys, Map<String, Group> set) -> {
      if (set.size() < 2) {
        return;
      }
      Survival.Difference difference =
          Survival.difference(set.values().stream().map(group -> group.lives).toList());
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("compared", compared);
      choices.put("grace", request.option(definition, "grace") + " days");
      if (difference == null) {
        choices.put("test", "none: nothing ended, or some group was never watched meanwhile");
      } else {
        choices.put("p", String.format(Locale.ROOT, "%.4g", difference.p()));
        choices.put("degrees_of_freedom", Integer.toString(difference.degrees()));
        int i = 0;
        List<String> words = new ArrayList<>();
        for (String name : set.keySet()) {
          words.add(
              String.format(
                  Locale.ROOT,
                  "%s %d (%.1f)",
                  name,
                  difference.ends().get(i),
                  difference.expected().get(i)));
          i++;
        }
        choices.put("ended_and_expected", String.join("; ", words));
      }
      choices.put("interval", "none: a test");
      rows.add(
          new MeasureRow(
              keys,
              difference == null ? null : Double.valueOf(difference.chiSquared()),
              definition.unit(),
              null,
              null,
              null,
              choices));
    });
    return rows;
  }
}
