package weir.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.Sensitivity;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureRow;
import weir.measure.Multiverse;
import weir.web.chart.Bars;
import weir.web.chart.ChoiceCurve;
import weir.web.chart.Plate;
import weir.web.chart.Svg;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One measure under every combination of choices: what each gives, and which choice moves the
 * result most.
 *
 * @param finding the strongest choice, in a sentence
 * @param reach from the lowest to the highest end, in a sentence; empty where there are parts
 * @param plate the curve of combinations; null where the measure has parts, or falls below zero
 */
record MultiversePage(
    Frame frame,
    MeasureView view,
    String finding,
    String reach,
    @Nullable Plate plate,
    SheetView effects,
    SheetView worlds,
    String svgAddress,
    String pngAddress,
    SourceLine line)
    implements Page {

  static MultiversePage of(Market market, String measure, Options options, SheetRequest request) {
    MeasureView view = MeasureView.of(measure, options, request);
    SourceLine line =
        view.source() == null ? market.line() : market.line(market.source(view.source()));
    Multiverse multiverse = market.multiverse(view.askTotals().withOptions(Map.of()));
    Set<Map<String, @Nullable String>> groups = new LinkedHashSet<>();
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      if (row != null && row.value() != null) {
        groups.add(row.keys());
      }
    }
    return new MultiversePage(
        market.frame(view.title() + ", by every method", "measures", false),
        view,
        finding(multiverse),
        groups.size() == 1 ? reach(multiverse) : "",
        groups.size() == 1 ? plate(view, multiverse, line) : null,
        effects(view, multiverse).view(request),
        worlds(view, multiverse).view(request),
        request.with(Map.of("format", "svg")),
        request.with(Map.of("format", "png")),
        line);
  }

  private static String finding(Multiverse multiverse) {
    Sensitivity.Effect most = null;
    for (List<Sensitivity.Effect> effects : multiverse.effects().values()) {
      for (Sensitivity.Effect effect : effects) {
        most = most == null || effect.withOthers() > most.withOthers() ? effect : most;
      }
    }
    long values = multiverse.worlds().stream().filter(MultiversePage::hasValue).count();
    if (most == null || values < 2) {
      return "With these pages there is one way to take this measure, or none: no choice moves it.";
    }
    if (most.spread() == 0) {
      return "Every combination of choices gives the same.";
    }
    return "The choice of %s moves the result most%s: %s of what differs goes with it, and its means lie %s apart."
        .formatted(
            Words.plain(most.choice()),
            multiverse.effects().size() > 1 ? " (in the part where any choice does most)" : "",
            Words.percent(most.withOthers()),
            Words.percent(most.spread()));
  }

  private static boolean hasValue(Multiverse.World world) {
    MeasureRow row = world.row();
    return row != null && row.value() != null;
  }

  private static String reach(Multiverse multiverse) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    String unit = "";
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      Double value = row == null ? null : row.value();
      if (row == null || value == null) {
        continue;
      }
      Double from = row.low();
      Double to = row.high();
      unit = row.unit();
      least = Math.min(least, value);
      most = Math.max(most, value);
      low = Math.min(low, from == null ? value : from);
      high = Math.max(high, to == null ? value : to);
    }
    return "Values run from %s to %s; with their intervals, from %s to %s."
        .formatted(
            Words.figure(least, unit),
            Words.figure(most, unit),
            Words.figure(low, unit),
            Words.figure(high, unit));
  }

  private static @Nullable Plate plate(MeasureView view, Multiverse multiverse, SourceLine line) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    boolean below = false;
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      Double value = row == null ? null : row.value();
      below |= value != null && value < 0;
      world
          .choices()
          .forEach(
              (name, one) -> values.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(one));
    }
    List<ChoiceCurve.Row> rows = new ArrayList<>();
    values.forEach(
        (name, all) -> all.forEach(one -> rows.add(new ChoiceCurve.Row(Words.plain(name), one))));
    List<String> names =
        values.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(_ -> entry.getKey()))
            .toList();
    List<ChoiceCurve.Combination> combinations = new ArrayList<>();
    String unit = "";
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      Double value = row == null ? null : row.value();
      if (row == null || value == null) {
        continue;
      }
      unit = row.unit();
      List<Boolean> takes = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        takes.add(rows.get(i).value().equals(world.choices().get(names.get(i))));
      }
      combinations.add(
          new ChoiceCurve.Combination(
              value,
              row.low(),
              row.high(),
              "%s: %s".formatted(words(world), Words.figure(value, unit)),
              takes));
    }
    if (below || combinations.size() < 2) {
      return null;
    }
    String of = unit;
    ChoiceCurve curve =
        new ChoiceCurve(
            combinations,
            rows,
            value -> of.startsWith("share") ? Words.brief(value * 100) + " %" : Words.brief(value),
            "%s under %d combinations of choices, from the least to the greatest. %s The tables below hold every figure."
                .formatted(view.title(), combinations.size(), reach(multiverse)));
    String shown = Words.unit(unit);
    return new Plate(
        "%s under every combination of choices%s"
            .formatted(view.title(), shown.isEmpty() ? "" : ", " + shown),
        curve.draw(),
        ChoiceCurve.WIDTH,
        curve.height(),
        List.of(
            line.words(),
            "A dot for each combination, with its own interval; below, what it takes.",
            "Choices kept fixed: " + view.fixedWords() + "."));
  }

  private static String words(Multiverse.World world) {
    return world.choices().entrySet().stream()
        .map(choice -> Words.plain(choice.getKey()) + " " + choice.getValue())
        .collect(Collectors.joining(", "));
  }

  private static List<Head> parts(MeasureView view) {
    String split = view.split();
    return split == null
        ? List.of()
        : List.of(Head.text("part", Words.capital(Words.plain(split))));
  }

  private static List<Cell> part(MeasureView view, Map<String, @Nullable String> keys) {
    String split = view.split();
    if (split == null) {
      return List.of();
    }
    String key = keys.get(split);
    return List.of(Cell.text(view.name(key), key == null ? "" : key));
  }

  /** What each choice does, the strongest first. */
  private static Sheet effects(MeasureView view, Multiverse multiverse) {
    List<List<Cell>> lines = new ArrayList<>();
    multiverse
        .effects()
        .forEach((Map<String, @Nullable String> group, List<Sensitivity.Effect> effects) -> {
          for (Sensitivity.Effect effect : effects) {
            List<Cell> line = new ArrayList<>();
            line.add(Cell.text(Words.capital(Words.plain(effect.choice())), effect.choice()));
            line.addAll(part(view, group));
            line.add(Cell.number(Words.percent(effect.withOthers()), effect.withOthers()));
            line.add(
                Cell.drawn(
                    Bars.row(effect.withOthers(), false, Words.percent(effect.withOthers()))));
            line.add(Cell.number(Words.percent(effect.alone()), effect.alone()));
            line.add(Cell.number(Words.percent(effect.spread()), effect.spread()));
            line.add(
                Cell.text(
                    effect.means().entrySet().stream()
                        .map(mean ->
                            mean.getKey()
                                + " "
                                + Words.figure(
                                    Objects.requireNonNull(mean.getValue()), view.measure().unit()))
                        .collect(Collectors.joining("; "))));
            lines.add(line);
          }
        });
    List<Head> heads = new ArrayList<>(List.of(Head.text("choice", "Choice")));
    heads.addAll(parts(view));
    heads.add(Head.number("with_others", "Of what differs, with others"));
    heads.add(Head.drawing("bar", ""));
    heads.add(Head.number("alone", "Alone"));
    heads.add(Head.number("spread", "Its means apart"));
    heads.add(Head.text("means", "Mean with each"));
    return new Sheet(
        "effects",
        "Which choice moves it",
        heads,
        lines,
        "No choice can be compared: fewer than two combinations gave a value.");
  }

  /** Every combination. */
  private static Sheet worlds(MeasureView view, Multiverse multiverse) {
    List<String> names =
        multiverse.worlds().isEmpty()
            ? List.of()
            : List.copyOf(multiverse.worlds().getFirst().choices().keySet());
    List<List<Cell>> lines = new ArrayList<>();
    for (Multiverse.World world : multiverse.worlds()) {
      List<Cell> line = new ArrayList<>();
      names.forEach(name -> line.add(Cell.text(world.choices().get(name))));
      MeasureRow row = world.row();
      line.addAll(part(view, row == null ? Map.of() : row.keys()));
      line.add(row == null ? Cell.measured(null, null, null, null, null) : Weekly.measured(row));
      line.add(Weekly.coverage(row == null ? null : row.coverage()));
      lines.add(line);
    }
    List<Head> heads = new ArrayList<>();
    names.forEach(name -> heads.add(Head.text(name, Words.capital(Words.plain(name)))));
    heads.addAll(parts(view));
    heads.add(Head.measured("value", Words.capital(view.measure().unit())));
    heads.add(Head.number("coverage", "Coverage"));
    return new Sheet("combinations", "Every combination", heads, lines, "There is none.");
  }

  MeasureDefinition definition() {
    return view.measure();
  }

  /** The measure's own page, with what is kept fixed here. */
  String measureAddress() {
    return Places.measure(view.measure().name());
  }

  /** Whether the measure's own page can show the reach as its interval. */
  boolean hasEnvelope() {
    return view.measure().options().stream()
        .anyMatch(choice -> choice.values().contains(MeasureView.METHODS));
  }

  @Override
  public String template() {
    return "multiverse.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(effects, worlds);
  }

  @Nullable Svg chart() {
    return plate == null ? null : plate.drawing();
  }
}
