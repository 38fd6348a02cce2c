package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import weir.chemistry.Rung;

/** The page on which a text is tried. */
class NamesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path home;
  private @Nullable RunningServer running;

  @BeforeEach
  void serve() {
    running = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterEach
  void stop() {
    server().close();
  }

  private RunningServer server() {
    return Objects.requireNonNull(running);
  }

  private HttpResponse<String> post(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().port() + "/names"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Document tried(String text, String more) {
    HttpResponse<String> answer =
        post(
            "text=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + more,
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    return Jsoup.parse(answer.body());
  }

  @Test
  void a_text_shows_its_mentions_marked_with_the_reason_in_words() {
    Document page = tried("5 г кокаин & <b>xanax</b> 80 EUR from NL", "");
    assertThat(page.select(".tried mark").eachText()).containsExactly("кокаин1", "xanax2");
    assertThat(page.select(".tried b")).as("a text is never markup").isEmpty();
    assertThat(page.select("#found tbody tr").getFirst().text())
        .contains("кокаин", "Cocaine", "the lexicon lists it as slang");
    assertThat(page.select(".facts").text())
        .contains("Quantities 5 g", "Prices 80 EUR", "Places NL", "Kind of offer");
    assertThat(page.select("textarea").text()).contains("<b>xanax</b>");
  }

  @Test
  void a_word_without_support_is_not_named_and_a_category_supports_it() {
    assertThat(tried("snow", "").select(".empty").text()).contains("No substance is named.");
    assertThat(tried("snow", "&category=Drugs+%3E+Cocaine").select("#found tbody").text())
        .contains("Cocaine", "the category speaks of the same class");
  }

  @Test
  void a_wrong_naming_goes_to_the_review_list_masked_and_leaves_as_csv() throws IOException {
    Document page = tried("5g MDMA me@example.org", "&kind=forum&send=wrong-0");
    assertThat(page.select(".notice").text()).startsWith("“MDMA” stands on the review list");
    assertThat(page.select("#review tbody tr")).hasSize(1);
    tried("my weirolam was not named", "&send=missed");
    HttpResponse<String> csv =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + server().port() + "/names?format=csv&table=review")));
    assertThat(csv.body().lines().toList()).hasSize(3);
    assertThat(csv.body()).contains("named wrongly,MDMA,mdma", "a name was missed");
    assertThat(csv.body()).doesNotContain("example.org");
    assertThat(Files.readString(home.resolve("review/naming.jsonl"))).doesNotContain("example.org");
  }

  @Test
  void only_looking_keeps_nothing() {
    tried("5g MDMA", "");
    assertThat(home.resolve("review")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, http://elsewhere.example",
    "Origin, null",
    "Accept, text/html"
  })
  void a_form_sent_from_elsewhere_is_refused(String header, String value) {
    HttpResponse<String> answer = post("text=mdma&send=missed", header, value);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This was not sent from a page of Weir.");
    assertThat(home.resolve("review")).doesNotExist();
  }

  @Test
  void a_form_of_the_same_origin_is_taken_where_the_browser_tells_no_more() {
    assertThat(post("text=mdma", "Origin", "http://127.0.0.1:" + server().port()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void texts_that_are_too_long_and_forms_that_are_no_form_are_refused_with_a_remedy() {
    HttpResponse<String> longer =
        post("text=" + "a".repeat(4_001), "Sec-Fetch-Site", "same-origin");
    assertThat(longer.statusCode()).isEqualTo(400);
    assertThat(longer.body()).contains("The text has 4,001 characters; at most 4,000 are read.");
    assertThat(post("text=" + "a".repeat(70_000), "Sec-Fetch-Site", "same-origin").body())
        .contains("hold 64,000 bytes at most");
    assertThat(post("text=a&send=drop", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(400);
    assertThat(post("text=mdma&send=wrong-7", "Sec-Fetch-Site", "same-origin").body())
        .contains("The text has no such mention any more");
  }

  @ParameterizedTest
  @CsvSource({
    "lexicon:brand, the lexicon lists it as a brand",
    "lexicon:slang+quantity, the lexicon lists it as slang; an amount stands in the text",
    "ladder:rewritten+family+quantity, a short form was written out; it fits the definition of a family; an amount stands in the text",
    "vocabulary:ours, the vocabulary 'ours' lists this name",
    "something-new+category, something-new; the category speaks of the same class"
  })
  void each_rung_is_said_in_words_and_an_unknown_one_as_it_is(String how, String words) {
    assertThat(Rungs.words(how)).isEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource(Rung.Kind.class)
  void every_rung_of_the_ladder_has_words(Rung.Kind kind) {
    assertThat(Rungs.words("ladder:" + kind.word())).doesNotContain("ladder:").contains(" ");
  }
}
