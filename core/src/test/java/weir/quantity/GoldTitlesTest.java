package weir.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up titles with what a person says that one purchase of each buys. */
class GoldTitlesTest {

  /** Ounces are stated to four decimals. */
  private static final double ROUNDING = 1e-4;

  private record Gold(
      @Nullable Double grams,
      @Nullable Double units,
      @Nullable Double ml,
      String strength,
      String choices,
      String title) {

    static Gold of(String line) {
      String[] cells = line.split("\\|", 6);
      return new Gold(
          number(cells[0]),
          number(cells[1]),
          number(cells[2]),
          cells[3].strip(),
          cells[4].strip(),
          cells[5].strip());
    }

    private static @Nullable Double number(String cell) {
      return cell.isBlank() ? null : Double.valueOf(cell);
    }

    /** What the reader gives otherwise than the person; empty when all is equal. */
    String misses() {
      Amount amount = QuantityReader.amount(title).orElse(new Amount(null, null, null, null));
      StringBuilder misses = new StringBuilder();
      compare(misses, "grams", grams, amount.grams());
      compare(misses, "units", units, amount.units());
      Double volume =
          "ml".equals(amount.unit())
              ? amount.value()
              : "l".equals(amount.unit()) && amount.value() != null ? amount.value() * 1000 : null;
      compare(misses, "ml", ml, volume);
      String said =
          QuantityReader.strength(title).map(s -> printed(s.value(), s.unit())).orElse("");
      if (!said.equals(strength))
        misses.append(" strength '%s', read '%s'".formatted(strength, said));
      String offered =
          QuantityReader.choices(title).stream()
              .map(c -> c.value() == null || c.unit() == null ? "?" : printed(c.value(), c.unit()))
              .collect(Collectors.joining(";"));
      if (!offered.equals(choices)) {
        misses.append(" choices '%s', read '%s'".formatted(choices, offered));
      }
      return misses.toString();
    }

    private static String printed(double value, String unit) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() + " " + unit;
    }

    private static void compare(
        StringBuilder misses, String what, @Nullable Double gold, @Nullable Double read) {
      boolean equal =
          (gold == null || read == null)
              ? Objects.equals(gold, read)
              : Math.abs(gold - read) <= ROUNDING * Math.abs(gold);
      if (!equal) misses.append(" %s %s, read %s".formatted(what, gold, read));
    }
  }

  private static List<Gold> gold(String file) throws IOException {
    try (InputStream bytes = GoldTitlesTest.class.getResourceAsStream(file)) {
      assertThat(bytes).as(file).isNotNull();
      return new String(bytes == null ? new byte[0] : bytes.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Gold::of)
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gold-titles-1.txt", "gold-titles-2.txt"})
  void all_columns_of_97_titles_of_100_are_read_as_a_person_reads_them(String file)
      throws IOException {
    List<Gold> titles = gold(file);
    List<String> missed = new ArrayList<>();
    for (Gold title : titles) {
      String misses = title.misses();
      if (!misses.isEmpty()) missed.add(title.title() + ":" + misses);
    }
    double exact = 1 - (double) missed.size() / titles.size();
    System.out.printf("%s: %.3f of %d titles exact%n", file, exact, titles.size());
    missed.forEach(miss -> System.out.println("  " + miss));
    assertThat(exact)
        .as("share of titles read exactly; missed: %s", missed)
        .isGreaterThanOrEqualTo(0.97);
  }
}
