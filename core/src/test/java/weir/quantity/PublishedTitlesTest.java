package weir.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Titles of a market that prints the weight in a column of its own as well. */
class PublishedTitlesTest {

  @Test
  void titles_say_the_weight_that_the_market_states_beside_them() throws IOException {
    @Nullable String data = System.getenv("WEIR_DATA");
    assumeThat(data).as("Set WEIR_DATA to the folder of published files to run this").isNotNull();
    Path folder = Path.of(data == null ? "" : data, "matanga-2020", "scraped");
    Set<String> seen = new HashSet<>();
    int amounts = 0;
    int equal = 0;
    int none = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
      for (Path file : files) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
          for (NamedCsvRecord row : rows) {
            String title = row.getField("description");
            String weight = row.getField("вес");
            Double stated = QuantityReader.amount(weight).map(Amount::grams).orElse(null);
            if (stated == null || !seen.add(title + '\n' + weight)) continue;
            Amount amount = QuantityReader.amount(title).orElse(null);
            if (amount == null) {
              none++;
              continue;
            }
            amounts++;
            // The market's column counts pills in grams too.
            if (near(amount.grams(), stated) || near(amount.units(), stated)) equal++;
          }
        }
      }
    }
    System.out.printf(
        "amounts of titles and the weight column: %d agree, %d differ, %d titles state none%n",
        equal, amounts - equal, none);
    assertThat(amounts).as("titles that state an amount").isGreaterThan(1_200);
    assertThat((double) equal / amounts).as("share that agree").isGreaterThan(0.97);
  }

  private static boolean near(@Nullable Double value, double stated) {
    return value != null && Math.abs(value - stated) <= 0.01 * stated;
  }
}
