package weir.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Misses and over-masking on made-up texts in five languages. Prints the tables of {@code
 * docs/accuracy.md}.
 */
class MaskingCorpusTest {

  private static final List<String> CORPORA =
      List.of("corpus-first-run.txt", "corpus-second-run.txt", "corpus-third-run.txt");

  private final Masker masker =
      new Masker(DigestKey.of("a key for tests alone".getBytes(StandardCharsets.UTF_8)));

  @ParameterizedTest
  @ValueSource(strings = {"corpus-first-run.txt", "corpus-second-run.txt", "corpus-third-run.txt"})
  void few_marks_are_missed_and_little_is_masked_that_should_stay(String name) {
    List<MarkedText> texts = MarkedText.corpus(name);
    Map<String, int[]> gone = new TreeMap<>();
    Map<String, int[]> stays = new TreeMap<>();
    Map<String, int[]> goneByLanguage = new TreeMap<>();
    Map<String, int[]> staysByLanguage = new TreeMap<>();
    int[] all = new int[4];
    for (MarkedText text : texts) {
      List<MarkedText.Span> wrong = text.wrong(masker);
      for (MarkedText.Span span : text.spans()) {
        boolean bad = wrong.contains(span);
        count(span.goes() ? gone : stays, span.kind(), bad);
        count(span.goes() ? goneByLanguage : staysByLanguage, text.language(), bad);
        all[span.goes() ? 0 : 2]++;
        all[span.goes() ? 1 : 3] += bad ? 1 : 0;
      }
    }
    System.out.printf(
        "%s: %d texts; missed %d of %d; masked although it stays %d of %d%n",
        name, texts.size(), all[1], all[0], all[3], all[2]);
    System.out.println("missed: " + table(gone) + "\nby language: " + table(goneByLanguage));
    System.out.println("over: " + table(stays) + "\nby language: " + table(staysByLanguage));

    assertThat(goneByLanguage).hasSize(5);
    assertThat(all[1]).describedAs("missed").isLessThanOrEqualTo(all[0] / 20);
    assertThat(all[3]).describedAs("masked although it stays").isLessThanOrEqualTo(all[2] / 50);
  }

  private static void count(Map<String, int[]> counts, String key, boolean bad) {
    int[] count = counts.computeIfAbsent(key, _ -> new int[2]);
    count[0]++;
    count[1] += bad ? 1 : 0;
  }

  private static String table(Map<String, int[]> counts) {
    List<String> cells = new ArrayList<>();
    counts.forEach((key, n) -> cells.add("%s %d of %d".formatted(key, n[1], n[0])));
    return String.join(", ", cells);
  }

  @Test
  void masking_twice_is_masking_once() {
    for (String name : CORPORA) {
      for (MarkedText text : MarkedText.corpus(name)) {
        String once = masker.mask(text.text()).text();

        assertThat(masker.mask(once).text()).describedAs(text.text()).isEqualTo(once);
        assertThat(masker.mask(once).contacts()).isEmpty();
      }
    }
  }

  @Test
  void masking_twice_is_masking_once_for_any_mixture_of_texts() {
    List<String> texts =
        CORPORA.stream()
            .flatMap(name -> MarkedText.corpus(name).stream())
            .map(MarkedText::text)
            .toList();
    Random random = new Random(20261128);
    List<Function<String, String>> turns =
        List.of(
            s -> s,
            s -> s.replace(' ', '\n'),
            s -> s.replace(". ", ".\n"),
            s -> s.replace(": ", ":\n"),
            s -> s.toUpperCase(java.util.Locale.ROOT),
            s -> s.substring(0, random.nextInt(s.length())),
            s -> s.substring(random.nextInt(s.length())));
    for (int round = 0; round < 3_000; round++) {
      StringBuilder mixed = new StringBuilder();
      for (int k = random.nextInt(4); k >= 0; k--) {
        String text = texts.get(random.nextInt(texts.size()));
        mixed.append(turns.get(random.nextInt(turns.size())).apply(text));
        mixed.append(List.of(" ", "\n", ", ", ": ", " - ", "").get(random.nextInt(6)));
      }
      String once = masker.mask(mixed.toString()).text();

      assertThat(masker.mask(once).text()).describedAs(mixed.toString()).isEqualTo(once);
    }
  }
}
