package weir.choice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import weir.barrier.About;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Expectation;
import weir.barrier.Facilitator;
import weir.barrier.Partner;
import weir.barrier.Relation;

/** Makes small models with loops, forks, needs and protected elements; the same for a seed. */
final class RandomCrime {
  private RandomCrime() {}

  static BarrierModel model(Random random) {
    int elements = 4 + random.nextInt(5);
    var facilitators = new ArrayList<Facilitator>();
    for (int i = 0; i < elements; i++) {
      facilitators.add(
          new Facilitator(
              about("e" + i, random.nextInt(7) == 0, i == elements - 1 && random.nextBoolean()),
              null,
              Facilitator.Knowing.UNKNOWN,
              null));
    }
    var relations = new LinkedHashSet<Relation>();
    for (int i = 0; i + 1 < elements; i++) {
      int links = 1 + random.nextInt(2);
      for (int k = 0; k < links; k++) {
        // Mostly onward, now and then back: loops.
        int to =
            random.nextInt(5) == 0
                ? random.nextInt(elements)
                : i + 1 + random.nextInt(elements - i - 1);
        if (to != i && to != 0) {
          relations.add(new Relation("e" + i, Relation.Kind.SUPPLIES, "e" + to));
        }
      }
      if (random.nextInt(3) == 0) {
        int on = random.nextInt(elements);
        if (on != i) {
          relations.add(new Relation("e" + i, Relation.Kind.DEPENDS_ON, "e" + on));
        }
      }
    }
    var barriers = new ArrayList<Barrier>();
    int count = 2 + random.nextInt(6);
    boolean round = random.nextBoolean();
    for (int b = 0; b < count; b++) {
      var addresses = new LinkedHashSet<String>();
      int acts = 1 + random.nextInt(2);
      for (int k = 0; k < acts; k++) {
        addresses.add("e" + random.nextInt(elements));
      }
      double closes = round ? 0.5 : random.nextDouble();
      barriers.add(
          new Barrier(
              about("b" + b, false, false),
              random.nextInt(3) == 0 ? Barrier.Kind.INFORMATION : Barrier.Kind.LEGAL,
              null,
              List.copyOf(addresses),
              random.nextBoolean() ? "p0" : null,
              null,
              List.of(),
              null,
              null,
              List.of(
                  expectation(Expectation.Kind.COST, round ? 10 : random.nextInt(50)),
                  expectation(Expectation.Kind.MONTHS, random.nextInt(20)),
                  expectation(Expectation.Kind.CLOSES, closes),
                  expectation(Expectation.Kind.WORKING_DAYS, random.nextInt(10)))));
    }
    return new BarrierModel(
        "made-up",
        "Made up",
        "en",
        "1",
        BarrierModel.Status.DRAFT,
        null,
        List.of(),
        List.of(),
        facilitators,
        List.of(),
        List.of(),
        List.of(
            new Partner(about("p0", false, false), null, List.of(), Partner.Commitment.UNKNOWN)),
        barriers,
        List.copyOf(relations),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Limits limits(Random random) {
    return new Limits(
        random.nextInt(5) == 0 ? null : Double.valueOf(random.nextInt(100)),
        random.nextBoolean() ? null : Double.valueOf(random.nextInt(20)),
        random.nextBoolean() ? Map.of() : Map.of("p0", Double.valueOf(random.nextInt(25))),
        random.nextInt(4) == 0 ? Limits.Counting.TOUCH : Limits.Counting.EFFECT);
  }

  private static Expectation expectation(Expectation.Kind kind, double likely) {
    return new Expectation(
        kind,
        kind == Expectation.Kind.WORKING_DAYS ? "p0" : null,
        likely / 2,
        likely,
        kind == Expectation.Kind.CLOSES ? Math.min(1, likely * 1.5) : likely * 2,
        null,
        null);
  }

  private static About about(String id, boolean isProtected, boolean people) {
    return new About(
        id,
        id,
        List.of(),
        Map.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        isProtected,
        people,
        null);
  }
}
