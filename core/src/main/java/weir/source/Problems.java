package weir.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.capture.Refusal;

/** Collects what could not be read on one page: one refusal for each cause and field. */
final class Problems {

  private static final int EXAMPLES = 3;

  private record Kind(String cause, String what, String mend) {}

  private static final class Seen {
    final List<String> examples = new ArrayList<>();
    final List<String> places = new ArrayList<>();
    long count;
  }

  private final Map<Kind, Seen> seen = new LinkedHashMap<>();

  /**
   * @param what such as "is no price"
   * @param value the masked text as printed
   */
  void add(String cause, String field, String value, String what, String mend, String place) {
    Seen entry = seen.computeIfAbsent(new Kind(cause, field + " " + what, mend), _ -> new Seen());
    entry.count++;
    if (entry.examples.size() < EXAMPLES && !entry.examples.contains(shortened(value))) {
      entry.examples.add(shortened(value));
    }
    if (entry.places.size() < EXAMPLES) {
      entry.places.add(place);
    }
  }

  List<Refusal> refusals(String input, String address) {
    List<Refusal> refusals = new ArrayList<>();
    seen.forEach((kind, entry) -> {
      String places =
          String.join(", ", entry.places)
              + (entry.count > entry.places.size() ? ", … (%d in all)".formatted(entry.count) : "");
      refusals.add(
          new Refusal(
              null,
              input,
              address + " " + places,
              kind.cause(),
              "%s: '%s'".formatted(kind.what(), String.join("', '", entry.examples)),
              kind.mend()));
    });
    return refusals;
  }

  private static String shortened(String value) {
    String one = value.strip().replaceAll("\\s+", " ");
    return one.length() <= 60 ? one : one.substring(0, 57) + "…";
  }
}
