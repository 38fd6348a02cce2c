package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureCatalogueTest {

  @Test
  void names_are_told_apart_and_each_definition_is_whole() {
    assertThat(Measures.definitions()).extracting(MeasureDefinition::name).doesNotHaveDuplicates();
    for (MeasureDefinition d : Measures.definitions()) {
      assertThat(d.words()).as(d.name()).endsWith(".");
      assertThat(d.needs()).as(d.name()).endsWith(".");
      assertThat(Measures.KEYS).as(d.name()).containsAll(d.keys());
    }
  }

  @Test
  void a_faulty_definition_is_refused_with_every_fault_and_its_line() {
    assertThatThrownBy(() ->
            MeasureCatalogue.read(
                """
                measures:
                  - name: turnover
                    words: Money.
                    unit: money
                    needs: Sales.
                    by: [wekk]
                    assums: [none]
                """,
                "mine.yaml"))
        .hasMessageContaining("mine.yaml, line 6, measures[1].by: 'wekk' is no key.")
        .hasMessageContaining("'source' is missing")
        .hasMessageContaining("mine.yaml, line 7, measures[1].assums");
  }
}
