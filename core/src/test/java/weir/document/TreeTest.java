package weir.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

  private static final String GARDEN =
      """
      # A garden, made up.
      name: Long Acre
      beds:
        - plant: bean
          rows: 3
          water: true
        - {plant: '007', rows: 1.50, note: null}
      """;

  private static final String GARDEN_AS_JSON =
      """
      {
        "name": "Long Acre",
        "beds": [
          {"plant": "bean",
           "rows": 3,
           "water": true},
          {"plant": "007", "rows": 1.50, "note": null}
        ]
      }
      """;

  private static Tree read(String text, String name) {
    List<Fault> faults = new ArrayList<>();
    Tree tree = Tree.read(text, name, faults).orElseThrow(() -> new AssertionError(faults));
    assertThat(faults).isEmpty();
    return tree;
  }

  private static List<String> faults(String text, String name) {
    List<Fault> faults = new ArrayList<>();
    Tree.read(text, name, faults);
    return faults.stream().map(Fault::toString).toList();
  }

  /** The tree without its lines, each scalar as printed, a bare one in angle brackets. */
  private static String shape(Tree tree) {
    return switch (tree) {
      case Tree.Mapping(_, var entries) ->
          entries.entrySet().stream()
              .map(e -> e.getKey() + "=" + shape(e.getValue().value()))
              .toList()
              .toString();
      case Tree.Sequence(_, var items) -> items.stream().map(TreeTest::shape).toList().toString();
      case Tree.Scalar(_, var text, var bare) -> bare ? "<" + text + ">" : text;
      case Tree.Nothing _ -> "nothing";
    };
  }

  @Test
  void yaml_and_json_give_the_same_tree() {
    assertThat(shape(read(GARDEN, "garden.yaml")))
        .isEqualTo(
            "[name=Long Acre, beds=[[plant=bean, rows=<3>, water=<true>],"
                + " [plant=007, rows=<1.50>, note=nothing]]]")
        .isEqualTo(shape(read(GARDEN_AS_JSON, "garden.json")))
        .isEqualTo(shape(read(GARDEN_AS_JSON, "what starts with a brace")));
  }

  @ParameterizedTest
  @CsvSource({"garden.yaml, 2, 3, 4, 5, 7", "garden.json, 2, 3, 4, 5, 7"})
  void every_part_and_key_knows_its_line(
      String name, int nameLine, int bedsLine, int firstBed, int rows, int secondBed) {
    String text = name.endsWith(".json") ? GARDEN_AS_JSON : GARDEN;
    Tree.Mapping garden = (Tree.Mapping) read(text, name);
    Tree.Entry beds = java.util.Objects.requireNonNull(garden.entries().get("beds"));
    List<Tree> items = ((Tree.Sequence) beds.value()).items();

    assertThat(garden.entries().get("name"))
        .isEqualTo(new Tree.Entry(nameLine, new Tree.Scalar(nameLine, "Long Acre", false)));
    assertThat(beds.line()).isEqualTo(bedsLine);
    assertThat(items).extracting(Tree::line).containsExactly(firstBed, secondBed);
    assertThat(((Tree.Mapping) items.getFirst()).entries().get("rows"))
        .isEqualTo(new Tree.Entry(rows, new Tree.Scalar(rows, "3", true)));
  }

  @ParameterizedTest
  @CsvSource({
    "bean, false",
    "~, false",
    "007, false",
    "'''3''', false",
    "3, true",
    "-0.5, true",
    "1e3, true",
    "true, true",
    "yes, false",
    "2026-01-31, false",
    "12:30, false"
  })
  void only_a_number_or_a_truth_is_bare(String printed, boolean bare) {
    assertThat(((Tree.Mapping) read("a: " + printed, "a.yaml")).entries().get("a"))
        .isEqualTo(new Tree.Entry(1, new Tree.Scalar(1, printed.replace("'", ""), bare)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          g.yaml | ``                          | g.yaml: It is empty. Start from an example.
          g.yaml | # only a comment            | g.yaml: It is empty. Start from an example.
          g.yaml | a: 1\\nb: 2\\na: 3          | g.yaml, line 3, a: 'a' already stands on line 1. Keep one of the two.
          g.json | {"a": 1,\\n "a": 2}         | g.json, line 2, a: 'a' already stands on line 1. Keep one of the two.
          g.yaml | a:\\n  - b\\n  - {c: 1, c: 2} | g.yaml, line 3, a[2].c: 'c' already stands on line 3. Keep one of the two.
          g.yaml | a: &x [1]\\nb: {c: *x}      | g.yaml, line 2, b.c: An alias (*) stands here. Write the part out in full.
          g.yaml | a: &x {d: 1}\\nb:\\n  <<: *x | g.yaml, line 3, b.<<: An alias (*) stands here. Write the part out in full.
          g.yaml | a: 1\\n---\\nb: 2           | g.yaml, line 3: A second document begins here. Keep one in each file.
          g.json | {"a": 1} {"b": 2}           | g.json, line 1: A second document begins here. Keep one in each file.
          g.yaml | a: b: c                     | g.yaml, line 1: This is not YAML: mapping values are not allowed here. Look at the indentation there, and put texts with ': ' or '#' in quotes.
          """)
  void a_document_that_says_too_little_or_too_much_is_a_fault(
      String name, String text, String message) {
    assertThat(faults(text.replace("\\n", "\n"), name)).containsExactly(message);
  }

  @Test
  void broken_json_is_told_from_broken_yaml() {
    assertThat(faults("{\"a\": 1,\n \"b\" 2}", "g.json"))
        .singleElement()
        .asString()
        .startsWith("g.json, line 2: This is not JSON: ")
        .endsWith(" Look for a missing comma, quote or bracket there.");
  }

  @Test
  void after_a_repeated_key_the_first_stands() {
    List<Fault> faults = new ArrayList<>();

    assertThat(Tree.read("a: 1\na: 2", "g.yaml", faults).map(TreeTest::shape)).contains("[a=<1>]");
    assertThat(faults).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "{\"a\": [", "? "})
  void nesting_without_end_is_refused_at_the_depth_that_no_document_needs(String opening) {
    assertThat(faults(opening.repeat(100_000), "deep.yaml"))
        .singleElement()
        .asString()
        .startsWith("deep.yaml, line 1: ");
    assertThat(faults("[".repeat(40) + "]".repeat(40), "deep.yaml")).isEmpty();
    assertThat(faults("[".repeat(42) + "]".repeat(42), "deep.yaml"))
        .containsExactly(
            "deep.yaml, line 1: Parts are nested deeper than 40 levels. Look for wrong indentation, or brackets that nothing closes.");
  }

  @Test
  void a_document_longer_than_any_is_refused_unread_and_one_just_as_long_is_read() {
    String longest = "a: b #" + "x".repeat(2_999_994);

    assertThat(faults(longest, "long.yaml")).isEmpty();
    assertThat(faults(longest + "x", "long.yaml"))
        .containsExactly("long.yaml: It has 3,000,001 characters. At most 3,000,000 are read.");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_key() {
    assertThat(shape(read("\uFEFFa: b", "g.yaml"))).isEqualTo("[a=b]");
    assertThat(shape(read("\uFEFF{\"a\": \"b\"}", "g.json"))).isEqualTo("[a=b]");
  }

  /** The YAML parser reads 1,025 characters at a time. */
  @Test
  void a_pair_of_surrogates_is_read_wherever_it_stands() {
    for (int before = 1000; before < 1050; before++) {
      String comment = "# " + "x".repeat(before) + "🌱🌱\n";

      assertThat(shape(read(comment + "a: 🌱", "g.yaml"))).as("%d", before).isEqualTo("[a=🌱]");
    }
  }

  /** Sound texts with characters struck out, doubled, put in and replaced, halves of pairs too. */
  @Test
  void whatever_the_text_the_answer_is_a_tree_or_a_fault_and_never_an_exception() {
    String alphabet = "\0\t\n\r !\"#%&'*,-.:<>?@[]`{|}~\u0085\u2028\uD83C\uDF31\uFEFFU";
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(seed % 2 == 0 ? GARDEN : GARDEN_AS_JSON);
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        int at = random.nextInt(text.length());
        char odd = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, text.substring(at, Math.min(at + 9, text.length())));
          case 2 -> text.insert(at, odd);
          default -> text.setCharAt(at, odd);
        }
      }
      List<Fault> faults = new ArrayList<>();

      var tree = Tree.read(text.toString(), "odd", faults);

      assertThat(tree.isPresent() || !faults.isEmpty()).as("seed %d: %s", seed, text).isTrue();
      assertThat(faults).allSatisfy(f -> assertThat(f.line()).isBetween(0, text.length() + 1));
    }
  }
}
