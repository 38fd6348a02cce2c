package weir.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A small made-up market: twelve vendors, some ninety listings, saved twice a week for half a year.
 *
 * <p>Each save has an index that states how many listings there are and links them, a page for each
 * listing and one for each vendor. As with real saves, some pages are missing, and now and then a
 * gate stands where a page should. The same seed gives the same bytes.
 */
public final class PlainMarket {

  /** A Monday. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 6);

  private static final int WEEKS = 26;

  /** Mondays and Thursdays. */
  private static final int[] DAYS_OF_SAVES = {0, 3};

  private static final int LISTINGS = 90;
  private static final int FIRST_LISTING_ID = 1001;
  private static final int RATINGS_SHOWN = 8;

  private static final double SHARE_OF_PAGES_MISSED = 0.04;
  private static final double SHARE_OF_GATES = 0.004;
  private static final double SHARE_OF_BUYERS_WHO_RATE = 0.7;

  private static final List<String> VENDOR_NAMES =
      List.of(
          "amberfield",
          "bluegable",
          "coppermill",
          "driftstone",
          "eastharbour",
          "fernhollow",
          "greyheron",
          "highmeadow",
          "ironbrook",
          "juniperlane",
          "kestrelbay",
          "lindenrow");

  private static final List<String> ORIGINS =
      List.of("Netherlands", "Germany", "United Kingdom", "USA", "Spain", "Poland", "Belgium");

  private static final List<String> DESTINATIONS =
      List.of("Worldwide", "EU", "Worldwide except USA", "USA, Canada", "EU, Switzerland, Norway");

  private static final class Vendor {
    final String name;
    final String origin;
    final String destinations;
    final String currency;
    final LocalDate joined;
    final boolean escrow;
    final double priceLevel;
    final LocalDate leaves;
    int salesBefore;
    int sales;
    int stars;
    int ratings;

    Vendor(int number, RandomGenerator random) {
      name = VENDOR_NAMES.get(number);
      origin = ORIGINS.get(random.nextInt(ORIGINS.size()));
      destinations = DESTINATIONS.get(random.nextInt(DESTINATIONS.size()));
      currency = List.of("EUR", "USD", "BTC").get(number % 3);
      joined = FIRST_DAY.minusDays(30 + random.nextInt(600));
      escrow = random.nextInt(4) > 0;
      priceLevel = 0.8 + 0.4 * random.nextDouble();
      // Two of the twelve leave before the half-year is over.
      leaves =
          number % 6 == 5
              ? FIRST_DAY.plusDays(80 + random.nextInt(70))
              : FIRST_DAY.plusWeeks(WEEKS + 1L);
      salesBefore = random.nextInt(400);
    }
  }

  private record Rating(Instant at, int stars, String buyer) {}

  private static final class Listing {
    final int id;
    final Vendor vendor;
    final Goods goods;
    final int pack;
    final LocalDate from;
    final LocalDate until;
    final double demand;
    final int fullStock;
    final Deque<Rating> ratings = new ArrayDeque<>();
    int stock;
    int sold;

    Listing(int number, Vendor vendor, RandomGenerator random) {
      id = FIRST_LISTING_ID + number;
      this.vendor = vendor;
      goods = Goods.ALL.get(number % Goods.ALL.size());
      pack = random.nextInt(goods.packs().size());
      boolean late = random.nextInt(5) == 0;
      from = late ? FIRST_DAY.plusDays(random.nextInt(120)) : FIRST_DAY.minusDays(10);
      boolean early = random.nextInt(6) == 0;
      LocalDate end = early ? from.plusDays(30 + random.nextInt(90)) : FIRST_DAY.plusWeeks(60);
      until = end.isBefore(vendor.leaves) ? end : vendor.leaves;
      demand = goods.demand() * (0.4 + 1.2 * random.nextDouble()) / (1 + pack);
      fullStock = 10 + random.nextInt(40);
      stock = fullStock;
      sold = random.nextInt(60);
    }

    String title() {
      return goods.title() + " " + goods.packs().get(pack);
    }

    boolean listedOn(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(until);
    }

    double euros() {
      double discount = Math.pow(goods.amounts().get(pack) / goods.amounts().getFirst(), -0.12);
      return goods.basePrice() * goods.amounts().get(pack) * discount * vendor.priceLevel;
    }
  }

  private final RandomGenerator random;
  private final PageSink sink;
  private final List<Vendor> vendors = new ArrayList<>();
  private final List<Listing> listings = new ArrayList<>();

  private PlainMarket(long seed, PageSink sink) {
    this.random = generator(seed);
    this.sink = sink;
    for (int i = 0; i < VENDOR_NAMES.size(); i++) {
      vendors.add(new Vendor(i, random));
    }
    for (int i = 0; i < LISTINGS; i++) {
      listings.add(new Listing(i, vendors.get(random.nextInt(vendors.size())), random));
    }
  }

  /** The algorithm is named, so that the same seed gives the same market on every machine. */
  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Writes all pages, in the order in which they were saved. */
  public static void write(long seed, PageSink sink) {
    new PlainMarket(seed, sink).write();
  }

  /**
   * Made-up exchange rates for the days of the market, as plain CSV with the columns {@code
   * day,base,quote,rate}: what a euro costs in dollars and a bitcoin in euros.
   */
  public static String rates() {
    StringBuilder csv = new StringBuilder("day,base,quote,rate\n");
    for (int day = -1; day <= WEEKS * 7; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      csv.append(date).append(",EUR,USD,").append(decimal(dollarsPerEuro(day), 4)).append('\n');
      csv.append(date).append(",BTC,EUR,").append(decimal(eurosPerBitcoin(day), 2)).append('\n');
    }
    return csv.toString();
  }

  private static double dollarsPerEuro(int day) {
    return 1.08 + 0.04 * Math.sin(day / 40.0);
  }

  private static double eurosPerBitcoin(int day) {
    return 80_000 + 9_000 * Math.sin(day / 23.0) + 3_000 * Math.sin(day / 5.0);
  }

  private void write() {
    int yesterday = 0;
    for (int week = 0; week < WEEKS; week++) {
      for (int dayOfSave : DAYS_OF_SAVES) {
        int day = week * 7 + dayOfSave;
        while (yesterday < day) {
          trade(yesterday);
          yesterday++;
        }
        save(day);
      }
    }
  }

  // ---- what happens on the market

  private void trade(int day) {
    LocalDate date = FIRST_DAY.plusDays(day);
    for (Listing listing : listings) {
      if (!listing.listedOn(date)) continue;
      int bought = Math.min(listing.stock, poisson(listing.demand));
      for (int i = 0; i < bought; i++) {
        sell(listing, date);
      }
      if (listing.stock < 3 && random.nextInt(4) == 0) {
        listing.stock = listing.fullStock;
      }
    }
  }

  private void sell(Listing listing, LocalDate date) {
    listing.stock--;
    listing.sold++;
    listing.vendor.sales++;
    if (random.nextDouble() >= SHARE_OF_BUYERS_WHO_RATE) return;
    int luck = random.nextInt(20);
    int stars = luck < 16 ? 5 : luck < 18 ? 4 : luck < 19 ? 3 : 1;
    LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
    char first = (char) ('a' + random.nextInt(26));
    listing.ratings.addFirst(
        new Rating(
            date.atTime(time).toInstant(ZoneOffset.UTC),
            stars,
            first + "***" + random.nextInt(10)));
    if (listing.ratings.size() > RATINGS_SHOWN) listing.ratings.removeLast();
    listing.vendor.ratings++;
    listing.vendor.stars += stars;
  }

  /** Knuth's method; the means here are small. */
  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  // ---- what is saved of it

  private void save(int day) {
    LocalDate date = FIRST_DAY.plusDays(day);
    Instant at = date.atTime(3 + random.nextInt(4), random.nextInt(60)).toInstant(ZoneOffset.UTC);
    List<Listing> shown = listings.stream().filter(l -> l.listedOn(date)).toList();
    List<Vendor> present = vendors.stream().filter(vendor -> date.isBefore(vendor.leaves)).toList();
    page(date + "/index.html", index(shown), at);
    for (Listing listing : shown) {
      at = at.plus(Duration.ofSeconds(2 + random.nextInt(9)));
      page(date + "/listing/" + listing.id + ".html", listingPage(listing, day), at);
    }
    for (Vendor vendor : present) {
      at = at.plus(Duration.ofSeconds(2 + random.nextInt(9)));
      page(date + "/vendor/" + vendor.name + ".html", vendorPage(vendor, date, shown), at);
    }
  }

  private void page(String path, String html, Instant at) {
    double luck = random.nextDouble();
    if (luck < SHARE_OF_PAGES_MISSED && !path.endsWith("index.html")) return;
    boolean gate = random.nextDouble() < SHARE_OF_GATES;
    sink.page(path, gate ? gate() : html, at);
  }

  private static String frame(String title, String kind, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%s - Example Market</title></head>
    <body class="%s">
    <header><a class="home" href="/index.html">Example Market</a>
    <nav class="menu"><a href="/index.html">Listings</a> <a href="/orders">Orders</a> <a href="/messages">Messages</a></nav></header>
    <main>
    %s</main>
    <footer>Example Market</footer>
    </body>
    </html>
    """
        .formatted(title, kind, body);
  }

  private static String gate() {
    return frame(
        "Verification",
        "gate",
        """
        <h1>Are you human?</h1>
        <form class="captcha" method="post"><img src="/captcha.png" alt="captcha">
        <label>Enter the characters <input name="captcha"></label> <button>Continue</button></form>
        """);
  }

  private static String index(List<Listing> shown) {
    StringBuilder rows = new StringBuilder();
    rows.append("<h1>All listings</h1>\n<p class=\"total\">")
        .append(shown.size())
        .append(" listings</p>\n<ul class=\"listings\">\n");
    for (Listing listing : shown) {
      rows.append(
          "<li class=\"listing\"><a class=\"title\" href=\"/listing/%d.html\">%s</a> by <a class=\"vendor\" href=\"/vendor/%s.html\">%s</a></li>\n"
              .formatted(listing.id, listing.title(), listing.vendor.name, listing.vendor.name));
    }
    return frame("Listings", "index", rows.append("</ul>\n").toString());
  }

  private static String listingPage(Listing listing, int day) {
    Vendor vendor = listing.vendor;
    StringBuilder ratings = new StringBuilder();
    for (Rating rating : listing.ratings) {
      ratings.append(
          "<tr class=\"rating\"><td class=\"date\">%s</td><td class=\"stars\">%d/5</td><td class=\"buyer\">%s</td></tr>\n"
              .formatted(minute(rating.at()), rating.stars(), rating.buyer()));
    }
    String stock = listing.stock == 0 ? "Out of stock" : "%d in stock".formatted(listing.stock);
    return frame(
        listing.title(),
        "listing",
        """
        <nav class="breadcrumb"><a class="category" href="/index.html">%s</a> &gt; <a class="category" href="/index.html">%s</a></nav>
        <article class="listing" data-id="%d">
        <h1 class="title">%s</h1>
        <p class="by">Sold by <a class="vendor" href="/vendor/%s.html">%s</a></p>
        <p class="price">%s</p>
        <dl class="facts">
        <dt>Ships from</dt><dd class="ships-from">%s</dd>
        <dt>Ships to</dt><dd class="ships-to">%s</dd>
        <dt>Stock</dt><dd class="stock">%s</dd>
        <dt>Sold</dt><dd class="sold">%d</dd>
        <dt>Escrow</dt><dd class="escrow">%s</dd>
        </dl>
        <p class="description">%s, sold in packs of this size.</p>
        </article>
        <section class="ratings"><h2>Last ratings</h2>
        <table>
        <tr><th>Date</th><th>Rating</th><th>Buyer</th></tr>
        %s</table></section>
        """
            .formatted(
                listing.goods.category(),
                listing.goods.subcategory(),
                listing.id,
                listing.title(),
                vendor.name,
                vendor.name,
                price(listing, day),
                vendor.origin,
                vendor.destinations,
                stock,
                listing.sold,
                vendor.escrow ? "Yes" : "No",
                listing.goods.title(),
                ratings));
  }

  private static String vendorPage(Vendor vendor, LocalDate date, List<Listing> shown) {
    StringBuilder own = new StringBuilder();
    for (Listing listing : shown) {
      if (listing.vendor != vendor) continue;
      own.append(
          "<li><a class=\"title\" href=\"/listing/%d.html\">%s</a></li>\n"
              .formatted(listing.id, listing.title()));
    }
    String rating =
        vendor.ratings == 0
            ? "No ratings yet"
            : decimal((double) vendor.stars / vendor.ratings, 2) + "/5";
    return frame(
        vendor.name,
        "vendor",
        """
        <h1 class="name">%s</h1>
        <dl class="facts">
        <dt>Joined</dt><dd class="joined">%s</dd>
        <dt>Last seen</dt><dd class="last-seen">%s</dd>
        <dt>Sales</dt><dd class="sales">%d</dd>
        <dt>Rating</dt><dd class="rating">%s</dd>
        <dt>Contact</dt><dd class="contact">%s@example.org</dd>
        </dl>
        <ul class="listings">
        %s</ul>
        """
            .formatted(
                vendor.name,
                vendor.joined,
                date.minusDays(1),
                vendor.salesBefore + vendor.sales,
                rating,
                vendor.name,
                own));
  }

  private static String price(Listing listing, int day) {
    double euros = listing.euros();
    return switch (listing.vendor.currency) {
      case "EUR" -> "€ " + decimal(euros, 2);
      case "USD" -> "$" + decimal(euros * dollarsPerEuro(day), 2);
      case "BTC" -> decimal(euros / eurosPerBitcoin(day), 6) + " BTC";
      default -> throw new IllegalStateException("No prices in " + listing.vendor.currency);
    };
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  private static String minute(Instant at) {
    return at.toString().substring(0, 16).replace('T', ' ');
  }
}
