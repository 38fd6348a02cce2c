package weir.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays, on a made-up study; the shipped ones need published data and the command. */
class ReplaysTest {

  private static final String STUDY =
      """
      name: made-up
      words: Listings, sales and money of a made-up market.
      source: Nobody (2026).
      data: Two made-up tables.
      rates: [rates.csv]
      reads: [{profile: plain, paths: [saves]}]
      checks:
        - {says: rows, sql: "SELECT count(*) FROM listing", expect: 40}
        - {says: units, measure: sales, expect: 200, within: 0.01}
        - {says: dollars, measure: revenue, currency: USD, expect: 4000, within: 0.01}
        - says: units by listing day
          measure: sales
          by: [day]
          slack: 0.5
          same_as: >-
            SELECT CAST(captured_at::DATE AS VARCHAR) AS day, count(*) * 10 AS units
            FROM listing WHERE captured_at > TIMESTAMP '2026-01-06' GROUP BY day
            UNION ALL SELECT '2026-01-05', 0
      """;

  @TempDir Path data;
  @TempDir Path work;

  private Replay study() throws IOException {
    Files.writeString(data.resolve("rates.csv"), "day,base,quote,rate\n2026-01-05,EUR,USD,2\n");
    Files.createDirectories(data.resolve("saves"));
    for (int day = 5; day <= 6; day++) {
      StringBuilder csv =
          new StringBuilder(
              "source,listing_id,captured_at,account,price_amount,price_currency,sold_count\n");
      for (int i = 0; i < 20; i++) {
        csv.append(
            "shop,l%d,2026-01-%02dT12:00:00Z,v%d,10,EUR,%d%n"
                .formatted(i, day, i % 4, 100 + 10 * (day - 5)));
      }
      Files.writeString(data.resolve("saves").resolve("day" + day + ".csv"), csv.toString());
    }
    return ReplayFile.read(STUDY, "made-up.yaml");
  }

  @Test
  void a_study_is_found_again() throws IOException {
    assertThat(Replays.run(study(), data, work.resolve("a"), 0))
        .allSatisfy(outcome -> assertThat(outcome.met()).as(outcome.toString()).isTrue());
  }

  @Test
  void data_perturbed_by_a_tenth_fail_every_check() throws IOException {
    assertThat(Replays.run(study(), data, work.resolve("b"), 0.1))
        .extracting(outcome -> outcome.check().says() + (outcome.met() ? " met" : " not met"))
        .containsExactly(
            "rows not met", "units not met", "dollars not met", "units by listing day not met");
  }

  @Test
  void rows_are_missing_even_where_all_of_them_stand_on_one_page() throws IOException {
    StringBuilder csv = new StringBuilder("source,listing_id,captured_at\n");
    for (int i = 0; i < 2000; i++) {
      csv.append("shop,l%d,2026-01-05T12:00:00Z%n".formatted(i));
    }
    Files.writeString(data.resolve("table.csv"), csv.toString());
    Replay one =
        ReplayFile.read(
            """
            name: one-table
            words: Rows of a made-up table.
            source: Nobody (2026).
            data: One made-up table.
            reads: [{profile: plain, paths: [table.csv]}]
            checks:
              - {says: rows, sql: "SELECT count(*) FROM listing", expect: 1800, within: 0.02}
              - {says: pages, sql: "SELECT count(*) FROM capture", expect: 1}
            """,
            "one-table.yaml");
    assertThat(Replays.run(one, data, work.resolve("c"), 0.1))
        .allSatisfy(outcome -> assertThat(outcome.met()).as(outcome.toString()).isTrue());
  }

  @Test
  void what_is_absent_is_named() throws IOException {
    Replay study = study();
    Files.delete(data.resolve("rates.csv"));
    assertThat(Replays.absent(study, data)).containsExactly("rates.csv");
  }

  @Test
  void the_shipped_replays_are_sound_and_told_apart() {
    assertThat(Replays.all()).extracting(Replay::name).doesNotHaveDuplicates();
    assertThat(Replays.all()).allSatisfy(replay -> assertThat(replay.checks()).isNotEmpty());
  }

  @Test
  void a_faulty_replay_is_refused_with_its_line() {
    assertThatThrownBy(() -> ReplayFile.read(STUDY.replace("plain", "plaim"), "mine.yaml"))
        .hasMessageContaining("mine.yaml, line 6")
        .hasMessageContaining("'plaim' is no shipped profile");
  }
}
