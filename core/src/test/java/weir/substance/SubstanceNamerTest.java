package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.listing.OfferKind;

class SubstanceNamerTest {
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          3 g of finest cocaine                   | cocaine          | cocaine
          Fishscale coke 1g                       | cocaine          | cocaine
          Кокс 1г                                 | cocaine          | cocaine
          Heroin base, 5 g                        | heroin           | opioid/heroin
          Метадон 1гр                             | methadone        | opioid/methadone
          Subutex 8mg x 10                        | buprenorphine    | opioid/buprenorphine
          Suboxone strips                         | buprenorphine    | opioid/buprenorphine
          Экстази 5 шт                            | mdma             | mdma
          10 x Tesla 250mg                        | mdma             | mdma
          Amnesia Haze 5g                         | cannabis-herb    | cannabis/herb
          5g Gorilla Glue buds                    | cannabis-herb    | cannabis/herb
          Шишки сатива 2г                         | cannabis-herb    | cannabis/herb
          Бошки 1 гр                              | cannabis-herb    | cannabis/herb
          Gashish 3g                              | cannabis-resin   | cannabis/resin
          Гашиш 3г                                | cannabis-resin   | cannabis/resin
          Gorilla glue hash 2g                    | cannabis-resin   | cannabis/resin
          THC gummies                             | cannabis-edible  | cannabis/edible
          Альфа пвп 1г                            | alpha-pvp        | nps/cathinone
          Меф 2г                                  | mephedrone       | nps/cathinone
          Марки нбом 5шт                          | -                | nps/phenethylamine
          25C-NBOMe blotter, 1mg                  | 25c-nbome        | nps/phenethylamine
          Spice 10g                               | -                | nps/synthetic-cannabinoid
          Mixed research chemicals                | -                | nps/unknown
          Xanax bars 2mg                          | alprazolam       | benzodiazepine/medicine
          Kamagra oral jelly                      | sildenafil       | medicine/erectile
          Codeine 30mg with paracetamol           | codeine          | opioid/codeine
          LSD feminised, indica buds, 2g          | cannabis-herb    | cannabis/herb
          MDMA 5g (hash as a gift)                | mdma             | mdma
          """)
  void a_title_is_named_by_what_it_sells(String title, String substance, String substanceClass) {
    Naming naming = NAMER.name(title, null, null);
    assertThat(naming.substance()).isEqualTo(substance);
    assertThat(naming.substanceClass()).isEqualTo(substanceClass);
    assertThat(naming.confidence()).isBetween(0.3, 1.0);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1g MDMA + 1g ketamine             | COMBINATION
          Cocaine and heroin, 1g each       | COMBINATION
          cocaine 1g / кокаин 1 гр          | PRODUCT
          MDMA A+++ quality                 | PRODUCT
          5g weed + free hash               | PRODUCT
          How to grow marijuana             | GUIDE
          Работа курьером                   | JOB
          Лотерея: 1г гашиша                | LOT
          Custom listing for a friend: 2g coke | CUSTOM
          Weed grinder, steel               | EQUIPMENT
          Feminised skunk seeds             | SEEDS
          Реагент 4-MMC, 5г                 | REAGENT
          Safrole 100 ml                    | PRECURSOR
          Money laundering service          | SERVICE
          2g Northern Lights                | PRODUCT
          """)
  void the_offer_kind_is_told_from_the_other_words(String title, OfferKind kind) {
    assertThat(NAMER.name(title, null, null).offerKind()).isEqualTo(kind);
  }

  @Test
  void what_names_nothing_stays_unknown() {
    assertThat(NAMER.name("Special delivery, ask first", null, null))
        .isEqualTo(new Naming(null, null, null, "none", OfferKind.PRODUCT, List.of()));
    assertThat(NAMER.name(null, null, null).substanceClass()).isNull();
    assertThat(NAMER.name("", "", List.of()).substance()).isNull();
  }

  @Test
  void an_ordinary_word_counts_only_with_support() {
    assertThat(NAMER.name("Snow", null, null).substance()).isNull();
    Naming supported = NAMER.name("Snow 2g", null, null);
    assertThat(supported.substance()).isEqualTo("cocaine");
    assertThat(supported.how()).isEqualTo("lexicon:slang+quantity");
    Naming byCategory = NAMER.name("Snow", null, List.of("Drugs", "Cocaine"));
    assertThat(byCategory.substance()).isEqualTo("cocaine");
    assertThat(byCategory.how()).isEqualTo("lexicon:slang+category");
  }

  @Test
  void a_word_with_several_meanings_is_settled_by_its_neighbours() {
    assertThat(NAMER.name("Соль, альфа, 1г", null, List.of("Катиноны")).substance())
        .isEqualTo("alpha-pvp");
    assertThat(NAMER.name("Марки 5шт", null, List.of("LSD")).substance()).isEqualTo("lsd");
  }

  @Test
  void the_title_outranks_the_description() {
    assertThat(NAMER.name("Ketamine 1g", "better than cocaine", null).substance())
        .isEqualTo("ketamine");
    Naming described = NAMER.name("Friday deal", "one gram of ketamine", null);
    assertThat(described.substance()).isEqualTo("ketamine");
    assertThat(described.how()).isEqualTo("description+lexicon:name");
    assertThat(described.mentions()).isEmpty();
  }

  @Test
  void a_category_alone_gives_a_class_and_no_substance() {
    Naming naming = NAMER.name("Friday deal", null, List.of("Drugs", "Opioids"));
    assertThat(naming.substance()).isNull();
    assertThat(naming.substanceClass()).isEqualTo("opioid/other");
    assertThat(naming.how()).isEqualTo("category");
  }

  @Test
  void one_slip_of_the_pen_in_a_long_name_is_forgiven_where_an_amount_is_named() {
    Naming naming = NAMER.name("Diazepem 10mg", null, null);
    assertThat(naming.substance()).isEqualTo("diazepam");
    assertThat(naming.how()).endsWith("+misspelt");
    assertThat(NAMER.name("Diazepem", null, null).substance()).isNull();
  }

  @Test
  void mentions_are_those_of_the_title_with_their_offsets() {
    Naming naming = NAMER.name("5g Amnesia Haze buds", null, null);
    assertThat(naming.mentions())
        .extracting(NamedSpan::surface)
        .containsExactly("Amnesia Haze", "buds");
    assertThat(naming.mentions().getFirst().start()).isEqualTo(3);
    assertThat(naming.mentions().getFirst().how()).startsWith("lexicon:strain");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 indica chocolate pieces, 50mg   | cannabis-edible
          5g cream cookies, weed buds        | cannabis-herb
          1g kush wax                        | cannabis-concentrate
          Sativa cartridge 500mg             | cannabis-concentrate
          2g kush hash                       | cannabis-resin
          White Widow, high CBD, 7g          | cannabis-herb
          Mid grade, 1 ounce                 | cannabis-herb
          10 x Golden Lantern 150ug          | lsd
          5 gummies, 120 µg each             | lsd
          Hyoscine 1g                        | scopolamine
          """)
  void the_more_exact_word_names_the_product(String title, String substance) {
    assertThat(NAMER.name(title, null, null).substance()).isEqualTo(substance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chocolate 100g",
        "500 g of candy",
        "Vape cartridge holder",
        "Rolex Daytona, AAA+ quality",
        "Blotter paper for ink, A4",
        "Tar 5 kg",
        "20 pills",
        "Big H 2g"
      })
  void a_word_that_needs_more_than_an_amount_or_praise_stays_unnamed(String title) {
    assertThat(NAMER.name(title, null, null).substanceClass()).isNull();
    assertThat(NAMER.mentions(title)).isEmpty();
  }

  @Test
  void two_rival_names_lower_the_confidence() {
    Double one = NAMER.name("Ketamine 1g", null, null).confidence();
    Double two = NAMER.name("Ketamine, not heroin, 1g", null, null).confidence();
    assertThat(two).isLessThan(one);
  }
}
