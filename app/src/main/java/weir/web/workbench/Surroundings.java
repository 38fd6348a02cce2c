package weir.web.workbench;

import weir.barrier.Gauge;
import weir.web.Frame;
import weir.web.GaugeReading;
import weir.web.Page;

/** What the rest of the pages lends to the workbench. */
public interface Surroundings {
  Frame frame(String title, boolean wide);

  /** What a gauge shows now; says so in its place where its measure is gone. */
  GaugeReading reading(Gauge gauge);

  /** A page as UTF-8. */
  byte[] html(Page page);
}
