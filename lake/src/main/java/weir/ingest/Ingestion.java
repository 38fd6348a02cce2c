package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.lake.Identity;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Manifest;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.row.Row;
import weir.source.Profile;
import weir.source.Profile.Format;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.table.Table;

/**
 * Reads files and folders by one profile and keeps what they say. Pages are read on all processors
 * and kept in their order, a bounded number at a time.
 */
public final class Ingestion {

  /** Told about bytes as they are read. */
  public interface Progress {
    Progress NONE =
        new Progress() {
          @Override
          public void begin(long totalBytes) {}

          @Override
          public void advance(long bytes, long pages) {}

          @Override
          public void end() {}
        };

    void begin(long totalBytes);

    void advance(long bytes, long pages);

    void end();
  }

  /**
   * What an ingest did.
   *
   * @param records kept, by table
   * @param refusedByCause pages and values that were not read
   * @param refusals the first few of each cause
   * @param passedOver files that cannot be pages of this source, such as a log
   */
  public record Summary(
      @Nullable Manifest manifest,
      long captures,
      long alreadyKnown,
      Map<String, Long> records,
      Map<String, Long> pageKinds,
      Map<String, Long> refusedByCause,
      List<Refusal> refusals,
      long passedOver,
      long bytes) {

    public boolean anythingRefused() {
      return !refusedByCause.isEmpty();
    }
  }

  /** The path that stands for standard input; a file of that name is {@code ./-}. */
  public static final Path STANDARD_INPUT = Inputs.STANDARD_INPUT;

  private static final int EXAMPLES_PER_CAUSE = 3;

  private final SourceReader reader;
  private final Limits limits;
  private final Progress progress;
  private final InputStream standardInput;

  private final Map<String, Long> records = new TreeMap<>();
  private final Map<String, Long> pageKinds = new TreeMap<>();
  private final Map<String, Long> refusedByCause = new TreeMap<>();
  private final List<Refusal> examples = new java.util.ArrayList<>();
  private long captures;
  private long alreadyKnown;
  private long passedOver;
  private long bytesRead;

  /** One ingest by this reader. */
  public Ingestion(SourceReader reader, Limits limits, Progress progress) {
    this(reader, limits, progress, System.in);
  }

  /**
   * @param standardInput read where a path is {@link #STANDARD_INPUT}
   */
  public Ingestion(
      SourceReader reader, Limits limits, Progress progress, InputStream standardInput) {
    this.reader = reader;
    this.limits = limits;
    this.progress = progress;
    this.standardInput = standardInput;
  }

  /** Receives what each page says, in the order of pages. */
  public interface Sink {
    void reading(Reading reading);

    void refusal(Refusal refusal);
  }

  /**
   * Reads all pages and keeps the new ones; nothing is kept when it fails.
   *
   * @param versions of lexicon and whatever else shapes the rows, beside reader and profile
   */
  public Summary ingest(Lake lake, List<Path> paths, Map<String, String> versions)
      throws IOException {
    return ingest(lake, paths, file -> true, versions);
  }

  /**
   * The same for some files of the folders only; their pages get the addresses that they get when
   * the whole folder is read.
   */
  public Summary ingest(
      Lake lake, List<Path> paths, Predicate<Path> wanted, Map<String, String> versions)
      throws IOException {
    Map<String, String> all = new TreeMap<>(versions);
    all.put("reader", SourceReader.VERSION);
    all.put("profile", profileVersion(reader.profile()));
    IngestPlan plan =
        IngestPlan.of(Purpose.INGEST, paths.stream().map(Ingestion::named).toList(), all);
    try (Ingest ingest = lake.begin(plan)) {
      read(
          paths,
          wanted,
          ingest::isKnown,
          new Sink() {
            @Override
            public void reading(Reading reading) {
              keep(ingest, reading);
            }

            @Override
            public void refusal(Refusal refusal) {
              refuse(refusal);
              ingest.refuse(refusal);
            }
          });
      if (captures > 0) {
        describe(lake, ingest, reader.profile());
      }
      Manifest manifest = ingest.publish().orElse(null);
      return summary(manifest);
    }
  }

  /** Notes what the profile says of its source, unless its newest note was made by this profile. */
  static void describe(Lake lake, Ingest ingest, Profile profile) {
    List<Part> notes =
        lake.view().parts(Table.SOURCE_PERIOD.tableName()).stream()
            .filter(part -> profile.source().equals(part.source()))
            .toList();
    if (notes.isEmpty()
        || !profileVersion(profile).equals(notes.getLast().versions().get("profile"))) {
      ingest.add(profile.periods(ingest.now()));
    }
  }

  static String profileVersion(Profile profile) {
    return profile.source() + "@" + profile.version();
  }

  private static String named(Path path) {
    return path.equals(STANDARD_INPUT) ? "-" : path.toAbsolutePath().normalize().toString();
  }

  private void keep(Ingest ingest, Reading reading) {
    Capture capture = reading.capture();
    boolean readable = reading.keptPage().length > 0;
    if (readable) {
      if (ingest.isKnown(Identity.of(capture))) {
        alreadyKnown++;
        return;
      }
      if (!ingest.keep(capture, reading.keptPage(), reading.rows())) {
        alreadyKnown++;
        return;
      }
      count(reading);
    }
    for (Refusal refusal : reading.refusals()) {
      refuse(refusal);
      ingest.refuse(refusal);
    }
  }

  /** Reads all pages for a sink that keeps nothing. */
  public Summary extract(List<Path> paths, Sink sink) throws IOException {
    read(
        paths,
        file -> true,
        identity -> false,
        new Sink() {
          @Override
          public void reading(Reading reading) {
            if (reading.keptPage().length > 0) {
              count(reading);
            }
            reading.refusals().forEach(Ingestion.this::refuse);
            sink.reading(reading);
          }

          @Override
          public void refusal(Refusal refusal) {
            refuse(refusal);
            sink.refusal(refusal);
          }
        });
    return summary(null);
  }

  private Summary summary(@Nullable Manifest manifest) {
    return new Summary(
        manifest,
        captures,
        alreadyKnown,
        records,
        pageKinds,
        refusedByCause,
        examples,
        passedOver,
        bytesRead);
  }

  private void count(Reading reading) {
    captures++;
    pageKinds.merge(reading.capture().pageKind(), 1L, Long::sum);
    for (Row row : reading.rows()) {
      records.merge(Table.of(row).tableName(), 1L, Long::sum);
    }
  }

  private void refuse(Refusal refusal) {
    long count = refusedByCause.merge(refusal.cause(), 1L, Long::sum);
    if (count <= EXAMPLES_PER_CAUSE) {
      examples.add(refusal);
    }
  }

  private record Pending(
      SavedPage page, long fileBytes, PageReaders<SavedPage, Outcome>.Ticket ticket) {}

  /** What became of a page. */
  private sealed interface Outcome {
    record Read(Reading reading) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    record Known() implements Outcome {}
  }

  private Outcome outcome(SavedPage page, Predicate<Identity> known) {
    String digest = SourceReader.digest(page.body());
    // An archive read for the second time, after a kill above all, passes by what it knows.
    SourceReader.Expected expected = reader.expected(page).orElse(null);
    if (expected != null
        && known.test(
            Identity.of(
                reader.profile().source(), page.address(), expected.capturedAt(), digest))) {
      return new Outcome.Known();
    }
    String excess = excess(page.body());
    return excess == null
        ? new Outcome.Read(reader.read(page, digest))
        : new Outcome.Refused(
            new Refusal(
                null,
                page.input(),
                page.address(),
                "too-many-parts",
                excess,
                "At most %,d are read. If you trust it, raise --page-parts."
                    .formatted(limits.of(Limit.PAGE_PARTS))));
  }

  /** What a page has too much of; null when it may be parsed. */
  private @Nullable String excess(byte[] body) {
    if (body.length <= limits.of(Limit.PAGE_PARTS)) {
      return null; // each takes a byte at least
    }
    Format format = reader.profile().reads();
    long parts =
        switch (format) {
          case HTML -> PageBounds.parts(body);
          case JSONL, TABLE -> PageBounds.values(body);
          case CSV, MAIL, CHAT -> 0; // their readers bound the columns and parts
          case JSON -> PageBounds.allValues(body) / VALUES_A_PART;
        };
    if (parts <= limits.of(Limit.PAGE_PARTS)) {
      return null;
    }
    return (format == Format.HTML
            ? "The page has %,d tags and attributes."
            : format == Format.JSON
                ? "The document has %,d times eight values."
                : "A line has %,d values.")
        .formatted(parts);
  }

  /** A value of a document costs about an eighth of what a tag does, once both are parsed. */
  private static final int VALUES_A_PART = 8;

  /**
   * @param known which observations need no reading; asked by several threads at once
   */
  private void read(List<Path> paths, Predicate<Path> wanted, Predicate<Identity> known, Sink sink)
      throws IOException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    Inputs inputs = new Inputs(reader.profile().reads(), limits, standardInput, wanted);
    Deque<Pending> window = new ArrayDeque<>();
    progress.begin(inputs.bytes(paths));
    try (PageReaders<SavedPage, Outcome> readers =
        new PageReaders<>(
            threads,
            page -> outcome(page, known),
            TimeUnit.SECONDS.toNanos(limits.of(Limit.PAGE_SECONDS)),
            limits.whole(Limit.STUCK_PAGES))) {
      inputs.forEach(
          paths,
          new Inputs.Sink() {
            private long windowBytes;

            @Override
            public void page(SavedPage page, long fileBytes) {
              window.add(new Pending(page, fileBytes, readers.submit(page)));
              windowBytes += page.body().length;
              while (window.size() > 16 * threads
                  || (windowBytes > (64 << 20) && window.size() > 1)) {
                Pending first = window.remove();
                windowBytes -= first.page().body().length;
                settle(readers, first, sink);
              }
            }

            @Override
            public void passedOver() {
              passedOver++;
            }

            @Override
            public void consumed(long bytes) {
              bytesRead += bytes;
              progress.advance(bytes, 0);
            }

            @Override
            public void refused(
                String input, String place, String cause, String reason, String mend) {
              sink.refusal(new Refusal(null, input, place, cause, reason, mend));
            }
          });
      while (!window.isEmpty()) {
        settle(readers, window.remove(), sink);
      }
    } finally {
      progress.end();
    }
  }

  private void settle(PageReaders<SavedPage, Outcome> readers, Pending pending, Sink sink) {
    try {
      switch (readers.await(pending.ticket())) {
        case Outcome.Read(Reading reading) -> sink.reading(reading);
        case Outcome.Refused(Refusal refusal) -> sink.refusal(refusal);
        case Outcome.Known() -> alreadyKnown++;
      }
    } catch (TimeoutException e) {
      sink.refusal(
          new Refusal(
              null,
              pending.page().input(),
              pending.page().address(),
              "too-slow",
              "The page was not read within %d seconds.".formatted(limits.of(Limit.PAGE_SECONDS)),
              "Raise --page-seconds, or leave the page out."));
    } catch (ExecutionException e) {
      sink.refusal(unforeseen(pending.page(), e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new java.io.InterruptedIOException("The ingest was stopped"));
    }
    bytesRead += pending.fileBytes();
    progress.advance(pending.fileBytes(), 1);
  }

  /** Bytes from which a page may be what memory ran out over. */
  private static final int LARGE = 1 << 20;

  /** One bad page never stops an ingest, whatever it does to a parser. */
  private static Refusal unforeseen(SavedPage page, Throwable cause) {
    if (cause instanceof OutOfMemoryError error) {
      if (page.body().length < LARGE) {
        throw error; // something else took the memory
      }
      return new Refusal(
          null,
          page.input(),
          page.address(),
          "too-large-for-memory",
          "The page of %,d bytes needs more memory than Weir has.".formatted(page.body().length),
          "Leave it out, or give Weir more, as in WEIR_JAVA_OPTS=-Xmx2g.");
    }
    return new Refusal(
        null,
        page.input(),
        page.address(),
        "unreadable-page",
        "Reading it failed: %s.".formatted(cause.getClass().getSimpleName()),
        "Report the page's form, not the page itself, to Weir's makers.");
  }
}
