package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.document.Fault;
import weir.ingest.OfflineIntake;
import weir.lake.ErasureRequest;
import weir.lake.Lake;
import weir.lake.Retention;
import weir.masking.DigestKey;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;
import weir.signal.SignalBook;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;
import weir.table.Table;

/** What partners reported, and how much they looked. */
class SignalsTest {

  private static final DigestKey KEY = DigestKey.of(new byte[16]);
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final String HEAD =
      "signal_id,seen_on,kind,step,item,flow,declared_origin,region,partner,outcome\n";

  @TempDir Path folder;

  private static OfflineIntake.Taken take(
      MadeUpMarket market, OfflineFile.Kind kind, String name, String text) {
    Lake lake = market.lake();
    return new OfflineIntake(lake, SubstanceNamer.standard(), Lexicon.standard(), KEY)
        .take(kind, name, new StringReader(text), TODAY);
  }

  private static void signals(MadeUpMarket market, String lines) {
    OfflineIntake.Taken taken = take(market, OfflineFile.Kind.SIGNALS, "s.csv", HEAD + lines);
    assertThat(taken.summary().refusals()).isEmpty();
  }

  private static void effort(MadeUpMarket market, String lines) {
    OfflineIntake.Taken taken =
        take(
            market, OfflineFile.Kind.EFFORT, "e.csv", "partner,from,to,checks,kind,unit\n" + lines);
    assertThat(taken.summary().refusals()).isEmpty();
  }

  private static MeasureRequest filtered(
      String measure, Map<String, String> filters, String... by) {
    return MeasureRequest.of(measure, by).withFilters(filters);
  }

  private static final String SIX =
      """
      a,2026-02-02,logistical,shipping,mdma,domestic,,NL-ZH,post,
      b,2026-02-03,logistical,shipping,mdma,cross-border,DE,NL-ZH,post,confirmed
      c,2026-02-09,logistical,shipping,cocaine,domestic,,NL-ZH,post,
      d,2026-02-10,financial,running,opioid,,,NL,bank,
      e,2026-02-10,logistical,shipping,mdma,domestic,,NL-ZH,,
      f,2026-02-11,physical,setting-up,,,,DE,police,withdrawn
      """;

  @Test
  void signals_are_counted_by_kind_and_week_and_withdrawn_ones_are_not() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      List<MeasureRow> rows = market.ask(MeasureRequest.of("signals", "kind", "week"));
      assertThat(rows.stream().map(row -> row.keys() + " " + row.value()))
          .containsExactly(
              "{kind=financial, week=2026-02-09} 1.0",
              "{kind=logistical, week=2026-02-02} 2.0",
              "{kind=logistical, week=2026-02-09} 2.0");
      assertThat(rows.getLast().low()).isCloseTo(0.2422, within(1e-4));
      assertThat(rows.getLast().high()).isCloseTo(7.2247, within(1e-4));
      assertThat(market.ask(filtered("signals", Map.of("kind", "logistical"), "class")))
          .extracting(row -> row.keys().get("class"), MeasureRow::value)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("cocaine", 1.0),
              org.assertj.core.groups.Tuple.tuple("mdma", 3.0));
      assertThat(market.ask(filtered("signals", Map.of("class", "opioid"))).getFirst().value())
          .isEqualTo(1);
    }
  }

  @Test
  void the_last_version_of_a_signal_counts_and_an_earlier_one_may_come_back() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      String first = "a,2026-02-02,logistical,shipping,mdma,,,,post,open\n";
      String mended = "a,2026-02-02,physical,shipping,mdma,,,,post,open\n";
      assertThat(take(market, OfflineFile.Kind.SIGNALS, "1.csv", HEAD + first).added())
          .isEqualTo(1);
      assertThat(take(market, OfflineFile.Kind.SIGNALS, "2.csv", HEAD + first).added()).isZero();
      assertThat(take(market, OfflineFile.Kind.SIGNALS, "1.csv", HEAD + mended).added())
          .isEqualTo(1);
      assertThat(market.ask(MeasureRequest.of("signals", "kind")).getFirst().keys())
          .containsEntry("kind", "physical");
      assertThat(take(market, OfflineFile.Kind.SIGNALS, "1.csv", HEAD + first).added())
          .isEqualTo(1);
      assertThat(market.ask(MeasureRequest.of("signals", "kind")).getFirst().keys())
          .containsEntry("kind", "logistical");
      ReportedSignal now = SignalBook.of(market.lake()).signal("a").orElseThrow();
      assertThat(now.version()).isEqualTo(3);
      signals(market, "a,2026-02-02,logistical,shipping,mdma,,,,post,withdrawn\n");
      assertThat(market.ask(MeasureRequest.of("signals"))).isEmpty();
      assertThat(SignalBook.of(market.lake()).newest(50)).isEmpty();
    }
  }

  @Test
  void a_rate_counts_signals_whose_effort_is_known_and_says_how_many_were_left_out() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      effort(
          market,
          """
          post,2026-02-02,2026-02-09,700,,parcels
          post,2026-02-09,2026-02-16,1400,,parcels
          """);
      List<MeasureRow> rows = market.ask(MeasureRequest.of("signal_rate", "week"));
      assertThat(rows).hasSize(2);
      assertThat(rows.getFirst().value()).isCloseTo(2 / 0.7, within(1e-9));
      assertThat(rows.getFirst().unit()).isEqualTo("signals per 1,000 parcels");
      assertThat(rows.getFirst().coverage()).isEqualTo(1);
      assertThat(rows.getLast().value()).isCloseTo(1 / 1.4, within(1e-9));
      assertThat(rows.getLast().high()).isCloseTo(5.5716 / 1.4, within(1e-3));
      assertThat(rows.getLast().coverage()).isCloseTo(1 / 3.0, within(1e-9));
      assertThat(rows.getLast().choices()).containsEntry("left_out", "2");
      // Who looked for anything looked for each kind, and found none of most.
      List<MeasureRow> byKind = market.ask(MeasureRequest.of("signal_rate", "kind"));
      assertThat(byKind).hasSize(5);
      assertThat(byKind.get(0).keys()).containsEntry("kind", "administrative");
      assertThat(byKind.get(0).value()).isZero();
      assertThat(byKind.get(0).high()).isCloseTo(3.6889 / 2.1, within(1e-3));
      assertThat(byKind.get(1).choices()).containsEntry("left_out", "1");
      assertThat(byKind.get(2).value()).isCloseTo(3 / 2.1, within(1e-9));
    }
  }

  @Test
  void without_effort_there_is_no_rate_and_units_are_not_mixed() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      MeasureRow none = market.ask(MeasureRequest.of("signal_rate")).getFirst();
      assertThat(none.value()).isNull();
      assertThat(none.coverage()).isZero();
      assertThat(none.choices()).containsEntry("left_out", "5");
      effort(
          market,
          """
          post,2026-02-02,2026-02-16,1400,logistical,parcels
          bank,2026-02-02,2026-02-16,50,financial,accounts
          """);
      MeasureRow mixed = market.ask(MeasureRequest.of("signal_rate")).getFirst();
      assertThat(mixed.value()).isNull();
      assertThat(mixed.choices().get("no_value"))
          .isEqualTo(
              "the effort is in accounts and parcels, which cannot be added up: filter by partner"
                  + " or kind");
      MeasureRow bank = market.ask(filtered("signal_rate", Map.of("kind", "financial"))).getFirst();
      assertThat(bank.value()).isCloseTo(20, within(1e-9));
      assertThat(bank.unit()).isEqualTo("signals per 1,000 accounts");
      // Mended: twice as many checks; then taken back.
      effort(market, "bank,2026-02-02,2026-02-16,100,financial,accounts\n");
      assertThat(
              market.ask(filtered("signal_rate", Map.of("kind", "financial"))).getFirst().value())
          .isCloseTo(10, within(1e-9));
      effort(market, "bank,2026-02-02,2026-02-16,0,financial,accounts\n");
      assertThat(
              market.ask(filtered("signal_rate", Map.of("kind", "financial"))).getFirst().value())
          .isNull();
    }
  }

  @Test
  void areas_below_a_country_are_never_ranked() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      for (String measure : List.of("signals", "signal_rate")) {
        assertThatThrownBy(() -> market.ask(MeasureRequest.of(measure, "week", "region")))
            .isInstanceOf(MeasureProblem.class)
            .hasMessage(
                "Values of "
                    + measure
                    + " are never grouped by region: areas below a country are not ranked, since"
                    + " signals follow who looks and who lives there. Group by country, or ask for"
                    + " one region with --filter region=NL-ZH, which answers from 5 signals on.");
        MeasureRow small = market.ask(filtered(measure, Map.of("region", "NL-ZH"))).getFirst();
        assertThat(small.value()).isNull();
        assertThat(small.choices())
            .containsExactly(Map.entry("suppressed", "fewer than 5 signals in one region"));
      }
      signals(market, "g,2026-02-12,logistical,shipping,mdma,domestic,,nl-zh,post,\n");
      assertThat(market.ask(filtered("signals", Map.of("region", "nl-zh"))).getFirst().value())
          .isEqualTo(5);
      assertThat(market.ask(filtered("signals", Map.of("region", "NL-ZH"), "kind", "week")))
          .allMatch(row -> row.value() == null);
      assertThat(market.ask(MeasureRequest.of("signals", "country")).getFirst().value())
          .isEqualTo(6);
    }
  }

  @Test
  void an_erased_signal_is_gone_in_all_versions_and_does_not_come_back() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      signals(market, "a,2026-02-02,social,shipping,mdma,,,,post,\n");
      assertThat(market.lake().erase(new ErasureRequest.OfSignal("a"), KEY).rows())
          .containsEntry("signal", 2L);
      assertThat(market.ask(MeasureRequest.of("signals")).getFirst().value()).isEqualTo(4);
      market.lake().keyedBy(() -> KEY);
      signals(market, "a,2026-02-02,social,shipping,mdma,,,,post,\n");
      assertThat(SignalBook.of(market.lake()).signal("a")).isEmpty();
    }
  }

  @Test
  void signals_are_kept_as_long_as_is_set_counted_from_the_day_they_were_noticed() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      signals(market, SIX);
      signals(market, "b,2026-02-20,logistical,shipping,mdma,,,,post,\n");
      List<Fault> faults = new ArrayList<>();
      Retention month = Retention.read("signal: 30 days", "retention.yaml", faults);
      assertThat(faults).isEmpty();
      Instant then = Instant.parse("2026-03-10T12:00:00Z");
      assertThat(market.lake().overdue(month, then)).containsEntry(Table.SIGNAL, 1L);
      Instant before = month.dueBefore(Table.SIGNAL, then).orElseThrow();
      assertThat(market.lake().erase(new ErasureRequest.OfAge(Table.SIGNAL, before), KEY).rows())
          .containsExactly(Map.entry("signal", 1L));
      // A day that was mended keeps the signal with all its versions.
      assertThat(SignalBook.of(market.lake()).newest(9))
          .extracting(ReportedSignal::signalId)
          .containsExactly("b", "d", "e", "c");
    }
  }
}
