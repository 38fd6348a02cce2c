package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.row.Column;
import weir.row.Row;

/** Gathers rows and pages, and makes them durable batch by batch. Used by one thread. */
final class BatchWriter implements AutoCloseable {
  private final Staging staging;
  private final IngestPlan plan;
  private final BatchLimits limits;
  private final InstantSource clock;
  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private final List<Part> ready = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();
  private @Nullable PartWriter parts;
  private PageKeeper pages;
  private long batch;
  private long rows;
  private long bytes;
  private long pageCount;

  /** Rows of one key stand in one part. */
  record Key(
      String table, @Nullable String source, @Nullable String derivedFrom, boolean fromPages) {}

  private static final class Group {
    final String name;
    final List<Column> columns;
    final @Nullable Column capturedAt;
    long rows;
    @Nullable Instant earliest;
    @Nullable Instant latest;

    Group(String name, List<Column> columns) {
      this.name = name;
      this.columns = columns;
      this.capturedAt =
          columns.stream().filter(c -> c.name().equals("captured_at")).findFirst().orElse(null);
    }
  }

  BatchWriter(
      Staging staging, IngestPlan plan, BatchLimits limits, InstantSource clock, long lastBatch) {
    this.staging = staging;
    this.plan = plan;
    this.limits = limits;
    this.clock = clock;
    this.batch = lastBatch + 1;
    this.pages = new PageKeeper(staging.folder(), prefix());
  }

  private String prefix() {
    return "%s-%06d".formatted(staging.id(), batch);
  }

  private PartWriter parts() {
    PartWriter open = parts;
    if (open == null) {
      open = PartWriter.open();
      parts = open;
    }
    return open;
  }

  /** Starts the engine, which takes half a second, while others read the first pages. */
  void warmUp() {
    parts();
  }

  void page(Capture capture, Identity identity, byte[] page) throws IOException {
    pages.keep(capture, identity, page, clock.instant());
    bytes += page.length;
    pageCount++;
  }

  void identity(Identity identity) {
    identities.add(identity);
  }

  void row(Key key, List<Column> columns, long observation, Row row) {
    Group group = group(key, columns);
    bytes += parts().append(group.name, columns, observation, row);
    rows++;
    group.rows++;
    if (group.capturedAt != null && group.capturedAt.of(row) instanceof Instant exact) {
      Instant at = exact.truncatedTo(ChronoUnit.MICROS);
      if (group.earliest == null || at.isBefore(group.earliest)) {
        group.earliest = at;
      }
      if (group.latest == null || at.isAfter(group.latest)) {
        group.latest = at;
      }
    }
  }

  /** Takes a whole part, written by another: nothing of it is held in memory. */
  void file(Key key, List<String> columns, Ingest.PartFile file) throws IOException {
    Path path = staged(ready.size() + 1);
    add(key, columns, path, file.write(path));
  }

  /** The same for several parts, which are written two at once. */
  void files(List<Key> keys, List<String> columns, List<Ingest.PartFile> files) throws IOException {
    List<Path> paths = new ArrayList<>();
    List<Future<Long>> written = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Ingest.PartFile file : files) {
        Path path = staged(ready.size() + paths.size() + 1);
        paths.add(path);
        written.add(two.submit(() -> file.write(path)));
      }
    }
    for (int i = 0; i < paths.size(); i++) {
      try {
        add(keys.get(i), columns, paths.get(i), written.get(i).get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException fault -> throw fault;
          case RuntimeException fault -> throw fault;
          case Error fault -> throw fault;
          case null, default -> throw new IOException(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  private Path staged(int number) {
    return staging.folder().resolve("%s-d%04d.parquet".formatted(prefix(), number));
  }

  private void add(Key key, List<String> columns, Path path, long count) throws IOException {
    Disk.sync(path);
    ready.add(
        new Part(
            key.table(),
            "parts/" + key.table() + "/" + path.getFileName(),
            count,
            Files.size(path),
            key.source(),
            null,
            null,
            key.derivedFrom(),
            false,
            columns,
            staging.id(),
            plan.versions()));
    bytes += Files.size(path);
  }

  /** Makes sure that there is a part for the key, even one without rows. */
  void ensure(Key key, List<Column> columns) {
    Group _ = group(key, columns);
  }

  private Group group(Key key, List<Column> columns) {
    return groups.computeIfAbsent(key, _ -> new Group("g" + groups.size(), columns));
  }

  boolean isFull() {
    return rows >= limits.rows()
        || bytes >= limits.bytes()
        || groups.size() + ready.size() + pages.files() >= limits.groups();
  }

  /**
   * Makes everything since the last batch durable.
   *
   * @return the file with the batch's identities; empty when it made none known
   */
  Optional<Path> cut() throws IOException {
    if (groups.isEmpty() && ready.isEmpty() && pages.isEmpty() && identities.isEmpty()) {
      return Optional.empty();
    }
    Path folder = staging.folder();
    List<Part> written = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    Map<String, String> metadata = new TreeMap<>();
    plan.versions().forEach((name, version) -> metadata.put("weir_" + name, version));
    metadata.put("weir_ingest", staging.id());
    for (Map.Entry<Key, Group> entry : groups.entrySet()) {
      Key key = entry.getKey();
      Group group = entry.getValue();
      String name = "%s-%03d.parquet".formatted(prefix(), written.size() + 1);
      Path file = folder.resolve(name);
      parts().write(group.name, group.columns, file, metadata);
      Disk.sync(file);
      written.add(
          new Part(
              key.table(),
              "parts/" + key.table() + "/" + name,
              group.rows,
              Files.size(file),
              key.source(),
              group.earliest,
              group.latest,
              key.derivedFrom(),
              key.fromPages(),
              group.columns.stream().map(Column::name).toList(),
              staging.id(),
              plan.versions()));
      counts.merge(key.table(), group.rows, Long::sum);
    }
    ready.forEach(part -> counts.merge(part.table(), part.rows(), Long::sum));
    written.addAll(ready);
    List<PageFile> pageFiles = List.of();
    String index = null;
    if (!pages.isEmpty()) {
      index = "pages/" + prefix() + ".index";
      pageFiles = pages.finish(folder.resolve(Staging.nameOf(index)));
      counts.put("pages", pageCount);
    }
    String known = null;
    if (!identities.isEmpty()) {
      known = "identities/" + prefix() + ".ids";
      KeyFile.write(folder.resolve(Staging.nameOf(known)), identities.stream());
    }
    staging.add(
        new Manifest(
            batch,
            staging.id(),
            clock.instant(),
            plan.purpose().word(),
            plan.inputs(),
            plan.versions(),
            counts,
            written,
            List.of(),
            pageFiles,
            known,
            index));
    pages.close();
    groups.clear();
    ready.clear();
    identities.clear();
    rows = 0;
    bytes = 0;
    pageCount = 0;
    batch++;
    pages = new PageKeeper(folder, prefix());
    return Optional.ofNullable(known).map(path -> folder.resolve(Staging.nameOf(path)));
  }

  @Override
  public void close() throws IOException {
    if (parts != null) {
      parts.close();
      parts = null;
    }
    pages.close();
  }
}
