package weir.web;

import java.util.ArrayList;
import java.util.List;
import weir.measure.MeasureDefinition;
import weir.measure.Measures;
import weir.measure.ResearchGaps;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/** What each figure means, and where its method comes from. */
record MeasuresPage(Frame frame, SheetView measures) implements Page {

  static MeasuresPage of(Market market, SheetRequest request) {
    List<List<Cell>> lines = new ArrayList<>();
    for (MeasureDefinition measure : Measures.definitions()) {
      lines.add(
          List.of(
              Cell.text(measure.name()).to(Places.measure(measure.name())),
              Cell.text(measure.words()),
              Cell.text(measure.unit()),
              Cell.text(measure.method()),
              Cell.text(String.join(" ", measure.assumptions()))));
    }
    Sheet sheet =
        new Sheet(
            "measures",
            "Measures and what they rest on",
            List.of(
                Head.text("measure", "Name"),
                Head.text("definition", "What it says").unsorted(),
                Head.text("unit", "Unit"),
                Head.text("method", "Method from").unsorted(),
                Head.text("assumptions", "Assumes").unsorted()),
            lines,
            "No measure is defined.");
    return new MeasuresPage(market.frame("Measures", "measures", false), sheet.view(request));
  }

  /** For the template. */
  static String title(ResearchGaps.Gap gap) {
    return Words.capital(gap.name());
  }

  /** What is not known of these markets, and what the measures can say of it. */
  List<ResearchGaps.Gap> gaps() {
    return ResearchGaps.all();
  }

  @Override
  public String template() {
    return "measures.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(measures);
  }
}
