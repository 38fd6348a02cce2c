package weir.web.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.cli.Main;
import weir.simulate.Scenario;
import weir.web.RunningServer;
import weir.web.TestBrowser;
import weir.web.WebServer;
import weir.web.WebSettings;

/**
 * The story of {@code docs/tour.md}: on eight weeks with every build; with {@code
 * -Dweir.write.docs=true} on the whole year, which renews the pictures and the table of the guide.
 */
class TourTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String BEGIN = "<!-- what really happened: written by TourTest -->";
  private static final String END = "<!-- end -->";

  /** As {@code weir demo} has it. */
  private static final long SEED = 7;

  /** Such as {@code +44 % (+19 % to +76 %)}. */
  private static final Pattern CHANGE =
      Pattern.compile("([+−][0-9.]+ %) \\(([+−])([0-9.]+) % to ([+−])([0-9.]+) %\\)");

  /** What was told: the answers that were kept, and what the page says of Millrace. */
  private record Told(List<Story.Answer> answers, String moved) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension static final TestBrowser CHROMIUM = new TestBrowser();

  @TempDir private @Nullable Path home;

  @Test
  void the_story_goes_from_a_model_to_what_came_of_it_and_to_a_brief() throws IOException {
    Scenario scenario = Scenario.small();
    demo("--small");
    List<Story.Answer> answers = told(scenario, null).answers();
    assertThat(answers).hasSize(3);
    for (Story.Answer answer : answers) {
      assertThat(JSON.readTree(answer.document()).path("words").asString()).isNotEmpty();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.write.docs", matches = "true")
  void the_guide_shows_the_year_and_what_really_happened() throws IOException {
    Scenario scenario = Scenario.demo();
    demo();
    Told told = told(scenario, DOCS.resolve("images"));
    Path guide = DOCS.resolve("tour.md");
    String text = Files.readString(guide);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        guide,
        text.substring(0, begin)
            + "\n"
            + table(scenario, told)
            + text.substring(text.indexOf(END)));
  }

  private void demo(String... more) {
    String[] all = new String[more.length + 4];
    System.arraycopy(more, 0, all, 4, more.length);
    all[0] = "demo";
    all[1] = "--no-serve";
    all[2] = "--home";
    all[3] = Objects.requireNonNull(home).toString();
    assertThat(Main.run(all)).isZero();
  }

  private Told told(Scenario scenario, @Nullable Path pictures) throws IOException {
    try (RunningServer server =
            WebServer.start(new WebSettings(Objects.requireNonNull(home), "127.0.0.1", 0));
        BrowserContext context =
            CHROMIUM
                .browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(Album.WIDTH, 1000))) {
      Story story =
          new Story(
              context.newPage(),
              "http://127.0.0.1:" + server.port(),
              scenario,
              new Album(pictures));
      story.figures();
      story.model();
      story.options();
      story.decision();
      story.plan(scenario.until());
      story.work();
      List<Story.Answer> answers = story.evaluation();
      story.version();
      printed(story.brief(), pictures);
      return new Told(answers, story.moved());
    }
  }

  /** The brief's first page as a picture; it names for whom it was made. */
  private static void printed(byte[] pdf, @Nullable Path pictures) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Postal service, security office");
      assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(2);
      if (pictures != null) {
        ImageIO.write(
            new PDFRenderer(document).renderImageWithDPI(0, 96),
            "png",
            pictures.resolve("tour-13-brief-printed.png").toFile());
      }
    }
  }

  private static String table(Scenario scenario, Told told) {
    Sold real = Sold.in(scenario, SEED);
    StringBuilder table =
        new StringBuilder(
            """
            | barrier, from | looked at | Weir's estimate (95 % interval) | what really happened | in the interval? |
            |---|---|---|---|---|
            """);
    for (Story.Answer answer : told.answers()) {
      JsonNode found = JSON.readTree(answer.document());
      Story.Act act = answer.act();
      LocalDate first = LocalDate.parse(found.path("first").asString());
      LocalDate until = LocalDate.parse(found.path("until").asString());
      String source = found.path("filters").path("source").asString(null);
      String substanceClass = found.path("filters").path("class").asString(null);
      Sold without = Sold.in(Sold.without(scenario, act.from()), SEED);
      double truth =
          (double) real.from(first, until, source, substanceClass)
              / without.from(first, until, source, substanceClass);
      double low = found.path("low").asDouble();
      double high = found.path("high").asDouble();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s, %s | %s, %s to %s | %s (%s to %s) | %s | %s |%n",
              act.label(),
              act.from(),
              act.objective().replaceFirst("Fewer u", "u"),
              first,
              until.minusDays(1),
              change(found.path("ratio").asDouble()),
              change(low),
              change(high),
              change(truth),
              low <= truth && truth <= high ? "yes" : "no"));
    }
    return table + moved(scenario, real, told);
  }

  private static String moved(Scenario scenario, Sold real, Told told) {
    Story.Answer closure = told.answers().getFirst();
    JsonNode found = JSON.readTree(closure.document());
    LocalDate first = LocalDate.parse(found.path("first").asString());
    LocalDate until = LocalDate.parse(found.path("until").asString());
    Matcher said = CHANGE.matcher(told.moved());
    assertThat(said.find()).as("the page says a change with its interval").isTrue();
    double truth =
        (double) real.from(first, until, "sim-millrace", null)
            / Sold.in(Sold.without(scenario, closure.act().from()), SEED)
                .from(first, until, "sim-millrace", null);
    boolean held =
        ratio(said.group(2), said.group(3)) <= truth
            && truth <= ratio(said.group(4), said.group(5));
    return String.format(
        Locale.ROOT,
        "| %s, %s | units sold on Millrace alone, %s to %s | %s | %s | %s |%n",
        closure.act().label(),
        closure.act().from(),
        first,
        until.minusDays(1),
        said.group(),
        change(truth),
        held ? "yes" : "no");
  }

  private static double ratio(String sign, String percent) {
    return 1 + (sign.equals("+") ? 1 : -1) * Double.parseDouble(percent) / 100;
  }

  private static String change(double ratio) {
    return String.format(Locale.ROOT, "%+.0f %%", 100 * (ratio - 1)).replace('-', '−');
  }
}
