package weir.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Made-up signals of made-up partners, and how much they looked. From the middle of the scenario
 * the parcel centre looks at twice as many parcels, and finds as many per parcel as before: its
 * signals rise, their rate does not. Two partners do not say how much they look.
 */
final class PartnerReports {

  private static final String CENTRE = "parcel centre north";
  private static final String BANK = "bank";

  /** Signals per parcel and per account looked at. */
  private static final double PER_PARCEL = 0.004;

  private static final double PER_ACCOUNT = 0.006;

  private static final int PARCELS = 800;
  private static final int ACCOUNTS = 250;

  private static final List<String> ITEMS =
      List.of("mdma", "cocaine", "amphetamine", "cannabis resin", "alprazolam", "white powder");
  private static final List<String> ORIGINS = List.of("NL", "DE", "ES", "");
  private static final List<String> OUTCOMES =
      List.of("open", "open", "confirmed", "confirmed", "refuted", "acted-on");

  private final LocalDate from;
  private final int weeks;

  PartnerReports(Scenario scenario) {
    this.from = scenario.from();
    this.weeks = scenario.days() / 7;
  }

  private int parcels(int week) {
    return week < weeks / 2 ? PARCELS : 2 * PARCELS;
  }

  /** As {@code weir import effort} takes it: the two that say how much they look, week by week. */
  String effort() {
    StringBuilder csv = new StringBuilder("partner,from,to,checks,kind,unit\n");
    for (int week = 0; week < weeks; week++) {
      LocalDate monday = from.plusWeeks(week);
      effort(csv, CENTRE, monday, parcels(week), "logistical,parcels");
      effort(csv, BANK, monday, ACCOUNTS, "financial,accounts");
    }
    return csv.toString();
  }

  private static void effort(
      StringBuilder csv, String partner, LocalDate monday, int checks, String kindAndUnit) {
    csv.append(
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%d,%s\n",
            partner,
            monday,
            monday.plusWeeks(1),
            checks,
            kindAndUnit));
  }

  /** As {@code weir import signals} takes it. */
  String signals(long seed) {
    Dice dice = Dice.of(seed, "signals");
    StringBuilder csv =
        new StringBuilder(
            "signal_id,seen_on,kind,step,item,flow,declared_origin,region,partner,outcome,certainty,words\n");
    int number = 0;
    for (int week = 0; week < weeks; week++) {
      for (int i = events(dice, PER_PARCEL * parcels(week)); i > 0; i--) {
        String origin = dice.of(ORIGINS);
        line(
            csv,
            dice,
            ++number,
            week,
            "logistical,shipping",
            dice.of(ITEMS),
            origin.isEmpty() ? "domestic," : "cross-border," + origin,
            CENTRE,
            "Parcels of one weight handed in one after another; made up");
      }
      for (int i = events(dice, PER_ACCOUNT * ACCOUNTS); i > 0; i--) {
        line(
            csv,
            dice,
            ++number,
            week,
            "financial,running",
            "",
            ",",
            BANK,
            "Money passes through within the hour; made up");
      }
      for (int i = events(dice, 0.5); i > 0; i--) {
        line(
            csv,
            dice,
            ++number,
            week,
            "physical,setting-up",
            dice.of(ITEMS),
            "domestic,",
            "municipality",
            "A rented unit that is aired at night; made up");
      }
      for (int i = events(dice, 0.8); i > 0; i--) {
        line(
            csv,
            dice,
            ++number,
            week,
            "social,selling",
            dice.of(ITEMS),
            ",",
            "platform",
            "The same offer under many names; made up");
      }
    }
    return csv.toString();
  }

  private void line(
      StringBuilder csv,
      Dice dice,
      int number,
      int week,
      String kindAndStep,
      String item,
      String flowAndOrigin,
      String partner,
      String words) {
    csv.append(
        String.format(
            Locale.ROOT,
            "made-up-%04d,%s,%s,%s,%s,DE,%s,%s,%d,%s\n",
            number,
            from.plusWeeks(week).plusDays(dice.below(7)),
            kindAndStep,
            item,
            flowAndOrigin,
            partner,
            dice.of(OUTCOMES),
            dice.between(1, 4),
            words));
  }

  /** How often something happens whose mean is that; Poisson, by products of uniform draws. */
  private static int events(Dice dice, double mean) {
    double least = StrictMath.exp(-mean);
    int events = 0;
    for (double product = dice.share(); product > least; product *= dice.share()) {
      events++;
    }
    return events;
  }
}
