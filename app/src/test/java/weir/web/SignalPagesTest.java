package weir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.barrier.Gauge;

/** What partners report on pages. */
class SignalPagesTest {

  @TempDir Path home;
  private RunningServer server;

  @BeforeEach
  void serve() {
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.port();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base() + path)));
  }

  private Document page(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private HttpResponse<String> post(Map<String, String> form, String origin) {
    String body =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(base() + "/signals"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> upload(String holds, String text) {
    String body =
        """
        --edge\r
        Content-Disposition: form-data; name="holds"\r
        \r
        %s\r
        --edge\r
        Content-Disposition: form-data; name="file"; filename="mine.csv"\r
        Content-Type: text/csv\r
        \r
        %s\r
        --edge--\r
        """
            .formatted(holds, text);
    return send(
        HttpRequest.newBuilder(URI.create(base() + "/signals/table"))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .header("Origin", base())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Map<String, String> signal(String id, String... more) {
    Map<String, String> form = new java.util.TreeMap<>();
    form.put("signal_id", id);
    form.put("seen", "0");
    form.put("seen_on", "2026-01-05");
    form.put("kind", "logistical");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  @Test
  void a_signal_is_reported_masked_mended_and_withdrawn_on_the_page() throws IOException {
    Document empty = page("/signals");
    assertThat(empty.text()).contains("Nothing was reported yet.", "./weir import signals FILE");
    String id = empty.select("input[name=signal_id]").val();
    assertThat(id).matches("page-[0-9]{8}-[a-z0-9]{6}");

    assertThat(post(signal(id), "http://elsewhere.example").statusCode()).isEqualTo(403);
    HttpResponse<String> wrong = post(signal(id, "seen_on", "2026-13-05", "step", "x"), base());
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(wrong.body()).text())
        .contains("Noticed on '2026-13-05' is no day. Write it like 2026-01-31.");
    assertThat(Jsoup.parse(wrong.body()).select("#step").val()).isEqualTo("x");

    Map<String, String> report =
        signal(
            id,
            "step",
            "Shipping",
            "item",
            "mdma",
            "region",
            "NL-ZH",
            "partner",
            "parcel centre",
            "words",
            "Ask \"jan\" at jan@made.example,\nor call +31 20 794 60 00; <b>six</b> parcels");
    HttpResponse<String> kept = post(report, base());
    assertThat(kept.statusCode()).isEqualTo(303);
    assertThat(kept.headers().firstValue("Location")).contains("/signals?told=" + id);
    // The same form sent twice is one signal.
    assertThat(post(report, base()).statusCode()).isEqualTo(303);
    Document told = page("/signals?told=" + id);
    assertThat(told.text()).contains("Thank you. The signal is kept as " + id);
    assertThat(told.select("#newest tbody tr")).hasSize(1);
    assertThat(told.select("#newest").text()).contains("[email:", "[phone:", "<b>six</b> parcels");
    assertThat(told.html()).doesNotContain("jan@made.example", "794 60");
    assertThat(told.select("svg.panel title, svg.panel").toString()).contains("no effort known");
    assertThat(told.html()).doesNotContain("NL-ZH\"></td>").doesNotContain(">NL-ZH<");
    try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("jan@made.example");
      }
    }

    Document open = page("/signals/" + id);
    assertThat(open.select("#region").val()).isEqualTo("NL-ZH");
    assertThat(open.select("#words").val()).contains("[email:");
    assertThat(open.select("input[name=seen]").val()).isEqualTo("1");
    Map<String, String> mended = signal(id, "seen", "1", "kind", "physical");
    assertThat(post(mended, base()).statusCode()).isEqualTo(303);
    assertThat(page("/signals?told=" + id).select("#newest tbody").text()).contains("physical");
    HttpResponse<String> late = post(signal(id, "seen", "1", "kind", "social"), base());
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("it is at version 2, and you saw version 1");
    assertThat(post(signal(id, "seen", "2", "outcome", "withdrawn"), base()).statusCode())
        .isEqualTo(303);
    Document after = page("/signals?told=" + id);
    assertThat(after.text()).contains("is withdrawn and counts nowhere").contains("Nothing was");
    assertThat(page("/signals/" + id).text()).contains("It is withdrawn");
    assertThat(get("/signals/none").statusCode()).isEqualTo(404);
    assertThat(get("/signals?as-of=1").statusCode()).isEqualTo(400);
  }

  @Test
  void tables_are_brought_in_and_drawn_per_effort_where_it_is_known() {
    assertThat(upload("signals", "").statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(upload("signals", "signal_id,seen_on\na,b\n").body()).text())
        .contains("mine.csv lacks the column kind. The first line names the columns:");
    String sample = get("/signals/samples/signals.csv").body();
    Document shown =
        Jsoup.parse(upload("signals", sample + "x,2026-01-05,noisy,,,,,,,,,\n").body());
    assertThat(shown.text())
        .contains("mine.csv: 3 lines read, 3 of them new or mended, 1 refused.")
        .contains("Line 5: 'noisy' is no kind of signal. Write one of financial, social,");
    Document effort =
        Jsoup.parse(upload("effort", get("/signals/samples/effort.csv").body()).body());
    assertThat(effort.select("figcaption").text())
        .contains("Financial 1 signal; drawn per 1,000 accounts, effort known of 100 %")
        .contains("Logistical 1 signal; drawn per 1,000 parcels, effort known of 100 %")
        .contains("Physical 1 signal; drawn as counted, no effort known");
    assertThat(effort.text())
        .contains("Nothing was reported of these kinds: social, administrative");
    assertThat(effort.select("table").text()).doesNotContain("NL-ZH").doesNotContain("harbours");
    String csv = get("/signals?format=csv&table=newest").body();
    assertThat(csv).contains("2026-01-05,logistical,shipping,white powder");
    assertThat(get("/signals?format=csv&table=effort").body())
        .contains("parcel centre north,logistical,2026-01-05,2026-01-12,1200,parcels");
    assertThat(page("/measures/signals?by=kind").text()).contains("what partners reported");
    assertThat(get("/measures/signals?by=region").statusCode()).isEqualTo(400);
  }

  @Test
  void the_cell_of_a_model_shows_the_newest_whole_week_of_reports_without_opening_the_market_anew()
      throws IOException {
    MadeUpLake.writeHostilePage(home);
    String thisWeek = LocalDate.now(java.time.ZoneOffset.UTC).toString();
    upload(
        "signals",
        """
        signal_id,seen_on,kind,step,region,partner
        a,2026-01-05,logistical,shipping,NL-ZH,post
        b,2026-01-13,logistical,shipping,NL-ZH,post
        c,2026-01-14,logistical,shipping,NL-ZH,post
        d,2026-01-20,logistical,shipping,NL-ZH,post
        e,2026-01-20,logistical,selling,NL-ZH,post
        f,%s,logistical,shipping,,post
        """
            .formatted(thisWeek));
    upload("effort", "partner,from,to,checks,unit\npost,2026-01-12,2026-01-26,4000,parcels\n");
    try (Market market = new Market(new WebSettings(home, "127.0.0.1", 0))) {
      GaugeReading counted =
          GaugeReading.of(
              market,
              gauge("signals", Map.of("kind", "logistical", "step", "shipping", "by", "week")));
      assertThat(counted.value()).isEqualTo(1);
      assertThat(counted.when()).isEqualTo("week of 19 Jan 2026");
      assertThat(counted.spark()).isNotNull();
      GaugeReading rate =
          GaugeReading.of(market, gauge("signal_rate", Map.of("kind", "logistical")));
      assertThat(rate.value()).isCloseTo(1, within(1e-9));
      assertThat(rate.sentence())
          .isEqualTo(
              "What stood out: 1.00 signals per 1,000 parcels, from the 67 % of signals for which"
                  + " partners said how much they looked.");
      assertThat(GaugeReading.of(market, gauge("signals", Map.of("by", "region"))).unreadable())
          .contains("never grouped by region");
      assertThat(
              GaugeReading.of(
                      market, gauge("signals", Map.of("region", "NL-ZH", "step", "selling")))
                  .problem())
          .isEqualTo("No figure: fewer than five signals in one region.");
      assertThat(GaugeReading.of(market, gauge("signals", Map.of("kind", "social"))).problem())
          .isEqualTo("No figure yet: no such signal was reported.");
      // A signal shows at once, and leaves the market as it was read.
      long before = market.ledger();
      upload("signals", "signal_id,seen_on,kind\ng,2026-01-05,social\n");
      assertThat(GaugeReading.of(market, gauge("signals", Map.of("kind", "social"))).value())
          .isEqualTo(1);
      assertThat(market.reports().entry()).isGreaterThan(before);
      assertThat(market.ledger()).isEqualTo(before);
    }
  }

  private static Gauge gauge(String measure, Map<String, String> filters) {
    return new Gauge(measure, filters, "What stood out", null, null, null);
  }
}
