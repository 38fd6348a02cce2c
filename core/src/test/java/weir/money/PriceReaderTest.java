package weir.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            $49 |  | 49 | USD | $49
            $ 49 |  | 49 | USD | $ 49
            49$ |  | 49 | USD | 49$
            49 $ |  | 49 | USD | 49 $
            US$49 |  | 49 | USD | US$49
            USD 49 |  | 49 | USD | USD 49
            49 USD |  | 49 | USD | 49 USD
            49usd |  | 49 | USD | 49usd
            49 dollars |  | 49 | USD | 49 dollars
            $49.99 |  | 49.99 | USD | $49.99
            $1,234.50 |  | 1234.50 | USD | $1,234.50
            $1,234 |  | 1234 | USD | $1,234
            $1234 |  | 1234 | USD | $1234
            $1,234,567.00 |  | 1234567.00 | USD | $1,234,567.00
            1.234,50 € |  | 1234.50 | EUR | 1.234,50 €
            1 234,50 € |  | 1234.50 | EUR | 1 234,50 €
            1.234 € |  | 1234 | EUR | 1.234 €
            €0,50 |  | 0.50 | EUR | €0,50
            € 12.5 |  | 12.5 | EUR | € 12.5
            12 EUR |  | 12 | EUR | 12 EUR
            EUR12 |  | 12 | EUR | EUR12
            12 euro |  | 12 | EUR | 12 euro
            £20 |  | 20 | GBP | £20
            20 quid |  | 20 | GBP | 20 quid
            1'234.50 CHF |  | 1234.50 | CHF | 1'234.50 CHF
            50,- € |  | 50 | EUR | 50,- €
            50.- CHF |  | 50 | CHF | 50.- CHF
            ₿0.0122 |  | 0.0122 | BTC | ₿0.0122
            ฿0.05 |  | 0.05 | BTC | ฿0.05
            0.0122 BTC |  | 0.0122 | BTC | 0.0122 BTC
            BTC 0.0122 |  | 0.0122 | BTC | BTC 0.0122
            XBT 1 |  | 1 | BTC | XBT 1
            1.234 BTC |  | 1.234 | BTC | 1.234 BTC
            0.500 BTC |  | 0.500 | BTC | 0.500 BTC
            Ƀ0.25 |  | 0.25 | BTC | Ƀ0.25
            0.25Ƀ |  | 0.25 | BTC | 0.25Ƀ
            45 m₿ |  | 0.045 | BTC | 45 m₿
            45 mɃ |  | 0.045 | BTC | 45 mɃ
            150 µBTC |  | 0.000150 | BTC | 150 µBTC
            25000 sats |  | 0.00025 | BTC | 25000 sats
            25 000 sat |  | 0.00025 | BTC | 25 000 sat
            1,5 XMR |  | 1.5 | XMR | 1,5 XMR
            XMR 0.42 |  | 0.42 | XMR | XMR 0.42
            0.015 ETH |  | 0.015 | ETH | 0.015 ETH
            150 USDT |  | 150 | USDT | 150 USDT
            1.234.567,89 € |  | 1234567.89 | EUR | 1.234.567,89 €
            1 234,56 zł |  | 1234.56 | PLN | 1 234,56 zł
            CHF 1'234.50 |  | 1234.50 | CHF | CHF 1'234.50
            1’234.50 CHF |  | 1234.50 | CHF | 1’234.50 CHF
            12.5 mBTC |  | 0.0125 | BTC | 12.5 mBTC
            12200 satoshi |  | 0.00012200 | BTC | 12200 satoshi
            0.5 XMR |  | 0.5 | XMR | 0.5 XMR
            2 LTC |  | 2 | LTC | 2 LTC
            ɱ0.5 |  | 0.5 | XMR | ɱ0.5
            Ł2 |  | 2 | LTC | Ł2
            0.1 ETH |  | 0.1 | ETH | 0.1 ETH
            3 BCH |  | 3 | BCH | 3 BCH
            1.5 ZEC |  | 1.5 | ZEC | 1.5 ZEC
            250 DOGE |  | 250 | DOGE | 250 DOGE
            1 500 ₽ |  | 1500 | RUB | 1 500 ₽
            1500 руб. |  | 1500 | RUB | 1500 руб
            500р |  | 500 | RUB | 500р
            3221 ₴ |  | 3221 | UAH | 3221 ₴
            300 грн |  | 300 | UAH | 300 грн
            60 ₾ |  | 60 | GEL | 60 ₾
            60 лари |  | 60 | GEL | 60 лари
            159 Br |  | 159 | BYN | 159 Br
            99 zł |  | 99 | PLN | 99 zł
            500 Kč |  | 500 | CZK | 500 Kč
            $1,00,000 |  | 100000 | USD | $1,00,000
            $2k |  | 2000 | USD | $2k
            1.5k € |  | 1500 | EUR | 1.5k €
            A$50 |  | 50 | AUD | A$50
            C$50 |  | 50 | CAD | C$50
            $50 AUD |  | 50 | AUD | $50 AUD
            $50 | AUD | 50 | AUD | $50
            $50 | EUR | 50 | USD | $50
            500 kr | SEK | 500 | SEK | 500 kr
            500 kr | DKK | 500 | DKK | 500 kr
            ¥100 |  | 100 | JPY | ¥100
            ¥100 | CNY | 100 | CNY | ¥100
            ฿500 | THB | 500 | THB | ฿500
            0.0122 | BTC | 0.0122 | BTC | 0.0122
            12.50 | EUR | 12.50 | EUR | 12.50
            1,234.50 | USD | 1234.50 | USD | 1,234.50
            12 | EUR | 12 | EUR | 12
            Price: 12.50 | EUR | 12.50 | EUR | 12.50
            from 0.05 | BTC | 0.05 | BTC | 0.05
            ~12 | EUR | 12 | EUR | 12
            5 g for $49 |  | 49 | USD | $49
            Paste 5g $49 free shipping |  | 49 | USD | $49
            Cocaine-$50 |  | 50 | USD | $50
            500-usd |  | 500 | USD | 500-usd
            $10/g |  | 10 | USD | $10
            $49 -5% |  | 49 | USD | $49
            - $5 |  | 5 | USD | $5
          """)
  void a_printed_price_becomes_money_where_it_stands(
      String text,
      @Nullable String siteCurrency,
      BigDecimal amount,
      String currency,
      String surface) {
    assertThat(PriceReader.read(text, siteCurrency))
        .singleElement()
        .satisfies(price -> {
          assertThat(price.money().amount()).isEqualByComparingTo(amount);
          assertThat(price.money().currency()).isEqualTo(currency);
          assertThat(text.substring(price.start(), price.end())).isEqualTo(surface);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            TBD | EUR
            Ozempic pen 1mg |
            testo gel 50mg |
            KAMAGRA GEL 100MG |
            ask | EUR
            free | EUR
            5 g | EUR
            5 g |
            50% | EUR
            free shipping | EUR
            gratis | EUR
            10 - 20 | EUR
            10-20 | EUR
            -5 € |
            -$5 |
            500 kr |
            12.05.2020 | EUR
            1.2.3.4 $ |
            AM-2201 5g | USD
            100 TOP quality |
            50 all |
            50 pounds |
            euros |
            $ |
            12 friseur |
            12345678901234567890123 USD |
          """)
  void what_is_no_price_gives_nothing(String text, @Nullable String siteCurrency) {
    assertThat(PriceReader.read(text, siteCurrency)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            10-20 € |
            €10 - €20 |
            €10–20 |
            $10-$20 |
            $10 to $20 |
            от 500 руб до 900 руб |
            10 - 20 | EUR
          """)
  void a_range_is_no_price_and_is_known_as_one(String text, @Nullable String siteCurrency) {
    assertThat(PriceReader.read(text, siteCurrency)).isEmpty();
    assertThat(PriceReader.statesRange(text, siteCurrency)).isTrue();
    assertThat(PriceReader.statesRange("5 g for 20 €", null)).isFalse();
  }

  @Test
  void an_empty_text_has_no_price() {
    assertThat(PriceReader.read("", "EUR")).isEmpty();
    assertThat(PriceReader.read("", null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
            €45 / $50             ; 45 EUR, 50 USD
            45 EUR 50 USD         ; 45 EUR, 50 USD
            EUR 45 USD 50         ; 45 EUR, 50 USD
            $49 (0.0122 BTC)      ; 49 USD, 0.0122 BTC
            1.234,50 € | 1.345 $  ; 1234.50 EUR, 1345 USD
          """)
  void several_prices_are_read_in_their_order(String text, String prices) {
    assertThat(PriceReader.read(text, null))
        .extracting(p -> p.money().amount().toPlainString() + " " + p.money().currency())
        .containsExactly(prices.split(", ", -1));
  }

  @Test
  void money_refuses_what_cannot_be() {
    assertThatThrownBy(() -> new Money(new BigDecimal("-5"), "EUR"))
        .hasMessage("A price cannot be negative, but -5 EUR is. Leave discounts and refunds out.");
    assertThatThrownBy(() -> new Money(BigDecimal.ONE, "euro"))
        .hasMessage(
            "'euro' is no currency code. Expected three to five capitals, such as EUR, USD or BTC.");
  }

  @Test
  void any_text_is_read_without_fault_and_prices_lie_within_it_apart() {
    SplittableRandom random = new SplittableRandom(11);
    String[] parts = {
      "1",
      "0",
      "25",
      ".",
      ",",
      "$",
      "€",
      " ",
      " ",
      "USD",
      "BTC",
      "m",
      "kr",
      "k",
      "-",
      "/",
      "'",
      "123",
      "1.234,50",
      "x",
      "%",
      "р",
      "\u00a0",
      "(",
      "US$",
      "é"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) text.append(parts[random.nextInt(parts.length)]);
      int end = 0;
      for (Price price : PriceReader.read(text.toString(), round % 2 == 0 ? "EUR" : null)) {
        assertThat(price.start()).as(text.toString()).isGreaterThanOrEqualTo(end);
        assertThat(price.end()).as(text.toString()).isGreaterThan(price.start());
        assertThat(price.end()).as(text.toString()).isLessThanOrEqualTo(text.length());
        end = price.end();
      }
    }
  }
}
