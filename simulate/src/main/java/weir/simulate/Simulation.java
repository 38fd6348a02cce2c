package weir.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Made-up markets: what happens on them, the pages that a crawler saves of it, and the truth behind
 * the pages.
 *
 * <p>An instrument for checking measures, so it knows nothing of how they work. The same scenario
 * and seed give the same pages and the same truth, byte for byte, on every machine. What happens on
 * the markets does not depend on how they are saved or shown.
 */
public final class Simulation {

  private Simulation() {}

  /**
   * Lets the scenario happen.
   *
   * @param pages receives every saved page, in the order of days, one market after another
   * @param truth receives what happened, as it happens; accounts and listings when they end, the
   *     surviving ones at last
   */
  public static void run(Scenario scenario, long seed, MarketPageSink pages, TruthSink truth) {
    World world = new World(scenario, seed, truth);
    List<Crawler> crawlers = new ArrayList<>();
    for (MarketState market : world.markets) {
      crawlers.add(new Crawler(world, market, pages, truth));
    }
    for (int day = 0; day < scenario.days(); day++) {
      world.begin(day);
      for (Crawler crawler : crawlers) {
        crawler.visit(day);
      }
      world.end();
    }
    world.finish();
  }

  /**
   * Made-up exchange rates for the scenario's days, as plain CSV with the columns {@code
   * day,base,quote,rate}.
   */
  public static String rates(Scenario scenario) {
    return new ExchangeRates(scenario.from()).csv(scenario.days());
  }

  /**
   * Signals that made-up partners report in the scenario's weeks, as CSV that {@code weir import
   * signals} takes.
   */
  public static String signals(Scenario scenario, long seed) {
    return new PartnerReports(scenario).signals(seed);
  }

  /** How much these partners looked, as CSV that {@code weir import effort} takes. */
  public static String effort(Scenario scenario) {
    return new PartnerReports(scenario).effort();
  }
}
