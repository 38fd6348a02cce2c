package weir.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            Amphetamine paste 5 g | 5 | g | 5 |
            Amphetamine paste 5g | 5 | g | 5 |
            Amphetamine paste 5 gr | 5 | g | 5 |
            Amphetamine paste 5gr. | 5 | g | 5 |
            Amphetamine paste 5 grams | 5 | g | 5 |
            Amphetamine paste 5 Gramm | 5 | g | 5 |
            Amphetamine paste 5 grammes | 5 | g | 5 |
            Amphetamine paste 5 gramos | 5 | g | 5 |
            Amphetamine paste 5 grammi | 5 | g | 5 |
            Amphetamine paste 5 gramów | 5 | g | 5 |
            Amphetamine paste (5g) | 5 | g | 5 |
            Amphetamine paste [5g] | 5 | g | 5 |
            Amphetamine paste - 5 g - | 5 | g | 5 |
            Amphetamine paste - 5 GRAMM | 5 | g | 5 |
            5g's of paste | 5 | g | 5 |
            .5g resin | 0.5 | g | 0.5 |
            0.5g resin | 0.5 | g | 0.5 |
            0,5 g resin | 0.5 | g | 0.5 |
            0,5гр. смола | 0.5 | g | 0.5 |
            3,5 г смола | 3.5 | g | 3.5 |
            3.5 грамма смола | 3.5 | g | 3.5 |
            10 грамм смола | 10 | g | 10 |
            0.25 г. смола | 0.25 | g | 0.25 |
            05g resin | 0.5 | g | 0.5 |
            2.g resin | 2 | g | 2 |
            ½ g resin | 0.5 | g | 0.5 |
            1½ g resin | 1.5 | g | 1.5 |
            1 1/2 g resin | 1.5 | g | 1.5 |
            half gram resin | 0.5 | g | 0.5 |
            half a gram resin | 0.5 | g | 0.5 |
            Half-ounce of resin | 0.5 | oz | 14.174762 |
            quarter oz resin | 0.25 | oz | 7.087381 |
            Quarter LB resin | 0.25 | lb | 113.398092 |
            one gram of resin | 1 | g | 1 |
            two grams of resin | 2 | g | 2 |
            an ounce of resin | 1 | oz | 28.349523 |
            whole pound of resin | 1 | lb | 453.59237 |
            полграмма смолы | 0.5 | g | 0.5 |
            пол грамма смолы | 0.5 | g | 0.5 |
            полтора грамма смолы | 1.5 | g | 1.5 |
            1 kg resin | 1 | kg | 1000 |
            1KG resin | 1 | kg | 1000 |
            1,5 kg resin | 1.5 | kg | 1500 |
            2 Kilo resin | 2 | kg | 2000 |
            кило 1 кг смола | 1 | kg | 1000 |
            250 mg crystal | 250 | mg | 0.25 |
            250mg powder sample | 250 | mg | 0.25 |
            500мг порошок | 500 | mg | 0.5 |
            1/8 oz flower | 0.125 | oz | 3.54369 |
            1/8th flower | 0.125 | oz | 3.54369 |
            1/8th oz flower | 0.125 | oz | 3.54369 |
            1/4oz flower | 0.25 | oz | 7.087381 |
            1/2 Ounce flower | 0.5 | oz | 14.174762 |
            1 oz flower | 1 | oz | 28.349523 |
            2oz. flower | 2 | oz | 56.699046 |
            3 ounces flower | 3 | oz | 85.048569 |
            1 zip flower | 1 | oz | 28.349523 |
            1 eighth flower | 0.125 | oz | 3.54369 |
            1LB flower | 1 | lb | 453.59237 |
            1/2 lb flower | 0.5 | lb | 226.796185 |
            2 lbs flower | 2 | lb | 907.18474 |
            1 pound flower | 1 | lb | 453.59237 |
            QP flower | 0.25 | lb | 113.398092 |
            2 QP flower | 0.5 | lb | 226.796185 |
            HP flower | 0.5 | lb | 226.796185 |
            8-ball of powder | 3.5 | g | 3.5 |
            8ball powder | 3.5 | g | 3.5 |
            8 ball powder | 3.5 | g | 3.5 |
            2 8-balls of powder | 3.5 | g | 7 |
            eightball powder | 3.5 | g | 3.5 |
            1 teenth of powder | 0.0625 | oz | 1.771845 |
            5 გრ ფისი | 5 | g | 5 |
            10克 | 10 | g | 10 |
            1oz (28g) flower | 1 | oz | 28.349523 |
            14g (1/2 oz) flower | 14 | g | 14 |
            QP - 112g - 1/4 LB flower | 0.25 | lb | 113.398092 |
            1 Ounce / 28 Grams flower | 1 | oz | 28.349523 |
            1 kg (10 × 100 g) | 1 | kg | 1000 |
            10 x 1 g resin | 1 | g | 10 |
            10x1g resin | 1 | g | 10 |
            10 X 0.1g resin | 0.1 | g | 1 |
            10 х 0,5 г смола | 0.5 | g | 5 |
            5 bags of 2g resin | 2 | g | 10 |
            5 bags x 2g resin | 2 | g | 10 |
            10 шт по 0.5 г | 0.5 | g | 5 | 10
            2 * 5g resin | 5 | g | 10 |
            5g x 10 resin | 5 | g | 50 |
            10g.+2 g. resin | 12 | g | 12 |
            10g + 2g free resin | 12 | g | 12 |
            5g mix: 2g haze + 3g kush | 5 | g | 5 |
            0.8g powder + 0.3g crystal | 1.1 | g | 1.1 |
            3x Resin 5g | 5 | g | 15 |
            5g @ best price | 5 | g | 5 |
            5 joints 1g each | 1 | g | 5 | 5
            20 pills 5g each | 5 | g | 100 | 20
            AM-2201 5g | 5 | g | 5 |
            4-MEC 10g | 10 | g | 10 |
            3-MMC 3g | 3 | g | 3 |
            10% sale 5g | 5 | g | 5 |
            5g -10% with bitcoin | 5 | g | 5 |
            $49 resin 5g | 5 | g | 5 |
            5g resin $49 | 5 | g | 5 |
            49€ 5g | 5 | g | 5 |
            5g 49 EUR | 5 | g | 5 |
            10$ per gram 5g | 5 | g | 5 |
            2014-01-01 5g | 5 | g | 5 |
            `#3 powder 2g` | 2 | g | 2 |
            5000g | 5000 | g | 5000 |
            2000 mg crystal | 2000 | mg | 2 |
          """)
  void printed_masses_become_grams(
      String title, double value, String unit, double grams, @Nullable Double units) {
    Amount amount = QuantityReader.amount(title).orElseThrow();
    assertThat(amount.value()).isEqualTo(value, within(1e-6));
    assertThat(amount.unit()).isEqualTo(unit);
    assertThat(amount.grams()).isEqualTo(grams, within(1e-5));
    assertThat(amount.units()).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            10 毫克 x 5 | 5 | piece |  | 5
            10x100mg | 10 | piece |  | 10
            10 x 100 mg pills | 10 | piece |  | 10
            100ug x 500 hits | 500 | piece |  | 500
            100mg x 50 | 50 | piece |  | 50
            30MG X 5 tablets | 5 | piece |  | 5
            20mg x5 | 5 | piece |  | 5
            50x20mg | 50 | piece |  | 50
            56 (2 boxes) x 10mg | 56 | piece |  | 56
            2 boxes of 30 tablets | 60 | tablet |  | 60
            3 packs x 10 tabs | 30 | tab |  | 30
            2 strips of 10 | 20 | piece |  | 20
            pack of 10 | 10 | piece |  | 10
            box of 100 tablets | 100 | tablet |  | 100
            10 pack | 10 | pack |  | 10
            Qty 100 2mg tablets | 100 | piece |  | 100
            Bars 2MG - Qty: 100 | 100 | piece |  | 100
            Quantity 50 | 50 | piece |  | 50
            50 pills 20mg | 50 | pill |  | 50
            50 pills | 50 | pill |  | 50
            100 tabs | 100 | tab |  | 100
            100 Tabletten | 100 | tablet |  | 100
            60 tablets 5mg | 60 | tablet |  | 60
            30 таблеток | 30 | tablet |  | 30
            10 таб. 2 мг | 10 | tablet |  | 10
            20 comprimés | 20 | tablet |  | 20
            20 comprimidos | 20 | tablet |  | 20
            20 kapslar 50 mg | 20 | capsule |  | 20
            50 capsules | 50 | capsule |  | 50
            5 pieces | 5 | piece |  | 5
            5 pcs | 5 | piece |  | 5
            10pc. LSD 200ug | 10 | piece |  | 10
            10 pcs blotters | 10 | piece |  | 10
            25 blotters 100 mcg | 25 | blotter |  | 25
            5 Stück | 5 | piece |  | 5
            5 Stk. | 5 | piece |  | 5
            full escrow 1mg blotters x 75 | 75 | piece |  | 75
            3 vials of 5000 I.U. | 3 | piece |  | 3
            7 шт | 7 | piece |  | 7
            7 штук | 7 | piece |  | 7
            3 марки 200 мкг | 3 | blotter |  | 3
            100 st | 100 | piece |  | 100
            12 kpl | 12 | piece |  | 12
            8 штук +1 бонус | 9 | piece |  | 9
            10+1pc blotters | 11 | piece |  | 11
            5 + 5 tabs | 10 | tab |  | 10
            25 XTC pills | 25 | pill |  | 25
            25 strong red XTC pills | 25 | pill |  | 25
            100 MDMA Pills | 100 | pill |  | 100
            (10) pills of 10/325mg | 10 | pill |  | 10
            (20) Oxy 30mg | 20 | piece |  | 20
            25 2mg bars | 25 | bar |  | 25
            100 30mg tablets | 100 | tablet |  | 100
            10 6mg tablets | 10 | tablet |  | 10
            5 - Generic 60mg | 5 | piece |  | 5
            3 LSD 200ug | 3 | piece |  | 3
            2LSD 200ug | 2 | piece |  | 2
            10 ecstasy 300mg | 10 | pill |  | 10
            2x ecstasy 250mg | 2 | pill |  | 2
            15x Green tablets 180-200mg | 15 | tablet |  | 15
            5 x blotter 150 - 170ug | 5 | blotter |  | 5
            100 x Brown Microdots | 100 | microdot |  | 100
            1000x blotters 200µg | 1000 | blotter |  | 1000
            product-225mg-500-pills-500usd | 500 | pill |  | 500
            3 amps | 3 | ampoule |  | 3
            1 vial 5000iu | 1 | vial |  | 1
            10 seeds | 10 | seed |  | 10
            5 joints | 5 | joint |  | 5
            2 patches 75mcg | 2 | patch |  | 2
            2C-B 20 pills | 20 | pill |  | 20
            25I-NBOMe 50 blotters | 50 | blotter |  | 50
            1,000 tabs | 1000 | tab |  | 1000
            1.000 pills | 1000 | pill |  | 1000
            10 000 tablets | 10000 | tablet |  | 10000
            1'000 tabs | 1000 | tab |  | 1000
            1k pills | 1000 | pill |  | 1000
            12,500 pills | 12500 | pill |  | 12500
          """)
  void printed_counts_become_units_and_a_strength_is_no_mass(
      String title, double value, String unit, @Nullable Double grams, double units) {
    Amount amount = QuantityReader.amount(title).orElseThrow();
    assertThat(amount).isEqualTo(new Amount(value, unit, grams, units));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            2ml | 2 | ml |  |
            10 ml vial | 10 | ml |  |
            1 x 10 ml vial | 10 | ml |  | 1
            10 x 1ml ampoules, 100mg/ml | 1 | ml |  | 10
            250mg/ml 10ml vial | 10 | ml |  |
            5 мл | 5 | ml |  |
            1 L solvent | 1 | l |  |
            5 litres | 5 | l |  |
            1.5 l | 1.5 | l |  |
            HCl spray 15mg/10ml | 10 | ml |  |
            2 fl oz | 59.147059 | ml |  |
            5cl | 50 | ml |  |
          """)
  void volumes_have_no_grams(
      String title, double value, String unit, @Nullable Double grams, @Nullable Double units) {
    Amount amount = QuantityReader.amount(title).orElseThrow();
    assertThat(amount.value()).isEqualTo(value, within(1e-6));
    assertThat(amount.unit()).isEqualTo(unit);
    assertThat(amount.grams()).isEqualTo(grams).isNull();
    assertThat(amount.units()).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            3.5g/7g/14g resin
            1/5/10g resin
            1-5g resin
            1g or 2g resin
            20mg tablets
            Tablet 5mg
            200ug blotter
            Medicine 100mg
            Medicine 0.5mg
            LSD-25
            5F-PB22
            5 G13 Haze
            THC 25%
            Purity 93%
            84% crystal
            -5%
            $49
            $10/g
            500 usd
            12.05.2020
            01/02/2014
            10:30
            24/7 support
            2020 г.
            555-123-4567
            +44 7700 900123
            1234567890 g
            4.9 stars
            Over 40+ books
            Top quality resin
            Price TBD
            5 days delivery
            100 MB
            1/2" pipe
            7in glass
            1CC X 28G syringes
            `#4 powder`
            1k views
          """)
  void what_states_no_amount_or_only_a_strength_or_a_choice_gives_none(String title) {
    assertThat(QuantityReader.amount(title)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
            paste 0,5гр. new       | 0,5гр             | 0.5   | g       | 0.5      | -   | -
            10x100mg               | 10x100mg          | 100   | mg      | -        | 10  | 10
            100ug x 500 hits, new  | 100ug x 500 hits  | 100   | ug      | -        | 500 | 500
            blotters 200ug         | 200ug             | 200   | ug      | -        | -   | -
            1/8 oz flower          | 1/8 oz            | 0.125 | oz      | 3.54369  | -   | -
            (10 × 100 g)           | 10 × 100 g        | 100   | g       | 1000     | -   | 10
            2 boxes of 30 tablets  | 2 boxes of 30 tablets | 30 | tablet | -        | 60  | 2
            2 strips of 10         | 2 strips of 10    | 10    | piece   | -        | 20  | 2
            25 XTC, 120mg          | 25 XTC            | 25    | pill    | -        | 25  | -
            🍇🍇 0.5G new          | 0.5G              | 0.5   | g       | 0.5      | -   | -
            half a gram            | half a gram       | 0.5   | g       | 0.5      | -   | -
            1000iu                 | 1000iu            | 1000  | iu      | -        | -   | -
            180-200mg              | 180-200mg         | 190   | mg      | -        | -   | -
            250mg powder           | 250mg             | 250   | mg      | 0.25     | -   | -
            250mg                  | 250mg             | 250   | mg      | -        | -   | -
            5 bags of 2g           | 5 bags of 2g      | 2     | g       | 10       | -   | 5
          """)
  void a_quantity_says_where_it_stands(
      String text,
      String surface,
      double value,
      String unit,
      @Nullable Double grams,
      @Nullable Double units,
      @Nullable Double multiple) {
    Quantity quantity = QuantityReader.read(text).getFirst();
    assertThat(text.substring(quantity.start(), quantity.end())).isEqualTo(surface);
    assertThat(quantity.value()).isEqualTo(value);
    assertThat(quantity.unit()).isEqualTo(unit);
    if (grams == null) {
      assertThat(quantity.grams()).isNull();
    } else {
      assertThat(quantity.grams()).isEqualTo(grams, within(1e-5));
    }
    assertThat(quantity.units()).isEqualTo(units);
    assertThat(quantity.multiple()).isEqualTo(multiple);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
            Medicine 100mg                  | 100  | mg
            10x100mg                        | 100  | mg
            pills 180-200mg                 | 190  | mg
            blotters 110 mcg                | 110  | ug
            10ml vial 250mg/ml              | 250  | mg/ml
            HCl spray 15mg/10ml             | 1.5  | mg/ml
            3 vials of 5000 I.U.            | 5000 | iu
            1000iu/vial                     | 1000 | iu
            10 pills of 10/325mg            | -    | -
            5mg pills, 10mg pills           | -    | -
            250mg powder                    | -    | -
            5g resin                        | -    | -
          """)
  void a_strength_is_what_one_piece_or_one_millilitre_holds(
      String text, @Nullable Double value, @Nullable String unit) {
    assertThat(QuantityReader.strength(text))
        .isEqualTo(
            value == null || unit == null
                ? Optional.empty()
                : Optional.of(new Strength(value, unit)));
  }

  @ParameterizedTest
  @CsvSource({
    "5g resin, true",
    "1-5g resin, true",
    "1/5/10g resin, true",
    "100mg tablets, true",
    "resin, false",
    "$49 resin, false",
    "2C-B, false",
    "93% resin, false"
  })
  void a_text_states_an_amount_when_anything_is_measured_or_counted(String text, boolean states) {
    assertThat(QuantityReader.statesAmount(text)).isEqualTo(states);
  }

  @Test
  void all_quantities_of_a_text_are_read_in_order() {
    assertThat(QuantityReader.read("50 pills 20mg, or 5g"))
        .extracting(Quantity::unit)
        .containsExactly("pill", "mg", "g");
  }

  @Test
  void nothing_is_read_from_no_text() {
    assertThat(QuantityReader.amount(null)).isEmpty();
    assertThat(QuantityReader.amount("")).isEmpty();
    assertThat(QuantityReader.read("")).isEmpty();
  }

  @Test
  void a_quantity_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Quantity(3, 3, 1, "g", null, null, null))
        .hasMessage("A quantity must cover some text, but runs from 3 to 3.");
    assertThatThrownBy(() -> new Quantity(0, 3, -1, "g", null, null, null))
        .hasMessage("A quantity cannot be -1.0 g; expected a number from 0 up.");
  }

  @Test
  void any_text_is_read_without_fault_and_quantities_lie_within_it_apart() {
    SplittableRandom random = new SplittableRandom(7);
    String[] parts = {
      "1", "0", "25", "1/2", "½", ".", ",", "x", "×", "*", "-", "+", "/", "(", ")", "%", "$", " ",
      " ", "g", "mg", "ug", "oz", "pills", "tabs", "x10", "half", "QP", "pack", "of", "each", "г",
      "шт", "克", "fl", "8-ball", "qty", ":", "#", "é", "\ud83c", "LSD", "5F", "001", "per", "ml",
      "2020"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(14);
      for (int i = 0; i < length; i++) text.append(parts[random.nextInt(parts.length)]);
      int end = 0;
      for (Quantity quantity : QuantityReader.read(text.toString())) {
        assertThat(quantity.start()).as(text.toString()).isGreaterThanOrEqualTo(end);
        assertThat(quantity.end()).as(text.toString()).isLessThanOrEqualTo(text.length());
        end = quantity.end();
      }
      QuantityReader.amount(text.toString());
    }
  }

  @Test
  void a_very_long_text_takes_time_in_proportion_to_its_length() {
    String digits = "1".repeat(200_000);
    String crosses = "1x".repeat(100_000);
    String brackets = "1 (".repeat(70_000);
    String dashes = "1-".repeat(100_000);
    String words = "1 a ".repeat(50_000);
    for (String text : List.of(digits, crosses, brackets, dashes, words)) {
      long start = System.nanoTime();
      QuantityReader.read(text);
      assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(2);
    }
  }
}
