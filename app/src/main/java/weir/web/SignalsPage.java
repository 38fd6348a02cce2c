package weir.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModels;
import weir.barrier.Step;
import weir.estimate.Estimated;
import weir.estimate.Proportions;
import weir.measure.MeasureRow;
import weir.offline.Effort;
import weir.offline.ReportedSignal;
import weir.web.chart.Point;
import weir.web.chart.WeeklyPanel;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * What partners reported, and the forms by which they do.
 *
 * @param notice what was just done; null for nothing
 * @param faults what of a table was not taken, each in words
 * @param missing kinds of which nothing was reported, in words; empty for none
 * @param steps names of steps that a reporter may mean
 * @param beside the line under the charts
 */
record SignalsPage(
    Frame frame,
    boolean empty,
    @Nullable Notice notice,
    List<String> faults,
    List<Weekly.Panel> panels,
    String missing,
    SheetView weekly,
    SheetView parts,
    SheetView newest,
    SheetView effort,
    SignalForm form,
    List<String> steps,
    List<String> partners,
    LocalDate today,
    String beside)
    implements Page {

  /** Said on top, with the signal that it is about; null for none. */
  record Notice(String words, @Nullable String signal) {}

  /** A rate is shown where it speaks of at least so many of the signals. */
  private static final double MOSTLY = 0.5;

  static SignalsPage of(
      Market market,
      SignalDesk desk,
      SignalForm form,
      @Nullable Notice notice,
      List<String> faults,
      SheetRequest request) {
    Reports.Reported reported = desk.reported();
    Panels panels = Panels.of(reported);
    return new SignalsPage(
        market.frame("Signals", "signals", false),
        reported.isEmpty(),
        notice,
        faults,
        panels.panels(),
        panels.missing(),
        weekly(reported).view(request),
        parts(reported).view(request),
        newest(reported).view(request),
        effort(reported).view(request),
        form,
        steps(reported),
        reported.partners(),
        desk.today(),
        beside(reported, market.reports().entry()));
  }

  static List<String> steps(Reports.Reported reported) {
    TreeSet<String> steps = new TreeSet<>();
    for (String model : BarrierModels.shipped()) {
      BarrierModels.shipped(model).steps().stream().map(Step::id).forEach(steps::add);
    }
    reported
        .newest()
        .forEach(signal -> {
          if (signal.step() != null) {
            steps.add(signal.step());
          }
        });
    return List.copyOf(steps);
  }

  private static String beside(Reports.Reported reported, long entry) {
    if (reported.isEmpty()) {
      return "";
    }
    double all = reported.weeks().stream().mapToDouble(row -> orZero(row.value())).sum();
    return "Source: %s reported by partners, noticed %s; ledger entry %d. Withdrawn ones count nowhere. Bands and intervals: 95 %%, Poisson."
        .formatted(
            Words.count(Math.round(all), "signal", "signals"),
            "up to " + Words.day(reported.newest().getFirst().seenOn()),
            entry);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /**
   * A small chart for each kind: per effort where that is known of most signals, else as counted.
   *
   * @param missing kinds without a signal
   */
  private record Panels(List<Weekly.Panel> panels, String missing) {

    static Panels of(Reports.Reported reported) {
      List<LocalDate> weeks =
          reported.weeks().stream()
              .map(Weekly::week)
              .filter(Objects::nonNull)
              .sorted()
              .distinct()
              .toList();
      List<Weekly.Panel> panels = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      if (weeks.isEmpty()) {
        return new Panels(panels, "");
      }
      LocalDate first = weeks.getFirst();
      LocalDate last = weeks.getLast();
      LocalDate thisWeek =
          WeeklyPanel.monday(LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC));
      for (String kind : SignalForm.kinds()) {
        List<MeasureRow> counts = ofKind(reported.weeks(), kind);
        double sum = counts.stream().mapToDouble(row -> orZero(row.value())).sum();
        if (sum == 0) {
          missing.add(kind);
          continue;
        }
        MeasureRow rate = ofKind(reported.kinds(), kind).stream().findFirst().orElse(null);
        boolean rated = rate != null && rate.value() != null && orZero(rate.coverage()) >= MOSTLY;
        List<Point> points =
            rated && rate != null
                ? rates(ofKind(reported.rates(), kind), first, last, thisWeek)
                : counts(counts, first, last, thisWeek);
        String counted = Words.count(Math.round(sum), "signal", "signals");
        String known =
            Words.percent(rate == null ? 0 : orZero(rate.coverage())).replace(' ', '\u00a0');
        String total =
            rated && rate != null
                ? "%s; drawn per 1,000 %s, effort known of %s"
                    .formatted(counted, unit(rate).replaceFirst("^1,000 ", ""), known)
                : "%s; drawn as counted, %s"
                    .formatted(
                        counted,
                        rate == null || orZero(rate.coverage()) == 0
                            ? "no effort known"
                            : rate.value() == null
                                ? "efforts in different units"
                                : "effort known of %s only".formatted(known));
        panels.add(
            new Weekly.Panel(
                Words.capital(kind),
                total,
                new WeeklyPanel(
                        points,
                        first,
                        last,
                        Words::brief,
                        "%s signals by week, %s to %s; %s. The table by week below holds every figure."
                            .formatted(
                                Words.capital(kind), Words.day(first), Words.day(last), total))
                    .draw()));
      }
      return new Panels(panels, String.join(", ", missing));
    }

    private static List<MeasureRow> ofKind(List<MeasureRow> rows, String kind) {
      return rows.stream().filter(row -> kind.equals(row.keys().get("kind"))).toList();
    }

    /** A week without a report is a week with none, from the first report to the last. */
    private static List<Point> counts(
        List<MeasureRow> rows, LocalDate first, LocalDate last, LocalDate thisWeek) {
      List<Point> points = new ArrayList<>();
      for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
        LocalDate of = week;
        MeasureRow row =
            rows.stream().filter(one -> of.equals(Weekly.week(one))).findFirst().orElse(null);
        Estimated none = Proportions.poisson(0);
        points.add(
            row == null
                ? new Point(week, 0.0, none.low(), none.high(), week.isBefore(thisWeek))
                : new Point(week, row.value(), row.low(), row.high(), week.isBefore(thisWeek)));
      }
      return points;
    }

    /** A week in which nobody said how much was looked has no figure. */
    private static List<Point> rates(
        List<MeasureRow> rows, LocalDate first, LocalDate last, LocalDate thisWeek) {
      List<Point> points = new ArrayList<>();
      for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
        LocalDate of = week;
        MeasureRow row =
            rows.stream().filter(one -> of.equals(Weekly.week(one))).findFirst().orElse(null);
        points.add(
            row == null
                ? new Point(week, null, null, null)
                : new Point(week, row.value(), row.low(), row.high(), week.isBefore(thisWeek)));
      }
      return points;
    }
  }

  private static Sheet weekly(Reports.Reported reported) {
    List<List<Cell>> lines = new ArrayList<>();
    reported.weeks().stream()
        .sorted(
            java.util.Comparator.comparing(
                (MeasureRow row) -> String.valueOf(row.keys().get("week"))))
        .forEach(row -> {
          LocalDate week = Weekly.week(row);
          MeasureRow rate =
              reported.rates().stream()
                  .filter(one -> one.keys().equals(row.keys()))
                  .findFirst()
                  .orElse(null);
          lines.add(
              List.of(
                  week == null ? Cell.text(null) : Cell.text(Words.day(week), week.toString()),
                  Cell.text(row.keys().get("kind")),
                  Weekly.measured(row),
                  rate == null
                      ? Cell.measured(null, null, null, null, null)
                      : Weekly.measured(rate),
                  Cell.text(rate == null || rate.value() == null ? null : unit(rate)),
                  Weekly.coverage(rate == null ? null : rate.coverage())));
        });
    return new Sheet(
        "weekly",
        "Signals by kind and week",
        List.of(
            Head.word("week", "Week from"),
            Head.word("kind", "Kind"),
            Head.measured("signals", "Signals"),
            Head.measured("rate", "Per effort"),
            Head.text("unit", "Effort in"),
            Head.number("known", "Effort known of")),
        lines,
        "No signal was reported yet.");
  }

  /** What 1,000 of are looked at. */
  private static String unit(MeasureRow rate) {
    return rate.unit().replaceFirst("^signals per ", "");
  }

  private static Sheet parts(Reports.Reported reported) {
    List<List<Cell>> lines = new ArrayList<>();
    reported
        .counted()
        .forEach((key, rows) -> {
          for (MeasureRow row : rows) {
            String value = row.keys().get(key);
            lines.add(
                List.of(
                    Cell.text(key.equals("origin") ? "declared origin" : key),
                    Cell.text(
                        key.equals("class") && value == null
                            ? "Not named"
                            : value == null ? "Not said" : MeasureView.name(key, value),
                        Objects.requireNonNullElse(value, "")),
                    Weekly.measured(row)));
          }
        });
    return new Sheet(
        "parts",
        "Signals by step, class, flow, declared origin and outcome",
        List.of(
            Head.word("by", "By"),
            Head.text("value", "Which"),
            Head.measured("signals", "Signals")),
        lines,
        "No signal was reported yet.");
  }

  private static Sheet newest(Reports.Reported reported) {
    List<List<Cell>> lines = new ArrayList<>();
    for (ReportedSignal signal : reported.newest()) {
      lines.add(
          List.of(
              Cell.text(Words.day(signal.seenOn()), signal.seenOn().toString())
                  .to(Places.signal(signal.signalId())),
              Cell.text(signal.kind()),
              Cell.text(signal.step()),
              Cell.text(item(signal), Objects.requireNonNullElse(signal.item(), "")),
              Cell.text(signal.flow()),
              Cell.text(
                  signal.declaredOrigin() == null ? null : Words.country(signal.declaredOrigin())),
              Cell.text(signal.partner()),
              Cell.text(signal.outcome()),
              Cell.number(
                  signal.certainty() == null ? null : signal.certainty().toString(),
                  signal.certainty()),
              Cell.text(signal.words())));
    }
    return new Sheet(
        "newest",
        "The newest %d signals; the day leads to each, to mend or withdraw it"
            .formatted(Reports.NEWEST),
        List.of(
            Head.word("seen_on", "Noticed on"),
            Head.word("kind", "Kind"),
            Head.word("step", "Step"),
            Head.text("item", "Item"),
            Head.word("flow", "Flow"),
            Head.text("declared_origin", "Declared origin"),
            Head.text("partner", "Partner"),
            Head.word("outcome", "Outcome"),
            Head.number("certainty", "How sure, 1 to 6"),
            Head.text("words", "Words, masked")),
        lines,
        "No signal was reported yet.");
  }

  private static String item(ReportedSignal signal) {
    String item = signal.item();
    if (item == null) {
      return Cell.UNKNOWN;
    }
    String path = signal.substanceClass();
    String named = path == null ? "" : Words.substanceClass(path.replaceFirst("/.*", ""));
    return named.isEmpty() || item.equals(path) || named.equalsIgnoreCase(item)
        ? item
        : "%s (%s)".formatted(item, named);
  }

  private static Sheet effort(Reports.Reported reported) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Effort effort : reported.efforts()) {
      lines.add(
          List.of(
              Cell.text(effort.partner()),
              Cell.text(effort.kind() == null ? "any" : effort.kind()),
              Cell.text(Words.day(effort.fromDay()), effort.fromDay().toString()),
              Cell.text(Words.day(effort.toDay()), effort.toDay().toString()),
              Cell.number(Words.figure(effort.checks(), "units"), effort.checks()),
              Cell.text(effort.unit())));
    }
    return new Sheet(
        "effort",
        "How much partners looked",
        List.of(
            Head.text("partner", "Partner"),
            Head.word("kind", "For which kind"),
            Head.word("from", "From"),
            Head.word("to", "Up to, without"),
            Head.number("checks", "Checks"),
            Head.text("unit", "In")),
        lines,
        "nobody said it yet, so a rise of signals cannot be told from more looking. Bring it in below, or: `weir import effort FILE`.");
  }

  @Override
  public String template() {
    return "signals.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(newest, weekly, parts, effort);
  }
}
