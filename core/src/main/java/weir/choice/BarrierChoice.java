package weir.choice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;
import weir.barrier.Expectation;
import weir.barrier.Partner;
import weir.barrier.Relation;

/**
 * Makes an option paper: which sets of barriers close most routes within limits, how sure that is,
 * why each barrier is in, and what would change it.
 */
public final class BarrierChoice {
  /** Sets shown side by side. */
  private static final int MOST_OPTIONS = 4;

  /** How often figures are drawn from their ranges. */
  static final int DRAWS = 100;

  /** Up to so many barriers every set is looked at for the curve. */
  private static final int WHOLE_CURVE = 15;

  private static final int CURVE_BUDGETS = 16;
  private static final int MOST_SUBSTITUTES = 12;
  private static final int MOST_LINKS = 8;
  private static final int BISECTIONS = 20;

  /** With more barriers, draws and graphs are solved to within a thousandth of the routes. */
  private static final int EXACT_BESIDE = 25;

  private static final double NEARLY = 1e-3;

  /** The tree of the first option may be larger than those of what stands beside it. */
  private static final long MOST_NODES = 400_000;

  private static final long MOST_NODES_BESIDE = 20_000;

  /** Nodes times groups of routes, for each of draws, curve and switches: a second or two. */
  private static final long MOST_WORK = 1_000_000;

  private static final long SEED = 20_210_301;

  private final BarrierModel model;
  private final Limits limits;
  private final Map<String, Element> elements;
  private final CrimeRoutes routes;
  private final List<OptionPaper.LeftOut> leftOut = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> partners;

  /** What is known of a barrier that may be chosen. */
  private record Candidate(
      Barrier barrier,
      Range cost,
      @Nullable Range months,
      @Nullable Range closes,
      Map<String, Range> days,
      Set<String> targets,
      int touches) {}

  private BarrierChoice(BarrierModel model, Limits limits) {
    this.model = model;
    this.limits = limits;
    this.elements =
        model.elements().stream()
            .collect(Collectors.toMap(Element::id, e -> e, (one, _) -> one, LinkedHashMap::new));
    this.routes = CrimeRoutes.of(model);
    this.partners = List.copyOf(limits.workingDays().keySet());
  }

  /**
   * The paper of a model as it stands, with what it expects of its barriers.
   *
   * @throws ChoiceRefused when costs are in several currencies, or a limit names no partner
   */
  public static OptionPaper of(BarrierModel model, Limits limits) {
    return new BarrierChoice(model, limits).paper();
  }

  /**
   * The best set alone, without what stands beside it on a paper.
   *
   * @param ids of its barriers
   * @param remaining the share of routes that it leaves open at the likely figures
   * @param proven whether no set is better
   */
  public record Best(List<String> ids, double remaining, boolean proven) {}

  /**
   * The best set within the limits at the likely figures; no barrier where none can be chosen.
   *
   * @throws ChoiceRefused as {@link #of} does
   */
  public static Best best(BarrierModel model, Limits limits) {
    return new BarrierChoice(model, limits).best();
  }

  /**
   * The model with other expectations of some barriers, as somebody states them for one choice.
   *
   * @param expected by id of a barrier; in the place of all that the model expects of it
   */
  public static BarrierModel expecting(
      BarrierModel model, Map<String, List<Expectation>> expected) {
    return Graphs.withBarriers(
        model,
        model.barriers().stream()
            .map(b -> expected.containsKey(b.id()) ? b.expecting(expected.get(b.id())) : b)
            .toList());
  }

  /** SHA-256 of all that a paper is made from. */
  private static String digest(BarrierModel model, Limits limits) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((BarrierModels.toJson(model) + limits).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private OptionPaper paper() {
    var currency = currency();
    sort();
    if (candidates.isEmpty() || routes.size() == 0) {
      return new OptionPaper(
          limits,
          routes.size(),
          routes.more(),
          currency,
          List.of(),
          leftOut,
          List.of(),
          List.of(),
          true,
          0,
          List.of(),
          List.of(),
          digest(model, limits));
    }
    return new Working().paper(currency);
  }

  private Best best() {
    currency();
    sort();
    if (candidates.isEmpty()) {
      return new Best(List.of(), 1, true);
    }
    var working = new Working();
    var found = Solver.best(working.likely, null, null, MOST_NODES);
    return new Best(
        working.ids(found.chosen()), working.likely.remaining(found.chosen()), found.proven());
  }

  /** Puts every barrier where it belongs. */
  private void sort() {
    for (var partner : partners) {
      if (!(elements.get(partner) instanceof Partner)) {
        throw new ChoiceRefused(
            "'%s' is no partner of this model, so its working days limit nothing. Partners: %s."
                .formatted(
                    partner,
                    model.partners().stream().map(Element::id).collect(Collectors.joining(", "))));
      }
    }
    model.barriers().stream().sorted(Comparator.comparing(Element::id)).forEach(this::consider);
    leftOut.sort(
        Comparator.comparing(OptionPaper.LeftOut::reason)
            .thenComparing(left -> left.barrier().label()));
  }

  private @Nullable String currency() {
    var currencies =
        model.barriers().stream()
            .flatMap(barrier -> barrier.expected().stream())
            .map(Expectation::currency)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (currencies.size() > 1) {
      throw new ChoiceRefused(
          "Costs stand in %s. Bring them into one currency, for they are added up."
              .formatted(String.join(" and ", currencies)));
    }
    return currencies.isEmpty() ? null : currencies.first();
  }

  /** Puts a barrier where it belongs: among those that may be chosen, or beside them and why. */
  private void consider(Barrier barrier) {
    var targets = targets(barrier);
    var spared = targets.stream().filter(this::isSpared).toList();
    boolean cuts =
        barrier.kind() != Barrier.Kind.INFORMATION && barrier.kind() != Barrier.Kind.NONE;
    if (barrier.isProtected()) {
      leave(
          barrier, OptionPaper.Reason.PROTECTED, "The model marks it as never to be proposed.", 0);
      return;
    }
    if (cuts && !spared.isEmpty()) {
      leave(
          barrier,
          OptionPaper.Reason.PROTECTED,
          "It would cut %s, which lawful users need or which stands for people who use."
              .formatted(labels(spared)),
          0);
      return;
    }
    if (cuts) {
      var falling = routes.protectedFalling(targets);
      if (!falling.isEmpty()) {
        leave(
            barrier,
            OptionPaper.Reason.PROTECTED,
            "With what it cuts would fall %s, which lawful users need.".formatted(labels(falling)),
            0);
        return;
      }
    }
    var acts = new LinkedHashSet<>(targets);
    acts.removeAll(spared);
    int touches = count(routes.touched(acts));
    if (barrier.from() != null && barrier.until() == null) {
      leave(
          barrier,
          OptionPaper.Reason.IN_FORCE,
          "It has been put up, from %s on.".formatted(barrier.from()),
          touches);
      return;
    }
    if (touches == 0) {
      leave(
          barrier,
          OptionPaper.Reason.NO_ROUTE,
          targets.isEmpty()
              ? "Nobody has said what it acts on."
              : acts.isEmpty()
                  ? "It informs %s, which is never cut; nothing else that it acts on is known."
                      .formatted(labels(spared))
                  : "No route that the model draws needs %s.".formatted(labels(acts)),
          0);
      return;
    }
    var cost = figure(barrier, Expectation.Kind.COST, null);
    var months = figure(barrier, Expectation.Kind.MONTHS, null);
    var closes = figure(barrier, Expectation.Kind.CLOSES, null);
    var lacking = new ArrayList<String>();
    if (cost == null) {
      lacking.add("what it costs");
    }
    if (limits.months() != null && months == null) {
      lacking.add("how long it takes until it is in force");
    }
    if (limits.counting() == Limits.Counting.EFFECT && closes == null) {
      lacking.add("which share of its routes it would close");
    }
    var days = new LinkedHashMap<String, Range>();
    for (var partner : partners) {
      var use = figure(barrier, Expectation.Kind.WORKING_DAYS, partner);
      if (use != null) {
        days.put(partner, use);
      } else if (partner.equals(barrier.owner())) {
        lacking.add("how many working days it takes of %s".formatted(label(partner)));
      }
    }
    if (!lacking.isEmpty() || cost == null) {
      leave(
          barrier,
          OptionPaper.Reason.UNKNOWN,
          "Nobody has said %s.".formatted(String.join(", nor ", lacking)),
          touches);
      return;
    }
    candidates.add(new Candidate(barrier, cost, months, closes, days, acts, touches));
  }

  private void leave(Barrier barrier, OptionPaper.Reason reason, String words, int touches) {
    leftOut.add(new OptionPaper.LeftOut(barrier, reason, words, touches));
  }

  private static @Nullable Range figure(
      Barrier barrier, Expectation.Kind of, @Nullable String partner) {
    return barrier.expected().stream()
        .filter(e -> e.of() == of && Objects.equals(e.partner(), partner))
        .findFirst()
        .map(Range::of)
        .orElse(null);
  }

  /** What a barrier acts on, as its own list and the relations say. */
  private Set<String> targets(Barrier barrier) {
    var targets = new LinkedHashSet<>(barrier.addresses());
    for (var relation : model.relations()) {
      if (relation.kind() == Relation.Kind.COULD_HINDER && relation.from().equals(barrier.id())) {
        targets.add(relation.to());
      }
    }
    targets.removeIf(id -> !elements.containsKey(id));
    return targets;
  }

  private boolean isSpared(String id) {
    var element = elements.get(id);
    return element != null && (element.isProtected() || element.about().peopleWhoUse());
  }

  private String label(String id) {
    var element = elements.get(id);
    return element == null ? id : element.label();
  }

  private String labels(Iterable<String> ids) {
    var labels = new ArrayList<String>();
    ids.forEach(id -> labels.add(label(id)));
    return String.join(", ", labels);
  }

  private static int count(boolean[] truths) {
    int count = 0;
    for (boolean truth : truths) {
      count += truth ? 1 : 0;
    }
    return count;
  }

  /** The candidates as numbers, and what is made of them. */
  private final class Working {
    private final int n = candidates.size();
    private final List<Set<String>> targets = candidates.stream().map(Candidate::targets).toList();
    private final List<int[]> hits = routes.hits(targets);
    private final Instance likely =
        figures(Range::likely, Range::likely)
            .onRoutes(Instance.Grouped.of(hits, routes.equalWeights()));
    private long spent;

    private interface End {
      double of(Range range);
    }

    /** The numbers at one end of the ranges; routes come later. */
    private Instance figures(End burden, End gain) {
      return drawn((candidate, range) -> burden.of(range), (candidate, range) -> gain.of(range));
    }

    private interface Draw {
      double of(int candidate, Range range);
    }

    private Instance drawn(Draw burden, Draw gain) {
      double[] cost = new double[n];
      double[] closes = new double[n];
      double[][] use = new double[partners.size()][n];
      boolean[] possible = new boolean[n];
      for (int j = 0; j < n; j++) {
        var candidate = candidates.get(j);
        cost[j] = burden.of(j, candidate.cost());
        closes[j] =
            limits.counting() == Limits.Counting.TOUCH
                ? 1
                : gain.of(j, Objects.requireNonNullElse(candidate.closes(), Range.NOTHING));
        for (int p = 0; p < partners.size(); p++) {
          use[p][j] =
              burden.of(
                  j,
                  Objects.requireNonNullElse(candidate.days().get(partners.get(p)), Range.NOTHING));
        }
        possible[j] =
            limits.months() == null
                || candidate.months() == null
                || burden.of(j, candidate.months()) <= limits.months() + 1e-9;
      }
      return new Instance(
          cost,
          closes,
          use,
          possible,
          limits.budget() == null ? Double.POSITIVE_INFINITY : limits.budget(),
          partners.stream()
              .mapToDouble(p -> Objects.requireNonNull(limits.workingDays().get(p)))
              .toArray(),
          new double[0],
          new int[0][],
          1);
    }

    OptionPaper paper(@Nullable String currency) {
      var first = Solver.best(likely, null, null, MOST_NODES);
      var graphs = graphs(first.chosen());
      int draws = 0;
      int[] inDraws = new int[n];
      var drawn = new ArrayList<Instance>();
      var random = new SplittableRandom(SEED);
      for (int d = 0; d < DRAWS; d++) {
        var draw = draw(random);
        drawn.add(draw);
        if (spent < MOST_WORK) {
          var found = nearby(draw, first.chosen());
          draws++;
          for (int j = 0; j < n; j++) {
            inDraws[j] += found.chosen()[j] ? 1 : 0;
          }
        }
      }
      spent = 0;
      var curve = curve();
      spent = 0;
      var options = options(first, drawn, graphs);
      return new OptionPaper(
          limits,
          routes.size(),
          routes.more(),
          currency,
          considered(inDraws, graphs),
          leftOut,
          options,
          curve,
          n <= WHOLE_CURVE,
          draws,
          graphs.stream()
              .map(g -> new OptionPaper.Graph(g.name(), g.routes(), ids(g.best())))
              .toList(),
          first.proven() ? switches(first) : List.of(),
          digest(model, limits));
    }

    private Solver.Found beside(
        Instance instance, byte @Nullable [] forced, boolean @Nullable [] start) {
      var found = Solver.best(instance, forced, start, MOST_NODES_BESIDE);
      spent += found.nodes() * Math.max(1, instance.groups().length);
      return found;
    }

    /** The best set of a draw or a graph; of many barriers one that is nearly as good. */
    private Solver.Found nearby(Instance instance, boolean[] start) {
      var found =
          n <= EXACT_BESIDE
              ? Solver.best(instance, null, start, MOST_NODES_BESIDE)
              : Solver.nearlyBest(instance, start, MOST_NODES_BESIDE / 10, NEARLY);
      spent += found.nodes() * Math.max(1, instance.groups().length);
      return found;
    }

    private Instance draw(SplittableRandom random) {
      // One barrier's cost, time and days run high or low together; what it closes does not.
      double[] burden = new double[n];
      double[] gain = new double[n];
      for (int j = 0; j < n; j++) {
        burden[j] = random.nextDouble();
        gain[j] = random.nextDouble();
      }
      return drawn((j, range) -> range.at(burden[j]), (j, range) -> range.at(gain[j]))
          .onRoutes(new Instance.Grouped(likely.weight(), likely.groups(), likely.untouched()));
    }

    private List<String> ids(boolean[] chosen) {
      return IntStream.range(0, n)
          .filter(j -> chosen[j])
          .mapToObj(j -> candidates.get(j).barrier().id())
          .toList();
    }

    /** A plausible graph, and what is best in it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Plausible(String name, int routes, Instance instance, boolean[] best) {}

    private List<Plausible> graphs(boolean[] first) {
      var graphs = new ArrayList<Plausible>();
      graphs.add(new Plausible("As the model draws it", routes.size(), likely, first));
      add(graphs, "What is used is needed", Graphs.usedIsNeeded(model), false, first);
      add(graphs, "Each fork splits evenly", model, true, first);
      var acted = new LinkedHashMap<String, Integer>();
      for (int j = 0; j < n; j++) {
        for (var target : targets.get(j)) {
          acted.merge(target, count(routes.touched(Set.of(target))), Math::max);
        }
      }
      acted.entrySet().stream()
          .filter(e -> e.getValue() > 0)
          .sorted(
              Map.Entry.<String, Integer>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(MOST_SUBSTITUTES)
          .forEach(e ->
              add(
                  graphs,
                  "A substitute for: " + label(e.getKey()),
                  Graphs.substituted(model, e.getKey()),
                  false,
                  first));
      Graphs.links(model).stream()
          .limit(MOST_LINKS)
          .forEach(link ->
              add(
                  graphs,
                  "No link from %s to %s".formatted(label(link.from()), label(link.to())),
                  Graphs.without(model, link),
                  false,
                  first));
      return graphs;
    }

    private void add(
        List<Plausible> graphs, String name, BarrierModel other, boolean split, boolean[] first) {
      var drawn = split ? routes : CrimeRoutes.of(other);
      if (drawn.size() == 0) {
        return;
      }
      var instance =
          likely.onRoutes(
              Instance.Grouped.of(
                  drawn.hits(targets), split ? drawn.splitWeights() : drawn.equalWeights()));
      var best = nearby(instance, first);
      graphs.add(new Plausible(name, drawn.size(), instance, best.chosen()));
    }

    private List<OptionPaper.Considered> considered(int[] inDraws, List<Plausible> graphs) {
      var considered = new ArrayList<OptionPaper.Considered>();
      for (int j = 0; j < n; j++) {
        var candidate = candidates.get(j);
        int barrier = j;
        considered.add(
            new OptionPaper.Considered(
                candidate.barrier(),
                candidate.cost(),
                candidate.months(),
                candidate.closes(),
                candidate.days(),
                candidate.touches(),
                inDraws[j],
                (int) graphs.stream().filter(g -> g.best()[barrier]).count(),
                cautions(candidate)));
      }
      return considered;
    }

    private List<String> cautions(Candidate candidate) {
      var cautions = new ArrayList<String>();
      var barrier = candidate.barrier();
      var months = candidate.months();
      if (limits.months() != null && months != null && months.likely() > limits.months()) {
        cautions.add("likely not in force in time");
      }
      if (barrier.owner() == null) {
        cautions.add("nobody would put it up yet");
      } else if (elements.get(barrier.owner()) instanceof Partner partner) {
        switch (partner.commitment()) {
          case UNKNOWN -> cautions.add("its owner has not been asked");
          case ASKED -> cautions.add("its owner has not answered");
          case DECLINED -> cautions.add("its owner has declined");
          case AGREED -> {}
        }
        boolean needsPower =
            barrier.kind() != Barrier.Kind.INFORMATION && barrier.kind() != Barrier.Kind.NONE;
        if (needsPower && partner.competences().isEmpty()) {
          cautions.add("its owner's powers have not been looked up");
        }
      }
      return cautions;
    }

    /** Points that no other beats in both cost and remaining routes. */
    private List<OptionPaper.Point> curve() {
      var unlimited = likely.within(Double.POSITIVE_INFINITY);
      var points = new ArrayList<OptionPaper.Point>();
      if (n <= WHOLE_CURVE) {
        for (int bits = 0; bits < 1 << n; bits++) {
          boolean[] chosen = new boolean[n];
          for (int j = 0; j < n; j++) {
            chosen[j] = (bits >> j & 1) == 1;
          }
          if (unlimited.admits(chosen)) {
            points.add(point(unlimited, chosen, true));
          }
        }
      } else {
        boolean[] possible = likely.possible();
        double all = Instance.total(likely.cost(), possible);
        boolean[] former = new boolean[n];
        for (int step = 0; step <= CURVE_BUDGETS; step++) {
          var instance = likely.within(all * step / CURVE_BUDGETS);
          var found =
              Solver.best(
                  instance,
                  null,
                  former,
                  1 + MOST_WORK / CURVE_BUDGETS / Math.max(1, instance.groups().length));
          former = found.chosen();
          points.add(point(unlimited, found.chosen(), found.proven()));
        }
      }
      points.sort(
          Comparator.comparingDouble(OptionPaper.Point::cost)
              .thenComparingDouble(OptionPaper.Point::remaining)
              .thenComparing(p -> String.join(" ", p.ids())));
      var front = new ArrayList<OptionPaper.Point>();
      for (var point : points) {
        if (front.isEmpty() || point.remaining() < front.getLast().remaining() - 1e-9) {
          front.add(point);
        }
      }
      return front;
    }

    private OptionPaper.Point point(Instance instance, boolean[] chosen, boolean proven) {
      return new OptionPaper.Point(
          instance.costOf(chosen), instance.remaining(chosen), ids(chosen), proven);
    }

    private List<OptionPaper.Option> options(
        Solver.Found first, List<Instance> drawn, List<Plausible> graphs) {
      var options = new ArrayList<OptionPaper.Option>();
      var shown = new ArrayList<boolean[]>();
      put(
          options,
          shown,
          limits.areNone() ? "Everything that helps" : "Best within the limits",
          limits.areNone()
              ? "No limit was set, so that all that closes anything is in it. Set a budget to have to choose."
              : "At the likely figures no other set within the limits leaves fewer routes open.",
          first,
          drawn,
          graphs);
      var careful =
          figures(Range::high, Range::low)
              .onRoutes(new Instance.Grouped(likely.weight(), likely.groups(), likely.untouched()));
      put(
          options,
          shown,
          "Careful",
          "Best if every barrier costs and takes the most that is plausible, and closes the least.",
          beside(careful, null, null),
          drawn,
          graphs);
      byte[] sparing = new byte[n];
      boolean spares = false;
      for (int j = 0; j < n; j++) {
        if (hasLawfulUsers(candidates.get(j))) {
          sparing[j] = 2;
          spares = true;
        }
      }
      if (spares) {
        put(
            options,
            shown,
            "Spares lawful users",
            "Best of the sets that act on nothing of which the model names lawful uses or a cost to others.",
            beside(likely, sparing, null),
            drawn,
            graphs);
      }
      double half = (limits.budget() == null ? likely.costOf(first.chosen()) : limits.budget()) / 2;
      put(
          options,
          shown,
          "Half the money",
          "Best for half of %s."
              .formatted(limits.budget() == null ? "what the first option costs" : "the budget"),
          beside(likely.within(half), null, null),
          drawn,
          graphs);
      int mainstay = mainstay(first.chosen());
      if (mainstay >= 0) {
        byte[] without = new byte[n];
        without[mainstay] = 2;
        put(
            options,
            shown,
            "Without its mainstay",
            "Best if '%s' cannot be had, on which the first option leans most."
                .formatted(candidates.get(mainstay).barrier().label()),
            beside(likely, without, null),
            drawn,
            graphs);
      }
      return options;
    }

    private int mainstay(boolean[] chosen) {
      int mainstay = -1;
      double most = 0;
      for (int j = 0; j < n; j++) {
        if (chosen[j]) {
          double reopens = reopens(chosen, j);
          if (reopens > most + 1e-12) {
            most = reopens;
            mainstay = j;
          }
        }
      }
      return mainstay;
    }

    private double reopens(boolean[] chosen, int j) {
      boolean[] without = chosen.clone();
      without[j] = false;
      return likely.remaining(without) - likely.remaining(chosen);
    }

    private void put(
        List<OptionPaper.Option> options,
        List<boolean[]> shown,
        String title,
        String meaning,
        Solver.Found found,
        List<Instance> drawn,
        List<Plausible> graphs) {
      boolean[] chosen = found.chosen();
      if (count(chosen) == 0
          || options.size() == MOST_OPTIONS
          || shown.stream().anyMatch(one -> Arrays.equals(one, chosen))) {
        return;
      }
      shown.add(chosen);
      var members = new ArrayList<OptionPaper.Member>();
      var cost = Range.NOTHING;
      Range months = Range.NOTHING;
      Map<String, Range> days = new LinkedHashMap<>();
      partners.forEach(partner -> days.put(partner, Range.NOTHING));
      for (int j = 0; j < n; j++) {
        if (!chosen[j]) {
          continue;
        }
        var candidate = candidates.get(j);
        members.add(
            new OptionPaper.Member(
                candidate.barrier(), candidate.touches(), alone(chosen, j), reopens(chosen, j)));
        cost = cost.plus(candidate.cost());
        months =
            months == null || candidate.months() == null ? null : months.max(candidate.months());
        candidate.days().forEach((partner, use) -> days.merge(partner, use, Range::plus));
      }
      members.sort(
          Comparator.comparingDouble((OptionPaper.Member m) -> -m.reopens())
              .thenComparing(m -> m.barrier().id()));
      var worst =
          graphs.stream()
              .max(Comparator.comparingDouble(g -> g.instance().remaining(chosen)))
              .orElseThrow();
      var grouped = new Instance.Grouped(likely.weight(), likely.groups(), likely.untouched());
      options.add(
          new OptionPaper.Option(
              title,
              meaning,
              members,
              cost,
              months,
              days,
              new Range(
                  figures(Range::likely, Range::high).onRoutes(grouped).remaining(chosen),
                  likely.remaining(chosen),
                  figures(Range::likely, Range::low).onRoutes(grouped).remaining(chosen)),
              collateral(chosen),
              (int) drawn.stream().filter(draw -> draw.admits(chosen)).count(),
              worst.name(),
              worst.instance().remaining(chosen),
              found.proven(),
              found.proven() ? 0 : found.bound() - found.worth()));
    }

    /** Routes on which no other of the set acts. */
    private int alone(boolean[] chosen, int j) {
      int alone = 0;
      for (int[] on : hits) {
        boolean has = false;
        boolean others = false;
        for (int other : on) {
          has |= other == j;
          others |= other != j && chosen[other];
        }
        alone += has && !others ? 1 : 0;
      }
      return alone;
    }

    private boolean hasLawfulUsers(Candidate candidate) {
      return !lawful(candidate).isEmpty();
    }

    /** Elements with lawful uses or a cost to others that a barrier acts on or is. */
    private List<Element> lawful(Candidate candidate) {
      var acted = new LinkedHashSet<>(BarrierChoice.this.targets(candidate.barrier()));
      acted.add(candidate.barrier().id());
      return acted.stream()
          .map(elements::get)
          .filter(Objects::nonNull)
          .filter(e -> !e.about().legitimateUses().isEmpty() || e.about().collateralCost() != null)
          .toList();
    }

    private List<OptionPaper.Collateral> collateral(boolean[] chosen) {
      Map<String, List<Barrier>> by = new LinkedHashMap<>();
      for (int j = 0; j < n; j++) {
        if (chosen[j]) {
          for (var element : lawful(candidates.get(j))) {
            by.computeIfAbsent(element.id(), _ -> new ArrayList<>())
                .add(candidates.get(j).barrier());
          }
        }
      }
      return by.entrySet().stream()
          .map(e -> {
            var element = Objects.requireNonNull(elements.get(e.getKey()));
            return new OptionPaper.Collateral(
                element,
                element.about().legitimateUses(),
                element.about().collateralCost(),
                List.copyOf(e.getValue()));
          })
          .toList();
    }

    /** The least changes of one figure after which another set is best. */
    private List<OptionPaper.Switch> switches(Solver.Found first) {
      var switches = new ArrayList<OptionPaper.Switch>();
      for (int j = 0; j < n && spent < MOST_WORK; j++) {
        var candidate = candidates.get(j);
        if (!likely.possible()[j]) {
          continue;
        }
        int barrier = j;
        byte[] in = new byte[n];
        in[j] = 1;
        byte[] out = new byte[n];
        out[j] = 2;
        boolean isIn = first.chosen()[j];
        double rival = isIn ? beside(likely, out, null).worth() : first.worth();
        Predicate<Double> staysAtCost = cost -> exceeds(withCost(barrier, cost), in, rival);
        Predicate<Double> staysAtShare = share -> exceeds(withShare(barrier, share), in, rival);
        double cost = likely.cost()[j];
        double share = likely.closes()[j];
        Double atCost =
            isIn
                ? turn(cost, Math.max(cost, mostCost()), staysAtCost)
                : turn(cost, 0, staysAtCost.negate());
        if (atCost != null) {
          switches.add(change(candidate, isIn, true, cost, atCost, candidate.cost()));
        }
        if (limits.counting() == Limits.Counting.EFFECT) {
          Double atShare =
              isIn ? turn(share, 0, staysAtShare) : turn(share, 1, staysAtShare.negate());
          if (atShare != null) {
            switches.add(
                change(
                    candidate,
                    isIn,
                    false,
                    share,
                    atShare,
                    Objects.requireNonNullElse(candidate.closes(), Range.NOTHING)));
          }
        }
      }
      switches.sort(
          Comparator.comparing((OptionPaper.Switch s) -> !s.plausible())
              .thenComparingDouble(OptionPaper.Switch::size)
              .thenComparing(s -> s.barrier().id())
              .thenComparing(OptionPaper.Switch::byCost));
      return switches;
    }

    private double mostCost() {
      return limits.budget() != null ? limits.budget() : 1000 * Arrays.stream(likely.cost()).sum();
    }

    private OptionPaper.Switch change(
        Candidate candidate, boolean leaves, boolean byCost, double now, double then, Range range) {
      return new OptionPaper.Switch(
          candidate.barrier(),
          leaves,
          byCost,
          now,
          then,
          then >= range.low() - 1e-9 && then <= range.high() + 1e-9);
    }

    private boolean exceeds(Instance instance, byte[] forced, double worth) {
      var found = Solver.above(instance, forced, worth, MOST_NODES_BESIDE);
      spent += found.nodes() * Math.max(1, instance.groups().length);
      return found.worth() > worth + Solver.MARGIN;
    }

    /**
     * Where on the way from one figure to another the choice turns; null when it holds to the end.
     *
     * @param holds whether the choice is still the same; true at the start
     */
    private @Nullable Double turn(double from, double to, Predicate<Double> holds) {
      if (from == to || holds.test(to)) {
        return null;
      }
      double still = from;
      double turned = to;
      for (int step = 0; step < BISECTIONS; step++) {
        double middle = (still + turned) / 2;
        if (holds.test(middle)) {
          still = middle;
        } else {
          turned = middle;
        }
      }
      return turned;
    }

    private Instance withCost(int j, double cost) {
      double[] costs = likely.cost().clone();
      costs[j] = cost;
      return likely.withFigures(costs, likely.closes(), likely.use(), likely.possible());
    }

    private Instance withShare(int j, double share) {
      double[] shares = likely.closes().clone();
      shares[j] = share;
      return likely.withFigures(likely.cost(), shares, likely.use(), likely.possible());
    }
  }
}
