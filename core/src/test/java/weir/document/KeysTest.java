package weir.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  private enum Soil {
    SAND,
    HEAVY_CLAY
  }

  /** What was read, then the faults. */
  private record Outcome(@Nullable Object value, List<String> faults) {}

  private static Outcome read(String text, boolean strict, Function<Keys, @Nullable Object> read) {
    List<Fault> faults = new ArrayList<>();
    Tree tree = Tree.read(text, "bed.yaml", faults).orElseThrow(() -> new AssertionError(faults));
    Keys keys =
        strict ? Keys.strict(tree, "bed.yaml", "", faults) : Keys.of(tree, "bed.yaml", "", faults);
    Object value = read.apply(keys);
    keys.done();
    return new Outcome(value, faults.stream().map(Fault::toString).toList());
  }

  private static Outcome lenient(String text, Function<Keys, @Nullable Object> read) {
    return read(text, false, read);
  }

  private static Outcome strict(String text, Function<Keys, @Nullable Object> read) {
    return read(text, true, read);
  }

  private static @Nullable Object take(Keys keys, String kind) {
    return switch (kind) {
      case "text" -> keys.text("a");
      case "texts" -> keys.texts("a");
      case "truth" -> keys.truth("a");
      case "number" -> keys.number("a");
      case "whole" -> keys.whole("a", 1, 12);
      case "date" -> keys.date("a");
      case "word" -> keys.word("a", Soil.class);
      case "words" -> keys.words("a", Soil.class);
      case "map" -> keys.textMap("a");
      default -> throw new AssertionError(kind);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text   | bean         | bean
          text   | 7.0          | 7.0
          text   | true         | true
          texts  | [bean, 3]    | [bean, 3]
          texts  | bean         | [bean]
          truth  | true         | true
          truth  | 'No'         | false
          truth  | yes          | true
          number | 3            | 3.0
          number | '0.5'        | 0.5
          number | 1e-8         | 1.0E-8
          whole  | '12'         | 12
          date   | 2026-01-31   | 2026-01-31
          word   | heavy-clay   | HEAVY_CLAY
          words  | sand         | [SAND]
          map    | {x: 1, y: z} | {x=1, y=z}
          """)
  void lenient_keys_take_what_can_be_meant(String kind, String printed, String value) {
    Outcome outcome = lenient("a: " + printed, keys -> take(keys, kind));

    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.value()).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text   | 7.0        | a: 7.0 without quotes stands here. Expected text: put it in quotes, '7.0'.
          text   | [x]        | a: A list stands here. Expected text.
          texts  | bean       | a: The text 'bean' stands here. Expected a list: lines that start with '- ', or [a, b].
          texts  | [bean, 3]  | a[2]: 3 without quotes stands here. Expected text: put it in quotes, '3'.
          truth  | 'true'     | a: The text 'true' stands here. Expected true or false.
          truth  | yes        | a: The text 'yes' stands here. Expected true or false.
          number | '3'        | a: The text '3' stands here. Expected a number, like 5 or 0.5 or 1e-8.
          whole  | '3'        | a: The text '3' stands here. Expected a whole number from 1 to 12, without quotes.
          words  | sand       | a: The text 'sand' stands here. Expected a list: lines that start with '- ', or [a, b].
          map    | [x]        | a: A list stands here. Expected lines like 'name: text'.
          map    | {x: 1}     | a.x: 1 without quotes stands here. Expected text: put it in quotes, '1'.
          """)
  void strict_keys_take_only_what_a_json_schema_takes(String kind, String printed, String message) {
    assertThat(strict("a: " + printed, keys -> take(keys, kind)).faults())
        .containsExactly("bed.yaml, line 1, " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          truth  | maybe      | a: The text 'maybe' stands here. Expected true or false.
          number | three      | a: The text 'three' stands here. Expected a number, like 5 or 0.5 or 1e-8.
          number | NaN        | a: The text 'NaN' stands here. Expected a number, like 5 or 0.5 or 1e-8.
          whole  | 13         | a: 13 without quotes stands here. Expected a whole number from 1 to 12, without quotes.
          whole  | 1.0        | a: 1.0 without quotes stands here. Expected a whole number from 1 to 12, without quotes.
          date   | 31.1.2026  | a: '31.1.2026' is not a date. Expected year-month-day: '2027-03-31'.
          word   | heavy-cley | a: 'heavy-cley' is not known here. Expected one of sand, heavy-clay. Did you mean 'heavy-clay'?
          word   | peat       | a: 'peat' is not known here. Expected one of sand, heavy-clay.
          word   | [sand]     | a: A list stands here. Expected one of sand, heavy-clay.
          words  | [sand, 4]  | a[2]: '4' is not known here. Expected one of sand, heavy-clay.
          """)
  void what_cannot_be_read_is_a_fault_and_unknown_to_either(
      String kind, String printed, String message) {
    assertThat(lenient("a: " + printed, keys -> take(keys, kind)).faults())
        .isEqualTo(strict("a: " + printed, keys -> take(keys, kind)).faults())
        .containsExactly("bed.yaml, line 1, " + message);
  }

  @ParameterizedTest
  @CsvSource({"text", "truth", "number", "whole", "date", "word"})
  void an_absent_key_and_one_without_a_value_are_unknown(String kind) {
    assertThat(
            strict(
                "b: x",
                keys -> {
                  keys.text("b");
                  return take(keys, kind);
                }))
        .isEqualTo(new Outcome(null, List.of()));
    assertThat(strict("a:", keys -> take(keys, kind))).isEqualTo(new Outcome(null, List.of()));
    assertThat(strict("a: null", keys -> keys.has("a"))).isEqualTo(new Outcome(false, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          b: x       | bed.yaml, line 1, a: 'a' is missing. Like 'a: bean'.
          b: x\\na:  | bed.yaml, line 2, a: 'a' is missing. Like 'a: bean'.
          b: x\\na: '' | bed.yaml, line 2, a: 'a' is missing: it is empty. Like 'a: bean'.
          b: x\\na: [] | bed.yaml, line 2, a: A list stands here. Expected text.
          """)
  void a_required_text_that_is_missing_is_one_fault(String text, String message) {
    Outcome outcome =
        lenient(
            text.replace("\\n", "\n"),
            keys -> {
              keys.text("b");
              return keys.required("a", "Like 'a: bean'.");
            });

    assertThat(outcome).isEqualTo(new Outcome("", List.of(message)));
  }

  @Test
  void a_required_word_that_is_missing_names_the_words() {
    assertThat(strict("{}", keys -> keys.requiredWord("soil", Soil.class)).faults())
        .containsExactly(
            "bed.yaml, line 1, soil: 'soil' is missing. Expected one of sand, heavy-clay.");
  }

  @Test
  void keys_that_nobody_asked_for_are_faults_with_the_nearest_that_was() {
    Outcome outcome =
        lenient(
            "plant: bean\nrws: 3\nzebra: x",
            keys -> {
              keys.text("plant");
              keys.number("rows");
              return null;
            });

    assertThat(outcome.faults())
        .containsExactly(
            "bed.yaml, line 2, rws: 'rws' is not a key of this part. Expected one of plant, rows. Did you mean 'rows'?",
            "bed.yaml, line 3, zebra: 'zebra' is not a key of this part. Expected one of plant, rows.");
  }

  @Test
  void all_keys_come_in_the_order_written_and_count_as_known() {
    assertThat(lenient("z: 1\na: 2\nm:", Keys::all))
        .isEqualTo(new Outcome(List.of("z", "a", "m"), List.of()));
  }

  @Test
  void parts_know_their_path_and_refuse_their_own_unknown_keys() {
    Outcome outcome =
        strict(
            """
            beds:
              - {plant: bean}
              - plant: pea
                plnt: leek
              - just words
              - {plant: 4}
            """,
            keys -> keys.parts("beds", bed -> bed.required("plant", "Name it.")));

    assertThat(outcome.value()).isEqualTo(List.of("bean", "pea", "", ""));
    assertThat(outcome.faults())
        .containsExactly(
            "bed.yaml, line 4, beds[2].plnt: 'plnt' is not a key of this part. Expected one of plant. Did you mean 'plant'?",
            "bed.yaml, line 5, beds[3]: The text 'just words' stands here. Expected keys with values, like 'id: shipping'.",
            "bed.yaml, line 6, beds[4].plant: 4 without quotes stands here. Expected text: put it in quotes, '4'.");
  }

  @Test
  void one_part_alone_counts_as_a_list_of_one_where_keys_are_lenient() {
    Function<Keys, @Nullable Object> plants =
        keys -> keys.parts("beds", bed -> bed.required("plant", "Name it."));

    assertThat(lenient("beds: {plant: bean}", plants))
        .isEqualTo(new Outcome(List.of("bean"), List.of()));
    assertThat(strict("beds: {plant: bean}", plants).faults())
        .containsExactly(
            "bed.yaml, line 1, beds: A part with keys stands here. Expected a list: lines that start with '- ', or [a, b].");
  }

  @Test
  void what_a_parser_throws_is_quoted_in_the_fault() {
    assertThat(lenient("zone: Atlantis", keys -> keys.parsed("zone", ZoneId::of, "Like UTC.")))
        .isEqualTo(
            new Outcome(
                null,
                List.of(
                    "bed.yaml, line 1, zone: Cannot read 'Atlantis': Unknown time-zone ID: Atlantis. Like UTC.")));
  }

  @Test
  void a_long_text_is_quoted_in_part_and_no_emoji_is_cut_in_half() {
    assertThat(lenient("a: '" + "🌱".repeat(61) + "'", keys -> keys.truth("a")).faults())
        .containsExactly(
            "bed.yaml, line 1, a: The text '"
                + "🌱".repeat(50)
                + "…' stands here. Expected true or false.");
  }

  @Test
  void a_fault_of_a_whole_document_shows_no_line_and_no_place() {
    assertThat(new Fault("bed.yaml", 0, "", "It is empty.", ""))
        .hasToString("bed.yaml: It is empty.");
  }

  @ParameterizedTest
  @CsvSource({
    "sectr, ' Did you mean ''sector''?'",
    "SECTOR, ' Did you mean ''sector''?'",
    "setp, ' Did you mean ''step''?'",
    "stop, ' Did you mean ''step''?'",
    "owner, ''",
    "'', ''"
  })
  void a_slip_of_the_pen_finds_the_word_that_was_meant(String written, String suggestion) {
    assertThat(Words.suggestion(written, List.of("sector", "step"))).isEqualTo(suggestion);
  }
}
