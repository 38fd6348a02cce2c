package weir.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRequest;

/**
 * What the reader chose about the figures on a page: the days, the currency and the method.
 *
 * @param from the first day; null for all
 * @param to the day after the last; null for all
 */
record Options(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String currency,
    String estimator,
    String holding) {

  static final List<String> ESTIMATORS = List.of("auto", "feedback", "sold", "stock", "import");
  static final List<String> HOLDINGS = List.of("none", "A", "B");

  /** Measures of what was sold. */
  static final List<String> SOLD = List.of("sales", "revenue");

  static Options of(Map<String, String> parameters) {
    LocalDate from = day(parameters, "from");
    LocalDate to = day(parameters, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw new BadAddress(
          "From %s to %s holds no day: 'to' is the day after the last. Choose a later one."
              .formatted(from, to));
    }
    String currency = chosen(parameters, "currency", "EUR");
    if (!currency.matches("[A-Z]{3,5}")) {
      throw new BadAddress(
          "'%s' is no currency. Expected a code in capitals, like EUR or USD."
              .formatted(brief(currency)));
    }
    return new Options(
        from,
        to,
        currency,
        oneOf(parameters, "estimator", ESTIMATORS),
        oneOf(parameters, "holding", HOLDINGS));
  }

  private static @Nullable LocalDate day(Map<String, String> parameters, String name) {
    String text = chosen(parameters, name, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() < 1990 || day.getYear() > 2200) {
        throw new DateTimeException("year");
      }
      return day;
    } catch (DateTimeException e) {
      throw new BadAddress(
          "Cannot read '%s' as a day (%s). Expected year, month and day, like 2020-02-04."
              .formatted(brief(text), name));
    }
  }

  private static String oneOf(Map<String, String> parameters, String name, List<String> known) {
    String text = chosen(parameters, name, known.getFirst());
    if (!known.contains(text)) {
      throw new BadAddress(
          "'%s' is no %s. Expected one of %s."
              .formatted(brief(text), name, String.join(", ", known)));
    }
    return text;
  }

  private static String chosen(Map<String, String> parameters, String name, String usual) {
    String text = Objects.requireNonNullElse(parameters.get(name), "").strip();
    return text.isEmpty() ? usual : text;
  }

  private static String brief(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  MeasureRequest ask(
      String measure, List<String> by, @Nullable String source, Map<String, String> filters) {
    // An imported series answers for sales and revenue alone.
    boolean answers = !estimator.equals("import") || SOLD.contains(measure);
    return new MeasureRequest(
        measure, by, from, to, source, filters, answers ? estimator : "auto", holding, currency);
  }

  String fromText() {
    return from == null ? "" : from.toString();
  }

  String toText() {
    return to == null ? "" : to.toString();
  }
}
