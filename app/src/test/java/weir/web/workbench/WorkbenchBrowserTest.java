package weir.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import weir.web.RunningServer;
import weir.web.TestBrowser;
import weir.web.WebServer;
import weir.web.WebSettings;

/** The workbench in a real browser; pictures are left in {@code target/screenshots}. */
class WorkbenchBrowserTest {
  private static final Path PICTURES = TestBrowser.PICTURES;

  @RegisterExtension static final TestBrowser CHROMIUM = new TestBrowser();

  @TempDir static Path home;
  private static RunningServer server;

  @BeforeAll
  static void open() throws IOException {
    server = WebServer.start(new WebSettings(home, "127.0.0.1", 0));
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  private static String at(String place) {
    return "http://127.0.0.1:" + server.port() + place;
  }

  private static BrowserContext context() {
    return CHROMIUM
        .browser()
        .newContext(new Browser.NewContextOptions().setViewportSize(1400, 1000));
  }

  /** Begins a model by the form; its id is the title's. */
  private static void begin(Page page, String title, String from) {
    page.navigate(at("/workbench"));
    page.fill("#title", title);
    page.selectOption("#from", from);
    page.click("button:text-is('Begin')");
    page.waitForSelector("h1:text-is('" + title + "')");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve("workbench-" + name + ".png")));
  }

  /** Presses Tab until the selector has the focus. */
  private static void tabTo(Page page, String selector) {
    for (int tabs = 0; tabs < 150; tabs++) {
      if (page.locator(selector + ":focus").count() == 1) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("The keyboard does not reach " + selector);
  }

  @Test
  void a_model_is_built_from_nothing_by_keyboard_alone_without_a_script() {
    try (var context =
        CHROMIUM
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1400, 1000)
                    .setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(at("/workbench"));
      tabTo(page, "#title");
      page.keyboard().type("Stolen bicycles");
      page.keyboard().press("Enter");
      page.waitForSelector("h1:text-is('Stolen bicycles')");
      for (var step : List.of("Stealing", "Selling")) {
        tabTo(page, "#new-step");
        page.keyboard().type(step);
        page.keyboard().press("Enter");
        page.waitForSelector(".notice:has-text('Added the step')");
      }
      tabTo(page, "input[aria-label='New in Facilitators, step Selling']");
      page.keyboard().type("Second-hand dealers");
      page.keyboard().press("Enter");
      page.waitForSelector(".drawer h2:text-is('Second-hand dealers')");
      tabTo(page, "#d-description");
      page.keyboard().type("Some ask for no papers.");
      tabTo(page, ".drawer button:text-is('Save')");
      page.keyboard().press("Enter");
      page.waitForSelector(".notice:has-text('Changed')");
      tabTo(page, "#m-from");
      page.keyboard().type("Sell");
      tabTo(page, "#m-to");
      page.keyboard().type("Steal");
      tabTo(page, ".drawer button:text-is('Move')");
      page.keyboard().press("Enter");
      page.waitForSelector(".notice:has-text('Moved')");
      assertThat(page.locator("td[data-step-id=stealing] li[data-element]").count()).isEqualTo(1);
      tabTo(page, ".notice button");
      page.keyboard().press("Enter");
      page.waitForSelector(".notice:has-text('Took back')");
      assertThat(page.locator("td[data-step-id=selling] li[data-element]").count()).isEqualTo(1);
      picture(page, "from-nothing");
    }
  }

  @Test
  void a_mouse_drags_and_alt_with_an_arrow_moves_where_scripts_run() {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Dragged", "goods-online");
      page.dragAndDrop(
          "li[data-element=seller]", "td[data-step-id=paying][data-block=facilitators]");
      page.waitForSelector(".notice:has-text('Moved')");
      var moved = "td[data-step-id=paying] li[data-element=seller]";
      assertThat(page.locator(moved).count()).isEqualTo(1);
      page.focus(moved + " a");
      page.keyboard().press("Alt+ArrowLeft");
      page.waitForSelector("td[data-step-id=offering] li[data-element=seller]");
    }
  }

  @Test
  void of_two_editors_in_conflict_the_second_sees_both_texts_and_chooses() {
    try (var first = context();
        var second = context()) {
      Page ada = first.newPage();
      begin(ada, "Conflict", "goods-online");
      ada.fill("#me", "Ada");
      ada.click("button:text-is('Keep the name')");
      Page ben = second.newPage();
      ada.navigate(at("/workbench/conflict?open=carrier"));
      ben.navigate(at("/workbench/conflict?open=carrier"));
      ada.fill("#d-description", "Carries what it is given.");
      ada.click(".drawer button:text-is('Save')");
      ada.waitForSelector(".notice:has-text('Changed')");
      ben.fill("#d-description", "Asks no questions.");
      ben.click(".drawer button:text-is('Save')");

      ben.waitForSelector("h2:text-is('Two people changed the same part')");
      assertThat(ben.locator(".notice").textContent()).contains("Ada");
      assertThat(ben.locator(".theirs").allTextContents()).contains("Carries what it is given.");
      assertThat(ben.locator(".mine").allTextContents()).contains("Asks no questions.");
      accessible(ben, "conflict");
      picture(ben, "conflict");
      ben.click("button:text-is('Put mine in its place')");
      ben.waitForSelector(".notice:has-text('Changed')");
      assertThat(ben.inputValue("#d-description")).isEqualTo("Asks no questions.");
    }
  }

  @Test
  void a_spreadsheet_goes_out_is_edited_and_comes_back_with_a_report() throws IOException {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Round trip", "goods-online");
      page.navigate(at("/workbench/round-trip/about"));
      var download = page.waitForDownload(() -> page.click("a:text-is('spreadsheet')"));
      var file = home.resolve("round-trip.xlsx");
      download.saveAs(file);
      Files.write(file, relabelled(Files.readAllBytes(file), "Sellers", "Shops"));
      page.setInputFiles("#file", file);
      page.click("button:text-is('Show what it would change')");
      page.waitForSelector(".notice:has-text('1 change.')");
      assertThat(page.locator("tbody tr").innerText())
          .contains("facilitators/seller/label")
          .contains("Sellers")
          .contains("Shops");
      picture(page, "import");
      page.click("button:text-is('Take it in')");
      page.waitForSelector(".notice:has-text('round-trip.xlsx')");

      var broken = home.resolve("broken.xlsx");
      Files.write(broken, relabelled(Files.readAllBytes(file), "unknowing", "unknowingly"));
      page.navigate(at("/workbench/round-trip/about"));
      page.setInputFiles("#file", broken);
      page.click("button:text-is('Show what it would change')");
      page.waitForSelector(".faults");
      assertThat(page.locator(".faults li").first().textContent())
          .startsWith("broken.xlsx, line ")
          .contains("sheet 'elements', knowing: 'unknowingly' is not known here.")
          .contains("Did you mean 'unknowing'?");
      page.navigate(at("/workbench/round-trip/versions"));
      assertThat(page.locator("tbody tr").count()).as("nothing more was kept").isEqualTo(2);
    }
  }

  /** The workbook with every cell of one text holding another. */
  private static byte[] relabelled(byte[] bytes, String from, String to) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var read = new ReadableWorkbook(new ByteArrayInputStream(bytes));
        var book = new Workbook(out, "test", "1.0")) {
      for (var sheet : read.getSheets().toList()) {
        var copy = book.newWorksheet(sheet.getName());
        try (var rows = sheet.openStream()) {
          rows.forEach(row -> {
            for (int i = 0; i < row.getCellCount(); i++) {
              var text = row.getCellText(i);
              if (!text.isEmpty()) {
                copy.value(row.getRowNum() - 1, i, text.equals(from) ? to : text);
              }
            }
          });
        }
      }
    }
    return out.toByteArray();
  }

  @Test
  void the_checks_go_from_red_to_green() {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Red to green", "blank");
      page.fill("#new-step", "Selling");
      page.click("button:text-is('Add the step')");
      page.waitForSelector(".notice:has-text('Added')");
      page.click("a:text-is('Checks')");
      assertThat(page.locator(".check.open h3").allInnerTexts())
          .singleElement()
          .asString()
          .contains("Step without barrier");
      picture(page, "checks-red");
      page.click("summary:text-is('State as a gap')");
      page.fill("input[name=reason]", "Not yet thought of.");
      page.click("button:text-is('State it')");
      page.waitForSelector("#sound");
      assertThat(page.locator(".check.open").count()).isZero();
      accessible(page, "checks");
      page.click("summary:has-text('stated as a gap')");
      page.click("button:text-is('No longer state it')");
      page.waitForSelector(".check.open");
    }
  }

  @Test
  void every_page_of_a_shipped_model_shows_is_accessible_and_leaves_on_paper() throws IOException {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Medicines", "illicit-lifestyle-medicines");
      for (var place :
          List.of(
              "",
              "?open=web-hosts",
              "/checks",
              "/network?remove=web-hosts&remove=overlay-networks",
              "/reach",
              "/versions",
              "/about")) {
        page.navigate(at("/workbench/medicines" + place));
        assertThat(page.locator("h1").count()).as(place).isEqualTo(1);
        var name = place.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        picture(page, name.isEmpty() ? "board" : name);
        accessible(page, place);
      }
      page.navigate(
          at("/workbench/medicines/network?remove=pharmacy-operators&remove=overlay-networks"));
      assertThat(page.locator("#remaining").textContent())
          .contains("remain")
          .contains("Not removed");
      for (var place : List.of("/workbench", "/library")) {
        page.navigate(at(place));
        picture(page, place.substring(1));
        accessible(page, place);
      }
      page.navigate(at("/workbench/medicines"));
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator(".add:visible, .tabs:visible, .filters:visible").count()).isZero();
      // A browser measures the sheet as A4 before it hears of A3: the board stays a table even so.
      page.setViewportSize(690, 1000);
      assertThat(page.locator(".board thead").isVisible()).isTrue();
      page.setViewportSize(1400, 1000);
      page.pdf(
          new Page.PdfOptions()
              .setPreferCSSPageSize(true)
              .setPath(PICTURES.resolve("workbench-a3.pdf")));
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      for (var format : List.of("yaml", "json", "md", "svg", "png", "pdf")) {
        var answer = context.request().get(at("/workbench/medicines/export/" + format));
        assertThat(answer.status()).as(format).isEqualTo(200);
        Files.write(PICTURES.resolve("workbench-export." + format), answer.body());
        if (format.equals("pdf")) {
          try (var pdf = Loader.loadPDF(answer.body())) {
            // A3 across: 420 mm in points.
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isBetween(1189f, 1192f);
          }
        }
      }
      page.setViewportSize(390, 844);
      page.navigate(at("/workbench/medicines"));
      int wide = (int) page.evaluate("() => document.documentElement.scrollWidth");
      assertThat(wide).isLessThanOrEqualTo(390);
      assertThat(page.locator("#board caption").boundingBox().width).isGreaterThan(300);
      picture(page, "phone");
    }
  }

  @Test
  void a_passage_is_marked_in_a_document_and_cited_by_its_element() throws IOException {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Evidence", "goods-online");
      var file = home.resolve("case.html");
      Files.writeString(
          file,
          "<p>The parcels were left with a shop.</p><p>Write to someone@example.org.</p>",
          StandardCharsets.UTF_8);
      page.navigate(at("/library"));
      page.setInputFiles("#file", file);
      page.fill("#title", "A made-up case");
      page.selectOption("#kind", "case-file");
      page.selectOption("#reliability", "B");
      page.click("button:text-is('Bring it')");
      page.waitForSelector(".document-text");
      assertThat(page.locator(".document-text").textContent())
          .doesNotContain("someone@example.org");
      page.selectOption("#model", "evidence");
      page.click("button:text-is('Show its elements')");
      page.waitForSelector("#element");
      page.fill("#quoted", "The parcels were left with a shop.");
      page.fill("#words", "Parcels are handed over in shops.");
      page.selectOption("#element", "carrier");
      page.fill("#step", "Delivering");
      page.fill("#actor", "carrier");
      page.click("button:text-is('Mark it')");
      page.waitForSelector("mark");
      accessible(page, "document");
      picture(page, "document");
      page.navigate(at("/workbench/evidence?open=carrier"));
      assertThat(page.locator(".drawer .passage").first().textContent())
          .contains("Parcels are handed over in shops.")
          .contains("A made-up case");
      page.navigate(at("/library"));
      assertThat(page.locator("caption:text-is('Passages of each case by step')").count())
          .isEqualTo(1);
    }
  }

  @Test
  void a_form_from_another_site_is_refused_and_changes_nothing() {
    try (var context = context()) {
      Page page = context.newPage();
      begin(page, "Guarded", "blank");
      var answer =
          context
              .request()
              .post(
                  at("/workbench/guarded/edit"),
                  com.microsoft.playwright.options.RequestOptions.create()
                      .setHeader("Origin", "http://elsewhere.example")
                      .setForm(
                          com.microsoft.playwright.options.FormData.create()
                              .set("do", "add-step")
                              .set("title", "Forged")));
      assertThat(answer.status()).isEqualTo(400);
      page.navigate(at("/workbench/guarded"));
      assertThat(page.locator("th:has-text('Forged')").count()).isZero();
    }
  }

  /** No finding of axe-core that it calls serious or critical. */
  private static void accessible(Page page, String place) {
    if (!(boolean) page.evaluate("() => typeof window.axe === 'object'")) {
      page.evaluate(axe());
    }
    @SuppressWarnings("unchecked") // as the script below gives it
    var found =
        (List<String>)
            page.evaluate(
                "async () => (await axe.run(document, {resultTypes:"
                    + " ['violations']})).violations.filter(v => v.impact === 'serious' || v.impact"
                    + " === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n =>"
                    + " n.html.slice(0, 160)).join(' | '))");
    assertThat(found).as("axe-core at '%s'", place).isEmpty();
  }

  private static String axe() {
    try (InputStream in =
        Objects.requireNonNull(WorkbenchBrowserTest.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
