package weir.lake;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcReader;
import weir.masking.DigestKey;
import weir.table.Table;

/**
 * A folder that holds everything Weir has read: Parquet parts, kept pages, and the ledger that says
 * which of them count. Several processes may read and write it at once.
 */
public final class Lake implements AutoCloseable {
  /** The layout that this version writes, and the newest that it reads. */
  static final long FORMAT = 1;

  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final @Nullable InstantSource clock;
  private final BatchLimits limits;
  private final Ledger ledger;
  private @Nullable Supplier<DigestKey> digestKey;
  private final Map<String, KeyFile> keys = new ConcurrentHashMap<>();

  private Lake(Path folder, @Nullable InstantSource clock, BatchLimits limits) {
    this.folder = folder;
    this.clock = clock;
    this.limits = limits;
    this.ledger = new Ledger(folder, clock != null);
  }

  /**
   * Opens the lake in that folder, and creates it when there is none.
   *
   * @throws LakeProblem when a newer Weir wrote it, or the folder cannot be written
   */
  public static Lake open(Path folder, InstantSource clock) {
    return open(folder, clock, BatchLimits.USUAL);
  }

  /** Opens with batches of another size. */
  public static Lake open(Path folder, InstantSource clock, BatchLimits limits) {
    Path settings = folder.resolve("lake.json");
    try {
      if (!Files.exists(settings)) {
        for (String inside : List.of("ledger", "parts", "pages", "identities", "staging")) {
          Disk.createFolder(folder.resolve(inside));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("what", "a Weir lake: parts, pages, and the ledger that says which of them count");
        told.put("format", FORMAT);
        Disk.writeWhole(settings, Json.pretty(told));
      }
      if (!Files.isWritable(folder.resolve("ledger"))) {
        throw new java.nio.file.AccessDeniedException(folder.toString());
      }
    } catch (FileAlreadyExistsException e) {
      throw LakeProblem.writing(Path.of(e.getFile()), e);
    } catch (IOException e) {
      throw LakeProblem.writing(folder, e);
    }
    checkFormat(settings);
    return new Lake(folder, clock, limits);
  }

  /** Opens a lake to read alone; the folder need not be writable. */
  public static Lake openReadOnly(Path folder) {
    checkFormat(folder.resolve("lake.json"));
    return new Lake(folder, null, BatchLimits.USUAL);
  }

  private static void checkFormat(Path settings) {
    long format;
    try {
      format = Json.read(Files.readAllBytes(settings)).number("format");
    } catch (NoSuchFileException e) {
      throw new LakeProblem(
          "There is no lake at %s. Run `weir ingest` to make one, or name its folder with --home."
              .formatted(settings.toAbsolutePath().getParent()),
          e);
    } catch (IOException e) {
      throw LakeProblem.reading(settings, e);
    } catch (IllegalArgumentException e) {
      throw new LakeProblem(
          "Cannot read %s: %s. Restore it from a copy of the lake; it holds {\"format\": %d}."
              .formatted(settings, e.getMessage(), FORMAT),
          e);
    }
    if (format > FORMAT) {
      throw new LakeProblem(
          "The lake at %s has format %d; this Weir reads up to format %d. Use the newer Weir that wrote it."
              .formatted(settings.toAbsolutePath().getParent(), format, FORMAT));
    }
  }

  public Path folder() {
    return folder;
  }

  /**
   * Begins an ingest. It goes on with what an ingest of the same job left when it died.
   *
   * @throws LakeProblem when the lake was opened to read alone
   */
  public Ingest begin(IngestPlan plan) {
    if (clock == null) {
      throw new LakeProblem(
          "The lake at %s was opened to read alone; nothing can be added to it.".formatted(folder));
    }
    Staging staging =
        Staging.open(folder, ledger, jobKey(plan), newId(clock.instant()), clock.instant());
    Ingest ingest;
    try {
      ingest = new Ingest(this, staging, plan, clock, limits);
    } catch (LakeProblem e) {
      closeQuietly(staging, e);
      throw e;
    }
    ingest.start();
    return ingest;
  }

  private static void closeQuietly(Staging staging, LakeProblem because) {
    try {
      staging.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** The plan's job, and the tables as this version has them: others' batches would not fit. */
  private static String jobKey(IngestPlan plan) {
    String tables =
        Stream.of(Table.values())
            .map(table -> table.tableName() + table.columns())
            .collect(Collectors.joining());
    Identity key = Identity.of(plan.purpose().word(), plan.job(), null, tables);
    return "%016x%016x".formatted(key.high(), key.low());
  }

  private static String newId(Instant now) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return ID_TIME.format(now) + "-" + HexFormat.of().formatHex(random);
  }

  /** The lake as it is now. */
  public LakeView view() {
    return ledger.newest().view(false);
  }

  /** The lake as it was after that entry of the ledger; zero is before the first. */
  public LakeView viewAt(long number) {
    return ledger.at(number).view(true);
  }

  /**
   * Keeps the parts of a state from tidying, so that figures made from it can be made again.
   *
   * @param why in the user's words; may be empty
   * @throws LakeProblem when parts of it are gone already, or the lake was opened to read alone
   */
  public KeptState keepState(long number, String why) {
    Instant now = clock("kept").instant();
    return upkeep(() -> new KeptStates(this).keep(number, why, now));
  }

  /**
   * Leaves a kept state to the next tidying.
   *
   * @return whether it was kept
   */
  public boolean releaseState(long number) {
    clock("released");
    return upkeep(() -> new KeptStates(this).release(number));
  }

  /** The states that are kept, by number. */
  public List<KeptState> keptStates() {
    return upkeep(() -> new KeptStates(this).all());
  }

  /**
   * Fails, saying why, when the parts of a state are no longer all there.
   *
   * @throws LakeProblem then
   */
  public void checkState(long number) {
    new KeptStates(this).checkWhole(number);
  }

  /**
   * A lake of its own in a new folder that holds what was read until that state, by hard links
   * where that is possible; this one is not changed by what is done there.
   *
   * @throws LakeProblem when parts of that state are gone
   */
  public Lake stateIn(Path into, long number) {
    upkeep(() -> {
      new KeptStates(this).link(number, into);
      return number;
    });
    return open(into, InstantSource.system());
  }

  /** Every entry of the ledger, oldest first. */
  public List<Manifest> ledger() {
    return ledger.entries();
  }

  /** The entries after that number, oldest first. */
  public List<Manifest> ledgerAfter(long number) {
    return ledger.entries(number);
  }

  Ledger ledgerFiles() {
    return ledger;
  }

  /** The files whose union is every identity known now. */
  List<KeyFile> identities() {
    return keysOf(openable(LedgerState::identities), LedgerState::identities);
  }

  /**
   * The newest state, with files of keys that are there. One that was merged may have been merged
   * again since the state was planned, an hour ago or more; then the state is planned anew.
   */
  private LedgerState openable(Function<LedgerState, List<String>> which) {
    LedgerState state = ledger.newest();
    boolean superseded =
        which.apply(state).stream()
            .anyMatch(path ->
                Ledger.isMerged(path)
                    && !keys.containsKey(path)
                    && !Files.exists(folder.resolve(path)));
    return superseded ? ledger.planAgain() : state;
  }

  private List<KeyFile> keysOf(LedgerState state, Function<LedgerState, List<String>> which) {
    return which.apply(state).stream().map(this::keys).toList();
  }

  /**
   * Says where the user's digest key is to be had; asked for only where something was erased, so
   * that it does not come back.
   */
  public Lake keyedBy(Supplier<DigestKey> key) {
    this.digestKey = key;
    return this;
  }

  /** What was erased; null when nothing was. */
  @Nullable Tombstones tombstones() {
    List<String> files = ledger.newest().tombstones();
    if (files.isEmpty()) {
      return null;
    }
    Supplier<DigestKey> key = digestKey;
    if (key == null) {
      throw new LakeProblem(
          "Something was erased from the lake at %s; adding to it takes the digest key, so that it does not come back. Name the key's file in WEIR_DIGEST_KEY_FILE."
              .formatted(folder));
    }
    return new Tombstones(files.stream().map(this::keys).toList(), key.get());
  }

  /** Whether it was opened to be written too. */
  boolean isWritable() {
    return clock != null;
  }

  /** Only a lake opened to be written has a clock. */
  InstantSource clock(String toDo) {
    if (clock == null) {
      throw new LakeProblem(
          "The lake at %s was opened to read alone; nothing can be %s.".formatted(folder, toDo));
    }
    return clock;
  }

  /** Joins small parts into larger ones and removes files that nobody has read for a while. */
  public Compaction.Summary compact(Compaction.Settings settings) {
    return upkeep(() -> new Compaction(this, settings).run());
  }

  /**
   * Takes rows and pages out for good, and their bytes off the disk, before it returns.
   *
   * @throws LakeProblem when the lake has nothing of the kind and never erased it
   */
  public ErasureReceipt erase(ErasureRequest request, DigestKey key) {
    return upkeep(() -> new Erasure(this, key).erase(request));
  }

  /**
   * How many rows were kept longer than they may be, by table; tables of which none are due are
   * left out.
   */
  public Map<Table, Long> overdue(Retention retention, Instant now) {
    Map<Table, Long> overdue = new EnumMap<>(Table.class);
    if (!retention.periods().isEmpty()) {
      try (PartWriter writer = PartWriter.open()) {
        Expiry expiry = new Expiry(this, ledger.newest(), writer);
        for (Table table : retention.periods().keySet()) {
          long rows =
              retention.dueBefore(table, now).map(before -> expiry.rows(table, before)).orElse(0L);
          if (rows > 0) {
            overdue.put(table, rows);
          }
        }
      }
    }
    return overdue;
  }

  /**
   * Removes from the disk what an erasure that was cut short has left there; nothing where nothing
   * was ever erased.
   *
   * @return how many files were removed
   */
  public int finishErasures() {
    return upkeep(
        () -> ledger.newest().lastErasure() == 0 ? 0 : new Sweep(this).everything().files());
  }

  /**
   * Compares the ledger with what is on disk.
   *
   * @param deep whether all parts are opened and all kept pages read
   */
  public Verification.Report verify(boolean deep) {
    return upkeep(() -> new Verification(this).run(deep));
  }

  /** Copies the lake into a new folder, by hard links where that is possible. */
  public Backup.Summary backUpInto(Path copy) {
    return upkeep(() -> Backup.toFolder(this, copy));
  }

  /** Copies the lake into a new zip archive. */
  public Backup.Summary backUpAs(Path zip) {
    return upkeep(() -> Backup.toZip(this, zip));
  }

  private interface Upkeep<T> {
    T run() throws IOException;
  }

  private <T> T upkeep(Upkeep<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw LakeProblem.writing(folder, e);
    }
  }

  /** The staging folder of work that is done anew when it was cut short. */
  Staging stagingFor(Purpose purpose) throws IOException {
    Instant now = clock("changed in it").instant();
    Staging staging = Staging.open(folder, ledger, purpose.word(), newId(now), now);
    if (staging.adopted()) {
      staging.startOver();
    }
    return staging;
  }

  KeyFile keys(String path) {
    return keys.computeIfAbsent(
        path,
        _ -> {
          Path file = folder.resolve(path);
          try {
            return KeyFile.open(file);
          } catch (IOException e) {
            throw LakeProblem.reading(file, e);
          }
        });
  }

  /**
   * The kept page of a source whose original bytes had that digest; empty when none was kept. Where
   * the same bytes were saved more than once, any of them: their masked pages are equal.
   */
  public Optional<KeptPage> page(String source, String digest) {
    LedgerState state = openable(LedgerState::pageIndexes);
    Set<String> files = state.pages().stream().map(PageFile::path).collect(Collectors.toSet());
    Identity key = Identity.ofPage(source, digest);
    for (KeyFile index : keysOf(state, LedgerState::pageIndexes).reversed()) {
      for (KeyFile.Entry entry : index.find(key)) {
        String name = index.name(entry.numbers()[PageKeeper.NAME]);
        if (files.contains(name)) {
          return Optional.of(
              read(name, entry.numbers()[PageKeeper.OFFSET], entry.numbers()[PageKeeper.LENGTH]));
        }
      }
    }
    return Optional.empty();
  }

  private KeptPage read(String name, long offset, long length) {
    Path file = folder.resolve(name);
    try {
      return Warc.read(file, offset, length);
    } catch (IOException e) {
      throw LakeProblem.reading(file, e);
    }
  }

  /**
   * The kept pages, one in memory at a time.
   *
   * @param source null for those of all sources
   */
  public Stream<KeptPage> pages(@Nullable String source) {
    LedgerState state = openable(LedgerState::pageIndexes);
    List<KeyFile> indexes = keysOf(state, LedgerState::pageIndexes);
    return state.pages().stream()
        .filter(file -> source == null || file.source().equals(source))
        .flatMap(file -> pagesOf(file, indexes));
  }

  private Stream<KeptPage> pagesOf(PageFile file, List<KeyFile> indexes) {
    Path path = folder.resolve(file.path());
    WarcReader reader;
    try {
      reader = new WarcReader(path);
    } catch (IOException e) {
      throw LakeProblem.reading(path, e);
    }
    return Stream.generate(() -> nextOf(file, path, reader, indexes))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .onClose(() -> close(path, reader));
  }

  /** The next page that the index knows: one that was left out on publishing has no entry there. */
  private Optional<KeptPage> nextOf(
      PageFile file, Path path, WarcReader reader, List<KeyFile> indexes) {
    try {
      while (true) {
        Optional<KeptPage> page = Warc.next(reader);
        if (page.isEmpty() || indexed(page.get(), file.path(), reader.position(), indexes)) {
          return page;
        }
      }
    } catch (IOException e) {
      throw LakeProblem.reading(path, e);
    }
  }

  private boolean indexed(KeptPage page, String path, long offset, List<KeyFile> indexes) {
    Identity key = Identity.ofPage(page.source(), page.originalDigest());
    for (KeyFile index : indexes) {
      for (KeyFile.Entry entry : index.find(key)) {
        if (entry.numbers()[PageKeeper.OFFSET] == offset
            && index.name(entry.numbers()[PageKeeper.NAME]).equals(path)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void close(Path path, WarcReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw LakeProblem.reading(path, e);
    }
  }

  @Override
  public void close() {
    keys.values().forEach(KeyFile::close);
    keys.clear();
  }
}
