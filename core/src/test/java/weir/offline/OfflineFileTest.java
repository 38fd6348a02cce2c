package weir.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.row.Row;

class OfflineFileTest {

  private final List<Row> rows = new ArrayList<>();

  private OfflineFile.Summary read(OfflineFile.Kind kind, String text) {
    return OfflineFile.read(
        kind,
        "mine.csv",
        new StringReader(text),
        words ->
            switch (words) {
              case "ecstasy", "MDMA" -> new OfflineFile.Named("mdma", "mdma");
              case "caffeine" -> new OfflineFile.Named("caffeine", "other");
              default -> new OfflineFile.Named(null, null);
            },
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
}
