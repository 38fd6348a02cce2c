package weir.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a stream holds, through archives within archives. One use reads one input.
 *
 * <p>Read: WARC and ARC; zip, tar and 7z; HAR and MHTML; any of these, or a single file, under
 * gzip, zstd, xz or bzip2; each within each other. Not read: rar, encrypted entries.
 */
public final class Unpacking {

  /** Told what stands in the input, in its order. */
  public interface Sink {

    /**
     * Something that may be a page. It need not be read to its end. An exception that its reading
     * throws must be passed on: it is counted as damage, and reading goes on after it.
     */
    void found(Found found, InputStream body) throws IOException;

    /** A part of an archive that is never a page, such as a request or a folder's link. */
    void passedOver();

    /**
     * Something that could not be read.
     *
     * @param cause a short stable word
     */
    void broken(String place, String cause, String reason, String mend);
  }

  private final UnpackingLimits limits;
  private final Budget budget;
  private final Sink sink;
  private int brokenPlaces;

  /**
   * @param consumed how many bytes of the input were read so far, for the ratio
   */
  public Unpacking(UnpackingLimits limits, LongSupplier consumed, Sink sink) {
    this.limits = limits;
    this.budget = new Budget(limits, consumed);
    this.sink = sink;
  }

  /**
   * Whether it is an archive or compressed, judging by its first bytes.
   *
   * @param head of which the first 4,096 bytes are looked at
   */
  public static boolean isPacked(byte[] head) {
    return Kind.of(head, 0, head.length) != Kind.PLAIN;
  }

  /**
   * Reads a stream to its end. Damage is told to the sink; what the sink itself throws ends it.
   *
   * @param seekable the same bytes for formats that must be read from their end; null for streams
   */
  public void read(Found outer, InputStream in, @Nullable SeekableByteChannel seekable)
      throws IOException {
    try {
      open(outer, Budget.faithful(in), seekable, 1);
    } catch (TooMuch e) {
      sink.broken(outer.address(), e.causeWord(), e.reason(), e.mend());
    } catch (Broken e) {
      sink.broken(outer.address(), BROKEN, damage(e), FETCH_AGAIN);
    }
  }

  /** Reads whatever stands in a stream; damage to the stream itself is thrown. */
  void open(Found outer, InputStream in, @Nullable SeekableByteChannel seekable, int layer)
      throws IOException {
    Tape tape = new Tape(in);
    Kind kind = Kind.of(tape);
    if (kind != Kind.PLAIN && layer > limits.layers()) {
      broken(
          outer.address(),
          "too-deep",
          "Archives stand within archives, more than %d deep.".formatted(limits.layers()),
          "Unpack the outer ones, or raise --layers.");
      return;
    }
    switch (kind) {
      case PLAIN -> sink.found(outer, tape);
      case GZIP -> gunzip(outer, tape, layer);
      case ZSTD -> decoded(outer, Decoders.zstd(tape), layer);
      case XZ -> decoded(outer, Decoders.xz(tape), layer);
      case BZIP2 -> decoded(outer, Decoders.bzip2(tape), layer);
      case ZIP -> new Zip(this, budget).read(outer, tape, layer);
      case TAR -> new Tar(this, sink).read(outer, tape, layer);
      case SEVEN_ZIP -> new SevenZip(this, budget, limits).read(outer, tape, seekable, layer);
      case WARC -> new Warc(this, sink, null).read(outer, tape, layer);
      case ARC -> new Arc(this, sink, null).read(outer, tape, layer);
      case HAR -> new Har(this, sink, limits).read(outer, tape, layer);
      case MHTML -> new Mhtml(this, sink, limits).read(outer, tape, layer);
      case RAR ->
          broken(
              outer.address(),
              "unread-archive",
              "It is a rar archive, which is not read.",
              "Unpack it, or pack it as zip or tar.");
    }
  }

  private void decoded(Found outer, InputStream decoder, int layer) throws IOException {
    try (decoder) {
      open(outer, budget.metered(decoder), null, layer + 1);
    }
  }

  /** WARC and ARC look through to the members, so that they can go on after a broken one. */
  private void gunzip(Found outer, Tape tape, int layer) throws IOException {
    try (Gunzip members = new Gunzip(tape)) {
      Tape inner = new Tape(budget.metered(members));
      Kind kind = kindPastDamage(outer, inner);
      if (kind == Kind.WARC) {
        new Warc(this, sink, members).read(outer, inner, layer + 1);
      } else if (kind == Kind.ARC) {
        new Arc(this, sink, members).read(outer, inner, layer + 1);
      } else {
        open(outer, inner, null, layer + 1);
      }
    }
  }

  /** What stands in the first sound member. */
  private Kind kindPastDamage(Found outer, Tape inner) throws IOException {
    while (true) {
      try {
        return Kind.of(inner);
      } catch (Broken e) {
        if (!e.isResumable()) {
          throw e;
        }
        damaged(outer.address(), e);
      }
    }
  }

  /**
   * Reads an entry of an archive. Damage within is told; what concerns the whole input is thrown.
   *
   * @param place where the entry stands
   * @return whether it was sound as far as it was read
   */
  boolean entry(Found found, InputStream body, int layer, String place) throws IOException {
    try {
      open(found, body, null, layer);
      return true;
    } catch (Broken e) {
      damaged(place.isEmpty() ? found.address() : found.address() + " (" + place + ")", e);
      return false;
    }
  }

  /** Reads an HTTP response as it stands in WARC and ARC. */
  void response(
      Found outer, String url, @Nullable Instant at, Tape response, int layer, String place)
      throws IOException {
    Http http;
    InputStream body;
    try {
      http = Http.head(response);
      if (!http.hasPage()) {
        sink.passedOver();
        return;
      }
      body = http.body(response, budget);
    } catch (Broken e) {
      damaged(place, e);
      return;
    }
    Found found =
        new Found(
            EntryName.printable(url), at, outer.changedAt(), http.mediaType(), http.charset());
    entry(found, body, layer + 1, place);
  }

  void damaged(String place, Broken e) throws TooMuch {
    broken(place, BROKEN, damage(e), FETCH_AGAIN);
  }

  private static final String BROKEN = "broken-archive";

  private static final String FETCH_AGAIN =
      "Fetch or copy it again; what stands before and after the damage was read.";

  private static String damage(Broken e) {
    return "It is damaged or cut off: %s.".formatted(e.getMessage());
  }

  /**
   * Tells of something that could not be read. To find the place where reading can go on costs
   * time, so an input that is made of nothing but such places is given up.
   */
  void broken(String place, String cause, String reason, String mend) throws TooMuch {
    sink.broken(place, cause, reason, mend);
    brokenPlaces++;
    if (brokenPlaces > limits.brokenPlaces()) {
      throw new TooMuch(
          "too-broken",
          "More than %,d places of it cannot be read; what follows was not tried."
              .formatted(limits.brokenPlaces()),
          "Fetch or copy it again. If you trust it, raise --broken-places.");
    }
  }
}
