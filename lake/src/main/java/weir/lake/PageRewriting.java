package weir.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Copies WARC files without some of their pages, record by record, as the bytes stand. */
final class PageRewriting {
  private final Lake lake;
  private final Staging staging;
  private final LedgerState state;
  private final List<PageFile> files = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<KeyFile.Entry> index = new ArrayList<>();
  private long dropped;

  PageRewriting(Lake lake, Staging staging, LedgerState state) {
    this.lake = lake;
    this.staging = staging;
    this.state = state;
  }

  /** Takes the whole file out. */
  void remove(PageFile file) {
    removes.add(file.path());
    dropped += file.records();
  }

  /**
   * Copies the file without the pages of those observations; leaves it alone when it has none.
   * Bytes that no index leads to, of pages that another ingest had kept first, are left out: they
   * may be those pages too.
   */
  void without(PageFile file, Set<Long> observations) throws IOException {
    List<KeyFile.Entry> entries = entriesOf(file);
    List<KeyFile.Entry> kept =
        entries.stream()
            .filter(entry -> !observations.contains(entry.numbers()[PageKeeper.OBSERVATION]))
            .sorted(Comparator.comparingLong(entry -> entry.numbers()[PageKeeper.OFFSET]))
            .toList();
    long indexed = entries.stream().mapToLong(entry -> entry.numbers()[PageKeeper.LENGTH]).sum();
    if (kept.size() == entries.size() && indexed == file.bytes()) {
      return;
    }
    removes.add(file.path());
    dropped += entries.size() - kept.size();
    if (kept.isEmpty()) {
      return;
    }
    String name = "%s-%02d.warc.gz".formatted(staging.id(), names.size() + 1);
    Path copy = staging.folder().resolve(name);
    long position = 0;
    try (FileChannel from =
            FileChannel.open(lake.folder().resolve(file.path()), StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                copy,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      for (KeyFile.Entry entry : kept) {
        long offset = entry.numbers()[PageKeeper.OFFSET];
        long length = entry.numbers()[PageKeeper.LENGTH];
        Disk.copy(from, offset, length, to);
        index.add(
            new KeyFile.Entry(
                entry.key(),
                new long[] {
                  entry.numbers()[PageKeeper.OBSERVATION], position, length, names.size()
                }));
        position += length;
      }
      to.force(true);
    }
    names.add("pages/" + name);
    files.add(new PageFile("pages/" + name, file.source(), kept.size(), position));
  }

  private List<KeyFile.Entry> entriesOf(PageFile file) {
    List<KeyFile.Entry> entries = new ArrayList<>();
    Set<Long> offsets = new HashSet<>();
    for (String path : state.pageIndexes()) {
      KeyFile keys = lake.keys(path);
      if (keys.names().contains(file.path())) {
        keys.entries()
            .forEachRemaining(entry -> {
              // Two indexes may both list a page: one that was merged, and one it was merged from.
              if (keys.name(entry.numbers()[PageKeeper.NAME]).equals(file.path())
                  && offsets.add(entry.numbers()[PageKeeper.OFFSET])) {
                entries.add(entry);
              }
            });
      }
    }
    return entries;
  }

  List<PageFile> files() {
    return files;
  }

  List<String> removes() {
    return removes;
  }

  long dropped() {
    return dropped;
  }

  /** The path of the index over the copies; null when there are none. */
  @org.jspecify.annotations.Nullable String finish() throws IOException {
    if (index.isEmpty()) {
      return null;
    }
    String path = "pages/" + staging.id() + ".index";
    KeyFile.write(staging.folder().resolve(Staging.nameOf(path)), PageKeeper.NUMBERS, index, names);
    return path;
  }
}
