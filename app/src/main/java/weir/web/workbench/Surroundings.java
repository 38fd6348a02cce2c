package weir.web.workbench;

import java.time.LocalDate;
import weir.barrier.BarrierModel;
import weir.barrier.Gauge;
import weir.web.Frame;
import weir.web.GaugeReading;
import weir.web.GaugeStudy;
import weir.web.ModelSights;
import weir.web.Page;

/** What the rest of the pages lends to the workbench. */
public interface Surroundings {
  Frame frame(String title, boolean wide);

  /** What a gauge shows now; says so in its place where its measure is gone. */
  GaugeReading reading(Gauge gauge);

  /**
   * What a gauge's measure did after a barrier was put up.
   *
   * @param name of the barrier, for sentences
   * @param step whether days or weeks are compared
   */
  GaugeStudy study(Gauge gauge, String name, LocalDate from, GaugeStudy.Step step);

  /** What the lake shows that may concern a model. */
  ModelSights sights(BarrierModel model);

  /** Number of the lake's state that is asked; 0 while nothing was saved. */
  long entry();

  /** A page as UTF-8. */
  byte[] html(Page page);
}
