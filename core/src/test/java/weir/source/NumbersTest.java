package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          17           | 17
          (1030)       | 1030
          1,204        | 1204
          1.204        | 1204
          1 204 567    | 1204567
          17 Times     | 17
          Sold: 3      | 3
          3.5          | 3
          1,20         | 1
          0            | 0
          100+         | 100
          1k+ sold     | 1000
          1.2k         | 1200
          12,5K        | 12500
          2M           | 2000000
          3 тыс.       | 3000
          1.25k views  | 1250
          4 kg         | 4
          7km          | 7
          1.2345k      | 1
          """)
  void counts_are_read_with_or_without_separators(String printed, long count) {
    assertThat(Numbers.integer(printed)).contains(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "-3", "12345678901234567890"})
  void what_is_no_count_gives_nothing(String printed) {
    assertThat(Numbers.integer(printed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4.97         | 4.97
          4,97         | 4.97
          (98%)        | 98
          rated 4.5/5  | 4.5
          -1.5         | -1.5
          5.           | 5
          """)
  void scores_are_read_with_a_point_or_a_comma(String printed, BigDecimal number) {
    assertThat(Numbers.decimal(printed)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n/a", "-", "."})
  void what_is_no_score_gives_nothing(String printed) {
    assertThat(Numbers.decimal(printed)).isEmpty();
  }
}
