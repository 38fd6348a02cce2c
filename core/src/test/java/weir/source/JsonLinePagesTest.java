package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.kept;
import static weir.source.Made.only;
import static weir.source.Made.read;
import static weir.source.Made.rows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import weir.listing.Listing;
import weir.post.Post;

class JsonLinePagesTest {

  private static final String PROFILE =
      """
      source: made-chat
      reads: jsonl
      captured_at: [{path: saved, format: epoch-seconds}]
      mask: [{path: from.name, as: author}]
      pages:
        - kind: thread
          when: {columns: [id, from]}
          records:
            - table: post
              fields:
                post_id: id
                author: from.name
                posted_at: {path: 'times[0]', format: epoch-seconds}
                text: body
      """;

  @Test
  void fields_are_found_by_path() {
    Post post =
        only(
            read(
                PROFILE,
                """
                {"id": 5, "from": {"name": "Bob"}, "times": [1500000000, 2], "body": "Hello", "saved": 1500000100}
                """),
            Post.class);

    assertThat(post.postId()).isEqualTo("5");
    assertThat(post.text()).isEqualTo("Hello");
    assertThat(post.postedAt()).isEqualTo(Instant.ofEpochSecond(1_500_000_000));
    assertThat(post.capturedAt()).isEqualTo(Instant.ofEpochSecond(1_500_000_100));
    assertThat(post.locator()).isEqualTo("line:1");
  }

  @Test
  void equal_authors_have_equal_digests_and_no_name_is_kept() {
    Reading reading =
        read(
            PROFILE,
            """
            {"id": 1, "from": {"name": "Bob"}, "body": "a"}
            {"id": 2, "from": {"name": "Ann"}, "body": "b"}
            {"id": 3, "from": {"name": "bob"}, "body": "c"}
            """);

    assertThat(rows(reading, Post.class))
        .extracting(Post::author)
        .containsExactly(Made.KEY.digest("bob"), Made.KEY.digest("ann"), Made.KEY.digest("bob"));
    assertThat(kept(reading)).doesNotContain("Bob").doesNotContain("Ann");
  }

  @Test
  void an_author_is_a_digest_even_where_the_profile_forgot_to_mask() {
    String forgot = PROFILE.replace("mask: [{path: from.name, as: author}]\n", "");

    assertThat(
            only(read(forgot, "{\"id\": 1, \"from\": {\"name\": \"Bob\"}}\n"), Post.class).author())
        .isEqualTo(Made.KEY.digest("bob"));
  }

  @Test
  void a_broken_line_is_counted_and_the_lines_after_it_keep_their_numbers() {
    Reading reading =
        read(
            PROFILE,
            "{\"id\": 1, \"from\": {}}\n{\"id\": 2, \"from\"\n\n{\"id\": 4, \"from\": {}}\n");

    assertThat(rows(reading, Post.class))
        .extracting(Post::locator)
        .containsExactly("line:1", "line:4");
    assertThat(reading.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("unreadable-line");
          assertThat(refusal.place()).isEqualTo("made line 2");
          assertThat(refusal.reason()).isEqualTo("line is not JSON: '{\"id\": 2, \"from\"'");
          assertThat(refusal.mend()).isEqualTo("Write one whole JSON object on each line.");
        });
    assertThat(kept(reading).lines().toList()).hasSize(4);
  }

  @Test
  void what_a_broken_line_shows_is_masked() {
    Reading reading = read(PROFILE, "{\"id\": 1, \"from\": {}}\n{ann@example.org\n");

    assertThat(reading.refusals().toString()).doesNotContain("ann@");
    assertThat(kept(reading)).doesNotContain("ann@");
  }

  @Test
  void a_file_without_a_line_of_json_is_refused() {
    assertThat(read(PROFILE, "<html>\n<body>\n").refusals())
        .extracting(refusal -> refusal.cause())
        .contains("unreadable-file");
  }

  @Test
  void objects_of_another_source_are_refused_with_both_sets_of_keys() {
    assertThat(read(PROFILE, "{\"name\": 1, \"colour\": 2}\n").refusals())
        .singleElement()
        .satisfies(refusal ->
            assertThat(refusal.reason())
                .isEqualTo(
                    "The profile 'made-chat' expects the keys 'id', 'from'; the first line has"
                        + " 'name', 'colour'."));
  }

  @Test
  void values_are_masked_at_any_depth_and_keys_too() {
    Reading reading =
        read(
            PROFILE,
            """
            {"id": 1, "from": {}, "more": [{"ann@example.org": {"deep": "call +44 20 7946 0958"}}]}
            """);

    assertThat(kept(reading)).doesNotContain("ann@").doesNotContain("7946");
  }

  @Test
  void a_line_nested_a_hundred_thousand_times_is_a_broken_line() {
    String deep = "{\"id\": 1, \"from\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(read(PROFILE, deep + "\n{\"id\": 2, \"from\": {}}\n").rows()).hasSize(1);
  }

  @Test
  void listings_can_be_read_from_json_too() {
    String profile =
        """
        source: made-json
        reads: jsonl
        pages:
          - kind: listings
            records:
              - table: listing
                fields: {listing_id: id, title: t, category: groups}
        """;

    Listing listing =
        only(
            read(profile, "{\"id\": 1, \"t\": \"Tea\", \"groups\": [\"a\", \"b\"]}"),
            Listing.class);

    assertThat(listing.category()).containsExactly("a", "b");
  }
}
