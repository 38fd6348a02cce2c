package weir.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a market's pages look. */
interface Site {

  /** What stands before a page when it is not shown. */
  enum Gate {
    CAPTCHA,
    QUEUE,
    LOGIN,
    ERROR
  }

  /** When a page is asked for. */
  record Moment(Instant at, LocalDate day, ExchangeRates rates) {

    LocalDateTime utc() {
      return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /** What a listing asks for so many packs, as printed and as paid. */
    BigDecimal price(Listing listing, int multiple) {
      return rates.fromEuros(
          World.cents(listing.euros(multiple)), listing.account.market.plan.currency(), day);
    }
  }

  static Site of(Scenario.Market plan) {
    return switch (plan.template()) {
      case SEMANTIC -> new SemanticSite(plan);
      case TABLES -> new TableSite(plan);
      case CARDS -> new CardSite(plan);
    };
  }

  /**
   * The page that leads to the lists.
   *
   * @param counts listings by list, those that no page shows included
   */
  String front(Map<String, Integer> counts, Moment moment);

  /**
   * A page of a list.
   *
   * @param list the category, or empty for the list of all
   * @param number from 1
   * @param pages that are shown
   * @param total listings in the list, those that no page shows included
   */
  String list(String list, List<Listing> shown, int number, int pages, int total, Moment moment);

  String listing(Listing listing, Moment moment);

  String vendor(Account account, Moment moment);

  String gate(Gate gate, Moment moment);

  /** What stands in every page's place once the market has closed. */
  String closed();

  // ---- where pages stand, the same on all sites

  static String listingPath(Listing listing) {
    return "listing/" + listing.id + ".html";
  }

  static String vendorPath(Account account) {
    return "vendor/" + account.handle + ".html";
  }

  static String listPath(String list, int number) {
    String name =
        list.isEmpty() ? "index" : "category/" + list.toLowerCase(Locale.ROOT).replace(' ', '-');
    return name + (number == 1 ? "" : "-" + number) + ".html";
  }

  static String escape(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String entity =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> null;
          };
      if (entity != null && escaped == null) {
        escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (escaped != null) {
        if (entity == null) {
          escaped.append(c);
        } else {
          escaped.append(entity);
        }
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  /** Two digits at least. */
  static StringBuilder two(StringBuilder to, int number) {
    return number < 10 ? to.append('0').append(number) : to.append(number);
  }

  /** A quotient with so many digits after the point, without the slowness of formats. */
  static String quotient(long dividend, long divisor, int places) {
    return divisor == 0
        ? "0"
        : BigDecimal.valueOf(dividend)
            .divide(BigDecimal.valueOf(divisor), places, java.math.RoundingMode.HALF_UP)
            .toPlainString();
  }
}
