package weir.estimate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads sales off consecutive observations of the same listing.
 *
 * <ul>
 *   <li>Stock: a fall in ready stock is that many units sold; a rise is a restock. Nothing is read
 *       off a listing's disappearance, since sold out, withdrawn and unseen look alike.
 *   <li>Sold counter and feedback count: a rise is that many; a fall means that the site began to
 *       count anew, and counts as nothing.
 * </ul>
 *
 * <p>A sale is valued at the price in force before it, that is of the earlier observation, or of
 * the later one where the earlier shows none; and dated to the later observation, when it was
 * noticed. A listing that stands twice on one save (in two cities, say) shows one stock: the
 * greatest counts.
 *
 * <p>Method: stock decrements as in the study of a regional market by CRRC Georgia (2020); feedback
 * counts since Christin (2013), <em>Traveling the Silk Road</em>.
 */
public final class SalesKernel {

  /** Raised whenever the same observations would give other rows. */
  public static final String VERSION = "1";

  private record Rated(Rating rating, long count) {}

  private final Consumer<ListingDay> out;
  private @Nullable String source;
  private @Nullable String listingId;
  private @Nullable Observation last;
  private @Nullable Observation pending;
  private final List<Rated> unpriced = new ArrayList<>();
  private final List<Day> days = new ArrayList<>();
  private boolean rated;

  /**
   * A kernel for any number of listings, one after the other.
   *
   * @param out receives rows by listing, in the order of days
   */
  public SalesKernel(Consumer<ListingDay> out) {
    this.out = out;
  }

  /** Takes the next observation: ordered by source, listing and time, ratings among them. */
  public void accept(Observation next) {
    turnTo(next.source(), next.listingId());
    Observation waiting = pending;
    if (waiting != null && waiting.capturedAt().equals(next.capturedAt())) {
      pending = merged(waiting, next);
      return;
    }
    settlePending();
    pending = next;
  }

  /** Takes the next rating, in the same order. It is a sale at the price in force. */
  public void accept(Rating rating) {
    accept(rating, 1);
  }

  /**
   * Takes the next ratings at once.
   *
   * @param count so many that differ in nothing but the time of one day, with no observation of the
   *     listing between them
   */
  public void accept(Rating rating, long count) {
    turnTo(rating.source(), rating.listingId());
    settlePending();
    rated = true;
    Observation known = last;
    if (known == null) {
      unpriced.add(new Rated(rating, count));
    } else {
      rate(rating, count, known);
    }
  }

  /**
   * What the listing's events so far leave for later ones. Those must be later than all so far; a
   * day's rows are right as long as all of its events were given to one kernel.
   */
  public ListingCarry carried() {
    settlePending();
    return ListingCarry.of(
        Objects.requireNonNull(source),
        Objects.requireNonNull(listingId),
        last,
        rated,
        !unpriced.isEmpty());
  }

  /**
   * Goes on with a listing where another kernel had come to. Of a listing that waits for its first
   * observation, or of which no rating was read, the whole must be given anew once there is one.
   */
  public void resume(ListingCarry carry) {
    turnTo(carry.source(), carry.listingId());
    last = carry.last();
    rated = carry.rated();
  }

  /** Gives the rows of the last listing. */
  public void finish() {
    settlePending();
    flush();
    source = null;
    listingId = null;
  }

  private void turnTo(String nextSource, String nextListing) {
    if (nextListing.equals(listingId) && nextSource.equals(source)) {
      return;
    }
    settlePending();
    flush();
    source = nextSource;
    listingId = nextListing;
  }

  private void settlePending() {
    Observation waiting = pending;
    pending = null;
    if (waiting != null) {
      settle(waiting);
      unpriced.forEach(one -> rate(one.rating, one.count, waiting));
      unpriced.clear();
    }
  }

  private void rate(Rating rating, long count, Observation known) {
    Observation at =
        rating.amount() == null ? known : priced(known, rating.amount(), rating.currency());
    Day day = day(dayOf(rating.at()), known, at);
    day.ratings += count;
  }

  private static Observation priced(
      Observation known, @Nullable BigDecimal amount, @Nullable String currency) {
    return new Observation(
        known.source(),
        known.listingId(),
        known.capturedAt(),
        known.account(),
        known.offerKind(),
        known.substance(),
        known.substanceClass(),
        known.shipsFrom(),
        amount,
        currency,
        known.grams(),
        known.units(),
        known.stock(),
        known.soldCount(),
        known.feedbackCount());
  }

  /** What a rating tells when its listing was never seen. */
  private static Observation unseen(Rating rating) {
    return new Observation(
        rating.source(),
        rating.listingId(),
        rating.at(),
        rating.account(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Two rows of one listing on one save: the first that says something, and the greatest counts.
   */
  private static Observation merged(Observation a, Observation b) {
    boolean priced = a.priceAmount() != null;
    return new Observation(
        a.source(),
        a.listingId(),
        a.capturedAt(),
        a.account() == null ? b.account() : a.account(),
        a.offerKind() == null ? b.offerKind() : a.offerKind(),
        a.substance() == null ? b.substance() : a.substance(),
        a.substanceClass() == null ? b.substanceClass() : a.substanceClass(),
        a.shipsFrom() == null ? b.shipsFrom() : a.shipsFrom(),
        priced ? a.priceAmount() : b.priceAmount(),
        priced ? a.priceCurrency() : b.priceCurrency(),
        a.grams() == null ? b.grams() : a.grams(),
        a.units() == null ? b.units() : a.units(),
        greatest(a.stock(), b.stock()),
        greatest(a.soldCount(), b.soldCount()),
        greatest(a.feedbackCount(), b.feedbackCount()));
  }

  private static @Nullable Long greatest(@Nullable Long a, @Nullable Long b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Long.valueOf(Math.max(a, b));
  }

  private void settle(Observation now) {
    Observation before = last;
    LocalDate day = dayOf(now.capturedAt());
    Double gap =
        before == null
            ? null
            : Duration.between(before.capturedAt(), now.capturedAt()).toMillis() / 86_400_000.0;
    Observation priced = before != null && before.priceAmount() != null ? before : now;
    // The observation counts at its own price, what sold since the last one at the price before.
    day(day, now, now).see(gap);
    if (before != null) {
      Day sold = day(day, now, priced);
      Long stockChange = change(before.stock(), now.stock());
      if (stockChange != null) {
        sold.soldByStock = plus(sold.soldByStock, Math.max(0, -stockChange));
        sold.restocked = plus(sold.restocked, Math.max(0, stockChange));
      }
      Long counted = change(before.soldCount(), now.soldCount());
      if (counted != null) {
        sold.soldByCounter = plus(sold.soldByCounter, Math.max(0, counted));
      }
      Long rated = change(before.feedbackCount(), now.feedbackCount());
      if (rated != null) {
        sold.soldByFeedback = plus(sold.soldByFeedback, Math.max(0, rated));
      }
    }
    last = carried(before, now);
  }

  /** What was shown before and is not now is carried on, so that one hidden count loses no sale. */
  private static Observation carried(@Nullable Observation before, Observation now) {
    if (before == null) {
      return now;
    }
    return new Observation(
        now.source(),
        now.listingId(),
        now.capturedAt(),
        now.account(),
        now.offerKind(),
        now.substance(),
        now.substanceClass(),
        now.shipsFrom(),
        now.priceAmount(),
        now.priceCurrency(),
        now.grams(),
        now.units(),
        now.stock() == null ? before.stock() : now.stock(),
        now.soldCount() == null ? before.soldCount() : now.soldCount(),
        now.feedbackCount() == null ? before.feedbackCount() : now.feedbackCount());
  }

  private static @Nullable Long change(@Nullable Long before, @Nullable Long now) {
    return before == null || now == null ? null : Long.valueOf(now - before);
  }

  private static Long plus(@Nullable Long sum, long more) {
    return sum == null ? more : sum + more;
  }

  private static LocalDate dayOf(Instant at) {
    return LocalDate.ofEpochDay(Math.floorDiv(at.getEpochSecond(), 86_400L));
  }

  /** The row of a day and price. */
  private Day day(LocalDate day, Observation now, Observation priced) {
    for (int i = days.size() - 1; i >= 0; i--) {
      Day candidate = days.get(i);
      if (candidate.day.isBefore(day)) {
        break;
      }
      if (candidate.day.equals(day) && samePrice(candidate, priced)) {
        return candidate;
      }
    }
    Day fresh = new Day(day, now, priced.priceAmount(), priced.priceCurrency());
    days.add(fresh);
    return fresh;
  }

  private static boolean samePrice(Day row, Observation priced) {
    BigDecimal amount = priced.priceAmount();
    boolean sameAmount =
        row.priceAmount == null
            ? amount == null
            : amount != null && row.priceAmount.compareTo(amount) == 0;
    return sameAmount && Objects.equals(row.priceCurrency, priced.priceCurrency());
  }

  private void flush() {
    unpriced.forEach(one -> rate(one.rating, one.count, unseen(one.rating)));
    unpriced.clear();
    days.forEach(day -> out.accept(day.row(rated)));
    days.clear();
    last = null;
    rated = false;
  }

  private static final class Day {
    private final LocalDate day;
    private final Observation now;
    private final @Nullable BigDecimal priceAmount;
    private final @Nullable String priceCurrency;
    private long observations;
    private long ratings;
    private @Nullable Long soldByStock;
    private @Nullable Long soldByCounter;
    private @Nullable Long soldByFeedback;
    private @Nullable Long restocked;
    private @Nullable Double gapDays;

    Day(
        LocalDate day,
        Observation now,
        @Nullable BigDecimal priceAmount,
        @Nullable String priceCurrency) {
      this.day = day;
      this.now = now;
      this.priceAmount = priceAmount;
      this.priceCurrency = priceCurrency;
    }

    void see(@Nullable Double gap) {
      observations++;
      if (gapDays == null) {
        gapDays = gap;
      }
    }

    /** Ratings that can be read one by one outrank a count of them. */
    ListingDay row(boolean rated) {
      return new ListingDay(
          now.source(),
          now.listingId(),
          day,
          now.account(),
          now.offerKind(),
          now.substance(),
          now.substanceClass(),
          now.shipsFrom(),
          priceAmount,
          priceCurrency,
          now.grams(),
          now.units(),
          observations,
          soldByStock,
          soldByCounter,
          rated ? Long.valueOf(ratings) : soldByFeedback,
          restocked,
          gapDays);
    }
  }
}
