package weir.ingest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.row.Row;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.table.Table;

/** Reads kept pages again, and puts the new records in the place of the old, at one stroke. */
public final class Rereading {

  /**
   * What was read again.
   *
   * @param records now kept of these pages, by table
   */
  public record Summary(long pages, Map<String, Long> records) {}

  private Rereading() {}

  /**
   * Reads the pages of every source that has a reader.
   *
   * @param readers by source
   */
  public static Summary run(
      Lake lake,
      Map<String, SourceReader> readers,
      Map<String, String> versions,
      Ingestion.Progress progress) {
    LakeView view = lake.view();
    Map<String, Long> records = new TreeMap<>();
    long pages = 0;
    for (Map.Entry<String, SourceReader> entry : readers.entrySet()) {
      String source = entry.getKey();
      List<Part> old =
          view.parts().stream()
              .filter(part -> part.fromPages() && Objects.equals(part.source(), source))
              .toList();
      if (old.isEmpty()) {
        continue;
      }
      pages += reread(lake, source, entry.getValue(), old, versions, progress, records);
    }
    return new Summary(pages, records);
  }

  private static long reread(
      Lake lake,
      String source,
      SourceReader reader,
      List<Part> old,
      Map<String, String> versions,
      Ingestion.Progress progress,
      Map<String, Long> records) {
    Map<String, String> all = new TreeMap<>(versions);
    all.put("reader", SourceReader.VERSION);
    all.put("profile", Ingestion.profileVersion(reader.profile()));
    IngestPlan plan = IngestPlan.of(Purpose.REREAD, List.of(source), all);
    long pages = 0;
    try (Ingest ingest = lake.begin(plan);
        Stream<KeptPage> kept = lake.pages(source)) {
      ingest.replace(old);
      for (KeptPage page : (Iterable<KeptPage>) kept::iterator) {
        Reading reading =
            reader.reread(
                new SavedPage("", page.url(), page.capturedAt(), page.capturedAt(), page.body()),
                page.originalDigest(),
                page.originalBytes());
        if (reading.keptPage().length > 0) {
          ingest.keep(reading.capture(), null, reading.rows());
          for (Row row : reading.rows()) {
            records.merge(Table.of(row).tableName(), 1L, Long::sum);
          }
        }
        reading.refusals().forEach(ingest::refuse);
        pages++;
        progress.advance(page.body().length, 1);
      }
      Ingestion.describe(lake, ingest, reader.profile());
      ingest.publish();
    }
    return pages;
  }
}
