package weir.web;

import java.util.ArrayList;
import java.util.List;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/** The barrier models at hand. */
record ModelsPage(Frame frame, SheetView models) implements Page {

  static ModelsPage of(Market market, SheetRequest request) {
    List<List<Cell>> lines = new ArrayList<>();
    for (String id : BarrierModels.shipped()) {
      BarrierModel model = BarrierModels.shipped(id);
      long gauges = model.elements().stream().mapToLong(e -> e.gauges().size()).sum();
      lines.add(
          List.of(
              Cell.text(model.title(), id).to(Places.model(id)),
              Cell.text(Words.capital(Words.plain(model.status().word()))),
              Cell.text(model.version()),
              Cell.number(Words.count(model.steps().size()), model.steps().size()),
              Cell.number(Words.count(model.elements().size()), model.elements().size()),
              Cell.number(Words.count(model.barriers().size()), model.barriers().size()),
              Cell.number(Words.count(gauges), gauges)));
    }
    Sheet sheet =
        new Sheet(
            "models",
            "Barrier models",
            List.of(
                Head.text("model", "Model"),
                Head.text("status", "Status"),
                Head.text("version", "Version"),
                Head.number("steps", "Steps"),
                Head.number("elements", "Elements"),
                Head.number("barriers", "Barriers"),
                Head.number("gauges", "Gauges")),
            lines,
            "No model ships with this build.");
    return new ModelsPage(market.frame("Barrier models", "models", false), sheet.view(request));
  }

  @Override
  public String template() {
    return "models.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(models);
  }
}
