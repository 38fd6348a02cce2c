package weir.measure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a measure.
 *
 * @param by any of {@link Measures#KEYS}
 * @param from first day counted, UTC; null: from the first save
 * @param to first day not counted, UTC; null: to the last save
 * @param source null: all sources
 * @param filters by key, such as {@code class} to {@code mdma}; {@code offer_kind} to {@code all}
 *     takes other offers than products too
 * @param estimator {@code auto}, {@code stock}, {@code sold} or {@code feedback}
 * @param holding {@code none}, {@code A} or {@code B}
 * @param currency three letters, for amounts
 * @param options choices of the measure alone, by name; what is not named is as usual
 */
public record MeasureRequest(
    String measure,
    List<String> by,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String source,
    Map<String, String> filters,
    String estimator,
    String holding,
    String currency,
    Map<String, String> options) {

  public MeasureRequest {
    by = List.copyOf(by);
    filters = Map.copyOf(filters);
    options = Map.copyOf(options);
  }

  /** A question that leaves the measure's own options as they usually are. */
  public MeasureRequest(
      String measure,
      List<String> by,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String source,
      Map<String, String> filters,
      String estimator,
      String holding,
      String currency) {
    this(measure, by, from, to, source, filters, estimator, holding, currency, Map.of());
  }

  /** A question with the usual choices. */
  public static MeasureRequest of(String measure, String... by) {
    return new MeasureRequest(
        measure, List.of(by), null, null, null, Map.of(), "auto", "none", "EUR");
  }

  public MeasureRequest withSource(String source) {
    return new MeasureRequest(
        measure, by, from, to, source, filters, estimator, holding, currency, options);
  }

  public MeasureRequest withFilters(Map<String, String> filters) {
    return new MeasureRequest(
        measure, by, from, to, source, filters, estimator, holding, currency, options);
  }

  MeasureRequest withoutFilter(String key) {
    Map<String, String> rest = new java.util.TreeMap<>(filters);
    rest.remove(key);
    return withFilters(rest);
  }

  MeasureRequest withHolding(String holding) {
    return new MeasureRequest(
        measure, by, from, to, source, filters, estimator, holding, currency, options);
  }

  MeasureRequest withBy(List<String> by) {
    return new MeasureRequest(
        measure, by, from, to, source, filters, estimator, holding, currency, options);
  }

  public MeasureRequest withOptions(Map<String, String> options) {
    return new MeasureRequest(
        measure, by, from, to, source, filters, estimator, holding, currency, options);
  }

  MeasureRequest withoutOption(String name) {
    Map<String, String> rest = new java.util.TreeMap<>(options);
    rest.remove(name);
    return withOptions(rest);
  }

  /** What is chosen, or what is usual. */
  String option(MeasureDefinition definition, String name) {
    return options.getOrDefault(
        name,
        definition.options().stream()
            .filter(choice -> choice.name().equals(name))
            .findFirst()
            .orElseThrow()
            .usual());
  }
}
