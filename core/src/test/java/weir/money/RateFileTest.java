package weir.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateFileTest {

  private final List<Rate> rates = new ArrayList<>();

  private RateFile.Summary read(String name, String text) throws IOException {
    return RateFile.read(name, new StringReader(text), rates::add);
  }

  @Test
  void the_central_banks_history_gives_what_a_euro_costs() throws IOException {
    RateFile.Summary summary =
        read(
            "hist.csv",
            """
            Date,USD,JPY,CYP,
            2025-05-09,1.1,160.5,N/A,
            2025-05-08,1.2,,0.58,
            """);
    assertThat(rates)
        .containsExactly(
            new Rate(LocalDate.of(2025, 5, 9), "EUR", "USD", 1.1, "ecb:hist.csv"),
            new Rate(LocalDate.of(2025, 5, 9), "EUR", "JPY", 160.5, "ecb:hist.csv"),
            new Rate(LocalDate.of(2025, 5, 8), "EUR", "USD", 1.2, "ecb:hist.csv"),
            new Rate(LocalDate.of(2025, 5, 8), "EUR", "CYP", 0.58, "ecb:hist.csv"));
    assertThat(summary).isEqualTo(new RateFile.Summary("ecb", 4, 2, 0, List.of()));
  }

  @Test
  void a_daily_price_file_gives_its_close_for_the_pair_in_its_name() throws IOException {
    RateFile.Summary summary =
        read(
            "some/folder/XMR-USD-1d.csv",
            """
            Date,Adj Close,Close,High,Low,Open,Volume
            2020-01-01,,,,,,
            2020-01-02,45.5,46.5,47,44,45,1000.0
            """);
    assertThat(rates)
        .containsExactly(
            new Rate(LocalDate.of(2020, 1, 2), "XMR", "USD", 46.5, "crypto:XMR-USD-1d.csv"));
    assertThat(summary.missing()).isEqualTo(1);
    assertThat(summary.refused()).isZero();
  }

  @Test
  void closing_prices_without_a_header_are_read_from_the_first_line_on() throws IOException {
    RateFile.Summary summary =
        read("bpi-chart.csv", "2009-01-03 00:00:00,0.0\n2013-01-31 00:00:00,20.4\n");
    assertThat(rates)
        .containsExactly(
            new Rate(LocalDate.of(2013, 1, 31), "BTC", "USD", 20.4, "close:bpi-chart.csv"));
    assertThat(summary.missing()).as("no market yet").isEqualTo(1);
  }

  @Test
  void a_footer_is_no_fault() throws IOException {
    RateFile.Summary summary =
        read(
            "bpi-coindesk.csv",
            """
            Date,"Close Price"
            "2010-07-18 00:00:00",0.09

            "Made from an index. Values are in USD."
            http://example.org/
            """);
    assertThat(rates).hasSize(1);
    assertThat(rates.getFirst().origin()).isEqualTo("coindesk:bpi-coindesk.csv");
    assertThat(summary.refused()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            2016-07-31,620.5,646,649,620,-3.94%
            "Jul 31, 2016","620.5","646","649","620","-3.94%"
            07/31/2016,620.5,646,649,620,-3.94%
            31.07.2016,620.5,646,649,620,-3.94%
          """)
  void the_last_price_of_a_day_is_read_whatever_the_date_looks_like(String line)
      throws IOException {
    read("BTC_USD Historical.csv", "Date,Price,Open,High,Low,Change %\n" + line + "\n");
    assertThat(rates)
        .containsExactly(
            new Rate(
                LocalDate.of(2016, 7, 31),
                "BTC",
                "USD",
                620.5,
                "investing:BTC_USD Historical.csv"));
  }

  @Test
  void thousands_may_be_parted_by_commas_within_quotes() throws IOException {
    read("BTC-USD.csv", "Date,Price,Open,High,Low,Change %\n2021-01-01,\"29,374.15\",1,1,1,0%\n");
    assertThat(rates.getFirst().rate()).isEqualTo(29374.15);
  }

  @Test
  void plain_lines_name_their_pair_in_any_order_of_columns() throws IOException {
    read("mine.csv", "\ufeffbase;quote;day;rate\nbtc;eur;2020-02-01;8000\n");
    assertThat(rates)
        .containsExactly(new Rate(LocalDate.of(2020, 2, 1), "BTC", "EUR", 8000, "plain:mine.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            3610-01-01,EUR,USD,1.1 | the year 3610 in '3610-01-01,EUR,USD,1.1' | Correct the year: 1970 to 2100 are read.
            yesterday,EUR,USD,1.1  | 'yesterday' is no date in 'yesterday,EUR,USD,1.1' | Write the day like 2020-01-31.
            2020-01-31,EUR,USD,TBD | 'TBD' is no number in '2020-01-31,EUR,USD,TBD' | Write the rate like 1.1252.
            2020-01-31,EUR,USD,-1  | a rate of -1 in '2020-01-31,EUR,USD,-1' | A rate is above zero; leave it empty when there was none.
            2020-01-31,EUR,EUR,1   | 'EUR' and 'EUR' are no pair of currencies in '2020-01-31,EUR,EUR,1' | Use two different codes, such as BTC and USD.
            2020-01-31,EUR         | 2 fields instead of 4 in '2020-01-31,EUR' | Give the line a day, a base, a quote and a rate.
            2020-01-31,EUR,USD,NaN | a rate of NaN in '2020-01-31,EUR,USD,NaN' | A rate is above zero; leave it empty when there was none.
          """)
  void a_bad_line_is_refused_with_its_number_and_remedy_and_reading_goes_on(
      String line, String reason, String remedy) throws IOException {
    RateFile.Summary summary =
        read("mine.csv", "day,base,quote,rate\n" + line + "\n2020-02-01,EUR,USD,1.2\n");
    assertThat(summary.refusals()).containsExactly(new RateFile.Refused(2, reason, remedy));
    assertThat(summary.refused()).isEqualTo(1);
    assertThat(rates).hasSize(1);
  }

  @Test
  void of_many_refusals_the_first_hundred_are_kept_and_all_are_counted() throws IOException {
    RateFile.Summary summary = read("mine.csv", "day,base,quote,rate\n" + "x\n".repeat(250));
    assertThat(summary.refused()).isEqualTo(250);
    assertThat(summary.refusals()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name,price\nx,1\n", "<html>", "Date,Weather,Wind\n2020-01-01,1,2\n"})
  void a_file_of_another_kind_is_refused_with_the_shapes_that_are_read(String text) {
    assertThatThrownBy(() -> read("list.csv", text))
        .isInstanceOf(UnknownRateFile.class)
        .hasMessageStartingWith(
            "list.csv holds no exchange rates that Weir can read: its first line is '"
                + text.lines().findFirst().orElseThrow()
                + "'.")
        .hasMessageContaining("plain CSV with the columns day,base,quote,rate");
  }

  @Test
  void an_empty_file_says_so() {
    assertThatThrownBy(() -> read("list.csv", " \n"))
        .isInstanceOf(UnknownRateFile.class)
        .hasMessageStartingWith("list.csv is empty.");
  }

  @Test
  void prices_of_an_unnamed_pair_are_refused_with_a_name_to_give() {
    assertThatThrownBy(() -> read("prices.csv", "2013-01-31,20.4\n"))
        .isInstanceOf(UnknownRateFile.class)
        .hasMessage(
            "prices.csv has prices but does not say of what: neither its lines nor its name give the two currencies. Rename it, for example, to BTC-USD-prices.csv.");
  }

  @ParameterizedTest
  @CsvSource({
    "fx-ecb/eurofxref-hist.csv, ecb, 200000",
    "fx-crypto-daily/BTC-USD-1d.csv, crypto, 2700",
    "fx-crypto-daily/LTC-USD-1d.csv, crypto, 2700",
    "fx-crypto-daily/XMR-USD-1d.csv, crypto, 1500",
    "fx-btc-usd-2009-2016/bpi-blockchain.csv, close, 2000",
    "fx-btc-usd-2009-2016/bpi-coindesk.csv, coindesk, 2200",
    "fx-btc-usd-2009-2016/bpi-investing.csv, investing, 1700"
  })
  void published_files_are_read_whole(String file, String shape, long atLeast) throws IOException {
    @Nullable String data = System.getenv("WEIR_DATA");
    assumeThat(data).as("Set WEIR_DATA to the folder of published files to run this").isNotNull();
    try (Reader text = Files.newBufferedReader(Path.of(data == null ? "" : data, file))) {
      RateFile.Summary summary = RateFile.read(file, text, rates::add);
      assertThat(summary.shape()).isEqualTo(shape);
      assertThat(summary.refusals()).isEmpty();
      assertThat(summary.rates()).isEqualTo(rates.size()).isGreaterThan(atLeast);
    }
  }
}
