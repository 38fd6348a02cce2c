package weir.archive;

import java.io.IOException;

/** An input passes a limit that concerns the whole of it; nothing more of it is read. */
final class TooMuch extends IOException {
  private static final long serialVersionUID = 1L;

  private final String causeWord;
  private final String reason;
  private final String mend;

  /**
   * @param causeWord a short stable word, as refusals are counted by
   */
  TooMuch(String causeWord, String reason, String mend) {
    super(reason);
    this.causeWord = causeWord;
    this.reason = reason;
    this.mend = mend;
  }

  String causeWord() {
    return causeWord;
  }

  String reason() {
    return reason;
  }

  String mend() {
    return mend;
  }
}
