package weir.workbench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlWorkbenchTest extends WorkbenchRules {
  private static @Nullable Stores stores;
  private static int schemas;

  @BeforeAll
  static void start() throws IOException {
    stores = Stores.postgresql();
    assumeTrue(stores.url() != null, stores.reason);
  }

  @AfterAll
  static void stop() throws IOException {
    if (stores != null) {
      stores.close();
    }
  }

  @Override
  StoreSettings empty() throws Exception {
    var url = Objects.requireNonNull(Objects.requireNonNull(stores).url());
    return Stores.fresh(url, "weir_" + System.nanoTime() + "_" + schemas++);
  }
}
