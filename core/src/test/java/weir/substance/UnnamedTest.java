package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnnamedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 Blue Lanterns | mdma | stamp+quantity",
        "50x Quobbles 220mg | mdma | stamp+quantity",
        "250mg Nectarine Tarts | cannabis-edible | sweets+quantity",
        "Zorkleberry 3.5g | cannabis-herb | strain-shape+quantity",
        "Quarter ounce special | cannabis-herb | trade-weight",
      })
  void a_shape_of_one_trade_is_a_guess(String title, String substance, String how) {
    Naming naming = SubstanceNamer.standard().name(title, null, null);
    assertThat(naming.substance()).isEqualTo(substance);
    assertThat(naming.how()).isEqualTo(how);
    assertThat(naming.confidence()).isLessThan(0.6);
    assertThat(naming.mentions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blue lantern",
        "12 Blue plates 700 ml",
        "Ceylon tea 100 g",
        "100 Vitamin tablets 20mg",
        "Steel mug 16 oz",
      })
  void other_titles_stay_unnamed(String title) {
    assertThat(Unnamed.of(title)).isNull();
  }

  @Test
  void a_category_outranks_a_guess() {
    Naming naming =
        SubstanceNamer.standard().name("Zorkleberry 3.5g", null, List.of("Drugs", "Cocaine"));
    assertThat(naming.substanceClass()).isEqualTo("cocaine");
    assertThat(naming.how()).isEqualTo("category");
  }
}
