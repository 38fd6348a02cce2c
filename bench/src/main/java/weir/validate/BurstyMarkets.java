package weir.validate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * A second kind of market, kept apart from those that estimators were tuned on. Demand comes in
 * bursts that a vendor's listings share, a few vendors sell most, and vendors leave with all they
 * offer; stock is raised by round amounts on a weekday, when it runs low, or hardly ever; some
 * vendors' buyers rate often and others' seldom, in clusters and late; saves come at irregular
 * times, and parts of them are missing.
 */
final class BurstyMarkets implements MarketMaker {

  private static final int PER_PAGE = 20;

  private static final String PROFILE =
      """
      source: bursty
      name: A market of one long table (made up)
      kind: darknet-market
      layer: dark
      access: [{access: open}]
      reads: html
      currency: EUR
      captured_at:
        - {name: '(\\d{4}-\\d{2}-\\d{2}T\\d{6})Z/', format: "yyyy-MM-dd'T'HHmmss", zone: UTC}
      pages:
        - kind: listings
          when: {select: [table.t]}
          total_stated: p.n
          records:
            - table: listing
              each: tr.l
              fields:
                listing_id: td.i
                account: td.v
                title: td.w
                price: td.p
                stock: td.s
                sold_count: td.c
            - table: feedback
              each: tr.f
              fields:
                feedback_id: td.r
                listing_id: td.i
                account: td.v
                given_at: {select: td.d, format: 'yyyy-MM-dd', zone: UTC}
                rating: {select: td.x, scale: 5}
      """;

  private enum Restock {
    WEEKDAY,
    WHEN_LOW,
    SELDOM
  }

  private static final class Seller {
    final String name;
    final double size;
    final double rates;
    final Restock restock;
    final int weekday;
    final int from;
    int until;
    double mood;

    Seller(String name, int from, int until, Random dice) {
      this.name = name;
      this.from = from;
      this.until = until;
      this.size = Math.min(12, Math.pow(1 - dice.nextDouble(), -1 / 1.6));
      this.rates = Math.clamp(0.65 + 0.18 * dice.nextGaussian(), 0.2, 0.98);
      this.restock =
          List.of(Restock.WEEKDAY, Restock.WHEN_LOW, Restock.SELDOM).get(dice.nextInt(3));
      this.weekday = dice.nextInt(7);
      this.mood = 0.6 * dice.nextGaussian();
    }
  }

  private record Rated(String id, LocalDate day, double hour) {}

  private static final class Offer {
    final String id;
    final Seller seller;
    final String title;
    final int from;
    int until;
    final double rate;
    final int parcel;
    double price;
    int stock;
    int sold;
    final Deque<Rated> ratings = new ArrayDeque<>();

    Offer(String id, Seller seller, String title, int from, int until, Random dice) {
      this.id = id;
      this.seller = seller;
      this.title = title;
      this.from = from;
      this.until = until;
      this.rate = 0.25 * seller.size * Math.exp(0.9 * dice.nextGaussian() - 0.4);
      this.parcel = List.of(10, 20, 25, 50, 100).get(dice.nextInt(5));
      this.price = Math.round(20 + 60 * Math.exp(0.8 * dice.nextGaussian()));
      this.stock = parcel / 2 + dice.nextInt(parcel);
    }
  }

  /** Something that happens at an hour since the beginning. */
  private record Event(double hour, Offer offer, int packs, boolean rating, boolean restock) {}

  @Override
  public String profile(long seed) {
    return PROFILE;
  }

  @Override
  public String rates(long seed) {
    return "";
  }

  private static int poisson(Random dice, double mean) {
    if (mean > 60) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * dice.nextGaussian()));
    }
    int count = 0;
    double left = Math.exp(-mean);
    for (double p = dice.nextDouble(); p > left; p *= dice.nextDouble()) {
      count++;
    }
    return count;
  }

  @Override
  public MarketTruth make(long seed, Pages pages) {
    Random dice = new Random(seed * 7_919 + 3);
    int days = 60 + dice.nextInt(90);
    boolean stock = dice.nextInt(4) > 0;
    boolean sold = dice.nextInt(2) == 0;
    boolean capped = dice.nextInt(5) == 0;
    boolean gappy = dice.nextInt(3) == 0;
    boolean newestFirst = dice.nextBoolean();
    boolean states = dice.nextInt(3) > 0;
    int shownRatings = dice.nextInt(3) == 0 ? 3 + dice.nextInt(4) : 10 + dice.nextInt(20);
    double gapDays = gappy ? 3 + 3 * dice.nextDouble() : 1 + 2 * dice.nextDouble();
    double missed = gappy ? 0.1 : 0.01;
    int reset = sold && dice.nextInt(6) == 0 ? days / 2 : -1;
    LocalDate from = LocalDate.of(2024, 3, 4);
    MarketTruth truth = MarketTruth.empty(from, days);
    truth.fact("sold", sold);
    truth.fact("stock", stock);
    truth.fact("feedback", true);
    truth.fact("capped", capped);
    truth.fact("gappy", gappy);
    truth.fact("few ratings shown", shownRatings < 10);
    truth.facts().put("saves a week", String.format(Locale.ROOT, "%.1f", 7 / gapDays));

    List<Seller> sellers = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    int present = 8 + dice.nextInt(14);
    for (int i = 0; i < present; i++) {
      arrive(sellers, offers, 0, days, dice);
    }
    for (int day = 1; day < days; day++) {
      int coming = poisson(dice, present / 90.0);
      for (int i = 0; i < coming; i++) {
        arrive(sellers, offers, day, days, dice);
      }
      for (Seller seller : List.copyOf(sellers)) {
        if (seller.from < day && day < seller.until && dice.nextInt(45) == 0) {
          int several = 1 + dice.nextInt(3);
          for (int i = 0; i < several; i++) {
            offers.add(offer(seller, offers.size(), day, days, dice));
          }
        }
      }
    }
    List<Double> saves = saves(days, gapDays, gappy, dice);
    int cap =
        capped ? (int) Math.max(12, 0.6 * offers.size() / (1 + days / 120.0)) : Integer.MAX_VALUE;

    PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::hour));
    double weather = 0;
    int next = 0;
    int[] ids = new int[1];
    for (int day = 0; day < days; day++) {
      if (day % 7 == 0) {
        weather = 0.6 * weather + 0.15 * dice.nextGaussian();
      }
      if (day == reset) {
        offers.forEach(offer -> offer.sold = 0);
      }
      for (Seller seller : sellers) {
        seller.mood = 0.85 * seller.mood + 0.32 * dice.nextGaussian();
      }
      plan(offers, day, weather, events, dice);
      while (next < saves.size() && saves.get(next) < (day + 1) * 24.0) {
        double hour = saves.get(next++);
        happen(events, hour, truth, from, shownRatings, ids, dice);
        save(offers, hour, from, pages, cap, newestFirst, states, stock, sold, missed, dice);
      }
      happen(events, (day + 1) * 24.0, truth, from, shownRatings, ids, dice);
    }
    Map<String, MarketTruth.Span> spans = new TreeMap<>();
    for (Offer offer : offers) {
      MarketTruth.Span span = new MarketTruth.Span(offer.from, offer.until);
      truth.listings().add(span);
      spans.merge(
          offer.seller.name,
          span,
          (x, y) ->
              new MarketTruth.Span(Math.min(x.from(), y.from()), Math.max(x.until(), y.until())));
    }
    truth.accounts().addAll(spans.values());
    return truth;
  }

  private static void arrive(
      List<Seller> sellers, List<Offer> offers, int day, int days, Random dice) {
    int stays = (int) Math.ceil(-140 * Math.log(1 - dice.nextDouble()));
    Seller seller =
        new Seller("seller" + (sellers.size() + 1), day, Math.min(days, day + stays), dice);
    sellers.add(seller);
    int count = 1 + poisson(dice, 2.5);
    for (int i = 0; i < count; i++) {
      offers.add(offer(seller, offers.size(), day, days, dice));
    }
  }

  private static Offer offer(Seller seller, int number, int day, int days, Random dice) {
    // Weibull with shape 0.8: some go within days, others stay.
    int stays = (int) Math.ceil(60 * Math.pow(-Math.log(1 - dice.nextDouble()), 1 / 0.8));
    int until = Math.min(Math.min(days, seller.until), day + stays);
    String title = "%d g sample %d".formatted(1 + dice.nextInt(10), number);
    return new Offer("o" + number, seller, title, day, Math.max(day + 1, until), dice);
  }

  private static List<Double> saves(int days, double gapDays, boolean gappy, Random dice) {
    List<Double> saves = new ArrayList<>();
    double outage = gappy ? days * (0.2 + 0.5 * dice.nextDouble()) : -99;
    double at = 24 * dice.nextDouble();
    while (at < days * 24.0 - 1) {
      if (!(at > outage * 24 && at < (outage + 12) * 24)) {
        saves.add(at);
      }
      at += 24 * gapDays * (0.4 + 1.2 * dice.nextDouble());
    }
    return saves;
  }

  private static void plan(
      List<Offer> offers, int day, double weather, PriorityQueue<Event> events, Random dice) {
    for (Offer offer : offers) {
      if (day < offer.from || day >= offer.until) {
        continue;
      }
      double mean = offer.rate * Math.exp(weather + offer.seller.mood - 0.2);
      int orders = poisson(dice, mean);
      if (dice.nextInt(60) == 0) {
        orders += poisson(dice, 4 * offer.rate); // word got round
      }
      for (int i = 0; i < orders; i++) {
        int packs = 1;
        while (dice.nextInt(8) == 0) {
          packs++;
        }
        events.add(new Event(24 * (day + dice.nextDouble()), offer, packs, false, false));
      }
      boolean restocks =
          switch (offer.seller.restock) {
            case WEEKDAY -> day % 7 == offer.seller.weekday;
            case WHEN_LOW -> offer.stock < offer.parcel / 5 && dice.nextInt(2) == 0;
            case SELDOM -> offer.stock == 0 && dice.nextInt(6) == 0;
          };
      if (restocks && offer.stock < 2 * offer.parcel) {
        events.add(new Event(24 * (day + dice.nextDouble()), offer, 0, false, true));
      }
    }
  }

  private static void happen(
      PriorityQueue<Event> events,
      double hour,
      MarketTruth truth,
      LocalDate from,
      int shown,
      int[] ids,
      Random dice) {
    while (!events.isEmpty() && events.peek().hour < hour) {
      Event event = events.poll();
      Offer offer = event.offer;
      int day = (int) (event.hour / 24);
      if (event.rating) {
        offer.ratings.addFirst(new Rated("r" + ++ids[0], from.plusDays(day), event.hour));
        if (offer.ratings.size() > shown) {
          offer.ratings.removeLast();
        }
      } else if (event.restock) {
        offer.stock += offer.parcel;
      } else if (offer.stock > 0) {
        int packs = Math.min(offer.stock, event.packs);
        offer.stock -= packs;
        offer.sold += packs;
        truth.units()[day] += packs;
        truth.purchases()[day]++;
        truth.euros()[day] += packs * offer.price;
        if (dice.nextDouble() < offer.seller.rates) {
          double wait = 24 * Math.exp(1.2 + 0.9 * dice.nextGaussian());
          events.add(new Event(event.hour + wait, offer, 0, true, false));
        }
      }
    }
  }

  private static void save(
      List<Offer> offers,
      double hour,
      LocalDate from,
      Pages pages,
      int cap,
      boolean newestFirst,
      boolean states,
      boolean stock,
      boolean sold,
      double missed,
      Random dice) {
    int day = (int) (hour / 24);
    List<Offer> list =
        new ArrayList<>(offers.stream().filter(o -> o.from <= day && day < o.until).toList());
    list.sort(
        newestFirst
            ? Comparator.comparingInt((Offer o) -> -o.from)
            : Comparator.comparingInt((Offer o) -> -o.sold));
    int total = list.size();
    List<Offer> shown = list.subList(0, Math.min(cap, total));
    LocalDateTime at = from.atStartOfDay().plusSeconds(Math.round(hour * 3600));
    Instant saved = at.toInstant(ZoneOffset.UTC);
    String folder =
        "%sT%02d%02d%02dZ"
            .formatted(at.toLocalDate(), at.getHour(), at.getMinute(), at.getSecond());
    for (int page = 0; page * PER_PAGE < shown.size(); page++) {
      if (dice.nextDouble() < missed) {
        continue;
      }
      StringBuilder html = new StringBuilder(4096).append("<html><body>");
      if (states) {
        html.append("<p class=n>").append(total).append("</p>");
      }
      html.append("<table class=t>");
      for (Offer offer :
          shown.subList(page * PER_PAGE, Math.min(shown.size(), (page + 1) * PER_PAGE))) {
        row(html, offer, stock, sold);
      }
      pages.page(folder + "/list-" + (page + 1) + ".html", html + "</table></body></html>", saved);
    }
  }

  private static void row(StringBuilder html, Offer offer, boolean stock, boolean sold) {
    html.append("<tr class=l><td class=i>")
        .append(offer.id)
        .append("</td><td class=v>")
        .append(offer.seller.name)
        .append("</td><td class=w>")
        .append(offer.title)
        .append("</td><td class=p>")
        .append((long) offer.price)
        .append(".00 EUR</td>");
    if (stock) {
      html.append("<td class=s>").append(offer.stock).append("</td>");
    }
    if (sold) {
      html.append("<td class=c>").append(offer.sold).append("</td>");
    }
    html.append("</tr>");
    for (Rated rated : offer.ratings) {
      html.append("<tr class=f><td class=r>")
          .append(rated.id)
          .append("</td><td class=i>")
          .append(offer.id)
          .append("</td><td class=v>")
          .append(offer.seller.name)
          .append("</td><td class=d>")
          .append(rated.day)
          .append("</td><td class=x>5</td></tr>");
    }
  }
}
