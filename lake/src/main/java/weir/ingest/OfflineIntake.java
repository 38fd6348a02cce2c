package weir.ingest;

import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.offline.Effort;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;
import weir.offline.SeriesFigure;
import weir.row.Row;
import weir.signal.SignalBook;
import weir.substance.Lexicon;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/**
 * Brings tables that others made into the lake: files, and what is reported on a page, which comes
 * as a table of one line.
 */
public final class OfflineIntake {

  private final Lake lake;
  private final SubstanceNamer namer;
  private final Lexicon lexicon;
  private final Masker masker;

  /**
   * @param key under which what is masked is digested
   */
  public OfflineIntake(Lake lake, SubstanceNamer namer, Lexicon lexicon, DigestKey key) {
    this.lake = lake;
    this.namer = namer;
    this.lexicon = lexicon;
    this.masker = new Masker(key);
  }

  /**
   * What became of a table.
   *
   * @param added rows that the lake did not hold
   */
  public record Taken(OfflineFile.Summary summary, int added) {}

  /**
   * Reads a table and publishes its rows with one entry of the ledger; lines that cannot be read
   * are left out and told.
   *
   * @param name the file's, for messages and as the rows' origin
   * @param today nothing was noticed after it
   * @throws OfflineFile.WrongFile when it is no such table
   */
  public Taken take(OfflineFile.Kind kind, String name, Reader text, LocalDate today) {
    SignalBook book = SignalBook.of(lake);
    List<Effort> efforts = kind == OfflineFile.Kind.EFFORT ? book.efforts() : List.of();
    List<Row> rows = new ArrayList<>();
    OfflineFile.Summary summary =
        OfflineFile.read(
            kind,
            name,
            text,
            new OfflineFile.Known(this::named, words -> masker.mask(words).text(), efforts, today),
            rows::add);
    List<Row> fresh =
        switch (kind) {
          case SIGNALS -> signals(book, rows);
          case EFFORT -> efforts(efforts, rows);
          case ANALYSIS, INTERCEPTION, SERIES, HARM -> rows;
        };
    int added;
    try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.IMPORT, List.of(name), Map.of()))) {
      String id = ingest.id();
      added = ingest.add(fresh.stream().map(row -> broughtBy(row, id)).toList());
      ingest.publish();
    }
    return new Taken(summary, added);
  }

  private OfflineFile.Named named(String words) {
    Naming naming = namer.name(words, null, null);
    if (naming.substanceClass() == null && lexicon.knowsClass(words)) {
      return new OfflineFile.Named(null, words);
    }
    return new OfflineFile.Named(naming.substance(), naming.substanceClass());
  }

  /** Those that say something new, as the next version of what is known. */
  private static List<Row> signals(SignalBook book, List<Row> rows) {
    Set<String> ids =
        rows.stream().map(row -> ((ReportedSignal) row).signalId()).collect(Collectors.toSet());
    Map<String, ReportedSignal> known = book.signals(ids);
    List<Row> fresh = new ArrayList<>();
    for (Row row : rows) {
      ReportedSignal signal = (ReportedSignal) row;
      ReportedSignal before = known.get(signal.signalId());
      if (before == null) {
        fresh.add(signal);
      } else if (!before.saysTheSame(signal)) {
        fresh.add(signal.as(before.version() + 1, null));
      }
    }
    return fresh;
  }

  private static List<Row> efforts(List<Effort> known, List<Row> rows) {
    Map<List<@Nullable Object>, Effort> before = new HashMap<>();
    known.forEach(effort -> before.put(period(effort), effort));
    List<Row> fresh = new ArrayList<>();
    for (Row row : rows) {
      Effort effort = (Effort) row;
      Effort last = before.get(period(effort));
      if (last == null) {
        fresh.add(effort);
      } else if (!last.saysTheSame(effort)) {
        fresh.add(effort.as(last.version() + 1, null));
      }
    }
    return fresh;
  }

  private static List<@Nullable Object> period(Effort effort) {
    return java.util.Arrays.asList(
        effort.partner(), effort.kind(), effort.fromDay(), effort.toDay());
  }

  private static Row broughtBy(Row row, String ingest) {
    return switch (row) {
      case SeriesFigure figure -> figure.broughtBy(ingest);
      case ReportedSignal signal -> signal.as(signal.version(), ingest);
      case Effort effort -> effort.as(effort.version(), ingest);
      default -> row; // the others carry no import
    };
  }
}
