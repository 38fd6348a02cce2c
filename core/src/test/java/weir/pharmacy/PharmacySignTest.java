package weir.pharmacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PharmacySignTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order now, no prescription needed! | no-prescription",
        "All tablets without a prescription | no-prescription",
        "Potenzmittel rezeptfrei bestellen | no-prescription",
        "Commandez sans ordonnance | no-prescription",
        "zonder recept verkrijgbaar | no-prescription",
        "лекарства без рецепта | no-prescription",
        "A free online consultation decides | online-consultation-only",
        "We are a licensed online pharmacy | licence-claimed",
        "All products FDA-approved | licence-claimed",
        "Pay by Western Union | payment-hard-to-trace",
        "Bitcoin accepted | payment-hard-to-trace",
        "bank transfer only | payment-to-an-account",
        "Discreet packaging, always | shipping-promise",
        "we ship worldwide | shipping-promise",
        "If customs seize it we reship | shipping-promise",
        "Save up to 75% today | price-promise",
        "generic viagra 100 mg | claims-generic-version",
        "The Canadian Health Pharmacy | says-it-is-canadian",
        "contact us via WhatsApp | contact-off-the-site",
        "agents available in many countries | agents-elsewhere",
      })
  void each_kind_of_sign_is_told_by_its_wording(String text, String kind) {
    assertThat(PharmacySign.in(text)).extracting(PharmacySign::kind).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A valid prescription is required for this medicine.",
        "Please hand in your prescription at the counter.",
        "Our address: see the register of pharmacies.",
        "Pay by card or invoice.",
        "Delivery takes two days.",
        "",
      })
  void a_licensed_pharmacys_usual_words_are_no_sign(String text) {
    assertThat(PharmacySign.in(text)).isEmpty();
  }

  @Test
  void a_sign_carries_the_passage_and_not_the_page() {
    String page = "Welcome. ".repeat(50) + "You need no prescription here. " + "Bye. ".repeat(50);
    assertThat(PharmacySign.in(page))
        .extracting(PharmacySign::toString)
        .containsExactly("no-prescription: You need no prescription here");
  }

  @Test
  void a_text_that_repeats_a_word_without_end_costs_little() {
    String text = "prescription price world free off % ".repeat(100_000);
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> PharmacySign.in(text));
  }

  @Test
  void one_kind_is_told_once() {
    assertThat(PharmacySign.in("no prescription. no prescription. without prescription"))
        .hasSize(1);
  }

  @Test
  void no_sign_is_worded_as_a_verdict() {
    assertThat(PharmacySign.in("no prescription needed, worldwide shipping, Western Union"))
        .allSatisfy(sign -> assertThat(sign.kind()).doesNotContain("illegal", "rogue", "fake"));
  }
}
