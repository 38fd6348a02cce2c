package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.listing.OfferKind;

class OffersTest {
  private static String kind(String title, String... category) {
    return SubstanceNamer.standard().name(title, null, List.of(category)).offerKind().word();
  }

  @Test
  void the_shipped_weights_were_trained_from_the_shipped_titles() {
    assertThat(Offers.markOfWeights())
        .as("after a change of offers.txt or offer-words.csv run bench/accuracy --weights")
        .isEqualTo(OfferWords.mark());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2g cocaine with free grinder | product",
        "Grinder, works for cocaine crystals too | equipment",
        "Ketamine 1g, no custom orders | product",
        "Custom for harry: ketamine | custom",
        "Strain called Holy Bible 3.5g | product",
      })
  void what_only_comes_along_is_not_what_is_sold(String title, String expected) {
    assertThat(kind(title)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Küchenfeinwaage, equipment",
    "Obstsaatgut Amnesia, seeds",
    "Kräuterhandbuch, guide",
    "Riesendruckverschlussbeutel, packaging",
  })
  void a_compound_is_known_by_its_end(String title, String expected) {
    assertThat(kind(title)).isEqualTo(expected);
  }

  @Test
  void a_category_decides_where_the_title_says_nothing() {
    assertThat(kind("Wonderful thing", "Information", "Guides")).isEqualTo("guide");
    assertThat(kind("Wonderful thing", "Odds and ends")).isEqualTo("product");
  }

  @Test
  void titles_are_read_with_their_slots_filled() {
    List<Offers.Marked> titles =
        Offers.titles(
            "t.txt", "# a note\n@slot thing: mill | press | jar\nequipment|old {thing}\n");
    assertThat(titles)
        .extracting(Offers.Marked::title)
        .containsExactlyInAnyOrder("old mill", "old press", "old jar");
    assertThat(titles).extracting(Offers.Marked::kind).containsOnly(OfferKind.EQUIPMENT);
  }

  @Test
  void a_slot_that_is_not_named_is_refused_with_what_to_add() {
    assertThatThrownBy(() -> Offers.titles("t.txt", "guide|about {ships}\n"))
        .hasMessageContaining("'ships' is not named. Add a line '@slot ships: …'");
    assertThatThrownBy(() -> Offers.titles("t.txt", "guide about ships\n"))
        .hasMessage("t.txt, line 1: expected kind|title, found 'guide about ships'.");
  }
}
