package weir.web.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import weir.simulate.Scenario;

/** What a coordinator does in a year, each step by the forms that the pages have. */
final class Story {

  /**
   * One barrier, and how it is told whether it helped.
   *
   * @param start about what the gauge showed in the first weeks
   */
  record Act(
      String barrier,
      String label,
      LocalDate from,
      String objective,
      String filters,
      int start,
      int target,
      String owner,
      String ground,
      String spent) {}

  /**
   * An answer as the page keeps it.
   *
   * @param document as JSON
   */
  record Answer(Act act, String document) {}

  /** What the page says of Millrace after the closure: change and interval, as printed. */
  private String moved = "";

  private static final String MODEL = "three-markets";
  private static final String PLAN = "three-markets-in-one-year";
  private static final String CLOSURE = "take-old-lock-offline";

  private final Page page;
  private final String root;
  private final Album album;
  private final LocalDate decided;
  private final List<Act> acts;

  Story(Page page, String root, Scenario scenario, Album album) {
    this.page = page;
    this.root = root;
    this.album = album;
    this.decided = scenario.from().minusDays(35);
    LocalDate closed =
        scenario.markets().stream()
            .map(Scenario.Market::closes)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    this.acts =
        List.of(
            new Act(
                CLOSURE,
                "Take Old Lock offline",
                closed,
                "Fewer units sold on all markets together",
                "by = week",
                300,
                250,
                "law-enforcement",
                "criminal procedure, with an order of the court",
                "231000"),
            new Act(
                "extend-postal-competences",
                "Extend competences of postal services",
                happens(scenario, "parcels of stimulants are checked"),
                "Fewer units of cocaine sold on Millrace",
                "source = sim-millrace\nclass = cocaine\nby = week",
                30,
                20,
                "public-postal-services-as-partner",
                "postal act: suspicious parcels may be held",
                "54000"),
            new Act(
                "inform-courier-and-food-delivery",
                "Inform and call-to-action of courier and food delivery companies",
                happens(scenario, "a campaign without effect"),
                "Fewer units of cannabis sold on Millrace",
                "source = sim-millrace\nclass = cannabis\nby = week",
                65,
                50,
                "legal-courier-services-as-partner",
                "needs none",
                "11500"));
  }

  private static LocalDate happens(Scenario scenario, String name) {
    return scenario.happenings().stream()
        .filter(one -> one.name().equals(name))
        .map(Scenario.Happening::from)
        .findFirst()
        .orElseThrow();
  }

  List<Act> acts() {
    return acts;
  }

  private void go(String place) {
    page.navigate(root + place);
  }

  private String plan() {
    return "/workbench/" + MODEL + "/plans/" + PLAN;
  }

  /** Sends the form that a button stands in, and sees that nothing was refused. */
  private void press(String button) {
    page.locator("button:text-is('" + button + "')").first().click();
    page.waitForLoadState();
    assertThat(page.locator("[role=alert]").allInnerTexts()).as("after " + button).isEmpty();
  }

  private void open(String summary) {
    Locator details = page.locator("details:has(> summary:text-is('" + summary + "'))");
    if (details.getAttribute("open") == null) {
      details.locator("summary").first().click();
    }
  }

  void figures() {
    go("/");
    album.take(page, "01-figures", "", 1100);
  }

  void model() {
    go("/workbench");
    page.fill("#me", "The coordination centre");
    press("Keep the name");
    page.fill("#title", "Three markets");
    page.selectOption("#from", "darknet-drug-market");
    press("Begin");
    page.fill(
        "input[aria-label='New in Barriers, step Running marketplace']", "Take Old Lock offline");
    page.press("input[aria-label='New in Barriers, step Running marketplace']", "Enter");
    page.waitForSelector(".drawer h2:text-is('Take Old Lock offline')");
    page.selectOption("#d-kind", "criminal-law");
    page.selectOption("#d-effect", "repressive");
    page.selectOption("#d-owner", "law-enforcement");
    page.selectOption("#d-addresses", new String[] {"administrators", "vendors"});
    page.fill("#d-evaluation", "Units sold on all markets together, by week, before and after.");
    press("Save");
    go("/workbench/" + MODEL + "?open=frequent-ordering-of-consignments");
    open("Add a gauge");
    page.fill("#g-measure", "signal_rate");
    page.fill("#g-label", "reported per 1,000 parcels looked at");
    page.fill("#g-filters", "kind=logistical by=week");
    press("Add the gauge");
    go("/workbench/" + MODEL);
    album.take(page, "02-model", "", 1300);
    album.part(page, "02-signals", "tr.signals");
  }

  void options() {
    go("/workbench/" + MODEL + "/options");
    open("What there is to spend, and what each barrier is expected to cost, take and close");
    Map<String, List<String>> figures = new LinkedHashMap<>();
    figures.put(CLOSURE, List.of("150000 / 200000 / 260000", "6 / 9 / 12", "10 / 20 / 35"));
    figures.put(
        "extend-postal-competences", List.of("40000 / 60000 / 90000", "4 / 6 / 9", "20 / 35 / 50"));
    figures.put(
        "inform-courier-and-food-delivery",
        List.of("8000 / 12000 / 20000", "3 / 4 / 6", "10 / 20 / 30"));
    figures.put(
        "licensing-regulations",
        List.of("90000 / 140000 / 250000", "12 / 20 / 30", "15 / 25 / 40"));
    figures.put(
        "proactive-online-investigations",
        List.of("100000 / 150000 / 220000", "2 / 4 / 6", "2 / 8 / 15"));
    figures.forEach((barrier, three) -> {
      page.fill("input[name='cost." + barrier + "']", three.get(0));
      page.fill("input[name='months." + barrier + "']", three.get(1));
      page.fill("input[name='closes." + barrier + "']", three.get(2));
    });
    page.fill("#budget", "300000");
    page.fill("#until", "12");
    page.fill("#currency", "EUR");
    page.fill("#source", "The partners, at their first meeting");
    press("Keep these and make the paper");
    album.take(page, "03-options", "h2", 1300);
  }

  void decision() {
    go("/workbench/" + MODEL + "/options");
    open("Record a decision");
    page.selectOption("#set", "1");
    page.fill("#by", "The steering group");
    page.fill("#on", decided.toString());
    page.fill(
        "#reasons",
        "It closes most within what we can spend this year. Licences take longer; we come back to them.");
    page.fill("#dissent", "The couriers doubt that a brief alone changes much.");
    press("Record the decision");
    album.take(page, "04-decision", "#decisions", 420);
    assertThat(page.locator(".decision").first().innerText())
        .contains("Take Old Lock offline", "Extend competences", "courier and food delivery");
  }

  void plan(LocalDate end) {
    page.locator(".decision a").first().click();
    page.fill("#p-title", "Three markets, in one year");
    page.fill("#p-coordinator", "The coordination centre");
    press("Begin");
    for (Act act : acts) {
      go(plan());
      open("Add an objective");
      page.fill("#o-words", act.objective());
      page.fill("#o-gauge", "sales");
      page.fill("#o-filters", act.filters());
      page.selectOption("#o-towards", "at-most");
      page.fill("#o-baseline", String.valueOf(act.start()));
      page.fill("#o-target", String.valueOf(act.target()));
      page.fill("#o-by", end.toString());
      press("Save the objective");
    }
    go(plan());
    open("Change the heading, and what is set aside for evaluation");
    page.fill("#h-cost", "15000");
    page.fill("#h-days", "20");
    press("Save the heading");
    for (Act act : acts) {
      serve(act);
      agree(act);
    }
    // What the board measures at the vendors is no aim of these partners.
    part("vendors active in the week");
    press("Take it out");
  }

  private void part(String title) {
    go(plan());
    page.locator("a:text-is('" + title + "')").first().click();
    page.waitForSelector("#part");
  }

  private void serve(Act act) {
    part(act.label());
    page.selectOption("#m-objectives", new SelectOption().setLabel(act.objective()));
    page.selectOption("#m-owner", act.owner());
    press("Save the measure");
  }

  private void agree(Act act) {
    part("Put up: " + act.label());
    page.selectOption("#a-owner", act.owner());
    page.fill("#a-competence", act.ground());
    press("Save the activity");
    go(plan());
    page.selectOption("#l-partner", act.owner());
    page.selectOption("#l-said", "agreed");
    page.fill("#l-words", "Agreed at the first meeting, with the days that it takes.");
    press("Note it");
  }

  /** Work that was done, and barriers in force from their own days. */
  void work() {
    for (Act act : acts) {
      part("Put up: " + act.label());
      page.fill("#a-started", decided.plusDays(14).toString());
      page.fill("#a-done", act.from().minusDays(1).toString());
      page.fill("#a-spent", act.spent());
      press("Save the activity");
      go("/workbench/" + MODEL + "?open=" + act.barrier());
      assertThat(page.locator("#d-addresses option:checked").count()).isPositive();
      page.fill("#d-from", act.from().toString());
      press("Save");
    }
    go(plan());
    album.take(page, "05-plan", "h2", 1300);
    go("/workbench/" + MODEL + "?open=" + CLOSURE);
    album.take(page, "06-closure", "#drawer", 900);
  }

  /** Looks whether each helped, by weeks. */
  List<Answer> evaluation() {
    for (Act act : acts) {
      go(plan() + "/steering");
      Locator form = page.locator("tr:has(th:has-text(\"" + act.label() + "\")) form");
      form.locator("select[name=step]").selectOption("week");
      form.locator("button").click();
      page.waitForLoadState();
      assertThat(page.locator("[role=alert]").allInnerTexts()).isEmpty();
    }
    go(plan() + "/steering");
    album.take(page, "07-steering", "h2", 1300);
    List<Answer> answers = new ArrayList<>();
    for (Act act : acts) {
      String link =
          page.locator("a[data-barrier='" + act.barrier() + "']").first().getAttribute("href");
      answers.add(new Answer(act, page.request().get(root + link).text()));
    }
    go(
        "/evaluate?on=%s&name=%s&measure=sales&source=sim-millrace&step=week&window=26"
            .formatted(acts.getFirst().from(), "Old+Lock+offline"));
    album.take(page, "08-moved", "h1", 1100);
    moved = page.locator("main").innerText();
    go("/workbench/" + MODEL + "?open=" + CLOSURE);
    album.part(page, "09-outcome", "#drawer section:has(h3:text-is('Plans and outcome'))");
    return answers;
  }

  String moved() {
    return moved;
  }

  /** Accepts the weightiest question, where any waits, and names the version. */
  void version() {
    go("/workbench/" + MODEL + "/updates");
    album.take(page, "10-updates", "h2", 900);
    Locator accept = page.locator("button:text-is('Accept')");
    if (accept.count() > 0) {
      accept.first().click();
      page.waitForSelector("#asked li");
      assertThat(page.locator("[role=alert]").allInnerTexts()).isEmpty();
    }
    go("/workbench/" + MODEL + "/versions");
    page.fill("#n-name", "After the first year");
    page.fill("#n-note", "Three barriers in force, each evaluated");
    press("Name it");
    album.take(page, "11-version", "h1", 900);
  }

  byte[] brief() {
    go("/workbench/" + MODEL + "/briefs/public-postal-services");
    page.fill(
        "#b-act",
        """
        Hold a parcel that two of these signs fit, under the powers that the act now gives.
        Note what it was sent as and from where, and call us the same day.
        Open no letter, and keep no list of customers.\
        """);
    page.fill("#b-call", "The coordination centre, extension 100");
    page.fill("#b-recipient", "Postal service, security office");
    album.take(page, "12-brief", "h2", 1200);
    press("Make the copy");
    String pdf =
        Objects.requireNonNull(
            page.locator("#copies a:text-is('PDF')").first().getAttribute("href"));
    return page.request().get(root + pdf).body();
  }
}
