package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.only;
import static weir.source.Made.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.document.Fault;
import weir.listing.Listing;

/** What stands beside a label, whatever the page is built of. */
class LabelsTest {

  private static final String PROFILE =
      """
      source: tea-market
      reads: html
      pages:
        - kind: listing
          when: {label: Price}
          records:
            - table: listing
              fields:
                listing_id: {const: one}
                title: {label: [Item, Ware]}
                account: {label: Vendor, select: a}
                price: {label: Price}
                ships_from: {label: [Ships from, Versand aus]}
      """;

  private static Listing listing(String html) {
    return only(read(PROFILE, html), Listing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<dl><dt>Item</dt><dd>Green tea</dd><dt>Price</dt><dd>5 EUR</dd><dt>Ships"
            + " from</dt><dd>Germany</dd></dl>",
        "<table><tr><td>Item</td><td>Green tea</td></tr><tr><td>Price:</td><td>5 EUR</td></tr>"
            + "<tr><td><b>Ships from</b></td><td>Germany</td></tr></table>",
        "<table><tr><th>Item</th><td>Green tea</td></tr><tr><th>Price</th><td>5 EUR</td></tr>"
            + "<tr><th>Ships from</th><td><i>Germany</i></td></tr></table>",
        "<table><thead><tr><th>Item</th><th>Price</th><th>Ships from</th></tr></thead>"
            + "<tbody><tr><td>Green tea</td><td>5 EUR</td><td>Germany</td></tr></tbody></table>",
        "<table><tr><th>Item</th><th>Price</th><th>Ships from</th></tr>"
            + "<tr><td>Green tea</td><td>5 EUR</td><td>Germany</td></tr></table>",
        "<p>Item: Green tea</p><p>Price: 5 EUR</p><p>Ships from: Germany</p>",
        "<p>Ware: Green tea</p><p>Price: 5 EUR</p><p>Versand aus: Germany</p>",
        "<p><b>Item:</b> Green tea <b>Price:</b> 5 EUR <b>Ships from:</b> Germany</p>",
        "<div><b>Item</b>: Green tea<br><b>Price</b>: 5 EUR<br><b>Ships from</b>: Germany</div>",
        "<div><span>Item</span> <span>Green tea</span></div><div><span>Price</span><span>5"
            + " EUR</span></div><div><span>Ships from</span><span>Germany</span></div>",
        "<div><div><label>Item</label></div><div>Green tea</div></div>"
            + "<div><div><label>Price</label></div><div>5 EUR</div></div>"
            + "<div><div><label>Ships from</label></div><div>Germany</div></div>",
        "<p>Item – Green tea</p><p>PRICE – 5 EUR</p><p>Ships from Germany</p>",
        "<li>Item: <em>Green tea</em></li><li>price: <em>5 EUR</em> (0.0001"
            + " BTC)</li><li>Ships&nbsp;from: <em>Germany</em></li>",
      })
  void a_value_beside_below_or_behind_its_label_is_found(String html) {
    Listing listing = listing(html);
    assertThat(listing.title()).isEqualTo("Green tea");
    assertThat(listing.priceAmount()).isEqualByComparingTo("5");
    assertThat(listing.shipsFrom()).isEqualTo("DE");
  }

  @Test
  void a_selector_takes_a_part_of_what_stands_beside_the_label() {
    Listing listing =
        listing(
            "<p>Ware: Green tea</p><p>Price: 5 EUR</p><table><tr><td>Vendor</td><td><a"
                + " href=/u/x>leafhouse</a> [+62|-0]</td></tr></table>");
    assertThat(listing.account()).isEqualTo("leafhouse");
  }

  @Test
  void a_label_without_a_value_takes_none_from_its_neighbours() {
    Listing listing =
        listing(
            "<p>Ware: Green tea</p><p>Price: 5 EUR</p><dl><dt>Ships from</dt><dt>Lies"
                + " in</dt><dd>Germany</dd></dl>");
    assertThat(listing.shipsFrom()).isNull();
  }

  @Test
  void a_label_in_one_record_says_nothing_of_the_next() {
    String profile =
        """
        source: tea-market
        reads: html
        pages:
          - kind: listings
            records:
              - table: listing
                each: .card
                fields:
                  listing_id: h3
                  title: h3
                  ships_from: {label: From}
        """;
    var rows =
        Made.rows(
            read(
                profile,
                "<div class=card><h3>Green</h3><p>From: Germany</p></div><div"
                    + " class=card><h3>Black</h3></div>"),
            Listing.class);
    assertThat(rows).extracting(Listing::shipsFrom).containsExactly("DE", null);
  }

  @Test
  void a_row_is_read_by_the_heads_of_its_columns() {
    String profile =
        """
        source: tea-market
        reads: html
        pages:
          - kind: listings
            records:
              - table: listing
                each: 'tr:has(td)'
                fields:
                  listing_id: {label: Item}
                  title: {label: Item}
                  ships_from: {label: Ships from}
        """;
    var rows =
        Made.rows(
            read(
                profile,
                "<table><tr><th>Item</th><th>Ships from</th></tr>"
                    + "<tr><td>Green</td><td>Germany</td></tr><tr><td>Black</td><td>China</td></tr></table>"),
            Listing.class);
    assertThat(rows).extracting(Listing::shipsFrom).containsExactly("DE", "CN");
    assertThat(rows).extracting(Listing::title).containsExactly("Green", "Black");
  }

  @Test
  void a_page_without_the_label_is_another_page() {
    assertThat(read(PROFILE, "<p>Prices rise.</p>").rows()).isEmpty();
  }

  @Test
  void a_label_of_signs_alone_is_refused() {
    var outcome = Profiles.read(PROFILE.replace("label: Price}", "label: '***'}"), "tea.yaml");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Profiles.Outcome.Faulty.class,
            faulty ->
                assertThat(faulty.faults().stream().map(Fault::toString))
                    .anyMatch(text ->
                        text.contains("'***' has no words")
                            && text.contains("Like 'label: Ships from'")));
  }
}
