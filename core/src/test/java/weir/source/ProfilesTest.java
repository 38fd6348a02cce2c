package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.faults;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfilesTest {

  private static final String SOUND =
      """
      source: tea-market
      reads: html
      pages:
        - kind: listing
          when: {select: h1}
          records:
            - table: listing
              fields:
                listing_id: {select: h1, attribute: data-id}
                title: h1
      """;

  static List<String> shipped() {
    return Profiles.shipped();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void every_shipped_profile_is_sound_and_named_as_its_file(String name) {
    Profiles.text(name)
        .ifPresent(text -> {
          assertThat(faults(text)).isEmpty();
          assertThat(Made.profile(text).source()).isEqualTo(name);
        });
  }

  @Test
  void a_name_that_is_not_shipped_has_no_profile() {
    assertThat(Profiles.named("no-such-market")).isEmpty();
    assertThat(Profiles.named("../dream")).isEmpty();
  }

  @Test
  void a_sound_profile_has_no_faults() {
    assertThat(faults(SOUND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          source: tea-market | sources: tea | made.yaml, line 1, sources: 'sources' is not a key of this part.
          source: tea-market | source: Tea Market | made.yaml, line 1, source: 'Tea Market' is no id. Use a-z, 0-9 and '-', like 'agora'.
          reads: html | reads: htm | made.yaml, line 2, reads: 'htm' is not known here. Expected one of html, csv, jsonl, table, json, mail, chat. Did you mean 'html'?
          kind: listing | kind: lisitng | made.yaml, line 4, pages[1].kind: 'lisitng' is not known here.
          table: listing | table: listings | made.yaml, line 7, pages[1].records[1].table: 'listings' is no table that profiles fill.
          table: listing | table: rate | 'rate' is no table that profiles fill.
          title: h1 | titel: h1 | made.yaml, line 10, pages[1].records[1].fields.titel: The table 'listing' has no field 'titel'.
          title: h1 | title: 'h1 >> b' | made.yaml, line 10, pages[1].records[1].fields.title: 'h1 >> b' is no CSS selector:
          title: h1 | title: 'h1[' | is no CSS selector:
          title: h1 | title: {select: h1, match: '(('} | made.yaml, line 10, pages[1].records[1].fields.title.match: '((' is no regular expression: error parsing regexp: missing closing )
          title: h1 | title: {select: h1, match: 'a(?=b)'} | Look-around and back-references are not available: they can be made to run for ever.
          title: h1 | title: {select: h1, atribute: x} | 'atribute' is not a key of this part. Expected one of
          title: h1 | title: {column: x} | Where the value stands is missing. Write 'select: …' (or label, const, digest, address).
          title: h1 | rating: {select: h1, scale: 0} | '0' is no full mark. Write the best rating that can be given, like 5 or 100.
          title: h1 | rating: {select: h1, scale: five} | The text 'five' stands here. Expected a number, like 5 or 0.5
          title: h1 | rating: {select: h1, many: often} | The text 'often' stands here. Expected true or false.
          title: h1 | captured_at: {select: h1, format: 'yyyy-QQQQQQQ'} | is no date format:
          title: h1 | captured_at: {select: h1, zone: Mars/North} | Cannot read 'Mars/North':
          title: h1 | title: {digest: [acount]} | fields.title: The digest names 'acount', which is no field of this record.
          title: h1 | title: {digest: [title]} | fields.title: The digest names 'title', which is a digest itself. Name fields that the page prints.
          title: h1 | title: {signs: [acount]} | fields.title: The rule names 'acount', which is no field of this record.
          title: h1 | title: {data: name, up: 99} | fields.title.up: '99' is no count of objects. Like 'up: 1'.
          title: h1 | title: {select: h1, without: 'b['} | fields.title.without: 'b[' is no CSS selector:
          when: {select: h1} | when: {selects: h1} | made.yaml, line 5, pages[1].when.selects: 'selects' is not a key of this part.
          reads: html | encoding: utf-9 | made.yaml, line 2, encoding: Cannot read 'utf-9'
          reads: html | captured_at: [yesterday] | 'yesterday' is no way to learn when a page was saved.
          reads: html | mask: [{select: p, as: byer}] | 'byer' is not known here. Expected one of buyer, author, contact, person, reader. Did you mean 'buyer'?
          reads: html | mask: [{select: p}] | What the masked text is, is missing. Like 'as: buyer'.
          reads: html | access: [{since: soon, access: open}] | Write it like 2014-01-31.
          """)
  void a_fault_names_its_line_its_place_and_the_remedy(String sound, String wrong, String message) {
    assertThat(faults(SOUND.replace(sound, wrong))).anyMatch(fault -> fault.contains(message));
  }

  @Test
  void a_misspelt_key_is_answered_with_the_nearest_known_one() {
    assertThat(faults(SOUND.replace("pages:", "page:")))
        .anyMatch(fault ->
            fault.startsWith("made.yaml, line 3, page: 'page' is not a key of this part.")
                && fault.endsWith("Did you mean 'pages'?"));
    assertThat(faults(SOUND.replace("title: h1", "titel: h1")))
        .anyMatch(fault -> fault.endsWith("Did you mean 'title'?"));
  }

  @Test
  void a_missing_source_and_missing_pages_are_said() {
    assertThat(faults("name: Tea\n"))
        .containsExactly(
            "made.yaml, line 1, source: 'source' is missing. Give the source an id, like"
                + " 'source: agora'.",
            "made.yaml, line 1, pages: No page is described. Add at least one under 'pages:'.");
  }

  @Test
  void all_faults_are_said_at_once_in_the_order_of_their_lines() {
    List<String> faults =
        faults(
            """
            source: Tea
            reads: htm
            pages:
              - kind: listing
                records:
                  - table: listing
                    fields:
                      titel: 'h1['
                      price: {select: '>>'}
                colour: red
            """);

    assertThat(faults)
        .extracting(fault -> fault.replaceAll("made.yaml, (line \\d+), .*", "$1"))
        .containsExactly("line 1", "line 2", "line 8", "line 9", "line 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'source: [tea' | made.yaml, line 1
          'source: tea\tb: c: d' | made.yaml, line
          '' | made.yaml: It is empty.
          'just words' | Expected keys with values, like
          """)
  void what_is_no_yaml_is_said_with_its_line(String text, String message) {
    assertThat(faults(text)).isNotEmpty().anyMatch(fault -> fault.contains(message));
  }

  @Test
  void a_key_that_stands_twice_is_a_fault() {
    assertThat(faults(SOUND + "reads: csv\n"))
        .anyMatch(fault ->
            fault.equals(
                "made.yaml, line 11, reads: 'reads' already stands on line 2. Keep one of the two."));
  }

  @Test
  void the_version_changes_with_the_text() {
    assertThat(Made.profile(SOUND).version())
        .isEqualTo(Made.profile(SOUND).version())
        .isNotEqualTo(Made.profile(SOUND + "name: Tea\n").version());
  }
}
