package weir.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureRequest;
import weir.measure.Measures;
import weir.web.sheet.SheetRequest;

/**
 * What a reader asks of one measure. All of it stands in the page's address, so that a view can be
 * kept, sent and cited.
 *
 * @param split the key that the measure is split by; null for none
 * @param source the only source counted; null for all
 * @param substanceClass the only class counted; null for all
 * @param offers the kind of offer counted
 * @param interval where the interval comes from; the measure's usual one where it has no choice
 */
record MeasureView(
    MeasureDefinition measure,
    Options options,
    @Nullable String split,
    @Nullable String source,
    @Nullable String substanceClass,
    String offers,
    String interval) {

  /** Where an interval comes from unless something else is asked, and over methods. */
  static final String SAVES = "saves";

  static final String METHODS = "methods";

  private static final Map<String, String> INTERVALS =
      Map.of(
          SAVES, "what saves missed", "bootstrap", "listings drawn anew", METHODS, "all methods");

  /** Keys that are moments rather than things. */
  private static final List<String> TIMES = List.of("day", "week", "month");

  /** One choice: what was chosen, and the address of each other one. */
  record Switch(String label, List<Choice> choices) {}

  record Choice(String words, String address, boolean current) {}

  static MeasureView of(String measure, Options options, SheetRequest request) {
    MeasureDefinition definition =
        Measures.definitions().stream()
            .filter(known -> known.name().equals(measure))
            .findFirst()
            .orElseThrow(() ->
                new NotFound(
                    "There is no measure of this name. There are %s."
                        .formatted(
                            String.join(
                                ", ",
                                Measures.definitions().stream()
                                    .map(MeasureDefinition::name)
                                    .toList())),
                    "/measures"));
    String split = chosen(request, "by");
    if (split != null && !splits(definition).contains(split)) {
      throw new BadAddress(
          "This measure cannot be split by '%s'. It can by %s."
              .formatted(brief(split), String.join(", ", splits(definition))));
    }
    return new MeasureView(
        definition,
        options,
        split == null ? definition.split() : split,
        chosen(request, "source"),
        chosen(request, "class"),
        Objects.requireNonNullElse(chosen(request, "offers"), "product"),
        interval(definition, chosen(request, "interval")));
  }

  /** The intervals that a measure can be shown with; none where there is no choice. */
  private static List<String> intervals(MeasureDefinition definition) {
    return definition.options().stream()
        .filter(choice -> choice.name().equals("interval"))
        .flatMap(choice -> choice.values().stream())
        .toList();
  }

  private static String interval(MeasureDefinition definition, @Nullable String asked) {
    if (asked == null || asked.equals(SAVES)) {
      return SAVES;
    }
    List<String> known = intervals(definition);
    if (!known.contains(asked)) {
      throw new BadAddress(
          known.isEmpty()
              ? "The interval of this measure cannot be chosen. Leave 'interval' out."
              : "'%s' is no interval of this measure. Expected one of %s."
                  .formatted(brief(asked), String.join(", ", known)));
    }
    return asked;
  }

  private static @Nullable String chosen(SheetRequest request, String name) {
    String text = Objects.requireNonNullElse(request.parameters().get(name), "").strip();
    return text.isEmpty() ? null : text;
  }

  private static String brief(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static List<String> splits(MeasureDefinition definition) {
    return definition.keys().stream().filter(key -> !TIMES.contains(key)).toList();
  }

  /** Whether it can be taken week by week. */
  boolean weekly() {
    return measure.keys().contains("week");
  }

  /** Whether its values of several weeks or classes may be added up. */
  boolean addsUp() {
    return Options.SOLD.contains(measure.name());
  }

  String title() {
    return Words.capital(Words.plain(measure.name()));
  }

  MeasureRequest ask(List<String> by) {
    Map<String, String> filters = new LinkedHashMap<>();
    if (substanceClass != null) {
      filters.put("class", substanceClass);
    }
    if (!offers.equals("product")) {
      filters.put("offer_kind", offers);
    }
    return options.ask(measure.name(), by, source, filters).withOptions(chosenOptions());
  }

  /** The options for the same figure counted in each way, of which none is over all ways. */
  Map<String, String> chosenWithout() {
    return interval.equals(METHODS) ? Map.of() : chosenOptions();
  }

  private Map<String, String> chosenOptions() {
    return interval.equals(SAVES) ? Map.of() : Map.of("interval", interval);
  }

  /** By what, if by anything, and by week. */
  MeasureRequest askWeekly() {
    MeasureRequest weeks = ask(split == null ? List.of("week") : List.of(split, "week"));
    // Every combination of choices by week as well takes too long for a page.
    return interval.equals(METHODS) ? weeks.withOptions(Map.of()) : weeks;
  }

  /** The same question, counted in another way. */
  MeasureRequest askBy(String estimator, Map<String, String> more) {
    MeasureRequest usual = ask(List.of());
    return new MeasureRequest(
        usual.measure(),
        usual.by(),
        usual.from(),
        usual.to(),
        usual.source(),
        usual.filters(),
        estimator,
        usual.holding(),
        usual.currency(),
        more);
  }

  MeasureRequest askTotals() {
    return ask(split == null ? List.of() : List.of(split));
  }

  /** A value of the key that it is split by, in words. */
  String name(@Nullable String value) {
    return name(split, value);
  }

  static String name(@Nullable String key, @Nullable String value) {
    return switch (Objects.requireNonNullElse(key, "")) {
      case "class", "family" -> Words.substanceClass(value);
      case "substance" -> Words.substance(value);
      case "origin" -> Words.country(value);
      default -> value == null ? "Not stated" : value; // ids of sources, and keys added later
    };
  }

  /**
   * Every choice, each one click away.
   *
   * @param imported whether a series was imported that may answer
   */
  List<Switch> switches(SheetRequest request, boolean imported) {
    List<Switch> switches = new ArrayList<>();
    if (addsUp()) {
      List<String> ways = new ArrayList<>(List.of("auto", "feedback", "sold", "stock"));
      List<String> named =
          new ArrayList<>(
              List.of("what each source shows", "ratings", "sold counter", "falls in stock"));
      if (imported || options.estimator().equals("import")) {
        ways.add("import");
        named.add("an imported series");
      }
      switches.add(toggle(request, "Sales by", "estimator", options.estimator(), ways, named));
      switches.add(
          toggle(
              request,
              "Holding prices",
              "holding",
              options.holding(),
              List.of("none", "A", "B"),
              List.of("all kept", "rule A drops", "rule B drops")));
    }
    List<String> keys = new ArrayList<>();
    List<String> words = new ArrayList<>();
    if (measure.split() == null) {
      keys.add("");
      words.add("nothing");
    }
    keys.addAll(splits(measure));
    splits(measure).forEach(key -> words.add(Words.plain(key)));
    switches.add(
        toggle(request, "Split by", "by", Objects.requireNonNullElse(split, ""), keys, words));
    switches.add(
        toggle(
            request,
            "Offers",
            "offers",
            offers,
            List.of("product", "all"),
            List.of("products", "all kinds")));
    List<String> intervals = intervals(measure);
    if (!intervals.isEmpty()) {
      switches.add(
          toggle(
              request,
              "Interval by",
              "interval",
              interval,
              intervals,
              intervals.stream().map(one -> INTERVALS.getOrDefault(one, one)).toList()));
    }
    return switches;
  }

  private static Switch toggle(
      SheetRequest request,
      String label,
      String parameter,
      String current,
      List<String> values,
      List<String> words) {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String asked = i == 0 ? "" : value;
      choices.add(
          new Choice(words.get(i), request.with(Map.of(parameter, asked)), value.equals(current)));
    }
    return new Switch(label, choices);
  }

  /** What stays as it is while every combination of choices is tried. */
  String fixedWords() {
    List<String> words = scopeWords();
    if (measure.unit().contains("money")) {
      words.add("in " + options.currency());
    }
    return String.join("; ", words);
  }

  private List<String> scopeWords() {
    List<String> words = new ArrayList<>();
    words.add(source == null ? "all sources" : "source " + source);
    if (substanceClass != null) {
      words.add(Words.substanceClass(substanceClass));
    }
    words.add(
        options.from() == null && options.to() == null
            ? "all days"
            : "from %s up to %s"
                .formatted(
                    options.from() == null ? "the first save" : options.fromText(),
                    options.to() == null ? "the last save" : options.toText()));
    return words;
  }

  /** The choices in words, as they stand under a chart that leaves Weir. */
  String words() {
    List<String> words = scopeWords();
    words.add(offers.equals("product") ? "products" : "offers of kind " + offers);
    if (addsUp()) {
      words.add("sales by " + options.estimator());
      words.add("holding prices: " + options.holding());
    }
    if (!interval.equals(SAVES)) {
      words.add("interval by " + INTERVALS.getOrDefault(interval, interval));
    }
    if (measure.unit().contains("money")) {
      words.add("in " + options.currency());
    }
    return String.join("; ", words);
  }
}
