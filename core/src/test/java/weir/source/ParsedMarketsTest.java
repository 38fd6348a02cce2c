package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.account.Account;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.substance.SubstanceNamer;

/** Markets of which pages and parsed pages were published: first on made-up equivalents. */
class ParsedMarketsTest {

  private static Reading read(String profile, String name, byte[] body) {
    return SourceReader.of(
            Profiles.named(profile).orElseThrow(), SubstanceNamer.standard(), Made.KEY)
        .read(Made.page(name, body));
  }

  private static Reading read(String profile, String name, String body) {
    return read(profile, name, body.getBytes(StandardCharsets.UTF_8));
  }

  private static final String PRODUCTS =
      """
      {"tea_1": {"web_page": {"market": "darkmarket", "page_type": "product", "date": 1585778400.0},
        "page_data": {"name": "Green tea", "vendor": "northwind ", "ships_from": "Germany", "ships_to": ["Worldwide"],
          "price": {"10.50$ per item,      for at least 1 product": "10.50$", "19$ per item,   for at least 2 products": "19$"},
          "info": "From the hills", "feedback": [
            {"score": [4, 5], "message": "good", "date": 1583276400.0, "user": "some buyer", "date_deviation": "day"}]}},
       "tea_2": {"web_page": {"market": "darkmarket", "page_type": "product", "date": 1585778400.0},
        "page_data": {"name": "Mint", "vendor": "eastgate", "ships_from": "Undeclared", "ships_to": null,
          "price": "12.00000000 EUR", "info": null, "feedback": null}}}
      """;

  @Test
  void an_object_for_each_page_gives_listings_tiers_and_ratings() {
    Reading reading = read("darkmarket", "products.json", PRODUCTS);

    assertThat(reading.refusals()).isEmpty();
    // Midnight in Rome: the day is the one that its clock showed.
    assertThat(reading.capture().capturedAt()).isEqualTo(Instant.parse("2020-04-02T00:00:00Z"));
    List<Listing> listings = Made.rows(reading, Listing.class);
    assertThat(listings)
        .extracting(
            Listing::title,
            Listing::account,
            Listing::priceCurrency,
            Listing::shipsFrom,
            Listing::locator)
        .containsExactly(
            tuple("Green tea", "northwind", "USD", "DE", "line:2"),
            tuple("Mint", "eastgate", "EUR", null, "line:6"));
    assertThat(listings.getFirst().priceAmount()).isEqualByComparingTo("10.50");
    assertThat(listings.getFirst().shipsTo()).containsExactly("WORLD");
    assertThat(Made.rows(reading, Offer.class))
        .extracting(
            Offer::listingId,
            Offer::kind,
            offer -> java.util.Objects.requireNonNull(offer.priceAmount()).intValue())
        .containsExactly(
            tuple(listings.getFirst().listingId(), "tier", 10),
            tuple(listings.getFirst().listingId(), "tier", 19));
    Feedback feedback = Made.only(reading, Feedback.class);
    assertThat(feedback.account()).isEqualTo("northwind");
    assertThat(feedback.rating()).isEqualTo(0.8);
    assertThat(feedback.givenAt()).isEqualTo(Instant.parse("2020-03-04T00:00:00Z"));
    assertThat(feedback.givenAtPrecision()).isEqualTo("day");
    assertThat(Made.kept(reading)).doesNotContain("some buyer").contains("[buyer]");
  }

  @Test
  void vendors_stand_in_files_of_their_own() {
    Reading reading =
        read(
            "agartha",
            "vendors.json",
            """
            {"northwind": {"web_page": {"market": "agartha", "page_type": "vendor", "date": 1585605600.0},
              "page_data": {"name": "northwind", "score": [4.9, 5], "registration": 1569794400.0,
                "registration_deviation": "month", "last_login": null, "sales": 25, "info": "Tea only",
                "feedback": [{"score": [5, 5], "message": "fast", "date": 1577919600.0, "product": "Mint", "user": "n****d"}]}}}
            """);

    Account account = Made.only(reading, Account.class);
    assertThat(account.rating()).isEqualTo(0.98);
    assertThat(account.joinedOn()).isEqualTo(LocalDate.parse("2019-09-30"));
    assertThat(account.lastSeenOn()).isNull();
    assertThat(account.salesCount()).isEqualTo(25);
    assertThat(Made.rows(reading, Listing.class)).isEmpty();
    assertThat(Made.only(reading, Feedback.class).account()).isEqualTo("northwind");
  }

  @Test
  void a_kept_document_reads_the_same_again() {
    Reading first = read("darkmarket", "products.json", PRODUCTS);
    Reading again = read("darkmarket", "products.json", first.keptPage());
    assertThat(again.rows().size()).isEqualTo(first.rows().size());
    assertThat(again.keptPage()).isEqualTo(first.keptPage());
  }

  @Test
  void a_listing_page_of_berlusconi_gives_price_stock_and_ways_of_shipping() {
    Reading reading =
        read(
            "berlusconi",
            "2019_09_11_page.html",
            """
            <ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="?c=listings&amp;a=search&amp;cat=7">Groceries</a></li>
            <li><a href="?a=search&amp;cat=14">Tea</a></li><li class="active">Green tea 100 g</li></ol>
            <div class="col-md-8"><h2> Green tea 100 g </h2><form><input name="product_code" value="0a0b" type="hidden">
            <div class="listing-price"><strong>35 <b>EUR</b></strong> <span class="text-muted"><i></i> 0.003834</span></div>
            <div class="text-muted listing-stock"><span>99 In stock</span></div>
            <select name="shipping_option"><option value="1">Letter [1 EUR]</option><option value="2">Parcel [10 EUR]</option></select>
            <table><tr><td><b>Vendor</b></td><td><a href="?a=vendor&amp;v_id=1">northwind</a> [<strong class="fb-pos">+62</strong>|<strong class="fb-neg">−1</strong>]</td></tr>
            <tr><td><b>Escrow Type</b></td><td>Full escrow</td></tr><tr><td><b>Ships From</b></td><td>Spain</td></tr>
            <tr><td><b>Ships to</b></td><td><em>Worldwide</em></td></tr><tr><td><em>1 items sold since 2019-05-25</em></td></tr></table>
            <input name="currency" value="btc" type="radio"></form></div>
            <h4>Terms &amp; Conditions</h4><p>We ship on Mondays.</p>
            """);

    assertThat(reading.refusals()).isEmpty();
    Listing listing = Made.only(reading, Listing.class);
    assertThat(listing.listingId()).isEqualTo("0a0b");
    assertThat(listing.title()).isEqualTo("Green tea 100 g");
    assertThat(listing.account()).isEqualTo("northwind");
    assertThat(listing.category()).containsExactly("Groceries", "Tea");
    assertThat(listing.pricesShown()).containsExactly("35 EUR", "0.003834 BTC");
    assertThat(listing.stock()).isEqualTo(99);
    assertThat(listing.soldCount()).isEqualTo(1);
    assertThat(listing.escrow()).isTrue();
    assertThat(listing.shipsFrom()).isEqualTo("ES");
    assertThat(listing.payments()).containsExactly("btc");
    assertThat(listing.capturedAt()).isEqualTo(Instant.parse("2019-09-11T00:00:00Z"));
    assertThat(Made.rows(reading, Offer.class))
        .extracting(Offer::label)
        .containsExactly("Letter", "Parcel");
    Account account = Made.only(reading, Account.class);
    assertThat(account.feedbackCount()).isEqualTo(63);
    assertThat(account.text()).isEqualTo("We ship on Mondays.");
  }

  private static final String MENU =
      "<ul id=Navigation><li><div class=footnote>Logged in as <b> reading-person </b></div></li></ul>";

  @Test
  void listing_and_vendor_pages_of_drugsmedicine_are_read() {
    Reading listingPage =
        read(
            "drugsmedicine",
            "2019_09_11_item.html",
            MENU
                + """
                <div class="content"><h3>1G of green tea</h3><table class="producttable msgtable">
                <tr><td>seller</td><td><a href="/market/user/northwind">northwind</a> <span class="username_rating">95.4</span></td></tr>
                <tr><td>ships from</td><td>Germany</td></tr><tr><td>ships to</td><td>Worldwide</td></tr>
                <tr><td>category</td><td><a href="/category/26">Tea</a></td></tr></table>
                <a href="/market/discussion/item/1g_of_green_tea">discuss</a>
                <div class="price_big">price <div class="price_big_inner"> ฿0.0060 </div></div>
                <select name="shippingtyp"><option value="1">Combined ... (฿0.000)</option><option value="2">EU (฿0.004)</option></select>
                <div class="prod_info">Fresh</div>
                <div class="comment_wrapper"><div class="commenthead"><b> ★ ★ ★ ★ ☆ </b><span class="commenttime"> 3&nbsp;days, 12&nbsp;hours </span></div><p>good, says reading-person</p></div>
                </div>
                """);
    assertThat(listingPage.refusals()).isEmpty();
    Listing listing = Made.only(listingPage, Listing.class);
    assertThat(listing.listingId()).isEqualTo("1g_of_green_tea");
    assertThat(listing.priceAmount()).isEqualByComparingTo("0.006");
    assertThat(listing.priceCurrency()).isEqualTo("BTC");
    assertThat(listing.shipsFrom()).isEqualTo("DE");
    assertThat(Made.rows(listingPage, Offer.class)).extracting(Offer::label).contains("EU");
    Feedback feedback = Made.only(listingPage, Feedback.class);
    assertThat(feedback.rating()).isEqualTo(0.8);
    assertThat(feedback.givenAt()).isEqualTo(Instant.parse("2019-09-07T12:00:00Z"));
    // The save is dated to the day: an age cannot be better known than that.
    assertThat(feedback.givenAtPrecision()).isEqualTo("day");
    assertThat(Made.kept(listingPage)).doesNotContain("reading-person");

    Reading vendorPage =
        read(
            "drugsmedicine",
            "2019_09_11_user.html",
            MENU
                + """
                <div class="viewusercont"><h3>northwind</h3></div><div class="viewusercont"><table class="msgtable">
                <tr><td>vendor for</td><td>5&nbsp;years, 10&nbsp;months</td></tr><tr><td>last seen</td><td>1&nbsp;day, 23&nbsp;hours</td></tr>
                <tr><td>avg rating</td><td>4.77 / 5.0</td></tr><tr><td>transactions</td><td>523</td></tr></table>
                <div class="container container_large"><p>Tea only.</p></div>
                <table class="msgtable"><tr><th>category</th><th>title</th></tr>
                <tr><td><a href="/category/26">Tea</a></td><td><a href="/market/item/green_tea">Green tea</a></td><td> ฿0.0281 </td><td>Worldwide</td><td>Germany</td></tr>
                </table></div>
                """);
    assertThat(vendorPage.refusals()).isEmpty();
    Account account = Made.only(vendorPage, Account.class);
    assertThat(account.account()).isEqualTo("northwind");
    assertThat(account.salesCount()).isEqualTo(523);
    assertThat(account.rating()).isEqualTo(0.954);
    assertThat(account.lastSeenOn()).isEqualTo(LocalDate.parse("2019-09-09"));
    assertThat(Made.only(vendorPage, Listing.class).listingId()).isEqualTo("green_tea");
  }

  /** Counts alone: nothing of the published pages is repeated here. */
  @ParameterizedTest
  @CsvSource({
    "agartha, parsed/2020_03_31_agartha_product.json, 630, 0, 0",
    "agartha, parsed/2020_03_31_agartha_vendor.json, 0, 35, 2554",
    "cannahome, parsed/2020_03_12_cannahome_product.json, 1, 0, 2",
    "darkmarket, parsed/2020_04_02_darkmarket_product.json, 4, 0, 6",
    "berlusconi, html/2019_09_11_berlusconi_c-listings_a-product_code-0a07869e4f96_tab-2.html, 1, 1, 0",
    "drugsmedicine, html/drugsmedicine_1g_of_pure_uncut_peruvian_cocaine.html, 1, 1, 10",
    "drugsmedicine, html/2019_09_11_drugsmedicine_fredthebaker_2.html, 4, 1, 0",
  })
  void the_published_pages_are_read_whole(
      String profile, String file, int listings, int accounts, int feedbacks) throws IOException {
    String data = System.getenv("WEIR_DATA");
    Path page = Path.of(String.valueOf(data), "anita-markets", file);
    assumeTrue(data != null && Files.exists(page), "WEIR_DATA holds no such page");
    Reading reading = read(profile, file, Files.readAllBytes(page));
    assertThat(Made.rows(reading, Listing.class)).hasSize(listings);
    assertThat(Made.rows(reading, Account.class)).hasSize(accounts);
    assertThat(Made.rows(reading, Feedback.class)).hasSize(feedbacks);
    assertThat(Made.rows(reading, Listing.class))
        .allSatisfy(listing -> assertThat(listing.title()).isNotBlank())
        .allSatisfy(listing -> assertThat(listing.priceAmount()).isNotNull());
  }
}
