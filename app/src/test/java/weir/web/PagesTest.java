package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages over HTTP, on a lake that the test makes. */
class PagesTest {

  @TempDir static Path home;
  @TempDir static Path emptyHome;
  private static RunningServer server;
  private static RunningServer emptyServer;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    MadeUpLake.write(home);
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
    emptyServer = WebServer.start(new WebSettings(emptyHome, "127.0.0.1", 0));
  }

  @AfterAll
  static void stop() {
    server.close();
    emptyServer.close();
  }

  private static HttpResponse<String> get(RunningServer from, String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + from.port() + path)));
  }

  private static HttpResponse<String> get(String path) {
    return get(server, path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document page(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  /** Every page that can be reached from the overview, by path. */
  private static Map<String, Document> everyPage() {
    Map<String, Document> pages = new TreeMap<>();
    Deque<String> waiting = new ArrayDeque<>(List.of("/"));
    Set<String> known = new HashSet<>(waiting);
    Map<String, Integer> ofEachKind = new HashMap<>();
    while (!waiting.isEmpty()) {
      String path = waiting.remove();
      String kind = path.replaceFirst("^(/[a-z]*(?:/[a-z]+)?)[^/?]*.*?(/page)?(\\?.*)?$", "$1$2");
      if (ofEachKind.merge(kind, 1, Integer::sum) > 12) {
        continue;
      }
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as("%s", path).isEqualTo(200);
      Document page = Jsoup.parse(answer.body());
      pages.put(path, page);
      for (Element link : page.select("a[href^=/], iframe[src^=/]")) {
        String href = link.nameIs("a") ? link.attr("href") : link.attr("src");
        String next = href.replaceFirst("#.*", "");
        boolean read = !link.hasAttr("download") && !next.endsWith(".atom");
        if (read && !next.contains(".sort=") && known.add(next)) {
          waiting.add(next);
        }
      }
    }
    return pages;
  }

  @Test
  void every_link_leads_to_a_page_and_none_shows_an_address_an_account_or_a_script() {
    Map<String, Document> pages = everyPage();

    assertThat(pages.keySet())
        .contains("/", "/sources", "/sources/harbour", "/substances/mdma", "/models", "/measures")
        .anyMatch(path -> path.startsWith("/listings/brook/"))
        .anyMatch(path -> path.startsWith("/captures/brook/") && path.contains("/page"))
        .anyMatch(path -> path.startsWith("/captures/harbour/"));
    pages.forEach((path, page) -> {
      String html = page.html();
      assertThat(html).as(path).doesNotContainIgnoringCase("brookbrookbrook2");
      assertThat(html).as(path).doesNotContainIgnoringCase(MadeUpLake.SELLER);
      assertThat(html).as(path).doesNotContain("seller1").doesNotContain("evil.example");
      assertThat(page.select("script, [style], [onclick], [onload], [onerror], link[href^=http]"))
          .as(path)
          .isEmpty();
    });
  }

  @Test
  void pages_are_built_for_everybody() {
    everyPage()
        .forEach((path, page) -> {
          if (path.contains("/page")) {
            return; // a saved page is as it was
          }
          assertThat(page.select("h1")).as(path).hasSize(1);
          assertThat(page.select("html[lang=en]")).as(path).hasSize(1);
          assertThat(page.select("a.skip[href=#main]")).as(path).hasSize(1);
          int before = 1;
          for (Element heading : page.select("main h1, main h2, main h3, main h4")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as("%s: %s", path, heading).isLessThanOrEqualTo(before + 1);
            before = level;
          }
          for (Element table : page.select("table:not(.parts)")) {
            assertThat(table.select("> caption")).as(path).hasSize(1);
            assertThat(table.select("> thead > tr > th:not([scope])")).as(path).isEmpty();
            assertThat(table.select("> tbody > tr > th:not([scope])")).as(path).isEmpty();
          }
          for (Element drawing : page.select("svg")) {
            assertThat(drawing.attr("role")).as(path).isEqualTo("img");
            assertThat(drawing.selectFirst("title")).as(path).isNotNull();
          }
          List<String> ids = new ArrayList<>();
          page.select("[id]").forEach(element -> ids.add(element.id()));
          assertThat(ids).as(path).doesNotHaveDuplicates();
          for (Element field :
              page.select("input:not([type=hidden]):not([aria-label]), select:not([aria-label])")) {
            if (field.closest("label") == null) {
              assertThat(page.select("label[for=\"" + field.id() + "\"]"))
                  .as("%s: %s", path, field)
                  .hasSize(1);
            }
          }
        });
  }

  @Test
  void the_overview_says_how_much_was_seen_in_sentences() {
    Document page = page("/");

    assertThat(page.text())
        .contains("48 saved pages of 2 sources; 5 of them were a login, captcha or error")
        .containsPattern("ledger entry \\d")
        .contains("units sold");
    assertThat(page.select(".panels figcaption strong").eachText())
        .contains("Cannabis", "MDMA")
        .endsWith("Not named");
    assertThat(page.select(".source")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(page.select(".source").eachText())
        .allSatisfy(line ->
            assertThat(line)
                .startsWith("Source: 48 saves of Brook, a made-up shop, harbour, 6 Jan 2025 to"));
  }

  @Test
  void an_event_reads_as_a_sentence_a_chart_and_a_table() {
    Document asked = page("/evaluate");
    assertThat(asked.select("form label[for=on]")).hasSize(1);
    assertThat(page("/evaluate?on=2031-01-01").text())
        .contains("It cannot be told.", "lies outside");
    Document told = page("/evaluate?on=2025-02-10&measure=listings&step=day&window=20");
    assertThat(told.text())
        .containsPattern("No effect could be seen|It cannot be told|leads to expect");
    assertThat(get("/evaluate?on=soon").body()).contains("is no day. Write it like 2020-02-23");
    assertThat(get("/evaluate?on=2025-02-10&window=0").statusCode()).isEqualTo(400);
    Document one =
        page(
            "/evaluate?on=2025-02-10&measure=listings&step=day&window=20&way=structural"
                + "&model=darknet-drug-market");
    assertThat(one.select("form select[name=way] option[selected]").text())
        .isEqualTo("structural model");
    assertThat(one.select("form label[for=barrier]")).hasSize(1);
    assertThat(one.text()).containsPattern("[Bb]y the structural model|It cannot be told");
    assertThat(one.text()).doesNotContain("the figure to quote");
    assertThat(get("/evaluate?on=2025-02-10&way=guess").body())
        .contains("Expected for way one of all, interrupted, structural, control.");
    assertThat(get("/evaluate?on=2025-02-10&model=nothing").body())
        .contains("There is no model 'nothing'. Expected one of ");
    assertThat(get("/evaluate?on=2025-02-10&model=darknet-drug-market&barrier=x").body())
        .contains("The model 'darknet-drug-market' has no barrier 'x'. It has: ");
  }

  @Test
  void new_names_are_listed_and_decided_on() {
    Document page = page("/novel");
    assertThat(page.text()).contains("As known at the end of");
    HttpResponse<String> alien =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + server.port() + "/novel/name:x"))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("state=confirmed")));
    assertThat(alien.statusCode()).isEqualTo(403);
    assertThat(get("/novel/name:x").statusCode()).isEqualTo(404);
  }

  @Test
  void an_empty_home_teaches_the_next_command_and_stays_empty() {
    HttpResponse<String> answer = get(emptyServer, "/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("./weir demo").contains("./weir ingest --profile");
    assertThat(get(emptyServer, "/models/darknet-drug-market").body())
        .contains("No figure yet: nothing has been ingested.");
    assertThat(get(emptyServer, "/substances").statusCode()).isEqualTo(200);
    assertThat(get(emptyServer, "/sources/harbour").statusCode()).isEqualTo(404);
    assertThat(emptyHome).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          /nothing                          | There is no page at this address.
          /sources/none                     | Nothing was saved of a source of this name. Known are brook, harbour.
          /sources/%3Cscript%3E             | Nothing was saved of a source of this name. Known are brook, harbour.
          /substances/unobtainium           | No listing that was seen names a substance of this id.
          /listings/harbour/zzz             | No save of harbour shows a listing of this id.
          /listings/harbour/'%20OR%201=1    | No save of harbour shows a listing of this id.
          /captures/harbour/12              | A saved page is named by the 64 hexadecimal digits of its digest.
          /captures/harbour/12/page         | A saved page is named by the 64 hexadecimal digits of its digest.
          /models/none                      | No barrier model has this id. At hand: darknet-drug-market, illicit-lifestyle-medicines, new-psychoactive-substances, ict-extended-local-market.
          /assets/..%2Fsecret               | There is no such file in Weir.
          """)
  void what_does_not_exist_is_answered_by_a_page_that_teaches(String path, String message) {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Jsoup.parse(answer.body()).text()).contains(message);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          from=2025-13-01             | Cannot read '2025-13-01' as a day (from). Expected year, month and day, like 2020-02-04.
          to=3610-01-01               | Cannot read '3610-01-01' as a day (to).
          from=2025-03-01&to=2025-03-01 | From 2025-03-01 to 2025-03-01 holds no day
          currency=euro               | 'euro' is no currency. Expected a code in capitals, like EUR or USD.
          estimator=guess             | 'guess' is no estimator. Expected one of auto, feedback, sold, stock, import.
          format=pdf                  | 'pdf' is no format of this page. Expected html, csv, svg or png.
          format=csv&table=none       | This page has no table 'none'. Expected one of sources, sales, prices.
          """)
  void what_makes_no_sense_is_answered_by_what_would(String query, String message) {
    HttpResponse<String> answer = get("/?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(answer.body()).text()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sources/%00", "/%2e%2e/%2e%2e/etc", "/sources/%zz"})
  void an_address_that_is_none_is_refused_without_a_word_about_the_machinery(String path)
      throws IOException {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .containsPattern("^HTTP/1.1 40[04]")
        .doesNotContain("Exception")
        .doesNotContain("Tomcat")
        .contains("Begin at the overview");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?listings.page=-1",
        "/?sales.sort=nothing",
        "/?sales.filter=%27%22%3E%3Cscript%3E",
        "/sources/harbour?listings.page=999999",
        "/sources/harbour?listings.filter=%F0%9F%92%8A",
        "/captures/harbour?at=html://///"
      })
  void odd_parameters_never_break_a_page(String path) {
    assertThat(get(path).statusCode()).isIn(200, 404);
    assertThat(get(path).body()).doesNotContain("><script");
  }

  @Test
  void an_address_longer_than_any_page_needs_is_refused_with_a_reason() {
    HttpResponse<String> answer = get("/?from=" + "9".repeat(600));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("at most 40 parameters of 500 characters are read");
  }

  @Test
  void pages_are_only_read() {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.body()).contains("These pages are only read");
  }

  @Test
  void every_answer_forbids_scripts_and_anything_from_elsewhere() {
    for (String path : List.of("/", "/nothing", "/assets/weir.css", "/?from=x")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().allValues("Content-Security-Policy"))
          .as(path)
          .singleElement()
          .asString()
          .startsWith("default-src 'none'; style-src 'self';")
          .doesNotContain("script-src")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }
  }

  @Test
  void a_saved_page_is_served_without_any_right_and_with_its_fields_marked() {
    String digest = MadeUpLake.brookDigest();
    HttpResponse<String> answer = get("/captures/brook/" + digest + "/page?at=html:1/1");

    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'; style-src 'sha256-")
        .endsWith("; sandbox");
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("[data-field]").eachAttr("data-field"))
        .containsExactly("listing id", "title", "account", "price", "stock");
    assertThat(page.select("[data-record]")).hasSize(1);
    assertThat(page.select("[data-field=account]").text()).matches("account [0-9a-f]{6}");
    Document around = page("/captures/brook/" + digest + "?at=html:1/1");
    assertThat(around.select("iframe").attr("sandbox")).isEmpty();
    assertThat(around.select("iframe").hasAttr("sandbox")).isTrue();
    assertThat(around.select("dt:contains(Price amount) + dd").text()).isEqualTo("60");
  }

  @Test
  void the_row_that_a_record_was_read_from_is_marked_on_a_saved_table() {
    Element link = page("/listings/harbour/h5").selectFirst("p.act a");
    assertThat(link).isNotNull();
    Document around = page(link.attr("href"));
    Document saved = page(around.select("iframe").attr("src"));

    assertThat(saved.select("tr[data-record]")).hasSize(1);
    assertThat(saved.select("tr[data-record] td").eachText().getFirst()).isEqualTo("h5");
    assertThat(saved.select("tr[data-record] td").get(2).text()).matches("account [0-9a-f]{6}");
  }

  @Test
  void listings_cannot_be_sorted_by_price_or_rating() {
    Document page = page("/sources/harbour");
    List<String> heads = page.select("#listings thead th a").eachText();

    assertThat(heads).contains("Title", "Sold as", "First seen");
    assertThat(page.select("#listings thead th").eachText())
        .doesNotContain("Price", "Rating", "Delivery");
    assertThat(page("/sources/harbour?listings.sort=price").select("#listings tbody tr").eachText())
        .isEqualTo(page.select("#listings tbody tr").eachText());
    Document one = page("/listings/harbour/h5");
    assertThat(one.select("#observations thead th:contains(Price) a")).isEmpty();
  }

  @Test
  void tables_filter_and_sort_by_their_address() {
    Document filtered = page("/substances?substances.filter=cannabis");
    assertThat(filtered.select("#substances tbody tr")).hasSize(2);
    assertThat(filtered.select(".tools p").eachText().getFirst()).isEqualTo("2 of 11 rows");
    assertThat(filtered.select("input[type=search]").val()).isEqualTo("cannabis");

    Document sorted = page("/substances?substances.sort=-listings");
    List<Integer> listings =
        sorted.select("#substances tbody tr td:nth-child(3)").stream()
            .map(cell -> Integer.valueOf(cell.text()))
            .toList();
    assertThat(listings).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    assertThat(sorted.select("th[aria-sort=descending]").text()).isEqualTo("Listings");
  }

  @Test
  void every_table_leaves_as_csv_under_pseudonyms() {
    HttpResponse<String> answer = get("/sources/harbour?format=csv&table=listings");

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"weir-listings.csv\"");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("title,substance,class,account,origin,grams,units,first,last,saves");
    assertThat(lines).hasSize(61);
    assertThat(answer.body()).doesNotContain("seller").contains("account ");

    assertThat(get("/?format=csv&table=sales").body())
        .startsWith("week,class,value,value_low,value_high,coverage\r\n2025-01-13,");
  }

  @Test
  void csv_links_on_every_page_answer() {
    for (String path :
        List.of("/", "/sources/harbour", "/substances/mdma", "/measures", "/models")) {
      for (Element link : page(path).select("a[download]")) {
        assertThat(get(link.attr("href")).statusCode()).as(link.attr("href")).isEqualTo(200);
      }
    }
  }

  @Test
  void gauges_show_the_last_week_that_the_saves_cover_to_its_end() {
    assertThat(page("/models/darknet-drug-market").select(".gauge-beside").text())
        .contains("week of 27 Oct 2025")
        .doesNotContain("week of 3 Nov 2025");
  }

  @Test
  void the_model_shows_gauges_in_its_cells_and_what_must_not_be_cut() {
    Document page = page("/models/darknet-drug-market");

    assertThat(page.select("table.board > thead th")).hasSize(4);
    assertThat(page.select("table.board > tbody > tr")).hasSize(5);
    assertThat(page.select(".gauge")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(page.select(".gauge .gauge-value").eachText()).isNotEmpty();
    assertThat(page.select(".gauge").text()).contains("Not declared");
    assertThat(page.select(".entry .shield")).isNotEmpty();
    assertThat(page.select(".entry .passage strong").eachText()).anyMatch(at -> at.contains("§"));
  }

  @Test
  void origins_that_nobody_declared_stand_last_and_apart() {
    Document page = page("/sources/harbour");

    assertThat(page.select("#origins tbody th").eachText())
        .startsWith("Netherlands")
        .endsWith("Not declared");
    assertThat(page.select("#origins tbody tr:last-child svg .hollow")).hasSize(1);
  }

  @Test
  void another_name_for_this_machine_is_refused() throws IOException {
    assertThat(raw("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("Start it with --host");
  }

  /** What is answered to a request as it stands, since the client would mend it. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_port_that_is_taken_is_said_so() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> WebServer.start(new WebSettings(home, "127.0.0.1", server.port()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot listen on 127.0.0.1, port " + server.port())
        .hasMessageContaining("Choose another with --port");
  }

  @Test
  void what_is_ingested_meanwhile_shows_at_the_next_page(@TempDir Path growing) throws IOException {
    Files.createDirectories(growing);
    try (RunningServer fresh = WebServer.start(new WebSettings(growing, "127.0.0.1", 0))) {
      assertThat(get(fresh, "/").body()).contains("Nothing has been ingested yet");
      MadeUpLake.write(growing);
      assertThat(get(fresh, "/").body()).contains("48 saved pages of 2 sources");
    }
  }
}
