package weir.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One listing of one account, as it stands now. */
final class Listing {

  /**
   * @param stars 1 to 5
   * @param buyer as printed
   */
  record Rating(String id, Instant at, int stars, String text, String buyer) {}

  /** What buyers can order where a market prices by quantity: so many packs at once. */
  static final int[] MULTIPLES = {1, 2, 5, 10};

  final String id;
  final Account account;
  final Wares wares;

  /** Of the wares in the catalogue. */
  final int place;

  final int pack;
  final String title;
  final LocalDate from;
  final @Nullable String relistedFrom;
  final double appeal;
  final int soldBefore;
  final Deque<Rating> ratings = new ArrayDeque<>();

  /** Of one pack. */
  double euros;

  int stock;

  /** What a top-up fills it to; vendors raise it when they had to turn buyers away. */
  int fullStock;

  boolean turnedAway;

  /** As the counter shows it. */
  int sold;

  /** Never reset. */
  int soldInAll;

  int ratingCount;
  int stars;

  /** How much of the demand for its substance comes to it. */
  double weight;

  Listing(
      String id,
      Account account,
      Wares wares,
      int place,
      int pack,
      String title,
      LocalDate from,
      @Nullable String relistedFrom,
      double appeal,
      double euros,
      int fullStock,
      int soldBefore) {
    this.id = id;
    this.account = account;
    this.wares = wares;
    this.place = place;
    this.pack = pack;
    this.title = title;
    this.from = from;
    this.relistedFrom = relistedFrom;
    this.appeal = appeal;
    this.fullStock = fullStock;
    this.soldBefore = soldBefore;
    this.sold = soldBefore;
    this.soldInAll = soldBefore;
    this.stock = fullStock;
    price(euros);
  }

  /** Sets the price; dearer listings draw less of the demand. */
  void price(double newEuros) {
    euros = Math.max(1, newEuros);
    double level = euros / wares.euros(pack);
    weight = appeal * StrictMath.pow(level, -1.5) / (1 + pack);
  }

  /** Euros for several packs at once. */
  double euros(int multiple) {
    return euros * StrictMath.pow(multiple, 0.92);
  }

  Truth.Offering truth(@Nullable LocalDate until) {
    return new Truth.Offering(
        account.market.plan.source(),
        id,
        account.vendor.id,
        wares.substance(),
        wares.path(),
        wares.packs().get(pack).printed().getFirst(),
        from,
        until,
        relistedFrom,
        soldInAll,
        soldBefore);
  }
}
