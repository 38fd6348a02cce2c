package weir.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static weir.archive.Packed.joined;
import static weir.archive.Packed.page;
import static weir.archive.Packed.utf8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are made to cost more than they are worth. */
class HostileArchivesTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ONE = "http://market.test/1";
  private static final String TWO = "http://market.test/2";

  /** Counts, and keeps nothing but the first refusals. */
  private static final class Tally implements Unpacking.Sink {
    private int pages;
    private int refusals;
    private long bytes;
    private final List<Unpacked.Refused> first = new java.util.ArrayList<>();

    @Override
    public void found(Found found, InputStream body) throws IOException {
      pages++;
      byte[] waste = new byte[1 << 13];
      for (int read = body.read(waste); read >= 0; read = body.read(waste)) {
        bytes += read;
      }
    }

    @Override
    public void passedOver() {}

    @Override
    public void broken(String place, String cause, String reason, String mend) {
      refusals++;
      if (first.size() < 5) {
        first.add(new Unpacked.Refused(place, cause, reason, mend));
      }
    }

    List<String> causes() {
      return first.stream().map(Unpacked.Refused::cause).toList();
    }
  }

  private static Tally tally(UnpackingLimits limits, InputStream in) {
    return assertTimeoutPreemptively(
        SOON,
        () -> {
          Tally tally = new Tally();
          new Unpacking(limits, () -> 1 << 30, tally).read(Found.file("outer", null), in, null);
          return tally;
        });
  }

  private static UnpackingLimits pieces(int bytes, int brokenPlaces) {
    return new UnpackingLimits(400, 256L << 20, 2L << 40, 8, bytes, brokenPlaces);
  }

  /** A head, and then a text again and again for so many bytes, without holding them. */
  private static InputStream endless(String head, String text, long bytes) {
    byte[] pattern = utf8(text.repeat(Math.max(1, 65_536 / text.length())));
    InputStream rest =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            if (at >= bytes) {
              return -1;
            }
            int from = (int) (at % pattern.length);
            int count = (int) Math.min(Math.min(length, pattern.length - from), bytes - at);
            System.arraycopy(pattern, from, target, offset, count);
            at += count;
            return count;
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(utf8(head)), rest);
  }

  private static final String MHTML =
      """
      From: <Saved by Browser>
      MIME-Version: 1.0
      Content-Type: multipart/related; boundary="edge"
      Content-Location: http://market.test/1

      """;

  private static final String PART =
      """
      --edge
      Content-Type: text/html
      Content-Transfer-Encoding: base64
      Content-Location: http://market.test/%d

      """;

  private static final String HAR =
      "{\"log\": {\"version\": \"1.2\", \"creator\": {}, \"entries\": [";

  private static String entry(String text) {
    return "{\"request\":{\"url\":\""
        + ONE
        + "\"},\"response\":{\"status\":200,\"content\":{\"mimeType\":\"text/html\",\"text\":\""
        + text
        + "\"}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ', broken-archive",
    "'filedesc://x.arc 0.0.0.0 20140301000000 text/plain ', broken-archive"
  })
  void a_gigabyte_of_one_line_in_a_web_archive_is_refused(String head, String cause) {
    Tally tally = tally(UnpackingLimits.USUAL, endless(head, "x", 1L << 30));
    assertThat(tally.pages).isZero();
    assertThat(tally.first.getFirst().cause()).isEqualTo(cause);
    assertThat(tally.first.getFirst().reason()).contains("a header line is longer than 32,768");
  }

  @Test
  void a_gigabyte_of_one_line_in_a_saved_page_with_pictures_is_refused() {
    Tally inHead = tally(UnpackingLimits.USUAL, endless(MHTML.strip() + "\nX: ", "x", 1L << 30));
    assertThat(inHead.first.getFirst().reason()).contains("a header line is longer than 32,768");
    Tally inPart =
        tally(pieces(1 << 20, 100), endless(MHTML + PART.formatted(1), "QUFB", 1L << 30));
    assertThat(inPart.pages).isZero();
    assertThat(inPart.first.getFirst().reason()).contains("its last part has no end");
  }

  @Test
  void a_gigabyte_of_one_text_in_a_network_log_is_refused_with_the_limit_to_raise() {
    InputStream in = endless(HAR + entry("<p>one</p>") + "," + entry(""), "x", 0);
    assertThat(tally(UnpackingLimits.USUAL, in).refusals).isEqualTo(1); // only cut off
    String open = HAR + entry("<p>one</p>") + "," + entry("").replace("\"}}}", "");
    Tally tally = tally(pieces(1 << 20, 100), endless(open, "x", 1L << 30));
    assertThat(tally.pages).isEqualTo(1);
    assertThat(tally.first)
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.place()).isEqualTo("outer (entry 2)");
          assertThat(refused.cause()).isEqualTo("too-large");
          assertThat(refused.reason())
              .isEqualTo(
                  "A text in the log is longer than 1,048,576 bytes, or it is nested more than 200 deep; what follows was not read.");
          assertThat(refused.mend()).contains("--page-bytes");
        });
  }

  @Test
  void pictures_in_a_network_log_may_be_larger_than_a_page_and_are_passed_over() {
    String log =
        HAR
            + entry("A".repeat(3 << 20)).replace("text/html", "image/png")
            + ","
            + entry("<p>one</p>")
            + "]}}";
    Tally tally = tally(pieces(1 << 20, 100), new ByteArrayInputStream(utf8(log)));
    assertThat(tally.pages).isEqualTo(1);
    assertThat(tally.refusals).isZero();
  }

  @Test
  void a_network_log_nested_without_end_is_refused() {
    for (String nest : new String[] {"[", "{\"a\":"}) {
      Tally tally = tally(UnpackingLimits.USUAL, endless(HAR + "{\"x\":", nest, 64 << 20));
      assertThat(tally.causes()).containsExactly("too-large");
    }
  }

  @Test
  void names_without_number_in_a_network_log_are_not_held() {
    StringBuilder names = new StringBuilder(HAR + "{\"request\":{\"url\":\"" + ONE + "\"");
    for (int i = 0; i < 300_000; i++) {
      names.append(",\"n").append(i).append("\":0");
    }
    Tally tally = tally(UnpackingLimits.USUAL, new ByteArrayInputStream(utf8(names + "}}]}}")));
    assertThat(tally.refusals).isZero();
  }

  @Test
  void a_million_parts_of_a_saved_page_are_read_one_by_one() {
    Tally tally =
        tally(
            UnpackingLimits.USUAL,
            new SequenceInputStream(
                endless(MHTML, PART.formatted(7) + "PHA+eDwvcD4=\n", 1_000_000L * 118),
                new ByteArrayInputStream(utf8("\n--edge--"))));
    assertThat(PART.formatted(7) + "PHA+eDwvcD4=\n").hasSize(118);
    assertThat(tally.refusals).isZero();
    assertThat(tally.pages).isEqualTo(1_000_000);
    assertThat(tally.bytes).isEqualTo(8_000_000);
  }

  @Test
  void a_page_among_pictures_that_is_too_large_is_refused_and_the_next_is_read() {
    String mhtml =
        MHTML
            + PART.formatted(1)
            + "QUFB".repeat(1 << 19)
            + "\n"
            + PART.formatted(2)
            + "PHA+eDwvcD4=\n--edge--";
    Tally tally = tally(pieces(1 << 20, 100), new ByteArrayInputStream(utf8(mhtml)));
    assertThat(tally.pages).isEqualTo(1);
    assertThat(tally.causes()).containsExactly("too-large");
    assertThat(tally.first.getFirst().mend()).contains("--page-bytes");
  }

  @Test
  void a_header_that_goes_on_for_ever_is_refused() {
    String line = " " + "x".repeat(1_000) + "\n";
    for (String head : new String[] {MHTML.strip() + "\n", "WARC/1.0\nWARC-Type: response\n"}) {
      Tally tally = tally(UnpackingLimits.USUAL, endless(head, line, 256 << 20));
      assertThat(tally.first.getFirst().reason()).contains("a head is longer than 262,144");
    }
  }

  /** Each of these makes the reader look far ahead again and again unless it gives up. */
  static List<String> falseStarts() {
    return List.of(
        "WARC/1.0:", "WARC/1.0\r\n", "PK\u0003\u0004abcdefghijklmnopqrstuvwxyz", "a 1 2 3\n");
  }

  @ParameterizedTest
  @MethodSource("falseStarts")
  void an_archive_of_nothing_but_broken_places_is_given_up(String start) {
    String first = start.startsWith("a ") ? "filedesc://x 0 20140301000000 text/plain x\n" : "";
    Tally tally = tally(UnpackingLimits.USUAL, endless(first + start, start, 64 << 20));
    assertThat(tally.pages).isZero();
    assertThat(tally.refusals).isBetween(1, 10_002);
    if (tally.refusals > 10_000) {
      Tally strict = tally(pieces(1 << 20, 3), endless(first + start, start, 64 << 20));
      assertThat(strict.refusals).isEqualTo(5);
      assertThat(strict.first.getLast())
          .satisfies(refused -> {
            assertThat(refused.cause()).isEqualTo("too-broken");
            assertThat(refused.place()).isEqualTo("outer");
            assertThat(refused.reason())
                .isEqualTo("More than 3 places of it cannot be read; what follows was not tried.");
            assertThat(refused.mend()).contains("--broken-places");
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 2", "0, 1"})
  void what_looks_like_compressed_members_and_is_none_ends_soon(int flags, int pages)
      throws IOException {
    byte[] member = Packed.gzip(page(ONE, "one"));
    byte[] magic = {0x1F, (byte) 0x8B, 8, (byte) flags};
    byte[] flood = new byte[32 << 20];
    for (int i = 0; i < flood.length; i++) {
      flood[i] = magic[i % 4];
    }
    Tally tally =
        tally(UnpackingLimits.USUAL, new ByteArrayInputStream(joined(member, flood, member)));
    assertThat(tally.pages).isEqualTo(pages);
    assertThat(tally.causes()).contains("broken-archive");
  }

  @Test
  void a_zip_of_unreadable_entries_is_counted_up_to_the_limit() throws IOException {
    byte[] zip = Packed.stored("a.html", "first");
    zip[6] |= 1; // encrypted
    byte[] entry = Arrays.copyOf(zip, 30 + 6 + 5);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 50; i++) {
      many.writeBytes(entry);
    }
    Tally tally = tally(pieces(1 << 20, 20), new ByteArrayInputStream(many.toByteArray()));
    assertThat(tally.refusals).isEqualTo(22);
    assertThat(tally.causes()).contains("unread-entry");
  }

  @Test
  void zero_bytes_do_no_harm_wherever_they_stand() throws IOException {
    byte[] zeros = new byte[1 << 20];
    Tally tally =
        tally(
            UnpackingLimits.USUAL,
            new ByteArrayInputStream(joined(page(ONE, "a\0b"), zeros, page(TWO, "two"), zeros)));
    assertThat(tally.pages).isEqualTo(2);
    assertThat(tally.refusals).isEqualTo(2);
    assertThat(tally(UnpackingLimits.USUAL, new ByteArrayInputStream(zeros)).pages).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html; charset=windows-1251, windows-1251",
    "text/html;charset=\"UTF-8\", UTF-8",
    "text/html; CHARSET='koi8-r', koi8-r",
    "text/html; charset=, ",
    "'text/html; charset=\t', ",
    "text/html, "
  })
  void the_encoding_that_a_response_states_travels_with_the_page(String type, String charset)
      throws IOException {
    String head = "HTTP/1.1 200 OK\nContent-Type: " + type;
    Unpacked warc = Unpacked.of(Packed.response(ONE, head, utf8("<p>x</p>")));
    assertThat(warc.pages.getFirst().found().charset()).isEqualTo(charset);
    assertThat(warc.pages.getFirst().found().mediaType()).isEqualTo("text/html");
  }

  @Test
  void the_encoding_of_a_part_and_of_a_log_entry_travels_too() throws IOException {
    String part = PART.formatted(1).replace("text/html", "text/html; charset=koi8-r");
    Unpacked mhtml = Unpacked.of(utf8(MHTML + part + "PHA+eDwvcD4=\n--edge--"));
    assertThat(mhtml.pages.getFirst().found().charset()).isEqualTo("koi8-r");
    String log =
        HAR
            + entry("PHA+eDwvcD4=").replace("\"text\":", "\"encoding\":\"base64\",\"text\":")
            + "]}}";
    Unpacked har = Unpacked.of(utf8(log.replace("text/html", "text/html; charset=big5")));
    assertThat(har.pages.getFirst().found().charset()).isEqualTo("big5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "7z"})
  void an_archive_of_each_kind_is_read_in_each_of_the_others(String outer) throws IOException {
    for (String middle : new String[] {"zip", "tar", "7z", "gzip", "zstd", "xz", "bzip2"}) {
      for (String inner : new String[] {"zip", "tar", "7z", "gzip", "zstd"}) {
        byte[] nest = packed(outer, packed(middle, packed(inner, page(ONE, "deep"))));
        Unpacked unpacked = Unpacked.of(nest);
        assertThat(unpacked.bodies())
            .as(outer + "/" + middle + "/" + inner)
            .containsExactly("deep");
        assertThat(unpacked.refused).isEmpty();
      }
    }
  }

  private static byte[] packed(String how, byte[] bytes) throws IOException {
    return switch (how) {
      case "zip" -> Packed.zip("in", bytes);
      case "tar" -> Packed.tar("in", bytes);
      case "7z" -> Packed.sevenZip("in", bytes);
      default -> Packed.compressed(how, bytes);
    };
  }

  /** Seeded damage of every kind: what is thrown would be thrown to the user. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arc",
        "arc.gz",
        "har",
        "mhtml",
        "warc chunked",
        "warc gzip",
        "warc br",
        "tar.zst",
        "tar.xz",
        "zip in 7z",
        "7z in tar"
      })
  void cutting_repeating_and_changing_bytes_gives_refusals_alone(String kind) throws IOException {
    byte[] sound = sound(kind);
    Random random = new Random(kind.hashCode());
    long until = System.nanoTime() + Duration.ofMillis(450).toNanos();
    int rounds = 0;
    while (rounds < 30 || (rounds < 2_000 && System.nanoTime() < until)) {
      byte[] damaged = damaged(sound, random);
      Tally tally = tally(UnpackingLimits.USUAL, new ByteArrayInputStream(damaged));
      assertThat(tally.refusals).as("round " + rounds).isLessThan(200);
      rounds++;
    }
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> {
              bytes[at] ^= (byte) (1 << random.nextInt(8));
              yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at + 1);
            case 2 ->
                joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 ->
                joined(Arrays.copyOf(bytes, at + 1), Arrays.copyOfRange(bytes, end, bytes.length));
            default -> {
              Arrays.fill(bytes, at, end, (byte) "\0\u00FF0\"\n<".charAt(random.nextInt(6)));
              yield bytes;
            }
          };
      if (bytes.length == 0) {
        return new byte[1];
      }
    }
    return bytes;
  }

  private static byte[] sound(String kind) throws IOException {
    String http = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>";
    byte[] arc =
        utf8(
            "filedesc://x.arc 0.0.0.0 20140301000000 text/plain 2\n1\n"
                + ("http://market.test/a 1.2.3.4 20140302030405 text/html "
                        + http.length()
                        + "\n"
                        + http
                        + "\n")
                    .repeat(3));
    byte[] warc = joined(page(ONE, "one"), page(TWO, "two"));
    return switch (kind) {
      case "arc" -> arc;
      case "arc.gz" -> Packed.gzip(arc);
      case "har" -> utf8(HAR + entry("<p>one</p>") + "," + entry("<p>\\u00e9</p>") + "]}}");
      case "mhtml" ->
          utf8(
              MHTML
                  + PART.formatted(1)
                  + "PHA+eDwvcD4=\n"
                  + PART.formatted(2).replace("base64", "quoted-printable")
                  + "<p>caf=C3=A9</p>\n--edge--");
      case "warc chunked" ->
          joined(
              Packed.response(
                  ONE,
                  "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Type: text/html",
                  utf8("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")),
              warc);
      case "warc gzip" ->
          joined(
              Packed.response(
                  ONE,
                  "HTTP/1.1 200 OK\nContent-Encoding: gzip, gzip\nContent-Type: text/html",
                  Packed.gzip(Packed.gzip(utf8("<p>x</p>")))),
              warc);
      case "warc br" ->
          joined(
              Packed.response(
                  ONE,
                  "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br",
                  joined(new byte[] {(byte) 0xB0, 0, 0x10}, utf8("<p>hello</p>"), new byte[] {3})),
              warc);
      case "tar.zst" -> Packed.compressed("zstd", Packed.tar("a.warc", warc));
      case "tar.xz" -> Packed.compressed("xz", Packed.tar("a.warc", warc));
      case "zip in 7z" -> Packed.sevenZip("x.zip", Packed.zip("a.warc", warc));
      case "7z in tar" -> Packed.tar("x.7z", Packed.sevenZip("a.warc", warc));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @Test
  void text_that_is_no_text_is_still_only_a_file() {
    byte[] bytes = new byte[1 << 16];
    new Random(3).nextBytes(bytes);
    bytes[0] = '?';
    assertThat(tally(UnpackingLimits.USUAL, new ByteArrayInputStream(bytes)).bytes)
        .isEqualTo(1 << 16);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\uFFFD");
  }
}
