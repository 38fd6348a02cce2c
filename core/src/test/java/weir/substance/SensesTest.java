package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of a running text stand for drugs. */
class SensesTest {
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          she was on heroin and methadone back then              | heroin, methadone
          my cousin snorted coke all weekend                     | coke
          I bought a gram of dope from him                       | dope
          he quit weed and drugs in spring                       | weed, drugs
          do not mix booze with benzos, you know                 | booze, benzos
          my doctor prescribed oxys for the pain                 | oxys
          I was tapering my sub all month                        | sub
          I have never tried promethazine with codeine           | promethazine, codeine
          they gave me percocet/tylenol at night                 | percocet, tylenol
          my aunt was addicted to herroin for years              | herroin
          she is a nurse and hands out suboxones                 | suboxones
          """)
  void a_sentence_names_what_is_taken(String text, String surfaces) {
    assertThat(surfaces(text)).isEqualTo(Arrays.asList(surfaces.split(", ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the snow on the road has melted by now",
        "she filled the ice tray and the glass",
        "we have a horse and he is old",
        "this sub has friendly people, I like it",
        "they put hot tar on the roof this morning",
        "our bars are closed and so are the clubs",
        "Molly said she would call you back",
        "I will write the code when I am home",
        "my mushrooms soup was too salty today",
        "I am in my 30s and I plan to travel",
        "read what they wrote on r/opiates, it is long",
        "see https://example.org/heroin when you can",
        "the metadata of the file is wrong, I think",
        "Marcin told me that he would come",
      })
  void an_ordinary_sense_is_no_mention(String text) {
    assertThat(surfaces(text)).isEmpty();
  }

  @Test
  void a_word_for_drugs_as_such_has_neither_class_nor_substance() {
    NamedSpan span = NAMER.mentions("he quit drugs when his son was born").getFirst();
    assertThat(span.substance()).isNull();
    assertThat(span.substanceClass()).isNull();
    assertThat(span.how()).isEqualTo("lexicon:general+sentence");
  }

  @Test
  void the_sentence_is_named_among_the_rungs_and_its_likelihood_lowers_the_confidence() {
    NamedSpan clear = NAMER.mentions("she was on heroin back then").getFirst();
    NamedSpan open = NAMER.mentions("I bought a gram of dope from him").getFirst();
    assertThat(clear.how()).isEqualTo("lexicon:name");
    assertThat(open.how()).endsWith("+sentence");
    assertThat(open.confidence()).isLessThan(clear.confidence());
  }

  @Test
  void the_weights_are_those_that_the_sentences_give() {
    assertThat(NAMER.trainedWeights())
        .as("bench/accuracy --weights writes them again after a change of senses.txt or the names")
        .isEqualTo(Lexicon.resource(Senses.WEIGHTS));
  }

  @Test
  void marked_texts_teach_a_new_sense() {
    List<MarkedText> texts =
        java.util.Collections.nCopies(
            40, new MarkedText("we had horse last night", List.of(new MarkedText.Place(7, 12))));
    assertThat(surfaces("we had horse last night")).isEmpty();
    assertThat(NAMER.trainedAlsoOn(texts).mentions("we had horse last night")).hasSize(1);
  }

  @Test
  void a_sentence_with_an_unknown_slot_is_refused() {
    assertThatThrownBy(() -> SenseCues.read("I took {pil}").sentences())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("senses.txt: the slot 'pil' is not named. Add a line '@slot pil: …'.");
  }

  @Test
  void slots_are_filled_by_turns_and_brackets_mark_places() {
    List<SenseCues.Marked> marked =
        SenseCues.read("@slot drug: dope | weed\nI took [{drug}] once").sentences();
    assertThat(marked.stream().map(SenseCues.Marked::text).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("I took dope once", "I took weed once");
    assertThat(marked.getFirst().places().getFirst()).containsExactly(7, 11);
  }

  private static List<String> surfaces(String text) {
    return NAMER.mentions(text).stream().map(NamedSpan::surface).toList();
  }
}
