package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import weir.post.Post;
import weir.substance.SubstanceNamer;

/** The profiles of forum programs on made-up threads: quotations told from own words. */
class ForumsTest {

  record ForumThread(String profile, String page) {
    @Override
    public String toString() {
      return profile;
    }
  }

  static List<ForumThread> threads() {
    return List.of(
        new ForumThread(
            "phpbb",
            """
            <h2 class="topic-title"><a href="./viewtopic.php?f=2&amp;t=77">T</a></h2>
            <div id="p101" class="post"><div class="postbody"><h3><a href="#p101">T</a></h3>
            <p class="author">by <a class="username">jane_made</a> <time datetime="2024-01-03T10:00:00+00:00">x</time></p>
            <div class="content"><blockquote><div><cite>joe_made wrote:</cite>their Valium</div></blockquote>my Xanax<br>second</div>
            <div class="signature">sig</div></div></div>
            """),
        new ForumThread(
            "smf",
            """
            <link rel="canonical" href="https://f.example/index.php?topic=77.0">
            <div class="post_wrapper"><div class="poster"><h4><a href="u">jane_made</a></h4></div>
            <div class="keyinfo"><h5 id="subject_101"><a href="#">T</a></h5><div class="smalltext">« on: January 03, 2024, 10:00:00 AM »</div></div>
            <div class="post"><div class="inner" id="msg_101"><div class="quoteheader"><a href="#">Quote from: joe_made</a></div><blockquote>their Valium</blockquote><div class="quotefooter"></div>my Xanax<br>second</div></div>
            <div class="signature">sig</div></div>
            """),
        new ForumThread(
            "vbulletin",
            """
            <link rel="canonical" href="https://f.example/threads/77-T">
            <li class="postcontainer" id="post_101"><span class="postdate"><span class="date">01-03-2024, 10:00 AM</span></span>
            <div class="username_container"><a class="username"><strong>jane_made</strong></a></div>
            <h2 class="posttitle">T</h2><div class="postcontent"><blockquote><div class="bbcode_container"><div class="bbcode_quote"><div class="bbcode_postedby">Originally Posted by <strong>joe_made</strong></div>their Valium</div></div>my Xanax<br>second</blockquote></div>
            <div class="signature">sig</div></li>
            """),
        new ForumThread(
            "discourse",
            """
            <link rel="canonical" href="https://f.example/t/title/77">
            <article id="post_101"><div class="topic-body"><div class="names"><span class="username"><a href="u">jane_made</a></span></div>
            <time datetime="2024-01-03T10:00:00Z">x</time><div class="cooked"><aside class="quote"><div class="title">joe_made:</div><blockquote>their Valium</blockquote></aside><p>my Xanax</p><p>second</p></div></div></article>
            """),
        new ForumThread(
            "xenforo",
            """
            <link rel="canonical" href="https://f.example/threads/title.77/">
            <article class="message" data-content="post-101"><h4 class="message-name"><a class="username">jane_made</a></h4>
            <div class="message-attribution"><time datetime="2024-01-03T10:00:00Z">x</time></div>
            <div class="message-body"><div class="bbWrapper"><blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title"><a class="bbCodeBlock-sourceJump">joe_made said:</a></div><div class="bbCodeBlock-content">their Valium</div></blockquote>my Xanax<br>second</div></div>
            <aside class="message-signature">sig</aside></article>
            """));
  }

  private static Reading read(ForumThread thread) {
    return SourceReader.of(
            Profiles.named(thread.profile()).orElseThrow(), SubstanceNamer.standard(), Made.KEY)
        .read(Made.page("t.html", thread.page().getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("threads")
  void a_post_holds_the_authors_own_words_and_apart_what_it_quotes(ForumThread thread) {
    Reading reading = read(thread);
    assertThat(reading.capture().pageKind()).isEqualTo("thread");
    Post post = Made.only(reading, Post.class);
    assertThat(post.postId()).isEqualTo("101");
    assertThat(post.thread()).isEqualTo("77");
    assertThat(post.text()).isEqualTo("my Xanax\nsecond");
    assertThat(post.quoted()).contains("their Valium").doesNotContain("Xanax");
    assertThat(post.postedAt()).isEqualTo("2024-01-03T10:00:00Z");
    assertThat(post.author()).isNotNull();
    assertThat(reading.refusals()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("threads")
  void neither_the_author_nor_who_is_quoted_is_named(ForumThread thread) {
    Reading reading = read(thread);
    assertThat(reading.rows().toString()).doesNotContain("jane_made");
    assertThat(Made.kept(reading)).doesNotContain("jane_made", "joe_made");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mine | mine |",
        "> theirs;mine | mine | > theirs",
        "X wrote:;> theirs;mine | mine | X wrote:;> theirs",
        "On 3 May 2020, X wrote:;;> theirs;;mine | mine | On 3 May 2020, X wrote:;> theirs",
        "X wrote: this is mine | X wrote: this is mine |",
        "[quote=X]theirs[/quote]mine | mine | [quote=X]theirs[/quote]",
        "[quote];theirs;[/quote] mine | mine | [quote];theirs;[/quote]",
        "mine;-----Original Message-----;theirs | mine | -----Original Message-----;theirs",
        ">90 % pure | >90 % pure |",
        "[quote]never closed | | [quote]never closed",
        "X schrieb:;> ihres;meines | meines | X schrieb:;> ihres",
      })
  void own_words_are_told_from_quoted_ones_in_plain_text(String text, String own, String quoted) {
    OwnWords words = OwnWords.of(text.replace(';', '\n'));
    assertThat(words.own()).isEqualTo(own == null ? "" : own.replace(';', '\n'));
    assertThat(words.quoted()).isEqualTo(quoted == null ? null : quoted.replace(';', '\n'));
  }

  @Test
  void a_heading_before_a_record_and_text_without_parts_are_read_by_any_profile() {
    Reading reading =
        Made.read(
            """
            source: made
            reads: html
            pages:
              - kind: thread
                records:
                  - table: post
                    each: li
                    fields:
                      post_id: {select: li, attribute: id}
                      title: {select: h4, before: true}
                      text: {select: li, without: 'i, b'}
            """,
            "<h4>one</h4><ul><li id=a>x <i>y</i> z</li></ul><h4>two</h4><ul><li id=b>u <b>v</b></li></ul>");
    assertThat(Made.rows(reading, Post.class))
        .extracting(p -> p.postId() + " " + p.title() + ": " + p.text())
        .containsExactly("a one: x z", "b two: u");
  }
}
