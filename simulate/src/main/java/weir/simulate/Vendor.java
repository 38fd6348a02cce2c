package weir.simulate;

import java.util.ArrayList;
import java.util.List;

/** The person or group behind accounts: what stays the same wherever they appear. */
final class Vendor {
  final String id;
  final String origin;
  final String destinations;
  final MadeUpKey key;
  final String profileText;
  final String descriptionText;
  final String contact;
  final double priceLevel;
  final double quality;
  final boolean escrow;

  /** Places in the catalogue. */
  final List<Integer> range;

  /** All that they ever had, the closed ones too. */
  final List<Account> accounts = new ArrayList<>();

  /** When they will appear elsewhere; 0: they will not. Days since the simulation began. */
  int comesBackOn;

  Vendor(
      String id,
      String origin,
      String destinations,
      MadeUpKey key,
      Dice dice,
      String handle,
      List<Integer> range) {
    this.id = id;
    this.origin = origin;
    this.destinations = destinations;
    this.key = key;
    this.range = range;
    this.profileText = Phrases.profile(dice);
    this.descriptionText = Phrases.description(dice);
    this.contact = handle + "@example.org";
    this.priceLevel = dice.between(0.82, 1.22);
    this.quality = dice.between(0.75, 0.97);
    this.escrow = dice.chance(0.8);
  }

  boolean isPresent() {
    return accounts.stream().anyMatch(account -> account.isOpen);
  }
}
