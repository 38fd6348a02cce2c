package weir.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import weir.substance.Lexicon;

/** The names in the shipped lexicon's tables, as written there. */
final class LexiconWords {

  private static final String FOLDER = "/weir/substance/names/";

  private LexiconWords() {}

  /** Each name once, in the order of the tables. */
  static List<String> all() {
    return resource("index.txt")
        .lines()
        .filter(file -> !file.isBlank())
        .flatMap(file -> names(resource(file.strip())).stream())
        .distinct()
        .toList();
  }

  private static List<String> names(String table) {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      return rows.stream().map(row -> row.getField("name")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String file) {
    try (InputStream in = Lexicon.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("The lexicon has no file '%s'.".formatted(FOLDER + file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
