package weir.archive;

import java.io.IOException;

/** The bytes of an archive or a compressed stream are not what they should be. */
final class Broken extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean resumable;

  Broken(String reason) {
    this(reason, false);
  }

  /**
   * @param resumable whether the stream that threw this goes on after the damage when read again
   */
  Broken(String reason, boolean resumable) {
    super(reason);
    this.resumable = resumable;
  }

  boolean isResumable() {
    return resumable;
  }

  /** The damage that another's exception speaks of. */
  static Broken from(Exception e) {
    if (e instanceof Broken broken) {
      return broken;
    }
    String message = e.getMessage();
    Broken broken = new Broken(message == null ? e.getClass().getSimpleName() : message);
    broken.initCause(e);
    return broken;
  }
}
