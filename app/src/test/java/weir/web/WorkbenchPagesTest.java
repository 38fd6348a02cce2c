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

/** The workbench over HTTP, beside a lake that the test makes. */
class WorkbenchPagesTest {
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

  /** Sends a form of names and values in turn. */
  private static HttpResponse<String> send(String path, String... fields) {
    var words = new ArrayList<String>();
    for (int i = 0; i < fields.length; i += 2) {
      words.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return sent(
        HttpRequest.newBuilder(URI.create(at(path)))
            .header("Origin", at(""))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", words))));
  }

  private static void kept(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(Jsoup.parse(answer.body()).text()).isEqualTo(303);
  }

  private static List<String> open(String model) {
    return page("/workbench/" + model + "/checks").select(".check.open li > a").eachText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          measure=listing&label=on offer;            'listing'
          measure=listings&label=on offer&filters=by=wek; 'wek'
          measure=listings&label=on offer&low=9&high=3; swap the two
          measure=listings&label=on offer&low=many;  'many' is no number
          """)
  void a_gauge_that_could_never_be_read_is_refused_with_its_reason(String gauge, String reason) {
    send("/workbench/begin", "title", "Refusing", "from", "goods-online");
    var fields = new ArrayList<>(List.of("do", "add-gauge", "id", "seller"));
    for (var field : gauge.split("&", -1)) {
      fields.addAll(List.of(field.split("=", 2)));
    }

    var answer = send("/workbench/refusing/edit", fields.toArray(String[]::new));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).text()).contains(reason);
    assertThat(page("/workbench/refusing").select(".bench-state").text()).startsWith("Version 1,");
  }

  @Test
  void a_label_too_long_for_a_cell_is_refused() {
    send("/workbench/begin", "title", "Long", "from", "goods-online");

    var answer =
        send(
            "/workbench/long/edit",
            "do",
            "add-element",
            "block",
            "signals",
            "step",
            "offering",
            "label",
            "long ".repeat(200));

    assertThat(answer.body()).contains("This label has 999 characters; at most 300 fit.");
  }

  @Test
  void a_gauge_outside_its_band_is_seen_on_the_board_in_the_checks_and_in_the_list() {
    kept(send("/workbench/begin", "title", "Banded", "from", "goods-online"));
    var gauge =
        new String[] {
          "do", "add-gauge", "id", "seller", "measure", "listings", "label", "on offer", "low", "1"
        };
    kept(send("/workbench/banded/edit", gauge));
    assertThat(open("banded")).noneMatch(reason -> reason.contains("band"));
    assertThat(page("/workbench").text()).doesNotContain("out of date");

    kept(send("/workbench/banded/edit", "do", "remove-gauge", "id", "seller", "number", "0"));
    gauge[gauge.length - 1] = "1000000";
    kept(send("/workbench/banded/edit", gauge));

    assertThat(open("banded"))
        .filteredOn(reason -> reason.contains("band"))
        .singleElement()
        .asString()
        .startsWith("'Sellers', on offer: ")
        .contains("is below the band, which begins at 1,000,000.")
        .endsWith("See whether the model still holds; then change it, or the band.");
    assertThat(page("/workbench/banded").select("[data-element=seller] .finding").text())
        .contains("is below the band");
    assertThat(page("/workbench").select("tr:has(a[href=/workbench/banded])").text())
        .contains("out of date: a gauge outside its band");

    kept(
        send(
            "/workbench/banded/edit",
            "do",
            "state-gap",
            "check",
            "gauge-outside-band",
            "reason",
            "The band is being set anew."));
    assertThat(open("banded")).noneMatch(reason -> reason.contains("band"));
    assertThat(page("/workbench").text()).doesNotContain("a gauge outside its band");
  }
}
