package weir.event;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.evaluation.Event;

/**
 * Events from a small CSV: a column {@code date}, and one of {@code name}, {@code policy} or {@code
 * event} that says in a few words what happened; other columns are left where they are.
 */
public final class EventFile {

  private static final List<String> NAMES = List.of("name", "policy", "event", "title");
  private static final DateTimeFormatter SHORT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-yy")
          .toFormatter(Locale.ENGLISH);

  private EventFile() {}

  /**
   * Reads all events.
   *
   * @param file its name, for messages
   * @throws EventFault naming the line and what was expected there
   */
  public static List<Event> read(String file, Reader text) {
    List<Event> events = new ArrayList<>();
    int date = -1;
    int name = -1;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord record : csv) {
        if (date < 0) {
          for (int i = 0; i < record.getFieldCount(); i++) {
            String head = record.getField(i).replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            date = head.equals("date") ? i : date;
            name = NAMES.contains(head) && name < 0 ? i : name;
          }
          if (date < 0 || name < 0) {
            throw new EventFault(
                "%s: the first line names the columns; expected date and name.".formatted(file));
          }
          continue;
        }
        if (record.getFields().stream().allMatch(String::isBlank)) {
          continue;
        }
        if (record.getFieldCount() <= Math.max(date, name) || record.getField(name).isBlank()) {
          throw new EventFault(
              "%s, line %d is no event. Expected a date, a comma and a name."
                  .formatted(file, record.getStartingLineNumber()));
        }
        events.add(
            new Event(
                record.getField(name).strip(),
                day(
                    record.getField(date),
                    "%s, line %d:".formatted(file, record.getStartingLineNumber()))));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new EventFault("%s is no CSV in UTF-8: %s.".formatted(file, e.getMessage()));
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /**
   * A day as people write it.
   *
   * @param where for the message
   */
  public static LocalDate day(String text, String where) {
    for (DateTimeFormatter known : List.of(DateTimeFormatter.ISO_LOCAL_DATE, SHORT)) {
      try {
        return LocalDate.parse(text.strip(), known);
      } catch (DateTimeException tryTheNext) {
        // Said below, when none fits.
      }
    }
    throw new EventFault(
        "%s '%s' is no day. Write it like 2020-02-23 or 23-Feb-20.".formatted(where, text.strip()));
  }
}
