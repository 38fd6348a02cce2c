package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.substance.Vocabulary.Entry;
import weir.substance.VocabularyImport.Counts;
import weir.substance.VocabularyImport.LeftOut;
import weir.substance.VocabularyImport.Reason;

class VocabularyImportTest {
  private static final String CLASSES =
      "class,label,note\nmdma,MDMA,\nmedicine/other,Medicines,\nother,Other,\n";
  private static final String SUBSTANCES =
      """
      substance,class,label,kind,source
      mdma,mdma,MDMA,substance,UN 1971
      millracine,medicine/other,Millracine,substance,made up
      mixed,medicine/other,Medicines,group,made up
      """;
  private static final String NAMES =
      """
      substance,name,kind,language,ambiguity,note
      mdma,MDMA,name,en,clear,
      mdma,ice-bell,slang,en,context,
      millracine,Millracine,inn,int,clear,
      mixed,weirpills,name,en,clear,
      ,ice cream,other-sense,en,clear,
      """;

  @Test
  void an_entry_that_means_one_known_substance_gives_it_its_new_names() {
    VocabularyImport made = brought(null, entry("Millracine", "Mill-Racine", "Millracinum"));
    assertThat(made.counts()).isEqualTo(new Counts(1, 1, 0, 1, 1));
    assertThat(made.tables().get("substances.csv"))
        .isEqualTo("substance,class,label,kind,source\n");
    assertThat(made.tables().get("names.csv"))
        .isEqualTo(
            """
            substance,name,kind,language,ambiguity,note
            millracine,Millracinum,name,mul,clear,
            """);
  }

  @Test
  void an_entry_that_means_none_is_a_new_substance_with_the_class_of_file_or_default() {
    VocabularyImport made =
        VocabularyImport.of(
            lexicon(),
            "mine",
            List.of(
                new Entry("Weirolàm, β-form", List.of("W-447"), "other", "int", 2),
                entry("Sluicepril")),
            "medicine/other");
    assertThat(made.counts()).isEqualTo(new Counts(2, 0, 2, 3, 0));
    assertThat(made.tables().get("substances.csv"))
        .isEqualTo(
            """
            substance,class,label,kind,source
            weirolam-beta-form,other,"Weirolàm, β-form",substance,vocabulary mine
            sluicepril,medicine/other,Sluicepril,substance,vocabulary mine
            """);
  }

  @Test
  void an_entry_that_means_two_known_substances_is_a_conflict_and_adds_nothing() {
    VocabularyImport made = brought("other", entry("Millracine", "MDMA", "Millwheel"));
    assertThat(made.conflicts())
        .containsExactly(
            new LeftOut(7, "Millracine", "Millracine", Reason.TWO_SUBSTANCES, "millracine mdma"));
    assertThat(made.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    assertThat(made.leftOutTable())
        .isEqualTo(
            """
            line,entry,name,reason,detail
            7,Millracine,Millracine,two-substances,millracine mdma
            """);
  }

  @Test
  void an_entry_that_means_a_group_is_a_conflict() {
    assertThat(brought("other", entry("Weirpills")).conflicts())
        .extracting(LeftOut::reason)
        .containsExactly(Reason.A_GROUP);
  }

  @Test
  void an_entry_that_is_only_slang_of_a_known_substance_is_a_conflict() {
    VocabularyImport made = brought("other", entry("Ice Bell"), entry("Weirolam", "ice-bell"));
    assertThat(made.conflicts())
        .extracting(LeftOut::entry, LeftOut::reason, LeftOut::detail)
        .containsExactly(tuple("Ice Bell", Reason.ONLY_SLANG, "mdma"));
    assertThat(made.counts().substances()).isEqualTo(1);
  }

  @Test
  void without_a_class_a_new_substance_is_left_out() {
    assertThat(brought(null, entry("Weirolam")).leftOut())
        .containsExactly(new LeftOut(7, "Weirolam", "Weirolam", Reason.NO_CLASS, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "WB, TOO_SHORT",
    "2026, TOO_SHORT",
    "Ice cream, ORDINARY_WORD",
    "Olive oil, ORDINARY_WORD",
    "Chicken, ORDINARY_WORD",
    "'weirolam, combinations', A_MIXTURE",
    "weirolam and caffeine, A_MIXTURE"
  })
  void names_that_would_find_too_much_are_left_out_with_the_reason(String name, Reason reason) {
    VocabularyImport made = brought("other", entry("Weirolam", name));
    assertThat(made.leftOut()).containsExactly(new LeftOut(7, "Weirolam", name, reason, ""));
    assertThat(made.counts().names()).isEqualTo(1);
  }

  @Test
  void an_entry_of_which_no_name_is_left_is_left_out() {
    assertThat(brought("other", entry("Water")).leftOut())
        .extracting(LeftOut::reason)
        .containsExactly(Reason.ORDINARY_WORD, Reason.NO_NAME_LEFT);
  }

  @ParameterizedTest
  @CsvSource({
    "weirolam, clear",
    "weirol, context",
    "W-447, clear",
    "W-45, context",
    "ice bell, context"
  })
  void a_short_name_or_one_that_is_slang_elsewhere_counts_in_context_only(
      String name, String ambiguity) {
    VocabularyImport made = brought("other", entry("Sluicepril", name));
    assertThat(made.tables().get("names.csv"))
        .contains("sluicepril,%s,name,mul,%s,".formatted(name, ambiguity));
  }

  @Test
  void the_second_of_two_new_entries_with_one_name_joins_the_first() {
    VocabularyImport made =
        brought("other", entry("Weirolam", "Weirolamum"), entry("Weirolam sodium", "weirolamum"));
    assertThat(made.counts()).isEqualTo(new Counts(2, 1, 1, 3, 1));
  }

  @Test
  void a_class_that_the_lexicon_does_not_have_is_refused() {
    assertThatThrownBy(() -> brought("drinks", entry("Weirolam")))
        .hasMessage(
            "The class 'drinks' is unknown. Expected a class path of the lexicon, like"
                + " medicine/other; 'weir lexicon list' shows them.");
  }

  @Test
  void the_names_are_found_once_the_tables_are_laid_beside_the_lexicon() {
    Lexicon lexicon = Lexicon.standard();
    VocabularyImport made =
        VocabularyImport.of(
            lexicon, "mine", List.of(entry("Weirolam", "W-447", "weirol")), "medicine/other");
    Lexicon both = lexicon.with(laid(made));
    assertThat(both.check()).isEmpty();
    assertThat(both.version()).isNotEqualTo(lexicon.version());
    SubstanceNamer namer = SubstanceNamer.of(both);
    assertThat(namer.mentions("weirolam and W-447, weirol"))
        .extracting(NamedSpan::substance, NamedSpan::how)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("weirolam", "vocabulary:mine"),
            org.assertj.core.groups.Tuple.tuple("weirolam", "vocabulary:mine"),
            org.assertj.core.groups.Tuple.tuple("weirolam", "vocabulary:mine+neighbour"));
    assertThat(SubstanceNamer.of(lexicon)).isSameAs(SubstanceNamer.standard());
  }

  @Test
  void a_table_that_the_lexicon_has_already_cannot_be_laid_beside_it() {
    assertThatThrownBy(() -> lexicon().with(Map.of("names/a.csv", NAMES)))
        .hasMessage(
            "The lexicon already has a table 'names/a.csv'. Name the vocabulary otherwise.");
  }

  @ParameterizedTest
  @CsvSource({
    "lexicon-drugbank-vocabulary/drugbank_vocabulary.csv, 14315, medicine/other",
    "lexicon-psychonautwiki/substances-names.json, 289, other",
    "lexicon-psymol-smiles/library.csv, 100, other"
  })
  void published_vocabularies_come_in_whole_and_leave_no_fault(
      String file, int atLeast, String defaultClass) throws Exception {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA names no folder of published data");
    Path path = Path.of(data, file);
    assumeTrue(Files.exists(path), "there is no " + path);
    Vocabulary read = VocabularyReader.read(Files.readString(path), path.getFileName().toString());
    assertThat(read.entries()).hasSizeGreaterThanOrEqualTo(atLeast);
    VocabularyImport made =
        VocabularyImport.of(Lexicon.standard(), "published", read.entries(), defaultClass);
    Counts counts = made.counts();
    long wholly = made.leftOut().stream().filter(l -> l.reason().whole()).count();
    assertThat(counts.matched() + counts.substances() + wholly).isEqualTo(counts.entries());
    long start = System.nanoTime();
    Lexicon both = Lexicon.standard().with(laid(made));
    long lexiconMillis = (System.nanoTime() - start) / 1_000_000;
    start = System.nanoTime();
    SubstanceNamer namer = SubstanceNamer.of(both);
    long namerMillis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(
        "%s: %s, left out %s; tables read in %d ms, matcher built in %d ms%n",
        path.getFileName(), counts, made.reasons(), lexiconMillis, namerMillis);
    assertThat(both.check()).isEmpty();
    assertThat(namer.mentions("a chicken, olive oil and a bicycle, 5 g")).isEmpty();
    assertThat(
            VocabularyImport.of(both, "again", read.entries(), defaultClass).counts().substances())
        .as("brought in again, nothing is new")
        .isZero();
  }

  private static Entry entry(String label, String... names) {
    return new Entry(label, List.of(names), null, "mul", 7);
  }

  private static VocabularyImport brought(@Nullable String defaultClass, Entry... entries) {
    return VocabularyImport.of(lexicon(), "mine", List.of(entries), defaultClass);
  }

  private static Map<String, String> laid(VocabularyImport made) {
    Map<String, String> laid = new LinkedHashMap<>();
    made.tables().forEach((file, text) -> laid.put("mine/" + file, text));
    return laid;
  }

  private static Lexicon lexicon() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("classes.csv", CLASSES);
    files.put("substances.csv", SUBSTANCES);
    files.put("names/a.csv", NAMES);
    return Lexicon.read(files);
  }
}
