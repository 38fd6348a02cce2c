package weir.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static weir.archive.Packed.joined;
import static weir.archive.Packed.page;
import static weir.archive.Packed.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {

  private static final Instant DAY = Instant.parse("2020-02-04T10:15:00Z");
  private static final String ONE = "http://market.test/1";
  private static final String TWO = "http://market.test/2";
  private static final String THREE = "http://market.test/3";

  @Test
  void a_page_alone_is_found_as_it_is() throws IOException {
    Unpacked unpacked = Unpacked.of(utf8("<html>one</html>"));
    assertThat(unpacked.addresses()).containsExactly("outer");
    assertThat(unpacked.bodies()).containsExactly("<html>one</html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "xz", "bzip2"})
  void compressions_are_told_by_first_bytes_and_undone(String how) throws IOException {
    Unpacked unpacked =
        Unpacked.of(Packed.compressed(how, Packed.tar("a/b.html", utf8("<p>hello</p>"))));
    assertThat(unpacked.addresses()).containsExactly("outer!/a/b.html");
    assertThat(unpacked.bodies()).containsExactly("<p>hello</p>");
    assertThat(unpacked.refused).isEmpty();
  }

  @Test
  void archives_nest_three_deep_and_more() throws IOException {
    byte[] inner = Packed.gzip(page(ONE, "deep"));
    byte[] nested = Packed.zip("x.7z", Packed.sevenZip("y.tar", Packed.tar("z.warc.gz", inner)));
    Unpacked unpacked = Unpacked.of(nested);
    assertThat(unpacked.addresses()).containsExactly(ONE);
    assertThat(unpacked.bodies()).containsExactly("deep");
    assertThat(unpacked.pages.getFirst().found().archivedAt()).isEqualTo(DAY);
  }

  @Test
  void an_entry_of_an_archive_has_the_outer_path_and_its_own_and_its_files_time()
      throws IOException {
    Unpacked unpacked = Unpacked.of(Packed.zip("in.tar", Packed.tar("p.html", utf8("x"))));
    assertThat(unpacked.addresses()).containsExactly("outer!/in.tar!/p.html");
    assertThat(unpacked.pages.getFirst().found().changedAt())
        .isEqualTo(Instant.ofEpochSecond(1_580_000_000));
    assertThat(unpacked.pages.getFirst().found().archivedAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, etc/passwd",
    "/abs/page.html, abs/page.html",
    "C:\\windows\\page.html, windows/page.html",
    "a/./b/../c.html, a/b/c.html",
    "стр/страница.html, стр/страница.html",
    "商店.html, 商店.html",
    "'..', unnamed"
  })
  void paths_out_of_an_archive_are_made_harmless(String path, String address) throws IOException {
    Unpacked unpacked = Unpacked.of(Packed.zip(path, utf8("x")));
    assertThat(unpacked.addresses()).containsExactly("outer!/" + address);
  }

  @Test
  void control_characters_in_names_do_not_travel() {
    assertThat(EntryName.safe("a\u0000b\u001b[31m.html")).isEqualTo("a_b_[31m.html");
  }

  @Test
  void responses_and_resources_of_a_warc_are_pages_and_the_rest_is_passed_over()
      throws IOException {
    byte[] warc =
        joined(
            Packed.record("warcinfo", "", "application/warc-fields", utf8("software: x")),
            Packed.record("request", ONE, "application/http", utf8("GET / HTTP/1.1\r\n\r\n")),
            page(ONE, "one"),
            Packed.response(TWO, "HTTP/1.1 302 Found\nLocation: /", new byte[0]),
            Packed.record("resource", THREE, "text/html", utf8("three")));
    for (byte[] bytes : new byte[][] {warc, Packed.gzip(warc), Packed.compressed("zstd", warc)}) {
      Unpacked unpacked = Unpacked.of(bytes);
      assertThat(unpacked.addresses()).containsExactly(ONE, THREE);
      assertThat(unpacked.bodies()).containsExactly("one", "three");
      assertThat(unpacked.pages)
          .allSatisfy(found -> {
            assertThat(found.found().archivedAt()).isEqualTo(DAY);
            assertThat(found.found().mediaType()).isEqualTo("text/html");
          });
      assertThat(unpacked.passedOver).isEqualTo(3);
      assertThat(unpacked.refused).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate", "zstd", "identity"})
  void content_encodings_are_undone(String encoding) throws IOException {
    byte[] body = utf8("<html>" + "word ".repeat(500) + "</html>");
    byte[] coded =
        switch (encoding) {
          case "gzip", "x-gzip" -> Packed.gzip(body);
          case "deflate" -> deflated(body, false);
          case "raw deflate" -> deflated(body, true);
          case "zstd" -> Packed.compressed("zstd", body);
          default -> body;
        };
    String head =
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: "
            + encoding.replace("raw ", "");
    assertThat(Unpacked.of(Packed.response(ONE, head, coded)).bodies())
        .containsExactly(new String(body, java.nio.charset.StandardCharsets.UTF_8));
    // Crawlers undo the encoding and leave the header.
    assertThat(Unpacked.of(Packed.response(ONE, head, body)).bodies())
        .containsExactly(new String(body, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void brotli_is_undone() throws IOException {
    // "<p>hello</p>" as an uncompressed brotli metablock, written by hand from RFC 7932.
    byte[] brotli = joined(new byte[] {(byte) 0xB0, 0, 0x10}, utf8("<p>hello</p>"), new byte[] {3});
    String head = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br";
    assertThat(Unpacked.of(Packed.response(ONE, head, brotli)).bodies())
        .containsExactly("<p>hello</p>");
  }

  private static byte[] deflated(byte[] body, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
      deflater.write(body);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "'5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n', hello world",
    "hello world, hello world",
    "'<html>not chunked</html>', '<html>not chunked</html>'"
  })
  void chunks_are_joined_and_a_body_without_chunks_is_taken_as_it_is(String body, String page)
      throws IOException {
    String head = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Type: text/html";
    assertThat(Unpacked.of(Packed.response(ONE, head, utf8(body))).bodies()).containsExactly(page);
  }

  @Test
  void chunks_that_lie_are_refused_and_the_next_record_is_read() throws IOException {
    String head = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Type: text/html";
    Unpacked unpacked =
        Unpacked.of(
            joined(Packed.response(ONE, head, utf8("5\r\nhello, and more")), page(TWO, "two")));
    assertThat(unpacked.bodies()).containsExactly("two");
    assertThat(unpacked.refused)
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.cause()).isEqualTo("broken-archive");
          assertThat(refused.place()).contains("byte 0");
          assertThat(refused.reason()).contains("a chunk does not end where it says");
          assertThat(refused.mend()).contains("Fetch or copy it again");
        });
  }

  @Test
  void a_record_that_lies_about_its_length_is_refused_and_the_next_is_read() throws IOException {
    byte[] block = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>short</p>");
    for (int wrong : new int[] {-5, 9}) {
      Unpacked unpacked =
          Unpacked.of(
              joined(
                  page(ONE, "one"),
                  Packed.record("response", TWO, "application/http", block, block.length + wrong),
                  page(THREE, "three")));
      assertThat(unpacked.addresses()).as("wrong by " + wrong).contains(ONE, THREE);
      assertThat(unpacked.addresses()).doesNotContain(TWO);
      assertThat(unpacked.refused).hasSize(1);
    }
  }

  @Test
  void a_cut_off_warc_gives_what_stands_before_the_cut() throws IOException {
    byte[] warc = joined(page(ONE, "one"), page(TWO, "two".repeat(100)));
    Unpacked unpacked = Unpacked.of(Arrays.copyOf(warc, warc.length - 50));
    assertThat(unpacked.addresses()).containsExactly(ONE);
    assertThat(unpacked.refused).hasSize(1);
    assertThat(unpacked.refused.getFirst().reason()).contains("bytes too early");
  }

  @Test
  void a_broken_gzip_member_is_refused_with_its_place_and_the_next_is_read() throws IOException {
    byte[] one = Packed.gzip(page(ONE, "one"));
    byte[] two = Packed.gzip(page(TWO, noise(3_000)));
    byte[] three = Packed.gzip(page(THREE, "three"));
    byte[] damaged = two.clone();
    Arrays.fill(damaged, 400, 460, (byte) 0x55);
    Unpacked unpacked = Unpacked.of(joined(one, damaged, three));
    assertThat(unpacked.addresses()).containsExactly(ONE, THREE);
    // Once for the record, and once for the check sum that shows the damage in any case.
    assertThat(unpacked.refused).hasSizeBetween(1, 2);
    assertThat(unpacked.refused.getFirst().place()).contains("byte " + one.length);
  }

  @Test
  void a_wrong_check_sum_of_a_gzip_member_refuses_its_record_alone() throws IOException {
    byte[] one = Packed.gzip(page(ONE, "one"));
    byte[] two = Packed.gzip(page(TWO, "two"));
    two[two.length - 6] ^= 1;
    Unpacked unpacked = Unpacked.of(joined(one, two, Packed.gzip(page(THREE, "three"))));
    assertThat(unpacked.addresses()).containsExactly(ONE, THREE);
    assertThat(unpacked.refused).hasSize(1);
    assertThat(unpacked.refused.getFirst().reason()).contains("check sum");
  }

  @Test
  void arc_records_are_pages_and_a_broken_line_is_refused() throws IOException {
    String http = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>";
    String head = "1 0 Maker\nURL IP-address Archive-date Content-type Archive-length\n";
    String arc =
        "filedesc://x.arc 0.0.0.0 20140301000000 text/plain "
            + head.length()
            + "\n"
            + head
            + "\n"
            + "http://market.test/a b 1.2.3.4 20140302030405 text/html "
            + http.length()
            + "\n"
            + http
            + "\n"
            + "http://market.test/bad 1.2.3.4 2014 text/html abc\nrubbish\n"
            + "http://market.test/c 1.2.3.4 20140302030406 text/html "
            + http.length()
            + "\n"
            + http
            + "\n";
    for (byte[] bytes : new byte[][] {utf8(arc), Packed.gzip(utf8(arc))}) {
      Unpacked unpacked = Unpacked.of(bytes);
      assertThat(unpacked.addresses())
          .containsExactly("http://market.test/a b", "http://market.test/c");
      assertThat(unpacked.pages.getFirst().found().archivedAt())
          .isEqualTo(Instant.parse("2014-03-02T03:04:05Z"));
      assertThat(unpacked.causes()).containsExactly("broken-archive");
    }
  }

  @Test
  void a_damaged_entry_of_a_zip_is_refused_and_the_rest_is_read() throws IOException {
    byte[] zip = Packed.stored("a.html", "first", "b.html", "second", "c.html", "third");
    byte[] damaged = zip.clone();
    damaged[new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("second")] = 'X';
    Unpacked unpacked = Unpacked.of(damaged);
    assertThat(unpacked.bodies()).containsExactly("first", "third");
    assertThat(unpacked.refused).hasSize(1);
    assertThat(unpacked.refused.getFirst().place()).startsWith("outer!/b.html (byte ");
  }

  @Test
  void a_cut_off_zip_gives_what_stands_before_the_cut() throws IOException {
    byte[] zip = Packed.stored("a.html", "first", "b.html", "second".repeat(20));
    Unpacked unpacked = Unpacked.of(Arrays.copyOf(zip, 120));
    assertThat(unpacked.bodies()).containsExactly("first");
    assertThat(unpacked.refused).hasSize(1);
  }

  @Test
  void a_damaged_tar_header_is_refused_and_the_next_entry_is_read() throws IOException {
    byte[] one = Arrays.copyOf(Packed.tar("a.html", utf8("first")), 1024);
    byte[] two = Arrays.copyOf(Packed.tar("b.html", utf8("second")), 1024);
    byte[] three = Packed.tar("n".repeat(200) + ".html", utf8("third"));
    two[150] = 'x';
    Unpacked unpacked = Unpacked.of(joined(one, two, three));
    assertThat(unpacked.bodies()).containsExactly("first", "third");
    assertThat(unpacked.addresses().getLast()).endsWith("n.html").hasSize(7 + 205);
    assertThat(unpacked.refused).hasSize(1);
  }

  @Test
  void links_and_devices_in_a_tar_are_passed_over() throws IOException {
    byte[] tar = Packed.tar("link.html", new byte[0]);
    for (char type : new char[] {'1', '2', '3', '6'}) {
      byte[] linked = tar.clone();
      linked[156] = (byte) type;
      int sum = 0;
      for (int i = 0; i < 512; i++) {
        sum += i >= 148 && i < 156 ? ' ' : linked[i] & 0xFF;
      }
      System.arraycopy(utf8(String.format("%06o\0 ", sum)), 0, linked, 148, 8);
      Unpacked unpacked = Unpacked.of(linked);
      assertThat(unpacked.pages).isEmpty();
      assertThat(unpacked.passedOver).isEqualTo(1);
    }
  }

  @Test
  void the_html_parts_of_a_saved_page_with_pictures_are_pages_at_its_date() throws IOException {
    String mhtml =
        """
        From: <Saved by Browser>
        Snapshot-Content-Location: http://market.test/1
        Subject: a page
        Date: Tue, 4 Feb 2020 10:15:00 -0000
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary="----edge----"


        ------edge----
        Content-Type: text/html
        Content-Transfer-Encoding: quoted-printable
        Content-Location: http://market.test/1

        <p class=3D"a">caf=C3=A9 and a li=
        ne</p>
        ------edge----
        Content-Type: image/png
        Content-Transfer-Encoding: base64
        Content-Location: http://market.test/x.png

        iVBORw0KGgo=
        ------edge------
        """
            .replace("\n", "\r\n");
    Unpacked unpacked = Unpacked.of(utf8(mhtml));
    assertThat(unpacked.addresses()).containsExactly(ONE);
    assertThat(unpacked.bodies()).containsExactly("<p class=\"a\">café and a line</p>");
    assertThat(unpacked.pages.getFirst().found().archivedAt()).isEqualTo(DAY);
    assertThat(unpacked.passedOver).isEqualTo(1);
    assertThat(unpacked.refused).isEmpty();
  }

  @Test
  void responses_of_a_har_are_pages_at_their_own_time() throws IOException {
    String har =
        """
        {"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [
          {"startedDateTime": "2020-02-04T11:15:00.000+01:00",
           "request": {"method": "GET", "url": "http://market.test/1", "headers": []},
           "response": {"status": 200, "headers": [{"name": "x"}],
             "content": {"size": 5, "mimeType": "text/html; charset=utf-8", "text": "<p>é</p>"}}},
          {"startedDateTime": "x", "request": {"url": "http://market.test/2"},
           "response": {"status": 200, "content": {"mimeType": "text/html",
             "text": "PHA+dHdvPC9wPg==", "encoding": "base64"}}},
          {"request": {"url": "http://market.test/3"}, "response": {"status": 0, "content": {}}}
        ]}}
        """;
    Unpacked unpacked = Unpacked.of(utf8(har));
    assertThat(unpacked.addresses()).containsExactly(ONE, TWO);
    assertThat(unpacked.bodies()).containsExactly("\uFEFF<p>é</p>", "<p>two</p>");
    assertThat(unpacked.pages.getFirst().found().archivedAt()).isEqualTo(DAY);
    assertThat(unpacked.passedOver).isEqualTo(1);

    Unpacked cut = Unpacked.of(utf8(har.substring(0, har.indexOf("PHA+"))));
    assertThat(cut.addresses()).containsExactly(ONE);
    assertThat(cut.refused.getFirst().reason()).contains("entry 2 of the log cannot be read");
  }

  @Test
  void a_bomb_is_refused_when_it_passes_the_ratio() throws IOException {
    UnpackingLimits limits = new UnpackingLimits(100, 1 << 20, 1L << 30, 8, 1 << 20, 10_000);
    byte[] bomb = Packed.gzip(new byte[4 << 20]);
    for (byte[] bytes :
        new byte[][] {
          bomb, Packed.zip("a.html", new byte[4 << 20]), Packed.gzip(Packed.gzip(bomb))
        }) {
      Unpacked unpacked = Unpacked.of(bytes, limits);
      assertThat(unpacked.pages).isEmpty();
      assertThat(unpacked.refused).hasSize(1);
      assertThat(unpacked.refused.getFirst().cause()).isEqualTo("bomb");
      assertThat(unpacked.refused.getFirst().reason())
          .isEqualTo("It unpacks to more than 100 times its size.");
      assertThat(unpacked.refused.getFirst().mend()).contains("--unpacked-ratio");
    }
  }

  @Test
  void a_response_that_unpacks_without_end_is_a_bomb_too() throws IOException {
    UnpackingLimits limits = new UnpackingLimits(100, 1 << 20, 1L << 30, 8, 1 << 20, 10_000);
    String head = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip";
    Unpacked unpacked =
        Unpacked.of(Packed.response(ONE, head, Packed.gzip(new byte[4 << 20])), limits);
    assertThat(unpacked.causes()).containsExactly("bomb");
  }

  @Test
  void a_nest_of_too_many_layers_is_refused() throws IOException {
    byte[] nest = utf8("<p>x</p>");
    for (int i = 0; i < 9; i++) {
      nest = Packed.zip("inner", nest);
    }
    Unpacked unpacked = Unpacked.of(nest);
    assertThat(unpacked.pages).isEmpty();
    assertThat(unpacked.causes()).containsExactly("too-deep");
    assertThat(unpacked.refused.getFirst().mend()).contains("--layers");
  }

  @Test
  void an_encrypted_zip_and_a_rar_are_refused_with_a_remedy() throws IOException {
    byte[] zip = Packed.stored("a.html", "first");
    zip[6] |= 1;
    assertThat(Unpacked.of(zip).refused.getFirst().reason()).isEqualTo("It is encrypted.");
    byte[] rar = joined(utf8("Rar!"), new byte[] {0x1A, 7, 1, 0});
    assertThat(Unpacked.of(rar).refused.getFirst().mend()).contains("pack it as zip or tar");
  }

  /** Seeded damage of every kind of archive: it ends, and nothing but refusals comes of it. */
  @ParameterizedTest
  @ValueSource(strings = {"warc.gz", "warc", "zip", "tar", "7z", "xz", "zst", "bz2"})
  void random_damage_never_escapes_as_an_exception(String kind) throws IOException {
    byte[] warc = joined(page(ONE, noise(500)), page(TWO, noise(500)), page(THREE, "x"));
    byte[] sound =
        switch (kind) {
          case "warc.gz" -> joined(Packed.gzip(page(ONE, noise(500))), Packed.gzip(warc));
          case "zip" -> Packed.zip("a.warc", warc);
          case "tar" -> Packed.tar("a.warc", warc);
          case "7z" -> Packed.sevenZip("a.warc", warc);
          case "xz" -> Packed.compressed("xz", warc);
          case "zst" -> Packed.compressed("zstd", warc);
          case "bz2" -> Packed.compressed("bzip2", warc);
          default -> warc;
        };
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = sound.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
      }
      Unpacked unpacked = Unpacked.of(damaged);
      assertThat(unpacked.refused.size()).isLessThan(50);
    }
  }

  private static String noise(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "jwarc-cc.warc.gz, 1, 0",
    "warcio-example.warc.gz, 1, 0",
    "warcio-example-iana.org-chunked.warc, 1, 0",
    "warcio-example-space-in-target-uri.warc.gz, 1, 0",
    "warcio-example.arc.gz, 1, 0",
  })
  void sound_samples_of_other_programs_are_read(String name, int pages, int refused)
      throws IOException {
    Unpacked unpacked = sample(name);
    assertThat(unpacked.pages).hasSize(pages);
    assertThat(unpacked.refused).hasSize(refused);
  }

  @ParameterizedTest
  @CsvSource({
    "warcio-bad.arc, 0, 3",
    "warcio-example-bad.warc.gz.bad, 1, 0",
    "warcio-example-trunc.warc, 0, 1",
    "warcio-example-wrong-chunks.warc.gz, 1, 0"
  })
  void broken_samples_of_other_programs_give_refusals_and_what_is_sound(
      String name, int pages, int refused) throws IOException {
    Unpacked unpacked = sample(name);
    assertThat(unpacked.pages).hasSize(pages);
    assertThat(unpacked.refused).hasSize(refused);
  }

  private static Unpacked sample(String name) throws IOException {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA is unset: the samples are not here");
    Path file = Path.of(String.valueOf(data), "warc-samples", name);
    Unpacked unpacked = new Unpacked();
    try (InputStream in = Files.newInputStream(file)) {
      new Unpacking(UnpackingLimits.USUAL, () -> 1 << 20, unpacked)
          .read(Found.file(name, null), in, null);
    }
    return unpacked;
  }
}
