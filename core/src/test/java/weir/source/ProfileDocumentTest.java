package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.document.Fault;

/** A profile as a document: what is refused, where, and how to mend it. */
class ProfileDocumentTest {

  private static List<String> faults(String text) {
    return switch (Profiles.read(text, "shop.yaml")) {
      case Profiles.Outcome.Sound(Profile profile) -> throw new AssertionError("read: " + profile);
      case Profiles.Outcome.Faulty(List<Fault> faults) ->
          faults.stream().map(Fault::toString).toList();
    };
  }

  @Test
  void every_fault_is_named_at_once_with_its_line_its_place_counted_from_one_and_its_remedy() {
    assertThat(
            faults(
                """
                source: shop
                kind: darknet-markt
                reads: csv
                curency: EUR
                access: [{since: 2020-01-31, access: open}, {since: June, access: open}]
                pages:
                  - kind: listings
                    records:
                      - table: listing
                        fields: {titel: name, account: {colum: seller}}
                  - kind: listings
                    records:
                      - table: listing
                        fields: {title: name, listing_id: {digest: [title, acount]}}
                """))
        .containsExactly(
            "shop.yaml, line 2, kind: 'darknet-markt' is not known here. Expected one of darknet-market, single-vendor-shop, online-pharmacy, social-media, forum, messaging-channel, b2b-platform, classifieds, spam-mail, peer-to-peer-index, table. Did you mean 'darknet-market'?",
            "shop.yaml, line 4, curency: 'curency' is not a key of this part. Expected one of source, name, kind, layer, reads, access, captured_at, mask, pages, currency, encoding, csv. Did you mean 'currency'?",
            "shop.yaml, line 5, access[2].since: Cannot read 'June': Text 'June' could not be parsed at index 0. Write it like 2014-01-31.",
            "shop.yaml, line 10, pages[1].records[1].fields.titel: The table 'listing' has no field 'titel'. Known: "
                + String.join(", ", ProfileParser.knownFields(weir.table.Table.LISTING))
                + ". Did you mean 'title'?",
            "shop.yaml, line 10, pages[1].records[1].fields.account.column: Where the value stands is missing. Write 'column: …' (or const, digest, address).",
            "shop.yaml, line 14, pages[2].records[1].fields.listing_id: The digest names 'acount', which is no field of this record. Name fields that stand beside it: title, listing_id.");
  }

  @Test
  void numbers_and_truths_need_no_quotes_where_a_profile_expects_texts() {
    assertThat(
            Profiles.read(
                """
                source: shop
                reads: csv
                pages:
                  kind: listings
                  when: {columns: 2024}
                  records:
                    table: listing
                    fields:
                      title: 1
                      stock: {column: left, words: {none: 0, no: false}}
                """,
                "shop.yaml"))
        .isInstanceOf(Profiles.Outcome.Sound.class);
  }

  @Test
  void aliases_and_repeated_keys_are_refused_in_profiles_too() {
    assertThat(
            faults(
                """
                source: shop
                source: stall
                reads: csv
                pages: &p
                  - kind: listings
                    records: [{table: listing, fields: {title: name}}]
                mask: *p
                """))
        .contains(
            "shop.yaml, line 2, source: 'source' already stands on line 1. Keep one of the two.",
            "shop.yaml, line 7, mask: An alias (*) stands here. Write the part out in full.");
  }
}
