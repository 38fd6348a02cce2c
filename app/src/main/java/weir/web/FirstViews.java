package weir.web;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.barrier.BarrierModels;
import weir.lake.LakeProblem;
import weir.web.sheet.SheetRequest;

/**
 * Asks what the pages ask before anybody opens them, so that the first view of a new state of the
 * lake need not wait: with the usual choices, as far as answers can be kept.
 */
final class FirstViews implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(FirstViews.class);

  private final Market market;

  FirstViews(Market market) {
    this.market = market;
  }

  @Override
  public void run() {
    Options usual = Options.of(Map.of());
    SheetRequest plain = new SheetRequest("/", Map.of());
    try {
      OverviewPage.of(market, usual, plain);
      for (String model : BarrierModels.shipped()) {
        ModelPage.of(market, model, plain);
      }
      SubstancesPage.of(market, plain);
      for (SourceSummary source : market.sources()) {
        if (!market.hasRoom()) {
          return;
        }
        SourcePage.of(market, source.id(), usual, plain);
      }
      List<String> substances = SubstancesPage.ids(market);
      for (String substance : substances) {
        if (!market.hasRoom()) {
          return;
        }
        SubstancePage.of(market, substance, usual, plain);
      }
    } catch (LakeProblem saidByThePage) {
      LOG.debug("Pages cannot be asked ahead", saidByThePage);
    } catch (RuntimeException saidByThePageToo) {
      LOG.warn("Pages cannot be asked ahead: {}", String.valueOf(saidByThePageToo.getMessage()));
    }
  }
}
