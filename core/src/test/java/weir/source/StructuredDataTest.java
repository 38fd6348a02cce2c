package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.site.Site;
import weir.substance.SubstanceNamer;

/** The profile {@code schema-org} on made-up shops. */
class StructuredDataTest {

  private static final SourceReader READER =
      SourceReader.of(
          Profiles.named("schema-org").orElseThrow(), SubstanceNamer.standard(), Made.KEY);

  record Shop(String how, String page) {
    @Override
    public String toString() {
      return how;
    }
  }

  private static Reading read(String page) {
    return READER.read(Made.page("p.html", page.getBytes(StandardCharsets.UTF_8)));
  }

  private static String ld(String json) {
    return "<head><link rel=canonical href='https://shop.example/p'><script type=\"application/ld+json\">"
        + json
        + "</script></head><body><p>Pills</p></body>";
  }

  private static final String OBJECT =
      """
      {"@context":"https://schema.org","@type":"Product","sku":"A1","name":"Xanax 2mg 30 pills",
       "offers":{"@type":"Offer","price":"59.90","priceCurrency":"EUR","seller":{"name":"Made shop"}}}\
      """;

  static List<Shop> shops() {
    return List.of(
        new Shop("an object", ld(OBJECT)),
        new Shop("a graph", ld("{\"@graph\":[{\"@type\":\"WebSite\"}," + OBJECT + "]}")),
        new Shop("an array", ld("[" + OBJECT + "]")),
        new Shop("a special type", ld(OBJECT.replace("\"Product\"", "[\"Drug\"]"))),
        new Shop(
            "a type with its vocabulary",
            ld(OBJECT.replace("Product", "http://schema.org/Product"))),
        new Shop("a trailing comma", ld(OBJECT.replace("}}", "},}"))),
        new Shop("a comment around it", ld("<!--\n" + OBJECT + "\n-->")),
        new Shop("a section around it", ld("//<![CDATA[\n" + OBJECT + "\n//]]>")),
        new Shop("a line break in a text", ld(OBJECT.replace("Made shop", "Made\\u0020shop"))),
        new Shop(
            "a reference",
            ld(
                "{\"@graph\":["
                    + OBJECT.replace("{\"name\":\"Made shop\"}", "{\"@id\":\"#s\"}")
                    + ",{\"@id\":\"#s\",\"@type\":\"Organization\",\"name\":\"Made shop\"}]}")),
        new Shop(
            "several offers",
            ld(OBJECT.replace("\"offers\":{", "\"offers\":[{").replace("}}}", "}}]}"))),
        new Shop(
            "microdata",
            """
            <link rel=canonical href="https://shop.example/p">
            <div itemscope itemtype="https://schema.org/Product"><meta itemprop=sku content=A1>
            <h1 itemprop=name>Xanax 2mg 30 pills</h1>
            <div itemprop=offers itemscope itemtype="https://schema.org/Offer">
            <span itemprop=price content="59.90">59,90 €</span><meta itemprop=priceCurrency content=EUR>
            <span itemprop=seller itemscope><span itemprop=name>Made shop</span></span></div></div>
            """),
        new Shop(
            "RDFa Lite",
            """
            <link rel=canonical href="https://shop.example/p">
            <div vocab="https://schema.org/" typeof=Product><meta property=sku content=A1>
            <h1 property=name>Xanax 2mg 30 pills</h1><div property=offers typeof=Offer>
            <meta property=price content="59.90"><meta property=priceCurrency content=EUR>
            <span property=seller typeof=Organization><b property=name>Made shop</b></span></div></div>
            """));
  }

  @ParameterizedTest
  @MethodSource("shops")
  void a_product_is_read_however_the_page_writes_it(Shop shop) {
    Reading reading = read(shop.page());
    assertThat(reading.refusals()).isEmpty();
    Listing listing = Made.only(reading, Listing.class);
    assertThat(listing.listingId()).isEqualTo("A1");
    assertThat(listing.title()).isEqualTo("Xanax 2mg 30 pills");
    assertThat(listing.substance()).isEqualTo("alprazolam");
    assertThat(listing.priceAmount()).isEqualByComparingTo("59.90");
    assertThat(listing.priceCurrency()).isEqualTo("EUR");
    assertThat(listing.account()).isEqualTo("Made shop");
    assertThat(Made.only(reading, Site.class).host()).isEqualTo("shop.example");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void a_kept_page_is_read_again_alike(Shop shop) {
    Reading first = read(shop.page());
    Reading second = read(Made.kept(first));
    assertThat(Made.rows(second, Listing.class))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("capture")
        .isEqualTo(Made.rows(first, Listing.class));
    assertThat(Made.kept(second)).isEqualTo(Made.kept(first));
    assertThat(Made.kept(first)).doesNotContain("<script");
  }

  @Test
  void packs_are_offers_and_reviews_are_ratings() {
    Reading reading =
        read(
            ld(
                """
                {"@type":"Product","sku":"B","name":"Tramadol","offers":{"@type":"AggregateOffer","lowPrice":20,
                 "priceCurrency":"USD","offers":[{"@type":"Offer","name":"30 pills","price":"20 USD"},
                 {"@type":"Offer","name":"90 pills","price":"50 USD"}]},
                 "review":{"author":{"name":"Jane Buyer"},"datePublished":"2024-01-03",
                 "reviewRating":{"ratingValue":"4"},"reviewBody":"good"}}\
                """));
    assertThat(Made.rows(reading, Offer.class))
        .extracting(o -> o.listingId() + " " + o.units() + " " + o.priceAmount())
        .containsExactly("B 30.0 20", "B 90.0 50");
    Feedback feedback = Made.only(reading, Feedback.class);
    assertThat(feedback.listingId()).isEqualTo("B");
    assertThat(feedback.rating()).isEqualTo(0.8);
    assertThat(Made.kept(reading)).doesNotContain("Jane Buyer");
  }

  @Test
  void open_graph_serves_where_nothing_else_is_said() {
    Reading reading =
        read(
            """
            <meta property="og:title" content="Modafinil 100mg"><meta property="og:url" content="https://shop.example/m">
            <meta property="product:price:amount" content="30"><meta property="product:price:currency" content="GBP">
            """);
    Listing listing = Made.only(reading, Listing.class);
    assertThat(listing.title()).isEqualTo("Modafinil 100mg");
    assertThat(listing.priceCurrency()).isEqualTo("GBP");
    assertThat(Made.only(reading, Site.class).host()).isEqualTo("shop.example");
  }

  @Test
  void a_page_without_products_shows_its_signs_with_their_passages_and_whom_it_links() {
    Reading reading =
        read(
            "<link rel=canonical href='https://pills.example/'><p>No prescription needed! We ship worldwide.</p>"
                + "<a href='https://pay.example/x'>pay</a>");
    Site site = Made.only(reading, Site.class);
    assertThat(site.indicators())
        .containsExactly(
            "no-prescription: No prescription needed", "shipping-promise: We ship worldwide");
    assertThat(site.outlinks()).containsExactly("pay.example");
  }

  @Test
  void an_address_of_a_hidden_service_is_kept_as_a_digest() {
    Reading reading = read("<link rel=canonical href='http://madeupmadeupmade.onion/'><p>x</p>");
    assertThat(Made.only(reading, Site.class).host())
        .isEqualTo("onion:" + Made.KEY.digest("madeupmadeupmade.onion"));
  }

  @Test
  void contacts_and_streets_in_data_are_masked() {
    Reading reading =
        read(
            ld(
                "{\"@type\":\"Pharmacy\",\"name\":\"P\",\"telephone\":\"020 7946 0000\",\"email\":\"a@made.example\","
                    + "\"address\":{\"streetAddress\":\"1 Made Road\",\"addressCountry\":\"GB\"}}"));
    assertThat(Made.kept(reading)).doesNotContain("7946", "a@made", "Made Road");
    assertThat(Made.only(reading, Site.class).name()).isEqualTo("P");
  }

  @Test
  void broken_data_is_refused_and_the_rest_of_the_page_read() {
    Reading reading = read(ld("{\"@type\": \"Product\", \"name"));
    assertThat(Made.causes(reading)).containsExactly("unreadable-data");
    assertThat(Made.rows(reading, Site.class)).hasSize(1);
  }

  @Test
  void data_that_refers_to_itself_or_nests_without_end_is_survived() {
    assertThat(
            read(ld("{\"@id\":\"#a\",\"@type\":\"Product\",\"name\":\"T\",\"x\":{\"@id\":\"#a\"}}"))
                .rows())
        .isNotEmpty();
    assertThat(Made.causes(read(ld("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)))))
        .containsExactly("unreadable-data");
    Reading deep = read("<div itemscope itemprop=a>".repeat(20_000));
    // Nothing that the profile asks for can be found so deep: it counts as unseen, not as empty.
    assertThat(deep.capture().pageKind()).isEqualTo("unfit");
  }
}
