package weir.cli;

import java.io.PrintWriter;
import java.util.Locale;
import weir.ingest.Ingestion;

/**
 * Progress by bytes, with rate and time left, on standard error: a line that renews itself on a
 * terminal, a line every few seconds elsewhere.
 */
final class ProgressBar implements Ingestion.Progress {

  private static final int WIDTH = 28;

  private final PrintWriter err;
  private final boolean terminal;
  private long total;
  private long bytes;
  private long pages;
  private long startedAt;
  private long shownAt;
  private boolean shown;

  ProgressBar(PrintWriter err) {
    this.err = err;
    this.terminal = System.getenv("WEIR_TERMINAL") != null; // the launcher knows of standard error
  }

  @Override
  public void begin(long totalBytes) {
    total = totalBytes;
    startedAt = System.nanoTime();
    shownAt = startedAt;
  }

  @Override
  public void advance(long more, long morePages) {
    bytes += more;
    pages += morePages;
    long now = System.nanoTime();
    if (now - shownAt > (terminal ? 100_000_000L : 5_000_000_000L)) {
      shownAt = now;
      show(now);
    }
  }

  @Override
  public void end() {
    if (shown && terminal) {
      show(System.nanoTime());
      err.println();
    }
    err.flush();
  }

  private void show(long now) {
    shown = true;
    double seconds = (now - startedAt) / 1e9;
    double rate = bytes / Math.max(seconds, 1e-3);
    String text =
        total == 0
            ? String.format( // standard input: nobody knows how much is to come
                Locale.ROOT, "%,d pages, %s, %s/s", pages, size(bytes), size(Math.round(rate)))
            : known(rate);
    if (terminal) {
      err.print("\r" + text + "\u001b[K");
    } else {
      err.println(text);
    }
    err.flush();
  }

  private String known(double rate) {
    double share = Math.min(1, (double) bytes / total);
    long left = rate <= 0 ? 0 : Math.round(Math.max(0, total - bytes) / rate);
    return String.format(
        Locale.ROOT,
        "%3.0f %% %s %,d pages, %s of %s, %s/s, %s left",
        100 * share,
        bar(share),
        pages,
        size(bytes),
        size(total),
        size(Math.round(rate)),
        time(left));
  }

  private static String time(long seconds) {
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds / 60 % 60);
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * WIDTH);
    return "█".repeat(full) + "░".repeat(WIDTH - full);
  }

  static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
