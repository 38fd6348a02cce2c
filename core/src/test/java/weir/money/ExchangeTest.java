package weir.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {

  private static final LocalDate FRIDAY = LocalDate.of(2020, 1, 31);

  private static Rate rate(int day, String base, String quote, double rate, String origin) {
    return new Rate(LocalDate.of(2020, 1, day), base, quote, rate, origin);
  }

  private static final Exchange EXCHANGE =
      Exchange.of(
          List.of(
              rate(31, "EUR", "USD", 1.25, "ecb:a"),
              rate(31, "EUR", "PLN", 4.0, "ecb:a"),
              rate(31, "EUR", "SEK", 10.0, "ecb:a"),
              rate(31, "BTC", "USD", 10000, "crypto:b"),
              rate(31, "XMR", "BTC", 0.01, "plain:c")));

  @ParameterizedTest
  @CsvSource({
    "100, EUR, USD, 125",
    "125, USD, EUR, 100",
    "100, PLN, SEK, 250",
    "0.5, BTC, USD, 5000",
    "0.5, BTC, EUR, 4000",
    "0.5, BTC, PLN, 16000",
    "16000, PLN, BTC, 0.5",
    "100, GEL, GEL, 100"
  })
  void money_is_converted_directly_or_through_the_dollar_and_the_euro(
      BigDecimal amount, String from, String to, double expected) {
    BigDecimal converted = EXCHANGE.convert(new Money(amount, from), FRIDAY, to).orElseThrow();
    assertThat(converted.doubleValue()).isEqualTo(expected, within(1e-6));
  }

  @Test
  void a_missing_rate_gives_nothing_and_never_one() {
    Money lari = new Money(BigDecimal.TEN, "GEL");
    assertThat(EXCHANGE.convert(lari, FRIDAY, "EUR")).isEmpty();
    assertThat(EXCHANGE.rate("EUR", "GEL", FRIDAY)).isEmpty();
    assertThat(Exchange.of(List.of()).rate("EUR", "USD", FRIDAY)).isEmpty();
    assertThat(EXCHANGE.rate("EUR", "USD", LocalDate.of(1900, 1, 1))).isEmpty();
    assertThat(EXCHANGE.rate("EUR", "USD", LocalDate.of(3610, 1, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "7, true", "8, false", "-1, false"})
  void a_rate_holds_over_weekends_and_holidays_for_seven_days(int daysLater, boolean holds) {
    assertThat(EXCHANGE.rate("EUR", "USD", FRIDAY.plusDays(daysLater)).isPresent())
        .isEqualTo(holds);
  }

  @Test
  void a_gap_is_filled_by_the_last_rate_before_it_and_not_by_the_next() {
    Exchange exchange =
        Exchange.of(
            List.of(rate(1, "EUR", "USD", 1.1, "ecb:a"), rate(12, "EUR", "USD", 1.2, "ecb:a")));
    assertThat(exchange.rate("EUR", "USD", LocalDate.of(2020, 1, 8))).hasValue(1.1);
    assertThat(exchange.rate("EUR", "USD", LocalDate.of(2020, 1, 9))).isEmpty();
    assertThat(exchange.rate("EUR", "USD", LocalDate.of(2020, 1, 11))).isEmpty();
    assertThat(exchange.rate("EUR", "USD", LocalDate.of(2020, 1, 12))).hasValue(1.2);
  }

  @Test
  void of_several_origins_one_is_taken_whatever_their_order() {
    List<Rate> rates =
        new ArrayList<>(
            List.of(
                rate(31, "BTC", "USD", 1, "close:a"),
                rate(31, "BTC", "USD", 2, "investing:a"),
                rate(31, "BTC", "USD", 3, "coindesk:a"),
                rate(31, "BTC", "USD", 4, "crypto:b"),
                rate(31, "BTC", "USD", 5, "crypto:a"),
                rate(31, "BTC", "USD", 6, "plain:z"),
                rate(31, "BTC", "USD", 7, "elsewhere")));
    for (double expected : new double[] {6, 5, 4, 3, 2, 1, 7}) {
      for (int seed = 0; seed < 5; seed++) {
        Collections.shuffle(rates, new Random(seed));
        assertThat(Exchange.of(rates).rate("BTC", "USD", FRIDAY)).hasValue(expected);
      }
      rates.removeIf(rate -> rate.rate() == expected);
    }
  }

  @Test
  void hundreds_of_thousands_of_amounts_are_converted_within_seconds() {
    Money money = new Money(new BigDecimal("0.0122"), "BTC");
    long start = System.nanoTime();
    for (int i = 0; i < 300_000; i++) {
      assertThat(EXCHANGE.convert(money, FRIDAY, "PLN").isPresent()).isTrue();
    }
    assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(5);
  }

  @Test
  void a_rate_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> rate(1, "EUR", "USD", 0, "ecb:a"))
        .hasMessage(
            "One EUR cannot cost 0.0 USD (2020-01-01). A rate is a number above zero; leave the line out when there was none.");
    assertThatThrownBy(() -> rate(1, "EUR", "EUR", 1, "ecb:a"))
        .hasMessage(
            "'EUR/EUR' is no pair of currencies. Expected two different codes, such as BTC and USD.");
  }
}
