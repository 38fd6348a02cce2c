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
}
