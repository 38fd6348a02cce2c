package weir.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The interval over methods: from the lowest to the highest end that any applicable combination of
 * choices gives. It holds what a reader may doubt of the method; no share of cases belongs to it.
 */
final class Envelope {

  private record Reach(
      double low,
      Map<String, String> lowest,
      double high,
      Map<String, String> highest,
      int worlds) {

    static Reach of(double low, double high, Map<String, String> choices) {
      return new Reach(low, choices, high, choices, 1);
    }

    Reach with(Reach other) {
      return new Reach(
          Math.min(low, other.low),
          other.low < low ? other.lowest : lowest,
          Math.max(high, other.high),
          other.high > high ? other.highest : highest,
          worlds + other.worlds);
    }
  }

  private Envelope() {}

  /** The rows as usual, each with the envelope as its interval. */
  static List<MeasureRow> of(Measures measures, MeasureRequest request) {
    MeasureRequest usual = request.withoutOption(SalesTotal.INTERVAL);
    List<MeasureRow> rows = new ArrayList<>();
    Multiverse multiverse = measures.multiverse(usual);
    Map<Map<String, @Nullable String>, Reach> reaches = reaches(multiverse);
    long tried = multiverse.worlds().stream().map(Multiverse.World::choices).distinct().count();
    for (MeasureRow row : measures.run(usual)) {
      Reach reach = reaches.get(row.keys());
      if (reach == null) {
        rows.add(row);
        continue;
      }
      Map<String, String> choices = new LinkedHashMap<>(row.choices());
      choices.put(
          "interval",
          "over methods: the lowest and the highest end of %d of %d combinations of choices; the others give nothing"
              .formatted(reach.worlds, tried));
      choices.put("lowest_with", words(reach.lowest));
      choices.put("highest_with", words(reach.highest));
      rows.add(
          new MeasureRow(
              row.keys(), row.value(), row.unit(), reach.low, reach.high, row.coverage(), choices));
    }
    return rows;
  }

  private static Map<Map<String, @Nullable String>, Reach> reaches(Multiverse multiverse) {
    Map<Map<String, @Nullable String>, Reach> reaches = new HashMap<>();
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      Double value = row == null ? null : row.value();
      if (row == null || value == null) {
        continue;
      }
      Double low = row.low();
      Double high = row.high();
      reaches.merge(
          row.keys(),
          Reach.of(low == null ? value : low, high == null ? value : high, world.choices()),
          Reach::with);
    }
    return reaches;
  }

  private static String words(Map<String, String> choices) {
    return new TreeSet<>(choices.keySet())
        .stream().map(name -> name + " " + choices.get(name)).collect(Collectors.joining(", "));
  }
}
