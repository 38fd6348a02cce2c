package weir.capture;

import java.util.Locale;

/** What a page is: content of some kind, or a gate that stands before it. */
public enum PageKind {
  LISTING,
  LISTINGS,
  ACCOUNT,
  FEEDBACK,
  THREAD,
  INDEX,
  SITE,
  LOGIN,
  CAPTCHA,
  QUEUE,
  /** A guard against floods of requests, which looks at the reader's program first. */
  GUARD,
  ERROR,
  EMPTY,
  CLOSED,
  /** The profile knows the page, but what it must show is not where it was. */
  UNFIT,
  /** No page of the profile fits. */
  UNRECOGNISED;

  /** The word that stands in the table, such as {@code listing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the page shows records, rather than standing in their way. */
  public boolean isContent() {
    return switch (this) {
      case LISTING, LISTINGS, ACCOUNT, FEEDBACK, THREAD, INDEX, SITE -> true;
      case LOGIN, CAPTCHA, QUEUE, GUARD, ERROR, EMPTY, CLOSED, UNFIT, UNRECOGNISED -> false;
    };
  }
}
