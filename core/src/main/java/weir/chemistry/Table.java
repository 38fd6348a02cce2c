package weir.chemistry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The project's tables of this package, which come with the program. */
final class Table {
  private static final String FOLDER = "/weir/chemistry/";

  private Table() {}

  /**
   * The rows below the header.
   *
   * @throws IllegalStateException when the file is missing or its columns are others
   */
  static List<List<String>> rows(String file, String... columns) {
    try (InputStream in = Table.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "The table '%s' is missing from the program. Build the program again.".formatted(file));
      }
      return rows(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), columns);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the table '" + file + "'", e);
    }
  }

  private static List<List<String>> rows(String file, String text, String... columns)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord row : csv) {
        rows.add(row.getFields());
      }
    }
    if (rows.isEmpty() || !rows.getFirst().equals(List.of(columns))) {
      throw new IllegalStateException(
          "The table '%s' does not begin with the columns '%s'."
              .formatted(file, String.join(",", columns)));
    }
    return rows.subList(1, rows.size());
  }
}
