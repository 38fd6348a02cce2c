package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFormatTest {

  private static PlainFormat plain(String format) {
    return Objects.requireNonNull(PlainFormat.of(format), format);
  }

  @ParameterizedTest
  @CsvSource({
    "dd/MM/yyyy, 29/02/2020, 2020-02-29T00:00, day",
    "yyyy-MM-dd HH:mm, 2019-12-31 23:59, 2019-12-31T23:59, minute",
    "yyyy-MM-dd'T'HHmmss, 2020-03-01T120000, 2020-03-01T12:00, second",
    "dd MMM yyyy, 04 may 2016, 2016-05-04T00:00, day",
    "dd MMM uuuu HH:mm:ss, 29 Feb 2016 01:02:03, 2016-02-29T01:02:03, second",
    "HH:mm:ss dd.MM.uuuu, 01:02:03 04.05.2016, 2016-05-04T01:02:03, second"
  })
  void a_date_of_fixed_widths_is_read(
      String format, String text, LocalDateTime moment, String precision) {
    assertThat(plain(format).read(text)).isEqualTo(moment);
    assertThat(plain(format).precision()).isEqualTo(precision);
  }

  @ParameterizedTest
  @CsvSource({
    "dd/MM/yyyy, 31/02/2020",
    "dd/MM/yyyy, 29/02/2019",
    "dd/MM/yyyy, 01/13/2020",
    "dd/MM/yyyy, 1/1/2020",
    "dd/MM/yyyy, 01-01-2020",
    "dd MMM yyyy, 04 Mai 2016",
    "dd MMM yyyy, 4 May 2016",
    "dd MMM yyyy, 30 Feb 2016",
    "dd/MM/yyyy, 01/01/20200",
    "dd/MM/yyyy, ٠١/01/2020",
    "yyyy-MM-dd HH:mm, 2020-01-01 24:00",
    "yyyy-MM-dd HH:mm, 2020-01-01 23:60"
  })
  void what_is_no_date_is_left_to_the_formatter(String format, String text) {
    assertThat(plain(format).read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d/M/yyyy",
        "dd MMMM yyyy",
        "yyyyMMdd",
        "dd/MM/yy",
        "yyyy-MM-dd'at'HH:mm",
        "MM/yyyy",
        "hh:mm a dd/MM/yyyy",
        "dd/MM/yyyy HH",
        "dd/MM/yyyy dd",
        "[dd]/MM/yyyy"
      })
  void a_format_that_asks_for_more_is_not_plain(String format) {
    assertThat(PlainFormat.of(format)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd/MM/uuuu", "dd MMM uuuu", "uuuu-MM-dd HH:mm", "MM.dd.uuuu, HH:mm:ss"})
  void every_date_is_read_as_by_the_formatter(String format) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      LocalDateTime moment =
          LocalDateTime.of(1990, 1, 1, 0, 0).plusSeconds(random.nextInt(Integer.MAX_VALUE));
      String text = moment.format(formatter);

      LocalDateTime read = plain(format).read(text);

      assertThat(read).isNotNull();
      assertThat(Objects.requireNonNull(read).format(formatter)).isEqualTo(text);
    }
  }
}
