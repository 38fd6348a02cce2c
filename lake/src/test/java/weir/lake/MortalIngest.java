package weir.lake;

import java.nio.file.Path;

/**
 * A process of its own that ingests made-up pages, for tests that kill it: jobs {@code first} to
 * {@code last} of {@link #PAGES} pages each, in batches of a few pages.
 */
final class MortalIngest {
  static final int PAGES = 60;
  static final int LISTINGS = 6;

  private MortalIngest() {}

  public static void main(String[] arguments) {
    int first = Integer.parseInt(arguments[1]);
    int last = Integer.parseInt(arguments[2]);
    try (Lake lake = MadeUp.lake(Path.of(arguments[0]), 100)) {
      System.out.println("begun");
      for (int job = first; job <= last; job++) {
        // Jobs overlap by half, so that what is known matters.
        int from = job * PAGES / 2;
        try (Ingest ingest = lake.begin(MadeUp.plan("job " + job))) {
          for (int i = from; i < from + PAGES; i++) {
            MadeUp.Page page = MadeUp.page("market" + i % 2, i, LISTINGS);
            if (!ingest.isKnown(Identity.of(page.capture()))) {
              ingest.keep(page.capture(), page.bytes(), page.rows());
            }
          }
          boolean news = ingest.publish().isPresent();
          System.out.println("job " + job + (news ? " published" : " known"));
        }
      }
    }
  }
}
