package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.causes;
import static weir.source.Made.kept;
import static weir.source.Made.only;
import static weir.source.Made.read;
import static weir.source.Made.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.account.Account;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.masking.TestKey;
import weir.substance.SubstanceNamer;

class HtmlPagesTest {

  private static final String PROFILE =
      """
      source: tea-market
      kind: darknet-market
      reads: html
      currency: EUR
      captured_at:
        - {select: footer time, attribute: datetime}
      mask:
        - {select: td.buyer, as: buyer}
        - {select: '#me', as: reader, everywhere: true}
      pages:
        - kind: listing
          when: {select: 'h1.item'}
          links: 'a[href^=item]'
          records:
            - table: listing
              fields:
                listing_id: {select: 'h1.item', attribute: data-id}
                title: h1.item
                account: a.seller
                description: {select: .about, take: lines}
                price: {select: .price, many: true, words: {on request: ''}}
                category: {select: '.path a', many: true}
                ships_from: {select: .from, take: own}
                escrow: {select: .pay, words: {'Held back': yes, '*': no}}
                stock: {select: .left, match: '(\\d+) left'}
                feedback_count: {select: .mark, match: '\\*', count: true}
            - table: offer
              each: 'select.post > option'
              fields:
                listing_id: {select: 'h1.item', attribute: data-id, page: true}
                kind: {const: shipping}
                label: {select: option, match: '^(.*?) \\('}
                days: {select: option, match: '(\\d+) days'}
        - kind: feedback
          when: {select: table.marks}
          total_stated: {select: .total, match: '(\\d+)'}
          records:
            - table: feedback
              each: table.marks tr
              fields:
                feedback_id: {digest: [account, text, rating]}
                account: {select: h2, page: true}
                given_at: {select: td.when, format: [relative, 'MMM dd, yyyy']}
                rating: {select: 'i.star', take: count, scale: 5}
                text: td.said
            - table: account
              fields:
                account: h2
                joined_on: {select: .since, format: 'MMM dd, yyyy'}
                feedback_count: {select: '.counts b', many: true, sum: true}
                key: {select: .key, take: lines}
                contact: {select: .reach, many: true}
        - kind: index
          when: {text: [Welcome to the tea market]}
        - kind: error
          when: {name: 'error-\\d+', text: [Not found]}
      """;

  private static final String ITEM =
      """
      <html><head><title>Tea</title></head><body>
      <div id=top><b id=me>watcher77</b> <a href="user?u=watcher77&x=1">mine</a></div>
      <p class=path><a href=c1>Drinks</a> / <a href=c2>Tea</a></p>
      <script>track()</script><!-- hidden -->
      <h1 class=item data-id=4711>Green  tea</h1> <a class=seller href=item9>amber</a>
      <p class=price>12.50 EUR</p><p class=price>on request</p><p class=price>13 USD</p>
      <p class=from><label>From</label> Belgium</p><p class=pay>Held back</p><p class=left>3 left</p>
      <p class=mark>* * *</p>
      <div class=about>First line<br>second line<p>third</p></div>
      <select class=post><option>Slow (9 days)</option><option>Fast (2 days)</option></select>
      <a href=item1>1</a><a href=item2>2</a><a href=item1>again</a>
      <footer><time datetime="2020-03-04T05:06:07Z">now</time></footer></body></html>
      """;

  @Test
  void what_stands_in_a_masked_element_is_not_read_by_a_field_that_selects_below_it() {
    Reading reading =
        read(
            PROFILE
                .replace("{select: td.buyer, as: buyer}", "{select: .about, as: person}")
                .replace("description: {select: .about, take: lines}", "description: .about i")
                .replace("account: a.seller", "account: {select: .about a, attribute: href}"),
            ITEM.replace("First line", "<i>Ada</i> <a href='/u/ada'>Lovelace</a>"));

    Listing listing = only(reading, Listing.class);
    assertThat(listing.description()).isEqualTo("[person]");
    assertThat(listing.account()).isNull();
    assertThat(kept(reading)).doesNotContain("Ada", "ada", "Lovelace", "second");
  }

  @Test
  void a_page_is_known_by_what_stands_on_it_and_its_fields_are_read() {
    Reading reading = read(PROFILE, ITEM);
    Listing listing = only(reading, Listing.class);

    assertThat(reading.refusals()).isEmpty();
    assertThat(reading.capture().pageKind()).isEqualTo("listing");
    assertThat(reading.capture().capturedAt()).isEqualTo(Instant.parse("2020-03-04T05:06:07Z"));
    assertThat(reading.capture().linksSeen()).isEqualTo(3);
    assertThat(listing.listingId()).isEqualTo("4711");
    assertThat(listing.title()).isEqualTo("Green tea");
    assertThat(listing.account()).isEqualTo("amber");
    assertThat(listing.category()).containsExactly("Drinks", "Tea");
    assertThat(listing.description()).isEqualTo("First line\nsecond line\nthird");
    assertThat(listing.escrow()).isTrue();
    assertThat(listing.stock()).isEqualTo(3);
    assertThat(listing.feedbackCount()).isEqualTo(3);
  }

  @Test
  void the_first_price_counts_and_all_are_shown() {
    Listing listing = only(read(PROFILE, ITEM), Listing.class);

    assertThat(listing.priceAmount()).isEqualByComparingTo("12.50");
    assertThat(listing.priceCurrency()).isEqualTo("EUR");
    assertThat(listing.pricesShown()).containsExactly("12.50 EUR", "13 USD");
  }

  @Test
  void every_element_that_each_names_is_a_record_of_its_own() {
    assertThat(rows(read(PROFILE, ITEM), Offer.class))
        .extracting(Offer::listingId, Offer::kind, Offer::label, Offer::days)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("4711", "shipping", "Slow", 9L),
            org.assertj.core.groups.Tuple.tuple("4711", "shipping", "Fast", 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "<p>Welcome to the tea market</p>, any, index",
    "<h1>Not found</h1>, error-404, error",
    "<h1>Not found</h1>, page-404, error",
    "<h1>Green tea</h1>, page-404, unrecognised",
    "<form><input type=password></form>, any, login",
    "<img src=/captcha.png><input type=password>, any, captcha",
    "<p>Welcome to the tea market<input type=password>, any, index",
  })
  void the_kind_of_a_page_comes_from_the_profile_first_and_then_from_what_gates_look_like(
      String body, String name, String kind) {
    assertThat(read(PROFILE, name, body.getBytes(StandardCharsets.UTF_8)).capture().pageKind())
        .isEqualTo(kind);
  }

  @Test
  void a_page_of_another_market_is_refused_with_its_title() {
    Reading reading = read(PROFILE, "<title>Coffee of ann@example.org</title><p>Coffee");

    assertThat(reading.rows()).isEmpty();
    assertThat(reading.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("unrecognised-page");
          assertThat(refusal.reason())
              .isEqualTo(
                  "page is none that the profile 'tea-market' knows: 'Coffee of [email:%s]'"
                          .formatted(Made.KEY.digest("ann@example.org"))
                          .substring(0, refusal.reason().length() - 2)
                      + refusal.reason().substring(refusal.reason().length() - 2));
          assertThat(refusal.mend())
              .isEqualTo("Choose another profile, or describe the page under 'pages:'.");
        });
  }

  @Test
  void an_empty_file_is_refused() {
    assertThat(read(PROFILE, "").refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("empty-file");
          assertThat(refusal.reason()).isEqualTo("The file is empty.");
          assertThat(refusal.mend()).isEqualTo("Leave it out, or save it again.");
        });
  }

  private static final String MARKS =
      """
      <h2>amber</h2><p class=since>Feb 01, 2019</p><p class=total>Total: 40 marks</p>
      <p class=counts><b>Good: 1,030</b> <b>Bad: 4</b></p>
      <table class=marks>
      <tr><th>When</th><th>What</th></tr>
      <tr><td class=when>3 days ago<td><i class=star></i><i class=star></i><td class=said>Fine<td class=buyer>ann99
      <tr><td class=when>1d 4h<td><i class=star></i><i class=star></i><td class=said>Fine<td class=buyer>bob77
      <tr><td class=when>Mar 01, 2020<td><i class=star></i><td class=said>Late<td class=buyer>ann99
      <tr><td class=when>Mar 01, 3610<td><i class=star></i><td class=said>Odd<td class=buyer>eve55
      </table><footer><time datetime="2020-03-04T12:00:00Z">now</time></footer>
      """;

  @Test
  void ratings_are_read_row_by_row_and_a_header_row_is_none() {
    Reading reading = read(PROFILE, MARKS);

    assertThat(reading.capture().totalStated()).isEqualTo(40);
    assertThat(rows(reading, Feedback.class))
        .extracting(Feedback::account, Feedback::text, Feedback::rating)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("amber", "Fine", 0.4),
            org.assertj.core.groups.Tuple.tuple("amber", "Fine", 0.4),
            org.assertj.core.groups.Tuple.tuple("amber", "Late", 0.2),
            org.assertj.core.groups.Tuple.tuple("amber", "Odd", 0.2));
  }

  @Test
  void ages_count_back_from_the_moment_of_saving() {
    assertThat(rows(read(PROFILE, MARKS), Feedback.class))
        .extracting(Feedback::givenAt, Feedback::givenAtPrecision)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple(Instant.parse("2020-03-01T12:00:00Z"), "day"),
            org.assertj.core.groups.Tuple.tuple(Instant.parse("2020-03-03T08:00:00Z"), "hour"),
            org.assertj.core.groups.Tuple.tuple(Instant.parse("2020-03-01T00:00:00Z"), "day"));
  }

  @Test
  void a_mark_given_in_the_year_3610_has_no_date_and_is_counted() {
    Reading reading = read(PROFILE, MARKS);

    assertThat(rows(reading, Feedback.class).getLast().givenAt()).isNull();
    assertThat(reading.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("implausible-date");
          assertThat(refusal.reason())
              .isEqualTo("given_at lies before 1995 or after 2099: 'Mar 01, 3610'");
          assertThat(refusal.mend())
              .isEqualTo("Kept as unknown. Mend 'format' in the profile if the date was misread.");
        });
  }

  @Test
  void two_ratings_with_the_same_words_are_two_and_the_same_two_tomorrow() {
    List<String> today = ids(MARKS);
    List<String> tomorrow = ids(MARKS.replace("3 days ago", "4 days ago"));

    assertThat(today).doesNotHaveDuplicates().hasSize(4);
    assertThat(today.get(1)).isEqualTo(today.get(0) + "-2");
    assertThat(tomorrow).isEqualTo(today);
  }

  private static List<String> ids(String page) {
    return rows(read(PROFILE, page), Feedback.class).stream().map(Feedback::feedbackId).toList();
  }

  @Test
  void numbers_of_several_places_are_added_where_the_profile_says_so() {
    Account account = only(read(PROFILE, MARKS), Account.class);

    assertThat(account.feedbackCount()).isEqualTo(1034);
    assertThat(account.joinedOn()).isEqualTo(LocalDate.of(2019, 2, 1));
  }

  @Test
  void buyers_are_neither_kept_nor_read() {
    Reading reading = read(PROFILE, MARKS);

    assertThat(kept(reading)).contains("[buyer]").doesNotContain("ann99").doesNotContain("bob77");
    assertThat(reading.rows().toString()).doesNotContain("ann99");
  }

  @Test
  void a_name_marked_everywhere_is_masked_in_links_and_texts_but_not_within_other_words() {
    String kept = kept(read(PROFILE, ITEM.replace("third", "by watcher77 and watcher777")));

    assertThat(kept)
        .contains(
            "<b id=\"me\">[reader]</b>", "user?u=[reader]&amp;x=1", "by [reader] and watcher777");
  }

  @Test
  void contacts_become_digests_and_keys_fingerprints() {
    TestKey key = TestKey.make("amber");
    Account account =
        only(
            read(
                PROFILE,
                MARKS
                    + "<pre class=key>"
                    + key.armour()
                    + "</pre><p class=reach>ann@example.org<p class=reach>Tel 020 7946 0958"),
            Account.class);

    assertThat(account.keyFingerprints()).containsExactly(key.fingerprint());
    assertThat(account.contacts())
        .containsExactly(
            "email:" + Made.KEY.digest("ann@example.org"),
            "phone:" + Made.KEY.digest("02079460958"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<br>", "<br/>\n", "</p><p>", "<br><b></b>"})
  void a_key_whose_lines_are_parted_by_markup_is_read_whole(String between) {
    TestKey key = TestKey.make("amber");
    String page =
        MARKS + "<div class=key><p>" + key.armour().replace("\n", between) + "</p></div><p>after";

    Reading reading = read(PROFILE, page);

    assertThat(only(reading, Account.class).keyFingerprints()).containsExactly(key.fingerprint());
    assertThat(kept(reading)).contains("after").doesNotContain("BEGIN PGP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>ann@example.org</p>",
        "<p>ann<b>@</b>example.org</p>",
        "<p><span>ann</span>@<i>example</i>.org</p>",
        "<a href='mailto:ann@example.org'>write</a>",
        "<a href='MAILTO:ann%40example.org?subject=x'>write</a>",
        "<a href='/to?who=ann@example.org'>write</a>",
        "<img alt='ann@example.org' src=x.png>",
        "<input value='ann@example.org'>",
        "<p data-mail='ann@example.org'>x</p>",
        "<textarea>ann@example.org</textarea>",
        "<style>/* ann@example.org */</style>",
        "<p>a&#110;n@example.org</p>"
      })
  void an_e_mail_address_is_masked_wherever_it_hides(String html) {
    assertThat(kept(read(PROFILE, MARKS + html)))
        .doesNotContain("ann@example")
        .doesNotContain("ann%40example")
        .doesNotContain(">@<")
        .contains("[email:" + Made.KEY.digest("ann@example.org"));
  }

  @Test
  void a_telephone_link_is_masked() {
    assertThat(kept(read(PROFILE, MARKS + "<a href='tel:02079460958'>ring</a>")))
        .doesNotContain("7946");
  }

  @Test
  void a_name_above_a_street_is_masked_across_cells_and_line_breaks() {
    String kept =
        kept(
            read(
                PROFILE,
                MARKS
                    + "<p>Arthur Dentworth<br>12 High Street<br>London SW1A 1AA</p>"
                    + "<div>Jan Testen</div><div>Kerkstraat 3, 1017 GA Amsterdam</div><p>after"));

    assertThat(kept)
        .contains("after")
        .doesNotContain("Dentworth")
        .doesNotContain("High Street")
        .doesNotContain("London")
        .doesNotContain("Testen")
        .doesNotContain("Kerkstraat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>evil()</script>",
        "<iframe src='//evil.example'></iframe>",
        "<iframe srcdoc='&lt;script&gt;evil()'></iframe>",
        "<object data=evil></object>",
        "<embed src=evil>",
        "<base href='//evil.example'>",
        "<noscript>evil</noscript>",
        "<!-- evil -->",
        "<p onclick='evil()'>x",
        "<p ONMOUSEOVER='evil()'>x",
        "<a href=' javascript:evil()'>x</a>",
        "<a href='VBScript:evil()'>x</a>",
        "<img src='data:image/svg+xml,evil'>",
        "<button formaction='evil'>x</button>",
        "<svg><script>evil()</script></svg>"
      })
  void nothing_that_runs_or_loads_is_kept(String html) {
    assertThat(kept(read(PROFILE, MARKS + html))).doesNotContainIgnoringCase("evil");
  }

  @Test
  void the_kept_page_gives_the_same_records_again() {
    for (String page : List.of(ITEM, MARKS)) {
      Reading first = read(PROFILE, page);
      Reading again = read(PROFILE, kept(first));

      assertThat(withoutCapture(again)).isEqualTo(withoutCapture(first));
    }
  }

  /** The digest is of the bytes as they came, and so differs. */
  private static List<String> withoutCapture(Reading reading) {
    return reading.rows().stream()
        .map(row -> row.toString().replace(reading.capture().digest(), ""))
        .toList();
  }

  @Test
  void a_locator_finds_the_element_again_on_the_kept_page() {
    Reading reading = read(PROFILE, ITEM);
    Document kept = Jsoup.parse(kept(reading));

    assertThat(rows(reading, Offer.class))
        .extracting(offer -> Objects.requireNonNull(HtmlWalk.find(kept, offer.locator())).text())
        .containsExactly("Slow (9 days)", "Fast (2 days)");
    assertThat(
            Objects.requireNonNull(HtmlWalk.find(kept, only(reading, Listing.class).locator()))
                .normalName())
        .isEqualTo("html");
  }

  @Test
  void the_marks_of_a_kept_page_show_where_each_field_was_read() {
    SourceReader reader =
        SourceReader.of(Made.profile(PROFILE), SubstanceNamer.standard(), Made.KEY);
    byte[] page = ITEM.getBytes(StandardCharsets.UTF_8);
    Reading reading = reader.read(Made.page("x", page));
    Document kept = Jsoup.parse(kept(reading));

    List<SourceReader.FieldMark> marks = reader.marks(Made.page("x", reading.keptPage()));

    assertThat(marks)
        .filteredOn(mark -> mark.field().equals("price"))
        .extracting(mark -> Objects.requireNonNull(HtmlWalk.find(kept, mark.locator())).text())
        .containsExactly("12.50 EUR", "on request", "13 USD");
    assertThat(marks)
        .filteredOn(mark -> mark.table().equals("offer") && mark.field().equals("label"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html:9/9/9", "html:x", "row:2", "html:-1", "html:1/"})
  void a_locator_of_no_element_finds_nothing(String locator) {
    assertThat(HtmlWalk.find(Jsoup.parse("<p>x"), locator)).isNull();
  }

  @Test
  void a_page_in_another_encoding_is_kept_in_utf_8_and_says_so() {
    byte[] latin =
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><h1 class=item"
                + " data-id=1>Thé</h1>")
            .getBytes(StandardCharsets.ISO_8859_1);

    Reading reading = read(PROFILE, "x", latin);
    Reading again = read(PROFILE, "x", reading.keptPage());

    assertThat(only(reading, Listing.class).title()).isEqualTo("Thé");
    assertThat(only(again, Listing.class).title()).isEqualTo("Thé");
    assertThat(kept(reading)).contains("charset=UTF-8").doesNotContain("8859");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, ''",
    "UTF-8, <meta charset=utf-8>",
    "UTF-8, <META CHARSET = 'UTF-8' >",
    "UTF-8, <meta http-equiv=content-type content='text/html; charset=utf-8'>",
    "UTF-8, <meta charset=utf-8><meta charset=ISO-8859-1>",
    "ISO-8859-1, <meta charset=ISO-8859-1>",
    "ISO-8859-1, <meta charset=ISO-8859-1><meta charset=utf-8>",
    "windows-1251, <meta charset=\"windows-1251\">",
    "ISO-8859-1, <meta http-equiv=content-type content='text/html; &#99;harset=ISO-8859-1'>",
    "UTF-16, ''"
  })
  void a_page_is_read_in_the_encoding_that_it_names_first(String encoding, String head) {
    String title = encoding.equals("windows-1251") ? "Чай" : "Thé";
    byte[] page =
        (head + "<h1 class=item data-id=1>" + title + "</h1>").getBytes(Charset.forName(encoding));

    assertThat(only(read(PROFILE, "x", page), Listing.class).title()).isEqualTo(title);
  }

  @Test
  void the_profiles_encoding_wins_over_what_the_page_says_of_itself() {
    byte[] page =
        "<meta charset=ISO-8859-1><h1 class=item data-id=1>Thé ฿</h1>"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(only(read(PROFILE + "encoding: UTF-8\n", "x", page), Listing.class).title())
        .isEqualTo("Thé ฿");
  }

  @Test
  void a_price_that_is_none_is_unknown_and_counted() {
    Reading reading = read(PROFILE, ITEM.replace("12.50 EUR", "TBD"));

    assertThat(only(reading, Listing.class).priceCurrency()).isEqualTo("USD");
    assertThat(causes(reading)).containsExactly("unreadable-price");
  }

  @Test
  void words_that_the_profile_does_not_name_are_counted_or_fall_under_the_star() {
    assertThat(only(read(PROFILE, ITEM.replace("Held back", "At once")), Listing.class).escrow())
        .isFalse();
  }

  @Test
  void a_hundred_thousand_nested_tags_do_no_harm() {
    String deep = "<div>".repeat(100_000) + MARKS + "</div>".repeat(100_000);

    assertThat(read(PROFILE, deep).capture()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tr><td class=when>1d<td class=said>x",
        "<!---->",
        "<script></script>",
        "<p class=counts><b>1</b>",
        "<b>a@</b>",
        "<div class=reach>",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----<br>"
      })
  void a_large_page_takes_time_in_proportion(String unit) {
    String head = MARKS.replace("</table>", "<tr><td class=said>y");
    byte[] page = (head + unit.repeat(60_000)).getBytes(StandardCharsets.UTF_8);
    Instant start = Instant.now();

    Reading reading = read(PROFILE, "x", page);

    assertThat(reading.capture().pageKind()).isEqualTo("feedback");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void a_page_without_a_moment_of_its_own_takes_the_archives() {
    Instant archived = Instant.parse("2019-01-01T00:00:00Z");
    SourceReader reader =
        SourceReader.of(Made.profile(PROFILE), SubstanceNamer.standard(), Made.KEY);
    byte[] page = "<h1 class=item data-id=1>Tea".getBytes(StandardCharsets.UTF_8);

    Reading reading = reader.read(new SavedPage("in", "x", archived, Instant.EPOCH, page));

    assertThat(reading.capture().capturedAt()).isEqualTo(archived);
  }

  @Test
  void a_files_time_is_trusted_only_where_the_profile_says_so() {
    Instant changed = Instant.parse("2019-01-01T00:00:00Z");
    byte[] page = "<h1 class=item data-id=1>Tea".getBytes(StandardCharsets.UTF_8);
    SavedPage saved = new SavedPage("in", "x", null, changed, page);
    String trusting = PROFILE.replace("captured_at:\n", "captured_at:\n  - file-time\n");

    assertThat(
            SourceReader.of(Made.profile(PROFILE), SubstanceNamer.standard(), Made.KEY)
                .read(saved)
                .capture()
                .capturedAt())
        .isNull();
    assertThat(
            SourceReader.of(Made.profile(trusting), SubstanceNamer.standard(), Made.KEY)
                .read(saved)
                .capture()
                .capturedAt())
        .isEqualTo(changed);
  }

  @Test
  void an_age_is_no_more_exact_than_the_moment_of_saving() {
    String page = MARKS.replace("2020-03-04T12:00:00Z", "2020-03-04");

    assertThat(rows(read(PROFILE, page), Feedback.class))
        .extracting(Feedback::givenAtPrecision)
        .startsWith("day", "day");
  }
}
