package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Standing queries by their page, and the feed. */
class AlertPagesTest {

  private static final String ATOM = "http://www.w3.org/2005/Atom";

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

  private HttpResponse<String> post(String form, String origin) {
    return send(
        HttpRequest.newBuilder(URI.create(base() + "/alerts"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Test
  void a_query_made_on_the_page_is_told_on_the_page_and_in_the_feed() throws Exception {
    assertThat(post("kind=name&text=tall", "http://elsewhere.example").statusCode()).isEqualTo(403);
    assertThat(post("kind=name&text=ta", base()).body())
        .contains("Not added.")
        .contains("Give three letters or figures of it, or more.");
    assertThat(post("kind=name&text=tall&percent=30", base()).body())
        .contains("Watched from now on: listings named “tall”");
    Element empty = feed(get("/alerts.atom").body());
    assertThat(empty.getElementsByTagNameNS(ATOM, "entry").getLength()).isZero();
    Instant.parse(text(empty, "updated"));

    MadeUpLake.writeHostilePage(home);

    Document page = Jsoup.parse(get("/alerts").body());
    assertThat(page.text()).contains("1 new listing by 1 account on brook.");
    String alert = page.select("a[href^=/alerts/]").attr("href");
    Document behind = Jsoup.parse(get(alert).body());
    assertThat(behind.select("a[href^=/listings/brook/]")).hasSize(1);
    assertThat(behind.select("a[href^=/captures/brook/]")).hasSize(1);
    assertThat(behind.html()).doesNotContain("brookbrookbrook2").doesNotContain(MadeUpLake.SELLER);
    assertThat(get("/alerts/none").statusCode()).isEqualTo(404);

    HttpResponse<String> answer = get("/alerts.atom");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/atom+xml");
    assertThat(answer.body()).doesNotContain(MadeUpLake.SELLER).doesNotContain("brookbrook");
    Element feed = feed(answer.body());
    for (String needed : List.of("id", "title", "updated", "author")) {
      assertThat(children(feed, needed)).as(needed).hasSize(1);
    }
    assertThat(text(feed, "id")).matches("urn:uuid:[0-9a-f-]{36}");
    assertThat(links(feed, "self")).containsExactly(base() + "/alerts.atom");
    List<Element> entries = children(feed, "entry");
    assertThat(entries).hasSize(1);
    Element entry = entries.getFirst();
    assertThat(text(entry, "id")).matches("urn:uuid:[0-9a-f-]{36}").isNotEqualTo(text(feed, "id"));
    assertThat(text(entry, "title")).isEqualTo("Listings named “tall”");
    assertThat(text(entry, "updated")).isEqualTo(text(feed, "updated"));
    Instant.parse(text(entry, "updated"));
    assertThat(links(entry, "alternate")).containsExactly(base() + alert);
    assertThat(text(entry, "summary")).startsWith("1 new listing by 1 account on brook.");
    assertThat(get("/alerts.atom").body()).isEqualTo(answer.body());

    assertThat(post("remove=name-tall", base()).body()).contains("No longer watched.");
    assertThat(Jsoup.parse(get("/alerts").body()).text()).contains("None. On the terminal");
  }

  private static Element feed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element feed =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(feed.getLocalName()).isEqualTo("feed");
    return feed;
  }

  private static List<Element> children(Element of, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = of.getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && element.getLocalName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element of, String name) {
    return children(of, name).getFirst().getTextContent();
  }

  private static List<String> links(Element of, String how) {
    return children(of, "link").stream()
        .filter(link -> link.getAttribute("rel").equals(how))
        .map(link -> link.getAttribute("href"))
        .toList();
  }
}
