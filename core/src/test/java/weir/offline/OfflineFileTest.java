package weir.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.row.Row;

class OfflineFileTest {

  private final List<Row> rows = new ArrayList<>();
  private final List<Effort> efforts = new ArrayList<>();
  private final Masker masker = new Masker(DigestKey.of(new byte[16]));

  private OfflineFile.Summary read(OfflineFile.Kind kind, String text) {
    return OfflineFile.read(
        kind,
        "mine.csv",
        new StringReader(text),
        new OfflineFile.Known(
            words ->
                switch (words) {
                  case "ecstasy", "MDMA" -> new OfflineFile.Named("mdma", "mdma");
                  case "caffeine" -> new OfflineFile.Named("caffeine", "other");
                  default -> new OfflineFile.Named(null, null);
                },
            words -> masker.mask(words).text(),
            efforts,
            LocalDate.of(2026, 3, 1)),
        rows::add);
  }

  @Test
  void analyses_keep_every_substance_that_was_found() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.ANALYSIS,
            """
            Sample ID;Analysed on;Sold as;Identified as;Method;Dose
            7;2026-01-31;ecstasy;"MDMA;caffeine";GC-MS;2
            8;2026-02-01;pink powder;;;
            """);
    assertThat(summary.rows()).isEqualTo(2);
    assertThat(summary.unnamed()).isEqualTo(1);
    assertThat(summary.leftOut()).containsExactly("dose");
    Analysis first = (Analysis) rows.getFirst();
    assertThat(first.soldAsSubstance()).isEqualTo("mdma");
    assertThat(first.identifiedSubstances()).containsExactly("mdma", "caffeine");
    assertThat(((Analysis) rows.getLast()).identifiedAs()).isEmpty();
  }

  @Test
  void harms_are_counts_by_day_and_kind_and_nothing_of_a_person() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.HARM,
            """
            day,kind,count,substance,country,age
            2026-01-26,Poisoning,4,MDMA,NL,31
            2026-01-26,violence,0,,,
            2026-01-26,poisoning,5,MDMA,NL,
            2026-02-02,poisoning,many,,,
            2026-02-02,poisoning,-1,,,
            """);
    assertThat(summary.leftOut()).containsExactly("age");
    assertThat(summary.rows()).isEqualTo(2);
    Harm first = (Harm) rows.getFirst();
    assertThat(first.kind()).isEqualTo("poisoning");
    assertThat(first.count()).isEqualTo(4);
    assertThat(first.substance()).isEqualTo("mdma");
    assertThat(((Harm) rows.getLast()).count()).isZero();
    assertThat(summary.refusals().stream().map(r -> r.line() + ": " + r.reason()))
        .containsExactly(
            "4: poisoning of 2026-01-26 stands on line 2 already",
            "5: count 'many' is no count",
            "6: count '-1' is no count");
  }

  @Test
  void wrong_lines_are_refused_with_their_line_and_how_to_mend_them() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.INTERCEPTION,
            """
            interception_id,stopped_on,item,flow,declared_origin,grams
            1,2026-01-31,MDMA,domestic,NL,12.5
            1,2026-02-01,MDMA,domestic,NL,1
            2,31.1.2026,MDMA,,,
            3,2026-02-01,MDMA,inbound,,
            4,2026-02-01,MDMA,Cross-border,Holland,
            5,2026-02-01,MDMA,,,-3
            6,2026-02-01,,,,
            """);
    assertThat(summary.rows()).isEqualTo(1);
    assertThat(summary.refusals())
        .extracting(OfflineFile.Refused::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(summary.refusals().get(1).reason()).isEqualTo("stopped_on '31.1.2026' is no day");
    assertThat(summary.refusals().get(1).mend()).isEqualTo("Write it like 2026-01-31.");
    assertThat(summary.refusals().get(3).mend()).contains("ISO 3166-1");
  }

  @Test
  void a_table_that_lacks_a_column_is_refused_naming_it() {
    assertThatThrownBy(() -> read(OfflineFile.Kind.ANALYSIS, "sample_id,sold_as\n1,MDMA\n"))
        .isInstanceOf(OfflineFile.WrongFile.class)
        .hasMessageContaining("mine.csv lacks the column analysed_on, identified_as")
        .hasMessageContaining("laboratory_kind");
    assertThatThrownBy(() -> read(OfflineFile.Kind.ANALYSIS, ""))
        .hasMessageContaining("mine.csv is empty");
  }

  @Test
  void a_published_series_keeps_its_days_interval_and_citation() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.SERIES,
            """
            Source,From,To,Units,Value,Low,High,Currency,Class,Citation,Note
            shop,2026-01-01,2026-02-01,revenue,1500.5,1000,2000,usd,,Made-up study (2026),x
            shop,2026-01-01,2026-02-01,units sold,30,,,,cannabis,Made-up study (2026),
            """);
    assertThat(summary.rows()).isEqualTo(2);
    assertThat(summary.leftOut()).containsExactly("note");
    SeriesFigure money = (SeriesFigure) rows.getFirst();
    assertThat(money.measure()).isEqualTo("revenue");
    assertThat(money.currency()).isEqualTo("USD");
    assertThat(money.high()).isEqualTo(2000);
    SeriesFigure units = (SeriesFigure) rows.getLast();
    assertThat(units.measure()).isEqualTo("sales");
    assertThat(units.low()).isNull();
    assertThat(units.substanceClass()).isEqualTo("cannabis");
  }

  @Test
  void figures_of_a_series_that_cannot_be_are_refused_saying_what_to_write() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.SERIES,
            """
            source,from,to,measure,value,low,high,currency,class,citation
            shop,2026-01-01,2026-01-01,sales,3,,,,,A
            shop,2026-01-01,2026-01-08,visits,3,,,,,A
            shop,2026-01-01,2026-01-08,revenue,3,,,,,A
            shop,2026-01-01,2026-01-08,sales,3,,,EUR,,A
            shop,2026-01-01,2026-01-08,sales,3,4,5,,,A
            shop,2026-01-01,2026-01-08,sales,"3,000",,,,,A
            shop,2026-01-01,2026-01-08,sales,3,,,,,
            shop,2026-01-01,2026-01-08,sales,3,,,,Hash & weed,A
            shop,2026-01-01,2026-01-08,sales,0,,,,,A
            shop,2026-01-01,2026-01-09,sales,4,,,,,A
            """);
    assertThat(summary.rows()).isEqualTo(1);
    assertThat(summary.refusals())
        .extracting(OfflineFile.Refused::reason)
        .containsExactly(
            "from 2026-01-01 to 2026-01-01 holds no day",
            "'visits' is no measure of a series",
            "currency is empty",
            "units have no currency, and 'EUR' is given",
            "3.0 does not lie between its low 4.0 and high 5.0",
            "value '3,000' is no amount",
            "citation is empty",
            "class 'Hash & weed' is no class",
            "a figure of the same series from 2026-01-01 stands on line 10 already");
    assertThat(summary.refusals()).allMatch(refused -> refused.mend().endsWith("."));
  }

  @Test
  void signals_are_of_five_kinds_and_say_as_much_as_is_known() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.SIGNALS,
            """
            signal_id,seen_on,kind,step,item,flow,declared_origin,region,partner,outcome,certainty,words,officer
            post-1,2026-02-03,Logistical,Shipping,ecstasy,cross border,nl,nl-zh,Parcel  Centre,acted on,2,Same sender every Monday,J. Doe
            post-2,2026-02-04,financial,,nps/cathinone,,,DE,,,,,
            post-3,2026-02-05,social,,odd powder,,,"DE: harbours",,withdrawn,,,
            """);
    assertThat(summary.refusals()).isEmpty();
    assertThat(summary.leftOut()).containsExactly("officer");
    assertThat(summary.unnamed()).isEqualTo(1);
    assertThat(rows.getFirst())
        .isEqualTo(
            new ReportedSignal(
                "post-1",
                LocalDate.of(2026, 2, 3),
                "logistical",
                "shipping",
                "ecstasy",
                "mdma",
                "mdma",
                "cross-border",
                "NL",
                "NL",
                "NL-ZH",
                "parcel centre",
                "acted-on",
                2L,
                "Same sender every Monday",
                "mine.csv",
                1,
                null));
    ReportedSignal second = (ReportedSignal) rows.get(1);
    assertThat(second.substance()).isNull();
    assertThat(second.substanceClass()).isEqualTo("nps/cathinone");
    assertThat(second.country()).isEqualTo("DE");
    assertThat(second.region()).isNull();
    ReportedSignal third = (ReportedSignal) rows.get(2);
    assertThat(third.country()).isEqualTo("DE");
    assertThat(third.region()).isEqualTo("harbours");
    assertThat(third.certainty()).isNull();
  }

  @Test
  void the_words_of_a_signal_are_masked_before_they_are_a_row() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.SIGNALS,
            """
            signal_id,seen_on,kind,item,words
            a,2026-02-03,physical,ecstasy,"Ask jan.jansen@example.org or call +31 20 794 60 00"
            b,2026-02-03,physical,write to x@example.org,"Telegram: @made_up_name sells it"
            c,2026-02-03,physical,,"Jan Jansen, Voorbeeldstraat 12, 1234 AB Voorbeeldstad came twice"
            """);
    assertThat(summary.rows()).isEqualTo(3);
    assertThat(rows.toString())
        .doesNotContain("jan.jansen", "+31 20", "made_up_name", "Jansen", "x@example")
        .contains("[email:", "[phone:", "[handle:", "[person]", "came twice");
  }

  @Test
  void a_signal_that_cannot_be_right_is_refused_with_how_to_mend_it() {
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.SIGNALS,
            """
            signal_id,seen_on,kind,step,flow,declared_origin,region,partner,outcome,certainty,words
            me@example.org,2026-02-03,physical,,,,,,,,
            2,2026-02-30,physical,,,,,,,,
            3,2026-03-02,physical,,,,,,,,
            4,2026-02-03,phisical,,,,,,,,
            5,2026-02-03,physical,what / ever,,,,,,,
            6,2026-02-03,physical,,abroad,,,,,,
            7,2026-02-03,physical,,,Holland,,,,,
            8,2026-02-03,physical,,,,Voorbeeldstraat 12,,,,
            9,2026-02-03,physical,,,,,jan@example.org,,,
            10,2026-02-03,physical,,,,,,closed,,
            11,2026-02-03,physical,,,,,,,B2,
            12,2026-02-03,physical,,,,,,,,%s
            13,2026-02-03,physical,,,,,,,,
            13,2026-02-03,physical,,,,,,,,
            """
                .formatted("x".repeat(1001)));
    assertThat(summary.rows()).isEqualTo(1);
    assertThat(summary.refusals().stream().map(r -> r.line() + ": " + r.reason()))
        .satisfiesExactly(
            r -> assertThat(r).startsWith("2: the signal_id '[email:").endsWith("cannot be used"),
            r -> assertThat(r).isEqualTo("3: seen_on '2026-02-30' is no day"),
            r -> assertThat(r).isEqualTo("4: seen_on 2026-03-02 is still to come"),
            r -> assertThat(r).isEqualTo("5: 'phisical' is no kind of signal"),
            r -> assertThat(r).isEqualTo("6: 'what / ever' is no step"),
            r -> assertThat(r).isEqualTo("7: the flow 'abroad' is not known"),
            r -> assertThat(r).isEqualTo("8: declared_origin 'Holland' is no country"),
            r -> assertThat(r).startsWith("9: the region '").endsWith("' has digits"),
            r -> assertThat(r).startsWith("10: partner names or reaches a person: '[email:"),
            r -> assertThat(r).isEqualTo("11: 'closed' is no outcome of a signal"),
            r -> assertThat(r).isEqualTo("12: certainty 'B2' is no credibility"),
            r -> assertThat(r).isEqualTo("13: words has 1001 characters"),
            r -> assertThat(r).isEqualTo("15: signal_id '13' stands on line 14 already"));
    assertThat(summary.refusals().get(3).mend())
        .isEqualTo(
            "Write one of financial, social, logistical, physical, administrative. Did you mean"
                + " 'physical'?");
  }

  @Test
  void efforts_of_one_partner_and_kind_do_not_overlap() {
    efforts.add(
        new Effort(
            "customs",
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 2, 1),
            500,
            null,
            "parcels",
            "old.csv",
            1,
            "1"));
    OfflineFile.Summary summary =
        read(
            OfflineFile.Kind.EFFORT,
            """
            partner,from,to,checks,kind,unit
            Post,2026-01-01,2026-02-01,1200,physical,Parcels
            post,2026-01-31,2026-02-08,300,physical,parcels
            post,2026-01-31,2026-02-08,300,financial,accounts
            post,2026-02-01,2026-02-08,300,,parcels
            customs,2026-01-01,2026-02-01,650,,parcels
            customs,2026-01-20,2026-02-10,650,social,parcels
            bank,2026-02-01,2026-02-01,1,,
            bank,2026-02-01,2026-03-08,1,,
            bank,2026-02-01,2026-02-08,-1,,
            bank,2026-02-01,2026-02-08,80,,
            """);
    assertThat(summary.rows()).isEqualTo(4);
    assertThat(((Effort) rows.getFirst()).unit()).isEqualTo("parcels");
    assertThat(((Effort) rows.getLast()).unit()).isEqualTo("checks");
    assertThat(summary.refusals().stream().map(r -> r.line() + ": " + r.reason()))
        .containsExactly(
            "3: the effort of post for physical signals from 2026-01-31 to 2026-02-08 overlaps the"
                + " effort of post for physical signals from 2026-01-01 to 2026-02-01 on line 2",
            "5: the effort of post from 2026-02-01 to 2026-02-08 overlaps the effort of post for"
                + " financial signals from 2026-01-31 to 2026-02-08 on line 4",
            "7: the effort of customs for social signals from 2026-01-20 to 2026-02-10 overlaps the"
                + " effort of customs from 2026-01-01 to 2026-02-01 on line 6",
            "8: from 2026-02-01 to 2026-02-01 holds no day",
            "9: the period to 2026-03-08 is not over",
            "10: checks '-1' is no amount");
  }
}
