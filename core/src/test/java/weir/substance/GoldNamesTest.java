package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.chemistry.Climb;

/**
 * The gold list of names as listings write them, and of names of other things. It was written by
 * hand before the rules were tried on it.
 */
class GoldNamesTest {
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  @Test
  void nine_of_ten_names_lead_to_their_class() throws IOException {
    List<String> misses = new ArrayList<>();
    Map<String, int[]> byKind = new TreeMap<>();
    int right = 0;
    int all = 0;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(text("gold-names.csv"))) {
      for (NamedCsvRecord row : rows) {
        Climb climb = NAMER.climb(row.getField("name"));
        boolean fits =
            climb.path() != null
                && List.of(row.getField("class").split("\\|", -1)).contains(climb.path());
        int[] count = byKind.computeIfAbsent(row.getField("kind"), _ -> new int[2]);
        count[1]++;
        all++;
        if (fits) {
          right++;
          count[0]++;
        } else {
          misses.add(row.getField("name") + " → " + climb.path() + " by " + climb.rungs());
        }
      }
    }
    System.out.printf("names to class: %d of %d (%.3f)%n", right, all, right / (double) all);
    byKind.forEach((kind, count) -> System.out.printf("  %s %d of %d%n", kind, count[0], count[1]));
    misses.forEach(miss -> System.out.println("  miss: " + miss));
    assertThat(all).isGreaterThanOrEqualTo(300);
    assertThat(right / (double) all).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void at_most_one_in_fifty_names_of_other_things_is_taken_for_a_drug() throws IOException {
    List<String> lines = text("gold-no-drug.txt").lines().toList();
    List<String> taken = new ArrayList<>();
    for (String line : lines) {
      Climb climb = NAMER.climb(line);
      Naming naming = NAMER.name(line, null, null);
      if (climb.path() != null
          || climb.verdict() == Climb.Verdict.LOOKS_CHEMICAL
          || naming.substanceClass() != null
          || !naming.mentions().isEmpty()) {
        taken.add(line + " → " + climb.path() + " by " + climb.rungs() + ", " + naming);
      }
    }
    System.out.printf("names of other things taken: %d of %d%n", taken.size(), lines.size());
    taken.forEach(line -> System.out.println("  taken: " + line));
    assertThat(lines).hasSizeGreaterThanOrEqualTo(150);
    assertThat(taken.size() / (double) lines.size()).isLessThanOrEqualTo(0.02);
  }

  private static String text(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            GoldNamesTest.class.getResourceAsStream("/weir/chemistry/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
