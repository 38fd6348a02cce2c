package weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import weir.money.PriceReader;
import weir.money.Rate;
import weir.money.RateFile;
import weir.place.PlaceReader;
import weir.quantity.QuantityReader;

class PlainMarketTest {

  private static final Map<String, String> PAGES = pages(1);

  private static Map<String, String> pages(long seed) {
    Map<String, String> pages = new LinkedHashMap<>();
    PlainMarket.write(
        seed,
        (path, html, savedAt) -> {
          assertThat(path).startsWith(savedAt.toString().substring(0, 10) + "/");
          assertThat(pages.put(path, html)).as(path).isNull();
        });
    return pages;
  }

  private static boolean isGate(String html) {
    return html.contains("class=\"captcha\"");
  }

  private static String text(String html, String tag, String cssClass) {
    Matcher matcher =
        Pattern.compile("<%s class=\"%s\"[^>]*>([^<]*)<".formatted(tag, cssClass)).matcher(html);
    assertThat(matcher.find()).as(cssClass).isTrue();
    return matcher.group(1);
  }

  @Test
  void the_same_seed_gives_the_same_bytes() {
    assertThat(pages(1)).isEqualTo(PAGES);
  }

  @Test
  void another_seed_gives_another_market() {
    assertThat(pages(2)).isNotEqualTo(PAGES);
  }

  @Test
  void the_market_is_saved_twice_a_week_for_half_a_year() {
    TreeSet<String> days = new TreeSet<>();
    PAGES.keySet().forEach(path -> days.add(path.substring(0, 10)));
    assertThat(days).hasSize(52);
    assertThat(days.first()).isEqualTo("2025-01-06");
    assertThat(LocalDate.parse(days.last())).isBetween("2025-06-25", "2025-07-07");
  }

  @Test
  void each_save_has_an_index_that_states_and_links_its_listings() {
    int listings = 0;
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      if (!page.getKey().endsWith("index.html") || isGate(page.getValue())) continue;
      String total = text(page.getValue(), "p", "total");
      long linked =
          page.getValue().lines().filter(l -> l.contains("<li class=\"listing\"")).count();
      assertThat(total).isEqualTo(linked + " listings");
      listings += (int) linked;
    }
    assertThat(listings / 52).isBetween(60, 90);
  }

  @Test
  void some_pages_are_missed_and_a_few_are_gates() {
    long listingPages = PAGES.keySet().stream().filter(p -> p.contains("/listing/")).count();
    long vendorPages = PAGES.keySet().stream().filter(p -> p.contains("/vendor/")).count();
    assertThat(listingPages).isBetween(3_000L, 4_600L);
    assertThat(vendorPages).isBetween(500L, 624L);
    assertThat(PAGES.values().stream().filter(PlainMarketTest::isGate).count()).isBetween(3L, 60L);
    long linked =
        PAGES.values().stream()
            .flatMap(String::lines)
            .filter(l -> l.contains("<li class=\"listing\""))
            .count();
    assertThat((double) listingPages / linked).as("share saved").isBetween(0.9, 0.99);
  }

  @Test
  void every_listing_page_can_be_read() {
    Map<String, Integer> currencies = new HashMap<>();
    PAGES.forEach((path, html) -> {
      if (!path.contains("/listing/") || isGate(html)) return;
      String title = text(html, "h1", "title");
      assertThat(QuantityReader.amount(title)).as(title).isPresent();
      String price = text(html, "p", "price");
      assertThat(PriceReader.read(price, null)).as(price).hasSize(1);
      currencies.merge(
          PriceReader.read(price, null).getFirst().money().currency(), 1, Integer::sum);
      assertThat(PlaceReader.origin(text(html, "dd", "ships-from"))).isPresent();
      assertThat(PlaceReader.destinations(text(html, "dd", "ships-to"))).isNotEmpty();
      assertThat(text(html, "dd", "stock")).matches("\\d+ in stock|Out of stock");
      assertThat(text(html, "dd", "escrow")).matches("Yes|No");
    });
    assertThat(currencies).containsOnlyKeys("EUR", "USD", "BTC");
  }

  @Test
  void what_was_sold_never_falls() {
    Map<String, Integer> sold = new HashMap<>();
    int[] grew = {0};
    PAGES.forEach((path, html) -> {
      if (!path.contains("/listing/") || isGate(html)) return;
      int now = Integer.parseInt(text(html, "dd", "sold"));
      Integer before = sold.put(path.substring(11), now);
      assertThat(now).as(path).isGreaterThanOrEqualTo(before == null ? 0 : before);
      if (before != null && now > before) grew[0]++;
    });
    assertThat(grew[0]).isGreaterThan(1_000);
  }

  @Test
  void a_vendor_page_shows_a_contact_and_buyers_are_masked() {
    PAGES.forEach((path, html) -> {
      if (isGate(html)) return;
      if (path.contains("/vendor/")) {
        assertThat(text(html, "dd", "contact")).endsWith("@example.org");
        assertThat(LocalDate.parse(text(html, "dd", "joined"))).isBefore("2025-01-06");
      } else if (html.contains("class=\"buyer\"")) {
        assertThat(text(html, "td", "buyer")).matches("[a-z]\\*\\*\\*\\d");
      }
    });
  }

  @Test
  void pages_come_in_the_order_in_which_they_were_saved() {
    List<Instant> times = new ArrayList<>();
    PlainMarket.write(1, (path, html, savedAt) -> times.add(savedAt));
    assertThat(times).isSorted();
  }

  @Test
  void its_rates_cover_every_day_of_it() throws IOException {
    List<Rate> rates = new ArrayList<>();
    RateFile.Summary summary =
        RateFile.read("made-up.csv", new StringReader(PlainMarket.rates()), rates::add);
    assertThat(summary.refusals()).isEmpty();
    assertThat(rates).hasSize(2 * (26 * 7 + 2));
  }
}
