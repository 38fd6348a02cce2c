package weir.archive;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads WARC 0.17 to 1.1, goes on after a broken record, and hands over responses and resources.
 *
 * @see <a
 *     href="https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/">WARC
 *     1.1</a>
 */
final class Warc {

  private static final int LONGEST_LINE = 1 << 15;

  private final Unpacking unpacking;
  private final Unpacking.Sink sink;
  private final @Nullable Gunzip members;

  /** Damage that came to light while looking past a record that was sound. */
  private @Nullable Broken later;

  /** Damage was told, and where the next record begins must be looked for. */
  private boolean outOfStep;

  /** The same, where the record's own bytes were damaged: none of them is looked at again. */
  private boolean cutOff;

  /**
   * @param members the gzip members it stands in, which can go on after damage; null for none
   */
  Warc(Unpacking unpacking, Unpacking.Sink sink, @Nullable Gunzip members) {
    this.unpacking = unpacking;
    this.sink = sink;
    this.members = members;
  }

  void read(Found outer, Tape tape, int layer) throws IOException {
    long number = 0;
    boolean lost = false;
    while (true) {
      long start = tape.position();
      long from = members == null ? start : members.memberStart();
      String place = "%s (record %d)".formatted(outer.address(), number + 1);
      try {
        Broken found = later;
        later = null;
        if (found != null) {
          throw found;
        }
        if (lost && !tape.seek(7, Warc::isVersion)) {
          return;
        }
        lost = false;
        passBlankLines(tape);
        if (tape.peek(1) < 1) {
          return;
        }
        number++;
        start = tape.position();
        from = members == null ? start : members.memberStart();
        place = "%s (record %d, byte %,d)".formatted(outer.address(), number, from);
        record(outer, tape, layer, place);
      } catch (Broken e) {
        unpacking.damaged(place, e);
        if (e.isResumable()) {
          tape.drop(); // belongs to the record that is broken
        } else {
          tape.backTo(Math.max(start + 1, tape.position() - Tape.BACK));
        }
        lost = true;
      }
      if (outOfStep) {
        tape.backTo(Math.max(start + 1, tape.position() - Tape.BACK));
        lost = true;
      }
      lost |= cutOff;
      outOfStep = false;
      cutOff = false;
    }
  }

  private static boolean isVersion(Tape tape) {
    return tape.at(0) == 'W'
        && tape.at(1) == 'A'
        && tape.at(2) == 'R'
        && tape.at(3) == 'C'
        && tape.at(4) == '/'
        && (tape.at(5) == '1' || tape.at(5) == '0')
        && tape.at(6) == '.';
  }

  private static void passBlankLines(Tape tape) throws IOException {
    while (tape.peek(1) == 1 && (tape.at(0) == '\r' || tape.at(0) == '\n')) {
      tape.advance(1);
    }
  }

  private void record(Found outer, Tape tape, int layer, String place) throws IOException {
    if (tape.peek(7) < 7 || !isVersion(tape)) {
      throw new Broken("no record begins where one should");
    }
    tape.line(LONGEST_LINE);
    Map<String, String> headers = Headers.strictly(tape);
    long length;
    try {
      length = Long.parseLong(headers.getOrDefault("content-length", ""));
    } catch (NumberFormatException e) {
      throw new Broken("the record does not say its length");
    }
    if (length < 0) {
      throw new Broken("the record states a length below zero");
    }
    long member = members == null ? 0 : members.memberStart();
    Part block = new Part(tape, length, () -> seal(tape, member));
    String type = headers.getOrDefault("warc-type", "").toLowerCase(Locale.ROOT);
    boolean segment = headers.containsKey("warc-segment-number");
    if (segment) {
      unpacking.broken(
          place,
          "unread-entry",
          "The record is one segment of several, which are not joined.",
          "Join the segments with the tool that wrote the archive.");
    } else {
      switch (type) {
        case "response" -> response(outer, headers, block, layer, place);
        case "resource", "conversion" -> resource(outer, headers, block, layer, place);
        default -> sink.passedOver();
      }
    }
    block.finish();
    if (block.isCutOff()) {
      tape.drop();
      cutOff = true;
    }
  }

  /** After a record stand two line ends, and then the next one or nothing. */
  private void seal(Tape tape, long member) throws IOException {
    try {
      passBlankLines(tape);
      int seen = tape.peek(7);
      if (seen > 0 && (seen < 7 || !isVersion(tape))) {
        throw new Broken("the record is longer or shorter than it says");
      }
    } catch (Broken e) {
      if (members == null || members.memberStart() == member) {
        outOfStep = true;
        throw e;
      }
      later = e; // the next record's
    }
  }

  private void response(
      Found outer, Map<String, String> headers, Part block, int layer, String place)
      throws IOException {
    String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    String url = url(headers);
    if (url == null || !(type.isEmpty() || type.startsWith("application/http"))) {
      sink.passedOver(); // a name server's answer, or of a protocol without pages
      return;
    }
    unpacking.response(
        outer, url, instant(headers.get("warc-date")), new Tape(block), layer, place);
  }

  private void resource(
      Found outer, Map<String, String> headers, Part block, int layer, String place)
      throws IOException {
    String url = url(headers);
    if (url == null) {
      sink.passedOver();
      return;
    }
    Found found =
        new Found(
            EntryName.printable(url),
            instant(headers.get("warc-date")),
            outer.changedAt(),
            Http.mediaType(headers.getOrDefault("content-type", "")),
            Http.charset(headers.getOrDefault("content-type", "")));
    unpacking.entry(found, block, layer + 1, place);
  }

  /** WARC 1.0 puts the address in angle brackets at times. */
  private static @Nullable String url(Map<String, String> headers) {
    String url = headers.get("warc-target-uri");
    if (url == null || url.isBlank()) {
      return null;
    }
    return url.startsWith("<") && url.endsWith(">") ? url.substring(1, url.length() - 1) : url;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
