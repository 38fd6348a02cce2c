package weir.validate;

import java.time.Instant;

/** Makes up a market: its pages as somebody saved them, and the truth behind them. */
interface MarketMaker {

  /** Takes a saved page. */
  @FunctionalInterface
  interface Pages {
    /**
     * @param address the page's path, with its save's folder
     */
    void page(String address, String html, Instant savedAt);
  }

  /** The market of a seed: the same seed gives the same market. */
  MarketTruth make(long seed, Pages pages);

  /** A shipped profile's name, or the text of one. */
  String profile(long seed);

  /** Exchange rates as plain CSV; empty when prices are in euros. */
  String rates(long seed);
}
