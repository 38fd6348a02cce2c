package weir.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People and numbers here are made up; telephone numbers are of ranges kept free for fiction. */
class MaskerTest {

  private static final DigestKey KEY = key("the first key of these tests");

  private final Masker masker = new Masker(KEY);

  private static DigestKey key(String secret) {
    return DigestKey.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to ann.other+shop@mail.example.org today",
        "ANN@EXAMPLE.ORG",
        "<ann@example.org>",
        "jabber:ann@xmpp.example",
        "ann@examplemail4tor.onion.",
        "двое: ann_1@example.net, bob@example.net"
      })
  void e_mail_addresses_are_masked(String text) {
    Masked masked = masker.mask(text);

    assertThat(masked.text()).contains("[email:").doesNotContain("@");
    assertThat(masked.contacts()).isNotEmpty().allMatch(contact -> contact.startsWith("email:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5 tabs @ 10 each", "@vendor", "price @15", "a@b", "foo@", "@example.org"})
  void an_at_sign_alone_is_no_address(String text) {
    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @Test
  void equal_addresses_give_equal_digests_however_they_are_written() {
    Masked one = masker.mask("Ann@Example.org");
    Masked other = masker.mask("mail: ann@example.org!");

    assertThat(one.contacts())
        .isEqualTo(other.contacts())
        .containsExactly("email:" + KEY.digest("ann@example.org"));
    assertThat(new Masker(key("another key for these tests")).mask("ann@example.org").contacts())
        .isNotEqualTo(one.contacts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+44 20 7946 0958",
        "0044 20 7946 0958",
        "+1 (212) 555-0100",
        "(+1) 212-555-0100",
        "+7(495)123-45-67",
        "Call 020 7946 0958 after six",
        "tel. 030/12345678",
        "WhatsApp: 06-12345678",
        "тел 8 (495) 123-45-67",
        "text us on 212.555.0100"
      })
  void telephone_numbers_are_masked(String text) {
    Masked masked = masker.mask(text);

    assertThat(masked.text()).contains("[phone:").doesNotContainPattern("\\d{3}[ .-]\\d{2}");
    assertThat(masked.contacts()).hasSize(1).allMatch(contact -> contact.startsWith("phone:"));
  }

  @Test
  void the_same_number_in_two_shapes_has_one_digest() {
    assertThat(masker.mask("+44 20 7946 0958").contacts())
        .isEqualTo(masker.mask("+44-20-7946-0958").contacts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$1,234.50 or 1.234,50 EUR",
        "0.00512345 BTC / 0.61234567 XMR",
        "฿0.01234 (€98.70000000000001)",
        "10 x 100 mg",
        "100 x 10mg 20 x 2mg 1000 pills",
        "2018-11-26 10:20:30",
        "Call before 2018-11-26 10:20",
        "26.11.2018 12:00",
        "90+% purity, 100 200 500 1000 mg",
        "order 0123456789",
        "Item #40001 -|- 12345678",
        "ls_id=1234567890",
        "offer 123456.654321",
        "1A2B3C4D5E6F708192A3B4C5D6E7F80912345678",
        "in stock: 10 000 000",
        "0.11540493",
        "0.61234567891 or 0.20794609",
        "label 12345678, hotel 12345678",
        "signal 10 x 100 mg",
        "5 g via DHL 3 days",
        "3 Silk Road vendors",
        "Sold 12 times, ships to 27 countries",
        "Free next day delivery on 2 Street Fighter pills",
        "Chapters Opening Words 1. Choose A Place To Begin 2. Way Out",
        "New Stock, 3 Silk Road blotters",
        "Best Quality\n3 Silk Road tabs"
      })
  void prices_amounts_dates_and_numbers_of_things_stay(String text) {
    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Arthur Dentworth\n12 High Street\nLittle Example SW1A 1AA",
        "Scammer: Arthur Dentworth, 12 High Street, London",
        "the buyer Jan van der Testen, Kerkstraat 12, 1017 GA Amsterdam",
        "Erika Mustermann\nHauptstraße 12a\n10115 Berlin",
        "Marie Exemple, 5 rue de la Paix, 75002 Paris",
        "Juan Ejemplo; Calle de Alcalá 42, 28014 Madrid",
        "Mario Esempio\nVia Roma 10\n00184 Roma",
        "Jan Przykładowy\nul. Marszałkowska 10\n00-590 Warszawa",
        "Иван Примеров\nул. Ленина, д. 5\n101000 Москва",
        "MAX SAMPLER\n45 SAMPLE AVE\nSAMPLETON, TX 00001",
        "Sven Exempelsson, Storgatan 7, 111 22 Stockholm",
        "Arthur Dentworth 12 High Street London SW1A 1AA",
        "Arthur Dentworth\n12 Station Road\nLondon SW1A 1AA"
      })
  void people_named_with_a_postal_address_are_masked(String text) {
    String masked = masker.mask(text).text();

    assertThat(masked).contains("[person]");
    for (String word : text.split("[\\s,;:]+", -1)) {
      boolean ofTheList = word.length() > 3 && Character.isUpperCase(word.charAt(0));
      if (ofTheList && !word.equals("Scammer") && !masked.equals(text)) {
        assertThat(masked).describedAs(text).doesNotContain(word);
      }
    }
  }

  @Test
  void a_list_of_people_is_masked_line_by_line_and_its_heading_stays() {
    String masked =
        masker
            .mask(
                """
                These people never paid:
                Arthur Dentworth, 12 High Street, London SW1A 1AA
                Jan Testen, Kerkstraat 3, 1017 GA Amsterdam
                Do not sell to them. We sell 5 g for 100 EUR.
                """)
            .text();

    assertThat(masked)
        .isEqualTo(
            """
            These people never paid:
            [person]
            [person]
            Do not sell to them. We sell 5 g for 100 EUR.
            """);
  }

  @Test
  void a_text_without_personal_data_is_the_same_object() {
    String text = "Nothing of the kind stands here, only 12 words or so.";

    assertThat(masker.mask(text).text()).isSameAs(text);
    assertThat(masker.mask(text).contacts()).isEmpty();
  }

  @Test
  void a_public_key_becomes_its_fingerprint() {
    TestKey testKey = TestKey.make("Ann Other <ann@example.org>");

    Masked masked = masker.mask("My key:\n" + testKey.armour() + "\nThanks");

    assertThat(masked.text())
        .isEqualTo("My key:\n[key:%s]\nThanks".formatted(testKey.fingerprint()));
    assertThat(masked.keyFingerprints()).containsExactly(testKey.fingerprint());
  }

  @Test
  void a_key_printed_with_indents_and_without_its_blank_line_is_read_all_the_same() {
    TestKey testKey = TestKey.make("ann");
    String untidy = testKey.armour().replace("\n\n", "\n").replace("\n", "  \r\n\t ");

    assertThat(masker.mask(untidy).keyFingerprints()).containsExactly(testKey.fingerprint());
  }

  @Test
  void two_keys_in_one_text_are_told_apart() {
    TestKey one = TestKey.make("one");
    TestKey other = TestKey.make("other");

    assertThat(masker.mask(one.armour() + "\n" + other.armour()).keyFingerprints())
        .containsExactly(one.fingerprint(), other.fingerprint());
  }

  @Test
  void a_torn_key_is_masked_to_its_last_line_and_the_text_after_it_stays() {
    String armour = TestKey.make("ann").armour();
    String torn = armour.substring(0, armour.length() / 2);

    String masked = masker.mask(torn + "\nWe ship on Mondays and Fridays.").text();

    assertThat(masked).isEqualTo("[key:unreadable]\nWe ship on Mondays and Fridays.");
  }

  @ParameterizedTest
  @CsvSource({
    "BUYER, [buyer]",
    "PERSON, [person]",
    "READER, [reader]",
  })
  void what_must_not_be_kept_leaves_no_digest(Masker.Role role, String token) {
    assertThat(masker.token(role, "somebody")).isEqualTo(token);
  }

  @Test
  void equal_authors_have_equal_tokens_and_others_do_not() {
    assertThat(masker.token(Masker.Role.AUTHOR, "Bob "))
        .isEqualTo(masker.token(Masker.Role.AUTHOR, "bob"))
        .isEqualTo("[author:" + KEY.digest("bob") + "]")
        .isNotEqualTo(masker.token(Masker.Role.AUTHOR, "bobby"));
  }

  @Test
  void changes_stand_in_order_and_none_within_another() {
    List<Masker.Change> changes =
        masker.changes("b@example.org +44 20 7946 0958 a@example.org, b@example.org");

    assertThat(changes).hasSize(4);
    for (int i = 1; i < changes.size(); i++) {
      assertThat(changes.get(i).start()).isGreaterThanOrEqualTo(changes.get(i - 1).end());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "a@",
        "1",
        "+1 ",
        "1 Street ",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
        "a.b",
        "x at y dot ",
        "t.me/",
        "@abcd ",
        "Wickr: ",
        "[",
        "[email:",
        "4111 1111 ",
        "1 72 11 75 342 340 ",
        "DE14 ",
        "1. add the reagent to a flask ",
        "Name: Ann Other\n",
        "scammers: ",
        "data:image/png;base64,",
        "/9j/4AAQSkZJRgABAQEAYABgAAD",
        ".onion",
        "Ann Other, Am Anger 12, 99084 Erfurt, "
      })
  void no_text_makes_masking_slow(String unit) {
    String hostile = unit.repeat(400_000 / unit.length());
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    assertThat(masker.mask(hostile)).isNotNull();
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_short_secret_is_refused() {
    assertThatThrownBy(() -> key("short"))
        .hasMessage("The digest key has 5 bytes; it needs at least 16.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Telegram: @quiet_kettle, from 5 g | quiet_kettle",
        "Wickr me: quietkettle only | quietkettle",
        "Threema K3XW9PTB | k3xw9ptb",
        "thanks to @kettle_77 | kettle_77",
        "ICQ 318-445-902 | 318445902",
        "Snap quiet.kettle | quiet.kettle",
        "see https://t.me/quiet_kettle | quiet_kettle",
        "Телеграм: @tihiy_chaynik | tihiy_chaynik",
        "quiet_kettle on Telegram | quiet_kettle"
      })
  void a_name_with_a_messenger_becomes_the_digest_of_the_name_alone(String text, String name) {
    Masked masked = masker.mask(text);

    assertThat(masked.contacts()).containsExactly("handle:" + KEY.digest(name));
    assertThat(masked.text()).doesNotContainIgnoringCase(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Telegram: coming soon",
        "We answer on Telegram or Signal within 24h",
        "Signal 100mg tablets",
        "Telegram 24/7 support",
        "Session: evening",
        "line 5, element 12",
        "Wickr and Telegram for orders only",
        "@media screen {}",
        "https://twitter.com/share?u=x",
        "https://t.me/share/url?x=1"
      })
  void the_name_of_a_messenger_alone_is_no_name_of_a_person(String text) {
    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann (at) mail (dot) example",
        "ann [at] mail.example",
        "ann @ mail . example",
        "ann ÄT mail PUNKT example",
        "ann arobase mail point example",
        "ann(arroba)mail(punto)example",
        "ann apenstaartje mail punt example"
      })
  void an_address_written_around_has_the_digest_of_the_plain_one(String text) {
    assertThat(masker.mask(text).contacts())
        .containsExactly("email:" + KEY.digest("ann@mail.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1NAtZGpHwQZWBq9Pb9iLGE5sLVQbZt4Uui",
        "3F29fo4MhFj1Poox5jr6JhPSsrDnG9usZz",
        "bc1qaum6qvy9r6an4dlqcq2c97tyuyzhx8cj3t2s7s",
        "bc1pf3qd2rjfgrjym9fq3nz48wpfnafsxl5e8j37rfrmdddy8m3llf5s6h2kvl",
        "ltc1qr4dd93yevrkjp9zs99fa34hp0j6799k7h96xe3",
        "TDSFT424MRyh51HgkMRCTBHfzrbiB1eFDf",
        "0x10f7adb489d5739824f6eaff7fe8ecb25f4e8eda"
      })
  void a_wallet_whose_checksum_is_right_becomes_a_digest(String wallet) {
    assertThat(masker.mask("to " + wallet + " please").text())
        .isEqualTo("to [wallet:" + KEY.digest(wallet) + "] please");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1NAtZGpHwQZWBq9Pb9iLGE5sLVQbZt4Uuj",
        "bc1qaum6qvy9r6an4dlqcq2c97tyuyzhx8cj3t2s7q",
        "5f1c3a0be9a2d4476688a91c2f0e7d3344556677889900aabbccddeeff001122"
      })
  void what_only_looks_like_a_wallet_stays(String text) {
    assertThat(masker.mask("id " + text).text()).isEqualTo("id " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DE14 1244 0355 9725 3695 78 | [account]",
        "NL80TEST5687464241 | [account]",
        "4299 0295 1334 7261 | [card]",
        "375273005589072 | [card]",
        "078-05-1120 | [identity]",
        "73361132X | [identity]",
        "X8916066R | [identity]",
        "85041279004 | [identity]",
        "1 72 11 75 342 340 75 | [identity]",
        "RSSMRA85T10A562S | [identity]",
        "BSN 113922395 | BSN [identity]",
        "паспорт 45 08 123456 | паспорт [identity]"
      })
  void numbers_of_accounts_cards_and_people_leave_no_digest(String text, String masked) {
    assertThat(masker.mask(text).text()).isEqualTo(masked);
    assertThat(masker.mask(text).contacts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE15 1244 0355 9725 3695 78",
        "4299 0295 1334 7262",
        "order 4299029513347261",
        "73361132A",
        "85041279005",
        "CAS 110-63-4",
        "EAN 8712345678906"
      })
  void numbers_whose_check_digits_are_wrong_and_numbers_of_things_stay(String text) {
    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(212) 555-0143",
        "06 12 34 56 78",
        "030 / 90 18 20 22",
        "612 345 678",
        "8 (495) 123-45-67",
        "01.40.20.50.50"
      })
  void a_number_printed_as_a_country_prints_its_own_is_masked_unannounced(String text) {
    assertThat(masker.mask("or " + text + ".").text()).startsWith("or [phone:").endsWith("].");
  }

  @Test
  void an_address_of_tor_has_the_digest_that_the_tables_give_its_host() {
    String host = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwd.onion";

    assertThat(masker.mask("at http://" + host + "/shop").text())
        .isEqualTo("at http://[onion:" + KEY.digest(host) + "]/shop");
  }

  @Test
  void a_firm_s_address_stays() {
    String text = "Example Pharma GmbH, Industriestraße 5, 12345 Musterstadt";

    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @Test
  void steps_of_a_list_are_cut_together_and_what_sells_stays() {
    String masked =
        masker
            .mask(
                """
                This guide has 40 pages.
                1. Weigh the reagent into a flask
                2. Add 30 ml of solvent and stir
                3. Done, enjoy
                Price 20 EUR.
                """)
            .text();

    assertThat(masked)
        .isEqualTo(
            """
            This guide has 40 pages.
            [cut: instructions, synthesis]
            Price 20 EUR.
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We seal and pack so that no dog smells a thing.",
        "Police seized the market and agents arrested two people.",
        "Tadalafil daily dose 5 mg x 28 tablets",
        "Recrystallised twice from acetone, filtered, 98 % pure.",
        "Take 2, get 1 free every month!",
        "Use Tor and PGP, never give your name away."
      })
  void what_sells_reports_or_protects_is_not_cut(String text) {
    assertThat(masker.mask(text).text()).isSameAs(text);
  }

  @Test
  void a_text_that_only_begins_like_a_token_is_masked() {
    assertThat(masker.token(Masker.Role.CONTACT, "[contact me at ann"))
        .isEqualTo("[contact:" + KEY.digest("[contact me at ann") + "]");
    assertThat(masker.token(Masker.Role.BUYER, "[email:00112233445566778899aabbccddeeff]"))
        .isEqualTo("[buyer]");
    assertThat(masker.mask("[email:ann@mail.example]").text()).doesNotContain("ann@");
  }
}
