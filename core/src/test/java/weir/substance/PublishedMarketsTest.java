package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accuracy on published market data; skipped where the data are absent. */
class PublishedMarketsTest {
  /** Which classes a market's own category allows; categories that are not listed are left out. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("Cannabis", List.of("cannabis", "nps/synthetic-cannabinoid")),
          Map.entry("Ecstasy", List.of("mdma", "nps/phenethylamine", "nps/cathinone")),
          Map.entry("Psychedelics", List.of("psychedelic", "nps/phenethylamine", "nps/tryptamine")),
          Map.entry(
              "Stimulants",
              List.of(
                  "cocaine", "amphetamine", "nps/cathinone", "nps/other", "medicine/stimulant")),
          Map.entry("Opioids", List.of("opioid", "nps/fentanyl", "nps/nitazene")),
          Map.entry("Benzos", List.of("benzodiazepine", "nps/benzodiazepine")),
          Map.entry(
              "Dissociatives", List.of("dissociative", "nps/arylcyclohexylamine", "sedative")),
          Map.entry(
              "Disassociatives", List.of("dissociative", "nps/arylcyclohexylamine", "sedative")),
          Map.entry("Steroids", List.of("steroid", "medicine")),
          Map.entry(
              "Prescription",
              List.of("opioid", "benzodiazepine", "sedative", "medicine", "amphetamine")),
          Map.entry("RCs", List.of("nps")),
          Map.entry("Weight loss", List.of("medicine", "amphetamine")));

  @Test
  void nineteen_of_twenty_drug_titles_get_the_class_of_their_category_from_the_title_alone()
      throws IOException {
    Map<String, String> categoryOf = new HashMap<>();
    for (String file :
        List.of("products-2014-01.csv", "products-2014-02-01.csv", "products-2014-02-02.csv")) {
      for (NamedCsvRecord row : rows("agora-2014/" + file)) {
        if (row.getField("cat").equals("Drugs") && ALLOWED.containsKey(row.getField("subcat"))) {
          categoryOf.putIfAbsent(
              row.getField("product").strip().replaceAll("\\s+", " "), row.getField("subcat"));
        }
      }
    }
    assertThat(categoryOf).hasSizeGreaterThan(5000);
    long right =
        categoryOf.entrySet().stream().filter(e -> isAllowed(e.getKey(), e.getValue())).count();
    assertThat((double) right / categoryOf.size()).isGreaterThan(0.945);
  }

  @Test
  void titles_of_goods_that_are_no_drugs_are_rarely_named_as_a_drug_product() throws IOException {
    int named = 0;
    int all = 0;
    for (NamedCsvRecord row : rows("agora-2014/products-2014-01.csv")) {
      if (List.of("Data", "Services", "Weapons", "Forgeries", "Electronics", "Jewelry")
          .contains(row.getField("cat"))) {
        all++;
        Naming naming = SubstanceNamer.standard().name(row.getField("product"), null, null);
        named += naming.substanceClass() == null ? 0 : 1;
      }
    }
    assertThat(all).isGreaterThan(300);
    assertThat((double) named / all).isLessThan(0.02);
  }

  private static boolean isAllowed(String title, String category) {
    String path = SubstanceNamer.standard().name(title, null, null).substanceClass();
    return path != null
        && ALLOWED.getOrDefault(category, List.of()).stream()
            .anyMatch(allowed -> path.equals(allowed) || path.startsWith(allowed + "/"));
  }

  private static List<NamedCsvRecord> rows(String file) throws IOException {
    String folder = System.getenv("WEIR_DATA");
    assumeTrue(folder != null, "WEIR_DATA names no folder of published data; skipped");
    Path path = Path.of(folder).resolve(file);
    assumeTrue(Files.exists(path), path + " is absent; skipped");
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(64 * 1024 * 1024)
            .ofNamedCsvRecord(path)) {
      return csv.stream().toList();
    }
  }
}
