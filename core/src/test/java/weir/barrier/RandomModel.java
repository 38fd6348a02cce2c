package weir.barrier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes sound models full of texts that documents are known to lose; the same for a seed. */
final class RandomModel {
  static final List<String> ODD =
      List.of(
          "no",
          "NO",
          "yes",
          "On",
          "y",
          "null",
          "~",
          "true",
          "1e3",
          "0x1F",
          "012",
          "1_000",
          "12:30",
          "2026-01-01",
          ".inf",
          ".nan",
          "-",
          "- a",
          "? b",
          "a: b",
          "a:",
          ": a",
          "a #b",
          "#c",
          "&a",
          "*a",
          "!t",
          "|",
          ">",
          "%d",
          "@e",
          "`f",
          "[x",
          "{y: z}",
          "a, b]",
          "'",
          "\"",
          "it's",
          "\\n",
          " leading",
          "trailing ",
          "  two  spaces  within  ",
          "\ttab",
          "line\nline",
          "\n\nfirst",
          "last\n",
          "a\r\nb",
          "emoji 🧪🇭🇷",
          "Ünïcödé кокаин 大麻",
          "\u200bunseen",
          "\u2028ls",
          "\u0085nel",
          "\u0007bell",
          "\uFEFFbom",
          "---",
          "...",
          "<<",
          "=",
          "…",
          "(Il)legal",
          "\uFFFE",
          "word ".repeat(60) + "end",
          "x".repeat(300),
          "a \" quote ".repeat(20) + "z",
          "  - not: a list\n    nor # a comment\n");

  private final Random random;

  private RandomModel(long seed) {
    random = new Random(seed);
  }

  static BarrierModel of(long seed) {
    return new RandomModel(seed).model();
  }

  private BarrierModel model() {
    var documents = ids("document", 1);
    var steps = ids("step", 1);
    var facilitators = ids("facilitator", 0);
    var partners = ids("partner", 1);
    var barriers = ids("barrier", 1);
    var recommendations = ids("recommendation", 1);
    var opportunities = ids("opportunity", 0);
    var signals = ids("signal", 0);
    var elements = new ArrayList<String>();
    List.of(facilitators, opportunities, signals, partners, barriers).forEach(elements::addAll);
    var ends = new ArrayList<>(elements);
    ends.addAll(steps);
    IntFunction<Relation> relation =
        _ -> new Relation(one(ends), one(Relation.Kind.values()), one(ends));
    return new BarrierModel(
        "model-" + random.nextInt(1000),
        filled(),
        filled(),
        filled(),
        one(BarrierModel.Status.values()),
        maybe(this::date),
        each(
            documents,
            id ->
                new SourceDocument(
                    id, filled(), null, maybe(this::date), maybe(this::any), maybe(this::any))),
        each(steps, id -> new Step(id, filled(), maybe(this::any))),
        each(
            facilitators,
            id ->
                new Facilitator(
                    about(id, steps, documents),
                    maybe(() -> one(Facilitator.Kind.values())),
                    one(Facilitator.Knowing.values()),
                    maybe(this::any))),
        each(
            opportunities,
            id ->
                new Opportunity(
                    about(id, steps, documents), some(List.of(Opportunity.Kind.values())))),
        each(
            signals,
            id -> new Signal(about(id, steps, documents), some(List.of(Signal.Kind.values())))),
        each(
            partners,
            id ->
                new Partner(
                    about(id, steps, documents),
                    maybe(() -> one(Partner.Sector.values())),
                    several(_ -> competence()),
                    one(Partner.Commitment.values()))),
        each(
            barriers,
            id ->
                new Barrier(
                    about(id, steps, documents),
                    maybe(() -> one(Barrier.Kind.values())),
                    maybe(() -> one(Barrier.Effect.values())),
                    some(elements),
                    maybe(() -> one(partners)),
                    maybe(this::any),
                    some(recommendations),
                    maybe(this::date),
                    null,
                    expected(partners))),
        several(relation),
        each(
            recommendations,
            id -> new Recommendation(id, maybe(this::any), filled(), filled(), some(barriers))),
        each(ids("discrepancy", 0), id -> new Discrepancy(id, filled(), filled(), filled())),
        each(
            ids("question", 0),
            id ->
                new OpenQuestion(
                    id,
                    filled(),
                    maybe(() -> one(documents)),
                    maybe(this::any),
                    some(elements),
                    maybe(this::sign))),
        several(_ -> new StatedGap("check-" + random.nextInt(5), some(ends), filled())));
  }

  private OpenQuestion.Sign sign() {
    var low = maybe(random::nextGaussian);
    return new OpenQuestion.Sign(
        one(OpenQuestion.Cause.values()),
        maybe(random::nextGaussian),
        low,
        low == null ? null : low + 1,
        maybe(this::any),
        maybe(this::date),
        maybe(this::any),
        several(_ -> filled()));
  }

  private List<Expectation> expected(List<String> partners) {
    var expected = new ArrayList<Expectation>();
    for (var kind : some(List.of(Expectation.Kind.values()))) {
      if (kind != Expectation.Kind.WORKING_DAYS) {
        expected.add(expectation(kind, null));
      }
    }
    some(partners)
        .forEach(partner -> expected.add(expectation(Expectation.Kind.WORKING_DAYS, partner)));
    return expected;
  }

  private Expectation expectation(Expectation.Kind kind, @Nullable String partner) {
    double low = random.nextDouble() / 3;
    return new Expectation(
        kind,
        partner,
        low,
        low * 2,
        low * 3,
        kind == Expectation.Kind.COST ? maybe(() -> "EUR") : null,
        maybe(this::any));
  }

  private About about(String id, List<String> allSteps, List<String> documents) {
    var steps = some(allSteps);
    Map<String, String> printed = new LinkedHashMap<>();
    for (var step : some(steps)) {
      printed.put(step, any());
    }
    return new About(
        id,
        filled(),
        steps,
        printed,
        maybe(this::any),
        several(_ ->
            new Evidence(
                one(documents),
                filled(),
                filled(),
                maybe(() -> one(Evidence.Reliability.values())),
                maybe(() -> 1 + random.nextInt(6)),
                maybe(() -> one(Evidence.Nature.values())),
                random.nextBoolean())),
        several(_ ->
            new Gauge(
                filled(),
                filters(),
                filled(),
                maybe(this::any),
                maybe(() -> random.nextInt(100) / 8.0),
                maybe(() -> 100 + random.nextInt(100) / 8.0))),
        several(_ -> any()),
        maybe(this::any),
        random.nextBoolean(),
        random.nextBoolean(),
        maybe(() -> one(Element.Certainty.values())));
  }

  private Competence competence() {
    var from = maybe(this::date);
    var until = from == null ? null : from.plusDays(random.nextInt(400));
    return new Competence(one(List.of("NO", "HR", "BE")), filled(), from, until, maybe(this::any));
  }

  private Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      filters.put(any(), any());
    }
    return filters;
  }

  private LocalDate date() {
    return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000));
  }

  private List<String> ids(String stem, int least) {
    return several(least, i -> i == 0 ? stem : stem + "-" + i);
  }

  private String any() {
    return random.nextInt(8) == 0 ? "" : random.nextInt(4) == 0 ? noise() : one(ODD);
  }

  private String filled() {
    var text = any();
    return text.isBlank() ? "filled " + text : text;
  }

  private String noise() {
    var text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x20000);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? ' ' : point);
    }
    return text.toString();
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> List<T> some(List<T> choices) {
    var chosen = new LinkedHashSet<T>();
    for (int i = choices.isEmpty() ? 0 : random.nextInt(4); i > 0; i--) {
      chosen.add(one(choices));
    }
    return List.copyOf(new ArrayList<>(chosen));
  }

  private <T> List<T> several(IntFunction<T> make) {
    return several(0, make);
  }

  private <T> List<T> several(int least, IntFunction<T> make) {
    var list = new ArrayList<T>();
    int size = least + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      list.add(make.apply(i));
    }
    return list;
  }

  private static <T> List<T> each(List<String> ids, java.util.function.Function<String, T> make) {
    return ids.stream().map(make).toList();
  }
}
