package weir.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.mail.Mail;

/**
 * How much of published texts masking touches, and what a search of another kind still finds in
 * what is left. Prints counts alone: no text of the data leaves.
 */
class PublishedMaskingTest {

  private final Masker masker =
      new Masker(DigestKey.of("a key for tests alone".getBytes(StandardCharsets.UTF_8)));

  /** Looks for what the rules should have found, without them. */
  private static final Map<String, Pattern> LEFT =
      Map.of(
          "name@host",
              Pattern.compile("[\\w.+-]{2,}@[\\w-]+\\.[a-z]{2,}", Pattern.CASE_INSENSITIVE),
          "nine digits or more", Pattern.compile("(?<![\\w.])\\+?\\d(?:[ -]?\\d){8,}(?![\\w.])"),
          "wallet", Pattern.compile("\\b(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[a-z0-9]{25,})\\b"),
          "onion", Pattern.compile("\\b[a-z2-7]{16,56}\\.onion", Pattern.CASE_INSENSITIVE),
          "invitation", Pattern.compile("t\\.me/(?!\\[)\\w|discord\\.gg/(?!\\[)\\w"));

  @Test
  void titles_are_left_as_they_are() throws IOException {
    Path data = data();
    Set<String> titles = new LinkedHashSet<>();
    for (Path file : files(data.resolve("matanga-2020/scraped"), ".csv")) {
      column(file, "description", titles);
    }
    assertThat(share("titles of the 2020 market", titles)).isLessThan(0.01);
    titles.clear();
    for (Path file : files(data.resolve("agora-2014"), ".csv")) {
      column(file, "product", titles);
    }
    assertThat(share("titles of the early-2014 market", titles)).isLessThan(0.01);
  }

  @Test
  void longer_texts_are_masked_where_they_name_somebody_or_instruct() throws IOException {
    Path data = data();
    Set<String> texts = new LinkedHashSet<>();
    column(data.resolve("agora-2014/vendorall_0114.csv"), "description", texts);
    assertThat(share("descriptions of the early-2014 market", texts)).isLessThan(0.05);
    texts.clear();
    for (Path file : files(data.resolve("spam-pharma-eml"), ".eml")) {
      texts.add(Mail.read(Files.readAllBytes(file)).text());
    }
    assertThat(share("mails", texts)).isLessThan(0.8);
    texts.clear();
    for (Path file : files(data.resolve("market-pages"), ".html")) {
      texts.add(Jsoup.parse(Files.readString(file)).wholeText());
    }
    assertThat(share("pages of three sites", texts)).isLessThanOrEqualTo(1);
  }

  private double share(String name, Set<String> texts) {
    int touched = 0;
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> left = new TreeMap<>();
    for (String text : texts) {
      List<Masker.Change> changes = masker.changes(text);
      touched += changes.isEmpty() ? 0 : 1;
      for (Masker.Change change : changes) {
        String token = change.token();
        int colon = token.startsWith("[cut") ? -1 : token.indexOf(':');
        kinds.merge(colon < 0 ? token : token.substring(1, colon), 1, Integer::sum);
      }
      String masked = masker.mask(text).text().replaceAll("\\[\\w+:[0-9a-fA-F,]+\\]", "[]");
      LEFT.forEach((kind, pattern) -> {
        int found = (int) pattern.matcher(masked).results().count();
        if (found > 0) {
          left.merge(kind, found, Integer::sum);
        }
      });
    }
    System.out.printf(
        "%s: %d of %d touched %s; another search finds in what is left %s%n",
        name, touched, texts.size(), kinds, left);
    return (double) touched / texts.size();
  }

  private static Path data() {
    @Nullable String data = System.getenv("WEIR_DATA");
    assumeThat(data).as("Set WEIR_DATA to the folder of published files to run this").isNotNull();
    return Path.of(data == null ? "" : data);
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void column(Path file, String name, Set<String> texts) throws IOException {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        row.findField(name).filter(text -> !text.isBlank()).ifPresent(texts::add);
      }
    }
  }
}
