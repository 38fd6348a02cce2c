package weir.lake;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.row.Column;
import weir.row.ColumnType;
import weir.row.Row;
import weir.table.Table;

/**
 * One addition to the lake, from {@link Lake#begin} to {@link #publish}. Nobody sees any of it
 * before it is published, and then everybody sees all of it.
 *
 * <p>Called by one thread; compressing and writing happen on another, so that the caller can go on
 * reading. A failure there is thrown from the next call.
 */
public final class Ingest implements AutoCloseable {
  /** What may wait to be written, in KiB: bounds memory when reading outruns the disk. */
  private static final int WAITING_KIB = 8 << 10;

  private static final int CHUNK = 2_000;

  private final Lake lake;
  private final Staging staging;
  private final IngestPlan plan;
  private final InstantSource clock;
  private final BatchWriter writer;
  private final Set<Identity> fresh = ConcurrentHashMap.newKeySet();
  private final List<KeyFile> staged = new CopyOnWriteArrayList<>();
  private final List<KeyFile> known;
  private final @Nullable Tombstones tombstones;
  private final Map<String, Part> removed = new LinkedHashMap<>();
  private final Set<String> retained = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(256);
  private final Semaphore room = new Semaphore(WAITING_KIB);
  private final Thread thread;
  private volatile @Nullable Throwable failure;
  private long basedOn;
  private boolean ended;
  private boolean published;
  private boolean discarded;

  private interface Work {
    void run() throws IOException;
  }

  private record Waiting(int kib, @Nullable Work work) {}

  Ingest(Lake lake, Staging staging, IngestPlan plan, InstantSource clock, BatchLimits limits) {
    this.lake = lake;
    this.staging = staging;
    this.plan = plan;
    this.clock = clock;
    long last = 0;
    try {
      if (staging.adopted() && !recognisesItsOwn(plan.purpose())) {
        staging.startOver();
      }
      List<Manifest> batches = staging.batches();
      if (staging.adopted()) {
        staging.tidy(batches);
      }
      for (Manifest batch : batches) {
        last = batch.number();
        if (batch.identities() != null) {
          staged.add(KeyFile.open(staging.folder().resolve(Staging.nameOf(batch.identities()))));
        }
      }
    } catch (IOException e) {
      throw LakeProblem.writing(staging.folder(), e);
    }
    // Read after the staging folder noted its base: what others publish from there on is looked
    // for again when this ingest is published.
    this.known = lake.identities();
    this.basedOn = staging.base();
    this.tombstones =
        switch (plan.purpose()) {
          case INGEST, REREAD, IMPORT -> lake.tombstones();
          case RATES, DERIVE, COMPACT, ERASE -> null;
        };
    this.writer = new BatchWriter(staging, plan, limits, clock, last);
    this.thread = Thread.ofPlatform().daemon().name("lake-writer").unstarted(this::write);
  }

  /** Whether a second run leaves out what the first has staged; one that does not begins anew. */
  private static boolean recognisesItsOwn(Purpose purpose) {
    return switch (purpose) {
      case INGEST, RATES, IMPORT -> true;
      case REREAD, DERIVE, COMPACT, ERASE -> false;
    };
  }

  /** Starts the thread that writes. */
  void start() {
    thread.start();
  }

  /** The ingest's name, as rows and the ledger carry it. */
  public String id() {
    return staging.id();
  }

  /**
   * Says which view the rows to come were drawn from: what was erased since then must not come back
   * with them.
   */
  public void basedOn(LakeView view) {
    basedOn = Math.min(basedOn, view.number());
  }

  /** The moment at which this ingest stands, by the lake's clock. */
  public Instant now() {
    return clock.instant();
  }

  /** Whether the lake holds that observation, or this ingest has taken it. */
  public boolean isKnown(Identity identity) {
    // This order: what leaves the first has entered the second.
    if (fresh.contains(identity)) {
      return true;
    }
    for (KeyFile file : staged) {
      if (file.contains(identity)) {
        return true;
      }
    }
    for (KeyFile file : known) {
      if (file.contains(identity)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes a page and what was read from it. A page that is already known is left out, except when
   * kept pages are read again. So is one that was erased; of one on which an erased account stands,
   * the rows of others are taken, without the page.
   *
   * @param keptPage the masked page; null when it is not to be kept
   * @return whether it was taken
   * @throws IllegalArgumentException when a row holds what no table can keep; nothing of the page
   *     is taken then
   */
  public boolean keep(Capture capture, byte @Nullable [] keptPage, List<? extends Row> rows) {
    Identity identity = Identity.of(capture);
    boolean again = plan.purpose() == Purpose.REREAD;
    if (!again && isKnown(identity)) {
      return false;
    }
    check(capture);
    rows.forEach(Ingest::check);
    List<Row> copy = List.copyOf(rows);
    byte[] page = keptPage;
    Tombstones erased = tombstones;
    if (erased != null) {
      if (erased.erased(capture)) {
        return false;
      }
      copy = erased.without(copy);
      if (copy.size() < rows.size()) {
        page = null;
        if (copy.isEmpty()) {
          return false;
        }
      }
    }
    List<Row> left = copy;
    byte[] pageLeft = page;
    if (!again) {
      fresh.add(identity);
    }
    Capture marked = capture.ingest() == null ? withIngest(capture) : capture;
    int size = (pageLeft == null ? 0 : pageLeft.length) + 512 * (1 + left.size());
    submit(
        size,
        () -> {
          if (!again) {
            writer.identity(identity);
          }
          if (pageLeft != null) {
            writer.page(marked, identity, pageLeft);
          }
          boolean fromPages = again || pageLeft != null;
          write(Table.CAPTURE, marked.source(), fromPages, identity, marked);
          for (Row row : left) {
            write(Table.of(row), marked.source(), fromPages, identity, row);
          }
        });
    return true;
  }

  private void write(
      Table table, @Nullable String source, boolean fromPages, Identity identity, Row row) {
    writer.row(
        new BatchWriter.Key(table.tableName(), source, null, fromPages),
        table.columns(),
        identity.high(),
        row);
  }

  /**
   * Takes rows that no page stands behind, such as rates. A row that the lake already holds, equal
   * in every value, adds nothing; nor does one that was erased.
   *
   * @return how many were new
   */
  public int add(List<? extends Row> rows) {
    return add(left(rows), false);
  }

  private List<? extends Row> left(List<? extends Row> rows) {
    Tombstones erased = tombstones;
    return erased == null ? rows : erased.without(rows);
  }

  private int add(List<? extends Row> rows, boolean evenKnown) {
    record New(Table table, @Nullable String source, Identity identity, Row row) {}
    List<New> taken = new ArrayList<>();
    for (Row row : rows) {
      Table table = Table.of(row);
      check(row);
      Identity identity = Identity.of(table.tableName(), table.columns(), row);
      if (evenKnown || !isKnown(identity)) {
        fresh.add(identity);
        String source = table.column("source").map(column -> (String) column.of(row)).orElse(null);
        taken.add(new New(table, source, identity, row));
      }
    }
    if (!taken.isEmpty()) {
      submit(
          512 * taken.size(),
          () -> {
            for (New one : taken) {
              writer.identity(one.identity);
              write(one.table, one.source, false, one.identity, one.row);
            }
          });
    }
    return taken.size();
  }

  /**
   * Takes a refusal. The same refusal of the same input adds nothing, in later ingests too; except
   * when kept pages are read again, so that what still stands can be told from what does no more.
   */
  public void refuse(Refusal refusal) {
    List<Refusal> marked =
        List.of(
            refusal.ingest() != null
                ? refusal
                : new Refusal(
                    id(),
                    refusal.input(),
                    refusal.place(),
                    refusal.cause(),
                    refusal.reason(),
                    refusal.mend()));
    add(marked, plan.purpose() == Purpose.REREAD);
  }

  /**
   * Writes a derived table's rows for one source; they replace those that stand there now.
   *
   * @param source null for a table that is not kept by source
   * @param derivedFrom the key of what the rows come from, found again by {@link
   *     LakeView#derivedFrom}
   * @param rows read on this thread; may be none
   */
  public void addDerived(
      String table,
      @Nullable String source,
      List<Column> columns,
      String derivedFrom,
      Iterator<? extends Row> rows) {
    checkDerived(table);
    BatchWriter.Key key = new BatchWriter.Key(table, source, derivedFrom, false);
    submit(1, () -> writer.ensure(key, columns));
    while (rows.hasNext()) {
      List<Row> chunk = new ArrayList<>(CHUNK);
      while (chunk.size() < CHUNK && rows.hasNext()) {
        Row row = rows.next();
        check(columns, row);
        chunk.add(row);
      }
      submit(
          512 * chunk.size(),
          () -> {
            for (Row row : chunk) {
              writer.row(key, columns, 0, row);
            }
          });
    }
  }

  /** Waits until all that was handed over is taken: what a caller lent may be closed then. */
  public void settle() {
    if (ended) {
      throw new IllegalStateException("This ingest was published or closed; begin another.");
    }
    CountDownLatch taken = new CountDownLatch(1);
    put(new Waiting(0, taken::countDown));
    try {
      do {
        throwFailure();
      } while (!taken.await(100, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeProblem(
          "The ingest was interrupted; nothing was added. Run the same command again.", e);
    }
    throwFailure();
  }

  /** Writes a Parquet file. */
  @FunctionalInterface
  public interface PartFile {

    /** Writes that file, which is not there yet; returns how many rows it has. */
    long write(java.nio.file.Path file) throws IOException;
  }

  /**
   * The same for rows that an engine writes by itself. The file lies in the lake's folder {@code
   * staging} and is written on another thread.
   *
   * @param columns their names, in order
   */
  public void addDerived(
      String table,
      @Nullable String source,
      List<String> columns,
      String derivedFrom,
      PartFile file) {
    checkDerived(table);
    BatchWriter.Key key = new BatchWriter.Key(table, source, derivedFrom, false);
    submit(1, () -> writer.file(key, columns, file));
  }

  /**
   * The same for several parts of one table and source, two of which are written at once.
   *
   * @param derivedFrom of each part
   */
  public void addDerived(
      String table,
      @Nullable String source,
      List<String> columns,
      List<String> derivedFrom,
      List<PartFile> files) {
    checkDerived(table);
    List<BatchWriter.Key> keys =
        derivedFrom.stream().map(from -> new BatchWriter.Key(table, source, from, false)).toList();
    submit(1, () -> writer.files(keys, columns, files));
  }

  /**
   * Says which derived parts stay beside those that are added to the same table and source.
   *
   * @throws LakeProblem from {@link #publish}, when another run has removed one meanwhile
   */
  public void retain(Collection<Part> parts) {
    parts.forEach(part -> retained.add(part.path()));
  }

  /** The parts that this ingest's rows take the place of. */
  public void replace(Collection<Part> parts) {
    parts.forEach(part -> removed.put(part.path(), part));
  }

  private static void checkDerived(String table) {
    if (Table.named(table).isPresent() || !table.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "A derived table cannot be named '%s': use small letters, digits and underscores, and no name of the lake's own tables."
              .formatted(table));
    }
  }

  private Capture withIngest(Capture capture) {
    return new Capture(
        capture.digest(),
        capture.source(),
        capture.url(),
        capture.capturedAt(),
        capture.mediaType(),
        capture.bytes(),
        capture.pageKind(),
        capture.linksSeen(),
        capture.totalStated(),
        id());
  }

  private static void check(Row row) {
    check(Table.of(row).columns(), row);
  }

  /** Refuses on the caller's side what the tables cannot hold, so that one bad page stays one. */
  private static void check(List<Column> columns, Row row) {
    for (Column column : columns) {
      if (column.type() == ColumnType.MONEY
          && column.of(row) instanceof java.math.BigDecimal amount
          && amount.precision() - amount.scale()
              > ColumnType.MONEY_PRECISION - ColumnType.MONEY_SCALE) {
        throw new IllegalArgumentException(
            "The %s %s has more than %d digits before its point, more than the tables hold."
                .formatted(
                    column.name(), amount, ColumnType.MONEY_PRECISION - ColumnType.MONEY_SCALE));
      }
      if (column.type() == ColumnType.TIMESTAMP && column.of(row) instanceof Instant at) {
        try {
          Math.multiplyExact(at.getEpochSecond(), 1_000_000L);
        } catch (ArithmeticException | DateTimeException e) {
          throw new IllegalArgumentException(
              "The %s %s is further away than the tables hold.".formatted(column.name(), at), e);
        }
      }
    }
  }

  private void submit(int bytes, Work work) {
    if (ended) {
      throw new IllegalStateException("This ingest was published or closed; begin another.");
    }
    throwFailure();
    put(new Waiting(Math.min(WAITING_KIB, 1 + bytes / 1024), work));
  }

  private void put(Waiting waiting) {
    try {
      room.acquire(waiting.kib);
      queue.put(waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeProblem(
          "The ingest was interrupted; nothing was added. Run the same command again.", e);
    }
  }

  /** The other thread's work: takes what waits until told to end, even after a failure. */
  private void write() {
    attempt(writer::warmUp);
    while (true) {
      Waiting next;
      try {
        next = queue.take();
      } catch (InterruptedException e) {
        return;
      }
      Work work = next.work;
      if (work == null) {
        return;
      }
      attempt(() -> {
        work.run();
        if (writer.isFull()) {
          cut();
        }
      });
      room.release(next.kib);
    }
  }

  // Anything that goes wrong here must reach the caller, whatever it is: a library that cannot be
  // loaded too, or the caller waits forever for room.
  private void attempt(Work work) {
    if (failure == null) {
      try {
        work.run();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  private void cut() throws IOException {
    Optional<java.nio.file.Path> identities = writer.cut();
    if (identities.isPresent()) {
      KeyFile file = KeyFile.open(identities.get());
      staged.add(file);
      file.entries().forEachRemaining(entry -> fresh.remove(entry.key()));
    }
  }

  private void throwFailure() {
    Throwable e = failure;
    switch (e) {
      case null -> {}
      case LakeProblem problem -> throw problem;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case Exception fault -> throw LakeProblem.writing(staging.folder(), fault);
      default -> throw new IllegalStateException(e);
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      put(new Waiting(0, null));
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LakeProblem(
            "The ingest was interrupted; nothing was added. Run the same command again.", e);
      }
    }
  }

  /**
   * Makes all of it part of the lake, at one stroke.
   *
   * @return the ledger's new entry; empty when there was nothing new
   */
  public Optional<Manifest> publish() {
    submit(0, this::cut);
    end();
    throwFailure();
    try {
      Optional<Manifest> entry =
          new Publication(lake, staging, plan, clock)
              .publish(List.copyOf(removed.values()), Set.copyOf(retained), basedOn);
      published = true;
      return entry;
    } catch (Publication.ErasedMeanwhile e) {
      discarded = true;
      throw new LakeProblem(
          "Something was erased from the lake while this run read; what it had gathered was"
              + " discarded, and nothing was added. Run the same command again.",
          e);
    } catch (IOException e) {
      throw LakeProblem.writing(staging.folder(), e);
    }
  }

  /**
   * Ends the ingest. Unpublished, its durable batches wait for another ingest with the same job;
   * the rest is forgotten.
   */
  @Override
  public void close() {
    try {
      end();
      writer.close();
      staged.forEach(KeyFile::close);
      staged.clear();
      if (discarded) {
        staging.discard();
      } else if (published || staging.batches().isEmpty()) {
        staging.remove();
      } else {
        staging.close();
      }
    } catch (IOException e) {
      throw LakeProblem.writing(staging.folder(), e);
    }
  }
}
