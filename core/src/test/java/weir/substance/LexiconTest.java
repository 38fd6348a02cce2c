package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.document.Fault;

class LexiconTest {
  private static final String CLASSES = "class,label,note\ncocaine,Cocaine,\nmdma,MDMA,\n";
  private static final String SUBSTANCES =
      """
      substance,class,label,kind,source
      cocaine,cocaine,Cocaine,substance,UN 1961
      mdma,mdma,MDMA,substance,UN 1971
      """;
  private static final String NAMES =
      """
      substance,name,kind,language,ambiguity,note
      cocaine,Cocaine,name,en,clear,
      mdma,MDMA,name,en,clear,
      """;

  @Test
  void the_lexicon_that_comes_with_weir_has_no_fault() {
    assertThat(Lexicon.standard().check()).isEmpty();
  }

  @Test
  void it_names_at_least_1000_substances_and_6500_names() {
    assertThat(Lexicon.standard().substances()).hasSizeGreaterThanOrEqualTo(1000);
    assertThat(Lexicon.standard().names()).hasSizeGreaterThanOrEqualTo(6500);
  }

  @Test
  void every_class_group_is_covered() {
    assertThat(
            Lexicon.standard().substances().stream()
                .map(Substance::classGroup)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "cannabis",
            "cocaine",
            "opioid",
            "mdma",
            "amphetamine",
            "psychedelic",
            "dissociative",
            "benzodiazepine",
            "sedative",
            "nps",
            "steroid",
            "medicine",
            "precursor",
            "other");
  }

  @Test
  void every_substance_says_where_it_can_be_checked() {
    assertThat(Lexicon.standard().substances()).allMatch(s -> !s.source().isBlank());
  }

  @Test
  void a_substance_is_found_by_its_id() {
    assertThat(Lexicon.standard().substance("alpha-pvp"))
        .get()
        .satisfies(s -> assertThat(s.substanceClass()).isEqualTo("nps/cathinone"));
    assertThat(Lexicon.standard().substance("no-such-thing")).isEmpty();
  }

  @Test
  void the_older_controls_decide_what_is_not_counted_as_new() {
    assertThat(classOf("2c-b")).isEqualTo("psychedelic/phenethylamine");
    assertThat(classOf("2c-i")).isEqualTo("nps/phenethylamine");
    assertThat(classOf("fentanyl")).isEqualTo("opioid/fentanyl");
    assertThat(classOf("furanylfentanyl")).isEqualTo("nps/fentanyl");
  }

  private static String classOf(String id) {
    return Lexicon.standard().substance(id).orElseThrow().substanceClass();
  }

  @Test
  void the_version_changes_with_any_table() {
    Lexicon one = read(Map.of());
    Lexicon same = read(Map.of());
    Lexicon other = read(Map.of("names/a.csv", NAMES + "mdma,xtc,slang,en,clear,\n"));
    assertThat(one.version()).matches("[0-9a-f]{12}").isEqualTo(same.version());
    assertThat(other.version()).isNotEqualTo(one.version());
  }

  @Test
  void a_sound_lexicon_has_no_fault() {
    assertThat(read(Map.of()).check()).isEmpty();
  }

  @Test
  void an_unknown_class_is_a_fault() {
    assertThat(faults(Map.of("substances.csv", SUBSTANCES + "tea,drink/tea,Tea,substance,x\n")))
        .contains(
            "substances.csv, line 4: The class 'drink/tea' is unknown."
                + " Use a class from classes.csv, or add it there.");
  }

  @Test
  void an_id_with_capitals_is_a_fault() {
    assertThat(faults(Map.of("substances.csv", SUBSTANCES + "LSD,mdma,LSD,substance,x\n")))
        .contains(
            "substances.csv, line 4: The id 'LSD' cannot be used."
                + " Write small Latin letters, digits and single hyphens, like 'alpha-pvp'.");
  }

  @Test
  void a_substance_that_stands_twice_is_a_fault() {
    assertThat(faults(Map.of("substances.csv", SUBSTANCES + "mdma,mdma,MDMA,substance,x\n")))
        .containsExactly(
            "substances.csv, line 4: The substance 'mdma' stands twice, first in line 3."
                + " Join the two rows.");
  }

  @Test
  void a_substance_without_a_name_is_a_fault() {
    assertThat(faults(Map.of("substances.csv", SUBSTANCES + "mda,mdma,MDA,substance,x\n")))
        .containsExactly(
            "substances.csv, line 4: The substance 'mda' has no name."
                + " Add one to a table of names.");
  }

  @Test
  void a_name_that_is_clear_for_two_substances_is_a_fault() {
    assertThat(faults(Map.of("names/b.csv", header("mdma,co-caine,slang,en,clear,"))))
        .containsExactly(
            "names/b.csv, line 2: The name 'co-caine' is clear for 'mdma' and for 'cocaine'"
                + " (names/a.csv, line 2). Keep it for one of them, or mark both 'context'.");
  }

  @Test
  void a_name_that_stands_twice_is_a_fault() {
    assertThat(faults(Map.of("names/b.csv", header("cocaine,Cocaïne,spelling,fr,clear,"))))
        .containsExactly(
            "names/b.csv, line 2: The name 'Cocaïne' of 'cocaine' stands twice, first as 'Cocaine'"
                + " in names/a.csv, line 2. Remove one: case, accents, hyphens and spaces make no"
                + " difference.");
  }

  @Test
  void empty_short_and_mistyped_names_are_faults() {
    assertThat(
            faults(
                Map.of(
                    "names/b.csv",
                    header(
                        "cocaine,--,slang,en,clear,",
                        "cocaine,c,slang,en,context,",
                        "cocaine,co,slang,en,clear,",
                        "cocaine,coke,nickname,en,clear,",
                        "tea,tea,name,en,clear,",
                        "cocaine,coke,slang,en,sure,",
                        "cocaine,coke"))))
        .containsExactly(
            "names/b.csv, line 8: The row has 2 cells. Expected 6:"
                + " substance,name,kind,language,ambiguity,note; quote a cell that holds a comma.",
            "names/b.csv, line 2: The name '--' is empty. Remove the row.",
            "names/b.csv, line 3: The name 'c' is a single sign."
                + " Remove the row, or mark it 'prose': one letter is found in every text.",
            "names/b.csv, line 4: The name 'co' is too short to be clear. Mark it 'context'.",
            "names/b.csv, line 5: The kind 'nickname' is unknown."
                + " Write name, inn, brand, slang, strain, spelling, code, form, general or"
                + " other-sense.",
            "names/b.csv, line 6: The substance 'tea' is unknown."
                + " Use an id from substances.csv, or add it there.",
            "names/b.csv, line 7: The ambiguity 'sure' is unknown."
                + " Write 'clear', or 'context' for a word that needs support from its"
                + " surroundings, 'beside' for one that needs another name of its group, 'prose'"
                + " for one that counts in running text only.");
  }

  @Test
  void a_table_with_another_header_is_a_fault() {
    assertThat(faults(Map.of("names/b.csv", "name,substance\ncoke,cocaine\n")))
        .containsExactly(
            "names/b.csv, line 1: The header is 'name,substance'."
                + " Expected 'substance,name,kind,language,ambiguity,note'.");
  }

  private static String header(String... rows) {
    return "substance,name,kind,language,ambiguity,note\n" + String.join("\n", rows) + "\n";
  }

  private static List<String> faults(Map<String, String> changed) {
    return read(changed).check().stream().map(Fault::toString).toList();
  }

  private static Lexicon read(Map<String, String> changed) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("classes.csv", CLASSES);
    files.put("substances.csv", SUBSTANCES);
    files.put("names/a.csv", NAMES);
    files.putAll(changed);
    return Lexicon.read(files);
  }
}
