package weir.lake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import weir.masking.DigestKey;

/**
 * A process of its own that ingests, compacts and erases, for tests that kill it. Each round
 * ingests one job of {@link MortalIngest}, compacts without any grace, and erases one account of
 * the one source and one capture of the other. What a round has done, a later run of it finds done.
 */
final class MortalUpkeep {
  static final DigestKey KEY =
      DigestKey.of("a key for tests, nothing more".getBytes(StandardCharsets.UTF_8));

  private static final Compaction.Settings AT_ONCE =
      new Compaction.Settings(16L << 20, 64L << 20, Duration.ZERO);

  private MortalUpkeep() {}

  /** The account that a round erases. */
  static ErasureRequest account(int round) {
    return new ErasureRequest.OfAccount("market0", "seller" + round % 20);
  }

  /** The capture that a round erases, one of those that it has ingested. */
  static ErasureRequest capture(int round) {
    int page = round * MortalIngest.PAGES / 2 + 1;
    return new ErasureRequest.OfCapture(
        MadeUp.page("market1", page, MortalIngest.LISTINGS).capture().digest());
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int last = Integer.parseInt(arguments[2]);
    Path done = folder.resolveSibling(folder.getFileName() + ".done");
    // Rounds that ended are not begun again; the one that was killed is, from its start.
    int from = Files.exists(done) ? Integer.parseInt(Files.readString(done).strip()) : first;
    try (Lake lake =
        Lake.open(folder, InstantSource.system(), new BatchLimits(100, 256L << 20, 512))
            .keyedBy(() -> KEY)) {
      System.out.println("begun");
      for (int round = from; round <= last; round++) {
        round(lake, round);
        Disk.writeWhole(done, Integer.toString(round + 1).getBytes(StandardCharsets.UTF_8));
        System.out.println("round " + round);
      }
    }
  }

  private static void round(Lake lake, int round) {
    int from = round * MortalIngest.PAGES / 2;
    try (Ingest ingest = lake.begin(MadeUp.plan("job " + round))) {
      for (int i = from; i < from + MortalIngest.PAGES; i++) {
        MadeUp.Page page = MadeUp.page("market" + i % 2, i, MortalIngest.LISTINGS);
        if (!ingest.isKnown(Identity.of(page.capture()))) {
          ingest.keep(page.capture(), page.bytes(), page.rows());
        }
      }
      ingest.publish();
    }
    lake.compact(AT_ONCE);
    lake.erase(account(round), KEY);
    lake.erase(capture(round), KEY);
  }
}
