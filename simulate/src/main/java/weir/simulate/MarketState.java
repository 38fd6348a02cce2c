package weir.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One market as it stands now, and what is still to happen on it today. */
final class MarketState {

  /** Something that happens at a second of the day. */
  sealed interface Event {
    int second();

    /**
     * Somebody wants to buy.
     *
     * @param multiple packs at once
     */
    record Order(int second, Listing listing, int multiple) implements Event {}

    record Review(int second, Listing listing, Listing.Rating rating) implements Event {}

    record TopUp(int second, Listing listing) implements Event {}
  }

  final Scenario.Market plan;

  /** In the order in which they came. */
  final List<Account> accounts = new ArrayList<>();

  /** In the order in which they came. */
  final List<Listing> listings = new ArrayList<>();

  private final Dice dice;
  private final Sales sales;
  private final List<Event> today = new ArrayList<>();
  private final Map<Integer, List<Event.Review>> reviewsByDay = new HashMap<>();
  private int done;
  private int dayNumber;
  private int lastId;
  private int lastRating;

  /** Told of everything that happens between buyers and vendors, as it happens. */
  interface Sales {
    void sale(Listing listing, int multiple, Instant at, @Nullable Instant ratedAt);

    void rating(Listing listing);

    /** Somebody wanted more than there was. */
    void turnedAway(Listing listing);
  }

  MarketState(Scenario.Market plan, long seed, Sales sales) {
    this.plan = plan;
    this.sales = sales;
    this.dice = Dice.of(seed, "buyers of " + plan.source());
    this.lastId =
        switch (plan.template()) {
          case SEMANTIC -> 1000;
          case TABLES -> 48_200;
          case CARDS -> 1_700_000;
        };
  }

  String newId() {
    return switch (plan.template()) {
      case SEMANTIC -> Integer.toString(++lastId);
      case TABLES -> Integer.toString(lastId += 1 + dice.below(9));
      case CARDS -> "p-" + Integer.toString(lastId += 1 + dice.below(400), 36);
    };
  }

  /** Whether buyers choose among quantities on one listing. */
  boolean pricesByQuantity() {
    return plan.template() == Scenario.Template.CARDS;
  }

  void begin(int day) {
    dayNumber = day;
    done = 0;
    today.clear();
    List<Event.Review> reviews = reviewsByDay.remove(day);
    if (reviews != null) {
      today.addAll(reviews);
    }
  }

  void plan(Event event) {
    today.add(event);
  }

  /** Puts the day's events in their order; those of one second stay in the order of planning. */
  void order() {
    today.sort(Comparator.comparingInt(Event::second));
  }

  /** Lets everything happen that happens before a second of the day. */
  void advance(LocalDate day, int second) {
    while (done < today.size() && today.get(done).second() < second) {
      switch (today.get(done++)) {
        case Event.Order order -> sell(order, day);
        case Event.Review review -> rate(review);
        case Event.TopUp topUp ->
            topUp.listing.stock = Math.max(topUp.listing.stock, topUp.listing.fullStock);
      }
    }
  }

  private void sell(Event.Order order, LocalDate day) {
    Listing listing = order.listing;
    if (listing.stock < order.multiple) {
      listing.turnedAway = true;
      sales.turnedAway(listing);
      return;
    }
    listing.stock -= order.multiple;
    listing.sold += order.multiple;
    listing.soldInAll += order.multiple;
    listing.account.sales++;
    Instant at = day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(order.second);
    Instant ratedAt = null;
    if (dice.chance(plan.ratedShare())) {
      int wait = 1 + (int) dice.exponential(plan.ratingDelayDays());
      int second = secondOfDay(dice);
      ratedAt = day.plusDays(wait).atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(second);
      Listing.Rating rating = rating(listing, ratedAt);
      reviewsByDay
          .computeIfAbsent(dayNumber + wait, _ -> new ArrayList<>())
          .add(new Event.Review(second, listing, rating));
    }
    sales.sale(listing, order.multiple, at, ratedAt);
  }

  private Listing.Rating rating(Listing listing, Instant at) {
    int stars = dice.chance(listing.account.vendor.quality) ? 5 : dice.of(List.of(4, 4, 3, 2, 1));
    return new Listing.Rating(
        "r" + ++lastRating, at, stars, Phrases.review(stars, dice), Phrases.buyer(dice));
  }

  private void rate(Event.Review review) {
    Listing listing = review.listing;
    if (listing.account.isOpen) {
      show(listing, review.rating);
      listing.account.ratings++;
      listing.account.stars += review.rating.stars();
      sales.rating(listing);
    }
  }

  private void show(Listing listing, Listing.Rating rating) {
    listing.ratings.addFirst(rating);
    if (listing.ratings.size() > plan.display().ratingsShown()) {
      listing.ratings.removeLast();
    }
    listing.ratingCount++;
    listing.stars += rating.stars();
  }

  /** Gives a listing that was there before the first day its old ratings, a day or so apart. */
  void ratedBefore(Listing listing, LocalDate firstDay) {
    for (int i = (int) (listing.soldBefore * plan.ratedShare()); i > 0; i--) {
      int second = secondOfDay(dice);
      Instant at =
          firstDay.minusDays(i).atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(second);
      show(listing, rating(listing, at));
    }
  }

  /** Few buy at night: the mean of two draws, about six in the evening. */
  static int secondOfDay(Dice dice) {
    int second = (int) ((dice.share() + dice.share()) / 2 * 86_400) + 6 * 3_600;
    return second % 86_400;
  }

  /** Listings that visitors see today, if they look far enough. */
  List<Listing> onOffer(int day) {
    return listings.stream().filter(listing -> !listing.account.isAway(day)).toList();
  }

  /** The market's lists in its order: one of all, or one for each category. */
  Map<String, List<Listing>> lists(int day) {
    Map<String, List<Listing>> lists =
        plan.display().byCategory() ? new TreeMap<>() : new LinkedHashMap<>();
    for (Listing listing : onOffer(day)) {
      String name = plan.display().byCategory() ? listing.wares.category() : "";
      lists.computeIfAbsent(name, _ -> new ArrayList<>()).add(listing);
    }
    for (List<Listing> list : lists.values()) {
      switch (plan.display().order()) {
        case OLDEST_FIRST -> {}
        case NEWEST_FIRST -> java.util.Collections.reverse(list);
        case MOST_SOLD_FIRST ->
            list.sort(Comparator.comparingInt((Listing listing) -> -listing.soldInAll));
      }
    }
    return lists;
  }

  /** How many of a list's listings lie on pages that are shown. */
  long reachable(List<Listing> list) {
    return Math.min(list.size(), (long) plan.display().perPage() * plan.display().pagesShown());
  }
}
