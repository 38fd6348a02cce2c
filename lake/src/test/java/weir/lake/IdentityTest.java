package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.capture.Refusal;
import weir.table.Table;

class IdentityTest {
  private static final Instant AT = Instant.parse("2025-01-01T00:00:00.123456Z");

  @Test
  void each_of_source_url_time_and_digest_makes_another_observation() {
    assertThat(
            List.of(
                Identity.of("a", "b", AT, "c"),
                Identity.of("x", "b", AT, "c"),
                Identity.of("a", "x", AT, "c"),
                Identity.of("a", "b", AT.plusNanos(1000), "c"),
                Identity.of("a", "b", null, "c"),
                Identity.of("a", "b", AT, "x"),
                Identity.of("ab", "", AT, "c")))
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_finer_than_a_microsecond_makes_no_difference() {
    assertThat(Identity.of("a", "b", AT.plusNanos(999), "c"))
        .isEqualTo(Identity.of("a", "b", AT, "c"));
  }

  @Test
  void a_row_is_the_same_whichever_ingest_brings_it() {
    Refusal first = new Refusal("one", "file", "row 1", "price", "reason", "mend");
    Refusal second = new Refusal("two", "file", "row 1", "price", "reason", "mend");
    Refusal other = new Refusal("one", "file", "row 2", "price", "reason", "mend");
    assertThat(identity(first)).isEqualTo(identity(second)).isNotEqualTo(identity(other));
  }

  private static Identity identity(Refusal refusal) {
    return Identity.of("refusal", Table.REFUSAL.columns(), refusal);
  }
}
