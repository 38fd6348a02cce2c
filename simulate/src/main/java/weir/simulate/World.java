package weir.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Vendors, listings, demand and sales on all markets, day by day. It knows nothing of pages and
 * crawlers: what happens is the same whoever looks.
 */
final class World {

  /** Monday to Sunday; the mean is 1. */
  private static final double[] RHYTHM = {1.12, 1.12, 1.08, 1.02, 0.98, 0.82, 0.86};

  private static final double SECOND_ACCOUNTS = 0.25;
  private static final double SAME_HANDLE = 0.6;
  private static final double SAME_KEY = 0.8;
  private static final double SAME_TEXT = 0.7;
  private static final double MIGRATING = 0.6;
  private static final double ADOPTING_A_DAY = 0.006;
  private static final int MOST_LISTINGS = 12;
  private static final int RAMP_DAYS = 60;

  /** How many orders of packs come for each multiple in {@link Listing#MULTIPLES}. */
  private static final double[] MULTIPLE_SHARES = {0.62, 0.22, 0.11, 0.05};

  final Scenario scenario;
  final List<MarketState> markets = new ArrayList<>();
  final ExchangeRates rates;

  private final long seed;
  private final TruthSink truth;
  private final Dice vendorDice;
  private final Dice listingDice;
  private final Dice demandDice;
  private final Dice keyDice;
  private final List<Wares> catalogue;
  private final List<Vendor> vendors = new ArrayList<>();
  private final boolean[] emerged;
  private final double demandInAll;
  private int handles;
  private LocalDate today;
  private final Map<String, long[]> counts = new TreeMap<>();

  World(Scenario scenario, long seed, TruthSink truth) {
    this.scenario = scenario;
    this.seed = seed;
    this.truth = truth;
    this.rates = new ExchangeRates(scenario.from());
    this.vendorDice = Dice.of(seed, "vendors");
    this.listingDice = Dice.of(seed, "listings");
    this.demandDice = Dice.of(seed, "demand");
    this.keyDice = Dice.of(seed, "keys");
    this.catalogue = Wares.catalogue(scenario.from(), scenario.days());
    this.emerged = new boolean[catalogue.size()];
    this.today = scenario.from();
    double demand = 0;
    for (int i = 0; i < catalogue.size(); i++) {
      Wares wares = catalogue.get(i);
      emerged[i] = wares.appears() == null;
      demand += wares.demand();
    }
    this.demandInAll = demand;
    for (Scenario.Market plan : scenario.markets()) {
      markets.add(new MarketState(plan, seed, new SalesBook()));
    }
    for (int i = 0; i < scenario.vendors(); i++) {
      newVendor(0, "here-from-the-start");
    }
    tellHappenings();
  }

  private void tellHappenings() {
    for (Scenario.Happening h : scenario.happenings()) {
      truth.row(
          new Truth.Happening(
              h.name(),
              h.kind(),
              h.source(),
              h.substanceClass(),
              h.from(),
              h.until(),
              h.demandFactor(),
              h.shareOfVendorsLeaving()));
    }
    for (Scenario.Market market : scenario.markets()) {
      LocalDate closes = market.closes();
      if (closes != null) {
        truth.row(
            new Truth.Happening(
                market.title() + " closes", "closure", market.source(), null, closes, null, 0, 1));
      }
    }
  }

  // ---- a day

  /** Everything that changes at midnight, and the plan of the day's orders. */
  void begin(int day) {
    today = scenario.from().plusDays(day);
    for (MarketState market : markets) {
      market.begin(day);
    }
    for (MarketState market : markets) {
      LocalDate opens = market.plan.opens();
      if (today.equals(market.plan.closes())) {
        close(market);
      } else if (today.equals(opens)) {
        open(market, day);
      }
    }
    strike();
    come(day);
    for (MarketState market : markets) {
      if (market.plan.isOpen(today)) {
        accountsChange(market, day);
        listingsChange(market, day);
      }
    }
    emerge(day);
    for (MarketState market : markets) {
      if (market.plan.isOpen(today)) {
        LocalDate reset = market.plan.display().countersResetOn();
        if (today.equals(reset)) {
          market.listings.forEach(listing -> listing.sold = 0);
        }
        tellSize(market, day);
        planOrders(market, day);
      }
      market.order();
    }
  }

  /** Lets the rest of the day happen, and sums it up. */
  void end() {
    for (MarketState market : markets) {
      market.advance(today, Integer.MAX_VALUE);
    }
    counts.forEach((key, count) -> {
      String[] parts = key.split("\t", -1);
      truth.row(
          new Truth.Day(
              parts[0],
              today,
              parts[1],
              parts[2],
              count[0],
              count[1],
              count[2],
              count[4],
              BigDecimal.valueOf(count[3], 2)));
    });
    counts.clear();
  }

  /** What is still there when the simulation ends. */
  void finish() {
    for (MarketState market : markets) {
      for (Account account : market.accounts) {
        truth.row(account.truth(null));
      }
      for (Listing listing : market.listings) {
        truth.row(listing.truth(null));
      }
    }
  }

  private void tellSize(MarketState market, int day) {
    long listings = 0;
    long reachable = 0;
    for (List<Listing> list : market.lists(day).values()) {
      listings += list.size();
      reachable += market.reachable(list);
    }
    long accounts =
        market.accounts.stream().filter(a -> !a.isAway(day) && !a.listings.isEmpty()).count();
    truth.row(new Truth.MarketDay(market.plan.source(), today, listings, reachable, accounts));
  }

  // ---- vendors

  private @Nullable MarketState someOpenMarket(LocalDate day) {
    List<MarketState> open = markets.stream().filter(m -> m.plan.isOpen(day)).toList();
    if (open.isEmpty()) {
      return null;
    }
    // Crowded markets draw fewer: none stays empty.
    return open.get(
        vendorDice.weighted(
            open.stream()
                .mapToDouble(m -> {
                  double crowd = 1 + m.accounts.size() / m.plan.attraction();
                  return m.plan.attraction() / (crowd * crowd);
                })
                .toArray()));
  }

  private void newVendor(int day, String arrival) {
    MarketState home = someOpenMarket(today);
    if (home == null) {
      return;
    }
    String handle = Phrases.handle(handles++);
    Vendor vendor =
        new Vendor(
            "v" + (vendors.size() + 1),
            vendorDice.of(Phrases.ORIGINS),
            vendorDice.of(Phrases.DESTINATIONS),
            newKey(handle),
            vendorDice,
            handle,
            range());
    vendors.add(vendor);
    Account first = openAccount(vendor, home, handle, arrival, vendor.key, false, day);
    stock(first, vendorDice.between(2, 9), day);
    MarketState second = someOpenMarket(today);
    if (second != null && second != home && vendorDice.chance(SECOND_ACCOUNTS)) {
      settle(vendor, second, "second", first, day);
    }
  }

  private MadeUpKey newKey(String name) {
    long madeOn =
        today.minusDays(20 + keyDice.below(700)).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    return MadeUpKey.of(keyDice, name, Date.from(Instant.ofEpochSecond(madeOn)));
  }

  /** Two to five kinds of goods, as places in the catalogue, by how much they are asked for. */
  private List<Integer> range() {
    double[] weights = new double[catalogue.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = emerged[i] ? catalogue.get(i).demand() : 0;
    }
    List<Integer> range = new ArrayList<>();
    int count = vendorDice.between(2, 5);
    for (int i = 0; i < count; i++) {
      int choice = vendorDice.weighted(weights);
      weights[choice] *= 0.05;
      range.add(choice);
    }
    return range;
  }

  private Account openAccount(
      Vendor vendor,
      MarketState market,
      String handle,
      String arrival,
      MadeUpKey key,
      boolean textReused,
      int day) {
    boolean start = arrival.equals("here-from-the-start") || (day == 0 && arrival.equals("second"));
    Account account =
        new Account(
            vendor,
            market,
            handle,
            start ? today.minusDays(10 + vendorDice.below(500)) : today,
            today,
            arrival,
            key,
            textReused || !(arrival.equals("migrated") || arrival.equals("second"))
                ? vendor.profileText
                : Phrases.profile(vendorDice),
            textReused);
    if (start) {
      account.sales = vendorDice.below(600);
      account.ratings = (int) (account.sales * market.plan.ratedShare());
      account.stars = (int) (account.ratings * 4.7);
    }
    market.accounts.add(account);
    vendor.accounts.add(account);
    return account;
  }

  /** A vendor comes to a further market, more or less recognisable. */
  private void settle(Vendor vendor, MarketState market, String arrival, Account before, int day) {
    boolean sameHandle =
        vendorDice.chance(SAME_HANDLE)
            && market.accounts.stream().noneMatch(a -> a.handle.equals(before.handle));
    String handle = sameHandle ? before.handle : Phrases.handle(handles++);
    MadeUpKey key = vendorDice.chance(SAME_KEY) ? vendor.key : newKey(handle);
    Account account =
        openAccount(vendor, market, handle, arrival, key, vendorDice.chance(SAME_TEXT), day);
    stock(account, vendorDice.between(2, 7), day);
  }

  private void come(int day) {
    if (day > 0) {
      double hazard = scenario.vendorsComing() * scenario.vendors() / 365;
      int coming = vendorDice.poisson(hazard);
      for (int i = 0; i < coming; i++) {
        newVendor(day, "new");
      }
    }
    for (Vendor vendor : vendors) {
      if (vendor.comesBackOn == 0 || vendor.comesBackOn > day) {
        continue;
      }
      vendor.comesBackOn = 0;
      MarketState market = someOpenMarket(today);
      boolean alreadyThere = vendor.accounts.stream().anyMatch(a -> a.isOpen && a.market == market);
      if (market != null && !alreadyThere) {
        settle(vendor, market, "migrated", vendor.accounts.getLast(), day);
      }
    }
  }

  /** A market that opens late draws some of those who sell elsewhere. */
  private void open(MarketState market, int day) {
    for (Vendor vendor : List.copyOf(vendors)) {
      if (vendor.isPresent() && vendorDice.chance(0.35)) {
        settle(vendor, market, "second", vendor.accounts.getLast(), day);
      }
    }
  }

  private void close(MarketState market) {
    for (Account account : List.copyOf(market.accounts)) {
      leave(account, MIGRATING);
    }
  }

  private void leave(Account account, double migrating) {
    for (Listing listing : List.copyOf(account.listings)) {
      withdraw(listing);
    }
    account.isOpen = false;
    account.market.accounts.remove(account);
    truth.row(account.truth(today));
    if (!account.vendor.isPresent() && vendorDice.chance(migrating)) {
      account.vendor.comesBackOn =
          Math.toIntExact(today.toEpochDay() - scenario.from().toEpochDay())
              + vendorDice.between(3, 30);
    }
  }

  /** What happens from outside on its first day. */
  private void strike() {
    for (Scenario.Happening happening : scenario.happenings()) {
      if (!today.equals(happening.from()) || happening.shareOfVendorsLeaving() == 0) {
        continue;
      }
      for (MarketState market : markets) {
        if (happening.source() != null && !happening.source().equals(market.plan.source())) {
          continue;
        }
        for (Account account : List.copyOf(market.accounts)) {
          if (vendorDice.chance(happening.shareOfVendorsLeaving())) {
            leave(account, 0.3);
          }
        }
      }
    }
  }

  private void accountsChange(MarketState market, int day) {
    for (Account account : List.copyOf(market.accounts)) {
      if (vendorDice.chance(scenario.vendorsLeaving() / 365)) {
        leave(account, 0.15);
      } else if (!account.isAway(day) && vendorDice.chance(1 / 220.0)) {
        account.awayUntil = day + vendorDice.between(7, 21);
      } else if (day > 0 && vendorDice.chance(0.15 / 365)) {
        truth.row(account.truth(today));
        account.renamedFrom = account.handle;
        account.handle = Phrases.handle(handles++);
        account.handleFrom = today;
        account.arrival = "renamed";
      }
    }
  }

  // ---- listings

  private void stock(Account account, int count, int day) {
    for (int i = 0; i < count; i++) {
      int place = listingDice.of(account.vendor.range);
      int packs = catalogue.get(place).packs().size();
      list(account, place, listingDice.below(packs), null, null, day);
    }
  }

  private void list(
      Account account,
      int place,
      int pack,
      @Nullable String title,
      @Nullable Listing relisted,
      int day) {
    Wares wares = catalogue.get(place);
    MarketState market = account.market;
    boolean byQuantity = market.pricesByQuantity();
    int offered = byQuantity ? 0 : pack;
    double euros =
        relisted != null
            ? relisted.euros
            : wares.euros(offered) * account.vendor.priceLevel * listingDice.between(0.92, 1.08);
    int fullStock = listingDice.between(8, 45) * (byQuantity ? 4 : 1);
    boolean start = day == 0 && relisted == null;
    Listing listing =
        new Listing(
            market.newId(),
            account,
            wares,
            place,
            offered,
            title != null
                ? title
                : Phrases.title(
                    listingDice.of(wares.names()),
                    listingDice.of(wares.packs().get(offered).printed()),
                    listingDice),
            today,
            relisted == null ? null : relisted.id,
            StrictMath.exp(0.5 * listingDice.normal()),
            euros,
            fullStock,
            start ? listingDice.below(80) : 0);
    if (relisted != null) {
      listing.stock = relisted.stock;
      listing.fullStock = relisted.fullStock;
    } else if (start) {
      listing.stock = listingDice.between(1, fullStock);
      market.ratedBefore(listing, today);
    }
    market.listings.add(listing);
    account.listings.add(listing);
    if (!emerged[place]) {
      emerged[place] = true;
      truth.row(
          new Truth.Emergence(
              wares.substance(),
              wares.path(),
              wares.names().getFirst(),
              wares.invented(),
              market.plan.source(),
              today));
    }
  }

  private void withdraw(Listing listing) {
    listing.account.listings.remove(listing);
    listing.account.market.listings.remove(listing);
    truth.row(listing.truth(today));
  }

  private void listingsChange(MarketState market, int day) {
    for (Listing listing : List.copyOf(market.listings)) {
      Account account = listing.account;
      if (account.isAway(day)) {
        continue;
      }
      double luck = listingDice.share();
      if (luck < 1 / 130.0) {
        withdraw(listing);
      } else if (luck < 1 / 130.0 + 1 / 110.0) {
        withdraw(listing);
        list(account, listing.place, listing.pack, listing.title, listing, day);
      } else if (luck < 0.05) {
        listing.price(listing.euros * StrictMath.exp(0.06 * listingDice.normal()));
      }
      boolean low = listing.stock <= listing.fullStock / 4;
      if (listing.turnedAway) {
        listing.turnedAway = false;
        listing.fullStock = listing.fullStock * 3 / 2 + 1;
      }
      if (listingDice.chance(low ? 0.5 : 0.03)) {
        market.plan(new MarketState.Event.TopUp(MarketState.secondOfDay(listingDice), listing));
      }
    }
    for (Account account : market.accounts) {
      if (account.listings.size() < MOST_LISTINGS && listingDice.chance(1 / 22.0)) {
        stock(account, 1, day);
      }
    }
  }

  /** New substances: someone lists them on their day, others follow for some weeks. */
  private void emerge(int day) {
    for (int i = 0; i < catalogue.size(); i++) {
      int place = i;
      LocalDate appears = catalogue.get(place).appears();
      if (appears == null || today.isBefore(appears)) {
        continue;
      }
      List<Account> open =
          markets.stream()
              .flatMap(m -> m.accounts.stream())
              .filter(account -> !account.isAway(day))
              .toList();
      if (open.isEmpty()) {
        continue;
      }
      if (!emerged[place]) {
        list(listingDice.of(open), place, 0, null, null, day);
      } else if (today.isBefore(appears.plusDays(RAMP_DAYS))) {
        for (Account account : open) {
          if (listingDice.chance(ADOPTING_A_DAY)
              && account.listings.stream().noneMatch(l -> l.place == place)) {
            list(account, place, 0, null, null, day);
          }
        }
      }
    }
  }

  // ---- demand

  private void planOrders(MarketState market, int day) {
    List<Listing> onOffer = market.onOffer(day);
    double[] weights = new double[catalogue.size()];
    for (Listing listing : onOffer) {
      weights[listing.place] += listing.weight;
    }
    double[] orders = new double[catalogue.size()];
    double level =
        scenario.ordersPerDay() * share(market) * RHYTHM[today.getDayOfWeek().getValue() - 1];
    for (int i = 0; i < orders.length; i++) {
      Wares wares = catalogue.get(i);
      double met = weights[i] / (weights[i] + 0.3);
      orders[i] =
          level * met * wares.demand() / demandInAll * course(wares, day) * outside(market, wares);
    }
    for (Listing listing : onOffer) {
      int place = listing.place;
      double mean = Math.min(40, orders[place] * listing.weight / weights[place]);
      int count = demandDice.poisson(mean);
      for (int i = 0; i < count; i++) {
        int multiple =
            market.pricesByQuantity() ? Listing.MULTIPLES[demandDice.weighted(MULTIPLE_SHARES)] : 1;
        market.plan(
            new MarketState.Event.Order(MarketState.secondOfDay(demandDice), listing, multiple));
      }
    }
  }

  /**
   * A market's share of all demand: a new one wins it slowly, a closed one's goes to the others.
   */
  private double share(MarketState market) {
    double all = 0;
    double moved = 0;
    double open = 0;
    for (MarketState other : markets) {
      Scenario.Market plan = other.plan;
      all += plan.attraction();
      LocalDate closes = plan.closes();
      if (plan.isOpen(today)) {
        open += plan.attraction();
      } else if (closes != null && !today.isBefore(closes)) {
        double since = today.toEpochDay() - closes.toEpochDay();
        moved += plan.attraction() * plan.displaced() * Math.min(1, since / 10);
      }
    }
    double own = market.plan.attraction();
    LocalDate opens = market.plan.opens();
    double known =
        opens == null ? 1 : Math.min(1, (1 + today.toEpochDay() - opens.toEpochDay()) / 30.0);
    return (own * known + moved * own / open) / all;
  }

  private double course(Wares wares, int day) {
    double growth = StrictMath.pow(wares.yearlyGrowth(), day / 365.0);
    LocalDate appears = wares.appears();
    if (appears == null) {
      return growth;
    }
    return growth * Math.clamp((1.0 + today.toEpochDay() - appears.toEpochDay()) / RAMP_DAYS, 0, 1);
  }

  private double outside(MarketState market, Wares wares) {
    double factor = 1;
    for (Scenario.Happening happening : scenario.happenings()) {
      LocalDate until = happening.until();
      String path = happening.substanceClass();
      boolean now = !today.isBefore(happening.from()) && (until == null || today.isBefore(until));
      boolean here = happening.source() == null || happening.source().equals(market.plan.source());
      boolean thisOne =
          path == null || wares.path().equals(path) || wares.path().startsWith(path + "/");
      if (now && here && thisOne) {
        factor *= happening.demandFactor();
      }
    }
    return factor;
  }

  // ---- the book of sales

  /** Keeps the truth about sales and ratings. */
  private final class SalesBook implements MarketState.Sales {

    @Override
    public void sale(Listing listing, int multiple, Instant at, @Nullable Instant ratedAt) {
      Scenario.Market plan = listing.account.market.plan;
      Wares.Pack pack = listing.wares.packs().get(listing.pack);
      BigDecimal euros = cents(listing.euros(multiple));
      Double grams = pack.grams();
      Double pieces = pack.pieces();
      truth.row(
          new Truth.Sale(
              plan.source(),
              listing.id,
              listing.account.vendor.id,
              listing.account.handle,
              at,
              multiple,
              rates.fromEuros(euros, plan.currency(), today),
              plan.currency(),
              euros,
              listing.wares.substance(),
              listing.wares.path(),
              grams == null ? null : grams * multiple,
              pieces == null ? null : pieces * multiple,
              ratedAt));
      long[] count = count(listing);
      count[0]++;
      count[1] += multiple;
      count[3] += euros.movePointRight(2).longValueExact();
    }

    @Override
    public void rating(Listing listing) {
      count(listing)[2]++;
    }

    @Override
    public void turnedAway(Listing listing) {
      count(listing)[4]++;
    }

    private long[] count(Listing listing) {
      String key =
          listing.account.market.plan.source()
              + '\t'
              + listing.wares.substance()
              + '\t'
              + listing.wares.path();
      return counts.computeIfAbsent(key, _ -> new long[5]);
    }
  }

  /** Euros as vendors ask them: to the cent. */
  static BigDecimal cents(double euros) {
    return new BigDecimal(euros).setScale(2, RoundingMode.HALF_UP);
  }

  /** Dice for whoever watches: what they throw changes nothing here. */
  Dice dice(String concern) {
    return Dice.of(seed, concern);
  }

  LocalDate today() {
    return today;
  }
}
