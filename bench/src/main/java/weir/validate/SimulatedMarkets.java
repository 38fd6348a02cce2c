package weir.validate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.simulate.Truth;

/** Markets of the simulator, one each, of all sizes, shown and saved in many ways. */
final class SimulatedMarkets implements MarketMaker {

  private static final int PAGES = 2_200;

  private static final List<List<DayOfWeek>> RHYTHMS =
      List.of(
          List.of(DayOfWeek.values()),
          List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
          List.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
          List.of(DayOfWeek.TUESDAY));

  private static SplittableRandom dice(long seed) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 17);
  }

  private static Scenario.Market shape(long seed) {
    return switch ((int) (seed % 3)) {
      case 0 -> Scenario.millrace();
      case 1 -> Scenario.fordgate();
      default -> Scenario.oldlock();
    };
  }

  private static Scenario scenario(long seed) {
    SplittableRandom dice = dice(seed);
    Scenario.Market shape = shape(seed);
    LocalDate from = LocalDate.of(2025, 1, 6);
    int vendors = 6 + dice.nextInt(13);
    double listings = 6.0 * vendors;
    List<DayOfWeek> rhythm = RHYTHMS.get(dice.nextInt(RHYTHMS.size()));
    int saves = (int) Math.clamp(PAGES / (1.25 * listings), 14, 60);
    int days = Math.clamp(saves * 7L / rhythm.size(), 56, 180);
    boolean gappy = dice.nextInt(3) == 0;
    double missed = gappy ? dice.nextDouble(0.05, 0.2) : dice.nextDouble(0, 0.03);
    List<Scenario.Outage> outages = new ArrayList<>();
    if (gappy) {
      LocalDate start = from.plusDays(10 + dice.nextInt(days - 30));
      outages.add(new Scenario.Outage(start, start.plusDays(7 + dice.nextInt(10))));
    }
    boolean tables = shape.template() == Scenario.Template.TABLES;
    boolean sold = shape.template() == Scenario.Template.SEMANTIC && dice.nextInt(4) > 0;
    boolean stock = !tables && (!sold || dice.nextInt(3) > 0) && dice.nextInt(6) > 0;
    boolean capped = dice.nextInt(4) == 0;
    int ratings = dice.nextInt(3) == 0 ? 3 + dice.nextInt(3) : 10 + dice.nextInt(12);
    int perPage = tables ? 5 : 16;
    int pagesShown =
        !capped
            ? 1_000_000
            : Math.max(
                1, (int) (dice.nextDouble(0.4, 0.9) * listings / perPage / (tables ? 6 : 1)));
    boolean reset = sold && dice.nextInt(6) == 0;
    Scenario.Market market =
        new Scenario.Market(
            shape.source(),
            shape.title(),
            shape.template(),
            shape.currency(),
            1,
            null,
            null,
            0.6,
            dice.nextDouble(0.4, 0.95),
            dice.nextDouble(2, 10),
            new Scenario.Display(
                tables,
                capped && dice.nextBoolean()
                    ? Scenario.Order.MOST_SOLD_FIRST
                    : shape.display().order(),
                perPage,
                pagesShown,
                ratings,
                sold,
                stock,
                reset ? from.plusDays(days / 2) : null),
            gappy ? new Scenario.Gates(0.01, 0.01, 0.01, 0.01) : Scenario.Gates.NONE,
            new Scenario.Crawl(rhythm, missed, 0.005, 3, outages));
    return new Scenario(
        "validation",
        from,
        days,
        vendors,
        listings * dice.nextDouble(0.15, 1.0),
        dice.nextDouble(0.3, 1.5),
        dice.nextDouble(0.3, 1.5),
        List.of(market),
        List.of());
  }

  @Override
  public MarketTruth make(long seed, Pages pages) {
    Scenario scenario = scenario(seed);
    Scenario.Market market = scenario.markets().getFirst();
    MarketTruth truth = MarketTruth.empty(scenario.from(), scenario.days());
    Scenario.Display display = market.display();
    truth.fact("sold", display.showsSold());
    truth.fact("stock", display.showsStock());
    truth.fact("feedback", true);
    truth.fact("capped", display.pagesShown() < 1_000_000);
    truth.fact("gappy", market.crawl().missed() > 0.04);
    truth.fact("few ratings shown", display.ratingsShown() < 10);
    truth.facts().put("saves a week", Integer.toString(market.crawl().on().size()));
    truth.facts().put("rated", "%.2f".formatted(market.ratedShare()));
    Simulation.run(
        scenario,
        seed,
        (_, path, html, savedAt) -> pages.page(path, html, savedAt),
        row -> note(truth, row));
    return truth;
  }

  private static void note(MarketTruth truth, Truth row) {
    switch (row) {
      case Truth.Sale sale -> {
        int day = day(truth, sale.at().atOffset(ZoneOffset.UTC).toLocalDate());
        truth.units()[day] += sale.units();
        truth.purchases()[day]++;
        truth.euros()[day] += sale.euros().doubleValue();
      }
      case Truth.Offering offering ->
          truth
              .listings()
              .add(
                  new MarketTruth.Span(
                      day(truth, offering.from()),
                      offering.until() == null ? truth.days() : day(truth, offering.until())));
      case Truth.VendorAccount account ->
          truth
              .accounts()
              .add(
                  new MarketTruth.Span(
                      day(truth, account.from()),
                      account.until() == null ? truth.days() : day(truth, account.until())));
      case Truth.Day _, Truth.MarketDay _, Truth.Emergence _, Truth.Happening _, Truth.Save _ -> {}
    }
  }

  private static int day(MarketTruth truth, LocalDate day) {
    return Math.toIntExact(day.toEpochDay() - truth.from().toEpochDay());
  }

  @Override
  public String profile(long seed) {
    return shape(seed).source();
  }

  @Override
  public String rates(long seed) {
    return Simulation.rates(scenario(seed));
  }
}
