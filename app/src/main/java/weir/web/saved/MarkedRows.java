package weir.web.saved;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** A kept table or file of lines: the rows around the one that a record was read from. */
final class MarkedRows {

  private static final int AROUND = 15;
  private static final int LONGEST_CELL = 400;
  private static final int LONGEST_LINE = 6_000;

  private MarkedRows() {}

  static SavedView delimited(String text, @Nullable String focus, Hidden hidden) {
    long row = number(focus, "row:");
    StringBuilder table = new StringBuilder("<table><thead>");
    int marked = 0;
    long at = 0;
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(delimiter(text))
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : records) {
        at++;
        if (at > 1 && at < row - AROUND) {
          continue;
        }
        if (at > Math.max(row, 1 + AROUND) + AROUND) {
          break;
        }
        String cell = at == 1 ? "th" : "td";
        table.append(at == row ? "<tr data-record=\"yes\">" : "<tr>");
        table
            .append("<th scope=\"row\">")
            .append(at == 1 ? "row" : Long.toString(at))
            .append("</th>");
        for (String field : record.getFields()) {
          table.append('<').append(cell).append('>');
          table.append(shown(field, LONGEST_CELL, hidden));
          table.append("</").append(cell).append('>');
        }
        table.append(at == 1 ? "</tr></thead><tbody>" : "</tr>");
        marked += at == row ? 1 : 0;
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException | java.io.IOException e) {
      return lines(text, focus, hidden);
    }
    return new SavedView(SavedView.document(table.append("</tbody></table>").toString()), marked);
  }

  static SavedView lines(String text, @Nullable String focus, Hidden hidden) {
    long line = number(focus, "line:");
    StringBuilder list = new StringBuilder("<table><tbody>");
    int marked = 0;
    long at = 0;
    for (String one : (Iterable<String>) text.lines()::iterator) {
      at++;
      if (at < line - AROUND) {
        continue;
      }
      if (at > Math.max(line, AROUND) + AROUND) {
        break;
      }
      list.append(at == line ? "<tr data-record=\"yes\">" : "<tr>")
          .append("<th scope=\"row\">")
          .append(at)
          .append("</th><td><code>")
          .append(shown(one, LONGEST_LINE, hidden))
          .append("</code></td></tr>");
      marked += at == line ? 1 : 0;
    }
    return new SavedView(SavedView.document(list.append("</tbody></table>").toString()), marked);
  }

  private static String shown(String text, int longest, Hidden hidden) {
    String cut = text.length() > longest ? text.substring(0, longest) + " …" : text;
    return Entities.escape(hidden.in(cut));
  }

  private static long number(@Nullable String focus, String kind) {
    if (focus == null || !focus.matches(kind + "[0-9]{1,12}")) {
      return -1;
    }
    return Long.parseLong(focus.substring(kind.length()));
  }

  /**
   * Kept tables are written with the delimiter that they came with: the one most used in the head.
   */
  private static char delimiter(String text) {
    String head = text.lines().findFirst().orElse("");
    char best = ',';
    long most = 0;
    for (char candidate : List.of(',', ';', '\t', '|')) {
      long count = head.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
