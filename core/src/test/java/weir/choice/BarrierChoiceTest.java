package weir.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;
import weir.barrier.Expectation;
import weir.barrier.ReadResult;
import weir.barrier.Relation;

class BarrierChoiceTest {
  private static final String BICYCLES =
      """
      id: bicycle-theft
      title: Stolen bicycles
      language: en
      version: "1"
      status: draft
      steps: [{id: stealing, title: Stealing}, {id: selling, title: Selling}]
      facilitators:
        - {id: thieves, label: Thieves, steps: [stealing], knowing: knowing}
        - {id: fence, label: Fence, steps: [selling], knowing: knowing}
        - {id: platform, label: Sales platform, steps: [selling], knowing: unknowing, legitimate-uses: [lawful sales]}
        - {id: carrier, label: Carrier, steps: [selling], knowing: unknowing}
        - {id: riders, label: Riders, steps: [selling], people-who-use: true}
      opportunities:
        - {id: tools, label: Hand tools, steps: [stealing], protected: true, legitimate-uses: [repairs]}
        - {id: workshops, label: Workshops, steps: [stealing]}
      partners:
        - {id: council, label: City council, steps: [selling], sector: public}
      barriers:
        - id: register
          label: Register of dealers
          steps: [selling]
          kind: legal
          addresses: [fence]
          owner: council
          expected:
            - {of: cost, low: 20, likely: 30, high: 60, currency: EUR}
            - {of: months, low: 6, likely: 9, high: 12}
            - {of: closes, low: 0.3, likely: 0.5, high: 0.7}
            - {of: working-days, partner: council, low: 5, likely: 10, high: 20}
        - id: ask-platform
          label: Ask the platform
          steps: [selling]
          kind: information
          addresses: [platform]
          expected:
            - {of: cost, low: 10, likely: 15, high: 20, currency: EUR}
            - {of: months, low: 1, likely: 2, high: 3}
            - {of: closes, low: 0.2, likely: 0.4, high: 0.6}
        - id: patrols
          label: Patrols
          steps: [stealing]
          kind: criminal-law
          addresses: [thieves]
          expected:
            - {of: cost, low: 80, likely: 100, high: 200, currency: EUR}
            - {of: months, low: 1, likely: 1, high: 1}
            - {of: closes, low: 0.1, likely: 0.5, high: 0.6}
        - {id: ban-tools, label: Ban tools, steps: [stealing], kind: legal, addresses: [tools]}
        - {id: close-workshops, label: Close workshops, steps: [stealing], kind: legal, addresses: [workshops]}
        - {id: name-riders, label: Name riders, steps: [selling], kind: legal, addresses: [riders]}
        - {id: leaflets, label: Leaflets on tools, steps: [stealing], kind: information, addresses: [tools]}
        - {id: licence, label: Licence, steps: [selling], kind: legal, addresses: [carrier]}
      relations:
        - {from: thieves, kind: supplies, to: fence}
        - {from: fence, kind: supplies, to: riders}
        - {from: thieves, kind: supplies, to: platform}
        - {from: platform, kind: supplies, to: carrier}
        - {from: carrier, kind: supplies, to: riders}
        - {from: carrier, kind: supplies, to: platform}
        - {from: thieves, kind: depends-on, to: tools}
        - {from: tools, kind: depends-on, to: workshops}
      """;

  private static BarrierModel read(String text) {
    return switch (BarrierModels.read(text, "test.yaml")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }

  private static Limits budget(double budget) {
    return new Limits(budget, null, Map.of(), Limits.Counting.EFFECT);
  }

  private static OptionPaper.LeftOut left(OptionPaper paper, String id) {
    return paper.leftOut().stream()
        .filter(one -> one.barrier().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void within_the_budget_the_set_that_leaves_fewest_routes_open_comes_first() {
    var paper = BarrierChoice.of(read(BICYCLES), budget(50));

    assertThat(paper.routes()).isEqualTo(2);
    var first = paper.options().getFirst();
    assertThat(first.ids()).containsExactly("register", "ask-platform");
    assertThat(first.cost()).isEqualTo(new Range(30, 45, 80));
    // One route of two keeps half, the other six tenths.
    assertThat(first.remaining().likely()).isEqualTo((0.5 + 0.6) / 2, within(1e-12));
    assertThat(first.remaining().low()).isEqualTo((0.3 + 0.4) / 2, within(1e-12));
    assertThat(first.remaining().high()).isEqualTo((0.7 + 0.8) / 2, within(1e-12));
    assertThat(first.proven()).isTrue();
  }

  @Test
  void a_barrier_that_would_cut_what_is_protected_is_left_out_and_named() {
    var paper = BarrierChoice.of(read(BICYCLES), Limits.NONE);

    assertThat(left(paper, "ban-tools").reason()).isEqualTo(OptionPaper.Reason.PROTECTED);
    assertThat(left(paper, "ban-tools").words())
        .isEqualTo(
            "It would cut Hand tools, which lawful users need or which stands for people who use.");
    assertThat(left(paper, "close-workshops").words())
        .isEqualTo("With what it cuts would fall Hand tools, which lawful users need.");
    assertThat(left(paper, "name-riders").reason()).isEqualTo(OptionPaper.Reason.PROTECTED);
    assertThat(paper.considered())
        .extracting(one -> one.barrier().id())
        .containsExactly("ask-platform", "patrols", "register");
  }

  @Test
  void to_inform_about_what_is_protected_cuts_nothing_and_closes_nothing() {
    var paper = BarrierChoice.of(read(BICYCLES), Limits.NONE);

    assertThat(left(paper, "leaflets").reason()).isEqualTo(OptionPaper.Reason.NO_ROUTE);
    assertThat(left(paper, "leaflets").words())
        .isEqualTo(
            "It informs Hand tools, which is never cut; nothing else that it acts on is known.");
  }

  @Test
  void what_nobody_has_said_is_asked_for() {
    var paper = BarrierChoice.of(read(BICYCLES), Limits.NONE);

    assertThat(left(paper, "licence").reason()).isEqualTo(OptionPaper.Reason.UNKNOWN);
    assertThat(left(paper, "licence").words())
        .isEqualTo("Nobody has said what it costs, nor which share of its routes it would close.");
    assertThat(left(paper, "licence").touches()).isEqualTo(1);
  }

  @Test
  void a_figure_is_asked_for_only_where_the_question_needs_it() {
    var text = BICYCLES.replace("      - {of: closes, low: 0.3, likely: 0.5, high: 0.7}\n", "");

    assertThat(left(BarrierChoice.of(read(text), Limits.NONE), "register").reason())
        .isEqualTo(OptionPaper.Reason.UNKNOWN);
    var touching = new Limits(50.0, null, Map.of(), Limits.Counting.TOUCH);
    var first = BarrierChoice.of(read(text), touching).options().getFirst();
    assertThat(first.ids()).containsExactlyInAnyOrder("register", "ask-platform");
    assertThat(first.remaining().likely()).isZero();
  }

  @Test
  void time_and_a_partner_s_working_days_are_limits_too() {
    var inTime = new Limits(null, 8.0, Map.of(), Limits.Counting.EFFECT);
    assertThat(BarrierChoice.of(read(BICYCLES), inTime).options().getFirst().ids())
        .containsExactlyInAnyOrder("patrols", "ask-platform");

    var fewDays = new Limits(null, null, Map.of("council", 9.0), Limits.Counting.EFFECT);
    var paper = BarrierChoice.of(read(BICYCLES), fewDays);
    assertThat(paper.options().getFirst().ids()).doesNotContain("register");
    assertThat(paper.considered().getLast().workingDays())
        .isEqualTo(Map.of("council", new Range(5, 10, 20)));

    assertThatThrownBy(() ->
            BarrierChoice.of(
                read(BICYCLES),
                new Limits(null, null, Map.of("police", 9.0), Limits.Counting.EFFECT)))
        .isInstanceOf(ChoiceRefused.class)
        .hasMessage(
            "'police' is no partner of this model, so its working days limit nothing. Partners: council.");
  }

  @Test
  void costs_in_two_currencies_are_not_added_up() {
    var text = BICYCLES.replaceFirst("currency: EUR", "currency: GBP");

    assertThatThrownBy(() -> BarrierChoice.of(read(text), Limits.NONE))
        .hasMessage(
            "Costs stand in EUR and GBP. Bring them into one currency, for they are added up.");
  }

  @Test
  void why_a_barrier_is_in_counts_the_routes_that_only_it_closes() {
    var first = BarrierChoice.of(read(BICYCLES), budget(130)).options().getFirst();

    assertThat(first.ids()).containsExactly("patrols", "register");
    var patrols = first.members().getFirst();
    assertThat(patrols.touches()).isEqualTo(2);
    assertThat(patrols.alone()).isEqualTo(1);
    assertThat(first.members().getLast().alone()).isZero();
    assertThat(first.members().getLast().reopens()).isEqualTo(0.125, within(1e-12));
  }

  @Test
  void what_is_to_be_settled_with_an_owner_stands_beside_its_barrier() {
    var paper =
        BarrierChoice.of(read(BICYCLES), new Limits(null, 8.0, Map.of(), Limits.Counting.EFFECT));

    assertThat(paper.considered())
        .extracting(one -> one.barrier().id(), OptionPaper.Considered::cautions)
        .containsExactly(
            tuple("ask-platform", List.of("nobody would put it up yet")),
            tuple("patrols", List.of("nobody would put it up yet")),
            tuple(
                "register",
                List.of(
                    "likely not in force in time",
                    "its owner has not been asked",
                    "its owner's powers have not been looked up")));
  }

  @Test
  void lawful_uses_of_what_a_set_acts_on_stand_beside_it() {
    var paper = BarrierChoice.of(read(BICYCLES), budget(50));

    var collateral = paper.options().getFirst().collateral();
    assertThat(collateral).extracting(c -> c.element().id()).containsExactly("platform");
    assertThat(collateral.getFirst().uses()).containsExactly("lawful sales");
    assertThat(collateral.getFirst().cost()).isNull();
    assertThat(paper.options())
        .filteredOn(option -> option.title().equals("Spares lawful users"))
        .singleElement()
        .satisfies(option -> assertThat(option.ids()).containsExactly("register"));
  }

  @Test
  void what_would_change_the_choice_does_and_a_little_less_does_not() {
    var model = read(BICYCLES);
    var paper = BarrierChoice.of(model, budget(50));
    var first = new HashSet<>(paper.options().getFirst().ids());

    assertThat(paper.switches()).isNotEmpty();
    for (var change : paper.switches()) {
      double step = (change.then() - change.now()) * 1e-3;
      assertThat(bestWith(model, change, change.then() + step))
          .as("%s", change)
          .isNotEqualTo(first);
      assertThat(bestWith(model, change, change.then() - step)).as("%s", change).isEqualTo(first);
      var own =
          paper.considered().stream()
              .filter(c -> c.barrier().id().equals(change.barrier().id()))
              .findFirst()
              .orElseThrow();
      var range = change.byCost() ? own.cost() : java.util.Objects.requireNonNull(own.closes());
      assertThat(change.plausible())
          .isEqualTo(change.then() >= range.low() && change.then() <= range.high());
    }
  }

  private static Set<String> bestWith(
      BarrierModel model, OptionPaper.Switch change, double figure) {
    var kind = change.byCost() ? Expectation.Kind.COST : Expectation.Kind.CLOSES;
    double value = Math.clamp(figure, 0, change.byCost() ? Double.MAX_VALUE : 1);
    var others =
        change.barrier().expected().stream()
            .map(e ->
                e.of() == kind
                    ? new Expectation(kind, null, value, value, value, e.currency(), null)
                    : e)
            .toList();
    var changed = BarrierChoice.expecting(model, Map.of(change.barrier().id(), others));
    return Set.copyOf(BarrierChoice.of(changed, budget(50)).options().getFirst().ids());
  }

  @Test
  void no_point_of_the_curve_is_beaten_by_another() {
    var curve = BarrierChoice.of(read(BICYCLES), budget(50)).curve();

    assertThat(curve.getFirst()).isEqualTo(new OptionPaper.Point(0, 1, List.of(), true));
    assertThat(curve.getLast().ids()).hasSize(3);
    for (int i = 1; i < curve.size(); i++) {
      assertThat(curve.get(i).cost()).isGreaterThan(curve.get(i - 1).cost());
      assertThat(curve.get(i).remaining()).isLessThan(curve.get(i - 1).remaining());
    }
  }

  @Test
  void the_crime_improvises_and_each_plausible_graph_has_its_best_set() {
    var paper = BarrierChoice.of(read(BICYCLES), budget(50));

    assertThat(paper.graphs())
        .extracting(OptionPaper.Graph::name)
        .startsWith(
            "As the model draws it",
            "What is used is needed",
            "Each fork splits evenly",
            "A substitute for: Thieves")
        .contains("A substitute for: Fence", "A substitute for: Sales platform");
    // With a substitute for the fence there is a third route, on which no register acts.
    assertThat(
            paper.graphs().stream()
                .filter(graph -> graph.name().equals("A substitute for: Fence"))
                .findFirst()
                .orElseThrow()
                .routes())
        .isEqualTo(3);
    assertThat(paper.options().getFirst().worstRemaining())
        .isGreaterThan(paper.options().getFirst().remaining().likely());
  }

  @Test
  void the_order_in_the_document_changes_nothing() {
    var model = read(BICYCLES);
    var paper = BarrierChoice.of(model, budget(100));
    var turned = Graphs.withBarriers(model, model.barriers().reversed());

    var other = BarrierChoice.of(turned, budget(100));

    assertThat(other.options()).isEqualTo(paper.options());
    assertThat(other.considered()).isEqualTo(paper.considered());
    assertThat(BarrierChoice.of(model, budget(100))).isEqualTo(paper);
    assertThat(other.digest()).isNotEqualTo(paper.digest());
  }

  @Test
  void what_is_in_force_is_not_chosen_again() {
    var text =
        BICYCLES.replace("kind: criminal-law\n", "kind: criminal-law\n    from: \"2026-01-01\"\n");

    assertThat(left(BarrierChoice.of(read(text), Limits.NONE), "patrols").reason())
        .isEqualTo(OptionPaper.Reason.IN_FORCE);
  }

  @Test
  void a_model_without_routes_offers_nothing() {
    var text = BICYCLES.replace("kind: supplies", "kind: uses");

    var paper = BarrierChoice.of(read(text), Limits.NONE);

    assertThat(paper.routes()).isZero();
    assertThat(paper.options()).isEmpty();
  }

  @Test
  void shipped_models_have_routes_and_no_made_up_figures() {
    for (var id : BarrierModels.shipped()) {
      var paper = BarrierChoice.of(BarrierModels.shipped(id), Limits.NONE);

      assertThat(paper.routes()).as(id).isPositive();
      assertThat(paper.options()).as(id).isEmpty();
      assertThat(paper.leftOut()).as(id).isNotEmpty();
    }
  }

  /** Small models of every shape, each set of barriers tried, routes counted in another way. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void no_set_of_a_random_model_is_better_and_none_cuts_what_is_protected(int seed) {
    var random = new Random(seed);
    int withOptions = 0;
    for (int round = 0; round < 25; round++) {
      var model = RandomCrime.model(random);
      var limits = RandomCrime.limits(random);
      var paper = BarrierChoice.of(model, limits);
      var exhaustive = new Exhaustive(model, limits);
      assertThat(paper.routes()).isEqualTo(exhaustive.routes().size());
      assertThat(paper.considered().stream().map(c -> c.barrier().id()).toList())
          .isEqualTo(exhaustive.allowed().stream().map(Element::id).toList());
      if (paper.options().isEmpty()) {
        assertThat(exhaustive.best()).isEqualTo(1, within(1e-9));
        continue;
      }
      withOptions++;
      var first = paper.options().getFirst();
      assertThat(first.proven()).isTrue();
      assertThat(first.remaining().likely())
          .isEqualTo(
              exhaustive.remaining(first.members().stream().map(m -> m.barrier()).toList()),
              within(1e-9));
      // A set may leave a millionth more where that saves money.
      assertThat(first.remaining().likely()).isEqualTo(exhaustive.best(), within(2.1e-6));
    }
    assertThat(withOptions).isGreaterThan(6);
  }

  /** Everything by trying: written for this test, with nothing of the package's own. */
  private static final class Exhaustive {
    private final BarrierModel model;
    private final Limits limits;
    private final List<List<String>> routes;
    private final List<Barrier> allowed;
    private final List<boolean[]> acting;

    Exhaustive(BarrierModel model, Limits limits) {
      this.model = model;
      this.limits = limits;
      this.routes = findRoutes();
      this.allowed = findAllowed();
      this.acting =
          allowed.stream()
              .map(barrier -> {
                boolean[] on = new boolean[routes.size()];
                for (int r = 0; r < on.length; r++) {
                  on[r] = acts(barrier, routes.get(r));
                }
                return on;
              })
              .toList();
    }

    List<List<String>> routes() {
      return routes;
    }

    List<Barrier> allowed() {
      return allowed;
    }

    private static boolean spared(Element element) {
      return element.isProtected() || element.about().peopleWhoUse();
    }

    private Set<String> down(Set<String> from, boolean pastProtected) {
      var all = new HashSet<>(from);
      boolean grew = true;
      while (grew) {
        grew = false;
        for (var r : model.relations()) {
          if (r.kind() == Relation.Kind.DEPENDS_ON
              && all.contains(r.to())
              && (pastProtected || !model.element(r.from()).orElseThrow().isProtected())) {
            grew |= all.add(r.from());
          }
        }
      }
      return all;
    }

    private List<Barrier> findAllowed() {
      if (routes().isEmpty()) {
        return List.of();
      }
      return model.barriers().stream()
          .filter(b -> {
            boolean informs = b.kind() == Barrier.Kind.INFORMATION || b.kind() == Barrier.Kind.NONE;
            var falls = down(Set.copyOf(b.addresses()), true);
            falls.removeAll(Set.copyOf(b.addresses()));
            return informs
                || (b.addresses().stream().noneMatch(id -> spared(model.element(id).orElseThrow()))
                    && falls.stream()
                        .noneMatch(id -> model.element(id).orElseThrow().isProtected()));
          })
          .filter(b -> routes().stream().anyMatch(route -> acts(b, route)))
          .sorted(java.util.Comparator.comparing(Element::id))
          .toList();
    }

    private boolean acts(Barrier barrier, List<String> route) {
      var targets = new HashSet<>(barrier.addresses());
      targets.removeIf(id -> spared(model.element(id).orElseThrow()));
      return down(targets, false).stream().anyMatch(route::contains);
    }

    private List<List<String>> findRoutes() {
      var routes = new ArrayList<List<String>>();
      var supplied = new HashSet<String>();
      var supplying = new HashSet<String>();
      for (var r : model.relations()) {
        if (r.kind() == Relation.Kind.SUPPLIES) {
          supplied.add(r.to());
          supplying.add(r.from());
        }
      }
      boolean people =
          supplied.stream().anyMatch(id -> model.element(id).orElseThrow().about().peopleWhoUse());
      for (var start : supplying) {
        if (!supplied.contains(start)) {
          walk(List.of(start), people, supplying, routes);
        }
      }
      return routes;
    }

    private void walk(
        List<String> way, boolean people, Set<String> supplying, List<List<String>> routes) {
      var last = way.getLast();
      boolean end =
          way.size() > 1
              && (people
                  ? model.element(last).orElseThrow().about().peopleWhoUse()
                  : !supplying.contains(last));
      if (end) {
        routes.add(way);
        return;
      }
      for (var r : model.relations().stream().distinct().toList()) {
        if (r.kind() == Relation.Kind.SUPPLIES && r.from().equals(last) && !way.contains(r.to())) {
          var longer = new ArrayList<>(way);
          longer.add(r.to());
          walk(longer, people, supplying, routes);
        }
      }
    }

    private static double likely(Barrier barrier, Expectation.Kind kind) {
      return barrier.expected().stream()
          .filter(e -> e.of() == kind)
          .mapToDouble(Expectation::likely)
          .sum();
    }

    double remaining(List<Barrier> chosen) {
      double left = 0;
      for (int r = 0; r < routes.size(); r++) {
        double share = 1;
        for (var barrier : chosen) {
          if (acting.get(allowed.indexOf(barrier))[r]) {
            share *=
                limits.counting() == Limits.Counting.TOUCH
                    ? 0
                    : 1 - likely(barrier, Expectation.Kind.CLOSES);
          }
        }
        left += share;
      }
      return left / routes.size();
    }

    double best() {
      double best = 1;
      for (int bits = 0; bits < 1 << allowed.size(); bits++) {
        var chosen = new ArrayList<Barrier>();
        double cost = 0;
        double days = 0;
        boolean inTime = true;
        for (int j = 0; j < allowed.size(); j++) {
          if ((bits >> j & 1) == 1) {
            var barrier = allowed.get(j);
            chosen.add(barrier);
            cost += likely(barrier, Expectation.Kind.COST);
            days += likely(barrier, Expectation.Kind.WORKING_DAYS);
            var months = limits.months();
            inTime &= months == null || likely(barrier, Expectation.Kind.MONTHS) <= months;
          }
        }
        var budget = limits.budget();
        var capacity = limits.workingDays().get("p0");
        if (inTime
            && (budget == null || cost <= budget + 1e-9)
            && (capacity == null || days <= capacity + 1e-9)
            && !chosen.isEmpty()) {
          best = Math.min(best, remaining(chosen));
        }
      }
      return best;
    }
  }
}
