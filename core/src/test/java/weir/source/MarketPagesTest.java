package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.account.Account;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.place.PlaceReader;
import weir.row.Row;
import weir.substance.SubstanceNamer;

/**
 * The profiles of Dream and Apollon against what an author of a crawler asserted about saved pages
 * of them. The pages belong to others and are not part of the project: the environment variable
 * WEIR_DATA names the folder that holds {@code market-pages/expected.jsonl} and the pages beside
 * it.
 */
class MarketPagesTest {

  private static final DigestKey KEY =
      DigestKey.of("a key for tests alone".getBytes(StandardCharsets.UTF_8));

  /** What is not compared, by field or by page and field, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry(
              "fiat_exchange_rates", "the site's rates; Weir converts by dated rates of its own"),
          Map.entry("fiat_exchange_rates_from_seller_page", "as fiat_exchange_rates"),
          Map.entry("cryptocurrency_rates", "as fiat_exchange_rates"),
          Map.entry("sub_categories_index_urls", "links for a crawler"),
          Map.entry("task_list_from_main_category_page", "links for a crawler"),
          Map.entry("task_list_from_parent_sub_category_page", "links for a crawler"),
          Map.entry("next_feedback_url", "links for a crawler"),
          Map.entry("feedback_categories_and_urls", "links for a crawler"),
          Map.entry("pgp_url", "links for a crawler"),
          Map.entry(
              "parent_sub_category_urls_and_nrs_of_listings", "the menu: links for a crawler"),
          Map.entry("sub_sub_categories_urls_and_nrs_of_listings", "the menu: links for a crawler"),
          Map.entry("currently_selected_main_category", "the menu: which entry is open"),
          Map.entry("currently_selected_parent_sub_category", "the menu: which entry is open"),
          Map.entry("seller_level", "the site's own rank by sales; sales are kept"),
          Map.entry("orders", "what the account bought: data of a buyer"),
          Map.entry("autofinalized_orders", "what the account bought: data of a buyer"),
          Map.entry(
              "most_recent_feedback",
              "the same ratings stand with date and listing on the feedback pages; reading both "
                  + "would count them twice"),
          Map.entry(
              "apollon/sellers/seller_3.html seller_and_trust_level", "a buyer's page: not kept"),
          Map.entry(
              "apollon/sellers/seller_3.html positive_feedback_percent",
              "a buyer's page: not kept"),
          Map.entry(
              "dream/listings/listing_2.html price_and_currency",
              "the file repeats another page's price; this page shows no such figure"));

  private record Case(String market, String page, String field, String target, JsonNode expected) {}

  private record Compared(String field, String page, String expected, String found) {
    boolean equal() {
      return expected.equals(found);
    }
  }

  private static @Nullable Path pages;
  private static final Map<String, Reading> READINGS = new HashMap<>();
  private static final Map<String, SourceReader> READERS = new HashMap<>();

  @BeforeAll
  static void the_data_folder_is_named() {
    String data = System.getenv("WEIR_DATA");
    pages = data == null ? null : Path.of(data, "market-pages");
    assumeTrue(
        pages != null && Files.exists(pages.resolve("expected.jsonl")),
        "Skipped: WEIR_DATA does not name a folder with market-pages/expected.jsonl.");
  }

  @Test
  void at_least_98_percent_of_the_asserted_values_are_read_alike() throws IOException {
    List<Compared> compared = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (Case one : cases()) {
      String reason = reasonToLeaveOut(one);
      if (reason == null) {
        compare(one, compared);
      } else {
        leftOut.merge(one.market() + " " + one.field() + ": " + reason, 1, Integer::sum);
      }
    }
    print(compared, leftOut);
    long equal = compared.stream().filter(Compared::equal).count();
    assertThat(compared).hasSizeGreaterThan(100);
    assertThat((double) equal / compared.size())
        .describedAs(
            "share of values read alike; unequal: %s",
            compared.stream().filter(c -> !c.equal()).toList())
        .isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void every_saved_page_is_of_a_known_kind_and_gives_its_records() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    for (String market : List.of("dream", "apollon")) {
      for (Path file : htmlFiles(market)) {
        String page = root().relativize(file).toString();
        Reading reading = read(market, page);
        String kind =
            "%s %s: %s".formatted(market, page.split("/", -1)[1], reading.capture().pageKind());
        kinds.merge(kind, 1, Integer::sum);
        if (Files.size(file) > 0) {
          assertThat(reading.capture().pageKind()).describedAs(page).isNotEqualTo("unrecognised");
        }
        assertThat(reading.refusals().stream().map(r -> r.cause()).toList())
            .describedAs("%s: %s", page, reading.refusals())
            .isSubsetOf("empty-file", "unreadable-price");
      }
    }
    System.out.println(kinds);
    assertThat(kinds).hasSizeGreaterThan(6);
  }

  @Test
  void what_is_kept_names_neither_the_reader_nor_a_buyer_nor_a_contact() throws IOException {
    for (String market : List.of("dream", "apollon")) {
      for (Path file : htmlFiles(market)) {
        String page = root().relativize(file).toString();
        String raw = Files.readString(file);
        Reading reading = read(market, page);
        String kept = new String(reading.keptPage(), StandardCharsets.UTF_8);
        for (String name : privateNames(raw)) {
          assertThat(kept.contains(name)).describedAs("%s keeps a private name", page).isFalse();
          assertThat(reading.rows().toString().contains(name))
              .describedAs("a record of %s holds a private name", page)
              .isFalse();
        }
        assertThat(kept).describedAs(page).doesNotContainPattern("[\\w.]{3,}@[\\w-]+\\.[a-z]{2,}");
        assertThat(kept).describedAs(page).doesNotContain("BEGIN PGP PUBLIC KEY");
      }
    }
  }

  /** The reader's login name, and the names of buyers as their ratings print them. */
  private static Collection<String> privateNames(String raw) {
    Collection<String> names = new LinkedHashSet<>();
    for (String pattern :
        List.of(
            "href=\"profile.php\"><big>([^<]+)",
            "href=\"\\./profile\">([^<]+)",
            "<td><small><a href=\"#\">([^<]+)",
            "<td class=\"dontwrap\">(\\S \\. \\. \\. \\S)</td>")) {
      var matcher = java.util.regex.Pattern.compile(pattern).matcher(raw);
      while (matcher.find()) {
        names.add(matcher.group(1).strip());
      }
    }
    if (raw.contains("<b>User Type : </b>Buyer")) {
      var matcher = java.util.regex.Pattern.compile("Store of <b>([^<]+)").matcher(raw);
      while (matcher.find()) {
        names.add(matcher.group(1).strip());
      }
    }
    return names;
  }

  private static @Nullable String reasonToLeaveOut(Case one) {
    for (String key :
        List.of(
            one.page() + " " + one.field(),
            one.market() + " " + one.field(),
            one.target(),
            one.field())) {
      String reason = LEFT_OUT.get(key);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private static void compare(Case one, List<Compared> to) throws IOException {
    JsonNode expected = one.expected();
    Reading reading = read(one.market(), one.page());
    Listing listing = first(reading, Listing.class);
    Account account = first(reading, Account.class);
    List<Feedback> feedback = all(reading, Feedback.class);
    switch (one.field()) {
      case "listing_title" -> add(to, one, "title", expected.asString(), listing, Listing::title);
      case "seller_name_from_listing" ->
          add(to, one, "seller", expected.asString(), listing, Listing::account);
      case "seller_name" -> add(to, one, "seller", expected.asString(), account, Account::account);
      case "price_and_currency" -> {
        add(to, one, "price", number(expected.get(0)), listing, l -> plain(l.priceAmount()));
        add(to, one, "currency", expected.get(1).asString(), listing, Listing::priceCurrency);
      }
      case "fiat_price" ->
          add(to, one, "price", number(expected), listing, l -> plain(l.priceAmount()));
      case "accepts_currencies" -> {
        List<String> shown =
            listing == null ? List.of() : Objects.requireNonNullElse(listing.payments(), List.of());
        String[] currencies =
            one.market().equals("dream")
                ? new String[] {"BTC", "BCH", "XMR"}
                : new String[] {"XMR", "BCH", "LTC"};
        for (int i = 0; i < currencies.length; i++) {
          String code = currencies[i];
          to.add(
              new Compared(
                  "accepted currency",
                  one.page(),
                  String.valueOf(expected.get(i).asBoolean()),
                  String.valueOf(shown.contains(code))));
        }
      }
      case "origin_country" ->
          add(
              to,
              one,
              "origin",
              PlaceReader.origin(expected.asString()).orElse("(no such place)"),
              listing,
              Listing::shipsFrom);
      case "destination_countries" -> {
        Collection<String> codes = new LinkedHashSet<>();
        for (JsonNode name : expected) {
          List<String> read = PlaceReader.destinations(List.of(name.asString()));
          codes.addAll(read.isEmpty() ? List.of("(no such place)") : read);
        }
        add(to, one, "destinations", codes.toString(), listing, Listing::shipsTo);
      }
      case "has_escrow" ->
          add(to, one, "escrow", String.valueOf(expected.asBoolean()), listing, Listing::escrow);
      case "payment_method" ->
          add(
              to,
              one,
              "escrow",
              expected.get(1).asBoolean() ? "null" : String.valueOf(expected.get(0).asBoolean()),
              listing,
              Listing::escrow);
      case "quantity_in_stock" -> add(to, one, "stock", number(expected), listing, Listing::stock);
      case "sales" -> add(to, one, "sold", number(expected), listing, Listing::soldCount);
      case "listing_text" -> {
        String text = listing == null ? null : listing.description();
        if (expected.isBoolean()) {
          boolean longer = text != null && text.length() > lengthIn(one.target());
          to.add(new Compared("text", one.page(), expected.asString(), String.valueOf(longer)));
        } else {
          to.add(new Compared("text", one.page(), expected.asString().strip(), "" + text));
        }
      }
      case "categories" -> {
        List<String> names = new ArrayList<>();
        expected.forEach(category -> names.addFirst(category.get(0).asString()));
        List<String> read =
            listing == null ? List.of() : Objects.requireNonNullElse(listing.category(), List.of());
        for (int i = 0; i < Math.max(names.size(), read.size()); i++) {
          to.add(new Compared("category", one.page(), at(names, i), at(read, i)));
        }
      }
      case "shipping_methods" -> shipping(one, all(reading, Offer.class), to);
      case "feedback_rows" -> {
        int rows = expected.isArray() ? expected.size() : expected.asInt();
        to.add(new Compared("feedback rows", one.page(), "" + rows, "" + feedback.size()));
        long ids = feedback.stream().map(Feedback::feedbackId).distinct().count();
        to.add(new Compared("feedback ids", one.page(), "" + rows, "" + ids));
      }
      case "number_of_sales_and_rating" -> {
        add(to, one, "account sales", number(expected.get(0)), account, Account::salesCount);
        add(
            to,
            one,
            "account rating",
            "%.4f".formatted(expected.get(1).asDouble() / 5),
            account,
            a -> rating(a.rating()));
      }
      case "positive_feedback_percent" ->
          add(
              to,
              one,
              "account rating",
              "%.4f".formatted(expected.asDouble() / 100),
              account,
              a -> rating(a.rating()));
      case "sales_by_seller" ->
          add(to, one, "account sales", number(expected), account, Account::salesCount);
      case "seller_and_trust_level" ->
          add(to, one, "trust level", number(expected), account, Account::trustLevel);
      case "registration_date" ->
          add(
              to,
              one,
              "registration date",
              expected.asString().substring(0, 10),
              account,
              Account::joinedOn);
      case "is_seller" ->
          to.add(
              new Compared(
                  "is seller", one.page(), expected.asString(), String.valueOf(account != null)));
      case "disputes" -> {
        add(to, one, "disputes won", number(expected.get(0)), account, Account::disputesWon);
        add(to, one, "disputes lost", number(expected.get(1)), account, Account::disputesLost);
      }
      case "fe_allowed" ->
          add(to, one, "early payment", expected.asString(), account, Account::finalizesEarly);
      case "external_market_ratings" -> elsewhere(one, account, to);
      case "pgp_key" -> {
        List<String> printed = Masker.fingerprints(Files.readString(root().resolve(one.page())));
        boolean expectsKey = !one.target().contains("None");
        assertThat(!printed.isEmpty()).describedAs(one.page()).isEqualTo(expectsKey);
        add(
            to,
            one,
            "key",
            expectsKey ? printed.toString() : "null",
            account,
            Account::keyFingerprints);
      }
      case "email_and_jabber_id" -> {
        List<String> contacts =
            account == null ? List.of() : Objects.requireNonNullElse(account.contacts(), List.of());
        for (JsonNode contact : expected) {
          if (!contact.isNull()) {
            String digest = "email:" + KEY.digest(contact.asString());
            to.add(
                new Compared(
                    "contact",
                    one.page(),
                    digest,
                    contacts.contains(digest) ? digest : contacts.toString()));
          }
        }
      }
      case "terms_and_conditions" -> {
        String text = account == null ? null : account.text();
        boolean longer = text != null && text.length() > lengthIn(one.target());
        to.add(new Compared("terms", one.page(), expected.asString(), String.valueOf(longer)));
      }
      default -> throw new AssertionError("No comparison and no reason for " + one.field());
    }
  }

  /** Ratings on other markets: which market, how many sales, which marks. */
  private static void elsewhere(Case one, @Nullable Account account, List<Compared> to) {
    List<String> markets =
        account == null ? List.of() : Objects.requireNonNullElse(account.otherMarkets(), List.of());
    List<String> ratings =
        account == null ? List.of() : Objects.requireNonNullElse(account.otherRatings(), List.of());
    JsonNode expected = one.expected();
    to.add(
        new Compared("markets elsewhere", one.page(), "" + expected.size(), "" + markets.size()));
    to.add(
        new Compared("ratings elsewhere", one.page(), "" + expected.size(), "" + ratings.size()));
    for (int i = 0; i < expected.size(); i++) {
      JsonNode rating = expected.get(i);
      String market = rating.get(0).asString().replace("_MARKET", "").replace("_", "");
      to.add(
          new Compared(
              "market elsewhere",
              one.page(),
              market,
              at(markets, i).toUpperCase(java.util.Locale.ROOT)));
      List<BigDecimal> marks = new ArrayList<>();
      for (int k = 1; k <= 6; k++) {
        JsonNode mark = rating.get(k);
        if (mark != null && !mark.isNull()) {
          marks.add(new BigDecimal(mark.asString()).stripTrailingZeros());
        }
      }
      List<BigDecimal> printed = new ArrayList<>();
      var matcher = java.util.regex.Pattern.compile("\\d+(\\.\\d+)?").matcher(at(ratings, i));
      while (matcher.find()) {
        printed.add(new BigDecimal(matcher.group()).stripTrailingZeros());
      }
      to.add(new Compared("rating elsewhere", one.page(), "" + marks, "" + printed));
    }
  }

  private static void shipping(Case one, List<Offer> offers, List<Compared> to) {
    List<JsonNode> methods = new ArrayList<>();
    boolean single = !one.expected().isEmpty() && !one.expected().get(0).isArray();
    if (single) {
      methods.add(one.expected());
    } else {
      one.expected().forEach(methods::add);
    }
    for (int i = 0; i < Math.max(methods.size(), offers.size()); i++) {
      JsonNode method = i < methods.size() ? methods.get(i) : null;
      Offer offer = i < offers.size() ? offers.get(i) : null;
      if (method == null || offer == null) {
        to.add(
            new Compared(
                "shipping method",
                one.page(),
                method == null ? "(none)" : "one more",
                offer == null ? "(none)" : "one more"));
        continue;
      }
      String label = method.get(0).isNull() ? "null" : method.get(0).asString().strip();
      to.add(new Compared("shipping label", one.page(), label, "" + offer.label()));
      to.add(new Compared("shipping days", one.page(), number(method.get(1)), "" + offer.days()));
      to.add(
          new Compared(
              "shipping currency",
              one.page(),
              method.get(2).asString(),
              "" + offer.priceCurrency()));
      to.add(
          new Compared(
              "shipping price",
              one.page(),
              number(method.get(3)),
              "" + plain(offer.priceAmount())));
    }
  }

  private static <T extends Row> void add(
      List<Compared> to,
      Case one,
      String name,
      String expected,
      @Nullable T row,
      java.util.function.Function<T, @Nullable Object> value) {
    to.add(
        new Compared(
            name, one.page(), expected, row == null ? "(no record)" : "" + value.apply(row)));
  }

  private static String at(List<String> list, int i) {
    return i < list.size() ? list.get(i) : "(none)";
  }

  private static int lengthIn(String target) {
    return Integer.parseInt(target.replaceAll("\\D", ""));
  }

  private static String rating(@Nullable Double rating) {
    return rating == null ? "null" : "%.4f".formatted(rating);
  }

  private static String number(JsonNode node) {
    return node.isNull() ? "null" : plain(new BigDecimal(node.asString()));
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null
        ? "null"
        : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static <T extends Row> @Nullable T first(Reading reading, Class<T> kind) {
    return all(reading, kind).stream().findFirst().orElse(null);
  }

  private static <T extends Row> List<T> all(Reading reading, Class<T> kind) {
    return reading.rows().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Path root() {
    return Objects.requireNonNull(pages);
  }

  private static Reading read(String market, String page) {
    return READINGS.computeIfAbsent(
        page,
        _ -> {
          try {
            return READERS
                .computeIfAbsent(
                    market,
                    name ->
                        SourceReader.of(
                            Profiles.named(name).orElseThrow(), SubstanceNamer.standard(), KEY))
                .read(
                    new SavedPage(
                        page, page, null, null, Files.readAllBytes(root().resolve(page))));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static List<Path> htmlFiles(String market) throws IOException {
    try (var files = Files.walk(root().resolve(market))) {
      return files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static List<Case> cases() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(root().resolve("expected.jsonl"))) {
      JsonNode node = json.readTree(line);
      String market = node.get("market").asString();
      String page = node.get("page").asString();
      boolean known = market.equals("dream") || market.equals("apollon");
      if (known && Files.exists(root().resolve(page))) {
        cases.add(
            new Case(
                market,
                page,
                node.get("field").asString(),
                node.get("target").asString(),
                Optional.ofNullable(node.get("expected")).orElseThrow()));
      }
    }
    return cases;
  }

  private static void print(List<Compared> compared, Map<String, Integer> leftOut) {
    Map<String, long[]> table = new TreeMap<>();
    for (Compared one : compared) {
      long[] counts = table.computeIfAbsent(one.field(), _ -> new long[2]);
      counts[0]++;
      counts[1] += one.equal() ? 1 : 0;
    }
    StringBuilder out =
        new StringBuilder("%n%-20s %7s %6s%n".formatted("field", "values", "equal"));
    long[] all = new long[2];
    table.forEach((field, counts) -> {
      out.append("%-20s %7d %6d%n".formatted(field, counts[0], counts[1]));
      all[0] += counts[0];
      all[1] += counts[1];
    });
    out.append(
        "%-20s %7d %6d  %.1f %%%n".formatted("all", all[0], all[1], 100.0 * all[1] / all[0]));
    compared.stream()
        .filter(one -> !one.equal())
        .forEach(one ->
            out.append(
                "unequal: %s %s: expected '%s', read '%s'%n"
                    .formatted(one.page(), one.field(), one.expected(), one.found())));
    out.append("left out:%n".formatted());
    leftOut.forEach((what, count) -> out.append("%4d  %s%n".formatted(count, what)));
    System.out.println(out);
  }
}
