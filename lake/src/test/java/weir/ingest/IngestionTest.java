package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.capture.Refusal;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.masking.DigestKey;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class IngestionTest {

  private static final String SHOP =
      """
      source: shop
      name: A made-up shop
      kind: darknet-market
      layer: dark
      reads: html
      captured_at:
        - archive
      pages:
        - kind: listing
          when: {select: ['h1.offer']}
          records:
            - table: listing
              fields:
                listing_id: {select: h1.offer, attribute: id}
                title: h1.offer
      """;

  @TempDir private Path folder;

  private static SourceReader shop() {
    return switch (Profiles.read(SHOP, "shop.yaml")) {
      case Profiles.Outcome.Sound(Profile profile) ->
          SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(new byte[32]));
      case Profiles.Outcome.Faulty(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  private static SourceReader tables() {
    return SourceReader.of(
        Profiles.named("plain").orElseThrow(),
        SubstanceNamer.standard(),
        DigestKey.of(new byte[32]));
  }

  private static String page(String id) {
    return "<html><body><h1 class=offer id=%s>Blue lozenge %s</h1></body></html>".formatted(id, id);
  }

  private static byte[] warc(String... ids) {
    StringBuilder warc = new StringBuilder();
    for (String id : ids) {
      String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(id);
      warc.append(
          "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://shop.test/%s\r\nWARC-Date: 2020-02-04T10:15:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
              .formatted(id, http.length(), http));
    }
    return warc.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What reading gave: addresses of pages read, and refusals. */
  private record Read(
      List<String> pages, List<Refusal> refusals, Ingestion.Summary summary, long rows) {
    List<String> causes() {
      return refusals.stream().map(Refusal::cause).toList();
    }
  }

  private static Read read(Path path) throws IOException {
    return read(shop(), Limits.USUAL, path, InputStream.nullInputStream());
  }

  private static Read read(SourceReader reader, Limits limits, Path path, InputStream in)
      throws IOException {
    List<String> pages = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    long[] rows = {0};
    Ingestion.Summary summary =
        new Ingestion(reader, limits, Ingestion.Progress.NONE, in)
            .extract(
                List.of(path),
                new Ingestion.Sink() {
                  @Override
                  public void reading(Reading reading) {
                    if (reading.keptPage().length > 0) {
                      pages.add(reading.capture().url());
                    }
                    rows[0] += reading.rows().size();
                    refusals.addAll(reading.refusals());
                  }

                  @Override
                  public void refusal(Refusal refusal) {
                    refusals.add(refusal);
                  }
                });
    return new Read(pages, refusals, summary, rows[0]);
  }

  private Lake lake() {
    return Lake.open(folder.resolve("lake"), InstantSource.fixed(Instant.EPOCH));
  }

  private Ingestion.Summary ingest(Lake lake, Path path) throws IOException {
    return new Ingestion(shop(), Limits.USUAL, Ingestion.Progress.NONE)
        .ingest(lake, List.of(path), Map.of());
  }

  @Test
  void archives_in_a_folder_are_read_whatever_they_are_called() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.html"), page("A"));
    Files.writeString(in.resolve("notes.pdf"), "no page");
    Files.write(in.resolve("crawl.dat"), warc("B", "C"));
    try (OutputStream out = Files.newOutputStream(in.resolve("more"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../d.html"));
      zip.write(page("D").getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("picture.png"));
      zip.write(new byte[9]);
    }
    Read read = read(in);
    assertThat(read.pages())
        .containsExactly("a.html", "http://shop.test/B", "http://shop.test/C", "more!/d.html");
    assertThat(read.summary().passedOver()).isEqualTo(2);
    assertThat(read.summary().refusedByCause()).isEmpty();
  }

  @Test
  void pages_of_a_warc_are_kept_with_its_time_and_known_the_second_time() throws IOException {
    Path file = Files.write(folder.resolve("x.warc"), warc("A", "B"));
    try (Lake lake = lake()) {
      assertThat(ingest(lake, file).captures()).isEqualTo(2);
      assertThat(ingest(lake, file).alreadyKnown()).isEqualTo(2);
      try (Stream<KeptPage> pages = lake.pages("shop")) {
        assertThat(pages)
            .allSatisfy(page ->
                assertThat(page.capturedAt()).isEqualTo(Instant.parse("2020-02-04T10:15:00Z")));
      }
    }
  }

  @Test
  void standard_input_may_be_a_page_or_an_archive() throws IOException {
    byte[] html = page("A").getBytes(StandardCharsets.UTF_8);
    Path dash = Ingestion.STANDARD_INPUT;
    assertThat(read(shop(), Limits.USUAL, dash, new ByteArrayInputStream(html)).pages())
        .containsExactly("standard-input");
    assertThat(read(shop(), Limits.USUAL, dash, new ByteArrayInputStream(warc("A"))).pages())
        .containsExactly("http://shop.test/A");
  }

  @Test
  void a_long_table_in_a_compressed_stream_is_read_in_pieces() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(bytes))) {
      out.write(utf8("source,listing_id,captured_at,title\n"));
      for (int i = 0; i < 150_000; i++) {
        out.write(
            utf8(
                "shop,L"
                    + i
                    + ",2020-02-04T00:00:00Z,\"blue lozenge number "
                    + i * 7919L
                    + " with a longish title\"\n"));
      }
    }
    Path file = Files.write(folder.resolve("t.csv.gz"), bytes.toByteArray());
    Read read = read(tables(), Limits.USUAL, file, InputStream.nullInputStream());
    assertThat(read.pages()).containsExactly("t.csv.gz#piece=1", "t.csv.gz#piece=2");
    assertThat(read.summary().records()).containsEntry("listing", 150_000L);
    assertThat(read.summary().bytes()).isEqualTo(Files.size(file));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Repeats a text for so many bytes, without holding them. */
  private static InputStream repeated(String head, String text, long bytes) {
    byte[] pattern = utf8(text.repeat(Math.max(1, 65_536 / text.length())));
    return new InputStream() {
      private final byte[] first = utf8(head);
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
        if (at < first.length) {
          int count = (int) Math.min(length, first.length - at);
          System.arraycopy(first, (int) at, target, offset, count);
          at += count;
          return count;
        }
        int from = (int) ((at - first.length) % pattern.length);
        int count = (int) Math.min(Math.min(length, pattern.length - from), bytes - at);
        System.arraycopy(pattern, from, target, offset, count);
        at += count;
        return count;
      }
    };
  }

  @Test
  void a_gigabyte_of_one_line_is_refused_in_bounded_memory() throws IOException {
    Path dash = Ingestion.STANDARD_INPUT;
    Limits limits = Limits.USUAL.with(Limit.PAGE_BYTES, 16 << 20);
    InputStream page = repeated("<html>", "word ", 1L << 30);
    assertThat(read(shop(), limits, dash, page).refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("too-large");
          assertThat(refusal.reason()).isEqualTo("The page has more than 16,777,216 bytes.");
          assertThat(refusal.mend()).contains("--page-bytes");
        });
    InputStream line = repeated("{\"source\":\"", "x", 1L << 30);
    SourceReader jsonLines = tables();
    Read read = read(jsonLines, limits, dash, line);
    assertThat(read.causes()).contains("too-large");
    assertThat(read.rows()).isZero();
  }

  @Test
  void rows_after_a_row_too_long_are_read_when_nothing_is_quoted() throws IOException {
    Limits limits = Limits.USUAL.with(Limit.PAGE_BYTES, 9 << 20);
    String row = "shop,L%d,2020-02-04T00:00:00Z,blue\n";
    String table =
        "source,listing_id,captured_at,title\n"
            + row.formatted(1)
            + "shop,L2,2020-02-04T00:00:00Z,"
            + "x".repeat(10 << 20)
            + "\n"
            + row.formatted(3);
    Read read =
        read(tables(), limits, Ingestion.STANDARD_INPUT, new ByteArrayInputStream(utf8(table)));
    assertThat(read.causes()).containsExactly("too-large");
    assertThat(read.rows()).isEqualTo(2);
    assertThat(read.refusals().getFirst().mend()).contains("The rows after it were read");
  }

  static Stream<String> hostilePages() {
    return Stream.of(
        "nested tags",
        "attributes",
        "entities",
        "unclosed entities",
        "invalid UTF-8",
        "lying charset",
        "NUL bytes",
        "endless comment",
        "nested tables");
  }

  private static byte[] hostile(String kind) {
    String head = "<html><body><h1 class=offer id=X>Blue lozenge</h1>";
    return switch (kind) {
      case "nested tags" -> utf8(head + "<div>".repeat(100_000));
      case "attributes" -> {
        StringBuilder text = new StringBuilder(head + "<p");
        for (int i = 0; i < 500_000; i++) {
          text.append(" a").append(i).append("=1");
        }
        yield utf8(text.append('>').toString());
      }
      case "entities" -> utf8(head + "&amp;&#x41;&notit;".repeat(300_000));
      case "unclosed entities" -> utf8(head + "&CounterClockwiseContourIntegra".repeat(100_000));
      case "invalid UTF-8" -> {
        byte[] bytes = utf8(head + "?".repeat(10_000));
        for (int i = head.length(); i < bytes.length; i++) {
          bytes[i] = (byte) (0x80 + i % 128);
        }
        yield bytes;
      }
      case "lying charset" ->
          ("<meta charset=utf-16le>" + head + "é").getBytes(StandardCharsets.ISO_8859_1);
      case "NUL bytes" -> utf8(head.replace("Blue", "Bl\0ue") + "\0".repeat(100_000));
      case "endless comment" -> utf8(head + "<!--" + "--!".repeat(300_000));
      case "nested tables" -> utf8(head + "<table><tr><td>x".repeat(20_000));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @MethodSource("hostilePages")
  void a_hostile_page_costs_bounded_time_and_the_next_page_is_read(String kind) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.write(in.resolve("a.html"), hostile(kind));
    Files.writeString(in.resolve("b.html"), page("B"));
    Limits limits = Limits.USUAL.with(Limit.PAGE_SECONDS, 5);
    Read read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(40), () -> read(shop(), limits, in, InputStream.nullInputStream()));
    assertThat(read.pages()).contains("b.html");
    assertThat(read.pages().contains("a.html") || !read.refusals().isEmpty()).isTrue();
  }

  @Test
  void ten_million_attributes_are_refused_before_they_are_parsed() throws IOException {
    InputStream page = repeated("<html><p ", "a b c d e ", 20_000_009);
    Read read = read(shop(), Limits.USUAL, Ingestion.STANDARD_INPUT, page);
    assertThat(read.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("too-many-parts");
          assertThat(refusal.mend())
              .isEqualTo("At most 2,000,000 are read. If you trust it, raise --page-parts.");
        });
  }

  @Test
  void links_pipes_and_devices_are_refused_without_waiting() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside.html"), page("SECRET"));
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.createSymbolicLink(in.resolve("link.html"), outside);
    Files.createSymbolicLink(in.resolve("loop"), in);
    Path pipe = in.resolve("pipe.html");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor() == 0, "mkfifo is not here");
    Files.writeString(in.resolve("z.html"), page("Z"));
    Read read = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(in));
    assertThat(read.pages()).containsExactly("z.html");
    assertThat(read.causes()).containsExactly("not-a-file", "not-a-file", "not-a-file");
    Read device =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(Path.of("/dev/zero")));
    assertThat(device.causes()).containsExactly("not-a-file");
  }

  @Test
  void a_bomb_is_a_counted_refusal_and_the_next_file_is_read() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(in.resolve("a.gz")))) {
      repeated("", "0", 300L << 20).transferTo(out);
    }
    Files.write(in.resolve("b.warc"), warc("B"));
    Limits limits = Limits.USUAL.with(Limit.UNPACKED_BYTES, 64L << 20);
    Read read =
        read(
            shop(),
            limits.with(Limit.PAGE_BYTES, 128 << 20),
            in.resolve("a.gz"),
            InputStream.nullInputStream());
    assertThat(read.causes()).containsExactly("bomb");
    assertThat(read.refusals().getFirst().reason())
        .isEqualTo("It unpacks to more than 67,108,864 bytes.");
    Read all = read(shop(), limits, in, InputStream.nullInputStream());
    assertThat(all.pages()).containsExactly("http://shop.test/B");
  }

  @Test
  void two_ingests_at_once_keep_each_page_once() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < 40; i++) {
      Files.writeString(in.resolve(i + ".html"), page("L" + i));
    }
    try (Lake lake = lake();
        ExecutorService two = Executors.newFixedThreadPool(2)) {
      Callable<Ingestion.Summary> once = () -> ingest(lake, in);
      for (Future<Ingestion.Summary> done : two.invokeAll(List.of(once, once))) {
        done.get();
      }
      try (Stream<KeptPage> pages = lake.pages("shop")) {
        assertThat(pages.map(KeptPage::url)).hasSize(40).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void a_clock_set_back_loses_and_doubles_nothing() throws IOException {
    Path first = Files.writeString(folder.resolve("1.html"), page("A"));
    Path second = Files.writeString(folder.resolve("2.html"), page("B"));
    Instant[] now = {Instant.parse("2026-03-01T12:00:00Z")};
    try (Lake lake = Lake.open(folder.resolve("lake"), () -> now[0])) {
      assertThat(ingest(lake, first).captures()).isEqualTo(1);
      now[0] = Instant.parse("2001-01-01T00:00:00Z");
      assertThat(ingest(lake, second).captures()).isEqualTo(1);
      assertThat(ingest(lake, first).alreadyKnown()).isEqualTo(1);
      try (Stream<KeptPage> pages = lake.pages("shop")) {
        assertThat(pages).hasSize(2);
      }
    }
  }

  @Test
  void file_names_in_any_script_are_read() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    List<String> names = List.of("страница.html", "商店.html", "café ☕.html", "مرحبا.html");
    for (String name : names) {
      Files.writeString(in.resolve(name), page("X"), StandardOpenOption.CREATE_NEW);
    }
    assertThat(read(in).pages()).containsExactlyInAnyOrderElementsOf(names);
  }
}
