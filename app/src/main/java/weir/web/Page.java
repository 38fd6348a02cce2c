package weir.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.web.chart.Plate;
import weir.web.sheet.SheetView;

/** What a template shows. */
public interface Page {
  Frame frame();

  /** The template's file name. */
  String template();

  /** The chart that can leave as a picture; null when the page has none. */
  default @Nullable Plate plate() {
    return null;
  }

  /** The tables on the page, each of which can leave as CSV; the first when none is named. */
  default List<SheetView> sheets() {
    return List.of();
  }
}
