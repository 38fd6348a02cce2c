package weir.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.row.Row;

/** Reads pages of one format: each parses once, masks, and reads the fields of the masked page. */
interface PageReader {

  /**
   * @param kept the masked page
   * @param capturedAt null when nothing tells
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of a page are shared, never compared
  record Content(
      PageKind kind,
      byte[] kept,
      String mediaType,
      @Nullable Instant capturedAt,
      @Nullable Long linksSeen,
      @Nullable Long totalStated,
      List<Row> rows) {}

  /** The page cannot be read at all. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String cause;
    private final String mend;

    Unreadable(String cause, String reason, String mend) {
      super(reason);
      this.reason = reason;
      this.cause = cause;
      this.mend = mend;
    }

    String reason() {
      return reason;
    }

    String causeWord() {
      return cause;
    }

    String mend() {
      return mend;
    }
  }

  Content read(SavedPage page, String digest, Problems problems) throws Unreadable;
}
