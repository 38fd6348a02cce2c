package weir.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Signal;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;

/**
 * A signal as a form shows and sends it: the columns of a table of one line.
 *
 * @param values by column; empty for what is not said
 * @param seen the version that whoever mends it saw; 0 for a new one
 * @param faults why it was not taken
 */
record SignalForm(Map<String, String> values, long seen, List<String> faults) {

  /** Every column that a signal may have. */
  static final List<String> COLUMNS =
      Stream.concat(
              OfflineFile.Kind.SIGNALS.needed().stream(),
              OfflineFile.Kind.SIGNALS.welcome().stream())
          .toList();

  SignalForm {
    values = Map.copyOf(values);
    faults = List.copyOf(faults);
  }

  /** A signal that nobody has reported yet. */
  static SignalForm fresh(String id, LocalDate today) {
    return new SignalForm(
        Map.of("signal_id", id, "seen_on", today.toString(), "outcome", "open"), 0, List.of());
  }

  static SignalForm of(ReportedSignal signal) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("signal_id", signal.signalId());
    values.put("seen_on", signal.seenOn().toString());
    values.put("kind", signal.kind());
    put(values, "step", signal.step());
    put(values, "item", signal.item());
    put(values, "flow", signal.flow());
    put(values, "declared_origin", signal.declaredOrigin());
    put(values, "region", region(signal.country(), signal.region()));
    put(values, "partner", signal.partner());
    put(values, "outcome", signal.outcome());
    put(values, "certainty", signal.certainty() == null ? null : signal.certainty().toString());
    put(values, "words", signal.words());
    return new SignalForm(values, signal.version(), List.of());
  }

  /** As it is written in a file. */
  private static @Nullable String region(@Nullable String country, @Nullable String region) {
    if (region == null) {
      return country;
    }
    return country == null || region.startsWith(country + "-") ? region : country + ": " + region;
  }

  private static void put(Map<String, String> values, String column, @Nullable String value) {
    if (value != null) {
      values.put(column, value);
    }
  }

  /** What a request sent. */
  static SignalForm sent(Function<String, String> parameter) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      values.put(column, parameter.apply(column).strip());
    }
    String seen = parameter.apply("seen");
    return new SignalForm(values, seen.matches("[0-9]{1,9}") ? Long.parseLong(seen) : 0, List.of());
  }

  SignalForm refused(List<String> faults) {
    return new SignalForm(values, seen, faults);
  }

  String value(String column) {
    return Objects.requireNonNullElse(values.get(column), "");
  }

  String id() {
    return value("signal_id");
  }

  boolean isNew() {
    return seen == 0;
  }

  /** The table of one line. */
  String csv() {
    return String.join(",", COLUMNS)
        + "\n"
        + COLUMNS.stream()
            .map(column -> "\"" + value(column).replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining(","))
        + "\n";
  }

  static List<String> kinds() {
    return Arrays.stream(Signal.Kind.values()).map(Signal.Kind::word).toList();
  }

  static List<String> outcomes() {
    return ReportedSignal.OUTCOMES;
  }

  /** How sure, with its digit. */
  static Map<String, String> certainties() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("1", "1 – confirmed");
    words.put("2", "2 – probably true");
    words.put("3", "3 – possibly true");
    words.put("4", "4 – doubtful");
    words.put("5", "5 – improbable");
    words.put("6", "6 – cannot be judged");
    return words;
  }
}
