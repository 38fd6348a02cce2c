package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model should be asked since figures moved, over HTTP, beside a lake of the test's. */
class UpdatesPagesTest {
  @TempDir static Path home;
  private static RunningServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    MadeUpLake.write(home);
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String at(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document page(String path) {
    var answer = sent(HttpRequest.newBuilder(URI.create(at(path))));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static HttpResponse<String> send(String path, String... fields) {
    var words = new ArrayList<String>();
    for (int i = 0; i < fields.length; i += 2) {
      words.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return sent(
        HttpRequest.newBuilder(URI.create(at(path)))
            .header("Origin", at(""))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "weir-name=Ada")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", words))));
  }

  private static void kept(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(Jsoup.parse(answer.body()).text()).isEqualTo(303);
  }

  /** A model with one gauge far outside its band, approved. */
  private static String begun(String title) {
    var place = "/workbench/" + title.toLowerCase(java.util.Locale.ROOT);
    kept(send("/workbench/begin", "title", title, "from", "goods-online"));
    kept(
        send(
            place + "/edit",
            "do",
            "add-gauge",
            "id",
            "seller",
            "measure",
            "listings",
            "label",
            "on offer in the week",
            "filters",
            "by=week",
            "low",
            "1000000"));
    kept(send(place + "/edit", "do", "set-status", "status", "approved"));
    return place;
  }

  private static List<String> waiting(String place) {
    return page(place + "/updates").select("section.update").eachAttr("id");
  }

  @Test
  void accepting_a_question_makes_a_draft_version_with_its_figure() {
    var place = begun("Accepting");
    assertThat(waiting(place)).containsExactly("outside-band-seller");
    assertThat(page(place + "/updates").select(".gauge-value").text())
        .matches("[\\d,]+ listings.*, week of .* 2025.*");
    assertThat(page(place).select(".tabs").text()).contains("Updates (1)");
    assertThat(page("/workbench").select("a[href=" + place + "/updates]").text()).isEqualTo("1");

    var answer =
        send(
            place + "/updates",
            "do",
            "accept",
            "proposal",
            "outside-band-seller",
            "page",
            "updates");

    kept(answer);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .isEqualTo(place + "/updates?done=4");
    assertThat(page(place + "/updates?done=4").select("#done").text())
        .startsWith("Saved as version 4: Draft: open question from a gauge outside its band: Does");
    assertThat(page(place).select(".bench-state").text()).startsWith("Version 4, draft;");
    assertThat(page(place).select("#questions li").text())
        .contains("stood at")
        .contains("below its band, which begins at 1,000,000")
        .contains("Raised by a gauge outside its band:");
    assertThat(page(place + "/about").select("#questions .passage").text()).contains("Raised by");
    assertThat(waiting(place)).isEmpty();
    assertThat(page(place + "/updates").select("#none").text()).startsWith("Nothing waits");
    assertThat(page(place + "/versions").select("#answers tbody").text())
        .contains("Ada accepted Does");

    kept(send(place + "/undo", "version", "4", "page", "updates"));
    assertThat(waiting(place)).as("taken back").containsExactly("outside-band-seller");
  }

  @Test
  void what_was_answered_and_closed_is_not_asked_again() {
    var place = begun("Closing");
    kept(send(place + "/updates", "do", "accept", "proposal", "outside-band-seller"));
    kept(send(place + "/edit", "do", "remove-question", "id", "outside-band-seller"));

    assertThat(waiting(place)).isEmpty();
    assertThat(page(place + "/versions").select("#answers tbody").text()).contains("Ada closed");
  }

  @Test
  void what_is_set_aside_stays_with_its_reason_until_it_is_to_be_shown_again() {
    var place = begun("Setting");
    kept(
        send(
            place + "/updates",
            "do",
            "set-aside",
            "proposal",
            "outside-band-seller",
            "reason",
            "The band is of another market."));

    assertThat(waiting(place)).isEmpty();
    assertThat(page(place).select(".bench-state").text()).startsWith("Version 3, approved;");
    assertThat(page(place + "/versions").select("#answers tbody").text())
        .contains("Ada set aside")
        .contains("The band is of another market.");

    kept(send(place + "/updates", "do", "show-again", "proposal", "outside-band-seller"));
    assertThat(waiting(place)).containsExactly("outside-band-seller");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          set-aside;  outside-band-seller; '';  Say why it is set aside
          set-aside;  no-such;             why; waits no more
          accept;     no-such;             '';  waits no more
          accept;     '';                  '';  waits no more
          show-again; outside-band-seller; '';  not set aside any more
          dance;      outside-band-seller; '';  asks for nothing that can be done
          """)
  void an_answer_that_cannot_be_is_refused_and_changes_nothing(
      String what, String proposal, String reason, String said) {
    var place = begun("Refused" + what + proposal + reason.length());
    var answer = send(place + "/updates", "do", what, "proposal", proposal, "reason", reason);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).select("#fault").text())
        .startsWith("Nothing was changed.")
        .contains(said);
    assertThat(waiting(place)).containsExactly("outside-band-seller");
  }

  @Test
  void an_answer_from_elsewhere_and_of_no_model_is_refused() {
    var place = begun("Elsewhere");
    var foreign =
        sent(
            HttpRequest.newBuilder(URI.create(at(place + "/updates")))
                .header("Origin", "http://elsewhere.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("do=accept")));
    assertThat(foreign.statusCode()).isEqualTo(400);
    assertThat(send("/workbench/no-such/updates", "do", "accept").statusCode()).isEqualTo(404);
  }
}
