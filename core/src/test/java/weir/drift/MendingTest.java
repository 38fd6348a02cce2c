package weir.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class MendingTest {

  private static final DigestKey KEY =
      DigestKey.of("a key for tests alone".getBytes(StandardCharsets.UTF_8));

  private static final String PROFILE =
      """
      # A made-up tea market.
      source: tea
      kind: darknet-market
      reads: html
      pages:
        - kind: listing
          when: {select: '.offer > h1'}
          records:
            - table: listing
              fields:
                listing_id: {select: 'a.buy', attribute: href, match: 'offer=(\\d+)'}
                title: '.offer > h1'       # the name
                account: a.seller
                price: {select: .price, currency: EUR}
                ships_from: '.from span'
        - kind: listings
          when: {select: .results}
          records:
            - table: listing
              each: .results .card
              fields:
                listing_id: {select: a, attribute: href, match: 'offer=(\\d+)'}
                title: a
                account: .card__who
                price:
                  select: .card__price
                  currency: EUR
      """;

  private static final List<String> TEAS =
      List.of(
          "Green tea 100 g", "Black tea 50 g", "White tea 20 g", "Mint leaves 10 g", "Oolong 25 g");
  private static final List<String> SELLERS =
      List.of("northwind", "eastgate", "northwind", "southpole", "eastgate");
  private static final List<String> LANDS =
      List.of("Netherlands", "Germany", "Netherlands", "Spain", "Germany");

  private static SavedPage page(String name, String html) {
    return new SavedPage(name, name, null, null, html.getBytes(StandardCharsets.UTF_8));
  }

  private static SavedPage oldOffer(int i) {
    return page(
        "old" + i,
        """
        <div class=offer><h1>%s</h1><a class=seller href=/u>%s</a><b class=price>%d.50</b>
        <p class=from>Ships from: <span>%s</span></p><a class=buy href="/buy?offer=%d">Order</a></div>
        """
            .formatted(TEAS.get(i), SELLERS.get(i), 10 + i, LANDS.get(i), 100 + i));
  }

  private static SavedPage newOffer(int i) {
    return page(
        "new" + i,
        """
        <main><section class=product><h2 class=product-name>%s</h2>
        <dl><dt>Seller</dt><dd class=who>%s</dd><dt>Price</dt><dd class=cost>%d.00</dd>
        <dt>Ships from</dt><dd>%s</dd></dl>
        <form action="/cart?item=%d"><button>Order</button></form></section></main>
        """
            .formatted(TEAS.get(i), SELLERS.get(i), 11 + i, LANDS.get(i), 100 + i));
  }

  private static SavedPage oldList() {
    StringBuilder list = new StringBuilder("<div class=results>");
    for (int i = 0; i < TEAS.size(); i++) {
      list.append(
          "<div class=card><a href=\"/see?offer=%d\">%s</a><i class=card__who>%s</i><b class=card__price>%d</b></div>"
              .formatted(100 + i, TEAS.get(i), SELLERS.get(i), 10 + i));
    }
    return page("oldlist", list + "</div>");
  }

  private static SavedPage newList() {
    StringBuilder list = new StringBuilder("<main><ul class=grid>");
    for (int i = 0; i < TEAS.size(); i++) {
      list.append(
          "<li class=tile><h3 class=tile-name>%s</h3><em class=tile-by>%s</em><strong class=tile-cost>%d</strong><a class=more href=\"/item?id=%d\">more</a></li>"
              .formatted(TEAS.get(i), SELLERS.get(i), 12 + i, 100 + i));
    }
    return page("newlist", list + "</ul></main>");
  }

  private static Optional<Mending.Proposal> propose(List<SavedPage> before, List<SavedPage> since) {
    return Mending.propose(PROFILE, "tea.yaml", before, since, SubstanceNamer.standard(), KEY);
  }

  private static List<Listing> listings(String profile, SavedPage page) {
    Profile read = ((Profiles.Outcome.Sound) Profiles.read(profile, "mended.yaml")).profile();
    return SourceReader.of(read, SubstanceNamer.standard(), KEY).read(page).rows().stream()
        .filter(Listing.class::isInstance)
        .map(Listing.class::cast)
        .toList();
  }

  @Test
  void a_redesigned_page_is_read_again_by_values_labels_and_forms() {
    List<SavedPage> before = new ArrayList<>();
    List<SavedPage> since = new ArrayList<>();
    for (int i = 0; i < TEAS.size(); i++) {
      before.add(oldOffer(i));
      since.add(newOffer(i));
    }
    Mending.Proposal proposal = propose(before, since).orElseThrow();

    assertThat(proposal.readNow()).isEqualTo(5);
    assertThat(proposal.readStill()).isEqualTo(5);
    for (int i = 0; i < TEAS.size(); i++) {
      Listing listing = listings(proposal.mended(), since.get(i)).getFirst();
      assertThat(listing.listingId()).isEqualTo(Integer.toString(100 + i));
      assertThat(listing.title()).isEqualTo(TEAS.get(i));
      assertThat(listing.account()).isEqualTo(SELLERS.get(i));
      assertThat(listing.priceAmount()).isEqualByComparingTo(Integer.toString(11 + i));
      assertThat(listing.shipsFrom()).isIn("NL", "DE", "ES");
    }
    assertThat(proposal.mended()).startsWith("# A made-up tea market.").contains("# the name");
    assertThat(proposal.difference())
        .anyMatch(line -> line.startsWith("-") && line.contains("title: '.offer > h1'"))
        .anyMatch(line -> line.startsWith("+") && line.contains("product-name"));
  }

  @Test
  void a_redesigned_list_gets_its_record_from_what_holds_one_known_value_each() {
    Mending.Proposal proposal = propose(List.of(oldList()), List.of(newList())).orElseThrow();

    List<Listing> listings = listings(proposal.mended(), newList());
    assertThat(listings).extracting(Listing::title).containsExactlyElementsOf(TEAS);
    assertThat(listings).extracting(Listing::account).containsExactlyElementsOf(SELLERS);
    assertThat(listings)
        .extracting(Listing::listingId)
        .containsExactly("100", "101", "102", "103", "104");
    assertThat(listings.getFirst().priceAmount()).isEqualByComparingTo("12");
  }

  @Test
  void both_kinds_of_page_are_mended_at_once() {
    List<SavedPage> before = new ArrayList<>(List.of(oldList()));
    List<SavedPage> since = new ArrayList<>(List.of(newList()));
    for (int i = 0; i < TEAS.size(); i++) {
      before.add(oldOffer(i));
      since.add(newOffer(i));
    }
    Mending.Proposal proposal = propose(before, since).orElseThrow();

    assertThat(proposal.readNow()).isEqualTo(6);
    assertThat(proposal.readStill()).isEqualTo(6);
    assertThat(listings(proposal.mended(), oldList())).isEqualTo(listings(PROFILE, oldList()));
    assertThat(listings(proposal.mended(), oldOffer(1))).isEqualTo(listings(PROFILE, oldOffer(1)));
    assertThat(listings(proposal.mended(), newList())).hasSize(5);
    assertThat(listings(proposal.mended(), newOffer(2))).hasSize(1);
  }

  @Test
  void pages_on_which_nothing_is_known_again_give_no_proposal() {
    assertThat(
            propose(
                List.of(oldOffer(0), oldOffer(1)),
                List.of(page("x", "<h1>Welcome</h1><p>We moved."), page("y", "<h1>News</h1>"))))
        .isEmpty();
  }
}
