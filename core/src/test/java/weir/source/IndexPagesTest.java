package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import weir.post.Post;
import weir.site.Site;
import weir.substance.SubstanceNamer;

/** The profiles of directories and indexes on made-up pages. */
class IndexPagesTest {

  private static Reading read(String profile, String page) {
    return SourceReader.of(
            Profiles.named(profile).orElseThrow(), SubstanceNamer.standard(), Made.KEY)
        .read(Made.page("i.html", page.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_directory_of_mirrors_gives_a_site_for_each_address_which_nobody_can_visit() {
    Reading reading =
        read(
            "mirrors",
            """
            <div class="content"><h3>Sites<span>Updated Mon, 04 Nov 2019 19:43:30 UTC</span></h3>
            <h4><a href="/one">Market One</a></h4><div><ul>
            <li class="online status1"><code>http://madeuponeaaaaaaa.onion</code></li>
            <li class="status0"><code>http://madeuptwoaaaaaaa.onion</code></li></ul></div>
            <h4><a href="/two">Market Two</a></h4><div><ul>
            <li class="status2"><code>http://madeuponeaaaaaaa.onion</code></li></ul></div></div>
            """);
    assertThat(reading.refusals()).isEmpty();
    assertThat(reading.capture().pageKind()).isEqualTo("index");
    assertThat(Made.rows(reading, Site.class))
        .extracting(s -> s.name() + " " + s.status() + " " + s.capturedAt())
        .containsExactly(
            "Market One online 2019-11-04T19:43:30Z",
            "Market One offline 2019-11-04T19:43:30Z",
            "Market Two slow 2019-11-04T19:43:30Z");
    assertThat(Made.rows(reading, Site.class).getFirst().host())
        .isEqualTo(Made.rows(reading, Site.class).getLast().host())
        .isEqualTo("contact:" + Made.KEY.digest("http://madeuponeaaaaaaa.onion"));
    assertThat(Made.kept(reading)).doesNotContain(".onion");
  }

  @Test
  void an_index_of_shared_files_gives_their_titles_and_no_link_to_them() {
    String hash = "0123456789abcdef0123456789abcdef01234567";
    Reading reading =
        read(
            "torrent-index",
            "<table><tr><td><a href='/t/1'>Made-up title</a></td><td><a href='magnet:?xt=urn:btih:"
                + hash
                + "&dn=x'>get</a></td></tr></table>");
    Post post = Made.only(reading, Post.class);
    assertThat(post.title()).isEqualTo("Made-up title");
    assertThat(Made.kept(reading)).doesNotContain(hash, "dn=x");
  }
}
