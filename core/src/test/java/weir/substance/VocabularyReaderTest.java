package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.document.Fault;
import weir.substance.Vocabulary.Entry;
import weir.substance.Vocabulary.Format;

class VocabularyReaderTest {

  @Test
  void of_drugbank_the_common_name_and_the_synonyms_are_taken_and_nothing_else() throws Exception {
    Vocabulary read =
        VocabularyReader.read(
            """
            DrugBank ID,Accession Numbers,Common name,CAS,UNII,Synonyms,Standard InChI Key
            DB99999,X1 | X2,Weirolam,1-2-3,ABC,Weirolamum | Weirolâme,KEY
            DB99998,,Millracine,,,,
            """,
            "bank.csv");
    assertThat(read.format()).isEqualTo(Format.DRUGBANK);
    assertThat(read.entries())
        .containsExactly(
            new Entry("Weirolam", List.of("Weirolamum", "Weirolâme"), null, "int", 2),
            new Entry("Millracine", List.of(), null, "int", 3));
    assertThat(read.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "G04BE99, medicine/erectile",
    "J01AA99, medicine/antibiotic",
    "N05BA99, benzodiazepine/medicine",
    "D11AX10, medicine/hair-loss",
    "D11AX99, medicine/other"
  })
  void an_atc_code_gives_the_class_of_its_longest_known_beginning(String code, String path)
      throws Exception {
    Vocabulary read =
        VocabularyReader.read("ATC code;ATC level name\n" + code + ";weirafil\n", "atc.csv");
    assertThat(read.format()).isEqualTo(Format.ATC);
    assertThat(read.entries()).containsExactly(new Entry("weirafil", List.of(), path, "int", 2));
  }

  @Test
  void groups_of_codes_are_passed_over_and_what_is_no_code_is_a_fault() throws Exception {
    Vocabulary read =
        VocabularyReader.read(
            "code\tname\nG\tgroup\nG04BE\tgroup\nG04BE99\tweirafil\n12\tx\n", "a");
    assertThat(read.entries()).extracting(Entry::label).containsExactly("weirafil");
    assertThat(read.faults())
        .extracting(Fault::toString)
        .containsExactly(
            "a, line 5: '12' is no ATC code. Expected one like G04BE03; the row was passed over.");
  }

  @Test
  void of_json_names_and_categories_are_taken_and_amounts_are_never_read() throws Exception {
    Vocabulary read =
        VocabularyReader.read(
            """
            [{"name": "Weirolam", "commonNames": ["Weirolam", "Weirs"], "categories": ["depressant",
              "benzodiazepine"], "roas": [{"name": "by mouth", "dose": {"units": "mg", "common": 3}}]},
             {"name": "W-44", "aliases": "weir 44", "class": ["research-chemical", "stimulant"]}]
            """,
            "names.json");
    assertThat(read.format()).isEqualTo(Format.CATEGORIES);
    assertThat(read.entries())
        .containsExactly(
            new Entry("Weirolam", List.of("Weirolam", "Weirs"), "benzodiazepine/other", "mul", 1),
            new Entry("W-44", List.of("weir 44"), "nps/other", "mul", 3));
  }

  @Test
  void json_may_keep_its_list_under_substances_or_name_each_object() throws Exception {
    assertThat(VocabularyReader.read("{\"substances\": [{\"name\": \"Weirolam\"}]}", "a").entries())
        .hasSize(1);
    assertThat(VocabularyReader.read("{\"w\": {\"name\": \"Weirolam\"}}", "a").entries())
        .hasSize(1);
  }

  @Test
  void a_plain_table_needs_a_name_and_may_have_class_synonyms_and_language() throws Exception {
    Vocabulary read =
        VocabularyReader.read(
            """
            \uFEFFName;Class;Synonyms;Language;Dose
            Weirolam;benzodiazepine/medicine;Weirs|Wehrchen;de;3
            Millracine;;;;
            """,
            "mine.csv");
    assertThat(read.format()).isEqualTo(Format.PLAIN);
    assertThat(read.entries())
        .containsExactly(
            new Entry("Weirolam", List.of("Weirs", "Wehrchen"), "benzodiazepine/medicine", "de", 2),
            new Entry("Millracine", List.of(), null, "mul", 3));
  }

  @Test
  void a_table_with_a_row_for_each_name_tells_the_substance_apart_from_the_name() throws Exception {
    Vocabulary read =
        VocabularyReader.read("name,substance\nWeirs,Weirolam\n,Millracine\n", "mine.csv");
    assertThat(read.entries())
        .containsExactly(
            new Entry("Weirolam", List.of("Weirs"), null, "mul", 2),
            new Entry("Millracine", List.of(), null, "mul", 3));
  }

  @Test
  void an_unknown_class_and_a_row_without_a_name_are_faults_that_stop_nothing() throws Exception {
    Vocabulary read =
        VocabularyReader.read(
            "name,class\nWeirolam,drinks\n,medicine/other\nMill,other\n", "m.csv");
    assertThat(read.entries()).hasSize(2);
    assertThat(read.faults())
        .extracting(Fault::toString)
        .containsExactly(
            "m.csv, line 2: The class 'drinks' is unknown. Write a class path of the lexicon, like"
                + " medicine/other; the default class counts here.",
            "m.csv, line 3: The row has no name. It was passed over.");
  }

  @Test
  void what_has_no_known_shape_is_refused_with_what_was_expected() {
    refused("", "v is empty. Expected a table or JSON with names.");
    refused(
        "drug,kind\na,b\n",
        "v, line 1: the header 'drug,kind' has no column for names. Expected DrugBank's 'Common"
            + " name', ATC's 'code' and 'name', or 'name' with 'class', 'synonyms' and 'language'"
            + " where you have them.");
    refused(
        "<html><body>name</body></html>",
        "v begins like XML or a web page. Expected CSV or JSON: save it as a table with the columns"
            + " name, class, synonyms.");
    refused(
        "{\"a\": 1}",
        "v, line 1: this JSON holds no list of substances. Expected an array of objects with"
            + " \"name\", \"commonNames\" or \"aliases\", and \"categories\" or \"class\".");
    refused("name,class\n", "v holds no name that can be read.");
  }

  @Test
  void hostile_texts_are_refused_and_not_worked_through() {
    refused(
        "[".repeat(100_000),
        "v.json, line 1: Parts are nested deeper than 40 levels. Look for"
            + " wrong indentation, or brackets that nothing closes.");
    assertThatThrownBy(() -> VocabularyReader.read("name\n\"" + "a".repeat(20_000_000), "v"))
        .isInstanceOf(VocabularyProblem.class)
        .hasMessageStartingWith("v cannot be read as a table: ");
    assertThatThrownBy(() -> VocabularyReader.read("name\n" + "abcdefgh\n".repeat(200_001), "v"))
        .isInstanceOf(VocabularyProblem.class)
        .hasMessage(
            "v, line 200002: more than 200,000 entries. Divide the file and import each part.");
  }

  @Test
  void the_tables_of_classes_give_only_classes_of_the_lexicon() {
    assertThat(VocabularyReader.classesGiven()).allMatch(Lexicon.standard()::knowsClass);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> VocabularyReader.read(text, "v"))
        .isInstanceOf(VocabularyProblem.class)
        .hasMessage(message);
  }
}
