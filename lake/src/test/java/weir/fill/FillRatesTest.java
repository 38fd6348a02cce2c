package weir.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.drift.Mending;
import weir.ingest.Ingestion;
import weir.ingest.Limits;
import weir.ingest.Rereading;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.masking.DigestKey;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class FillRatesTest {

  private static final String PROFILE =
      """
      source: tea
      name: A made-up tea market
      kind: darknet-market
      layer: dark
      access: [{access: open}, {since: 2026-01-05, access: semi-open}]
      reads: html
      captured_at:
        - {name: '(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}
      pages:
        - kind: listing
          when: {select: .offer}
          records:
            - table: listing
              fields:
                listing_id: {select: .offer, attribute: id}
                title: .offer h1
                price: {select: .price, currency: EUR}
                ships_from: .from
        - kind: index
          when: {select: nav}
        - {kind: login, when: {select: .door}}
      """;

  private static final DigestKey KEY = DigestKey.of(new byte[32]);

  @TempDir private Path folder;

  private static SourceReader reader(String profile) {
    return switch (Profiles.read(profile, "tea.yaml")) {
      case Profiles.Outcome.Sound(Profile sound) ->
          SourceReader.of(sound, SubstanceNamer.standard(), KEY);
      case Profiles.Outcome.Faulty(var faults) -> throw new AssertionError(faults.toString());
    };
  }

  private Lake lake() {
    return Lake.open(folder.resolve("lake"), Clock.systemUTC());
  }

  private static final String[] LANDS = {"Spain", "Germany", "Spain", "Italy", "Germany"};

  private static String offer(int i, boolean from) {
    return "<nav>x</nav><div class=offer id=t%d><h1>Green tea no %d</h1><b class=price>%d</b>%s</div>"
        .formatted(i, i, 10 + i, from ? "<i class=from>" + LANDS[i] + "</i>" : "");
  }

  private static String redesigned(int i) {
    return "<nav>x</nav><main class=product data-ref=t%d><h2 class=heading>Green tea no %d</h2><b class=cost>%d</b><i class=origin>%s</i></main>"
        .formatted(i, i, 10 + i, LANDS[i]);
  }

  private interface Page {
    String html(int i);
  }

  /** Five pages a day. */
  private void save(Lake lake, String first, int days, Page page) throws IOException {
    save(lake, first, days, 5, page);
  }

  private void save(Lake lake, String first, int days, int pages, Page page) throws IOException {
    Path saves = folder.resolve("saves-" + first);
    Files.createDirectories(saves);
    for (int day = 0; day < days; day++) {
      LocalDate date = LocalDate.parse(first).plusDays(day);
      for (int i = 0; i < pages; i++) {
        Files.writeString(
            saves.resolve("%s-%02d.html".formatted(date, i)), page.html(i), StandardCharsets.UTF_8);
      }
    }
    new Ingestion(reader(PROFILE), Limits.USUAL, Ingestion.Progress.NONE)
        .ingest(lake, List.of(saves), Map.of());
  }

  private static List<Loss> all(Lake lake) {
    try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      return FillRates.all(query, "tea");
    }
  }

  @Test
  void a_redesign_is_called_by_its_first_day_and_mended_by_reading_again() throws IOException {
    try (Lake lake = lake()) {
      save(lake, "2026-01-01", 8, i -> offer(i, true));
      assertThat(all(lake)).isEmpty();

      // The redesigned pages still have what makes them an index: no refusal would tell of them.
      save(lake, "2026-01-09", 1, FillRatesTest::redesigned);
      List<Loss> losses = all(lake);
      assertThat(losses)
          .extracting(Loss::words)
          .containsExactly(
              "pages give no record since 2026-01-09: 5 pages; 100 % gave some before");

      // The share seen falls; that there is nothing on sale is not said.
      try (Measures measures = Measures.over(lake)) {
        List<MeasureRow> weeks = measures.run(MeasureRequest.of("origin_share", "week", "origin"));
        assertThat(weeks).hasSize(6).extracting(MeasureRow::value).doesNotContain(0.0);
        assertThat(weeks.getFirst().coverage()).isEqualTo(1.0);
        // Four days from Monday the 5th, and a fifth of which nothing could be read.
        assertThat(weeks.getLast().coverage()).isCloseTo(0.8, within(1e-9));
      }

      PagesAround pages = PagesAround.of(lake, "tea", losses);
      Mending.Proposal proposal =
          Mending.propose(
                  PROFILE,
                  "tea.yaml",
                  pages.before(),
                  pages.since(),
                  SubstanceNamer.standard(),
                  KEY)
              .orElseThrow();
      assertThat(proposal.readNow()).isEqualTo(5);
      assertThat(proposal.mended())
          .contains("listing_id: [{select: 'main.product', attribute: data-ref}, ")
          .contains("h2.heading")
          .contains("b.cost")
          .contains("i.origin");

      // It reads the old pages and the new.
      assertThat(proposal.readStill()).isEqualTo(pages.before().size());
      Rereading.run(
          lake, Map.of("tea", reader(proposal.mended())), Map.of(), Ingestion.Progress.NONE);
      assertThat(all(lake)).isEmpty();
    }
  }

  @Test
  void a_field_that_goes_while_the_rest_stays_is_named() throws IOException {
    try (Lake lake = lake()) {
      save(lake, "2026-01-01", 6, i -> offer(i, true));
      save(lake, "2026-01-07", 1, i -> offer(i, false));

      assertThat(all(lake))
          .extracting(Loss::words)
          .containsExactly(
              "listing.ships_from on pages of kind listing: 0 % of records have it since 2026-01-07, 100 % before (5 pages)");
    }
  }

  @Test
  void a_door_before_the_content_is_told_from_a_redesign() throws IOException {
    try (Lake lake = lake()) {
      save(lake, "2026-01-01", 6, i -> offer(i, true));
      save(lake, "2026-01-07", 1, i -> "<div class=door>" + i + "</div>");

      assertThat(all(lake)).extracting(Loss::what).containsExactly(FillRates.CONTENT);
    }
  }

  @Test
  void pages_of_a_kind_that_a_crawl_took_one_after_the_other_are_no_loss() throws IOException {
    try (Lake lake = lake()) {
      save(
          lake,
          "2026-01-01",
          4,
          42,
          i ->
              i < 30
                  ? "<div class=offer id=t%d><h1>Green tea</h1></div>".formatted(i)
                  : "<nav>%d</nav>".formatted(i));

      assertThat(all(lake)).isEmpty();
    }
  }

  @Test
  void what_was_lost_and_came_back_is_over() throws IOException {
    try (Lake lake = lake()) {
      save(lake, "2026-01-01", 6, i -> offer(i, true));
      save(lake, "2026-01-07", 1, i -> offer(i, false));
      save(lake, "2026-01-08", 6, i -> offer(i, true));

      assertThat(all(lake))
          .singleElement()
          .satisfies(loss -> {
            assertThat(loss.change().over()).isTrue();
            assertThat(loss.change().pages()).isEqualTo(5);
          });
    }
  }

  @Test
  void who_could_see_a_source_and_where_it_stood_is_a_dated_table() throws IOException {
    try (Lake lake = lake()) {
      save(lake, "2026-01-01", 1, i -> offer(i, true));
      save(lake, "2026-01-02", 1, i -> offer(i, true));
      try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
        List<Map<String, @Nullable Object>> rows =
            query.rows("SELECT * FROM source ORDER BY since NULLS FIRST");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
            .containsEntry("kind", "darknet-market")
            .containsEntry("layer", "dark")
            .containsEntry("access", "open")
            .containsEntry("until", LocalDate.parse("2026-01-05"));
        assertThat(rows.get(1)).containsEntry("access", "semi-open");
      }

      // A corrected profile takes the place of what was said before.
      Rereading.run(
          lake,
          Map.of("tea", reader(PROFILE.replace("semi-open", "closed"))),
          Map.of(),
          Ingestion.Progress.NONE);
      try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
        assertThat(
                query.rows("SELECT access FROM source ORDER BY since NULLS FIRST").stream()
                    .map(row -> row.get("access")))
            .containsExactly("open", "closed");
      }
    }
  }
}
