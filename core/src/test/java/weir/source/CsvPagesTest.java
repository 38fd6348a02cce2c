package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.source.Made.causes;
import static weir.source.Made.kept;
import static weir.source.Made.only;
import static weir.source.Made.read;
import static weir.source.Made.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.listing.Listing;

class CsvPagesTest {

  /** What a person writes for a table nobody has described before. */
  private static final String PROFILE =
      """
      source: made-up
      name: A made-up table
      kind: classifieds
      layer: surface
      access: [{since: 2020-01-01, access: open}]
      reads: csv
      captured_at:
        - {name: 'day-(\\d{4}-\\d{2}-\\d{2})', zone: UTC}
        - {column: seen, format: 'dd/MM/yyyy HH:mm', zone: Europe/Brussels}
      mask:
        - {column: customer, as: buyer}
        - {column: writer, as: author}
      pages:
        - kind: listings
          when: {columns: [nr, what]}
          records:
            - table: listing
              fields:
                listing_id: nr
                account: seller
                title: what
                description: [details, more]
                price:
                  - {column: dollars, currency: USD}
                  - {column: euros, currency: EUR}
                category: {column: group, split: '>'}
                stock: {column: left, words: {none: 0, plenty: ''}}
                sold_count: sold
                rating: {column: stars, scale: 5}
                escrow: {column: held, words: {y: yes, n: no}}
      """;

  @Test
  void thirty_lines_describe_a_table_and_every_field_is_read() {
    Listing listing =
        only(
            read(
                PROFILE,
                """
                nr,what,seller,dollars,group,left,sold,stars,held,seen
                7,Green tea,amber,"1,250.50",Drinks > Tea,3,"1,204",4.5,y,24/12/2020 13:30
                """),
            Listing.class);

    assertThat(PROFILE.lines().count()).isEqualTo(30);
    assertThat(listing.source()).isEqualTo("made-up");
    assertThat(listing.listingId()).isEqualTo("7");
    assertThat(listing.account()).isEqualTo("amber");
    assertThat(listing.title()).isEqualTo("Green tea");
    assertThat(listing.priceAmount()).isEqualByComparingTo("1250.50");
    assertThat(listing.priceCurrency()).isEqualTo("USD");
    assertThat(listing.category()).containsExactly("Drinks", "Tea");
    assertThat(listing.stock()).isEqualTo(3);
    assertThat(listing.soldCount()).isEqualTo(1204);
    assertThat(listing.rating()).isEqualTo(0.9);
    assertThat(listing.escrow()).isTrue();
    assertThat(listing.capturedAt()).isEqualTo(Instant.parse("2020-12-24T12:30:00Z"));
    assertThat(listing.locator()).isEqualTo("row:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_delimiter_is_found_out(String delimiter) {
    String table =
        "nr,what,seller\n1,\"Tea, green; strong | hot\",amber\n2,Mint,basil\n"
            .replace("nr,what,seller", "nr" + delimiter + "what" + delimiter + "seller")
            .replace("1,\"", "1" + delimiter + "\"")
            .replace("\",amber", "\"" + delimiter + "amber")
            .replace("2,Mint,basil", "2" + delimiter + "Mint" + delimiter + "basil");

    assertThat(rows(read(PROFILE, table), Listing.class))
        .extracting(Listing::title, Listing::account)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Tea, green; strong | hot", "amber"),
            org.assertj.core.groups.Tuple.tuple("Mint", "basil"));
  }

  @Test
  void a_delimiter_and_a_quote_that_the_profile_names_are_used() {
    String profile =
        PROFILE.replace("reads: csv", "reads: csv\ncsv: {delimiter: '~', quote: \"'\"}");

    Listing listing = only(read(profile, "nr~what\n1~'Tea ~ \"green\"'\n"), Listing.class);

    assertThat(listing.title()).isEqualTo("Tea ~ \"green\"");
  }

  @Test
  void odd_quoting_is_read_and_kept_so_that_it_reads_alike_again() {
    String table = "nr,what,details\n1,\"Tea \"\"extra\"\"\",\"two\nlines\"\n2,\"Mint\" leaf,x\n";

    Reading first = read(PROFILE, table);
    Reading again = read(PROFILE, kept(first));

    assertThat(rows(first, Listing.class))
        .extracting(Listing::title)
        .containsExactly("Tea \"extra\"", "Mint leaf");
    assertThat(rows(again, Listing.class))
        .extracting(Listing::title, Listing::description, Listing::locator)
        .isEqualTo(
            rows(first, Listing.class).stream()
                .map(l ->
                    org.assertj.core.groups.Tuple.tuple(l.title(), l.description(), l.locator()))
                .toList());
  }

  @Test
  void columns_may_stand_in_any_order_and_unknown_ones_are_passed_over() {
    Listing listing = only(read(PROFILE, "colour,what,nr\nred,Tea,1\n"), Listing.class);

    assertThat(listing.title()).isEqualTo("Tea");
    assertThat(listing.listingId()).isEqualTo("1");
  }

  @Test
  void a_field_may_have_several_columns_of_which_the_first_that_says_something_counts() {
    assertThat(
            only(read(PROFILE, "nr,what,details,more\n1,Tea,,Hot\n"), Listing.class).description())
        .isEqualTo("Hot");
  }

  @Test
  void a_column_that_vanished_is_said_once_for_the_file_and_its_field_is_unknown() {
    Reading reading = read(PROFILE, "nr,what\n1,Tea\n2,Mint\n");

    assertThat(rows(reading, Listing.class)).extracting(Listing::soldCount).containsOnlyNulls();
    assertThat(reading.refusals())
        .filteredOn(refusal -> refusal.reason().contains("sold_count"))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("missing-column");
          assertThat(refusal.reason()).isEqualTo("sold_count finds none of its columns: 'sold'");
          assertThat(refusal.mend())
              .isEqualTo("The field is unknown for this file. Columns here: nr, what");
        });
  }

  @Test
  void a_price_is_missing_only_when_none_of_its_columns_is_there() {
    Reading reading = read(PROFILE, "nr,what,euros\n1,Tea,5\n");

    assertThat(only(reading, Listing.class).priceCurrency()).isEqualTo("EUR");
    assertThat(reading.refusals()).noneMatch(refusal -> refusal.reason().startsWith("price "));
  }

  @Test
  void ragged_rows_are_read_as_far_as_they_go_and_counted() {
    Reading reading = read(PROFILE, "nr,what,seller\n1,Tea\n2,Mint,basil,extra\n3\n4,Sage,dill\n");

    assertThat(rows(reading, Listing.class))
        .extracting(Listing::listingId)
        .containsExactly("1", "2", "4");
    assertThat(reading.refusals())
        .filteredOn(refusal -> refusal.cause().equals("ragged-row"))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.place()).isEqualTo("made row 2, row 3, row 4");
          assertThat(refusal.mend())
              .isEqualTo("Check the delimiter and the quoting; set 'csv:' in the profile.");
        });
  }

  @Test
  void a_table_of_another_source_is_refused_with_both_sets_of_columns() {
    Reading reading = read(PROFILE, "price,colour\n1,red\n");

    assertThat(reading.rows()).isEmpty();
    assertThat(reading.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("wrong-profile");
          assertThat(refusal.reason())
              .isEqualTo(
                  "The profile 'made-up' expects the columns 'nr', 'what'; the file has 'price',"
                      + " 'colour'.");
          assertThat(refusal.mend())
              .isEqualTo("Choose another profile, or mend 'when: columns' in this one.");
        });
  }

  @Test
  void text_that_is_not_of_the_encoding_is_refused_with_the_way_to_name_another() {
    byte[] cyrillic = "nr,what\n1,Чай\n".getBytes(Charset.forName("windows-1251"));

    Reading reading = read(PROFILE, "made", cyrillic);
    Reading named =
        read(PROFILE.replace("reads: csv", "reads: csv\nencoding: windows-1251"), "made", cyrillic);

    assertThat(reading.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("wrong-encoding");
          assertThat(refusal.reason()).isEqualTo("The file is not UTF-8.");
          assertThat(refusal.mend())
              .isEqualTo("Name its encoding in the profile, like 'encoding: windows-1251'.");
        });
    assertThat(only(named, Listing.class).title()).isEqualTo("Чай");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void a_byte_order_mark_tells_the_encoding(String encoding) {
    byte[] marked = "\uFEFFnr,what\n1,Чай\n".getBytes(Charset.forName(encoding));

    assertThat(only(read(PROFILE, "made", marked), Listing.class).title()).isEqualTo("Чай");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThat(read(PROFILE, "made", new byte[0]).refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("empty-file");
          assertThat(refusal.reason()).isEqualTo("The file holds no line.");
        });
  }

  @Test
  void a_header_alone_is_an_empty_page() {
    assertThat(read(PROFILE, "nr,what\n").capture().pageKind()).isEqualTo("empty");
  }

  @Test
  void a_row_without_an_id_is_refused_and_the_others_stay() {
    Reading reading = read(PROFILE, "nr,what\n,Tea\n2,Mint\n");

    assertThat(rows(reading, Listing.class)).hasSize(1);
    assertThat(causes(reading)).contains("no-id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TBD", "ask me", "-", "soon"})
  void a_price_that_is_none_is_unknown_and_counted(String printed) {
    Reading reading = read(PROFILE, "nr,what,dollars\n1,Tea," + printed + "\n2,Mint," + printed);

    assertThat(rows(reading, Listing.class)).extracting(Listing::priceAmount).containsOnlyNulls();
    assertThat(reading.refusals())
        .filteredOn(refusal -> refusal.cause().equals("unreadable-price"))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo("price is no price: '" + printed + "'");
          assertThat(refusal.place()).isEqualTo("made row:2, row:3");
        });
  }

  @ParameterizedTest
  @CsvSource({"9.263e-05, 0.00009263", "1e-07, 0.0000001", "1.5E3, 1500", "0.0122, 0.0122"})
  void amounts_as_programs_write_them_are_read(String printed, java.math.BigDecimal amount) {
    Listing listing = only(read(PROFILE, "nr,what,dollars\n1,Tea," + printed), Listing.class);

    assertThat(listing.priceAmount()).isEqualByComparingTo(amount);
  }

  @Test
  void a_date_in_the_year_3610_is_unknown_and_counted() {
    Reading reading = read(PROFILE, "nr,what,seen\n1,Tea,24/12/3610 13:30\n");

    assertThat(only(reading, Listing.class).capturedAt()).isNull();
    assertThat(reading.refusals())
        .anySatisfy(refusal -> {
          assertThat(refusal.cause()).isEqualTo("implausible-date");
          assertThat(refusal.reason())
              .isEqualTo("captured_at lies before 1995 or after 2099: '24/12/3610 13:30'");
        });
  }

  @Test
  void a_words_entry_with_an_empty_target_means_unknown() {
    Reading reading = read(PROFILE, "nr,what,left\n1,Tea,plenty\n2,Mint,none\n");

    assertThat(rows(reading, Listing.class)).extracting(Listing::stock).containsExactly(null, 0L);
    assertThat(causes(reading)).doesNotContain("unreadable-number");
  }

  @Test
  void the_files_name_tells_the_day_before_the_column_does() {
    Reading reading =
        read(
            PROFILE,
            "day-2020-12-25.csv",
            "nr,what,seen\n1,Tea,24/12/2020 13:30\n".getBytes(StandardCharsets.UTF_8));

    assertThat(only(reading, Listing.class).capturedAt())
        .isEqualTo(Instant.parse("2020-12-25T00:00:00Z"));
  }

  @Test
  void the_columns_that_the_profile_marks_are_masked_in_what_is_kept() {
    String kept =
        kept(read(PROFILE, "nr,what,customer,writer\n1,Tea,Ann Other,bob\n2,Mint,,bob\n"));

    assertThat(kept)
        .isEqualTo(
            "nr,what,customer,writer\n1,Tea,[buyer],[author:%1$s]\n2,Mint,,[author:%1$s]\n"
                .formatted(Made.KEY.digest("bob")));
  }

  @Test
  void personal_data_in_any_cell_is_masked_before_it_is_read() {
    Reading reading = read(PROFILE, "nr,what\n1,Tea. Write to ann@example.org\n");

    assertThat(only(reading, Listing.class).title()).startsWith("Tea. Write to [email:");
    assertThat(kept(reading)).doesNotContain("ann@");
  }

  @Test
  void a_made_up_id_is_the_same_for_the_same_words_on_another_day() {
    String profile = PROFILE.replace("listing_id: nr", "listing_id: {digest: [account, title]}");
    List<String> ids =
        rows(
                read(profile, "nr,what,seller\n1,Tea,amber\n2,Tea,basil\n3,Tea,amber\n"),
                Listing.class)
            .stream()
            .map(Listing::listingId)
            .toList();

    assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1)).hasSize(20);
  }

  @Test
  void the_plain_profile_reads_weirs_own_column_names_from_csv_and_from_json_lines() {
    SourceReader plain =
        SourceReader.of(
            Profiles.named("plain").orElseThrow(),
            weir.substance.SubstanceNamer.standard(),
            Made.KEY);
    String csv =
        """
        source,listing_id,captured_at,category,price_amount,price_currency
        shop,9,2021-05-06T07:08:09Z,Tea;Green,5.5,eur
        """;
    String json =
        """
        {"source": "shop", "listing_id": "9", "captured_at": "2021-05-06T07:08:09Z", \
        "category": ["Tea", "Green"], "price_amount": 5.5, "price_currency": "eur"}
        """;

    for (String text : List.of(csv, json)) {
      Listing listing =
          only(plain.read(Made.page("x", text.getBytes(StandardCharsets.UTF_8))), Listing.class);
      assertThat(listing.source()).isEqualTo("shop");
      assertThat(listing.listingId()).isEqualTo("9");
      assertThat(listing.capturedAt()).isEqualTo(Instant.parse("2021-05-06T07:08:09Z"));
      assertThat(listing.category()).containsExactly("Tea", "Green");
      assertThat(listing.priceAmount()).isEqualByComparingTo("5.5");
      assertThat(listing.priceCurrency()).isEqualTo("EUR");
    }
  }
}
