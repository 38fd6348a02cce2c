package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up titles with the kind of offer that a person says they are. */
class GoldOfferKindsTest {

  @ParameterizedTest
  @CsvSource({
    "gold-offer-kinds.txt, 150, 0.95",
    "gold-offer-kinds-2.txt, 50, 0.95",
    "gold-offer-kinds-3.txt, 200, 0.95",
    "gold-offer-kinds-4.txt, 200, 0.95"
  })
  void the_kind_of_a_title_is_told_as_a_person_tells_it(String file, int least, double bound)
      throws IOException {
    List<String> lines;
    try (InputStream bytes = GoldOfferKindsTest.class.getResourceAsStream(file)) {
      assertThat(bytes).as(file).isNotNull();
      lines =
          new String(bytes == null ? new byte[0] : bytes.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .toList();
    }
    SubstanceNamer namer = SubstanceNamer.standard();
    List<String> missed = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\\|", 2);
      String read = namer.name(cells[1], null, null).offerKind().word();
      if (!read.equals(cells[0])) missed.add(line + ": read " + read);
    }
    double right = 1 - (double) missed.size() / lines.size();
    System.out.printf("kinds of offer, %s: %.3f of %d titles right%n", file, right, lines.size());
    missed.forEach(miss -> System.out.println("  " + miss));
    assertThat(lines).hasSizeGreaterThanOrEqualTo(least);
    assertThat(right).as("share told right; missed: %s", missed).isGreaterThanOrEqualTo(bound);
  }
}
