package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.measure.MeasureDefinition;
import weir.measure.Measures;
import weir.offline.SeriesFigure;
import weir.web.chart.OriginMap;

/** Measures as pages: every choice in the address, every chart to take along. */
class MeasurePagesTest {

  @TempDir static Path home;
  private static RunningServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    MadeUpLake.write(home);
    try (Lake lake = Lake.open(home.resolve("lake"), Clock.systemUTC());
        Ingest ingest = lake.begin(IngestPlan.of(Purpose.IMPORT, List.of("study.csv"), Map.of()))) {
      ingest.add(
          List.of(
              new SeriesFigure(
                  "brook",
                  LocalDate.of(2025, 1, 6),
                  LocalDate.of(2025, 11, 10),
                  "sales",
                  null,
                  4321.0,
                  4000.0,
                  5000.0,
                  null,
                  "Made-up study of payments",
                  "study.csv",
                  ingest.id())));
      ingest.publish();
    }
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> get(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document page(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Test
  void every_measure_has_a_page_with_its_definition() {
    Document list = page("/measures");
    for (MeasureDefinition measure : Measures.definitions()) {
      assertThat(list.select("a[href=/measures/%s]".formatted(measure.name()))).isNotEmpty();
      assertThat(page("/measures/" + measure.name()).text())
          .contains(measure.words())
          .contains(measure.method());
    }
  }

  @Test
  void a_total_stands_with_interval_coverage_and_what_drove_it() {
    Document page = page("/measures/sales");
    assertThat(page.select(".figure .value").text()).matches(".*\\d.*");
    assertThat(page.select(".figure .interval").text()).contains(" to ");
    assertThat(page.select(".measured .facts dt").eachText()).contains("Estimator", "Holding");
  }

  @Test
  void each_choice_is_one_click_away_and_stands_in_the_address() {
    Document page = page("/measures/sales?from=2025-01-01");
    assertThat(page.select(".switches a[aria-current]").eachText())
        .contains("what each source shows", "all kept", "nothing", "products");
    String stock = page.select(".switches a:containsOwn(falls in stock)").attr("href");
    assertThat(stock).contains("estimator=stock").contains("from=2025-01-01");
    assertThat(page(stock).select(".switches a[aria-current]").eachText())
        .contains("falls in stock")
        .doesNotContain("what each source shows");
  }

  @Test
  void a_chart_shows_the_share_seen_below_and_has_words_and_a_table() {
    Document page = page("/measures/sales");
    assertThat(page.select("svg.chart").attr("aria-label")).contains("Sales by week");
    assertThat(page.select("svg.chart rect.fill title").eachText())
        .isNotEmpty()
        .allMatch(words -> words.matches("Week of .*: \\d+ % seen"));
    assertThat(page.select("#weekly tbody tr")).isNotEmpty();
  }

  @Test
  void a_chart_leaves_as_svg_with_its_source_and_its_choices() {
    HttpResponse<byte[]> answer = get("/measures/sales?format=svg&estimator=stock");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml;charset=utf-8");
    String svg = new String(answer.body(), StandardCharsets.UTF_8);
    Document document = Jsoup.parse(svg, "", Parser.xmlParser());
    assertThat(document.select("svg > text").eachText())
        .anyMatch(line -> line.startsWith("Source: "))
        .anyMatch(line -> line.contains("sales by stock"))
        .anyMatch(line -> line.startsWith("Method: "));
  }

  @Test
  void a_chart_leaves_as_png_with_something_drawn_on_white() throws IOException {
    BufferedImage image =
        Objects.requireNonNull(
            ImageIO.read(new ByteArrayInputStream(get("/measures/sales?format=png").body())));
    assertThat(image.getWidth()).isGreaterThan(1900);
    assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
    int dark = 0;
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        dark += (image.getRGB(x, y) & 0xff) < 0x90 ? 1 : 0;
      }
    }
    assertThat(dark).isGreaterThan(500);
  }

  @Test
  void declared_origins_are_drawn_on_a_map_with_the_undeclared_beside() {
    Document page = page("/measures/listings?by=origin");
    assertThat(page.select("svg.map circle.circle title")).isNotEmpty();
    assertThat(page.select("svg.map").attr("aria-label")).contains("not declared");
    assertThat(page.select("#parts tbody tr")).isNotEmpty();
    // Shares by origin need no choice: the map is what the page opens with.
    Document shares = page("/measures/origin_share");
    assertThat(shares.select("svg.map circle.circle title")).isNotEmpty();
    assertThat(shares.select("svg.panel text.tick[text-anchor=end]").eachText())
        .isNotEmpty()
        .allMatch(tick -> tick.endsWith("%"));
  }

  @Test
  void what_declares_no_origin_is_a_hollow_circle_and_what_has_no_place_is_named() {
    OriginMap map =
        new OriginMap(
            List.of(
                new OriginMap.Place("NL", "Netherlands", 40),
                new OriginMap.Place("BE", "Belgium", 40),
                new OriginMap.Place("EU", "European Union", 4)),
            9,
            value -> "%.0f".formatted(value),
            "A map");
    Document drawn = Jsoup.parse(map.draw().markup(), "", Parser.xmlParser());
    assertThat(drawn.select("circle.hollow title").text()).isEqualTo("Not declared: 9");
    assertThat(map.unplaced()).extracting(OriginMap.Place::code).containsExactly("EU");
    double[] first = circle(drawn, 0);
    double[] second = circle(drawn, 1);
    assertThat(Math.hypot(first[0] - second[0], first[1] - second[1]))
        .as("neighbours do not hide each other")
        .isGreaterThan(first[2] + second[2] - 6);
    assertThat(map.draw()).as("the same figures give the same map").isEqualTo(map.draw());
  }

  private static double[] circle(Document drawn, int index) {
    var circle = drawn.select("circle.circle").get(index);
    return new double[] {
      Double.parseDouble(circle.attr("cx")),
      Double.parseDouble(circle.attr("cy")),
      Double.parseDouble(circle.attr("r"))
    };
  }

  @Test
  void a_view_is_cited_with_its_choices_and_the_state_of_the_ledger() {
    assertThat(page("/measures/revenue?currency=USD&class=mdma").select(".cite").text())
        .contains("revenue")
        .contains("MDMA")
        .contains("in USD")
        .contains("ledger entry");
  }

  @Test
  void a_split_that_is_none_is_refused_with_those_there_are() {
    HttpResponse<byte[]> answer = get("/measures/sales?by=colour");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("cannot be split by")
        .contains("class");
    assertThat(get("/measures/joy").statusCode()).isEqualTo(404);
    assertThat(get("/measures/sales?by=class&format=png").statusCode()).isEqualTo(400);
  }

  @Test
  void sources_stand_side_by_side_on_one_scale() {
    Document page = page("/compare");
    assertThat(page.select("#sources tbody tr")).isNotEmpty();
    List<String> tops =
        page.select(".panels svg").stream()
            .map(svg -> svg.select("text.tick[text-anchor=end]").last())
            .filter(Objects::nonNull)
            .map(tick -> tick.text())
            .distinct()
            .toList();
    assertThat(tops).as("every panel ends at the same figure").hasSize(1);
    assertThat(page.select("#mix thead th").eachText()).contains("Class");
  }

  @Test
  void an_imported_series_stands_beside_what_was_counted() {
    Document page = page("/measures/sales");
    assertThat(page.select("#ways tbody tr").eachText())
        .anyMatch(row -> row.startsWith("Falls in stock"))
        .anyMatch(row -> row.matches("Imported: Made-up study of payments 4,32.*"));
    String imported = page.select(".switches a:containsOwn(an imported series)").attr("href");
    assertThat(page(imported).select(".measured .facts dd").eachText())
        .contains("import", "Made-up study of payments");
    assertThat(page("/compare").select("#imported tbody tr").eachText())
        .hasSize(1)
        .allMatch(
            row -> row.matches(".*Made-up study of payments 2025-01-06 to 2025-11-09 4,32.*"));
    assertThat(page("/compare?estimator=import").select("#sources")).isNotEmpty();
  }

  @Test
  void an_interval_can_be_had_from_listings_drawn_anew_and_from_all_methods() {
    assertThat(page("/measures/sales?interval=bootstrap").select(".measured .facts").text())
        .contains("bootstrap over listings");
    Document methods = page("/measures/sales?interval=methods");
    assertThat(methods.select(".measured .facts").text()).contains("combinations of choices");
    assertThat(methods.select("form.options input[name=interval]").attr("value"))
        .isEqualTo("methods");
    assertThat(get("/measures/gini?interval=methods").statusCode()).isEqualTo(400);
  }

  @Test
  void every_combination_of_choices_is_drawn_and_the_strongest_named() {
    String address =
        page("/measures/sales?from=2025-02-01")
            .select("a:containsOwn(Try every combination)")
            .attr("href");
    assertThat(address).isEqualTo("/measures/sales/multiverse?from=2025-02-01");
    Document page = page(address);
    assertThat(page.select(".lead").text())
        .isEqualTo("Every combination of choices gives the same.");
    assertThat(page.select("svg.chart").attr("aria-label"))
        .contains("combinations of choices")
        .contains("The tables below hold every figure");
    assertThat(page.select("#combinations tbody tr")).hasSize(18);
    assertThat(page.select("#effects tbody th").eachText()).containsExactly("Holding", "Offers");
    assertThat(get(address + "&format=svg").statusCode()).isEqualTo(200);
    for (String measure : List.of("gini", "origin_share", "quantity_discount", "interceptions")) {
      assertThat(page("/measures/" + measure + "/multiverse").select("#effects")).isNotEmpty();
    }
  }

  @Test
  void a_view_has_an_address_that_shows_the_state_it_was_made_from() {
    String kept =
        page("/measures/sales?class=mdma").select("a:containsOwn(with this state)").attr("href");
    assertThat(kept).matches("/measures/sales\\?class=mdma&as-of=\\d+");
    assertThat(page(kept).text()).contains("As it was, without newer entries.");
    Document before = page("/measures/sales?as-of=1");
    assertThat(before.text())
        .contains("As it was, without newer entries.")
        .contains("ledger entry 1 of");
    assertThat(before.select("#ways").text()).doesNotContain("Imported");
    assertThat(before.select(".switches a").eachAttr("href")).allMatch(a -> a.contains("as-of=1"));
    assertThat(before.select("form.options input[name=as-of]").attr("value")).isEqualTo("1");
    assertThat(page("/measures/sales").select("#ways").text()).contains("Imported");
    assertThat(get("/measures/sales?as-of=9999").statusCode()).isEqualTo(404);
    assertThat(get("/measures/sales?as-of=then").statusCode()).isEqualTo(400);
  }
}
