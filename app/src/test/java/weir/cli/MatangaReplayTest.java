package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a published study found by hand in 1,197 saves of one market (CRRC Georgia, 2020), found
 * again from the saves. Skipped where WEIR_DATA does not name the data.
 */
class MatangaReplayTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path folder;
  private static Path saves = Path.of("");

  @BeforeAll
  static void ingest() {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA is not set: the replay of Matanga 2020 is skipped");
    saves = Path.of(data, "matanga-2020", "scraped");
    assumeTrue(Files.isDirectory(saves), "no folder " + saves + ": the replay is skipped");
    Ran rates =
        Ran.weir("rates", "import", "--home", home(), data + "/fx-ecb", data + "/fx-crypto-daily");
    assertThat(rates.exit()).isZero();
    Ran ran = Ran.weir("ingest", "--home", home(), "--profile", "matanga", saves.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.err())
        .contains("captures             1,197")
        .contains("listing          117,416");
  }

  private static String home() {
    return folder.resolve("home").toString();
  }

  private static Map<String, Double> measure(String name, String by, String currency) {
    Ran ran =
        Ran.weir(
            "measure",
            name,
            "--home",
            home(),
            "--estimator",
            "stock",
            "--by",
            by,
            "--from",
            "2020-02-04",
            "--currency",
            currency,
            "--format",
            "json");
    assertThat(ran.exit()).isZero();
    Map<String, Double> values = new LinkedHashMap<>();
    for (JsonNode row : JSON.readTree(ran.out())) {
      JsonNode key = row.get(by);
      values.put(key.isNull() ? "(unknown)" : key.asString(), row.get("value").asDouble());
    }
    return values;
  }

  private static double sum(Map<String, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void units_sold_are_those_of_the_study() {
    assertThat(sum(measure("sales", "class", "USD")))
        .isCloseTo(14_789, Percentage.withPercentage(1));
  }

  @Test
  void listings_are_those_of_the_study() {
    Ran ran =
        Ran.weir(
            "query",
            "--home",
            home(),
            "--format",
            "csv",
            "SELECT count(DISTINCT listing_id) FROM listing");
    assertThat(ran.out().lines().skip(1).findFirst().orElseThrow()).isEqualTo("1412");
  }

  @Test
  void amounts_by_class_are_those_of_the_study() {
    Map<String, Double> revenue = measure("revenue", "class", "USD");
    assertThat(sum(revenue)).isCloseTo(1_605_138, Percentage.withPercentage(2));
    Percentage five = Percentage.withPercentage(5);
    assertThat(revenue.get("cannabis")).isCloseTo(604_571, five);
    assertThat(revenue.get("cocaine")).isCloseTo(391_528, five);
    assertThat(revenue.get("opioid")).isCloseTo(250_951, five);
    assertThat(revenue.get("mdma")).isCloseTo(172_742, five);
  }

  @Test
  void the_new_substances_that_can_be_named_are_those_of_the_study() {
    Map<String, Double> families = measure("revenue", "family", "USD");
    double named =
        families.entrySet().stream()
            .filter(e -> e.getKey().startsWith("nps/") && !e.getKey().equals("nps/unknown"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(named).isCloseTo(100_924, Percentage.withPercentage(10));
  }

  /** The same weekly totals by an independent few lines, straight from the files. */
  @Test
  void weekly_totals_equal_those_of_an_independent_count() throws IOException {
    Map<String, Double> weekly = measure("sales", "week", "USD");
    Map<String, Double> counted = byHand();
    assertThat(weekly.keySet()).isEqualTo(counted.keySet());
    counted.forEach((week, units) ->
        assertThat(weekly.get(week)).as(week).isCloseTo(units, within(Math.max(2, units / 20))));
  }

  private static Map<String, Double> byHand() throws IOException {
    DateTimeFormatter inName = DateTimeFormatter.ofPattern("ddMMyyyy_HHmmss");
    TreeMap<java.time.LocalDateTime, Path> files = new TreeMap<>();
    try (var all = Files.list(saves)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = file.getFileName().toString();
        if (name.startsWith("output_")) {
          files.put(java.time.LocalDateTime.parse(name.substring(7, 22), inName), file);
        }
      }
    }
    Map<String, Long> last = new HashMap<>();
    Map<String, Double> weeks = new TreeMap<>();
    for (var entry : files.entrySet()) {
      Map<String, Long> now = new HashMap<>();
      List<List<String>> rows = rows(Files.readString(entry.getValue()));
      List<String> header = rows.getFirst();
      int code = header.indexOf("sell_code");
      int words = header.indexOf("description");
      int stock = header.indexOf("готовых");
      for (List<String> row : rows.subList(1, rows.size())) {
        String ready = row.get(stock);
        now.merge(
            row.get(code) + "|" + row.get(words).strip(),
            ready.equals("нет") ? 0L : Long.parseLong(ready),
            Math::max);
      }
      LocalDate day = entry.getKey().toLocalDate();
      now.forEach((key, left) -> {
        Long before = last.put(key, left);
        if (before != null && !day.isBefore(LocalDate.of(2020, 2, 4))) {
          LocalDate monday = day.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
          weeks.merge(monday.toString(), (double) Math.max(0, before - left), Double::sum);
        }
      });
    }
    return weeks;
  }

  private static List<List<String>> rows(String text) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    try (BufferedReader in = new BufferedReader(new StringReader(text))) {
      int c;
      while ((c = in.read()) >= 0) {
        if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          row.add(cell.toString());
          cell.setLength(0);
        } else if (c == '\n' && !quoted) {
          row.add(cell.toString());
          cell.setLength(0);
          rows.add(row);
          row = new ArrayList<>();
        } else if (c != '\r') {
          cell.append((char) c);
        }
      }
    }
    return rows;
  }
}
