package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
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
  private record Group(Amounts.Holdings whole, Map<@Nullable String, Amounts.Holdings> parts) {}

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
    for (Amounts.Holdings whole : amounts.of(request.withBy(rest), of, Declared.asked(request))) {
      groups.put(whole.keys(), new Group(whole, new LinkedHashMap<>()));
    }
    for (Amounts.Holdings part : amounts.of(request, of)) {
      Map<String, @Nullable String> keys = new LinkedHashMap<>(part.keys());
      String value = keys.remove(divided);
      Group group = groups.get(keys);
      if (group != null) {
        group.parts.put(value, part);
      }
    }
    return groups;
  }

  /**
   * Amounts over the same accounts; what no account holds is one more.
   *
   * @param held null where nobody holds any
   * @param accounts ascending, those of the holdings among them
   */
  private static double[] aligned(Amounts.@Nullable Holdings held, long[] accounts) {
    double[] all = new double[accounts.length + 1];
    if (held != null) {
      int mine = 0;
      for (int i = 0; i < accounts.length && mine < held.accounts().length; i++) {
        if (held.accounts()[mine] == accounts[i]) {
          all[i] = held.amounts()[mine++];
        }
      }
      Double nameless = held.nameless();
      all[accounts.length] = nameless == null ? 0 : nameless;
    }
    return all;
  }

  private List<MeasureRow> shares(
      MeasureRequest request,
      String divided,
      String of,
      Map<Map<String, @Nullable String>, Group> groups,
      Coverage.Shares coverage) {
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> keys, Group group) -> {
      if (!(group.whole.total() > 0)) {
        return;
      }
      long[] accounts = group.whole.accounts();
      double[] wholes = aligned(group.whole, accounts);
      for (String value : ordered(group)) {
        Estimated share = Proportions.clustered(aligned(group.parts.get(value), accounts), wholes);
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
      if (period != null && group.whole.total() > 0) {
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
          long[] accounts =
              LongStream.concat(
                      LongStream.of(was.whole.accounts()), LongStream.of(now.whole.accounts()))
                  .sorted()
                  .distinct()
                  .toArray();
          double[] wholeWas = aligned(was.whole, accounts);
          double[] wholeNow = aligned(now.whole, accounts);
          List<@Nullable String> values = new ArrayList<>(ordered(now));
          ordered(was).stream().filter(v -> !values.contains(v)).forEach(values::add);
          for (String value : values) {
            Estimated change =
                Proportions.change(
                    aligned(was.parts.get(value), accounts),
                    wholeWas,
                    aligned(now.parts.get(value), accounts),
                    wholeNow);
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
    choices.put("accounts", Integer.toString(group.whole.accounts().length));
    if (of.equals("sales") || of.equals("revenue")) {
      choices.put("estimator", Estimators.words(request, tables.estimators().of(request), null));
    }
    return choices;
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
