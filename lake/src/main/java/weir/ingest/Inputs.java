package weir.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.archive.Found;
import weir.archive.Unpacking;
import weir.mail.Mail;
import weir.source.Profile.Format;
import weir.source.SavedPage;

/**
 * The pages that files and folders hold, one after the other, in the order of their names. Links
 * out of a folder, devices and pipes are not followed.
 */
final class Inputs {

  /** Pieces that long tables are read in: each holds whole rows, and the header. */
  static final int PIECE_BYTES = 8 << 20;

  /** The row with the columns' names is read again with each piece. */
  private static final int LONGEST_HEADER = 1 << 20;

  /** Smaller files are read at one stroke. */
  private static final int SMALL = 1 << 20;

  /** The name under which standard input stands among paths. */
  static final Path STANDARD_INPUT = Path.of("-");

  interface Sink {
    void page(SavedPage page, long fileBytes) throws IOException;

    /** Something that cannot be a page of this source: not an error, but said. */
    void passedOver();

    /** Bytes of the input that were read, beyond those told with pages. */
    void consumed(long bytes);

    void refused(String input, String place, String cause, String reason, String mend);
  }

  private final Format format;
  private final Limits limits;
  private final InputStream standardInput;
  private final Predicate<Path> wanted;

  /**
   * @param standardInput read where a path is {@code -}; not closed
   * @param wanted which files of folders are read; links and the like are refused before
   */
  Inputs(Format format, Limits limits, InputStream standardInput, Predicate<Path> wanted) {
    this.format = format;
    this.limits = limits;
    this.standardInput = standardInput;
    this.wanted = wanted;
  }

  /** Bytes of all files that will be read, for the progress bar. */
  long bytes(List<Path> paths) throws IOException {
    long[] sum = {0};
    for (Path path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        continue; // nobody knows
      }
      Files.walkFileTree(
          path,
          EnumSet.noneOf(FileVisitOption.class),
          64,
          new java.nio.file.SimpleFileVisitor<>() {
            @Override
            public java.nio.file.FileVisitResult visitFile(Path file, BasicFileAttributes a) {
              if (a.isRegularFile() && wanted.test(file)) {
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
      if (path.equals(STANDARD_INPUT)) {
        Counted counted = new Counted(standardInput);
        stream(Found.file("standard-input", null), "standard input", true, counted, null, sink);
      } else if (Files.isDirectory(path)) {
        folder(path, sink);
      } else {
        file(path, String.valueOf(path.getFileName()), path.toString(), true, sink);
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

  private static Deque<Path> names(Path folder, Path root, Sink sink) {
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
    } catch (IOException | DirectoryIteratorException e) {
      sink.refused(
          root.toString(),
          root.relativize(folder).toString(),
          "unreadable-file",
          "The folder cannot be listed to its end: %s.".formatted(e.getMessage()),
          "Check the disk, and read it again.");
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
    if (!named && !wanted.test(file)) {
      return;
    }
    Found found = Found.file(address, attributes.lastModifiedTime().toInstant());
    Set<OpenOption> options =
        named
            ? Set.of(StandardOpenOption.READ)
            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (SeekableByteChannel channel = Files.newByteChannel(file, options);
        InputStream bytes = Channels.newInputStream(channel)) {
      byte[] whole = attributes.size() > SMALL ? new byte[0] : bytes.readNBytes(SMALL + 1);
      if (attributes.size() > SMALL || whole.length > SMALL) { // some say that they are empty
        channel.position(0);
        stream(found, input, named, new Counted(bytes), channel, sink);
      } else if (Unpacking.isPacked(whole)
          && !(format == Format.MAIL && Mail.looksLikeOne(whole))) {
        stream(found, input, named, new Counted(new ByteArrayInputStream(whole)), null, sink);
      } else if (!named && !fits(nameOf(address), whole)) {
        sink.passedOver();
        sink.consumed(whole.length);
      } else {
        Counted counted = new Counted(new ByteArrayInputStream(whole));
        whole(found, input, counted, counted, sink);
        sink.consumed(counted.news());
      }
    } catch (java.nio.file.AccessDeniedException e) {
      sink.refused(
          input,
          address,
          "unreadable-file",
          "The file may not be read.",
          "Give the user that runs Weir the right to read it.");
    } catch (FileSystemException e) {
      sink.refused(
          input,
          address,
          "unreadable-file",
          "The file cannot be opened: %s."
              .formatted(Objects.requireNonNullElse(e.getReason(), "it is gone")),
          "Check the path, and read it again.");
    } catch (IOException e) {
      sink.refused(
          input,
          address,
          "unreadable-file",
          "The file cannot be read: %s.".formatted(e.getMessage()),
          "Check the disk, and read it again.");
    }
  }

  /** Reads what may be an archive, or a long file. */
  private void stream(
      Found outer,
      String input,
      boolean named,
      Counted bytes,
      @Nullable SeekableByteChannel seekable,
      Sink sink)
      throws IOException {
    new Unpacking(
            limits.unpacking(),
            bytes::count,
            new Unpacking.Sink() {
              @Override
              public void found(Found found, InputStream body) throws IOException {
                boolean same = named && found.address().equals(outer.address());
                if (same) {
                  whole(found, input, bytes, body, sink);
                } else {
                  among(found, input, bytes, body, sink);
                }
              }

              @Override
              public void passedOver() {
                sink.passedOver();
                sink.consumed(bytes.news());
              }

              @Override
              public void broken(String place, String cause, String reason, String mend) {
                sink.refused(input, place, cause, reason, mend);
              }
            })
        .read(outer, bytes, seekable);
    sink.consumed(bytes.news());
  }

  /** Something in a folder or an archive: a page only if its type or name says so. */
  private void among(Found found, String input, Counted bytes, InputStream body, Sink sink)
      throws IOException {
    String type = found.mediaType();
    BufferedInputStream ahead = new BufferedInputStream(body, 1 << 12);
    ahead.mark(1 << 12);
    byte[] head = ahead.readNBytes(1 << 11);
    ahead.reset();
    String name = nameOf(found.address());
    if (type == null ? fits(name, head) : head.length > 0 && fits(type, name, head)) {
      whole(found, input, bytes, ahead, sink);
    } else {
      passOver(bytes, sink);
    }
  }

  private static void passOver(Counted bytes, Sink sink) {
    sink.passedOver();
    sink.consumed(bytes.news());
  }

  private void whole(Found found, String input, Counted bytes, InputStream body, Sink sink)
      throws IOException {
    boolean table =
        switch (format) {
          case CSV, JSONL, TABLE -> true;
          case HTML, JSON, MAIL, CHAT -> false;
        };
    if (format == Format.MAIL) {
      mails(found, input, bytes, body, sink);
      return;
    }
    int most = table ? PIECE_BYTES : limits.whole(Limit.PAGE_BYTES);
    byte[] first = body.readNBytes(most + 1);
    if (first.length <= most) {
      sink.page(page(input, found, first), bytes.news());
    } else if (!table) {
      sink.refused(
          input,
          found.address(),
          "too-large",
          "The page has more than %,d bytes.".formatted(most),
          "Check that it is a page, or raise --page-bytes.");
    } else {
      pieces(
          new SequenceInputStream(new ByteArrayInputStream(first), body),
          !isJson(first),
          input,
          found,
          bytes,
          sink);
    }
  }

  /** Whether a table is one of JSON lines, which have no header: by its first sign. */
  private boolean isJson(byte[] first) {
    int at = 0;
    while (at < first.length && (first[at] < 0 || Character.isWhitespace(first[at]))) {
      at++; // also a byte-order mark
    }
    return format == Format.JSONL
        || (format == Format.TABLE && at < first.length && first[at] == '{');
  }

  /** The mails of a mailbox, each a page of its own; one mail alone keeps the file's address. */
  private void mails(Found found, String input, Counted bytes, InputStream body, Sink sink)
      throws IOException {
    new Mailbox(limits.whole(Limit.PAGE_BYTES))
        .read(
            body,
            new Mailbox.Sink() {
              @Override
              public void mail(int number, boolean alone, byte[] mail) throws IOException {
                sink.page(page(input, one(number, alone), mail), bytes.news());
              }

              @Override
              public void tooLarge(int number, boolean alone, int most) {
                sink.refused(
                    input,
                    one(number, alone).address(),
                    "too-large",
                    "The mail has more than %,d bytes.".formatted(most),
                    "Check that it is a mail, or raise --page-bytes.");
              }

              private Found one(int number, boolean alone) {
                return alone
                    ? found
                    : new Found(
                        found.address() + "#mail=" + number,
                        found.archivedAt(),
                        found.changedAt(),
                        found.mediaType(),
                        found.charset());
              }
            });
  }

  private static SavedPage page(String input, Found found, byte[] body) {
    return new SavedPage(
        input, found.address(), found.archivedAt(), found.changedAt(), found.charset(), body);
  }

  /** Counts the bytes of an input as they are read. */
  private static final class Counted extends FilterInputStream {
    private long count;
    private long told;

    Counted(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    /** Bytes since this was last asked. */
    long news() {
      long news = count - told;
      told = count;
      return news;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /** Cuts a long table at line ends outside quotes, and gives each piece the header. */
  private void pieces(
      InputStream in, boolean headed, String input, Found found, Counted bytes, Sink sink)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES + (1 << 16));
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    boolean quoted = false;
    boolean inHeader = headed;
    boolean skipping = false;
    int number = 0;
    long row0 = 0;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        byte b = buffer[i];
        if (b == '"' && headed && !skipping) {
          quoted = !quoted;
        } else if (b == '\n' && skipping) {
          skipping = false;
          start = i + 1;
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
            emit(piece, header, input, found, number, bytes.news(), sink);
          }
        }
      }
      if (!skipping) {
        row.write(buffer, start, read - start);
      }
      if (inHeader && row.size() > LONGEST_HEADER) {
        sink.refused(
            input,
            found.address(),
            "too-large",
            "The row with the columns' names is longer than %,d bytes.".formatted(LONGEST_HEADER),
            "Check that it is a table, and that its quotes are closed.");
        return;
      }
      if (row.size() > limits.whole(Limit.PAGE_BYTES)) {
        boolean lastChance = headed && quoted;
        sink.refused(
            input,
            found.address() + " piece " + (number + 1),
            "too-large",
            "A row is longer than %,d bytes.".formatted(limits.whole(Limit.PAGE_BYTES)),
            lastChance
                ? "Check the quoting: a quote that is never closed joins all rows that follow. Rows"
                    + " after it were not read."
                : "Mend the row, or raise --page-bytes. The rows after it were read.");
        row = new ByteArrayOutputStream(); // gives its memory back
        if (lastChance) {
          break;
        }
        skipping = true;
      }
    }
    row.writeTo(piece);
    if (piece.size() > 0 || row0 == 0) {
      emit(piece, header, input, found, number + 1, bytes.news(), sink);
    }
  }

  private static void emit(
      ByteArrayOutputStream piece,
      ByteArrayOutputStream header,
      String input,
      Found found,
      int number,
      long read,
      Sink sink)
      throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(header.size() + piece.size());
    header.writeTo(whole);
    piece.writeTo(whole);
    Found part =
        new Found(
            found.address() + "#piece=" + number,
            found.archivedAt(),
            found.changedAt(),
            found.mediaType(),
            found.charset());
    sink.page(page(input, part, whole.toByteArray()), read);
    piece.reset();
  }

  private static final Set<String> HTML = Set.of("html", "htm", "xhtml", "php", "asp", "aspx");
  private static final Set<String> CSV = Set.of("csv", "tsv", "tab", "txt");
  private static final Set<String> JSON = Set.of("jsonl", "ndjson", "json");

  private static final Set<String> MAILS = Set.of("eml", "mbox", "mbx", "mail", "emlx");

  /**
   * Whether a file in a folder can be a page of this format: by its name's ending, and mails, whose
   * names say nothing in many mailboxes, by how they begin.
   */
  private boolean fits(String name, byte[] head) {
    if (name.startsWith(".")
        || Arrays.asList("source.txt", "readme.txt", "logfile.txt", "license.txt").contains(name)) {
      return false;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1);
    return switch (format) {
      case HTML -> ending.isEmpty() || HTML.contains(ending);
      case CSV -> CSV.contains(ending);
      case JSONL, JSON -> JSON.contains(ending);
      case TABLE -> CSV.contains(ending) || JSON.contains(ending);
      case MAIL -> MAILS.contains(ending) || Mail.looksLikeOne(head);
      case CHAT -> ending.equals("txt");
    };
  }

  /** The last step of a path in lower case, without the endings of compressions. */
  private static String nameOf(String address) {
    String name = address.substring(address.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int query = name.indexOf('?');
    name = query > 0 ? name.substring(0, query) : name;
    for (String ending : List.of(".gz", ".zst", ".xz", ".bz2")) {
      if (name.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  private static final Set<String> SAYS_NOTHING =
      Set.of("text/plain", "application/octet-stream", "unknown/unknown", "no-type");

  private static final Set<String> CSV_TYPES =
      Set.of("text/csv", "application/csv", "text/tab-separated-values", "text/x-csv");

  private static final Set<String> JSON_TYPES =
      Set.of(
          "application/json",
          "text/json",
          "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines",
          "application/json-seq");

  /** Whether a web archive's response can be a page of this format. */
  private boolean fits(String type, String name, byte[] head) {
    boolean vague = SAYS_NOTHING.contains(type);
    boolean csv = CSV_TYPES.contains(type) || (vague && CSV.contains(ending(name)));
    boolean json = JSON_TYPES.contains(type) || (vague && JSON.contains(ending(name)));
    return switch (format) {
      case HTML ->
          type.equals("text/html")
              || type.equals("application/xhtml+xml")
              || (vague && looksLikeHtml(head));
      case CSV -> csv;
      case JSONL, JSON -> json;
      case TABLE -> csv || json;
      case MAIL ->
          type.equals("message/rfc822")
              || type.equals("application/mbox")
              || (vague && Mail.looksLikeOne(head));
      case CHAT -> type.equals("text/plain");
    };
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean looksLikeHtml(byte[] head) {
    String text =
        new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return text.contains("<!doctype html") || text.contains("<html");
  }
}
