package weir.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor on one market. */
final class Account {
  final Vendor vendor;
  final MarketState market;
  final LocalDate joined;
  final MadeUpKey key;
  final String profileText;
  final boolean textReused;
  final List<Listing> listings = new ArrayList<>();

  /** The name in use, and since when it is. */
  String handle;

  LocalDate handleFrom;
  @Nullable String renamedFrom;
  String arrival;
  boolean isOpen = true;

  /** Days since the simulation began; listings are hidden before it. */
  int awayUntil;

  int sales;
  int stars;
  int ratings;

  Account(
      Vendor vendor,
      MarketState market,
      String handle,
      LocalDate joined,
      LocalDate handleFrom,
      String arrival,
      MadeUpKey key,
      String profileText,
      boolean textReused) {
    this.vendor = vendor;
    this.market = market;
    this.handle = handle;
    this.joined = joined;
    this.handleFrom = handleFrom;
    this.arrival = arrival;
    this.key = key;
    this.profileText = profileText;
    this.textReused = textReused;
  }

  boolean isAway(int day) {
    return day < awayUntil;
  }

  Truth.VendorAccount truth(@Nullable LocalDate until) {
    return new Truth.VendorAccount(
        vendor.id,
        market.plan.source(),
        handle,
        handleFrom,
        until,
        key.fingerprint(),
        renamedFrom,
        arrival,
        textReused);
  }
}
