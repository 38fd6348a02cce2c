package weir.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Saves one market's pages as somebody does who follows links: lists first, then the listings that
 * they named, then the vendors. What a list that is missing would have named is not seen. While it
 * works, time passes and things are sold.
 */
final class Crawler {

  /** For so long after a market has closed the crawler comes back to look. */
  private static final int DAYS_AFTER_CLOSING = 21;

  private static final int SECONDS_OF_DAY = 86_400;

  private final World world;
  private final MarketState market;
  private final Scenario.Crawl habits;
  private final Site site;
  private final Dice dice;
  private final MarketPageSink pages;
  private final TruthSink truth;

  private LocalDate day;
  private int second;
  private String folder = "";
  private long asked;
  private long missed;
  private long gated;
  private long twice;

  Crawler(World world, MarketState market, MarketPageSink pages, TruthSink truth) {
    this.world = world;
    this.market = market;
    this.habits = market.plan.crawl();
    this.site = Site.of(market.plan);
    this.dice = world.dice("crawler of " + market.plan.source());
    this.pages = pages;
    this.truth = truth;
    this.day = world.today();
  }

  /** Makes today's save, if one is made today. */
  void visit(int dayNumber) {
    day = world.today();
    LocalDate closes = market.plan.closes();
    boolean gone = closes != null && !day.isBefore(closes);
    boolean notYet = !gone && !market.plan.isOpen(day);
    boolean forgotten = closes != null && day.isAfter(closes.plusDays(DAYS_AFTER_CLOSING));
    if (notYet || forgotten || !habits.on().contains(day.getDayOfWeek()) || isOut()) {
      return;
    }
    second = dice.between(3_600, 5 * 3_600);
    asked = 0;
    missed = 0;
    gated = 0;
    twice = 0;
    LocalDateTime start = LocalDateTime.ofInstant(now(), ZoneOffset.UTC);
    StringBuilder name = new StringBuilder().append(day).append('T');
    Site.two(name, start.getHour());
    Site.two(name, start.getMinute());
    folder = Site.two(name, start.getSecond()).append('Z').toString();
    Instant startedAt = now();
    long onOffer = gone ? 0 : market.onOffer(dayNumber).size();
    long seen = 0;
    if (gone) {
      fetch("index.html", site::closed);
    } else {
      seen = follow(dayNumber);
    }
    truth.row(
        new Truth.Save(
            market.plan.source(), startedAt, asked, missed, gated, twice, onOffer, seen));
  }

  private boolean isOut() {
    return habits.outages().stream()
        .anyMatch(out -> !day.isBefore(out.from()) && day.isBefore(out.until()));
  }

  private Instant now() {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(second);
  }

  private Site.Moment moment() {
    return new Site.Moment(now(), day, world.rates);
  }

  /** Returns how many listings' own pages were saved, no gate in their place. */
  private long follow(int dayNumber) {
    Map<String, List<Listing>> lists = market.lists(dayNumber);
    boolean listsKnown = true;
    if (market.plan.display().byCategory()) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      lists.forEach((list, listings) -> counts.put(list, listings.size()));
      listsKnown = fetch("index.html", () -> site.front(counts, moment()));
    } else if (lists.isEmpty()) {
      lists = Map.of("", List.of());
    }
    Set<Listing> found = new LinkedHashSet<>();
    if (listsKnown) {
      lists.forEach((list, listings) -> found.addAll(readList(list, listings)));
    }
    long seen = 0;
    Set<Account> accounts = new LinkedHashSet<>();
    for (Listing listing : found) {
      accounts.add(listing.account);
      if (fetch(Site.listingPath(listing), () -> site.listing(listing, moment()))) {
        seen++;
      }
    }
    for (Account account : accounts) {
      fetch(Site.vendorPath(account), () -> site.vendor(account, moment()));
    }
    return seen;
  }

  /** The listings that a list's pages named, as far as they were saved. */
  private List<Listing> readList(String list, List<Listing> listings) {
    int perPage = market.plan.display().perPage();
    int full = Math.max(1, (listings.size() + perPage - 1) / perPage);
    int shownPages = Math.min(full, market.plan.display().pagesShown());
    List<Listing> found = new ArrayList<>();
    for (int number = 1; number <= shownPages; number++) {
      List<Listing> shown =
          listings.subList((number - 1) * perPage, Math.min(listings.size(), number * perPage));
      int page = number;
      boolean saved =
          fetch(
              Site.listPath(list, number),
              () -> site.list(list, shown, page, shownPages, listings.size(), moment()));
      if (saved) {
        found.addAll(shown);
      } else if (number == 1) {
        break; // nobody knows that there are further pages
      }
    }
    return found;
  }

  /**
   * Asks for a page.
   *
   * @return whether it was saved, and was no gate
   */
  private boolean fetch(String path, Supplier<String> page) {
    asked++;
    pass();
    double luck = dice.share();
    if (luck < habits.missed()) {
      missed++;
      return false;
    }
    Site.Gate gate = gate(luck - habits.missed());
    if (gate != null) {
      gated++;
      save(path, site.gate(gate, moment()));
      return false;
    }
    save(path, page.get());
    if (dice.chance(habits.twice())) {
      twice++;
      pass();
      save(path.replace(".html", "~2.html"), page.get());
    }
    return true;
  }

  private void pass() {
    second =
        Math.min(SECONDS_OF_DAY - 1, second + dice.between(1, 2 * habits.secondsPerPage() - 1));
    market.advance(day, second);
  }

  private Site.@Nullable Gate gate(double luck) {
    Scenario.Gates gates = market.plan.gates();
    double left = luck;
    if ((left -= gates.captcha()) < 0) return Site.Gate.CAPTCHA;
    if ((left -= gates.queue()) < 0) return Site.Gate.QUEUE;
    if ((left -= gates.login()) < 0) return Site.Gate.LOGIN;
    if (left - gates.error() < 0) return Site.Gate.ERROR;
    return null;
  }

  private void save(String path, String html) {
    pages.page(market.plan.source(), folder + "/" + path, html, now());
  }
}
