package weir.web.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stretches of weeks that follow each other and all have a figure. */
final class Runs {

  private Runs() {}

  static List<List<Point>> of(List<Point> points) {
    List<List<Point>> runs = new ArrayList<>();
    List<Point> run = new ArrayList<>();
    @Nullable Point before = null;
    for (Point point : points) {
      boolean follows = before != null && point.week().equals(before.week().plusWeeks(1));
      if (point.value() == null || !follows) {
        if (!run.isEmpty()) {
          runs.add(run);
        }
        run = new ArrayList<>();
      }
      if (point.value() != null) {
        run.add(point);
      }
      before = point;
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }
}
