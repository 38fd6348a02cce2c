package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingFaultsTest {

  private static List<String> messages(String text, String name) {
    return switch (BarrierModels.read(text, name)) {
      case ReadResult.Read(var model) -> throw new AssertionError("was read: " + model);
      case ReadResult.Refused refused -> refused.message().lines().toList();
    };
  }

  @Test
  void a_sound_document_is_read() {
    assertThat(Examples.bicycles().cell("selling", Element.Block.BARRIERS))
        .extracting(Element::label)
        .containsExactly("Register of dealers");
  }

  /** The page is for people who copy from it. */
  @Test
  void the_example_in_the_documentation_is_a_sound_model_of_twenty_lines() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "barrier-model.md"));
    int start = page.indexOf("```yaml\n") + 8;
    var example = page.substring(start, page.indexOf("```", start));

    assertThat(example.lines()).hasSize(20);
    assertThat(BarrierModels.check(Examples.read(example)))
        .extracting(Finding::check)
        .containsExactly(
            "step-without-barrier",
            "barrier-without-indicator",
            "barrier-without-evaluation",
            "facilitator-not-asked",
            "element-without-evidence",
            "element-without-evidence");
    assertThat(messages(example.replace("mixed", "mixd").replace("owner: c", "owner: cc"), "b"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sector: public | sectr: public | line 19, partners[1].sectr: 'sectr' is not a key of this part. Expected one of id, label, steps, printed, description, evidence, gauges, legitimate-uses, collateral-cost, protected, people-who-use, certainty, sector, competences, commitment. Did you mean 'sector'?
          knowing: mixed | knowing: mixd | line 15, facilitators[1].knowing: 'mixd' is not known here. Expected one of knowing, mixed, unknowing, unknown. Did you mean 'mixed'?
          kind: legal | kind: moral | line 24, barriers[1].kind: 'moral' is not known here. Expected one of economic, legal, information, criminal-law, none.
          owner: council | owner: counsil | line 26, barriers[1].owner: 'counsil' names no partner of this model. Add one with this id, or name an existing one. Did you mean 'council'?
          owner: council | owner: fence | line 26, barriers[1].owner: 'fence' names no partner of this model. Add one with this id, or name an existing one.
          addresses: [fence] | addresses: fence | line 25, barriers[1].addresses: The text 'fence' stands here. Expected a list: lines that start with '- ', or [a, b].
          id: council | id: fence | line 19, partners[1].id: The id 'fence' is already taken on line 12. Give one of the two another id.
          id: register | id: The Register | line 21, barriers[1].id: 'The Register' is not an id. Expected small letters a-z, digits and single hyphens, like 'postal-services'.
          label: City council, | | line 19, partners[1].label: 'label' is missing. Add 'label:' and its text.
          label: Register of dealers | label: "" | line 22, barriers[1].label: 'label' is missing: it is empty. Add 'label:' and its text.
          status: draft | status: | line 5, status: 'status' is missing. Expected one of draft, in-review, approved.
          title: Stolen bicycles | title: 1984 | line 2, title: 1984 without quotes stands here. Expected text: put it in quotes, '1984'.
          version: "1" | version: "1", review-by: soon | line 4: This is not YAML: expected <block end>, but found ','. Look at the indentation there, and put texts with ': ' or '#' in quotes.
          year: 2024 | year: last year | line 7, documents[1].year: The text 'last year' stands here. Expected a whole number from 1000 to 9999, without quotes.
          status: draft | review-by: 31.3.2027 | line 5, review-by: '31.3.2027' is not a date. Expected year-month-day: '2027-03-31'.
          steps: [selling] | steps: [selling, selling] | line 14, facilitators[1].steps: 'selling' stands there twice. Name each step once.
          owner: council | owner: council @ expected: [{of: cost, low: 3, likely: 2, high: 4}] | line 27, barriers[1].expected[1].of: 'cost' runs from 3 over 2 to 4. Expected three numbers from 0 on, the least first: low, likely, high.
          owner: council | owner: council @ expected: [{of: closes, low: 3, likely: 4, high: 5}] | line 27, barriers[1].expected[1].of: 'closes' goes up to 5. Expected a share from 0 to 1, like 0.3.
          owner: council | owner: council @ expected: [{of: months, low: 3, high: 5}] | line 27, barriers[1].expected[1].likely: 'likely' is missing. Give low, likely and high; where nobody knows, leave the whole line out.
          owner: council | owner: council @ expected: [{of: working-days, partner: fence, low: 3, likely: 4, high: 5}] | line 27, barriers[1].expected[1].partner: 'fence' names no partner of this model. Add one with this id, or name an existing one.
          owner: council | owner: council @ expected: [{of: working-days, low: 3, likely: 4, high: 5}] | line 27, barriers[1].expected[1].of: Working days belong to a partner. Name which.
          owner: council | owner: council @ expected: [{of: cost, low: 3, likely: 4, high: 5, currency: euro}] | line 27, barriers[1].expected[1].of: 'euro' is no currency. Expected three capitals (ISO 4217), like 'EUR'.
          owner: council | owner: council @ expected: [{of: cost, low: 3, likely: 4, high: 5}, {of: cost, low: 3, likely: 4, high: 5}] | line 27, barriers[1].expected: 'cost' stands there twice. Keep one of the two.
          language: en | title: Again | line 3, title: 'title' already stands on line 2. Keep one of the two.
          """)
  void a_fault_says_where_what_was_expected_and_how_to_mend_it(
      String sound, String broken, String message) {
    // A sign in the table stands for the next line of a barrier.
    var text =
        Examples.BICYCLES.replace(sound, broken == null ? "" : broken.replace(" @ ", "\n    "));
    assertThat(text).isNotEqualTo(Examples.BICYCLES);

    assertThat(messages(text, "bicycles.yaml")).contains("bicycles.yaml, " + message);
  }

  @Test
  void every_fault_is_named_at_once_in_the_order_of_the_lines() {
    var text =
        Examples.BICYCLES
            .replace("status: draft", "status: drafty")
            .replace("at: \"page 3\", ", "")
            .replace("addresses: [fence]", "addresses: [fense, dealer]")
            .replace("barriers: [register]", "barriers: [registry]");

    assertThat(messages(text, "b.yaml"))
        .containsExactly(
            "b.yaml, line 5, status: 'drafty' is not known here. Expected one of draft, in-review, approved. Did you mean 'draft'?",
            "b.yaml, line 17, facilitators[1].evidence[1].at: 'at' is missing. Add 'at:' and its text.",
            "b.yaml, line 25, barriers[1].addresses: 'fense' names no element of this model. Add one with this id, or name an existing one. Did you mean 'fence'?",
            "b.yaml, line 25, barriers[1].addresses: 'dealer' names no element of this model. Add one with this id, or name an existing one.",
            "b.yaml, line 29, recommendations[1].barriers: 'registry' names no barrier of this model. Add one with this id, or name an existing one. Did you mean 'register'?");
  }

  @Test
  void json_is_read_with_its_own_lines() {
    var json =
        BarrierModels.toJson(Examples.bicycles())
            .replace("\"status\" : \"draft\"", "\"statsu\" : \"draft\"");

    assertThat(messages(json, "bicycles.json"))
        .containsExactly(
            "bicycles.json, line 1, status: 'status' is missing. Expected one of draft, in-review, approved.",
            "bicycles.json, line 6, statsu: 'statsu' is not a key of this part. Expected one of id, title, language, version, status, review-by, documents, steps, facilitators, opportunities, signals, partners, barriers, relations, recommendations, discrepancies, open-questions, stated-gaps. Did you mean 'status'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "just a sentence",
        "- a\n- list",
        "{",
        "{\"id\": }",
        "id: [",
        "\tid: x",
        "a: &x 1\nb: *x",
        "id: !!binary x",
        "null",
        "3",
        "\u0000"
      })
  void what_is_no_model_is_refused_and_never_thrown(String text) {
    assertThat(messages(text, "odd.yaml"))
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m).startsWith("odd.yaml"));
  }

  @Test
  void a_text_nested_without_end_is_refused() {
    assertThat(messages("[".repeat(5000), "deep.yaml").getFirst())
        .startsWith("deep.yaml, line 1: Parts are nested deeper than 40 levels.");
    assertThat(messages("{\"a\":".repeat(5000), "deep.json").getFirst())
        .startsWith("deep.json, line 1: Parts are nested deeper than 40 levels.");
  }

  @Test
  void aliases_and_second_documents_are_refused() {
    assertThat(messages("id: &a x\ntitle: *a\n", "a.yaml"))
        .contains("a.yaml, line 2, title: An alias (*) stands here. Write the part out in full.");
    assertThat(messages(Examples.BICYCLES + "---\nid: other\n", "two.yaml"))
        .singleElement()
        .asString()
        .contains("A second document begins here. Keep one in each file.");
  }

  @Test
  void a_part_that_has_no_keys_is_one_fault_and_not_one_for_each_key_it_lacks() {
    var text =
        Examples.BICYCLES.replace(
            "- {document: survey, at: \"page 3\", paraphrase: Some dealers do not ask for papers.}",
            "- See the survey.");

    assertThat(messages(text, "b.yaml"))
        .containsExactly(
            "b.yaml, line 17, facilitators[1].evidence[1]: The text 'See the survey.' stands here. Expected keys with values, like 'id: shipping'.");
  }

  @Test
  void an_unknown_shipped_model_names_those_that_ship() {
    assertThatThrownBy(() -> BarrierModels.shipped("darknet-drugs-market"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No model 'darknet-drugs-market' ships with Weir. Expected one of darknet-drug-market, illicit-lifestyle-medicines, new-psychoactive-substances, ict-extended-local-market. Did you mean 'darknet-drug-market'?");
  }
}
