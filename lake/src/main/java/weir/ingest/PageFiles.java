package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.source.Profile;
import weir.source.SavedPage;

/**
 * Saved pages as they arrived, out of files, folders and archives: to be looked at, not to be kept.
 */
public final class PageFiles {

  private PageFiles() {}

  /**
   * The pages in the order of their names; of more than {@code most}, some, evenly.
   *
   * @param most pages held at once, at least 1
   * @param standardInput read where a path is {@code -}
   */
  public static List<SavedPage> read(
      List<Path> paths, Profile.Format format, Limits limits, int most, InputStream standardInput)
      throws IOException {
    List<SavedPage> kept = new ArrayList<>();
    int[] seen = {0};
    int[] step = {1};
    new Inputs(format, limits, standardInput, file -> true)
        .forEach(
            paths,
            new Inputs.Sink() {
              @Override
              public void page(SavedPage page, long fileBytes) {
                if (seen[0]++ % step[0] != 0) {
                  return;
                }
                kept.add(page);
                if (kept.size() > 2 * most) {
                  halve(kept);
                  step[0] *= 2;
                }
              }

              @Override
              public void passedOver() {}

              @Override
              public void consumed(long bytes) {}

              @Override
              public void refused(
                  String input, String place, String cause, String reason, String mend) {}
            });
    while (kept.size() > most) {
      halve(kept);
    }
    return kept;
  }

  private static void halve(List<SavedPage> pages) {
    for (int i = pages.size() - 1; i >= 0; i--) {
      if (i % 2 == 1) {
        pages.remove(i);
      }
    }
  }
}
