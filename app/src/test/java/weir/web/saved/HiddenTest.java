package weir.web.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          see http://example.org/a?b=c now          | see [address not shown] now
          abcdefghijklmnop.onion                    | [address not shown]
          go to ABCDEFGHIJKLMNOP.ONION/shop         | go to [address not shown]
          join t.me/somewhere                       | join [address not shown]
          www.example.test/x                        | [address not shown]
          our shop: my-shop.com!                    | our shop: [address not shown]!
          example.to/offer                          | [address not shown]
          bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq | [address not shown]
          """)
  void what_could_be_followed_or_paid_is_not_shown(String text, String shown) {
    assertThat(Hidden.addresses(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.5 g at 12.50 EUR",
        "Good.It is",
        "5.0 g. To be sent",
        "e.g. this",
        "v1.2",
        "a.m.",
        ""
      })
  void ordinary_text_stays(String text) {
    assertThat(Hidden.addresses(text)).isEqualTo(text);
  }

  @Test
  void an_account_is_the_same_pseudonym_everywhere_on_its_source_and_another_elsewhere() {
    assertThat(Pseudonym.of("a", "Bob")).isEqualTo(Pseudonym.of("a", "Bob"));
    assertThat(Pseudonym.of("a", "Bob")).isNotEqualTo(Pseudonym.of("b", "Bob"));
    assertThat(Pseudonym.of("a", "Bob")).matches("account [0-9a-f]{6}");
  }

  @Test
  void a_name_of_two_letters_is_hidden_only_where_it_stands_alone() {
    Hidden hidden = Hidden.on("a", List.of("xy"));

    assertThat(hidden.in("xy")).isEqualTo(Pseudonym.of("a", "xy"));
    assertThat(hidden.in("xy and more")).isEqualTo("xy and more");
  }

  @Test
  void no_text_makes_it_slow() {
    String hostile = "a.".repeat(50_000) + "-".repeat(50_000) + "a".repeat(100_000);

    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(10), () -> Hidden.addresses(hostile));
  }
}
