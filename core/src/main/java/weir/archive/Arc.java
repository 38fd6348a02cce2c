package weir.archive;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads ARC 1 and 2, the form before WARC, and goes on after a broken record.
 *
 * @see <a href="https://archive.org/web/researcher/ArcFileFormat.php">the format</a>
 */
final class Arc {

  private static final int LONGEST_LINE = 1 << 15;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private final Unpacking unpacking;
  private final Unpacking.Sink sink;
  private final @Nullable Gunzip members;

  /**
   * @param members the gzip members it stands in, which can go on after damage; null for none
   */
  Arc(Unpacking unpacking, Unpacking.Sink sink, @Nullable Gunzip members) {
    this.unpacking = unpacking;
    this.sink = sink;
    this.members = members;
  }

  /** The line before a record: address, IP, time, media type, further fields of ARC 2, length. */
  private record Line(String url, @Nullable Instant at, @Nullable String mediaType, long length) {}

  void read(Found outer, Tape tape, int layer) throws IOException {
    long number = 0;
    boolean told = false;
    while (true) {
      String place = "%s (record %d)".formatted(outer.address(), number + 1);
      long before = tape.position();
      try {
        String text = tape.line(LONGEST_LINE);
        while (text != null && text.isBlank()) {
          text = tape.line(LONGEST_LINE);
        }
        if (text == null) {
          return;
        }
        long start =
            members == null
                ? Math.max(0, tape.position() - text.length() - 1)
                : members.memberStart();
        Line line = line(text);
        if (line == null) {
          if (!told) {
            number++;
            told = true;
            throw new Broken("no record begins where one should");
          }
          continue; // looks on for the next record's line
        }
        number++;
        told = false;
        place = "%s (record %d, byte %,d)".formatted(outer.address(), number, start);
        Part block = new Part(tape, line.length(), () -> {});
        record(outer, line, block, layer, place);
        block.finish();
        if (block.isCutOff()) {
          tape.drop();
          told = true;
        }
      } catch (Broken e) {
        unpacking.damaged(place, e);
        told = true;
        if (e.isResumable() || tape.position() == before) {
          tape.drop(); // a line without an end is passed over, not looked at again
        }
      }
    }
  }

  private void record(Found outer, Line line, Part block, int layer, String place)
      throws IOException {
    String url = line.url().toLowerCase(Locale.ROOT);
    if (!url.startsWith("http:") && !url.startsWith("https:")) {
      sink.passedOver(); // the archive's own description, or a name server's answer
      return;
    }
    unpacking.response(outer, line.url(), line.at(), new Tape(block), layer, place);
  }

  /** Null when it is none: an address may hold spaces, so the fields are taken from the end. */
  private static @Nullable Line line(String text) {
    String[] words = text.strip().split(" ", -1);
    int count = words.length;
    if (count < 5 || !digits(words[count - 1], 18)) {
      return null;
    }
    int time = -1;
    for (int i = 2; i < count - 1; i++) {
      if (digits(words[i], 14) && words[i].length() == 14) {
        time = i;
        break;
      }
    }
    if (time < 0) {
      return null;
    }
    String url = String.join(" ", java.util.Arrays.asList(words).subList(0, time - 1));
    if (url.indexOf(':') < 1) {
      return null;
    }
    Instant at;
    try {
      at = LocalDateTime.parse(words[time], TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      at = null;
    }
    String type = time + 1 < count - 1 ? Http.mediaType(words[time + 1]) : null;
    return new Line(url, at, type, Long.parseLong(words[count - 1]));
  }

  private static boolean digits(String word, int most) {
    return !word.isEmpty()
        && word.length() <= most
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
