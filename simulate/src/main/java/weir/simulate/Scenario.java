package weir.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen: the markets, what they show, how they are saved, and what comes from outside.
 *
 * @param vendors on the first day, on all markets together
 * @param ordersPerDay on all markets together, were there no weekly rhythm, trend or happening
 * @param vendorsComing share of the first day's number that comes in a year
 * @param vendorsLeaving share of those present that leaves in a year
 */
public record Scenario(
    String name,
    LocalDate from,
    int days,
    int vendors,
    double ordersPerDay,
    double vendorsComing,
    double vendorsLeaving,
    List<Market> markets,
    List<Happening> happenings) {

  /** How a market's pages are built. */
  public enum Template {
    /** Elements named for what they hold, definition lists, machine-readable times. */
    SEMANTIC,
    /** Nested tables with labels in bold, as old shop software writes them. */
    TABLES,
    /** A grid of cards with small labels; prices by quantity. */
    CARDS
  }

  /** In which order a market shows listings: what a cap hides depends on it. */
  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST,
    MOST_SOLD_FIRST
  }

  /**
   * One market.
   *
   * @param source id, as in the profile that reads it
   * @param currency that it prints prices in: EUR, USD or BTC
   * @param attraction its share of demand and vendors, relative to the other markets
   * @param opens first day; null: from the start
   * @param closes first day on which it is gone; null: never
   * @param displaced share of its demand that moves to other markets within ten days of its closing
   * @param ratedShare of sales that buyers rate
   * @param ratingDelayDays mean days from sale to rating
   */
  public record Market(
      String source,
      String title,
      Template template,
      String currency,
      double attraction,
      @Nullable LocalDate opens,
      @Nullable LocalDate closes,
      double displaced,
      double ratedShare,
      double ratingDelayDays,
      Display display,
      Gates gates,
      Crawl crawl) {

    boolean isOpen(LocalDate day) {
      return (opens == null || !day.isBefore(opens)) && (closes == null || day.isBefore(closes));
    }
  }

  /**
   * What a market shows.
   *
   * @param byCategory listings stand in category pages only, else in one list of all
   * @param perPage listings on a page of a list
   * @param pagesShown of a category or list; what lies behind cannot be reached
   * @param ratingsShown the last ones, on a listing's page
   * @param showsSold whether a counter of sales is shown
   * @param showsStock whether stock is shown
   * @param countersResetOn a day on which every counter of sales starts again; null: never
   */
  public record Display(
      boolean byCategory,
      Order order,
      int perPage,
      int pagesShown,
      int ratingsShown,
      boolean showsSold,
      boolean showsStock,
      @Nullable LocalDate countersResetOn) {}

  /** How often a gate stands where a page should, as a share of the pages asked for. */
  public record Gates(double captcha, double queue, double login, double error) {
    public static final Gates NONE = new Gates(0, 0, 0, 0);

    double share() {
      return captcha + queue + login + error;
    }
  }

  /**
   * How a market is saved.
   *
   * @param on days of the week
   * @param missed share of pages that are not saved
   * @param twice share of pages that are saved a second time
   * @param secondsPerPage mean
   * @param outages during which nothing is saved
   */
  public record Crawl(
      List<DayOfWeek> on, double missed, double twice, int secondsPerPage, List<Outage> outages) {}

  /**
   * @param until first day on which saves are made again
   */
  public record Outage(LocalDate from, LocalDate until) {}

  /**
   * Something that comes from outside; see {@link Truth.Happening}.
   *
   * @param kind {@code intervention} or {@code shock}
   */
  public record Happening(
      String name,
      String kind,
      @Nullable String source,
      @Nullable String substanceClass,
      LocalDate from,
      @Nullable LocalDate until,
      double demandFactor,
      double shareOfVendorsLeaving) {}

  /**
   * @throws IllegalArgumentException when the scenario could not happen; the message names each
   *     fault
   */
  public Scenario {
    markets = List.copyOf(markets);
    happenings = List.copyOf(happenings);
    List<String> faults = new ArrayList<>();
    if (days < 1) faults.add("days is %d; at least 1 is needed".formatted(days));
    if (vendors < 1) faults.add("vendors is %d; at least 1 is needed".formatted(vendors));
    if (markets.isEmpty()) faults.add("no market is named");
    Set<String> sources = new HashSet<>();
    for (Market market : markets) {
      if (!sources.add(market.source)) {
        faults.add("the market '%s' is named twice".formatted(market.source));
      }
      if (!List.of("EUR", "USD", "BTC").contains(market.currency)) {
        faults.add(
            "the currency '%s' of '%s' has no made-up rates; take EUR, USD or BTC"
                .formatted(market.currency, market.source));
      }
      if (market.display.perPage < 1 || market.display.pagesShown < 1) {
        faults.add("'%s' shows no listings".formatted(market.source));
      }
      if (market.gates.share() + market.crawl.missed > 1) {
        faults.add("'%s' has more gates and missed pages than pages".formatted(market.source));
      }
    }
    for (Happening happening : happenings) {
      if (happening.source != null && !sources.contains(happening.source)) {
        faults.add(
            "'%s' concerns '%s', which is no market".formatted(happening.name, happening.source));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "The scenario '%s' cannot happen: %s.".formatted(name, String.join("; ", faults)));
    }
  }

  /** First day after the simulation. */
  public LocalDate until() {
    return from.plusDays(days);
  }

  private static final LocalDate START = LocalDate.of(2025, 1, 6);
  private static final List<DayOfWeek> TWICE_A_WEEK = List.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
  private static final Gates SOME_GATES = new Gates(0.004, 0.003, 0.002, 0.004);

  /** Semantic pages; sold counter and stock; one list, the oldest first, all of it reachable. */
  public static Market millrace() {
    return new Market(
        "sim-millrace",
        "Millrace",
        Template.SEMANTIC,
        "EUR",
        1.2,
        null,
        null,
        0.6,
        0.65,
        5,
        new Display(false, Order.OLDEST_FIRST, 40, 1_000_000, 20, true, true, null),
        SOME_GATES,
        new Crawl(
            TWICE_A_WEEK,
            0.02,
            0.005,
            3,
            List.of(new Outage(START.plusDays(150), START.plusDays(161)))));
  }

  /** Tables; neither stock nor sold counter; listings behind capped category pages. */
  public static Market oldlock() {
    return new Market(
        "sim-oldlock",
        "Old Lock",
        Template.TABLES,
        "BTC",
        1.0,
        null,
        null,
        0.6,
        0.75,
        7,
        new Display(true, Order.NEWEST_FIRST, 5, 2, 12, false, false, null),
        new Gates(0.006, 0.006, 0.004, 0.006),
        new Crawl(TWICE_A_WEEK, 0.04, 0.01, 4, List.of()));
  }

  /** Cards; stock but no sold counter; prices by quantity; the best-selling first, capped. */
  public static Market fordgate() {
    return new Market(
        "sim-fordgate",
        "Fordgate",
        Template.CARDS,
        "USD",
        0.8,
        null,
        null,
        0.6,
        0.55,
        4,
        new Display(false, Order.MOST_SOLD_FIRST, 16, 4, 10, false, true, null),
        SOME_GATES,
        new Crawl(
            TWICE_A_WEEK,
            0.02,
            0.005,
            3,
            List.of(new Outage(START.plusDays(250), START.plusDays(257)))));
  }

  private static Market over(
      Market market, @Nullable LocalDate opens, @Nullable LocalDate closes, Crawl crawl) {
    return new Market(
        market.source,
        market.title,
        market.template,
        market.currency,
        market.attraction,
        opens,
        closes,
        market.displaced,
        market.ratedShare,
        market.ratingDelayDays,
        market.display,
        market.gates,
        crawl);
  }

  /**
   * A year of three markets: one opens after six weeks, one closes after eight months, one
   * intervention works and one does not. At most 25,000 pages.
   */
  public static Scenario demo() {
    return new Scenario(
        "demo",
        START,
        364,
        26,
        110,
        0.5,
        0.4,
        List.of(
            millrace(),
            over(oldlock(), null, START.plusDays(243), oldlock().crawl),
            over(fordgate(), START.plusDays(42), null, fordgate().crawl)),
        happenings(364));
  }

  /** Eight weeks of the same three markets, one of which closes after five: for tests. */
  public static Scenario small() {
    return new Scenario(
        "small",
        START,
        56,
        14,
        60,
        0.5,
        0.4,
        List.of(
            millrace(),
            over(oldlock(), null, START.plusDays(35), oldlock().crawl),
            over(fordgate(), START.plusDays(7), null, fordgate().crawl)),
        happenings(56));
  }

  private static List<Happening> happenings(int days) {
    return List.of(
        new Happening(
            "parcels of stimulants are checked",
            "intervention",
            null,
            "cocaine",
            START.plusDays(days * 2L / 5),
            null,
            0.6,
            0),
        new Happening(
            "a campaign without effect",
            "intervention",
            null,
            "cannabis",
            START.plusDays(days * 3L / 10),
            null,
            1,
            0),
        new Happening(
            "accounts are taken over",
            "intervention",
            "sim-millrace",
            null,
            START.plusDays(days * 7L / 10),
            null,
            1,
            0.2),
        new Happening(
            "the site is hard to reach",
            "shock",
            "sim-millrace",
            null,
            START.plusDays(days / 5),
            START.plusDays(days / 5 + 8L),
            0.4,
            0));
  }

  /** Pages of a vendor with all listings, saved every day of a year; measured. */
  private static final double BYTES_PER_VENDOR_AND_DAY = 33_200;

  private static final int SIZED_DAYS = 364;
  private static final int LEAST_VENDORS = 40;

  /**
   * Three markets for a year, saved every day, as large as it takes: for tests of size.
   *
   * @param bytesOfPages about so many, within a fifth; fewer days are simulated for small sizes
   */
  public static Scenario sized(long bytesOfPages) {
    double vendorDays = bytesOfPages / BYTES_PER_VENDOR_AND_DAY;
    int vendors = (int) Math.max(LEAST_VENDORS, Math.round(vendorDays / SIZED_DAYS));
    int days = Math.clamp(Math.round(vendorDays / vendors), 1, SIZED_DAYS);
    List<Market> markets =
        List.of(millrace(), oldlock(), fordgate()).stream()
            .map(m ->
                over(
                    m,
                    null,
                    null,
                    new Crawl(
                        List.of(DayOfWeek.values()),
                        m.crawl.missed,
                        m.crawl.twice,
                        Math.clamp(40_000L / (8L * vendors), 1, 4),
                        List.of())))
            .toList();
    return new Scenario(
        "sized", START, days, vendors, 4.0 * vendors, 0.5, 0.5, uncapped(markets), List.of());
  }

  /** Caps would make size depend on chance. */
  private static List<Market> uncapped(List<Market> markets) {
    return markets.stream()
        .map(m ->
            new Market(
                m.source,
                m.title,
                m.template,
                m.currency,
                1,
                m.opens,
                m.closes,
                m.displaced,
                m.ratedShare,
                m.ratingDelayDays,
                new Display(
                    m.display.byCategory,
                    m.display.order,
                    m.display.perPage,
                    1_000_000,
                    m.display.ratingsShown,
                    m.display.showsSold,
                    m.display.showsStock,
                    null),
                m.gates,
                m.crawl))
        .toList();
  }
}
