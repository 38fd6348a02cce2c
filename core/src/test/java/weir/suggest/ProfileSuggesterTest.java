package weir.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.post.Post;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** What a profile that pages suggest reads from them. */
class ProfileSuggesterTest {

  private static final List<String> WARES =
      List.of(
          "MDMA crystal 1g",
          "Ketamine 5 g",
          "LSD blotter x 10",
          "Amphetamine paste 10 g",
          "Hashish 3.5 g",
          "DMT powder 0.5 g");
  private static final List<String> SELLERS =
      List.of("leafhouse", "northpost", "blueheron", "leafhouse", "saltmarsh", "owlandoak");
  private static final List<String> COUNTRIES =
      List.of("Germany", "Netherlands", "Spain", "Germany", "Canada", "France");
  private static final List<String> CODES = List.of("DE", "NL", "ES", "DE", "CA", "FR");

  private static SavedPage page(String name, String html) {
    return new SavedPage(name, name, null, null, html.getBytes(StandardCharsets.UTF_8));
  }

  private static String framed(String title, String body) {
    return "<html><title>%s - Kiosk</title><body><div><a href='/wallet'>0.0000 BTC</a> <a href='/user/visitor'>visitor</a></div><ul><li><a href='/c/1'>Cannabis</a> 210</li><li><a href='/c/2'>Opioids</a> 40</li></ul>%s</body></html>"
        .formatted(title, body);
  }

  /** Pages of single wares, of nothing but rows of two cells without a class. */
  private static List<SavedPage> wares() {
    List<SavedPage> pages = new ArrayList<>();
    for (int i = 0; i < WARES.size(); i++) {
      pages.add(
          page(
              "ware" + i + ".html",
              framed(
                  WARES.get(i),
                  "<h2>%s</h2><table><tr><td>Seller</td><td><a href='/user/%s'>%s</a> (9%d%%)</td></tr><tr><td>Price</td><td>%d.50 EUR</td></tr><tr><td>Ships from</td><td>%s</td></tr><tr><td>Ships to</td><td>Europe</td></tr></table><p>Write to kettle%d@example.org before you order, we answer within a day.</p><form action='/buy/%d' method=post><input name=quantity><button>Buy now</button></form>"
                      .formatted(
                          WARES.get(i),
                          SELLERS.get(i),
                          SELLERS.get(i),
                          i,
                          10 + i,
                          COUNTRIES.get(i),
                          i,
                          100 + i))));
    }
    return pages;
  }

  private static SavedPage list() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < WARES.size(); i++) {
      rows.append(
          "<div class=ware><a href='/item/%d'>%s</a><i>%s</i><b>%d.50 EUR</b></div>"
              .formatted(100 + i, WARES.get(i), SELLERS.get(i), 10 + i));
    }
    return page("list.html", framed("Search", rows.toString()));
  }

  private static Suggestion suggested(List<SavedPage> pages) {
    return ProfileSuggester.suggest(pages, "kiosk", SubstanceNamer.standard());
  }

  private static List<Listing> read(Suggestion suggestion, SavedPage page) {
    Profiles.Outcome outcome = Profiles.read(suggestion.profile(), "kiosk.yaml");
    assertThat(outcome)
        .describedAs(suggestion.profile())
        .isInstanceOf(Profiles.Outcome.Sound.class);
    Profile profile = ((Profiles.Outcome.Sound) outcome).profile();
    return SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(new byte[32]))
        .read(page)
        .rows()
        .stream()
        .filter(Listing.class::isInstance)
        .map(Listing.class::cast)
        .toList();
  }

  @Test
  void pages_of_one_listing_each_are_read_field_by_field() {
    List<SavedPage> pages = wares();
    Suggestion suggestion = suggested(pages);
    for (int i = 0; i < pages.size(); i++) {
      List<Listing> listings = read(suggestion, pages.get(i));
      assertThat(listings).hasSize(1);
      Listing listing = listings.getFirst();
      assertThat(listing.title()).isEqualTo(WARES.get(i));
      assertThat(listing.account()).isEqualTo(SELLERS.get(i));
      assertThat(listing.priceAmount()).isEqualByComparingTo(10 + i + ".50");
      assertThat(listing.priceCurrency()).isEqualTo("EUR");
      assertThat(listing.shipsFrom()).isEqualTo(CODES.get(i));
    }
  }

  @Test
  void a_list_and_single_pages_of_the_same_site_are_told_apart() {
    List<SavedPage> pages = new ArrayList<>(wares());
    pages.add(list());
    Suggestion suggestion = suggested(pages);
    assertThat(suggestion.kinds()).containsExactlyInAnyOrder("6 listing", "1 listings");
    assertThat(read(suggestion, list()))
        .extracting(Listing::title)
        .containsExactlyElementsOf(WARES);
    assertThat(read(suggestion, list())).extracting(Listing::listingId).startsWith("100", "101");
    assertThat(read(suggestion, pages.getFirst())).hasSize(1);
  }

  @Test
  void a_page_that_was_not_shown_is_read_as_well() {
    List<SavedPage> pages = wares();
    Suggestion suggestion = suggested(pages.subList(0, 3));
    assertThat(read(suggestion, pages.get(5)))
        .extracting(Listing::account)
        .containsExactly("owlandoak");
  }

  @Test
  void one_page_gives_something() {
    Suggestion suggestion = suggested(wares().subList(0, 1));
    Listing listing = read(suggestion, wares().getFirst()).getFirst();
    assertThat(listing.title()).isEqualTo(WARES.getFirst());
    assertThat(listing.shipsFrom()).isEqualTo("DE");
  }

  @Test
  void each_guess_says_in_how_many_pages_it_held() {
    Suggestion suggestion = suggested(wares());
    assertThat(suggestion.profile())
        .contains(
            "# confidence 1.00: found in 6 of 6, like \"MDMA crystal 1g\" and \"Ketamine 5 g\"");
    assertThat(suggestion.guesses())
        .filteredOn(guess -> guess.field().equals("title"))
        .extracting(Suggestion.Guess::matched)
        .containsExactly(6);
  }

  @Test
  void comments_name_no_account_and_no_contact() {
    Suggestion suggestion = suggested(wares());
    assertThat(suggestion.profile()).doesNotContain("leafhouse").doesNotContain("example.org");
    assertThat(suggestion.profile()).contains("like \"le…\"");
  }

  @Test
  void the_same_pages_suggest_the_same_profile() {
    assertThat(suggested(wares()).profile()).isEqualTo(suggested(wares()).profile());
  }

  @Test
  void what_was_not_found_is_said() {
    Suggestion suggestion =
        suggested(
            List.of(page("about.html", "<html><body><h1>About</h1><p>Hello.</p></body></html>")));
    assertThat(suggestion.open())
        .anyMatch(line -> line.startsWith("No page that offers something was recognised"));
    assertThat(Profiles.read(suggestion.profile(), "kiosk.yaml"))
        .isInstanceOf(Profiles.Outcome.Sound.class);
  }

  @Test
  void a_table_is_read_by_the_names_and_the_contents_of_its_columns() {
    SavedPage table =
        page(
            "offers.csv",
            """
            ref;vendor;product;price (EUR);origin;size
            A1;leafhouse;MDMA crystal 1g;12.50;Germany;1 g
            A2;northpost;Ketamine 5 g;80;Netherlands;5 g
            """);
    List<Listing> listings = read(suggested(List.of(table)), table);
    assertThat(listings)
        .extracting(Listing::title)
        .containsExactly("MDMA crystal 1g", "Ketamine 5 g");
    assertThat(listings).extracting(Listing::shipsFrom).containsExactly("DE", "NL");
    assertThat(listings).extracting(Listing::priceCurrency).containsExactly("EUR", "EUR");
    assertThat(listings).extracting(Listing::listingId).containsExactly("A1", "A2");
  }

  @Test
  void a_document_of_objects_is_read_by_its_paths() {
    SavedPage document =
        page(
            "dump.json",
            "{\"market\":\"kiosk\",\"items\":[{\"name\":\"MDMA crystal"
                + " 1g\",\"vendor\":\"leafhouse\",\"price\":\"12"
                + " EUR\",\"ships_from\":\"Germany\"},{\"name\":\"Ketamine 5"
                + " g\",\"vendor\":\"northpost\",\"price\":\"80 EUR\",\"ships_from\":\"Spain\"}]}");
    List<Listing> listings = read(suggested(List.of(document)), document);
    assertThat(listings)
        .extracting(Listing::title)
        .containsExactly("MDMA crystal 1g", "Ketamine 5 g");
    assertThat(listings).extracting(Listing::account).containsExactly("leafhouse", "northpost");
    assertThat(listings).extracting(Listing::shipsFrom).containsExactly("DE", "ES");
  }

  @Test
  void pages_that_describe_themselves_get_the_shipped_rules() {
    SavedPage shop =
        page(
            "shop.html",
            "<html><script"
                + " type='application/ld+json'>{\"@type\":\"Product\",\"sku\":\"7\",\"name\":\"Sildenafil"
                + " 50 mg\",\"offers\":{\"price\":\"20\",\"priceCurrency\":\"EUR\"}}</script><body></body></html>");
    Suggestion suggestion = suggested(List.of(shop));
    assertThat(suggestion.profile()).contains("source: kiosk").contains("when: {data: Product}");
    assertThat(read(suggestion, shop))
        .extracting(Listing::title)
        .containsExactly("Sildenafil 50 mg");
  }

  @Test
  void labels_of_other_languages_are_known() {
    List<SavedPage> pages = new ArrayList<>();
    for (int i = 0; i < WARES.size(); i++) {
      pages.add(
          page(
              "ware" + i + ".html",
              framed(
                  "Kiosk",
                  "<p><b>%s</b></p><p>Verkäufer: %s</p><p>Preis: %s EUR</p><p>Versand aus: %s</p>"
                      .formatted(
                          WARES.get(i),
                          SELLERS.get(i),
                          String.format(Locale.ROOT, "%.2f", 9.0 + i),
                          List.of(
                                  "Deutschland",
                                  "Niederlande",
                                  "Spanien",
                                  "Deutschland",
                                  "Kanada",
                                  "Frankreich")
                              .get(i)))));
    }
    Suggestion suggestion = suggested(pages);
    assertThat(suggestion.profile()).contains("{label: Versand aus}").contains("{label: Preis}");
    assertThat(pages)
        .allSatisfy(page -> assertThat(read(suggestion, page).getFirst().account()).isIn(SELLERS));
  }

  /** Six pages of wares, each built of a form with the ware's title, seller, price and country. */
  private static List<SavedPage> wares(String form) {
    List<SavedPage> pages = new ArrayList<>();
    for (int i = 0; i < WARES.size(); i++) {
      pages.add(
          page(
              "ware" + i + ".html",
              framed(
                  WARES.get(i),
                  form.replace("{title}", WARES.get(i))
                      .replace("{seller}", SELLERS.get(i))
                      .replace("{price}", 10 + i + ".50")
                      .replace("{country}", COUNTRIES.get(i))
                      .replace("{code}", CODES.get(i).toLowerCase(Locale.ROOT)))));
    }
    return pages;
  }

  private static void assertAllRead(List<SavedPage> pages) {
    Suggestion suggestion = suggested(pages);
    for (int i = 0; i < pages.size(); i++) {
      Listing listing = read(suggestion, pages.get(i)).getFirst();
      assertThat(
              List.of(
                  String.valueOf(listing.title()),
                  String.valueOf(listing.account()),
                  String.valueOf(listing.priceAmount()),
                  String.valueOf(listing.shipsFrom())))
          .describedAs(suggestion.profile())
          .containsExactly(WARES.get(i), SELLERS.get(i), 10 + i + ".50", CODES.get(i));
    }
  }

  @Test
  void hints_and_flags_stand_for_labels() {
    assertAllRead(
        wares(
            "<div class=card><div class=card-header><h5>{title}</h5><a href='/v/{seller}'>{seller}"
                + " (120) (4.9★)</a></div><b>{price} EUR</b><div title='Ships from'><i class='fa"
                + " fa-plane'></i> {country}</div><div title='Ships to'><i class='fa"
                + " fa-globe'></i> Europe</div><form action='/order/1'><button>Order</button></form></div>"));
    assertAllRead(
        wares(
            "<h2>{title}</h2><p class=by><a href='/shop/{seller}'>{seller}</a> <img class=flag"
                + " src='/img/flags/{code}.png'></p><p>{price} EUR</p><form"
                + " action='/basket/1'><button>Buy</button></form>"));
  }

  @Test
  void one_line_of_several_labels_is_taken_apart() {
    assertAllRead(
        wares(
            "<center><b>{title}</b></center><p>Vendor: <a href='/?v={seller}'>{seller}</a> | Price:"
                + " {price} EUR | From: {country} | To: Worldwide</p><p><a href='/?buy=1'>Buy</a></p>"));
  }

  @Test
  void threads_of_a_forum_become_posts_with_masked_authors() {
    List<SavedPage> pages = new ArrayList<>();
    List<String> said =
        List.of(
            "The parcel with ketamine never came to me.",
            "Test your pills, some 2C-B is strong.",
            "The paste was wet, and short by a gram.",
            "Mine came after nine days by the usual post.");
    for (int page = 0; page < 3; page++) {
      StringBuilder posts = new StringBuilder("<h1>Warning no " + page + "</h1>");
      for (int i = 0; i < said.size(); i++) {
        posts.append(
            "<div class=entry id=e%d%d><div class=who><b>reader%d</b></div><div class=when>1%d.02.2026, 14:3%d</div><div class=said>%s%s</div></div>"
                .formatted(
                    page,
                    i,
                    i,
                    i,
                    i,
                    i == 0 ? "" : "<blockquote>Does anybody know?</blockquote>",
                    said.get((i + page) % said.size())));
      }
      pages.add(page("thread" + page + ".html", framed("Thread " + page, posts.toString())));
    }
    Suggestion suggestion = suggested(pages);
    assertThat(suggestion.kinds()).containsExactly("3 thread");
    assertThat(suggestion.profile()).contains("kind: forum").contains("as: author}");
    Profiles.Outcome outcome = Profiles.read(suggestion.profile(), "kiosk.yaml");
    Profile profile = ((Profiles.Outcome.Sound) outcome).profile();
    List<Post> posts =
        SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(new byte[32]))
            .read(pages.get(1))
            .rows()
            .stream()
            .filter(Post.class::isInstance)
            .map(Post.class::cast)
            .toList();
    assertThat(posts).extracting(Post::postId).containsExactly("e10", "e11", "e12", "e13");
    assertThat(posts.get(1).text()).isEqualTo(said.get(2));
    assertThat(posts.get(1).postedAt()).asString().startsWith("2026-02-11T14:31");
    assertThat(posts).extracting(Post::author).doesNotContain("reader0").doesNotHaveDuplicates();
  }

  @Test
  void the_export_of_a_chat_gets_the_shipped_rules() {
    Suggestion suggestion =
        suggested(
            List.of(
                page(
                    "result.json",
                    "{\"name\":\"News\",\"id\":9,\"messages\":[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1769940000\",\"text\":\"Hello\"}]}")));
    assertThat(suggestion.profile()).contains("source: kiosk").contains("kind: messaging-channel");
    assertThat(Profiles.read(suggestion.profile(), "kiosk.yaml"))
        .isInstanceOf(Profiles.Outcome.Sound.class);
  }

  @Test
  void the_head_of_a_column_may_name_the_currency() {
    Suggestion suggestion =
        suggested(
            List.of(
                page(
                    "offers_2026-03-02.csv",
                    "Nr;Anbieter;Bezeichnung;Preis in Euro\n1;owl;MDMA 1 g;12,50\n2;fox;Ketamin 5 g;80,00\n")));
    assertThat(suggestion.profile())
        .contains("price: {column: Preis in Euro, currency: EUR}")
        .contains("listing_id: {column: Nr}")
        .contains("{name: '(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}");
  }

  @Test
  void lists_that_print_bare_names_are_understood_by_the_pages_of_wares() {
    List<SavedPage> pages = new ArrayList<>(wares());
    pages.add(list());
    assertThat(read(suggested(pages), list()))
        .extracting(Listing::account)
        .containsExactlyElementsOf(SELLERS);
  }

  @Test
  void similar_wares_make_no_list_of_a_page_with_one() {
    StringBuilder similar = new StringBuilder("<h4>Similar listings</h4><div class=row>");
    for (int i = 1; i < 5; i++) {
      similar.append(
          "<div class=tile><a href='/item/9%d'>Cocaine %d g</a> <a href='/v/owl'>owl</a> <b>%d.00 EUR</b></div>"
              .formatted(i, i, 20 * i));
    }
    assertAllRead(
        wares(
            "<h2>{title}</h2><p>by <a href='/v/{seller}'>{seller}</a></p><p class=sum>{price}"
                + " EUR</p><p>Dispatch from: {country}</p><form"
                + " action='/order/1'><button>Order</button></form>"
                + similar
                + "</div>"));
  }

  @Test
  void without_a_page_there_is_nothing_to_suggest() {
    assertThatThrownBy(() -> suggested(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no page to suggest a profile from.");
  }
}
