package weir.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.source.Profile.Format;
import weir.source.SavedPage;

/**
 * The pages that files and folders hold, one after the other, in the order of their names. Links
 * out of a folder, devices and pipes are not followed.
 */
final class Inputs {

  /** The longest page; a longer table is read in pieces, a longer page is refused. */
  static final int MAX_PAGE_BYTES = 64 << 20;

  /** Pieces that long tables are read in: each holds whole rows, and the header. */
  static final int PIECE_BYTES = 8 << 20;

  interface Sink {
    void page(SavedPage page, long fileBytes) throws IOException;

    /** Something that cannot be a page of this source: not an error, but said. */
    void passedOver(Path path);

    void refused(String input, String place, String cause, String reason, String mend);
  }

  private final Format format;

  Inputs(Format format) {
    this.format = format;
  }

  /** Bytes of all files that will be read, for the progress bar. */
  long bytes(List<Path> paths) throws IOException {
    long[] sum = {0};
    for (Path path : paths) {
      Files.walkFileTree(
          path,
          EnumSet.noneOf(FileVisitOption.class),
          64,
          new java.nio.file.SimpleFileVisitor<>() {
            @Override
            public java.nio.file.FileVisitResult visitFile(Path file, BasicFileAttributes a) {
              if (a.isRegularFile() && fits(file)) {
                sum[0] += a.size();
              }
              return java.nio.file.FileVisitResult.CONTINUE;
            }

            @Override
            public java.nio.file.FileVisitResult visitFileFailed(Path file, IOException e) {
              return java.nio.file.FileVisitResult.CONTINUE;
            }
          });
    }
    return sum[0];
  }

  void forEach(List<Path> paths, Sink sink) throws IOException {
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        folder(path, sink);
      } else {
        file(path, path.getFileName().toString(), path.toString(), true, sink);
      }
    }
  }

  /** A walk that holds one folder's names at a time. */
  private void folder(Path root, Sink sink) throws IOException {
    Deque<Deque<Path>> open = new ArrayDeque<>();
    open.push(names(root, root, sink));
    while (!open.isEmpty()) {
      Deque<Path> here = open.peek();
      Path next = here.poll();
      if (next == null) {
        open.pop();
      } else if (Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
        open.push(names(next, root, sink));
      } else {
        String address = root.relativize(next).toString().replace('\\', '/');
        file(next, address, root.toString(), false, sink);
      }
    }
  }

  private static Deque<Path> names(Path folder, Path root, Sink sink) throws IOException {
    List<Path> names = new ArrayList<>();
    try (var stream = Files.newDirectoryStream(folder)) {
      stream.forEach(names::add);
    } catch (java.nio.file.AccessDeniedException e) {
      sink.refused(
          root.toString(),
          root.relativize(folder).toString(),
          "unreadable-file",
          "The folder may not be read.",
          "Give the user that runs Weir the right to read it.");
    }
    names.sort(null);
    return new ArrayDeque<>(names);
  }

  private void file(Path file, String address, String input, boolean named, Sink sink)
      throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      sink.refused(
          input, address, "unreadable-file", "The file cannot be found.", "Check the path.");
      return;
    }
    if (named && attributes.isSymbolicLink()) {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    }
    if (!attributes.isRegularFile()) {
      sink.refused(
          input,
          address,
          "not-a-file",
          attributes.isSymbolicLink() ? "Links are not followed." : "This is no ordinary file.",
          "Name what it points to.");
      return;
    }
    if (!named && !fits(file)) {
      sink.passedOver(file);
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      if (attributes.size() <= PIECE_BYTES
          || (format == Format.HTML && attributes.size() <= MAX_PAGE_BYTES)) {
        sink.page(page(input, address, attributes, in.readAllBytes()), attributes.size());
      } else if (format == Format.HTML) {
        sink.refused(
            input,
            address,
            "too-large",
            "The page has %,d bytes.".formatted(attributes.size()),
            "At most %,d are read.".formatted(MAX_PAGE_BYTES));
      } else {
        pieces(in, input, address, attributes, sink);
      }
    } catch (java.nio.file.AccessDeniedException e) {
      sink.refused(
          input,
          address,
          "unreadable-file",
          "The file may not be read.",
          "Give the user that runs Weir the right to read it.");
    }
  }

  private static SavedPage page(
      String input, String address, BasicFileAttributes attributes, byte[] body) {
    return new SavedPage(input, address, null, attributes.lastModifiedTime().toInstant(), body);
  }

  /** Cuts a long table at line ends outside quotes, and gives each piece the header. */
  private void pieces(
      InputStream in, String input, String address, BasicFileAttributes attributes, Sink sink)
      throws IOException {
    boolean headed = format != Format.JSONL;
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES + (1 << 16));
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    boolean quoted = false;
    boolean inHeader = headed;
    int number = 0;
    long row0 = 0;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        byte b = buffer[i];
        if (b == '"' && headed) {
          quoted = !quoted;
        } else if (b == '\n' && !quoted) {
          row.write(buffer, start, i + 1 - start);
          start = i + 1;
          if (inHeader) {
            row.writeTo(header);
            inHeader = false;
          } else {
            row.writeTo(piece);
          }
          row.reset();
          if (piece.size() >= PIECE_BYTES) {
            number++;
            row0 += piece.size();
            emit(piece, header, input, address, number, attributes, sink);
          }
        }
      }
      row.write(buffer, start, read - start);
      if (row.size() > MAX_PAGE_BYTES) {
        sink.refused(
            input,
            address + " piece " + (number + 1),
            "too-large",
            "A row is longer than %,d bytes.".formatted(MAX_PAGE_BYTES),
            "Check the quoting: a quote that is never closed joins all rows that follow.");
        return;
      }
    }
    row.writeTo(piece);
    if (piece.size() > 0 || row0 == 0) {
      emit(piece, header, input, address, number + 1, attributes, sink);
    }
  }

  private static void emit(
      ByteArrayOutputStream piece,
      ByteArrayOutputStream header,
      String input,
      String address,
      int number,
      BasicFileAttributes attributes,
      Sink sink)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(header.size() + piece.size());
    header.writeTo(whole);
    piece.writeTo(whole);
    sink.page(
        page(input, address + "#piece=" + number, attributes, whole.toByteArray()), piece.size());
    piece.reset();
  }

  private static final Set<String> HTML = Set.of("html", "htm", "xhtml", "php", "asp", "aspx");
  private static final Set<String> CSV = Set.of("csv", "tsv", "tab", "txt");
  private static final Set<String> JSON = Set.of("jsonl", "ndjson", "json");

  /** Whether a file in a folder can be a page of this format, by its name's ending. */
  private boolean fits(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.startsWith(".")
        || Arrays.asList("source.txt", "readme.txt", "logfile.txt", "license.txt").contains(name)) {
      return false;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1);
    return switch (format) {
      case HTML -> ending.isEmpty() || HTML.contains(ending);
      case CSV -> CSV.contains(ending);
      case JSONL -> JSON.contains(ending);
      case TABLE -> CSV.contains(ending) || JSON.contains(ending);
    };
  }
}
