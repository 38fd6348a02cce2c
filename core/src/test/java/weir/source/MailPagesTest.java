package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.masking.DigestKey;
import weir.post.Post;
import weir.site.Site;
import weir.substance.Mention;
import weir.substance.SubstanceNamer;

/** The profile {@code mail} on made-up mails. */
class MailPagesTest {

  private static final SourceReader READER =
      SourceReader.of(Profiles.named("mail").orElseThrow(), SubstanceNamer.standard(), Made.KEY);

  private static Reading read(String mail) {
    return READER.read(Made.page("a.eml", mail.getBytes(StandardCharsets.UTF_8)));
  }

  private static final String MAIL =
      """
      Received: from a by b; Tue, 8 Dec 2009 22:04:12 +0900
      Message-ID: <id1@made.example>
      Date: Tue, 8 Dec 2009 14:04:00 +0100
      From: "Some One" <one@made.example>
      To: victim@made.example
      Subject: Xanax and more
      Content-Type: text/html

      <p>Viagra, no prescription needed. Write to seller@made.example</p>
      <a href="http://a.example/r?mail=victim@made.example&url=http%3A%2F%2Fb.example">here</a>
      """;

  @Test
  void a_mail_is_a_post_with_its_links_medicines_and_signs() {
    Reading reading = read(MAIL);
    Post post = Made.only(reading, Post.class);
    assertThat(post.postId()).startsWith("[email:"); // ids look like addresses
    assertThat(post.title()).isEqualTo("Xanax and more");
    assertThat(post.postedAt()).isEqualTo("2009-12-08T13:04:00Z");
    assertThat(post.capturedAt()).isEqualTo("2009-12-08T13:04:12Z");
    assertThat(post.links()).containsExactly("a.example");
    assertThat(post.indicators())
        .containsExactly("no-prescription: Viagra, no prescription needed");
    assertThat(Made.rows(reading, Mention.class))
        .extracting(m -> m.field() + " " + m.substance())
        .containsExactly("title alprazolam", "text sildenafil");
    assertThat(Made.rows(reading, Site.class))
        .extracting(s -> s.host() + " " + s.redirects())
        .containsExactly("a.example [b.example]");
    assertThat(reading.refusals()).isEmpty();
  }

  @Test
  void neither_sender_nor_receiver_nor_a_tracking_link_is_kept() {
    Reading reading = read(MAIL);
    assertThat(Made.kept(reading)).doesNotContain("victim", "Some One", "one@", "seller@", "id1@");
    assertThat(reading.rows().toString()).doesNotContain("victim", "Some One", "seller@");
  }

  @Test
  void a_kept_mail_is_read_again_alike() {
    Reading first = read(MAIL);
    Reading second =
        READER.reread(
            new SavedPage("a.eml", "a.eml", first.capture().capturedAt(), null, first.keptPage()),
            first.capture().digest(),
            first.capture().bytes());
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(second.keptPage()).isEqualTo(first.keptPage());
  }

  @Test
  void an_impossible_date_is_absent_and_said_to_be() {
    Reading reading = read("Date: Mon, 6 Jul 3610 10:00:00 +0000\nFrom: a\nSubject: x\n\nhello");
    assertThat(Made.only(reading, Post.class).postedAt()).isNull();
    assertThat(Made.causes(reading)).containsExactly("implausible-date");
    assertThat(reading.refusals().getFirst().reason())
        .isEqualTo("posted_at lies before 1995 or after 2099: 'Mon, 6 Jul 3610 10:00:00 +0000'");
  }

  @Test
  void what_is_no_mail_is_refused() {
    Reading reading = read("just some words\nand more");
    assertThat(reading.rows()).isEmpty();
    assertThat(reading.refusals().getFirst().reason())
        .isEqualTo("The file has none of a mail's headers.");
  }

  @Test
  void quoted_lines_of_a_reply_are_kept_apart() {
    Reading reading =
        read(
            "From: a\nSubject: Re: x\n\nMine.\n\nOn Monday, B wrote:\n> Theirs, with Xanax.\n> More.\n");
    Post post = Made.only(reading, Post.class);
    assertThat(post.text()).isEqualTo("Mine.");
    assertThat(post.quoted()).isEqualTo("On Monday, B wrote:\n> Theirs, with Xanax.\n> More.");
    assertThat(Made.rows(reading, Mention.class)).isEmpty();
  }

  @Test
  void names_written_into_one_are_told() {
    Reading reading = read("From: a\nSubject: Discount CialisViagra\n\nx");
    assertThat(Made.rows(reading, Mention.class))
        .extracting(m -> m.surface() + " " + m.substance())
        .containsExactly("Cialis tadalafil", "Viagra sildenafil");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 8 Dec 2009 14:04:00 +0100 | 2009-12-08T13:04:00Z",
        "8 Dec 09 14:04 EST | 2009-12-08T19:04:00Z",
        "Tue, 08 Dec 2009 14:04:00 GMT (comment) | 2009-12-08T14:04:00Z",
        "Tue Dec  8 14:04:00 2009 | 2009-12-08T14:04:00Z",
        "8 December 2009 | 2009-12-08T00:00:00Z",
        "Tue, 8 Dec 2009 2:04:00 PM -0500 | 2009-12-08T19:04:00Z",
        "2009-12-08 14:04:00 | 2009-12-08T14:04:00Z",
        "Thu, 18 Jul 102 19:51:35 +0000 | 2002-07-18T19:51:35Z",
        "Thu, 18 Jul 0102 19:51:35 +0000 |",
        "31 Feb 2009 10:00:00 +0000 |",
        "yesterday |",
      })
  void dates_of_mails_are_read_in_the_forms_that_programs_print(String printed, String at) {
    Post post = Made.only(read("From: a\nSubject: b\nDate: " + printed + "\n\nx"), Post.class);
    assertThat(post.postedAt() == null ? null : post.postedAt().toString()).isEqualTo(at);
  }

  @Test
  void equal_senders_have_equal_digests() {
    DigestKey key = Made.KEY;
    Post post = Made.only(read("From: seller <x@made.example>\nSubject: b\n\nx"), Post.class);
    assertThat(post.author()).isEqualTo(key.digest("seller <x@made.example>"));
  }
}
