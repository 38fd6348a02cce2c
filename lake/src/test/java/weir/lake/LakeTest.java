package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

class LakeTest {
  @TempDir Path folder;

  private static long count(Lake lake, String sql) {
    try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      Object count = query.rows(sql).getFirst().values().iterator().next();
      return ((Number) java.util.Objects.requireNonNull(count)).longValue();
    }
  }

  @Test
  void the_same_input_twice_adds_nothing() {
    try (Lake lake = MadeUp.lake(folder, 50)) {
      assertThat(MadeUp.ingest(lake, "market", 0, 20, 5)).isTrue();
      assertThat(MadeUp.ingest(lake, "market", 0, 20, 5)).isFalse();
      assertThat(lake.ledger()).hasSize(1);
      assertThat(count(lake, "SELECT count(*) FROM capture")).isEqualTo(20);
      assertThat(count(lake, "SELECT count(*) FROM listing")).isEqualTo(100);
    }
  }
}
