package weir.workbench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteWorkbenchTest extends WorkbenchRules {
  @TempDir Path folder = Path.of("");
  private int stores;

  @Override
  StoreSettings empty() {
    return StoreSettings.file(folder.resolve("store-" + stores++).resolve("workbench.db"));
  }

  @Test
  void a_file_that_is_no_database_is_refused_in_words() throws Exception {
    var file = Files.writeString(folder.resolve("notes.db"), "these are notes, not a database");

    assertThatThrownBy(() -> Workbench.open(StoreSettings.file(file), CLOCK))
        .isInstanceOf(WorkbenchProblem.class)
        .hasMessageContaining("cannot be opened")
        .hasMessageContaining("notes.db");
  }

  @Test
  void an_address_of_another_database_is_refused() {
    assertThatThrownBy(
            () -> StoreSettings.of(folder, Map.of("WEIR_WORKBENCH", "jdbc:mysql://host/weir")))
        .hasMessageContaining("Expected an address like jdbc:postgresql://host/weir");
  }
}
