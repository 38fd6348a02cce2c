package weir.web;

import java.util.List;
import weir.web.sheet.SheetView;

/** What a template shows. */
interface Page {
  Frame frame();

  /** The template's file name. */
  String template();

  /** The tables on the page, each of which can leave as CSV; the first when none is named. */
  default List<SheetView> sheets() {
    return List.of();
  }
}
