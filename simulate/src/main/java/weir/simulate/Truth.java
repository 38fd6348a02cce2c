package weir.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/** What really happened on the made-up markets: what measures of their pages are compared with. */
public sealed interface Truth extends Row {

  /** The kinds of rows, in the order in which they are explained. */
  static List<Class<? extends Truth>> kinds() {
    return List.of(
        Sale.class,
        Day.class,
        MarketDay.class,
        VendorAccount.class,
        Offering.class,
        Emergence.class,
        Happening.class,
        Save.class);
  }

  /** The table that holds such rows, such as {@code market_day}. */
  static String tableName(Class<? extends Truth> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /**
   * One sale.
   *
   * @param vendor the person or group behind accounts on all markets
   * @param account the name that the vendor then had on this market
   * @param units packs: by so much the stock fell
   * @param amount what the buyer paid for all of it, in {@code currency}
   * @param euros the same in euros of that day
   * @param grams of all packs; null for goods that are counted
   * @param pieces tablets, blotters or vials of all packs; null for goods that are weighed
   * @param ratedAt when the buyer will rate it, if the market is still there; null when never
   */
  record Sale(
      String source,
      String listingId,
      String vendor,
      String account,
      Instant at,
      long units,
      BigDecimal amount,
      String currency,
      BigDecimal euros,
      String substance,
      String substanceClass,
      @Nullable Double grams,
      @Nullable Double pieces,
      @Nullable Instant ratedAt)
      implements Truth {}

  /**
   * All sales of one substance on one market and day; days on which nothing happened have no row.
   *
   * @param ratings given that day, to earlier sales
   * @param turnedAway orders that found too little in stock; they are lost
   */
  record Day(
      String source,
      LocalDate day,
      String substance,
      String substanceClass,
      long sales,
      long units,
      long ratings,
      long turnedAway,
      BigDecimal euros)
      implements Truth {}

  /**
   * A market's size at the beginning of a day.
   *
   * @param listings really on offer, whether a visitor could reach them or not
   * @param reachable of these, on pages that the market shows to visitors
   * @param vendors accounts with a listing on offer
   */
  record MarketDay(String source, LocalDate day, long listings, long reachable, long vendors)
      implements Truth {}

  /**
   * One name of one vendor on one market.
   *
   * @param until first day on which it is no longer used; null when it outlives the simulation
   * @param keyFingerprint upper-case hex; the same key on two markets is the same vendor's
   * @param renamedFrom the name that the account had before
   * @param arrival how the vendor came: {@code here-from-the-start}, {@code new}, {@code second},
   *     {@code migrated}, {@code renamed}
   * @param textReused whether the profile's text is one used before, under another name or
   *     elsewhere
   */
  record VendorAccount(
      String vendor,
      String source,
      String account,
      LocalDate from,
      @Nullable LocalDate until,
      String keyFingerprint,
      @Nullable String renamedFrom,
      String arrival,
      boolean textReused)
      implements Truth {}

  /**
   * One listing from its first day to its last.
   *
   * @param pack as printed in the title
   * @param relistedFrom the listing that this one takes the place of
   * @param sold units sold in all, those before the simulation began included
   * @param soldBefore units sold before the simulation began; of these only the ratings are shown
   */
  record Offering(
      String source,
      String listingId,
      String vendor,
      String substance,
      String substanceClass,
      String pack,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable String relistedFrom,
      long sold,
      long soldBefore)
      implements Truth {}

  /**
   * A substance that was not there from the start.
   *
   * @param printedName as titles have it
   * @param invented whether the name is made up, so that no lexicon can know it
   * @param appearedOn day of the first listing
   */
  record Emergence(
      String substance,
      String substanceClass,
      String printedName,
      boolean invented,
      String source,
      LocalDate appearedOn)
      implements Truth {}

  /**
   * Something that changed the market from outside: a measure against it, a shock, a closure.
   *
   * @param kind {@code intervention}, {@code shock} or {@code closure}
   * @param source the market that it concerns; null for all
   * @param substanceClass the beginning of the class path that it concerns; null for all
   * @param until first day without it; null when it lasts
   * @param demandFactor what it multiplies demand by: 1 is no effect
   * @param shareOfVendorsLeaving 0 to 1, on its first day
   */
  record Happening(
      String name,
      String kind,
      @Nullable String source,
      @Nullable String substanceClass,
      LocalDate from,
      @Nullable LocalDate until,
      double demandFactor,
      double shareOfVendorsLeaving)
      implements Truth {}

  /**
   * One visit of the crawler to one market.
   *
   * @param asked pages that it asked for
   * @param missed of these, not saved
   * @param gated of these, saved as a gate
   * @param twice of these, saved twice
   * @param listingsOnOffer when it began
   * @param listingsSeen whose own page was saved, and no gate
   */
  record Save(
      String source,
      Instant startedAt,
      long asked,
      long missed,
      long gated,
      long twice,
      long listingsOnOffer,
      long listingsSeen)
      implements Truth {}
}
