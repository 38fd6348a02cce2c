package weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import weir.lake.Identity;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.MadeUpLedger;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/**
 * A lake of 10,000 small ingests (30,000 parts, 100,000 pages known), as they left it and after a
 * compaction: planning a query, and asking whether a page is known. Beside planning stands reading
 * the checkpoint's bytes, which no planner can undercut; beside asking stands a set in memory,
 * which takes seconds to fill and fifty times the room.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LakeOfManyIngests {
  private static final int ASKED = 1 << 14;

  /** What was done to the lake before. */
  public enum After {
    INGESTS,
    COMPACTION
  }

  @Param({"INGESTS", "COMPACTION"})
  public After after = After.INGESTS;

  @Param("10000")
  public int ingests = 10_000;

  private Path folder = Path.of(".");
  private Path checkpoint = folder;
  private @Nullable Lake lake;
  private @Nullable Ingest ingest;
  private Identity[] known = {};
  private Identity[] unknown = {};
  private Set<Identity> set = Set.of();
  private int next;

  /** Makes the lake, a minute or two, or takes the one that an earlier run has made. */
  @Setup
  public void make() throws IOException {
    Path all =
        Path.of(
            System.getProperty(
                "weir.bench.lakes", System.getProperty("java.io.tmpdir") + "/weir-bench-lakes"));
    Files.createDirectories(all);
    folder = all.resolve(after + "-" + ingests);
    MadeUpLedger.make(folder, ingests, after == After.COMPACTION);
    checkpoint = newest(folder.resolve("ledger/checkpoints"));
    Lake open = Lake.open(folder, InstantSource.system());
    lake = open;
    ingest = open.begin(IngestPlan.of(Purpose.INGEST, List.of("asked"), Map.of()));
    Random random = new Random(7);
    known =
        random
            .longs(ASKED, 2, ingests + 1L)
            .mapToObj(
                number -> MadeUpLedger.identities(number).get((int) number % MadeUpLedger.PAGES))
            .toArray(Identity[]::new);
    unknown =
        Stream.generate(() -> new Identity(random.nextLong(), random.nextLong()))
            .limit(ASKED)
            .toArray(Identity[]::new);
    set = new HashSet<>();
    LongStream.rangeClosed(2, ingests)
        .forEach(number -> set.addAll(MadeUpLedger.identities(number)));
  }

  private static Path newest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.max(Comparator.naturalOrder()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TearDown
  public void close() {
    asking().close();
    Objects.requireNonNull(lake).close();
  }

  private Ingest asking() {
    return Objects.requireNonNull(ingest);
  }

  private int turn() {
    next = (next + 1) & (ASKED - 1);
    return next;
  }

  /** From an open lake's folder to the list of parts, in a process that has done so before. */
  @Benchmark
  public LakeView plan() {
    try (Lake fresh = Lake.openReadOnly(folder)) {
      return fresh.view();
    }
  }

  /** The same in a process that has just begun, as a command does: nothing is compiled yet. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(5)
  public LakeView planFirst() {
    try (Lake fresh = Lake.openReadOnly(folder)) {
      return fresh.view();
    }
  }

  /** Planning, starting DuckDB, and declaring the tables over all parts. */
  @Benchmark
  public void openForQueries(Blackhole hole) {
    try (Lake fresh = Lake.openReadOnly(folder);
        LakeQuery query = LakeQuery.over(fresh, fresh.view(), QueryLimits.USUAL)) {
      hole.consume(query.tables());
    }
  }

  /** The bytes that planning reads, and nothing else. */
  @Benchmark
  public byte[] readCheckpoint() throws IOException {
    return Files.readAllBytes(checkpoint);
  }

  /** A page that some ingest brought. */
  @Benchmark
  public boolean askKnown() {
    return asking().isKnown(known[turn()]);
  }

  /** A page that none brought: every file of keys is asked. */
  @Benchmark
  public boolean askUnknown() {
    return asking().isKnown(unknown[turn()]);
  }

  /** The same of a set in memory. */
  @Benchmark
  public boolean askSet() {
    return set.contains(unknown[turn()]);
  }
}
