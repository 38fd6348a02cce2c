package weir.workbench;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url of JDBC, such as {@code jdbc:postgresql://host/weir}
 * @param user null where the address needs none
 * @param password null where the address needs none; never printed
 */
public record StoreSettings(String url, @Nullable String user, @Nullable String password) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  public StoreSettings {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new WorkbenchProblem(
          "The workbench cannot be kept at '%s'. Expected an address like jdbc:postgresql://host/weir, or none for a file of its own."
              .formatted(url.replaceAll("[?].*", "")));
    }
  }

  /** A file of SQLite. */
  public static StoreSettings file(Path file) {
    return new StoreSettings(SQLITE + file.toAbsolutePath(), null, null);
  }

  /**
   * The address in {@code WEIR_WORKBENCH} with {@code WEIR_WORKBENCH_USER} and {@code
   * WEIR_WORKBENCH_PASSWORD}; without it the file {@code workbench.db} in the home folder.
   */
  public static StoreSettings of(Path home, java.util.Map<String, String> environment) {
    var url = environment.get("WEIR_WORKBENCH");
    return url == null || url.isBlank()
        ? file(home.resolve("workbench.db"))
        : new StoreSettings(
            url,
            environment.get("WEIR_WORKBENCH_USER"),
            environment.get("WEIR_WORKBENCH_PASSWORD"));
  }

  /** Whether there is a store to look into; of a database server nobody knows before asking it. */
  public boolean mayExist() {
    return !isSqlite() || java.nio.file.Files.exists(sqliteFile());
  }

  boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  Path sqliteFile() {
    return Path.of(url.substring(SQLITE.length()));
  }

  @Override
  public String toString() {
    return "StoreSettings[" + url.replaceAll("[?].*", "") + ", " + Objects.toString(user, "") + "]";
  }
}
