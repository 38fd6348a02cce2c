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

  private static final String[] FIGURES = {
    "budget", "60000",
    "currency", "EUR",
    "cost.register", "20000 / 30000 / 60000",
    "closes.register", "20 / 40 / 60"
  };

  /** A model with one route and one barrier that acts on it. */
  private static String crime(String title) {
    send("/workbench/begin", "title", title, "from", "blank");
    String id = title.toLowerCase(java.util.Locale.ROOT);
    String edit = "/workbench/" + id + "/edit";
    for (String label : List.of("Thieves", "Dealers", "Riders")) {
      kept(send(edit, "do", "add-element", "block", "facilitators", "label", label));
    }
    kept(send(edit, "do", "add-element", "block", "barriers", "label", "Register"));
    kept(
        send(
            edit,
            "do",
            "put-element",
            "id",
            "register",
            "label",
            "Register",
            "kind",
            "legal",
            "addresses",
            "dealers"));
    kept(
        send(
            edit,
            "do",
            "add-relation",
            "id",
            "thieves",
            "kind",
            "supplies",
            "other",
            "dealers",
            "direction",
            "from"));
    kept(
        send(
            edit,
            "do",
            "add-relation",
            "id",
            "dealers",
            "kind",
            "supplies",
            "other",
            "riders",
            "direction",
            "from"));
    return "/workbench/" + id + "/options";
  }

  @Test
  void barriers_are_chosen_from_what_the_form_says_and_the_decision_is_kept_with_its_reasons() {
    String place = crime("Choosing");
    assertThat(page(place).text())
        .contains("TLP:AMBER+STRICT")
        .contains(
            "Nothing can be proposed yet: of 1 barrier nobody has said what the choice needs.");

    kept(send(place, FIGURES));
    Document options = page(place);
    assertThat(options.select(".lead").text())
        .contains(
            "the best set found has 1 barrier; it costs 30,000 EUR and leaves 60% of the routes open");
    assertThat(options.select("svg.chart").attr("aria-label")).startsWith("The more is spent,");

    String digest = options.select("input[name=digest]").attr("value");
    String[] decision = {
      "digest",
      digest,
      "set",
      "1",
      "by",
      "Steering group",
      "on",
      "2026-11-20",
      "reasons",
      "It can begin at once.",
      "dissent",
      "The dealers."
    };
    kept(send(place + "/decide", decision));
    assertThat(page(place).select(".decision").text())
        .contains("2026-11-20: Best within the limits, by Steering group")
        .contains("Register.")
        .contains("Why: It can begin at once.")
        .contains("Dissent: The dealers.");

    // Figures changed in between: nothing is recorded, and nothing written is lost.
    kept(
        send(
            place,
            "budget",
            "60000",
            "cost.register",
            "1 / 2 / 3",
            "closes.register",
            "1 / 2 / 3"));
    HttpResponse<String> late = send(place + "/decide", decision);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(Jsoup.parse(late.body()).select("textarea[name=reasons]").text())
        .isEqualTo("It can begin at once.");
    assertThat(page(place).select(".decision")).hasSize(1);
  }

  @Test
  void the_drawer_takes_what_is_expected_of_a_barrier_and_no_public_export_of_a_model_says_it() {
    String place = crime("Drawer");
    String model = place.replace("/options", "");
    kept(
        send(
            model + "/edit",
            "do",
            "put-element",
            "id",
            "register",
            "label",
            "Register",
            "kind",
            "legal",
            "addresses",
            "dealers",
            "expected",
            "cost; 20000; 30000; 60000; EUR; the city\ncloses; 0.2; 0.4; 0.6"));

    assertThat(page(place).select("input[name=cost.register]").attr("value"))
        .isEqualTo("20000 / 30000 / 60000");
    assertThat(page(place).select(".lead").text()).contains("leaves 60% of the routes open");
    // What the page sends back unchanged is not kept twice: the model's own figure can be changed.
    kept(
        send(
            place,
            "budget",
            "50000",
            "currency",
            "EUR",
            "cost.register",
            "20000 / 30000 / 60000",
            "closes.register",
            "20 / 40 / 60"));
    kept(
        send(
            model + "/edit",
            "do",
            "put-element",
            "id",
            "register",
            "label",
            "Register",
            "kind",
            "legal",
            "addresses",
            "dealers",
            "expected",
            "cost; 20000; 31000; 60000; EUR\ncloses; 0.2; 0.4; 0.6"));
    assertThat(page(place).select("input[name=cost.register]").attr("value"))
        .isEqualTo("20000 / 31000 / 60000");
    for (String file : List.of("md", "svg")) {
      assertThat(sent(HttpRequest.newBuilder(URI.create(at(model + "/export/" + file)))).body())
          .doesNotContain("31,000")
          .doesNotContain("31000");
    }
    var wrong =
        send(
            model + "/edit",
            "do",
            "put-element",
            "id",
            "register",
            "label",
            "R",
            "expected",
            "cost; 3; 2; 1");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("runs from 3 over 2 to 1");
  }

  @Test
  void every_fault_of_the_figures_is_named_at_once_and_nothing_is_kept() {
    String place = "/models/darknet-drug-market/options";

    var answer =
        send(
            place,
            "budget",
            "20,000",
            "cost.licensing-regulations",
            "30000",
            "closes.licensing-regulations",
            "10 / 20 / 300");

    assertThat(answer.statusCode()).isEqualTo(422);
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select(".finding li").eachText())
        .containsExactly(
            "Cost of 'Implement licensing regulations': '30000' is no range. Give the least, the likely and the most, like 20000 / 30000 / 60000.",
            "Share closed (%) of 'Implement licensing regulations': 300 is more than all. Expected percent from 0 to 100, like 20 / 40 / 60.",
            "The budget: '20,000' can be read in two ways. Write thousands without a mark, like 20000.");
    assertThat(page.select("input[name=budget]").attr("value")).isEqualTo("20,000");
    assertThat(page(place).select("input[name=budget]").attr("value")).isEmpty();
  }

  @Test
  void a_plan_goes_from_objective_to_what_slips_and_leaves_as_a_calendar() {
    send("/workbench/begin", "title", "Planning", "from", "darknet-drug-market");
    kept(send("/workbench/planning/plans", "title", "Parcels, spring", "currency", "EUR"));
    var plan = "/workbench/planning/plans/parcels-spring";
    kept(
        send(
            plan,
            "do",
            "objective",
            "words",
            "Fewer listings",
            "gauge",
            "listings",
            "filters",
            "class = mdma",
            "baseline",
            "3",
            "target",
            "1",
            "towards",
            "at-most",
            "by",
            "2031-01-31"));
    kept(
        send(
            plan,
            "do",
            "measure",
            "title",
            "Brief couriers",
            "barrier",
            "inform-courier-and-food-delivery",
            "objectives",
            "fewer-listings",
            "owner",
            "customs"));
    kept(
        send(
            plan,
            "do",
            "activity",
            "title",
            "Write the brief",
            "measure",
            "brief-couriers",
            "owner",
            "customs",
            "start",
            "2020-01-01",
            "end",
            "2020-02-01",
            "cost",
            "400"));
    kept(
        send(
            plan,
            "do",
            "activity",
            "title",
            "Train <b>staff</b>",
            "kind",
            "training",
            "measure",
            "brief-couriers",
            "start",
            "2031-02-01",
            "end",
            "2031-02-20",
            "after",
            "write-the-brief",
            "reach-planned",
            "120"));
    kept(
        send(
            plan,
            "do",
            "note",
            "partner",
            "customs",
            "said",
            "agreed",
            "about",
            "write-the-brief",
            "due",
            "2020-01-20",
            "words",
            "will write it"));

    var shown = page(plan);
    assertThat(shown.select("#slips").text())
        .contains("Write the brief: ")
        .contains("What hangs on it: Train <b>staff</b>")
        .contains("Customs agreed to “will write it” by 20 Jan 2020; nothing was noted since.")
        .contains("to be reached by 31 Jan 2031; “Train <b>staff</b>” is over on 20 Feb 2031");
    assertThat(shown.select("svg.timeline").attr("aria-label"))
        .startsWith("Timeline of 2 activities");
    assertThat(shown.select("#objectives td").getFirst().text()).isNotEmpty();
    assertThat(shown.select("#gaps").text())
        .contains("No money or no time is set aside for evaluation")
        .doesNotContain("has not a gauge");
    assertThat(page("/workbench").select("#due").text())
        .contains("overdue since 2020-01-20: Promised: will write it");

    var refused =
        send(
            plan,
            "do",
            "activity",
            "id",
            "write-the-brief",
            "title",
            "Write the brief",
            "measure",
            "brief-couriers",
            "after",
            "train-b-staff-b");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(refused.body()).select("#fault").text()).contains("wait for each other");

    var unreadable =
        send(plan, "do", "objective", "words", "Fewer still", "gauge", "listing", "target", "1");
    assertThat(unreadable.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(unreadable.body()).select("#fault").text()).contains("'listing'");

    var calendar =
        biweekly.Biweekly.parse(
                sent(HttpRequest.newBuilder(URI.create(at(plan + "/calendar.ics")))).body())
            .first();
    assertThat(calendar.getEvents())
        .extracting(event -> event.getUid().getValue())
        .contains(
            "parcels-spring-end-write-the-brief@weir",
            "parcels-spring-objective-fewer-listings@weir")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_plan_begun_from_a_decision_has_its_barriers_as_work_and_the_board_says_how_they_are() {
    String place = crime("Deciding");
    kept(
        send(
            "/workbench/deciding/edit",
            "do",
            "add-gauge",
            "id",
            "dealers",
            "measure",
            "listings",
            "label",
            "Listings for sale",
            "filters",
            "by=week"));
    kept(send(place, FIGURES));
    kept(
        send(
            place + "/decide",
            "digest",
            page(place).select("input[name=digest]").attr("value"),
            "set",
            "1",
            "by",
            "Steering group",
            "on",
            "2026-11-20",
            "reasons",
            "It can begin at once."));
    String begin = page(place).select(".decision a").attr("href");
    assertThat(begin).startsWith("/workbench/deciding/plans?decision=");
    String decision = page(begin).select("select[name=decision] option[selected]").attr("value");

    kept(send("/workbench/deciding/plans", "title", "Carried out", "decision", decision));
    Document plan = page("/workbench/deciding/plans/carried-out");
    assertThat(plan.text())
        .contains("Carries out the decision of 2026-11-20: Best within the limits")
        .contains("Put up: Register")
        .contains("Listings for sale")
        .contains("'Listings for sale' has not a target and not a day");
    assertThat(page("/workbench/deciding").select(".outcome").text())
        .isEqualTo("not begun; outcome unknown");
    assertThat(page("/workbench/deciding?open=register").select(".drawer").text())
        .contains("Carried out: Register. Work: not begun, 0 of 1 activities done.");

    assertThat(send("/workbench/deciding/plans", "title", "Another", "decision", "no-such").body())
        .contains("This model has no such decision.");
  }

  @Test
  void an_evaluation_that_cannot_tell_is_kept_as_unknown_with_its_reason() {
    send("/workbench/begin", "title", "Steering", "from", "darknet-drug-market");
    kept(send("/workbench/steering/plans", "title", "Short", "currency", "EUR"));
    var plan = "/workbench/steering/plans/short";
    kept(send(plan, "do", "objective", "words", "Fewer", "gauge", "listings", "target", "1"));
    kept(
        send(
            plan,
            "do",
            "measure",
            "title",
            "Brief",
            "barrier",
            "inform-courier-and-food-delivery",
            "objectives",
            "fewer"));
    assertThat(page(plan + "/steering").select("table").text())
        .contains("unknown: not evaluated")
        .contains("The model does not say since when the barrier is in force.");
    assertThat(send(plan + "/steering", "measure", "brief").statusCode()).isEqualTo(422);

    var drawer = page("/workbench/steering?open=inform-courier-and-food-delivery");
    var fields = new ArrayList<String>();
    for (var field :
        drawer.select("form:has(input[value=put-element])").forms().getFirst().formData()) {
      fields.add(field.key());
      fields.add(field.key().equals("in-force-from") ? "2026-01-06" : field.value());
    }
    kept(send("/workbench/steering/edit", fields.toArray(String[]::new)));
    kept(send(plan + "/steering", "measure", "brief", "step", "week"));
    assertThat(page("/workbench/steering").select(".outcome").eachText())
        .isNotEmpty()
        .allMatch("nothing planned; outcome unknown"::equals);
    assertThat(
            page("/workbench/steering?open=inform-courier-and-food-delivery")
                .select(".drawer")
                .text())
        .contains("Outcome: unknown: it could not be told. It cannot be told.");

    var steering = page(plan + "/steering");
    assertThat(steering.select(".lead").text()).contains("seen of 0, not seen of 0, unknown of 1");
    assertThat(steering.select("table").text())
        .contains("It cannot be told.")
        .contains("of the lake");
  }

  @Test
  void a_brief_is_drafted_edited_and_goes_out_as_a_marked_copy() {
    send("/workbench/begin", "title", "Briefing", "from", "darknet-drug-market");
    var place = "/workbench/briefing/briefs";
    var draft = page(place + "/courier-services");
    assertThat(draft.select("#b-look-for").text()).contains("Frequent ordering of consignments");
    var fields = new ArrayList<String>();
    for (var field : draft.select("form:has(#b-recipient)").forms().getFirst().formData()) {
      fields.add(field.key());
      fields.add(
          switch (field.key()) {
            case "call" -> "the desk for parcels, 0800 1234";
            case "recipient" -> "Depot <North>, security";
            default -> field.value();
          });
    }
    kept(send(place + "/courier-services", fields.toArray(String[]::new)));

    var row = page(place).select("#copies tbody tr").getFirst();
    assertThat(row.text()).contains("Depot <North>, security");
    var mark = row.select("code").text();
    assertThat(mark).matches("[A-Z2-9]{4}-[A-Z2-9]{4}");
    var html =
        sent(HttpRequest.newBuilder(URI.create(at(place + "/copies/" + mark + ".html")))).body();
    assertThat(Jsoup.parse(html).text())
        .contains("TLP:AMBER")
        .contains("Whom to call: the desk for parcels, 0800 1234")
        .contains("This copy was made for Depot <North>, security and bears the mark " + mark);
    assertThat(
            sent(HttpRequest.newBuilder(URI.create(at(place + "/copies/" + mark + ".pdf")))).body())
        .startsWith("%PDF-");
  }

  @Test
  void a_kind_that_knows_what_it_helps_gets_no_brief_without_a_recorded_reason() {
    send("/workbench/begin", "title", "Knowing", "from", "darknet-drug-market");
    var place = "/workbench/knowing/briefs";
    String[] fields = {
      "title",
      "T",
      "happens",
      "It happens.",
      "comes-in",
      "You build.",
      "look-for",
      "Orders.",
      "act",
      "Stop.",
      "call",
      "the desk",
      "recipient",
      "an office",
      "reader",
      "platform"
    };
    var refused = send(place + "/developers", fields);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(refused.body()).select("#fault").text())
        .contains("a brief would warn it")
        .contains("say who decided so and why");
    assertThat(page(place).select("#copies tbody tr")).isEmpty();

    var all = new ArrayList<>(List.of(fields));
    all.addAll(List.of("override", "decided by the prosecutor: a warning is what is wanted"));
    kept(send(place + "/developers", all.toArray(String[]::new)));
    assertThat(page(place).select("#copies tbody").text())
        .contains("sent all the same: decided by the prosecutor");

    kept(send(place, "element", "courier-services", "rung", "prosecute", "reason", "case opened"));
    assertThat(page(place).select("#ladder").text())
        .contains("courier services to prosecute: case opened");
    assertThat(send(place + "/courier-services", fields).statusCode()).isEqualTo(422);
    assertThat(send(place, "element", "customs", "rung", "inform", "reason", "x").statusCode())
        .isEqualTo(422);
  }

  @Test
  void whoever_writes_a_way_to_reach_somebody_into_a_plan_is_told_that_it_was_masked() {
    kept(send("/workbench/begin", "title", "Masking", "from", "goods-online"));
    var begun = send("/workbench/masking/plans", "title", "Ask mia@example.org", "currency", "EUR");
    kept(begun);
    var place = begun.headers().firstValue("Location").orElse("");
    assertThat(place).endsWith("?masked=1").doesNotContain("mia");
    assertThat(page(place).select("#done").text())
        .startsWith("Kept. One place was masked, such as a way to reach somebody:");

    var plan = place.substring(0, place.indexOf('?'));
    var changed = send(plan, "do", "measure", "title", "Call tom@example.org", "back", "work");
    kept(changed);
    assertThat(changed.headers().firstValue("Location").orElse(""))
        .isEqualTo(plan + "?masked=1#work");
    assertThat(page(plan).text()).contains("Call [email:").doesNotContain("tom@");
    assertThat(page(plan).html()).doesNotContain("call-tom");
    var plain = send(plan, "do", "measure", "title", "Keep a register", "back", "work");
    assertThat(plain.headers().firstValue("Location").orElse("")).isEqualTo(plan + "#work");
  }
}
