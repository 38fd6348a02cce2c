package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.ingest.FolderWatch;
import weir.ingest.Ingestion;
import weir.lake.Lake;
import weir.source.SourceReader;

/** {@code weir ingest}: reads saved pages and keeps what they say. */
@Command(
    name = "ingest",
    modelTransformer = LimitOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Reads saved pages and tables and keeps their records. Personal data of others are masked"
          + " before anything is stored. The same input twice adds nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir ingest --profile agora agora-2014/     tables of a known source",
      "  weir ingest --profile my-shop.yaml saved/   a source that you described",
      "  weir ingest listings.csv                    a table with Weir's own column names",
      "  weir ingest --profile my-shop.yaml crawl.warc.gz",
      "  zcat dump.tar.gz | weir ingest --profile my-shop.yaml -",
      "  weir ingest --profile my-shop.yaml --watch incoming/"
    })
final class IngestCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();
  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Looks into the folder every 3 seconds and ingests files that are new or changed and have"
              + " been quiet for 2; Ctrl-C ends it.")
  private @Nullable Path watched;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var err = spec.commandLine().getErr();
    Path folder = watched;
    if (folder != null) {
      return watch(folder);
    }
    SourceReader reader = reading.reader(home);
    Ingestion ingestion = reading.ingestion(reader, new ProgressBar(err));
    try (Lake lake = home.lake()) {
      long begun = System.nanoTime();
      Ingestion.Summary summary =
          ingestion.ingest(lake, reading.paths, ReadingOptions.versions(home));
      Events.ingest(summary, begun);
      ReadingOptions.print(summary, err);
      if (summary.captures() > 0) {
        DriftNotice.print(lake, reader.profile().source(), err);
      }
      AlertNotice.print(home, lake, err);
      return summary.anythingRefused() ? Main.SOME_REFUSED : Main.DONE;
    }
  }

  private static final long LOOK_MILLIS = 3_000;

  /** Each round with something new is an ingest of its own. */
  private int watch(Path folder) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!reading.paths.isEmpty()) {
      throw Problem.usage("--watch takes its folder alone: leave out the other paths.");
    }
    if (!Files.isDirectory(folder)) {
      throw Problem.usage("There is no folder '%s' to watch. Check the path.".formatted(folder));
    }
    reading.paths = List.of(folder);
    SourceReader reader = reading.reader(home);
    FolderWatch watch = new FolderWatch(folder, System::nanoTime);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    boolean[] refused = {false};
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(ended);
              err.println("Stopped watching. What was read is kept.");
              err.flush();
              // The exit code of an interrupted program would say that it failed.
              Runtime.getRuntime().halt(refused[0] ? Main.SOME_REFUSED : Main.DONE);
            },
            "end-of-watch");
    Runtime.getRuntime().addShutdownHook(hook);
    err.printf("Watching %s. Ctrl-C ends it, after the round that is under way.%n", folder);
    boolean failed = true;
    try (Lake lake = home.lake()) {
      do {
        Set<Path> quiet = watch.look();
        if (!quiet.isEmpty()) {
          err.printf("%,d files are new or changed.%n", quiet.size());
          Ingestion ingestion = reading.ingestion(reader, new ProgressBar(err));
          long begun = System.nanoTime();
          Ingestion.Summary summary =
              ingestion.ingest(
                  lake, List.of(folder), quiet::contains, ReadingOptions.versions(home));
          Events.ingest(summary, begun);
          refused[0] |= summary.anythingRefused();
          ReadingOptions.print(summary, err);
          if (summary.captures() > 0) {
            DriftNotice.print(lake, reader.profile().source(), err);
          }
          AlertNotice.print(home, lake, err);
        }
      } while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
      failed = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (failed && stop.getCount() > 0) {
        Runtime.getRuntime()
            .removeShutdownHook(hook); // the failure itself is told by its exit code
      }
      ended.countDown();
    }
    return refused[0] ? Main.SOME_REFUSED : Main.DONE;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
