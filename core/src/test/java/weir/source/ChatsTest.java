package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.post.Post;
import weir.substance.Mention;
import weir.substance.SubstanceNamer;

/** The profiles of messaging channels on made-up exports. */
class ChatsTest {

  private static Reading read(String profile, String name, String body) {
    return SourceReader.of(
            Profiles.named(profile).orElseThrow(), SubstanceNamer.standard(), Made.KEY)
        .read(Made.page(name, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static final String TELEGRAM =
      """
      {"name": "Made-up channel", "type": "public_channel", "id": 4711, "messages": [
       {"id": 1, "type": "service", "date_unixtime": "1704189600", "actor": "Owner Name",
        "actor_id": "channel4711", "action": "invite_members", "members": ["Jane Member"], "text": ""},
       {"id": 2, "type": "message", "date": "2024-01-03T10:00:00", "date_unixtime": "1704276000",
        "edited_unixtime": "1704279600", "from": "Owner Name", "from_id": "channel4711",
        "text": ["PRICES\\nMDMA crystal 1g €25 | 5g €100\\n\\nKetamine\\n1g 30 EUR\\n5g 120 EUR\\nask ",
          {"type": "mention", "text": "@madeup_seller"}, " or ",
          {"type": "text_link", "text": "here", "href": "https://shop.example/?u=http%3A%2F%2Fpay.example"}],
        "text_entities": [{"type": "mention", "text": "@madeup_seller"}]},
       {"id": 3, "type": "message", "date_unixtime": "1704362400", "from": "Jane Member",
        "from_id": "user99", "forwarded_from": "Somebody Else", "reply_to_message_id": 2,
        "photo": "photos/p1.jpg", "text": "no prescription needed"}]}
      """;

  @Test
  void messages_are_posts_and_what_the_program_says_is_none() {
    Reading reading = read("telegram", "result.json", TELEGRAM);
    assertThat(reading.refusals()).isEmpty();
    assertThat(reading.capture().pageKind()).isEqualTo("thread");
    assertThat(Made.rows(reading, Post.class)).hasSize(2);
    Post first = Made.rows(reading, Post.class).getFirst();
    assertThat(first.thread()).isEqualTo("4711");
    assertThat(first.postId()).isEqualTo("2");
    assertThat(first.postedAt()).isEqualTo("2024-01-03T10:00:00Z");
    assertThat(first.editedAt()).isEqualTo("2024-01-03T11:00:00Z");
    assertThat(first.text()).startsWith("PRICES\nMDMA crystal").endsWith("] or here");
    assertThat(first.links()).containsExactly("shop.example", "pay.example");
    Post second = Made.rows(reading, Post.class).getLast();
    assertThat(second.repliesTo()).isEqualTo("2");
    assertThat(second.author()).isEqualTo(Made.KEY.digest("user99"));
    assertThat(second.forwardedFrom()).isEqualTo(Made.KEY.digest("Somebody Else"));
    assertThat(second.media()).containsExactly("photo");
    assertThat(second.indicators()).containsExactly("no-prescription: no prescription needed");
  }

  @Test
  void lines_of_a_price_list_are_listings_asked_for_when_it_was_posted() {
    Reading reading = read("telegram", "result.json", TELEGRAM);
    assertThat(Made.rows(reading, Listing.class))
        .extracting(
            l -> l.listingId() + " " + l.substance() + " " + l.pricesShown() + " " + l.capturedAt())
        .containsExactly(
            "2/2 mdma [25 EUR, 100 EUR] 2024-01-03T10:00:00Z",
            "2/4 ketamine [30 EUR, 120 EUR] 2024-01-03T10:00:00Z");
  }

  @Test
  void nobody_is_named_in_what_is_kept() {
    Reading reading = read("telegram", "result.json", TELEGRAM);
    String all = Made.kept(reading) + reading.rows();
    assertThat(all)
        .doesNotContain("Owner Name", "Jane Member", "Somebody Else", "madeup_seller", "user99");
    assertThat(Made.kept(reading)).contains("Made-up channel");
  }

  @Test
  void a_locator_is_the_line_of_the_kept_document() {
    Reading reading = read("telegram", "result.json", TELEGRAM);
    Post last = Made.rows(reading, Post.class).getLast();
    int line = Integer.parseInt(last.locator().substring("line:".length()));
    assertThat(Made.kept(reading).lines().toList().get(line - 1)).contains("\"id\":3");
  }

  @Test
  void a_kept_export_is_read_again_alike() {
    Reading first = read("telegram", "result.json", TELEGRAM);
    Reading second = read("telegram", "result.json", Made.kept(first));
    assertThat(Made.rows(second, Post.class))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("capture")
        .isEqualTo(Made.rows(first, Post.class));
    assertThat(Made.kept(second)).isEqualTo(Made.kept(first));
  }

  @Test
  void an_export_of_all_chats_tells_them_apart() {
    Reading reading =
        read(
            "telegram",
            "result.json",
            """
            {"personal_information": {"first_name": "Reader", "phone_number": "+15550100200"},
             "chats": {"list": [
              {"id": 1, "name": "a", "messages": [{"id": 7, "type": "message", "from_id": "user1",
                "date": "2024-01-03T10:00:00", "text": "Xanax here"}]},
              {"id": 2, "name": "b", "messages": [{"id": 7, "type": "message", "from_id": "user1",
                "date": "2024-01-03T10:00:00", "text": "x"}]}]}}
            """);
    assertThat(Made.rows(reading, Post.class)).extracting(Post::thread).containsExactly("1", "2");
    assertThat(Made.rows(reading, Mention.class))
        .extracting(Mention::substance)
        .containsExactly("alprazolam");
    assertThat(Made.kept(reading)).doesNotContain("Reader", "5550100200", "user1");
  }

  @Test
  void a_document_that_is_cut_off_is_refused_with_its_line() {
    Reading reading = read("telegram", "result.json", "{\"messages\": [\n{\"id\": 1,\n");
    assertThat(reading.rows()).isEmpty();
    assertThat(reading.refusals().getFirst().reason())
        .startsWith("The file is not JSON from line ");
  }

  @Test
  void a_document_of_another_program_is_refused() {
    Reading reading = read("telegram", "result.json", "{\"log\": {}}");
    assertThat(reading.refusals().getFirst().reason())
        .isEqualTo("No page of the profile 'telegram' fits; the document has the keys 'log'.");
  }

  @Test
  void nesting_without_end_is_refused() {
    Reading reading =
        read("telegram", "r.json", "{\"messages\":" + "[".repeat(100_000) + "]".repeat(100_000));
    assertThat(reading.refusals().getFirst().cause()).isEqualTo("unreadable-file");
  }

  @Test
  void a_chat_exported_as_text_is_read_with_messages_of_several_lines() {
    Reading reading =
        read(
            "whatsapp",
            "chat.txt",
            """
            12/03/2024, 14:20 - Messages are end-to-end encrypted.
            12/03/2024, 14:22 - Jane Made: Xanax 2mg x 30 pills €60
            still there
            [12/03/2024, 14:23:05] +1 555 010 0200: see https://shop.example/x
            """);
    assertThat(reading.refusals()).isEmpty();
    assertThat(Made.rows(reading, Post.class))
        .extracting(p -> p.postedAt() + " " + p.text())
        .containsExactly(
            "2024-03-12T14:20:00Z Messages are end-to-end encrypted.",
            "2024-03-12T14:22:00Z Xanax 2mg x 30 pills €60\nstill there",
            "2024-03-12T14:23:05Z see https://shop.example/x");
    assertThat(Made.rows(reading, Post.class).getFirst().author()).isNull();
    assertThat(Made.only(reading, Listing.class).substance()).isEqualTo("alprazolam");
    assertThat(Made.kept(reading)).doesNotContain("Jane", "555");
  }

  @Test
  void a_discord_channel_is_read() {
    Reading reading =
        read(
            "discord",
            "c.json",
            """
            {"guild": {"id": "1"}, "channel": {"id": "55", "name": "x"}, "exportedAt": "2024-02-01T00:00:00+00:00",
             "messages": [{"id": "9", "type": "Default", "timestamp": "2024-01-31T10:00:00+00:00",
               "timestampEdited": null, "content": "LSD tabs 10x €50", "author": {"id": "3", "name": "jane"},
               "attachments": [{"fileName": "a.png"}], "reference": {"messageId": "8"}},
              {"id": "10", "type": "ChannelPinnedMessage", "timestamp": "2024-01-31T10:00:00+00:00",
               "content": "", "author": {"id": "3", "name": "jane"}}],
             "messageCount": 2}
            """);
    assertThat(reading.refusals()).isEmpty();
    assertThat(reading.capture().totalStated()).isEqualTo(2);
    assertThat(reading.capture().capturedAt()).isEqualTo("2024-02-01T00:00:00Z");
    Post post = Made.only(reading, Post.class);
    assertThat(post.thread()).isEqualTo("55");
    assertThat(post.repliesTo()).isEqualTo("8");
    assertThat(post.media()).containsExactly("png");
    assertThat(post.postedAt()).isEqualTo("2024-01-31T10:00:00Z");
  }

  @Test
  void an_offer_stands_for_each_amount() {
    Reading reading = read("telegram", "result.json", TELEGRAM);
    assertThat(Made.rows(reading, Offer.class))
        .extracting(o -> o.listingId() + " " + o.grams() + " " + o.priceAmount())
        .containsExactly("2/2 1.0 25", "2/2 5.0 100", "2/4 1.0 30", "2/4 5.0 120");
  }
}
