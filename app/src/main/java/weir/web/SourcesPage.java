package weir.web;

import java.util.List;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/** Every source that something was saved of. */
record SourcesPage(Frame frame, SheetView sources, SourceLine line) implements Page {

  static SourcesPage of(Market market, SheetRequest request) {
    return new SourcesPage(
        market.frame("Sources", "sources", false),
        OverviewPage.sourceTable(market.sources()).view(request),
        market.line());
  }

  @Override
  public String template() {
    return "sources.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(sources);
  }
}
