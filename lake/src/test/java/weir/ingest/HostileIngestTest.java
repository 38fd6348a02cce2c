package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.capture.Refusal;
import weir.lake.Lake;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.row.Row;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** What arrives from outside may be made to do harm; each way ends in a refusal that is counted. */
class HostileIngestTest {

  private static final String SHOP =
      """
      source: shop
      kind: darknet-market
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record Read(List<Row> rows, List<Refusal> refusals, Ingestion.Summary summary) {
    List<String> titles() {
      return rows.stream().map(row -> String.valueOf(((Listing) row).title())).toList();
    }
  }

  private static Read read(SourceReader reader, Limits limits, byte[] input) throws IOException {
    return read(reader, limits, Ingestion.STANDARD_INPUT, new ByteArrayInputStream(input));
  }

  private static Read read(SourceReader reader, Limits limits, Path path, InputStream in)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Ingestion.Summary summary =
        new Ingestion(reader, limits, Ingestion.Progress.NONE, in)
            .extract(
                List.of(path),
                new Ingestion.Sink() {
                  @Override
                  public void reading(Reading reading) {
                    rows.addAll(reading.rows());
                    refusals.addAll(reading.refusals());
                  }

                  @Override
                  public void refusal(Refusal refusal) {
                    refusals.add(refusal);
                  }
                });
    return new Read(rows, refusals, summary);
  }

  private static byte[] response(String id, String type, byte[] page) {
    ByteArrayOutputStream http = new ByteArrayOutputStream();
    http.writeBytes(utf8("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n"));
    http.writeBytes(page);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(
        utf8(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://shop.test/%s\r\nWARC-Date: 2020-02-04T10:15:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
                .formatted(id, http.size())));
    record.writeBytes(http.toByteArray());
    record.writeBytes(utf8("\r\n\r\n"));
    return record.toByteArray();
  }

  private static String page(String id, String title) {
    return "<html><meta charset=utf-8><h1 class=offer id=" + id + ">" + title + "</h1></html>";
  }

  @Test
  void a_response_is_read_in_the_encoding_that_its_header_states_and_its_bytes_allow()
      throws IOException {
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    String type = "text/html; charset=windows-1251";
    warc.writeBytes(response("1", type, page("1", "Чай").getBytes(Charset.forName("Cp1251"))));
    warc.writeBytes(response("2", type, utf8(page("2", "Чай"))));
    assertThat(read(shop(), Limits.USUAL, warc.toByteArray()).titles())
        .containsExactly("Чай", "Чай");
  }

  @Test
  void every_row_of_a_long_file_of_json_lines_is_read_once_whatever_it_quotes() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      lines.append(
          "{\"source\":\"shop\",\"listing_id\":\"L%d\",\"captured_at\":\"2020-01-01\",\"title\":\"a \\\" quote and some %s\"}\n"
              .formatted(i, "words ".repeat(12)));
    }
    Read read = read(tables(), Limits.USUAL, utf8(lines.toString()));
    assertThat(lines.length()).isGreaterThan(Inputs.PIECE_BYTES);
    assertThat(read.refusals()).isEmpty();
    assertThat(read.rows().stream().map(row -> ((Listing) row).listingId()))
        .hasSize(60_000)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_header_that_is_none_is_refused_before_it_is_read_with_every_piece() throws IOException {
    byte[] table = utf8("source,listing_id,captured_at," + "x,".repeat(6 << 20) + "\n1,2,3\n");
    Read read = read(tables(), Limits.USUAL, table);
    assertThat(read.rows()).isEmpty();
    assertThat(read.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("too-large");
          assertThat(refusal.reason())
              .isEqualTo("The row with the columns' names is longer than 1,048,576 bytes.");
        });
  }

  @Test
  void a_line_of_millions_of_values_is_refused_before_it_is_parsed() throws IOException {
    byte[] line = utf8("{\"source\":\"shop\",\"category\":[" + "[],".repeat(2_100_000) + "1]}\n");
    Read read = read(tables(), Limits.USUAL, line);
    assertThat(read.rows()).isEmpty();
    assertThat(read.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("too-many-parts");
          assertThat(refusal.reason()).isEqualTo("A line has 4,200,003 values.");
          assertThat(refusal.mend())
              .isEqualTo("At most 2,000,000 are read. If you trust it, raise --page-parts.");
        });
  }

  @Test
  void a_page_that_takes_longer_than_its_limit_is_refused_and_the_ingest_goes_on()
      throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    String slow = page("S", "slow") + "<p>call +32 47 and 12.5 g ".repeat(1_900_000);
    Files.writeString(in.resolve("a.html"), slow);
    Files.writeString(in.resolve("b.html"), page("B", "quick"));
    Limits limits = Limits.USUAL.with(Limit.PAGE_SECONDS, 1);
    Path none = folder.resolve("in");
    Read read =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> read(shop(), limits, none, InputStream.nullInputStream()));
    assertThat(read.titles()).containsExactly("quick");
    assertThat(read.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.place()).isEqualTo("a.html");
          assertThat(refusal.cause()).isEqualTo("too-slow");
          assertThat(refusal.reason()).isEqualTo("The page was not read within 1 seconds.");
          assertThat(refusal.mend()).contains("--page-seconds");
        });
  }

  @Test
  void what_is_known_by_its_archive_is_passed_by_without_reading_it_again() throws IOException {
    Path file = folder.resolve("x.warc");
    Files.write(file, response("1", "text/html", utf8(page("1", "one"))));
    try (Lake lake = Lake.open(folder.resolve("lake"), InstantSource.fixed(Instant.EPOCH))) {
      assertThat(ingest(lake, file, Limits.USUAL).captures()).isEqualTo(1);
      // Reading it would be refused now.
      Ingestion.Summary again = ingest(lake, file, Limits.USUAL.with(Limit.PAGE_PARTS, 1));
      assertThat(again.alreadyKnown()).isEqualTo(1);
      assertThat(again.refusedByCause()).isEmpty();
    }
  }

  private static Ingestion.Summary ingest(Lake lake, Path file, Limits limits) throws IOException {
    return new Ingestion(shop(), limits, Ingestion.Progress.NONE)
        .ingest(lake, List.of(file), Map.of());
  }

  @Test
  void an_archive_of_nothing_but_damage_adds_a_bounded_number_of_refusals() throws IOException {
    byte[] warc = utf8("WARC/1.0\r\n".repeat(100_000));
    Read read = read(shop(), Limits.USUAL.with(Limit.BROKEN_PLACES, 20), warc);
    assertThat(read.summary().refusedByCause())
        .containsEntry("broken-archive", 21L)
        .containsEntry("too-broken", 1L);
  }

  @Test
  void progress_tells_of_an_archive_in_which_nothing_is_a_page() throws IOException {
    Path file = folder.resolve("x.warc");
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      warc.writeBytes(response("p" + i, "image/png", new byte[100_000]));
    }
    Files.write(file, warc.toByteArray());
    List<Long> told = new ArrayList<>();
    new Ingestion(
            shop(),
            Limits.USUAL,
            new Ingestion.Progress() {
              @Override
              public void begin(long totalBytes) {
                assertThat(totalBytes).isEqualTo(warc.size());
              }

              @Override
              public void advance(long bytes, long pages) {
                if (bytes > 0) {
                  told.add(bytes);
                }
              }

              @Override
              public void end() {}
            })
        .extract(
            List.of(file),
            new Ingestion.Sink() {
              @Override
              public void reading(Reading reading) {}

              @Override
              public void refusal(Refusal refusal) {}
            });
    assertThat(told).hasSizeGreaterThan(10);
    assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(warc.size());
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void a_limit_below_one_or_beyond_sense_is_refused_by_its_options_name(Limit limit) {
    assertThatThrownBy(() -> Limits.USUAL.with(limit, 0))
        .hasMessage(
            "%s is 0. It is a whole number from 1 to %d.".formatted(limit.option(), limit.most()));
    assertThatThrownBy(() -> Limits.USUAL.with(limit, limit.most() + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Limits.USUAL.with(limit, 7).of(limit)).isEqualTo(7);
  }
}
