package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "-",
      textBlock =
          """
            1g €60 | 5g €250 | 10g 450           ~ -   ~ 1 g 60 EUR; 5 g 250 EUR; 10 g 450 EUR
            1g 60€, 5g 250€, 10g 450€            ~ -   ~ 1 g 60 EUR; 5 g 250 EUR; 10 g 450 EUR
            1g - $60 / 5g - $250                 ~ -   ~ 1 g 60 USD; 5 g 250 USD
            1g $60 5g $250 10g $450              ~ -   ~ 1 g 60 USD; 5 g 250 USD; 10 g 450 USD
            €60 1g | €250 5g                     ~ -   ~ 1 g 60 EUR; 5 g 250 EUR
            1 g: 60; 5 g: 250                    ~ EUR ~ 1 g 60 EUR; 5 g 250 EUR
            1 г = 3000 руб, 2 г = 5500 руб       ~ -   ~ 1 g 3000 RUB; 2 g 5500 RUB
            10 pills 20mg $50 | 100 pills 20mg $400 ~ - ~ 10 pill 50 USD; 100 pill 400 USD
            10 Stück 80 EUR; 50 Stück 350 EUR    ~ -   ~ 10 piece 80 EUR; 50 piece 350 EUR
            1oz (28g) $200, 1/4 oz $60           ~ -   ~ 1 oz 200 USD; 0.25 oz 60 USD
            1g 0.005 BTC | 5g 0.02 BTC           ~ -   ~ 1 g 0.005 BTC; 5 g 0.02 BTC
            5g Haze $50 (45€)                    ~ -   ~ 5 g 50 USD
            5g Haze 49 EUR                       ~ -   ~ 5 g 49 EUR
            Haze 10$/g                           ~ -   ~ 1 g 10 USD each
            Haze 10 EUR per gram                 ~ -   ~ 1 g 10 EUR each
            pills 5€ / Stück                     ~ -   ~ 1 piece 5 EUR each
            1ml 20€ | 5ml 80€                    ~ -   ~ 1 ml 20 EUR; 5 ml 80 EUR
            1g | 5g | 10g                        ~ -   ~
            1g €60 €80 5g                        ~ -   ~
            $60 special                          ~ -   ~
            5g resin                             ~ EUR ~
          """)
  void each_price_is_paired_with_what_it_buys(
      String text, @Nullable String siteCurrency, @Nullable String tiers) {
    String read =
        PriceTable.read(text, siteCurrency).stream()
            .map(tier ->
                "%s %s %s %s%s"
                    .formatted(
                        plain(tier.amount().value()),
                        tier.amount().unit(),
                        tier.price().amount().stripTrailingZeros().toPlainString(),
                        tier.price().currency(),
                        tier.byTheUnit() ? " each" : ""))
            .collect(Collectors.joining("; "));
    assertThat(read).isEqualTo(tiers == null ? "" : tiers);
  }

  private static String plain(@Nullable Double value) {
    return value == null
        ? "?"
        : java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
