package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.kept;
import static weir.source.Made.page;
import static weir.source.Made.profile;
import static weir.source.Made.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.account.Account;
import weir.site.Site;
import weir.substance.SubstanceNamer;

/** A picture may show a face: none is kept, and no kept page fetches one. */
class PicturesTest {

  private static final String PROFILE =
      """
      source: tea-market
      kind: darknet-market
      reads: html
      pages:
        - kind: account
          when: {select: h1}
          records:
            - table: account
              fields:
                account: h1
                rating: {select: 'img.star[src*=gold]', take: count, scale: 5}
                contact: {select: '.reach', many: true}
            - table: site
              fields:
                host: {const: tea.example}
                outlinks: {select: 'a', attribute: href, many: true}
      """;

  /** The first bytes of a JPEG, and more, as Base64. */
  private static final String BASE64 = "/9j/4AAQSkZJRgABAQEAYABgAAD" + "Zm9vYmFy".repeat(40);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='data:image/jpeg;base64,%s'>",
        "<img src=' DATA:image/jpeg;base64,%s'>",
        "<img srcset='data:image/jpeg;base64,%s 1x, b.jpg 2x'>",
        "<div style=\"background:url('data:image/jpeg;base64,%s')\">x</div>",
        "<style>.a{background:url(data:image/jpeg;base64,%s)}</style>",
        "<svg><image href='data:image/jpeg;base64,%s'/></svg>",
        "<svg><image xlink:href='data:image/jpeg;base64,%s'/></svg>",
        "<video poster='data:image/jpeg;base64,%s'></video>",
        "<link rel=icon href='data:image/jpeg;base64,%s'>",
        "<input type=image src='data:image/jpeg;base64,%s'>",
        "<p>data:image/jpeg;base64,%s</p>",
        "<p>photo: %s</p>",
        "<a href='data:image/jpeg;base64,%s'>photo</a>",
        "<p data-photo='%s'>x</p>",
        "<img src='data:,#data:image/jpeg;base64,%s'>",
        "<table background='data:image/jpeg;base64,%s'><tr><td>x</table>"
      })
  void no_bytes_of_a_picture_are_kept(String html) {
    String kept = kept(read(PROFILE, "<h1>tea_1</h1>" + html.formatted(BASE64)));

    assertThat(kept).contains("tea_1").doesNotContain("9j/4AAQ", "Zm9vYmFyZm9vYmFy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='http://cdn.example/face.jpg'>",
        "<img srcset='//cdn.example/face.jpg 2x'>",
        "<img src='face.jpg'>",
        "<picture><source srcset='face.webp'></picture>",
        "<div style='background: URL( \"http://cdn.example/face.jpg\" )'>x</div>",
        "<div style='background: image-set(\"http://cdn.example/face.jpg\" 1x)'>x</div>",
        "<div style='background: u\\72l(http://cdn.example/face.jpg)'>x</div>",
        "<style>@import 'http://cdn.example/face.css'; .a{color:red}</style>",
        "<style>.a{background:url(http://cdn.example/face.jpg)}</style>",
        "<link rel=stylesheet href='http://cdn.example/face.css'>",
        "<svg><use href='http://cdn.example/face.svg#x'/></svg>",
        "<body background='http://cdn.example/face.jpg'>",
        "<video poster='http://cdn.example/face.jpg' src='http://cdn.example/face.mp4'></video>",
        "<input type=image src='http://cdn.example/face.jpg'>"
      })
  void a_kept_page_fetches_nothing(String html) {
    Document kept = Jsoup.parse(kept(read(PROFILE, "<h1>tea_1</h1>" + html)));

    for (Element element : kept.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        boolean fetched = Fetches.isFetched(element.normalName(), attribute.getKey());
        if (fetched && !attribute.getValue().isEmpty()) {
          assertThat(attribute.getValue()).startsWith("data:,");
        }
        if (attribute.getKey().equals("style")) {
          assertThat(attribute.getValue()).doesNotContain("face");
        }
      }
      assertThat(element.data()).doesNotContain("face");
    }
  }

  @Test
  void a_field_reads_a_picture_by_its_file_from_the_page_and_from_the_kept_page_alike() {
    String html =
        "<h1>tea_1</h1><img class=star src='/i/gold.png'><img class=star src='/i/gold.png'>"
            + "<img class=star src='/i/grey.png'>";
    SourceReader reader = SourceReader.of(profile(PROFILE), SubstanceNamer.standard(), Made.KEY);
    Reading first = reader.read(page("made", html.getBytes(StandardCharsets.UTF_8)));
    Reading again = reader.read(page("made", first.keptPage()));

    assertThat(Made.only(first, Account.class).rating()).isEqualTo(0.4);
    assertThat(Made.only(again, Account.class).rating()).isEqualTo(0.4);
    assertThat(kept(again)).isEqualTo(kept(first)).contains("data:,#/i/gold.png");
  }

  @Test
  void a_drawing_so_fine_that_it_may_trace_a_photograph_is_not_kept() {
    String html = "<h1>tea_1</h1><svg><path d='M0 0" + " L1 2".repeat(1_000) + "'/></svg>";

    assertThat(kept(read(PROFILE, html))).doesNotContain("L1 2");
  }

  @Test
  void what_is_no_page_but_a_picture_is_kept_under_no_profile() {
    byte[] picture = {
      (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'
    };

    Reading reading = read(PROFILE, "made", picture);

    assertThat(reading.keptPage()).isEmpty();
    assertThat(Made.causes(reading)).containsExactly("picture");
  }

  @Test
  void links_that_reach_somebody_become_digests_and_their_hosts_stay() {
    String onion = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwd.onion";
    Reading reading =
        read(
            PROFILE,
            "<h1>tea_1</h1>"
                + "<a href='https://t.me/quiet_kettle'>a</a>"
                + "<a href='http://%s/item/12'>b</a>".formatted(onion)
                + "<a href='http://other.example/?u=http%%3A%%2F%%2F%s%%2Fx'>c</a>".formatted(onion)
                + "<a href='skype:quiet.kettle?chat'>d</a>"
                + "<a href='/cdn-cgi/l/email-protection#2a4b6a484f475a464f'>e</a>"
                + "<a href='/item/0123456789012345'>f</a>"
                + "<p class=reach>Wickr: quietkettle</p>");
    String token = "onion:" + Made.KEY.digest(onion);

    assertThat(kept(reading))
        .contains(
            "https://t.me/[handle:", "http://[" + token + "]/item/12", "/item/0123456789012345")
        .doesNotContain("quiet_kettle", "quiet.kettle", "quietkettle", "abcdefgh");
    assertThat(Made.only(reading, Site.class).outlinks()).contains("t.me", token, "other.example");
    assertThat(Made.only(reading, Account.class).contacts())
        .isEqualTo(List.of("handle:" + Made.KEY.digest("quietkettle")));
  }
}
