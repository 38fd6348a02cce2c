package weir.barrier;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may lawfully do, in one country and for a time.
 *
 * @param country ISO 3166-1 alpha-2
 * @param power what the partner may do, in words
 * @param from first day; null when not known
 * @param until last day; null when in force or not known
 * @param basis the law or agreement; null when not known
 */
public record Competence(
    String country,
    String power,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable String basis) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  public Competence {
    if (!isCountry(country)) {
      throw new IllegalArgumentException(
          "'%s' is not a country. Expected two capitals (ISO 3166-1), like 'HR'."
              .formatted(country));
    }
    Required.text(power, "A competence's power");
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "A competence ends on %s, before it starts on %s.".formatted(until, from));
    }
  }

  /** Whether it holds on that day, as far as is known. */
  public boolean isInForce(LocalDate day) {
    return (from == null || !from.isAfter(day)) && (until == null || !until.isBefore(day));
  }

  static boolean isCountry(String text) {
    return COUNTRY.matcher(text).matches();
  }
}
