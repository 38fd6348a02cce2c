package weir.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.substance.Lexicon;
import weir.substance.NamedSpan;
import weir.substance.SubstanceNamer;
import weir.substance.Vocabulary;
import weir.substance.VocabularyImport;

class VocabulariesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path home;

  @Test
  void a_home_without_vocabularies_has_the_lexicon_that_comes_with_weir() throws IOException {
    assertThat(Vocabularies.in(home).lexicon()).isSameAs(Lexicon.standard());
    assertThat(Vocabularies.in(home).namer()).isSameAs(SubstanceNamer.standard());
    assertThat(Vocabularies.in(home).list()).isEmpty();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void what_is_kept_is_found_by_the_next_process_with_its_licence() throws IOException {
    KeptVocabulary kept = keep("ours", "Weirolam");
    Vocabularies next = Vocabularies.in(home);
    assertThat(next.list()).containsExactly(kept);
    assertThat(next.namer().mentions("5 g weirolam"))
        .extracting(NamedSpan::substance, NamedSpan::how)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("weirolam", "vocabulary:ours"));
    assertThat(next.lexicon().check()).isEmpty();
    assertThat(home.resolve("lexicon/ours"))
        .isDirectoryContaining("glob:**/about.yaml")
        .isDirectoryContaining("glob:**/conflicts.csv");
  }

  @Test
  void kept_again_it_takes_the_place_of_the_former() throws IOException {
    keep("ours", "Weirolam");
    String stamp = Vocabularies.in(home).stamp();
    keep("ours", "Millracine");
    assertThat(Vocabularies.in(home).namer().mentions("weirolam")).isEmpty();
    assertThat(Vocabularies.in(home).namer().mentions("millracine")).hasSize(1);
    assertThat(Vocabularies.in(home).stamp()).isNotEqualTo(stamp);
  }

  @Test
  void a_crash_between_setting_aside_and_putting_in_place_loses_nothing() throws IOException {
    keep("ours", "Weirolam");
    Files.move(home.resolve("lexicon/ours"), home.resolve("lexicon/.ours.old"));
    Files.createDirectory(home.resolve("lexicon/.ours.new"));
    assertThat(Vocabularies.in(home).namer().mentions("weirolam")).hasSize(1);
    keep("ours", "Millracine");
    assertThat(Vocabularies.in(home).namer().mentions("weirolam, millracine"))
        .extracting(NamedSpan::substance)
        .containsExactly("millracine");
  }

  @Test
  void what_is_removed_is_gone() throws IOException {
    keep("ours", "Weirolam");
    assertThat(Vocabularies.in(home).remove("ours")).isTrue();
    assertThat(Vocabularies.in(home).remove("ours")).isFalse();
    assertThat(Vocabularies.in(home).lexicon()).isSameAs(Lexicon.standard());
  }

  @Test
  void a_name_that_leads_elsewhere_is_refused() {
    assertThatThrownBy(() -> keep("../ours", "Weirolam"))
        .hasMessage(
            "'../ours' cannot name a vocabulary. Write up to 40 small Latin letters, digits and"
                + " hyphens, like 'drugbank'.");
  }

  @Test
  void a_vocabulary_without_licence_is_refused_when_kept_and_when_read() throws IOException {
    keep("ours", "Weirolam");
    Path about = home.resolve("lexicon/ours/about.yaml");
    Files.writeString(about, "title: ours\n");
    assertThatThrownBy(() -> Vocabularies.in(home).list())
        .isInstanceOf(VocabularyFault.class)
        .hasMessage(
            about
                + ", line 1, licence: 'licence' is missing. Write under which licence it came. Mend"
                + " the file, or remove the vocabulary with 'weir lexicon remove ours'.");
  }

  @Test
  void a_complaint_is_kept_once_masked_and_can_be_done() throws IOException {
    ReviewList list = ReviewList.in(home, Clock.fixed(NOW, ZoneOffset.UTC));
    NamedSpan span = SubstanceNamer.standard().mentions("5 g MDMA, mail me@example.org").getFirst();
    String id = list.add("5 g MDMA, mail me@example.org", "Drugs", "forum", span, "abc");
    assertThat(list.add("5 g MDMA, mail me@example.org", "Drugs", "forum", span, "abc"))
        .isEqualTo(id);
    ReviewList next = ReviewList.in(home, Clock.systemUTC());
    assertThat(next.entries()).hasSize(1);
    ReviewEntry entry = next.entries().getFirst();
    assertThat(entry.text()).startsWith("5 g MDMA, mail [").doesNotContain("example.org");
    assertThat(entry.surface()).isEqualTo("MDMA");
    assertThat(entry.complaint()).isEqualTo("wrong");
    assertThat(entry.at()).isEqualTo(NOW);
    assertThat(Files.readString(home.resolve("review/naming.jsonl"))).doesNotContain("example.org");
    assertThat(next.done(id)).isTrue();
    assertThat(next.done(id)).isFalse();
    assertThat(list.entries()).extracting(ReviewEntry::done).containsExactly(true);
  }

  @Test
  void a_broken_line_of_the_review_list_is_named() throws IOException {
    Files.createDirectories(home.resolve("review"));
    Path file = Files.writeString(home.resolve("review/naming.jsonl"), "{\n");
    assertThatThrownBy(() -> ReviewList.in(home, Clock.systemUTC()).entries())
        .hasMessage(file + ", line 1 is no JSON. Remove the line; the others can stay.");
  }

  private KeptVocabulary keep(String id, String label) throws IOException {
    Vocabularies vocabularies = Vocabularies.in(home);
    VocabularyImport made =
        VocabularyImport.of(
            vocabularies.lexiconWithout(id),
            id,
            List.of(new Vocabulary.Entry(label, List.of(), "medicine/other", "mul", 2)),
            null);
    KeptVocabulary about =
        new KeptVocabulary(
            id, "Ours: \"all\"", "own work", "o.csv", "plain table", "ab", NOW, 1, 0, 1, 1, 0, 0);
    vocabularies.keep(about, made);
    return about;
  }
}
