package weir.web.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.lake.KeptPage;
import weir.source.SourceReader.FieldMark;

class SavedViewTest {

  private static KeptPage page(String type, String body) {
    return new KeptPage(
        "brook", "a.html", null, type, "0".repeat(64), 1, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Document html(String body) {
    return Jsoup.parse(
        SavedView.of(
                page("text/html", "<html><head></head><body>" + body + "</body></html>"),
                List.of(),
                null,
                Hidden.on("brook", List.of("mistersilver")))
            .html());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='http://evil.example/'>x</a>",
        "<img src=http://evil.example/a.png onerror=alert(1)>",
        "<svg><script>alert(1)</script><use href='http://evil.example/'/></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<iframe src=http://evil.example/></iframe>",
        "<object data=http://evil.example/></object><embed src=http://evil.example/>",
        "<form action=http://evil.example/><input name=a><button formaction=http://evil.example/>b</button></form>",
        "<p style='background:url(http://evil.example/)'>x</p>",
        "<style>@import 'http://evil.example/'</style>",
        "<link rel=stylesheet href=http://evil.example/><meta http-equiv=refresh content='0;url=http://evil.example/'>",
        "<base href=http://evil.example/>",
        "<template><script>alert(1)</script></template><noscript><img src=http://evil.example/></noscript>",
        "<video poster=http://evil.example/ src=http://evil.example/></video>",
        "<textarea></textarea><script>alert(1)</script>",
        "<xmp><script>alert(1)</script></xmp>",
        "<plaintext><script>alert(1)</script>"
      })
  void nothing_that_runs_loads_or_leads_away_is_left(String hostile) {
    Document shown = html(hostile);

    assertThat(
            shown.select(
                "script, img, svg, math, iframe, object, embed, form, input, button, link, base, video, template, noscript, meta[http-equiv]"))
        .isEmpty();
    shown
        .body()
        .getAllElements()
        .forEach(element ->
            element
                .attributes()
                .forEach(attribute ->
                    assertThat(attribute.getKey())
                        .isIn("colspan", "rowspan", "scope", "data-field", "data-record")));
    assertThat(shown.select("style")).hasSize(1);
    assertThat(shown.outerHtml()).doesNotContain("evil.example");
  }

  @Test
  void addresses_and_account_names_in_the_text_are_not_shown() {
    Document shown = html("<p>MisterSilver at brookbrookbrook2.onion, or mistersilvery</p>");

    assertThat(shown.body().text())
        .isEqualTo(
            Pseudonym.of("brook", "mistersilver") + " at [address not shown], or mistersilvery");
  }

  @Test
  void fields_are_marked_where_they_were_read_and_a_page_cannot_forge_marks() {
    SavedView view =
        SavedView.of(
            page(
                "text/html",
                "<html><head></head><body><p data-field='forged' data-record='yes'>a</p><p>12 EUR</p></body></html>"),
            List.of(
                new FieldMark("listing", "price_amount", "html:1/1"),
                new FieldMark("listing", "grams", "html:1/1"),
                new FieldMark("listing", "title", "html:9/9")),
            "html:1/1",
            Hidden.on("brook", List.of()));

    Document shown = Jsoup.parse(view.html());
    assertThat(view.marked()).isEqualTo(1);
    assertThat(shown.select("[data-field]").eachAttr("data-field"))
        .containsExactly("grams, price amount");
    assertThat(shown.select("[data-record]").eachText()).containsExactly("12 EUR");
  }

  @Test
  void a_table_shows_the_rows_around_the_one_that_was_read() {
    StringBuilder csv = new StringBuilder("id;name\n");
    for (int i = 2; i <= 100; i++) {
      csv.append(i).append(";\"<b>row; ").append(i).append("</b>\"\n");
    }
    Document shown = rows("text/csv", csv.toString(), "row:60");

    assertThat(shown.select("tr[data-record] th").text()).isEqualTo("60");
    assertThat(shown.select("tr[data-record] td").eachText().getLast()).isEqualTo("<b>row; 60</b>");
    assertThat(shown.select("thead th").eachText()).containsExactly("row", "id", "name");
    assertThat(shown.select("tbody tr")).hasSize(31);
  }

  @Test
  void a_line_of_json_is_shown_as_text() {
    Document shown = rows("application/jsonl", "{\"a\":1}\n{\"a\":\"<script>\"}\n", "line:2");

    assertThat(shown.select("tr[data-record] code").text()).isEqualTo("{\"a\":\"<script>\"}");
  }

  @Test
  void a_locator_that_fits_nothing_marks_nothing() {
    assertThat(rows("text/csv", "a,b\n1,2\n", "row:999999999999").select("[data-record]"))
        .isEmpty();
    assertThat(rows("text/csv", "a,b\n1,2\n", null).select("tbody tr")).hasSize(1);
    assertThat(rows("text/plain", "", "line:1").select("tr")).isEmpty();
  }

  private static Document rows(String type, String body, @Nullable String at) {
    return Jsoup.parse(
        SavedView.of(page(type, body), List.of(), at, Hidden.on("brook", List.of())).html());
  }
}
