package weir.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import weir.barrier.About;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Expectation;
import weir.barrier.Facilitator;
import weir.barrier.Partner;
import weir.barrier.Relation;
import weir.choice.BarrierChoice;
import weir.choice.Limits;

/**
 * How long does the exact choice of barriers take, and what is it worth? Beside it in the same run:
 * choosing greedily, and trying every set of 20 barriers.
 *
 * <p>The crime has five layers of four actors, each of whom supplies every one of the next: 1,024
 * routes. Each barrier acts on one or two actors. The budget is three tenths of what all cost.
 */
public final class ChoosingBarriers {
  private static final int LAYERS = 5;
  private static final int ACTORS = 4;
  private static final int PARTNERS = 6;
  private static final double MILLION = 1e6;

  private final BarrierModel model;
  private final Limits limits;
  private final double[] cost;
  private final double[] closes;
  private final int[] partner;
  private final double[] days;
  private final boolean[][] acts;
  private final double budget;
  private final double[] capacity = new double[PARTNERS];
  private final int limitedPartners;

  private ChoosingBarriers(int barriers, boolean partners, int seed) {
    var random = new Random(seed);
    limitedPartners = partners ? PARTNERS : 0;
    cost = new double[barriers];
    closes = new double[barriers];
    partner = new int[barriers];
    days = new double[barriers];
    acts = new boolean[barriers][LAYERS * ACTORS];
    var all = new ArrayList<Barrier>();
    double money = 0;
    for (int b = 0; b < barriers; b++) {
      cost[b] = 5000 + random.nextInt(95_000);
      closes[b] = (10 + random.nextInt(60)) / 100.0;
      partner[b] = random.nextInt(PARTNERS);
      days[b] = 5 + random.nextInt(40);
      money += cost[b];
      capacity[partner[b]] += 0.35 * days[b];
      var addresses = new ArrayList<String>();
      for (int k = 0; k < (b % 3 == 0 ? 2 : 1); k++) {
        int actor = random.nextInt(LAYERS * ACTORS);
        if (!acts[b][actor]) {
          acts[b][actor] = true;
          addresses.add("actor-" + actor);
        }
      }
      all.add(
          new Barrier(
              about("barrier-%03d".formatted(b)),
              Barrier.Kind.LEGAL,
              null,
              addresses,
              "partner-" + partner[b],
              null,
              List.of(),
              null,
              null,
              List.of(
                  expectation(Expectation.Kind.COST, null, cost[b]),
                  expectation(Expectation.Kind.MONTHS, null, 6),
                  expectation(Expectation.Kind.CLOSES, null, closes[b]),
                  expectation(Expectation.Kind.WORKING_DAYS, "partner-" + partner[b], days[b]))));
    }
    budget = Math.rint(0.3 * money);
    var actors = new ArrayList<Facilitator>();
    var relations = new ArrayList<Relation>();
    for (int a = 0; a < LAYERS * ACTORS; a++) {
      actors.add(new Facilitator(about("actor-" + a), null, Facilitator.Knowing.UNKNOWN, null));
      for (int next = 0; a / ACTORS + 1 < LAYERS && next < ACTORS; next++) {
        relations.add(
            new Relation(
                "actor-" + a,
                Relation.Kind.SUPPLIES,
                "actor-" + ((a / ACTORS + 1) * ACTORS + next)));
      }
    }
    var owners = new ArrayList<Partner>();
    var most = new java.util.TreeMap<String, Double>();
    for (int p = 0; p < PARTNERS; p++) {
      owners.add(new Partner(about("partner-" + p), null, List.of(), Partner.Commitment.UNKNOWN));
      if (partners) {
        most.put("partner-" + p, capacity[p]);
      }
    }
    limits = new Limits(budget, null, most, Limits.Counting.EFFECT);
    model =
        new BarrierModel(
            "made-up",
            "Made up",
            "en",
            "1",
            BarrierModel.Status.DRAFT,
            null,
            List.of(),
            List.of(),
            actors,
            List.of(),
            List.of(),
            owners,
            all,
            relations,
            List.of(),
            List.of(),
            List.of(),
            List.of());
  }

  private static About about(String id) {
    return new About(
        id, id, List.of(), Map.of(), null, List.of(), List.of(), List.of(), null, false, false,
        null);
  }

  private static Expectation expectation(
      Expectation.Kind kind, @org.jspecify.annotations.Nullable String partner, double likely) {
    return new Expectation(
        kind,
        partner,
        likely * 0.6,
        likely,
        kind == Expectation.Kind.CLOSES ? Math.min(1, likely * 1.4) : likely * 1.8,
        null,
        null);
  }

  public static void main(String[] words) {
    // Once unmeasured, so that what is compared is compiled.
    new ChoosingBarriers(30, true, 99).exact();
    new ChoosingBarriers(12, true, 99).exhaustive();
    System.out.printf("%-46s %10s %10s %14s%n", "", "CPU ms", "wall ms", "left open, %");
    for (boolean partners : new boolean[] {false, true}) {
      for (int seed = 1; seed <= 5; seed++) {
        var choice = new ChoosingBarriers(60, partners, seed);
        var what = "60 barriers, seed %d%s".formatted(seed, partners ? ", six partners' days" : "");
        print(what + ": exact", choice::exact);
        print(what + ": greedy (floor)", choice::greedy);
      }
    }
    for (int seed = 1; seed <= 2; seed++) {
      var choice = new ChoosingBarriers(20, true, seed);
      print("20 barriers, seed %d: exact".formatted(seed), choice::exact);
      print("20 barriers, seed %d: every set (floor)".formatted(seed), choice::exhaustive);
    }
    var whole = new ChoosingBarriers(60, true, 1);
    print(
        "60 barriers: the whole paper",
        () -> {
          var paper = BarrierChoice.of(whole.model, whole.limits);
          return paper.options().getFirst().remaining().likely();
        });
  }

  private double exact() {
    var best = BarrierChoice.best(model, limits);
    if (!best.proven()) {
      System.out.println("  not proven within the bound on the search");
    }
    return best.remaining();
  }

  private static void print(String what, Supplier<Double> work) {
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    double remaining = work.get();
    System.out.printf(
        "%-46s %10.0f %10.0f %14.4f%n",
        what,
        (threads.getCurrentThreadCpuTime() - cpu) / MILLION,
        (System.nanoTime() - wall) / MILLION,
        100 * remaining);
  }

  /** The share of routes that a set leaves open; every route is looked at. */
  private double remaining(boolean[] chosen) {
    double sum = 0;
    int routes = (int) Math.pow(ACTORS, LAYERS);
    for (int route = 0; route < routes; route++) {
      double share = 1;
      for (int b = 0; b < chosen.length; b++) {
        if (chosen[b] && actsOn(b, route)) {
          share *= 1 - closes[b];
        }
      }
      sum += share;
    }
    return sum / routes;
  }

  private boolean actsOn(int barrier, int route) {
    int rest = route;
    for (int layer = 0; layer < LAYERS; layer++) {
      if (acts[barrier][layer * ACTORS + rest % ACTORS]) {
        return true;
      }
      rest /= ACTORS;
    }
    return false;
  }

  private boolean admits(boolean[] chosen) {
    double money = 0;
    double[] taken = new double[PARTNERS];
    for (int b = 0; b < chosen.length; b++) {
      if (chosen[b]) {
        money += cost[b];
        taken[partner[b]] += days[b];
      }
    }
    boolean within = money <= budget + 1e-6;
    for (int p = 0; p < limitedPartners; p++) {
      within &= taken[p] <= capacity[p] + 1e-6;
    }
    return within;
  }

  /** Always the barrier that closes most for its money, while one still fits. */
  private double greedy() {
    boolean[] chosen = new boolean[cost.length];
    double left = 1;
    while (true) {
      int best = -1;
      double rate = 0;
      for (int b = 0; b < cost.length; b++) {
        if (!chosen[b]) {
          chosen[b] = true;
          if (admits(chosen)) {
            double closed = (left - remaining(chosen)) / cost[b];
            if (closed > rate) {
              rate = closed;
              best = b;
            }
          }
          chosen[b] = false;
        }
      }
      if (best < 0) {
        return left;
      }
      chosen[best] = true;
      left = remaining(chosen);
    }
  }

  /** Every set, one barrier after the other, with what each route still has. */
  private double exhaustive() {
    int routes = (int) Math.pow(ACTORS, LAYERS);
    double[][] share = new double[cost.length + 1][routes];
    Arrays.fill(share[0], 1.0 / routes);
    return tried(0, share, new boolean[cost.length]);
  }

  private double tried(int b, double[][] share, boolean[] chosen) {
    if (b == cost.length) {
      return Arrays.stream(share[b]).sum();
    }
    System.arraycopy(share[b], 0, share[b + 1], 0, share[b].length);
    double best = tried(b + 1, share, chosen);
    chosen[b] = true;
    if (admits(chosen)) {
      for (int route = 0; route < share[b].length; route++) {
        share[b + 1][route] = share[b][route] * (actsOn(b, route) ? 1 - closes[b] : 1);
      }
      best = Math.min(best, tried(b + 1, share, chosen));
    }
    chosen[b] = false;
    return best;
  }
}
