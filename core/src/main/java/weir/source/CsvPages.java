package weir.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.masking.Masker;
import weir.row.Row;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;
import weir.source.Profile.MaskRule;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;

/** Reads delimited tables: any delimiter and quoting, a header row, columns in any order. */
final class CsvPages implements PageReader {

  private final Profile profile;
  private final Masker masker;
  private final RowBuilder rows;

  /** The same cell stands on save after save; longer texts are masked each time. */
  private final Memo<String, String> maskedCells = new Memo<>();

  private static final int LONGEST_REMEMBERED = 200;

  CsvPages(Profile profile, Masker masker, RowBuilder rows) {
    this.profile = profile;
    this.masker = masker;
    this.rows = rows;
  }

  @Override
  public Content read(SavedPage page, String digest, Problems problems) throws Unreadable {
    String text = Texts.decode(page.body(), profile.encoding(), page.charset());
    char delimiter =
        Objects.requireNonNullElseGet(profile.delimited().delimiter(), () -> delimiter(text));
    char quote = profile.delimited().quote();
    StringBuilder kept = new StringBuilder(text.length() + 64);
    List<Row> found = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .quoteCharacter(quote)
            .allowExtraCharsAfterClosingQuote(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .detectBomHeader(false)
            .ofCsvRecord(text)) {
      var records = reader.iterator();
      if (!records.hasNext()) {
        throw new Unreadable(
            "empty-file", "The file holds no line.", "Leave it out, or save it again.");
      }
      List<String> header = records.next().getFields().stream().map(String::strip).toList();
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        columns.putIfAbsent(header.get(i), i);
      }
      PageShape shape = shape(page, header, columns);
      Masker.@Nullable Role[] roles = roles(header);
      append(kept, header.toArray(String[]::new), delimiter);
      Moments.Said captured = null;
      RowBuilder.@Nullable Context context = null;
      long rowNumber = 1;
      int places = 0;
      reportVanished(shape, columns, header, problems);
      while (records.hasNext()) {
        CsvRecord record = records.next();
        rowNumber++;
        if (record.getFieldCount() != header.size()) {
          problems.add(
              "ragged-row",
              "row",
              "%d fields".formatted(record.getFieldCount()),
              "differs from the header's %d columns".formatted(header.size()),
              "Check the delimiter and the quoting; set 'csv:' in the profile.",
              "row " + rowNumber);
        }
        String[] cells = masked(record, header.size(), roles);
        append(kept, cells, delimiter); // also what is passed over: rows keep their numbers
        if (record.getFieldCount() < 2 && header.size() > 2) {
          continue;
        }
        if (context == null) {
          captured = captured(page, columns, cells, problems);
          context = new RowBuilder.Context(profile, digest, captured, problems);
        }
        String locator = "row:" + rowNumber;
        places++;
        for (RecordShape shapeOfRow : shape.records()) {
          rows.build(
              shapeOfRow,
              new TableRecord(
                  shapeOfRow.fields(), locator, page.address(), from -> find(from, columns, cells)),
              context,
              found::add);
        }
      }
      if (context == null) {
        captured = captured(page, columns, new String[header.size()], problems);
      }
      PageFit fit = new PageFit(found);
      shape.records().forEach(record -> fit.look(record, 0));
      PageKind kind = fit.kind(profile, shape, places, problems);
      return new Content(
          kind,
          kept.toString().getBytes(StandardCharsets.UTF_8),
          "text/csv",
          captured == null ? null : captured.at(),
          null,
          null,
          found);
    } catch (CsvParseException e) {
      throw new Unreadable(
          "unreadable-file",
          "The table cannot be read: " + e.getMessage(),
          "Check the quoting; set 'csv:' in the profile.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Moments.@Nullable Said captured(
      SavedPage page, Map<String, Integer> columns, String[] cells, Problems problems) {
    return CaptureMoment.of(
        profile.capturedAt(),
        page,
        rule ->
            new TableRecord(
                    Map.of("captured_at", List.of(rule)),
                    "",
                    page.address(),
                    from -> find(from, columns, cells))
                .values("captured_at").stream().map(RawRecord.Value::text).toList(),
        problems);
  }

  private PageShape shape(SavedPage page, List<String> header, Map<String, Integer> columns)
      throws Unreadable {
    for (PageShape shape : profile.pages()) {
      boolean named =
          shape.when().name() == null || shape.when().name().matcher(page.address()).find();
      if (named && columns.keySet().containsAll(shape.when().columns())) {
        return shape;
      }
    }
    List<String> missing =
        profile.pages().getFirst().when().columns().stream()
            .filter(c -> !columns.containsKey(c))
            .toList();
    throw new Unreadable(
        "wrong-profile",
        "The profile '%s' expects the column%s '%s'; the file has '%s'."
            .formatted(
                profile.source(),
                missing.size() == 1 ? "" : "s",
                String.join("', '", missing),
                String.join("', '", header.subList(0, Math.min(12, header.size())))),
        "Choose another profile, or mend 'when: columns' in this one.");
  }

  /** A field whose every column is gone is said so once for each file. */
  private static void reportVanished(
      PageShape shape, Map<String, Integer> columns, List<String> header, Problems problems) {
    for (RecordShape record : shape.records()) {
      record
          .fields()
          .forEach((field, rules) -> {
            List<String> wanted =
                rules.stream()
                    .map(FieldRule::from)
                    .filter(From.Column.class::isInstance)
                    .flatMap(from -> ((From.Column) from).names().stream())
                    .toList();
            boolean ownNames = wanted.size() == 1 && wanted.getFirst().equals(field);
            if (!wanted.isEmpty() && !ownNames && wanted.stream().noneMatch(columns::containsKey)) {
              problems.add(
                  "missing-column",
                  field,
                  String.join("', '", wanted),
                  "finds none of its columns",
                  "The field is unknown for this file. Columns here: "
                      + String.join(", ", header.subList(0, Math.min(30, header.size()))),
                  "row 1");
            }
          });
    }
  }

  private static List<String> find(From from, Map<String, Integer> columns, String[] cells) {
    if (!(from instanceof From.Column column)) {
      return List.of();
    }
    for (String name : column.names()) {
      Integer index = columns.get(name);
      if (index != null) {
        String cell = cells[index];
        if (cell != null && !cell.isBlank()) {
          return List.of(cell);
        }
      }
    }
    return List.of();
  }

  private Masker.@Nullable Role[] roles(List<String> header) {
    Masker.@Nullable Role[] roles = new Masker.@Nullable Role[header.size()];
    for (MaskRule rule : profile.masks()) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).equals(rule.where())) {
          roles[i] = rule.role();
        }
      }
    }
    return roles;
  }

  private String masked(String cell) {
    if (!Masker.mayHold(cell)) {
      return cell;
    }
    return cell.length() > LONGEST_REMEMBERED
        ? masker.mask(cell).text()
        : maskedCells.get(cell, text -> masker.mask(text).text());
  }

  private String[] masked(CsvRecord record, int width, Masker.@Nullable Role[] roles) {
    String[] cells = new String[width];
    Arrays.fill(cells, "");
    for (int i = 0; i < Math.min(width, record.getFieldCount()); i++) {
      String cell = record.getField(i);
      Masker.Role role = roles[i];
      if (role == null) {
        cells[i] = masked(cell);
      } else {
        cells[i] = cell.isBlank() ? "" : masker.token(role, cell);
      }
    }
    return cells;
  }

  private static void append(StringBuilder out, String[] cells, char delimiter) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.append(delimiter);
      }
      String cell = cells[i];
      if (needsQuotes(cell, delimiter)) {
        out.append('"').append(cell.replace("\"", "\"\"")).append('"');
      } else {
        out.append(cell);
      }
    }
    out.append('\n');
  }

  private static boolean needsQuotes(String cell, char delimiter) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** The candidate that cuts the first lines into the most columns, the same number in each. */
  private static char delimiter(String text) {
    String head = text.substring(0, Math.min(text.length(), 4_000));
    char best = ',';
    double bestScore = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      long first = -1;
      long lines = 0;
      long same = 0;
      long count = 0;
      boolean quoted = false;
      for (int i = 0; i < head.length() && lines < 20; i++) {
        char c = head.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && c == candidate) {
          count++;
        } else if (!quoted && c == '\n') {
          first = first < 0 ? count : first;
          same += count == first ? 1 : 0;
          lines++;
          count = 0;
        }
      }
      first = first < 0 ? count : first;
      double score = lines == 0 ? first : first * (double) same / lines;
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }
}
