package weir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser. Pictures of each are left in {@code target/screenshots}; run with
 * {@code -Dweir.picture=FILE} to take the README's picture anew.
 */
class BrowserTest {

  private static final Path PICTURES = TestBrowser.PICTURES;

  @RegisterExtension static final TestBrowser CHROMIUM = new TestBrowser();

  @TempDir static Path home;
  private static RunningServer server;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    DemoLake.write(home);
    MadeUpLake.writeHostilePage(home);
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("sources", "/sources");
    pages.put("source", "/sources/sim-millrace");
    pages.put("substances", "/substances");
    pages.put("substance", "/substances/cannabis-herb");
    pages.put("listing", "/listings/sim-millrace/1001");
    pages.put("saved-page", "/captures/brook/" + MadeUpLake.brookDigest() + "?at=html:1/1");
    pages.put("names", "/names");
    pages.put("signals", "/signals");
    pages.put("signal", "/signals/made-up-0001");
    pages.put("models", "/models");
    pages.put("model", "/models/darknet-drug-market");
    pages.put("options", "/models/darknet-drug-market/options");
    pages.put("measures", "/measures");
    pages.put("not-found", "/nothing");
    return pages;
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = CHROMIUM.browser().newContext(options);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      // The page that is not found on purpose is an error to the browser too.
      if (message.type().equals("error") && !message.text().contains("status of 404")) {
        complaints.add(message.text() + " at " + message.location());
      }
    });
    page.onPageError(fault -> complaints.add(fault));
    page.onRequest(request -> {
      if (!"127.0.0.1".equals(URI.create(request.url()).getHost())) {
        complaints.add("request to " + request.url());
      }
    });
    return page;
  }

  private void visitAll(String suffix, Browser.NewContextOptions options, int width) {
    Page page = page(options);
    pages()
        .forEach((name, path) -> {
          page.navigate("http://127.0.0.1:" + server.port() + path);
          assertThat(page.locator("h1").count()).as(name).isEqualTo(1);
          int wide = (int) page.evaluate("() => document.documentElement.scrollWidth");
          assertThat(wide)
              .as("%s %s is as wide as the window", name, suffix)
              .isLessThanOrEqualTo(width);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(PICTURES.resolve(name + "-" + suffix + ".png")));
        });
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void every_page_shows_in_light_without_a_complaint_or_a_request_elsewhere() {
    visitAll("light", new Browser.NewContextOptions().setViewportSize(1280, 900), 1280);
  }

  @Test
  void every_page_shows_in_dark() {
    visitAll(
        "dark",
        new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.DARK),
        1280);
  }

  @Test
  void every_page_fits_a_phone() {
    visitAll("phone", new Browser.NewContextOptions().setViewportSize(390, 844), 390);
  }

  @Test
  void every_page_works_where_scripts_are_turned_off() {
    Page page = page(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    pages()
        .forEach((name, path) -> {
          page.navigate("http://127.0.0.1:" + server.port() + path);
          assertThat(page.locator("h1").count()).as(name).isEqualTo(1);
        });
    page.navigate("http://127.0.0.1:" + server.port() + "/substances");
    page.fill("input[type=search]", "cocaine");
    page.keyboard().press("Enter");
    page.waitForURL("**filter=cocaine**");
    assertThat(page.locator("#substances tbody tr").count()).isEqualTo(1);
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_model_prints_on_one_wall_sheet_and_pages_print_without_their_controls() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1587, 1123));
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    pages()
        .forEach((name, path) -> {
          page.navigate("http://127.0.0.1:" + server.port() + path);
          assertThat(page.locator(".tools:visible, nav:visible").count()).as(name).isZero();
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(PICTURES.resolve(name + "-print.png")));
        });
    page.navigate("http://127.0.0.1:" + server.port() + "/models/darknet-drug-market");
    byte[] pdf =
        page.pdf(
            new Page.PdfOptions()
                .setPreferCSSPageSize(true)
                .setPath(PICTURES.resolve("model.pdf")));
    // A3 across: 420 mm by 297 mm in points.
    assertThat(new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1))
        .containsPattern("/MediaBox \\[0 0 119[01][.0-9]* 84[12]");
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_keyboard_reaches_the_figures_first_and_sees_where_it_is() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1280, 900));
    page.navigate("http://127.0.0.1:" + server.port() + "/");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.textContent"))
        .isEqualTo("Skip to the figures");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    page.context().close();
  }

  @Test
  void a_saved_page_in_its_frame_ran_nothing_and_shows_its_marks() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1280, 900));
    page.navigate("http://127.0.0.1:" + server.port() + pages().get("saved-page"));
    var frame = page.frameLocator("iframe");
    assertThat(frame.locator("[data-field=price]").textContent()).isEqualTo("60 EUR");
    assertThat(
            frame.locator("[data-field=price]").evaluate("e => getComputedStyle(e).outlineStyle"))
        .isEqualTo("solid");
    assertThat(page.title()).isEqualTo("A saved page of Brook, a made-up shop · Weir");
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void filters_and_sorting_work_by_hand() {
    Page page = page(new Browser.NewContextOptions().setViewportSize(1280, 900));
    page.navigate("http://127.0.0.1:" + server.port() + "/substances");
    page.fill("input[type=search]", "cocaine");
    page.keyboard().press("Enter");
    page.waitForURL("**filter=cocaine**");
    assertThat(page.locator("#substances tbody tr").count()).isEqualTo(1);
    page.navigate("http://127.0.0.1:" + server.port() + "/substances");
    page.click("th a:text('Listings')");
    assertThat(page.locator("th[aria-sort=ascending]").textContent()).isEqualTo("Listings");
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_text_is_tried_and_sent_to_review_by_keyboard_alone() {
    for (int width : List.of(1280, 400)) {
      Page page =
          page(
              new Browser.NewContextOptions()
                  .setViewportSize(width, 900)
                  .setJavaScriptEnabled(false));
      page.navigate("http://127.0.0.1:" + server.port() + "/names");
      for (int tabs = 0; tabs < 30 && page.locator("textarea:focus").count() == 0; tabs++) {
        page.keyboard().press("Tab");
      }
      assertThat(page.locator("textarea:focus").count()).isEqualTo(1);
      page.keyboard().type("5g MDMA and snow, 80 EUR from NL, " + width);
      page.keyboard().press("Tab");
      page.keyboard().type("Drugs");
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForSelector("#found");
      assertThat(page.locator(".tried mark").count()).isEqualTo(2);
      assertThat(page.url()).as("the text stands in no address").endsWith("/names");
      for (int tabs = 0;
          tabs < 30 && page.locator("button[name=send]:focus").count() == 0;
          tabs++) {
        page.keyboard().press("Tab");
      }
      page.keyboard().press("Enter");
      page.waitForSelector(".notice");
      assertThat(page.locator(".notice").textContent())
          .contains("“MDMA” stands on the review list");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(PICTURES.resolve("names-tried-" + width + ".png")));
      page.context().close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_readme_picture_is_taken_when_asked_for(@TempDir Path demo) throws IOException {
    String wanted = System.getProperty("weir.picture");
    assumeTrue(wanted != null, "No picture asked for: -Dweir.picture=docs/images/overview.png");
    DemoLake.writeYear(demo);
    try (RunningServer demoServer = WebServer.start(new WebSettings(demo, "127.0.0.1", 0))) {
      Page page = page(new Browser.NewContextOptions().setViewportSize(1280, 1000));
      page.navigate("http://127.0.0.1:" + demoServer.port() + "/");
      Path shot = PICTURES.resolve("readme.png");
      page.screenshot(new Page.ScreenshotOptions().setPath(shot));
      Path target = Path.of(wanted).toAbsolutePath();
      Files.createDirectories(target.getParent());
      Files.copy(shot, target, StandardCopyOption.REPLACE_EXISTING);
      assertThat(Files.size(target)).isLessThan(300_000);
      page.context().close();
    }
  }
}
