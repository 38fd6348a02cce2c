package weir.web;

import java.time.LocalDate;
import java.util.List;

/** One signal, to be mended or withdrawn. */
record SignalPage(
    Frame frame,
    SignalForm form,
    boolean withdrawn,
    List<String> steps,
    List<String> partners,
    LocalDate today)
    implements Page {

  static SignalPage of(Market market, SignalDesk desk, SignalForm form) {
    Reports.Reported reported = desk.reported();
    return new SignalPage(
        market.frame("Signal " + form.id(), "signals", false),
        form,
        form.value("outcome").equals("withdrawn"),
        SignalsPage.steps(reported),
        reported.partners(),
        desk.today());
  }

  @Override
  public String template() {
    return "signal.jte";
  }
}
