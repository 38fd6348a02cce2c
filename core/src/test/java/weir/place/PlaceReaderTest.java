package weir.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            Germany | DE | DE
            germany | DE | DE
            GERMANY | DE | DE
            Deutschland | DE | DE
            Allemagne | DE | DE
            Niemcy | DE | DE
            Германия | DE | DE
            გერმანია | DE | DE
            DE | DE | DE
            de | DE | DE
            us | US | US
            US | US | US
            USA | US | US
            usa | US | US
            U.S.A. | US | US
            United States of America | US | US
            UK | GB | GB
            United Kingdom | GB | GB
            England | GB | GB
            Großbritannien | GB | GB
            Grossbritannien | GB | GB
            NL | NL | NL
            The Netherlands | NL | NL
            Holland | NL | NL
            Нидерланды | NL | NL
            EU | EU | EU
            Europe | EU | EU
            European Union | EU | EU
            Worldwide | WORLD | WORLD
            WORLDWIDE | WORLD | WORLD
            World wide | WORLD | WORLD
            Wordwide | WORLD | WORLD
            International | WORLD | WORLD
            Весь мир | WORLD | WORLD
            Weltweit | WORLD | WORLD
            Tbilisi | GE | GE
            Тбилиси | GE | GE
            თბილისი | GE | GE
            Батуми | GE | GE
            Kutaisi | GE | GE
            Georgia | GE | GE
            Грузия | GE | GE
            Georgia, USA | US | US
            Tbilisi, Georgia | GE | GE
            Hong Kong | HK | HK
            Czech Republic | CZ | CZ
            Türkiye | TR | TR
            Côte d'Ivoire | CI | CI
            Österreich | AT | AT
            Oesterreich | AT | AT
            China | CN | CN
            中国 | CN | CN
            South Korea | KR | KR
            North Macedonia | MK | MK
            Guinea-Bissau | GW | GW
            IN | IN | IN
            TO | TO | TO
            NO | NO | NO
            From: Germany To: Worldwide | DE | WORLD
            Ships from: Spain | ES | ES
            Torland |  |
            Internet |  |
            undeclared |  |
            Undeclared |  |
            my pm |  |
            PM |  |
            NA |  |
            N/A |  |
            in |  |
            to |  |
            Unknown |  |
            Germany or Netherlands |  | DE NL
            Worldwide except US | WORLD | WORLD
            Worldwide (except: US/NZ/AU) | WORLD | WORLD
            Worldwide except Germany, Finland | WORLD | WORLD
            EU except Sweden, Norway | EU | EU
            We do not ship to USA |  |
            USA & Canada |  | US CA
            EU, CH, NO, USA, CA |  | EU CH NO US CA
            UK/EU |  | GB EU
            UK-EU-USA-CA |  | GB EU US CA
            Scandinavia |  | DK NO SE
            Benelux |  | BE NL LU
            North America |  | US CA
            SHIPS TO DE | DE | DE
            USA only | US | US
            Everywhere else must ask |  |
            USA, EU - everywhere else must ask |  | US EU
            荷兰 | NL | NL
            从荷兰发货 | NL | NL
            オランダ | NL | NL
            네덜란드 | NL | NL
            هولندا | NL | NL
            Pays-Bas | NL | NL
            Países Bajos | NL | NL
            Niederlande | NL | NL
            Нідерланди | NL | NL
            из Германии | DE | DE
            в Канаде | CA | CA
            из Китая | CN | CN
            из Польши | PL | PL
            Europe (not DE) | EU | EU
            UK only | GB | GB
            Worldwide except US and Canada | WORLD | WORLD
            Ships from NL | NL | NL
            Europe, UK, Ireland, Poland, India |  | EU GB IE PL IN
          """)
  void a_field_that_is_a_place_gives_an_origin_or_destinations(
      String field, @Nullable String origin, @Nullable String destinations) {
    assertThat(PlaceReader.origin(field).orElse(null)).isEqualTo(origin);
    assertThat(PlaceReader.destinations(field)).isEqualTo(words(destinations));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
            Paste 5 g from Germany | DE:Germany
            Paste 5 g from DE | DE:DE
            Paste 5g from NL to EU | NL:NL; EU:EU
            ships from UK, DE and NL | GB:UK; DE:DE; NL:NL
            ships to US only | US:US
            US only | US:US
            UK vendor | GB:UK
            EU ONLY | EU:EU
            Worldwide except US | WORLD:Worldwide; not US:US
            Worldwide shipping, no USA | WORLD:Worldwide; not US:USA
            no shipping to Australia | not AU:Australia
            NL -> EU | NL:NL; EU:EU
            New in stock, no minimum |
            SHIPS TO ME |
            PASTE FROM DE | DE:DE
            IT IS IN STOCK |
            Made in China | CN:China
            Europe (not DE) | EU:Europe; not DE:DE
            отправка из Нидерландов по Европе | NL:Нидерландов; EU:Европе
            5克 从德国发货 | DE:德国
            Envío desde Alemania | DE:Alemania
            Wysyłka z Holandia | NL:Holandia
            expédié depuis les Pays-Bas | NL:Pays-Bas
            Iceland moss | IS:Iceland
            Papua New Guinea | PG:Papua New Guinea
            south africa | ZA:south africa
            turkey |
            Island weed |
            Versand aus Deutschland nach Österreich | DE:Deutschland; AT:Österreich
            Отправка из России | RU:России
            Grown in California |
            shipped from Georgia, USA | US:Georgia, USA
            AMSTERDAM |
            Free Worldwide Delivery | WORLD:Worldwide
          """)
  void running_text_names_places_and_those_it_leaves_out(String text, @Nullable String expected) {
    String found =
        PlaceReader.read(text).stream()
            .map(place ->
                (place.except() ? "not " : "")
                    + String.join("+", place.codes())
                    + ":"
                    + text.substring(place.start(), place.end()))
            .collect(Collectors.joining("; "));
    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  private static List<String> words(@Nullable String list) {
    return list == null ? List.of() : Arrays.asList(list.split(" ", -1));
  }

  @Test
  void parts_of_a_destination_field_are_joined_without_doubles() {
    assertThat(PlaceReader.destinations(List.of("Germany", "EU, Germany", "Torland")))
        .containsExactly("DE", "EU");
    assertThat(PlaceReader.destinations(List.of("USA, Canada", "except Canada")))
        .containsExactly("US");
    assertThat(PlaceReader.destinations(List.of())).isEmpty();
  }

  @Test
  void no_field_gives_no_place() {
    assertThat(PlaceReader.origin(null)).isEmpty();
    assertThat(PlaceReader.origin("")).isEmpty();
    assertThat(PlaceReader.destinations((String) null)).isEmpty();
    assertThat(PlaceReader.read("")).isEmpty();
  }

  @Test
  void every_country_of_the_standard_is_known_by_its_code_and_its_english_name() {
    Set<String> standard = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
    assertThat(new TreeSet<>(Gazetteer.SHIPPED.countryCodes())).isEqualTo(standard);
    assertThat(standard).hasSize(249);
    for (String code : List.of("DE", "NL", "GB", "US", "CZ", "ES", "PL", "CN", "IN", "AU")) {
      String english = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
      assertThat(PlaceReader.origin(english)).as(english).contains(code);
    }
  }

  @Test
  void the_file_of_names_is_what_the_jdk_of_this_build_says() throws IOException {
    assumeThat(Runtime.version().feature()).as("made with JDK 25").isEqualTo(25);
    try (InputStream file = PlaceReader.class.getResourceAsStream("cldr-names.csv")) {
      assertThat(file).isNotNull();
      if (file == null) return;
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .as("cldr-names.csv; make it anew with CountryNamesFile")
          .isEqualTo(CountryNamesFile.text());
    }
  }

  @Test
  void a_country_is_known_in_every_language_of_the_file() {
    for (String language : CountryNamesFile.LANGUAGES) {
      for (String code : List.of("DE", "NL", "GB", "PL", "CN", "RU", "CA", "IN", "MX", "UA")) {
        String name = Locale.of("", code).getDisplayCountry(Locale.forLanguageTag(language));
        assertThat(PlaceReader.origin(name)).as(language + " " + name).contains(code);
      }
    }
  }

  @Test
  void a_place_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Place(2, 2, List.of("DE"), false))
        .hasMessage(
            "A place must cover some text and have a code, but runs from 2 to 2 with [DE].");
  }
}
