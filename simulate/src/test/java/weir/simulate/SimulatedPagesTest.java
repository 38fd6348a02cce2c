package weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.account.Account;
import weir.feedback.Feedback;
import weir.listing.Offer;
import weir.masking.DigestKey;
import weir.place.PlaceReader;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.Lexicon;
import weir.substance.Substance;
import weir.substance.SubstanceNamer;

/** The shipped profiles read from the pages what is printed on them; truth has no part in this. */
class SimulatedPagesTest {

  private static final Recorded RUN = new Recorded(Scenario.small(), 11);

  private record Read(Recorded.Page page, Reading reading) {}

  private static final Map<String, List<Read>> READ = new HashMap<>();

  private static synchronized List<Read> read(String source) {
    return READ.computeIfAbsent(
        source,
        name -> {
          SourceReader reader =
              SourceReader.of(
                  Profiles.named(name).orElseThrow(),
                  SubstanceNamer.standard(),
                  DigestKey.of(new byte[32]));
          List<Read> read = new ArrayList<>();
          for (Recorded.Page page : RUN.pages) {
            if (page.source().equals(name)) {
              SavedPage saved =
                  new SavedPage(
                      "pages",
                      page.path(),
                      null,
                      null,
                      page.html().getBytes(StandardCharsets.UTF_8));
              read.add(new Read(page, reader.read(saved)));
            }
          }
          return read;
        });
  }

  private static <T> List<T> rows(Reading reading, Class<T> kind) {
    return reading.rows().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim-millrace", "sim-oldlock", "sim-fordgate"})
  void every_page_is_recognised_and_every_value_read(String source) {
    for (Read read : read(source)) {
      assertThat(read.reading.refusals()).as(read.page.path()).isEmpty();
      assertThat(read.reading.capture().pageKind())
          .as(read.page.path())
          .isNotEqualTo("unrecognised");
      assertThat(read.reading.capture().capturedAt()).as(read.page.path()).isNotNull();
    }
    assertThat(read(source).size()).isGreaterThan(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim-millrace", "sim-oldlock", "sim-fordgate"})
  void gates_are_counted_as_often_as_the_crawler_met_them(String source) {
    long met =
        RUN.truth(Truth.Save.class).stream()
            .filter(save -> save.source().equals(source))
            .mapToLong(Truth.Save::gated)
            .sum();
    Map<String, Long> kinds = new TreeMap<>();
    read(source).forEach(read -> kinds.merge(read.reading.capture().pageKind(), 1L, Long::sum));
    long gates =
        List.of("captcha", "queue", "login", "error").stream()
            .mapToLong(kind -> kinds.getOrDefault(kind, 0L))
            .sum();
    assertThat(gates).as(kinds.toString()).isEqualTo(met).isPositive();
    assertThat(kinds.containsKey("closed")).isEqualTo(source.equals("sim-oldlock"));
  }

  /** What stands in a page's source, found by a plain search; null when it does not. */
  private static @Nullable String printed(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
    return matcher.find() ? matcher.group(1).replace("&amp;", "&").strip() : null;
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null
        ? null
        : text.matches("\\d+.*") ? Long.valueOf(text.replaceAll("\\D.*", "")) : 0;
  }

  /** Where fields stand in the pages' source. */
  private record Places(
      String id,
      String title,
      String account,
      String price,
      String currency,
      String from,
      @Nullable String stock,
      @Nullable String sold,
      @Nullable String ratings,
      String rating) {}

  private static final Map<String, Places> PLACES =
      Map.of(
          "sim-millrace",
          new Places(
              "data-offer=\"([^\"]+)",
              "<h1 class=\"offer-title\">([^<]+)",
              "rel=\"author\"[^>]*>([^<]+)",
              "<data class=\"amount\" value=\"([\\d.]+)",
              "EUR",
              "class=\"origin\">([^<]+)",
              "class=\"stock\">([^<]+)",
              "class=\"sold\">([^<]+)",
              "class=\"review-count\">([^<]+)",
              "<li class=\"review\">"),
          "sim-oldlock",
          new Places(
              "<b>Item no:</b></td><td>([^<]+)",
              "<font size=\"4\"><b>([^<]+)",
              "<b>Seller:</b></td><td><a[^>]*>([^<]+)",
              "<font color=\"#882222\">BTC ([\\d.]+)",
              "BTC",
              "<b>From:</b></td><td>([^<]+)",
              null,
              null,
              null,
              "<tr><td align=\"center\">"),
          "sim-fordgate",
          new Places(
              "class=\"product\" data-id=\"([^\"]+)",
              "class=\"product__title\">([^<]+)",
              "class=\"product__vendor\"[^>]*>([^<]+)",
              "class=\"tier__price\">\\$([\\d.]+)",
              "USD",
              "Ships from</span><span class=\"label__v\">([^<]+)",
              "Left</span><span class=\"label__v\">([^<]+)",
              null,
              "Ratings</span><span class=\"label__v\">([^<]+)",
              "<div class=\"voice\" "));

  @ParameterizedTest
  @ValueSource(strings = {"sim-millrace", "sim-oldlock", "sim-fordgate"})
  void a_listing_s_row_holds_what_its_page_prints(String source) {
    Places places = PLACES.get(source);
    assertThat(places).isNotNull();
    if (places == null) return;
    int compared = 0;
    for (Read read : read(source)) {
      if (!read.reading.capture().pageKind().equals("listing")) continue;
      String html = read.page.html();
      List<weir.listing.Listing> rows = rows(read.reading, weir.listing.Listing.class);
      assertThat(rows).as(read.page.path()).hasSize(1);
      weir.listing.Listing row = rows.getFirst();
      assertThat(row.listingId()).isEqualTo(printed(html, places.id));
      assertThat(row.title()).isEqualTo(printed(html, places.title));
      assertThat(row.account()).isEqualTo(printed(html, places.account));
      String price = printed(html, places.price);
      assertThat(row.priceAmount())
          .as(read.page.path())
          .isEqualByComparingTo(new BigDecimal(price == null ? "-1" : price));
      assertThat(row.priceCurrency()).isEqualTo(places.currency);
      String from = printed(html, places.from);
      assertThat(row.shipsFrom())
          .isEqualTo(PlaceReader.origin(from == null ? "" : from).orElse(""));
      assertThat(row.shipsTo()).isNotEmpty();
      assertThat(row.stock())
          .isEqualTo(places.stock == null ? null : number(printed(html, places.stock)));
      assertThat(row.soldCount())
          .isEqualTo(places.sold == null ? null : number(printed(html, places.sold)));
      assertThat(row.feedbackCount())
          .isEqualTo(places.ratings == null ? null : number(printed(html, places.ratings)));
      assertThat(row.category()).hasSize(2);
      assertThat(row.escrow()).isNotNull();
      List<Feedback> feedback = rows(read.reading, Feedback.class);
      assertThat(feedback).as(read.page.path()).hasSize(html.split(places.rating, -1).length - 1);
      assertThat(feedback)
          .allSatisfy(f -> {
            assertThat(f.givenAt()).isNotNull().isBefore(read.page.savedAt());
            assertThat(f.rating()).isBetween(0.0, 1.0);
            assertThat(f.listingId()).isEqualTo(row.listingId());
            assertThat(f.text()).doesNotContain("***").isNotBlank();
          });
      assertThat(feedback.stream().map(Feedback::feedbackId).distinct().count())
          .isEqualTo(feedback.size());
      compared++;
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void cards_in_the_grid_are_observations_too_and_quantities_are_offers() {
    int cards = 0;
    int tiers = 0;
    for (Read read : read("sim-fordgate")) {
      if (read.reading.capture().pageKind().equals("listings")) {
        List<weir.listing.Listing> rows = rows(read.reading, weir.listing.Listing.class);
        assertThat(rows).hasSize(read.page.html().split("class=\"card\" ", -1).length - 1);
        assertThat(rows).allSatisfy(row -> assertThat(row.stock()).isNotNull());
        cards += rows.size();
      } else {
        List<Offer> offers = rows(read.reading, Offer.class);
        assertThat(offers.stream().map(Offer::priceAmount).toList())
            .isSorted()
            .doesNotContainNull();
        tiers += offers.size();
      }
    }
    assertThat(cards).isGreaterThan(200);
    assertThat(tiers).isGreaterThan(800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim-millrace", "sim-oldlock", "sim-fordgate"})
  void vendors_keys_are_real_and_their_contacts_and_buyers_are_masked(String source) {
    Map<String, List<String>> keys = new HashMap<>();
    RUN.truth(Truth.VendorAccount.class).stream()
        .filter(account -> account.source().equals(source))
        .forEach(
            a -> keys.computeIfAbsent(a.account(), _ -> new ArrayList<>()).add(a.keyFingerprint()));
    int compared = 0;
    for (Read read : read(source)) {
      String kept = new String(read.reading.keptPage(), StandardCharsets.UTF_8);
      assertThat(kept)
          .doesNotContain("@example.org")
          .doesNotContain("BEGIN PGP")
          .doesNotContain("***");
      for (Account account : rows(read.reading, Account.class)) {
        List<String> printed = account.keyFingerprints();
        assertThat(printed).hasSize(1);
        assertThat(keys.get(account.account())).containsAll(printed == null ? List.of() : printed);
        assertThat(account.joinedOn()).isNotNull();
        if (!source.equals("sim-fordgate")) assertThat(account.contacts()).hasSize(1);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void the_truth_calls_known_substances_what_the_lexicon_calls_them() {
    Scenario scenario = Scenario.demo();
    for (Wares wares : Wares.catalogue(scenario.from(), scenario.days())) {
      assertThat(Lexicon.standard().substance(wares.substance()).map(Substance::substanceClass))
          .as(wares.substance())
          .isEqualTo(wares.invented() ? Optional.empty() : Optional.of(wares.path()));
    }
  }
}
