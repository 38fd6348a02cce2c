package weir.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static weir.source.Made.causes;
import static weir.source.Made.only;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.substance.SubstanceNamer;

/** Pages and tables that lie, or that are made to cost more than they are worth. */
class HostilePagesTest {

  private static final String SHOP =
      """
      source: shop
      kind: darknet-market
      reads: html
      pages:
        - kind: listing
          when: {select: [h1.item]}
          records:
            - table: listing
              fields:
                listing_id: {select: h1.item, attribute: data-id}
                title: h1.item
      """;

  private static SourceReader reader(Profile profile) {
    return SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(new byte[32]));
  }

  private static String title(byte[] page, @Nullable String stated) {
    Reading reading =
        reader(Made.profile(SHOP)).read(new SavedPage("in", "x", null, null, stated, page));
    return String.valueOf(only(reading, Listing.class).title());
  }

  /** What the archive says, what the page says, what the bytes are. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "windows-1251, -, windows-1251",
        "windows-1251, utf-8, windows-1251",
        "windows-1251, windows-1251, UTF-8",
        "windows-1251, koi8-r, windows-1251",
        "utf-8, windows-1251, windows-1251",
        "utf-8, windows-1251, UTF-8",
        "iso-8859-1, utf-8, UTF-8",
        "iso-8859-1, -, UTF-8",
        "-, iso-8859-1, UTF-8",
        "-, windows-1251, windows-1251",
        "no-such-thing, windows-1251, windows-1251",
        "'a b c', -, UTF-8",
        "utf-16, utf-8, UTF-8",
        "utf-16le, -, UTF-16LE",
        "utf-8, utf-8, UTF-16",
        "utf-16, utf-16le, UTF-8"
      })
  void the_right_text_comes_out_of_lying_words_on_its_encoding(
      @Nullable String stated, @Nullable String self, String really) {
    String page =
        (self == null ? "" : "<meta charset=" + self + ">") + "<h1 class=item data-id=1>Чай</h1>";
    assertThat(title(page.getBytes(Charset.forName(really)), stated)).isEqualTo("Чай");
  }

  @Test
  void the_byte_order_mark_is_believed_before_anything_else() {
    String page = "\uFEFF<meta charset=windows-1251><h1 class=item data-id=1>Чай</h1>";
    for (String really : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
      assertThat(title(page.getBytes(Charset.forName(really)), "koi8-r")).isEqualTo("Чай");
    }
  }

  @Test
  void short_text_in_an_encoding_of_many_bytes_is_not_taken_for_utf_8() {
    byte[] page = "<h1 class=item data-id=1>联通</h1>".getBytes(Charset.forName("GBK"));
    assertThat(title(page, "gbk")).isEqualTo("联通");
  }

  @Test
  void a_western_page_says_what_browsers_take_it_to_say() {
    byte[] page = "<h1 class=item data-id=1>€ 5</h1>".getBytes(Charset.forName("windows-1252"));
    assertThat(title(page, "ISO-8859-1")).isEqualTo("€ 5");
  }

  @Test
  void bytes_that_are_no_text_become_the_sign_for_that() {
    byte[] page = "<h1 class=item data-id=1>Tea ?</h1>".getBytes(UTF_8);
    page[page.length - 6] = (byte) 0xFF;
    assertThat(title(page, null)).isEqualTo("Tea \uFFFD");
    assertThat(title(page, "utf-8")).isEqualTo("Tea \uFFFD");
  }

  @Test
  void a_table_is_read_in_the_encoding_that_the_archive_states_where_it_is_not_utf_8() {
    byte[] table =
        "source,listing_id,captured_at,title\nshop,1,2020-01-01,Чай\n"
            .getBytes(Charset.forName("windows-1251"));
    SourceReader plain = reader(Profiles.named("plain").orElseThrow());
    Reading stated = plain.read(new SavedPage("in", "x", null, null, "windows-1251", table));
    assertThat(only(stated, Listing.class).title()).isEqualTo("Чай");
    Reading unstated = plain.read(new SavedPage("in", "x", null, null, null, table));
    assertThat(causes(unstated)).containsExactly("wrong-encoding");
    Reading unknown = plain.read(new SavedPage("in", "x", null, null, "?!", table));
    assertThat(causes(unknown)).containsExactly("wrong-encoding");
  }

  @Test
  void entities_that_a_page_defines_are_not_expanded() {
    StringBuilder page =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY a0 \"x\">");
    for (int i = 1; i < 30; i++) {
      page.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    page.append(
        "<!ENTITY out SYSTEM \"file:///etc/passwd\">]><h1 class=item data-id=1>T &a29; &out;</h1>");
    Reading reading =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Made.read(SHOP, page.toString()));
    String title = String.valueOf(only(reading, Listing.class).title());
    assertThat(title).contains("&a29;").contains("&out;").hasSizeLessThan(100);
  }

  @ParameterizedTest
  @CsvSource({"'[',']'", "'{\"a\":','}'"})
  void json_nested_without_end_is_a_refused_line_and_the_next_is_read(String open, String close) {
    String deep = "{\"title\":" + open.repeat(100_000) + "1" + close.repeat(100_000) + "}";
    String sound = "{\"source\":\"shop\",\"listing_id\":\"1\",\"captured_at\":\"2020-01-01\"}";
    Reading reading =
        reader(Profiles.named("plain").orElseThrow())
            .read(Made.page("x", (sound + "\n" + deep + "\n" + sound).getBytes(UTF_8)));
    assertThat(Made.rows(reading, Listing.class)).hasSize(2);
    assertThat(causes(reading)).contains("unreadable-line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)*b", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
  void patterns_of_a_profile_that_explode_elsewhere_take_linear_time_here(String pattern) {
    String yaml =
        SHOP.replace("title: h1.item", "title: {select: h1.item, match: '" + pattern + "'}");
    String page = "<h1 class=item data-id=1>" + "a".repeat(50_000) + "!</h1>";
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Made.read(yaml, page));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a)\\1", "a(?=b)", "(?<!x)y"})
  void patterns_that_cannot_be_bounded_are_refused_in_the_profile(String pattern) {
    assertThat(
            Made.faults(
                SHOP.replace(
                    "title: h1.item", "title: {select: h1.item, match: '" + pattern + "'}")))
        .singleElement()
        .asString()
        .contains("is no regular expression")
        .contains("they can be made to run for ever");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", ",", "\"\"", "\0", "\r", ";", "é,", "\" "})
  void a_table_of_one_sign_ends_in_a_refusal_or_no_rows(String sign) {
    byte[] table =
        ("source,listing_id,captured_at,title\n" + sign.repeat((4 << 20) / sign.length()))
            .getBytes(UTF_8);
    Reading reading =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> reader(Profiles.named("plain").orElseThrow()).read(Made.page("x", table)));
    assertThat(Made.rows(reading, Listing.class).size()).isLessThan(2);
  }

  /** Seeded damage: what is thrown here would have to be caught by each caller. */
  @ParameterizedTest
  @ValueSource(strings = {"html", "csv", "json"})
  void changed_cut_and_repeated_bytes_are_read_or_refused(String kind) {
    SourceReader reader =
        kind.equals("html")
            ? reader(Made.profile(SHOP))
            : reader(Profiles.named("plain").orElseThrow());
    byte[] sound =
        switch (kind) {
          case "html" ->
              "<html><head><meta charset=utf-8><title>T</title></head><body><h1 class=item data-id=1>5 g of tea &amp; Чай</h1><p>mail@host.test</p><table><tr><td>1<td>2</table><!-- x --></body></html>"
                  .getBytes(UTF_8);
          case "csv" ->
              "source,listing_id,captured_at,title,price_amount\nshop,1,2020-01-01,\"a \"\"b\"\" c\",5.5\nshop,2,2020-01-02,Чай,6\n"
                  .getBytes(UTF_8);
          default ->
              "{\"source\":\"shop\",\"listing_id\":\"1\",\"captured_at\":\"2020-01-01\",\"category\":[\"a\",\"\\u00e9\"],\"price_amount\":1.5e3}\n"
                  .repeat(2)
                  .getBytes(UTF_8);
        };
    Random random = new Random(11);
    long until = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
    int rounds = 0;
    while (rounds < 100 || (rounds < 5_000 && System.nanoTime() < until)) {
      byte[] bytes = damaged(sound, random);
      Reading reading =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> reader.read(Made.page("x", bytes)));
      assertThat(reading.capture().digest()).hasSize(64);
      rounds++;
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound;
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(30));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      switch (random.nextInt(4)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> out.writeBytes(Arrays.copyOfRange(bytes, at, end).clone());
        case 2 -> out.write("<>\"'&{}[],;:\\\0\n\u00FF\u00C2\u00ED".charAt(random.nextInt(18)));
        default -> {} // cut out
      }
      out.write(bytes, Math.min(end, bytes.length), bytes.length - end);
      bytes = out.size() == 0 ? new byte[] {'x'} : out.toByteArray();
    }
    return bytes;
  }
}
