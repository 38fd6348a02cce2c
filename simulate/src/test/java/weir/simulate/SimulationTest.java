package weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.offline.Effort;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;

class SimulationTest {

  private static final Scenario SMALL = Scenario.small();
  private static final Recorded RUN = new Recorded(SMALL, 7);

  /** The demo's year, which nobody saves. */
  private static final Recorded YEAR = new Recorded(unseen(Scenario.demo()), 3);

  // ---- seeds

  @Test
  void the_same_seed_gives_the_same_bytes() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Recorded again = new Recorded(SMALL, 7);
      assertThat(again.pagesDigest).isEqualTo(RUN.pagesDigest);
      assertThat(again.truthDigest).isEqualTo(RUN.truthDigest);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void another_seed_gives_other_bytes() {
    Recorded other = new Recorded(SMALL, 8);
    assertThat(other.pagesDigest).isNotEqualTo(RUN.pagesDigest);
    assertThat(other.truthDigest).isNotEqualTo(RUN.truthDigest);
  }

  /** The digests were taken once; a change of the simulator changes them, a machine must not. */
  @Test
  void every_machine_gives_these_bytes() {
    assertThat(RUN.pagesDigest)
        .isEqualTo("f833d3b1ea7d3075ee0a14eb8cede8d20ef60e96d6d9cf2bd600d3c14064fa0d");
    assertThat(RUN.truthDigest)
        .isEqualTo("0b89a7b9e94baf3a1165dab0bb191d292c04fb7cb566b5e4de2ef7e9242538e4");
  }

  @Test
  void what_happens_does_not_depend_on_who_looks() {
    List<Scenario.Market> unseen =
        SMALL.markets().stream()
            .map(m ->
                with(m, m.display(), m.gates(), new Scenario.Crawl(List.of(), 0, 0, 1, List.of())))
            .toList();
    Recorded nobody = new Recorded(with(SMALL, unseen, SMALL.happenings()), 7);
    assertThat(nobody.pages).isEmpty();
    // A day's sales are told market by market, or as a crawler's clock passes them.
    assertThat(Set.copyOf(nobody.truth(Truth.Sale.class)))
        .isEqualTo(Set.copyOf(RUN.truth(Truth.Sale.class)));
    assertThat(nobody.truth(Truth.Day.class)).isEqualTo(RUN.truth(Truth.Day.class));
    assertThat(nobody.truth(Truth.Offering.class)).isEqualTo(RUN.truth(Truth.Offering.class));
  }

  // ---- the truth by itself

  @Test
  void daily_totals_are_the_sums_of_sales() {
    Map<String, Long> units = new HashMap<>();
    Map<String, BigDecimal> euros = new HashMap<>();
    for (Truth.Sale sale : RUN.truth(Truth.Sale.class)) {
      String key =
          key(
              sale.source(),
              LocalDate.ofInstant(sale.at(), java.time.ZoneOffset.UTC),
              sale.substance());
      units.merge(key, sale.units(), Long::sum);
      euros.merge(key, sale.euros(), BigDecimal::add);
    }
    long told = 0;
    for (Truth.Day day : RUN.truth(Truth.Day.class)) {
      if (day.sales() == 0) continue;
      told++;
      String key = key(day.source(), day.day(), day.substance());
      assertThat(day.units()).as(key).isEqualTo(units.get(key));
      assertThat(day.euros())
          .as(key)
          .isEqualByComparingTo(euros.getOrDefault(key, BigDecimal.ZERO));
    }
    assertThat(told).isEqualTo(units.size()).isGreaterThan(200);
  }

  private static String key(String source, LocalDate day, String substance) {
    return source + " " + day + " " + substance;
  }

  @Test
  void nothing_is_sold_before_a_market_opens_or_after_it_closes() {
    for (Scenario.Market market : SMALL.markets()) {
      LocalDate opens = market.opens() == null ? SMALL.from() : market.opens();
      LocalDate closes = market.closes() == null ? SMALL.until() : market.closes();
      assertThat(RUN.truth(Truth.Sale.class))
          .filteredOn(sale -> sale.source().equals(market.source()))
          .hasSizeGreaterThan(100)
          .allSatisfy(sale ->
              assertThat(LocalDate.ofInstant(sale.at(), java.time.ZoneOffset.UTC))
                  .isAfterOrEqualTo(opens)
                  .isBefore(closes));
    }
  }

  @Test
  void what_a_closed_market_sold_moves_in_part_to_the_others() {
    Recorded open =
        new Recorded(
            with(
                SMALL,
                SMALL.markets().stream().map(SimulationTest::neverClosing).toList(),
                List.of()),
            7);
    Recorded closed = new Recorded(with(SMALL, SMALL.markets(), List.of()), 7);
    LocalDate later = LocalDate.of(2025, 2, 20);
    long elsewhereOpen = salesFrom(open, later, "sim-millrace");
    long elsewhereClosed = salesFrom(closed, later, "sim-millrace");
    long lost = salesFrom(open, later, "sim-oldlock");
    assertThat(salesFrom(closed, later, "sim-oldlock")).isZero();
    assertThat(elsewhereClosed).isBetween(elsewhereOpen + lost / 8, elsewhereOpen + lost);
  }

  private static long salesFrom(Recorded run, LocalDate from, String source) {
    return run.truth(Truth.Day.class).stream()
        .filter(day -> day.source().equals(source) && !day.day().isBefore(from))
        .mapToLong(Truth.Day::sales)
        .sum();
  }

  @Test
  void vendors_of_a_closed_market_come_back_elsewhere_under_names_and_keys_old_and_new() {
    List<Truth.VendorAccount> accounts = YEAR.truth(Truth.VendorAccount.class);
    Map<String, List<Truth.VendorAccount>> byVendor =
        accounts.stream().collect(Collectors.groupingBy(Truth.VendorAccount::vendor));
    List<Truth.VendorAccount> migrated =
        accounts.stream().filter(a -> a.arrival().equals("migrated")).toList();
    assertThat(migrated).isNotEmpty();
    Set<Boolean> sameKey = new TreeSet<>();
    Set<Boolean> sameName = new TreeSet<>();
    for (Truth.VendorAccount account :
        accounts.stream()
            .filter(a -> Set.of("migrated", "second").contains(a.arrival()))
            .toList()) {
      Truth.VendorAccount other =
          byVendor.getOrDefault(account.vendor(), List.of()).stream()
              .filter(a ->
                  !a.source().equals(account.source()) || !a.account().equals(account.account()))
              .findFirst()
              .orElse(account);
      sameKey.add(other.keyFingerprint().equals(account.keyFingerprint()));
      sameName.add(other.account().equals(account.account()));
    }
    assertThat(sameKey).containsExactly(false, true);
    assertThat(sameName).containsExactly(false, true);
    assertThat(accounts).anySatisfy(a -> assertThat(a.arrival()).isEqualTo("new"));
    assertThat(accounts).anySatisfy(a -> assertThat(a.renamedFrom()).isNotNull());
  }

  @Test
  void two_vendors_never_share_a_name_on_a_market_or_a_key() {
    Map<String, String> names = new HashMap<>();
    Map<String, String> keys = new HashMap<>();
    for (Truth.VendorAccount account : RUN.truth(Truth.VendorAccount.class)) {
      String vendor = account.vendor();
      assertThat(names.merge(account.source() + account.account(), vendor, (a, _) -> a))
          .isEqualTo(vendor);
      assertThat(keys.merge(account.keyFingerprint(), vendor, (a, _) -> a)).isEqualTo(vendor);
    }
  }

  @Test
  void new_substances_appear_on_their_days_and_are_sold_only_then() {
    List<Truth.Emergence> emergences = RUN.truth(Truth.Emergence.class);
    assertThat(emergences).hasSize(4);
    assertThat(emergences).extracting(Truth.Emergence::invented).contains(true, false);
    for (Truth.Emergence emergence : emergences) {
      Wares wares =
          Wares.catalogue(SMALL.from(), SMALL.days()).stream()
              .filter(w -> w.substance().equals(emergence.substance()))
              .findFirst()
              .orElseThrow();
      assertThat(emergence.appearedOn()).isEqualTo(wares.appears());
      assertThat(RUN.truth(Truth.Day.class))
          .filteredOn(day -> day.substance().equals(emergence.substance()))
          .allSatisfy(day -> assertThat(day.day()).isAfterOrEqualTo(emergence.appearedOn()));
    }
  }

  @Test
  void an_intervention_has_the_effect_that_the_scenario_gives_it_and_none_when_that_is_one() {
    LocalDate from = SMALL.from().plusDays(10);
    Scenario.Happening half =
        new Scenario.Happening("half", "intervention", null, "cannabis", from, null, 0.5, 0);
    Scenario.Happening none =
        new Scenario.Happening("none", "intervention", null, "cannabis", from, null, 1, 0);
    List<Scenario.Market> markets =
        SMALL.markets().stream().map(SimulationTest::neverClosing).toList();
    Recorded without = new Recorded(unseen(with(SMALL, markets, List.of())), 5);
    Recorded halved = new Recorded(unseen(with(SMALL, markets, List.of(half))), 5);
    Recorded same = new Recorded(unseen(with(SMALL, markets, List.of(none))), 5);
    assertThat(same.truth(Truth.Sale.class)).isEqualTo(without.truth(Truth.Sale.class));
    double before = sales(without, "cannabis", from);
    assertThat(sales(halved, "cannabis", from) / before).isCloseTo(0.5, within(0.12));
    double others = sales(without, "", from) - before;
    assertThat((sales(halved, "", from) - sales(halved, "cannabis", from)) / others)
        .isCloseTo(1, within(0.12));
  }

  private static double sales(Recorded run, String path, LocalDate from) {
    return run.truth(Truth.Day.class).stream()
        .filter(day -> day.substanceClass().startsWith(path) && !day.day().isBefore(from))
        .mapToLong(Truth.Day::sales)
        .sum();
  }

  @Test
  void demand_has_a_weekly_rhythm() {
    Map<DayOfWeek, Long> byDay =
        YEAR.truth(Truth.Day.class).stream()
            .collect(
                Collectors.groupingBy(
                    day -> day.day().getDayOfWeek(), Collectors.summingLong(Truth.Day::sales)));
    double monday = byDay.getOrDefault(DayOfWeek.MONDAY, 0L);
    double saturday = byDay.getOrDefault(DayOfWeek.SATURDAY, 0L);
    assertThat(saturday / monday).isBetween(0.66, 0.82);
  }

  // ---- pages and truth

  private static final Map<String, Pattern> STOCK =
      Map.of(
          "sim-millrace", Pattern.compile("class=\"stock\">(-?\\d+|Out)"),
          "sim-fordgate", Pattern.compile("Left</span><span class=\"label__v\">(-?\\d+|none)"));

  @Test
  void printed_stock_falls_rises_and_is_never_negative() {
    Map<String, Integer> last = new HashMap<>();
    int[] moves = new int[2];
    for (Recorded.Page page : RUN.pages) {
      Pattern pattern = STOCK.get(page.source());
      if (!page.isListing() || pattern == null) continue;
      Matcher matcher = pattern.matcher(page.html());
      if (!matcher.find()) continue;
      int stock = matcher.group(1).matches("Out|none") ? 0 : Integer.parseInt(matcher.group(1));
      assertThat(stock).isNotNegative();
      Integer before = last.put(page.source() + page.place(), stock);
      if (before != null && stock < before) moves[0]++;
      if (before != null && stock > before) moves[1]++;
    }
    assertThat(moves[0]).isGreaterThan(100);
    assertThat(moves[1]).isGreaterThan(10);
  }

  private static final Pattern SOLD = Pattern.compile("class=\"sold\">(\\d+) times");

  private static int[] soldUpsAndDowns(Recorded run) {
    Map<String, Integer> last = new HashMap<>();
    int[] moves = new int[2];
    for (Recorded.Page page : run.pages) {
      if (!page.isListing() || !page.source().equals("sim-millrace")) continue;
      Matcher matcher = SOLD.matcher(page.html());
      if (!matcher.find()) continue;
      int sold = Integer.parseInt(matcher.group(1));
      Integer before = last.put(page.place().replace("~2", ""), sold);
      if (before != null && sold > before) moves[0]++;
      if (before != null && sold < before) moves[1]++;
    }
    return moves;
  }

  @Test
  void counters_of_sales_never_fall_unless_the_scenario_resets_them() {
    int[] moves = soldUpsAndDowns(RUN);
    assertThat(moves[0]).isGreaterThan(100);
    assertThat(moves[1]).isZero();
    Scenario.Market millrace = Scenario.millrace();
    Scenario.Display d = millrace.display();
    Scenario.Display reset =
        new Scenario.Display(
            d.byCategory(),
            d.order(),
            d.perPage(),
            d.pagesShown(),
            d.ratingsShown(),
            d.showsSold(),
            d.showsStock(),
            SMALL.from().plusDays(20));
    Recorded run =
        new Recorded(
            with(
                SMALL,
                List.of(with(millrace, reset, millrace.gates(), millrace.crawl())),
                List.of()),
            7);
    assertThat(soldUpsAndDowns(run)[1]).isGreaterThan(5);
  }

  @Test
  void a_printed_counter_is_the_true_number_of_sales_at_that_moment() {
    Map<String, List<Truth.Sale>> sales =
        RUN.truth(Truth.Sale.class).stream()
            .collect(Collectors.groupingBy(s -> s.source() + s.listingId()));
    Map<String, Truth.Offering> offerings =
        RUN.truth(Truth.Offering.class).stream()
            .collect(Collectors.toMap(o -> o.source() + o.listingId(), o -> o));
    int compared = 0;
    for (Recorded.Page page : RUN.pages) {
      Matcher matcher = SOLD.matcher(page.html());
      if (!page.isListing() || !matcher.find()) continue;
      String id = page.source() + page.place().replaceAll("listing/|(~2)?\\.html", "");
      Truth.Offering offering = offerings.get(id);
      assertThat(offering).as(id).isNotNull();
      long sold =
          sales.getOrDefault(id, List.of()).stream()
              .filter(sale -> sale.at().isBefore(page.savedAt()))
              .mapToLong(Truth.Sale::units)
              .sum();
      assertThat(Long.parseLong(matcher.group(1)))
          .as(page.path())
          .isEqualTo((offering == null ? 0 : offering.soldBefore()) + sold);
      compared++;
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void ratings_follow_sales_at_the_market_s_rate_and_never_exceed_them() {
    for (Scenario.Market market : SMALL.markets()) {
      List<Truth.Sale> sales =
          RUN.truth(Truth.Sale.class).stream()
              .filter(s -> s.source().equals(market.source()))
              .toList();
      long rated = sales.stream().filter(sale -> sale.ratedAt() != null).count();
      assertThat((double) rated / sales.size()).isCloseTo(market.ratedShare(), within(0.1));
      assertThat(sales)
          .allSatisfy(sale -> {
            if (sale.ratedAt() != null) assertThat(sale.ratedAt()).isAfter(sale.at());
          });
      long given =
          RUN.truth(Truth.Day.class).stream()
              .filter(day -> day.source().equals(market.source()))
              .mapToLong(Truth.Day::ratings)
              .sum();
      assertThat(given).isPositive().isLessThanOrEqualTo(rated);
    }
  }

  @Test
  void a_listing_shows_at_most_the_last_ratings() {
    Map<String, String> one =
        Map.of(
            "sim-millrace", "<li class=\"review\">",
            "sim-oldlock", "<td align=\"center\">",
            "sim-fordgate", "<div class=\"voice\" ");
    Map<String, Integer> most = new HashMap<>();
    for (Recorded.Page page : RUN.pages) {
      if (!page.isListing()) continue;
      int shown = page.html().split(one.getOrDefault(page.source(), ""), -1).length - 1;
      // The head of Old Lock's pages has one such cell too.
      most.merge(page.source(), page.source().equals("sim-oldlock") ? shown - 1 : shown, Math::max);
    }
    assertThat(most).containsOnlyKeys("sim-millrace", "sim-oldlock", "sim-fordgate");
    SMALL
        .markets()
        .forEach(market ->
            assertThat(most.get(market.source()))
                .as(market.source())
                .isBetween(5, market.display().ratingsShown()));
  }

  @Test
  void pages_behind_the_cap_are_never_saved() {
    Scenario crowded =
        new Scenario(
            "crowded", SMALL.from(), 14, 60, 50, 0, 0, List.of(Scenario.oldlock()), List.of());
    Recorded run = new Recorded(crowded, 7);
    assertThat(run.pages)
        .filteredOn(page -> page.place().startsWith("category/"))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(page.place()).matches("category/[a-z-]+?(-2)?(~2)?\\.html"));
    assertThat(run.truth(Truth.MarketDay.class))
        .allSatisfy(day -> assertThat(day.reachable()).isLessThan(day.listings()));
    assertThat(run.truth(Truth.Save.class))
        .allSatisfy(save -> assertThat(save.listingsSeen()).isLessThan(save.listingsOnOffer()));
  }

  @Test
  void a_closed_market_shows_its_notice_for_three_weeks_and_then_is_left_alone() {
    LocalDate closes = LocalDate.of(2025, 2, 10);
    List<Recorded.Page> after =
        RUN.pages.stream()
            .filter(page ->
                page.source().equals("sim-oldlock")
                    && page.path().compareTo(closes.toString()) >= 0)
            .toList();
    assertThat(after).hasSizeBetween(4, 7);
    assertThat(after).allSatisfy(page -> assertThat(page.place()).startsWith("index"));
    assertThat(after)
        .filteredOn(page -> page.html().contains("This site is gone for good."))
        .hasSizeGreaterThan(3);
    assertThat(after.getLast().path()).isLessThan(closes.plusDays(22).toString());
  }

  @Test
  void gates_missed_pages_and_second_saves_come_at_their_rates() {
    Scenario.Market market =
        with(
            Scenario.millrace(),
            Scenario.millrace().display(),
            new Scenario.Gates(0.02, 0.03, 0.04, 0.01),
            new Scenario.Crawl(List.of(DayOfWeek.values()), 0.1, 0.05, 2, List.of()));
    Recorded run = new Recorded(with(SMALL, List.of(market), List.of()), 7);
    double asked = 0;
    double missed = 0;
    double gated = 0;
    double twice = 0;
    for (Truth.Save save : run.truth(Truth.Save.class)) {
      asked += save.asked();
      missed += save.missed();
      gated += save.gated();
      twice += save.twice();
    }
    assertThat(missed / asked).isCloseTo(0.1, within(0.015));
    assertThat(gated / asked).isCloseTo(0.1, within(0.015));
    assertThat(twice / (asked - missed - gated)).isCloseTo(0.05, within(0.012));
    assertThat((double) run.pages.size()).isEqualTo(asked - missed + twice);
    Map<String, Double> shares =
        Map.of("captcha", 0.02, "queue-place", 0.03, "sign-in", 0.04, "server-error", 0.01);
    double all = asked;
    shares.forEach((word, share) ->
        assertThat(
                run.pages.stream()
                        .filter(p ->
                            p.html().contains("body class=\"gate\"") && p.html().contains(word))
                        .count()
                    / all)
            .as(word)
            .isCloseTo(share, within(0.008)));
  }

  @Test
  void a_crawler_that_stops_saves_nothing_for_days() {
    Scenario.Outage out = new Scenario.Outage(SMALL.from().plusDays(10), SMALL.from().plusDays(24));
    Scenario.Market market =
        with(
            Scenario.fordgate(),
            Scenario.fordgate().display(),
            Scenario.Gates.NONE,
            new Scenario.Crawl(List.of(DayOfWeek.values()), 0, 0, 2, List.of(out)));
    Recorded run = new Recorded(with(SMALL, List.of(market), List.of()), 7);
    Set<String> days = new TreeSet<>();
    run.pages.forEach(page -> days.add(page.path().substring(0, 10)));
    assertThat(days).hasSize(56 - 14);
    assertThat(days)
        .contains("2025-01-15", "2025-01-30")
        .doesNotContain("2025-01-16", "2025-01-29");
  }

  @Test
  void listings_are_relisted_under_new_ids() {
    List<Truth.Offering> offerings = RUN.truth(Truth.Offering.class);
    Map<String, Truth.Offering> byId =
        offerings.stream().collect(Collectors.toMap(o -> o.source() + o.listingId(), o -> o));
    List<Truth.Offering> relisted =
        offerings.stream().filter(o -> o.relistedFrom() != null).toList();
    assertThat(relisted).hasSizeGreaterThan(10);
    for (Truth.Offering offering : relisted) {
      Truth.Offering before = byId.get(offering.source() + offering.relistedFrom());
      assertThat(before).isNotNull();
      if (before == null) continue;
      assertThat(before.until()).isEqualTo(offering.from());
      assertThat(before.substance()).isEqualTo(offering.substance());
      assertThat(offering.soldBefore()).isZero();
    }
  }

  // ---- sizes

  @Test
  void the_demo_is_a_year_of_three_markets_of_at_most_25_000_pages() {
    Scenario demo = Scenario.demo();
    assertThat(demo.markets()).hasSize(3);
    assertThat(demo.markets().stream().filter(m -> m.closes() != null)).hasSize(1);
    long[] pages = new long[1];
    Simulation.run(demo, 1, (_, _, _, _) -> pages[0]++, _ -> {});
    assertThat(pages[0]).isBetween(15_000L, 25_000L);
  }

  @Test
  void a_sized_scenario_is_about_as_large_as_it_should_be() {
    long[] bytes = new long[1];
    Simulation.run(
        Scenario.sized(60_000_000), 1, (_, _, html, _) -> bytes[0] += html.length(), _ -> {});
    assertThat(bytes[0] / 60e6).isCloseTo(1, within(0.25));
  }

  @Test
  void a_scenario_that_cannot_happen_is_refused_with_every_fault() {
    Scenario.Market yen =
        new Scenario.Market(
            "sim-x",
            "X",
            Scenario.Template.CARDS,
            "JPY",
            1,
            null,
            null,
            0,
            0.5,
            3,
            Scenario.fordgate().display(),
            Scenario.Gates.NONE,
            Scenario.fordgate().crawl());
    assertThatThrownBy(() ->
            new Scenario("odd", SMALL.from(), 0, 0, 1, 0, 0, List.of(yen, yen), SMALL.happenings()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "The scenario 'odd' cannot happen: days is 0; at least 1 is needed; vendors is 0; at least 1 is needed; the currency 'JPY' of 'sim-x' has no made-up rates; take EUR, USD or BTC; the market 'sim-x' is named twice")
        .hasMessageContaining(
            "'accounts are taken over' concerns 'sim-millrace', which is no market");
  }

  // ---- variations

  private static Scenario with(
      Scenario s, List<Scenario.Market> markets, List<Scenario.Happening> happenings) {
    return new Scenario(
        s.name(),
        s.from(),
        s.days(),
        s.vendors(),
        s.ordersPerDay(),
        s.vendorsComing(),
        s.vendorsLeaving(),
        markets,
        happenings);
  }

  private static Scenario unseen(Scenario scenario) {
    return with(
        scenario,
        scenario.markets().stream()
            .map(m ->
                with(m, m.display(), m.gates(), new Scenario.Crawl(List.of(), 0, 0, 1, List.of())))
            .toList(),
        scenario.happenings());
  }

  private static Scenario.Market neverClosing(Scenario.Market m) {
    return new Scenario.Market(
        m.source(),
        m.title(),
        m.template(),
        m.currency(),
        m.attraction(),
        m.opens(),
        null,
        m.displaced(),
        m.ratedShare(),
        m.ratingDelayDays(),
        m.display(),
        m.gates(),
        m.crawl());
  }

  private static Scenario.Market with(
      Scenario.Market m, Scenario.Display display, Scenario.Gates gates, Scenario.Crawl crawl) {
    return new Scenario.Market(
        m.source(),
        m.title(),
        m.template(),
        m.currency(),
        m.attraction(),
        m.opens(),
        m.closes(),
        m.displaced(),
        m.ratedShare(),
        m.ratingDelayDays(),
        display,
        gates,
        crawl);
  }

  @Test
  void partners_report_more_signals_where_they_look_more_and_no_more_per_parcel() {
    Scenario scenario = Scenario.demo();
    List<ReportedSignal> signals = new ArrayList<>();
    List<Effort> efforts = new ArrayList<>();
    OfflineFile.Known known =
        new OfflineFile.Known(
            _ -> new OfflineFile.Named(null, null), words -> words, List.of(), scenario.until());
    assertThat(
            OfflineFile.read(
                    OfflineFile.Kind.SIGNALS,
                    "signals.csv",
                    new StringReader(Simulation.signals(scenario, 7)),
                    known,
                    row -> signals.add((ReportedSignal) row))
                .refusals())
        .isEmpty();
    assertThat(
            OfflineFile.read(
                    OfflineFile.Kind.EFFORT,
                    "effort.csv",
                    new StringReader(Simulation.effort(scenario)),
                    known,
                    row -> efforts.add((Effort) row))
                .refusals())
        .isEmpty();
    LocalDate middle = scenario.from().plusWeeks(scenario.days() / 7 / 2);
    double[] found = new double[2];
    double[] looked = new double[2];
    signals.stream()
        .filter(signal -> signal.kind().equals("logistical"))
        .forEach(signal -> found[signal.seenOn().isBefore(middle) ? 0 : 1]++);
    efforts.stream()
        .filter(effort -> "logistical".equals(effort.kind()))
        .forEach(effort -> looked[effort.fromDay().isBefore(middle) ? 0 : 1] += effort.checks());
    assertThat(found[1]).isGreaterThan(1.5 * found[0]);
    assertThat(found[1] / looked[1]).isCloseTo(found[0] / looked[0], withinPercentage(25.0));
    assertThat(Simulation.signals(scenario, 7)).isEqualTo(Simulation.signals(scenario, 7));
  }
}
