package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Proportions;

/**
 * How listings, accounts, sales or revenue divide over the values of a key, and how that division
 * shifts from one period to the next: between layers, channels, kinds of payment, open and closed.
 */
final class ShareOf {

  private static final List<String> TIMES = List.of("day", "week", "month");

  private final MarketTables tables;
  private final MeasureDefinition definition;

  ShareOf(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  /** Amounts by account: of the whole, and of each value. */
  private static final class Group {
    private final Map<String, Double> wholes = new LinkedHashMap<>();
    private final Map<@Nullable String, Map<String, Double>> parts = new LinkedHashMap<>();
  }

  List<MeasureRow> of(MeasureRequest asked) {
    MeasureRequest request = asked;
    if (definition.name().equals("shift") && asked.by().stream().noneMatch(TIMES::contains)) {
      List<String> by = new ArrayList<>(asked.by());
      by.addFirst("month");
      request = asked.withBy(by);
    }
    String divided = divided(request);
    String of = request.option(definition, "of");
    Map<Map<String, @Nullable String>, Group> groups = groups(request, divided, of);
    Coverage.Shares coverage =
        tables
            .coverage()
            .of(request.withBy(request.by().stream().filter(k -> !k.equals(divided)).toList()));
    return definition.name().equals("shift")
        ? shifts(request, divided, of, groups, coverage)
        : shares(request, divided, of, groups, coverage);
  }

  /** The last key that is no time. */
  private String divided(MeasureRequest request) {
    List<String> keys = request.by().stream().filter(key -> !TIMES.contains(key)).toList();
    if (keys.isEmpty()) {
      throw new MeasureProblem(
          "%s needs to know what is divided: name it last, like '--by month,layer'."
              .formatted(definition.name()));
    }
    return keys.getLast();
  }

  private Map<Map<String, @Nullable String>, Group> groups(
      MeasureRequest request, String divided, String of) {
    List<String> rest = request.by().stream().filter(key -> !key.equals(divided)).toList();
    Map<Map<String, @Nullable String>, Group> groups = new LinkedHashMap<>();
    Amounts amounts = new Amounts(tables);
    // A listing may have several values of a list, so the whole is counted without it.
    int nameless = 0;
    for (Amounts.Held held : amounts.of(request.withBy(rest), of, Declared.asked(request))) {
      String account = held.account() == null ? "\n" + nameless++ : held.account();
      groups
          .computeIfAbsent(held.keys(), _ -> new Group())
          .wholes
          .merge(account, held.amount(), Double::sum);
    }
    for (Amounts.Held held : amounts.of(request, of)) {
      Map<String, @Nullable String> keys = new LinkedHashMap<>(held.keys());
      String value = keys.remove(divided);
      Group group = groups.get(keys);
      if (group != null) {
        group
            .parts
            .computeIfAbsent(value, _ -> new LinkedHashMap<>())
            .merge(held.account() == null ? "" : held.account(), held.amount(), Double::sum);
      }
    }
    return groups;
  }

  /** Parts and wholes over the same accounts; what no account holds is one more. */
  private static double[][] aligned(Group group, @Nullable String value, List<String> accounts) {
    Map<String, Double> parts = group.parts.getOrDefault(value, Map.of());
    double[] part = new double[accounts.size() + 1];
    double[] whole = new double[accounts.size() + 1];
    int last = accounts.size();
    for (int i = 0; i < last; i++) {
      part[i] = parts.getOrDefault(accounts.get(i), 0.0);
      whole[i] = group.wholes.getOrDefault(accounts.get(i), 0.0);
    }
    part[last] = parts.getOrDefault("", 0.0);
    whole[last] =
        group.wholes.entrySet().stream()
            .filter(e -> e.getKey().startsWith("\n"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return new double[][] {part, whole};
  }

  private static List<String> named(Group group) {
    return group.wholes.keySet().stream().filter(name -> !name.startsWith("\n")).toList();
  }

  private List<MeasureRow> shares(
      MeasureRequest request,
      String divided,
      String of,
      Map<Map<String, @Nullable String>, Group> groups,
      Coverage.Shares coverage) {
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      double whole = total(group);
      if (!(whole > 0)) {
        return;
      }
      List<String> accounts = named(group);
      for (String value : ordered(group)) {
        double[][] both = aligned(group, value, accounts);
        Estimated share = Proportions.clustered(both[0], both[1]);
        Map<String, String> choices = choices(request, of, group);
        Double seen = coverage.at(keys, choices);
        rows.add(
            new MeasureRow(
                with(request, keys, divided, value),
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

  private List<MeasureRow> shifts(
      MeasureRequest request,
      String divided,
      String of,
      Map<Map<String, @Nullable String>, Group> groups,
      Coverage.Shares coverage) {
    String time = request.by().stream().filter(TIMES::contains).findFirst().orElseThrow();
    // Periods in order, by the other keys.
    Map<Map<String, @Nullable String>, Map<String, Group>> series = new LinkedHashMap<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      Map<String, @Nullable String> rest = new LinkedHashMap<>(keys);
      String period = rest.remove(time);
      if (period != null && total(group) > 0) {
        series.computeIfAbsent(rest, _ -> new java.util.TreeMap<>()).put(period, group);
      }
    });
    List<MeasureRow> rows = new ArrayList<>();
    series.forEach((Map<String, @Nullable String> rest, Map<String, Group> periods) -> {
      Group before = null;
      String earlier = "";
      for (Map.Entry<String, Group> entry : periods.entrySet()) {
        Group now = entry.getValue();
        if (before != null) {
          Group was = before;
          TreeSet<String> everybody = new TreeSet<>(named(was));
          everybody.addAll(named(now));
          List<String> accounts = List.copyOf(everybody);
          List<@Nullable String> values = new ArrayList<>(ordered(now));
          ordered(was).stream().filter(v -> !values.contains(v)).forEach(values::add);
          for (String value : values) {
            double[][] one = aligned(was, value, accounts);
            double[][] two = aligned(now, value, accounts);
            Estimated change = Proportions.change(one[0], one[1], two[0], two[1]);
            Map<String, @Nullable String> keys = new LinkedHashMap<>(rest);
            keys.put(time, entry.getKey());
            Map<String, String> choices = choices(request, of, now);
            choices.put("since", earlier);
            Double seen = coverage.at(keys, choices);
            rows.add(
                new MeasureRow(
                    with(request, keys, divided, value),
                    change.value(),
                    definition.unit(),
                    change.low(),
                    change.high(),
                    seen,
                    choices));
          }
        }
        before = now;
        earlier = entry.getKey();
      }
    });
    return rows;
  }

  private Map<String, String> choices(MeasureRequest request, String of, Group group) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("of", of);
    choices.put("interval", "95 %, accounts as clusters");
    choices.put("accounts", Integer.toString(named(group).size()));
    if (of.equals("sales") || of.equals("revenue")) {
      choices.put("estimator", Estimators.words(request, tables.estimators().of(request), null));
    }
    return choices;
  }

  private static double total(Group group) {
    return group.wholes.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Values by name, what is not known last. */
  private static List<@Nullable String> ordered(Group group) {
    TreeSet<String> known = new TreeSet<>();
    for (String value : group.parts.keySet()) {
      if (value != null) {
        known.add(value);
      }
    }
    List<@Nullable String> all = new ArrayList<>(known);
    if (group.parts.containsKey(null)) {
      all.add(null);
    }
    return all;
  }

  /** All keys in the order asked. */
  private static Map<String, @Nullable String> with(
      MeasureRequest request,
      Map<String, @Nullable String> keys,
      String divided,
      @Nullable String value) {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    for (String key : request.by()) {
      all.put(key, key.equals(divided) ? value : keys.get(key));
    }
    return all;
  }
}
