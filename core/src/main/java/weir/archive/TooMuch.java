package weir.archive;

import java.io.IOException;

/** An input would unpack to more than a limit allows; nothing more of it is read. */
final class TooMuch extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String mend;

  TooMuch(String reason, String mend) {
    super(reason);
    this.reason = reason;
    this.mend = mend;
  }

  String reason() {
    return reason;
  }

  String mend() {
    return mend;
  }
}
