package weir.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names of countries in many languages, as somebody else collected them. */
class PublishedCountriesTest {

  @Test
  void the_usual_names_of_countries_are_read_in_every_language() throws Exception {
    @Nullable String data = System.getenv("WEIR_DATA");
    assumeThat(data).as("Set WEIR_DATA to the folder of published files to run this").isNotNull();
    Path file = Path.of(data == null ? "" : data, "geo-countries", "countries.json");
    Map<String, int[]> byLanguage = new TreeMap<>();
    int wrong = 0;
    for (JsonNode country : JsonMapper.shared().readTree(Files.readString(file))) {
      String code = country.get("cca2").stringValue();
      if (!Gazetteer.SHIPPED.isCode(code)) continue;
      Map<String, String> names = new TreeMap<>();
      names.put("eng", country.get("name").get("common").stringValue());
      for (Map.Entry<String, JsonNode> translation : country.get("translations").properties()) {
        names.put(translation.getKey(), translation.getValue().get("common").stringValue());
      }
      for (Map.Entry<String, String> name : names.entrySet()) {
        int[] counts = byLanguage.computeIfAbsent(name.getKey(), _ -> new int[2]);
        counts[1]++;
        String read = PlaceReader.origin(name.getValue()).orElse(null);
        if (code.equals(read)) {
          counts[0]++;
        } else if (read != null) {
          wrong++;
        }
      }
    }
    int all = 0;
    int right = 0;
    for (Map.Entry<String, int[]> language : byLanguage.entrySet()) {
      int[] counts = language.getValue();
      right += counts[0];
      all += counts[1];
      double recall = (double) counts[0] / counts[1];
      System.out.printf("places, %s: %d of %d names%n", language.getKey(), counts[0], counts[1]);
      assertThat(recall).as("recall of names in " + language.getKey()).isGreaterThan(0.6);
    }
    System.out.printf("places, all languages: %d of %d names, %d wrong%n", right, all, wrong);
    assertThat((double) right / all).as("recall over all languages").isGreaterThan(0.92);
    assertThat(wrong).as("names read as another country").isLessThan(60);
  }
}
