package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.masking.DigestKey;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** A picture may show a face: none is kept, in whatever a page and its pictures were saved. */
class PictureIngestTest {

  /** As a JPEG begins, and enough behind it to be found again. */
  private static final byte[] JPEG = jpeg();

  private static final String BASE64 = Base64.getEncoder().encodeToString(JPEG);
  private static final String PAGE =
      "<html><body><h1 class=offer id=A>Blue lozenge</h1><img src='data:image/jpeg;base64,%s'><img src='face.jpg'></body></html>"
          .formatted(BASE64);

  @TempDir private Path folder;

  private static byte[] jpeg() {
    byte[] jpeg = new byte[600];
    byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
    System.arraycopy(head, 0, jpeg, 0, head.length);
    for (int i = head.length; i < jpeg.length; i++) {
      jpeg[i] = (byte) (i * 37 % 251);
    }
    return jpeg;
  }

  private static SourceReader reader(String format) {
    Profile profile =
        format.equals("eml")
            ? Profiles.named("mail").orElseThrow()
            : switch (Profiles.read(
                """
                source: shop
                name: A made-up shop
                kind: darknet-market
                layer: dark
                reads: html
                captured_at: [archive]
                pages:
                  - kind: listing
                    when: {select: ['h1.offer']}
                    records:
                      - table: listing
                        fields:
                          listing_id: {select: h1.offer, attribute: id}
                          title: h1.offer
                """,
                "shop.yaml")) {
              case Profiles.Outcome.Sound(Profile sound) -> sound;
              case Profiles.Outcome.Faulty(var faults) ->
                  throw new AssertionError(faults.toString());
            };
    return SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(new byte[32]));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] saved(String format) throws IOException {
    return switch (format) {
      case "warc" ->
          joined(response("A", "text/html", ascii(PAGE)), response("face.jpg", "image/jpeg", JPEG));
      case "zip" -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
          zip.putNextEntry(new ZipEntry("a.html"));
          zip.write(ascii(PAGE));
          zip.putNextEntry(new ZipEntry("face.jpg"));
          zip.write(JPEG);
          // Saves name pictures anything.
          zip.putNextEntry(new ZipEntry("face.html"));
          zip.write(JPEG);
        }
        yield bytes.toByteArray();
      }
      case "tar" -> joined(entry("a.html", ascii(PAGE)), entry("face.jpg", JPEG), new byte[1_024]);
      case "mhtml" ->
          ascii(
              "From: <Saved by a browser>\r\n"
                  + "Subject: A\r\n"
                  + "MIME-Version: 1.0\r\n"
                  + "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n"
                  + "--b\r\n"
                  + "Content-Type: text/html\r\n"
                  + "Content-Location: http://shop.test/A\r\n\r\n"
                  + PAGE
                  + "\r\n"
                  + "--b\r\n"
                  + "Content-Type: image/jpeg\r\n"
                  + "Content-Transfer-Encoding: base64\r\n"
                  + "Content-Location: http://shop.test/face.jpg\r\n\r\n"
                  + BASE64
                  + "\r\n--b--\r\n");
      case "har" ->
          ascii(
              "{\"log\":{\"version\":\"1.2\",\"entries\":["
                  + har("A", "text/html", Base64.getEncoder().encodeToString(ascii(PAGE)))
                  + ","
                  + har("face.jpg", "image/jpeg", BASE64)
                  + "]}}");
      default -> // a mail
          ascii(
              "Subject: Offer\r\n"
                  + "From: a@made.example\r\n"
                  + "Date: Tue, 04 Feb 2020 10:15:00 +0000\r\n"
                  + "MIME-Version: 1.0\r\n"
                  + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
                  + "--b\r\n"
                  + "Content-Type: text/html\r\n\r\n"
                  + PAGE
                  + "\r\n"
                  + "--b\r\n"
                  + "Content-Type: image/jpeg; name=face.jpg\r\n"
                  + "Content-Disposition: attachment; filename=face.jpg\r\n"
                  + "Content-Transfer-Encoding: base64\r\n\r\n"
                  + BASE64
                  + "\r\n--b--\r\n");
    };
  }

  private static String har(String name, String type, String base64) {
    return "{\"startedDateTime\":\"2020-02-04T10:15:00Z\",\"request\":{\"method\":\"GET\",\"url\":\"http://shop.test/%s\"},\"response\":{\"status\":200,\"content\":{\"mimeType\":\"%s\",\"encoding\":\"base64\",\"text\":\"%s\"}}}"
        .formatted(name, type, base64);
  }

  private static byte[] response(String name, String type, byte[] body) {
    byte[] head = ascii("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
    return joined(
        ascii(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://shop.test/%s\r\nWARC-Date: 2020-02-04T10:15:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
                .formatted(name, head.length + body.length)),
        head,
        body,
        ascii("\r\n\r\n"));
  }

  /** A file as tar keeps it: a head of 512 bytes with its sum, and the body filled up. */
  private static byte[] entry(String name, byte[] body) {
    byte[] head = new byte[512];
    put(head, 0, name);
    put(head, 100, "0000644");
    put(head, 124, String.format(Locale.ROOT, "%011o", body.length));
    put(head, 136, "13616240304");
    put(head, 148, "        ");
    head[156] = '0';
    put(head, 257, "ustar\u000000");
    int sum = 0;
    for (byte one : head) {
      sum += one & 0xFF;
    }
    put(head, 148, String.format(Locale.ROOT, "%06o\u0000 ", sum));
    return joined(head, body, new byte[(512 - body.length % 512) % 512]);
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = ascii(text);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "zip", "tar", "mhtml", "har", "eml"})
  void the_page_is_kept_and_no_byte_of_its_pictures(String format) throws IOException {
    Path file = Files.write(folder.resolve("saved." + format), saved(format));
    SourceReader reader = reader(format);
    try (Lake lake = Lake.open(folder.resolve("lake"), InstantSource.fixed(Instant.EPOCH))) {
      Ingestion.Summary summary =
          new Ingestion(reader, Limits.USUAL, Ingestion.Progress.NONE)
              .ingest(lake, List.of(file), Map.of());
      assertThat(summary.captures()).isEqualTo(1);
      try (Stream<KeptPage> pages = lake.pages(format.equals("eml") ? "mail" : "shop")) {
        assertThat(pages.map(page -> new String(page.body(), StandardCharsets.ISO_8859_1)))
            .singleElement()
            .asString()
            .contains("Blue lozenge")
            .doesNotContain("JFIF")
            .doesNotContain(BASE64.substring(40, 80))
            .doesNotContain(new String(JPEG, 40, 40, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
