package weir.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolverTest {
  private static final long ENOUGH = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void no_set_is_better_than_the_one_found(int seed) {
    var random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      var instance = Instances.random(random, 1 + random.nextInt(11), round % 3 == 0);
      var found = Solver.best(instance, null, null, ENOUGH);
      var exhaustive = exhaustive(instance);
      assertThat(found.proven()).isTrue();
      assertThat(instance.admits(found.chosen())).isTrue();
      assertThat(found.worth()).isEqualTo(instance.worth(exhaustive), within());
      assertThat(found.chosen()).isEqualTo(exhaustive);
    }
  }

  @Test
  void barriers_that_must_be_in_or_out_are() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      var instance = Instances.random(random, 8, round % 2 == 0);
      byte[] forced = new byte[8];
      forced[random.nextInt(8)] = (byte) (1 + random.nextInt(2));
      var best = exhaustive(instance, forced);
      var found = Solver.best(instance, forced, null, ENOUGH);
      assertThat(found.worth())
          .isEqualTo(best == null ? Double.NEGATIVE_INFINITY : instance.worth(best), within());
      if (best != null) {
        assertThat(found.chosen()).isEqualTo(best);
        assertThat(Solver.exceeds(instance, forced, instance.worth(best) - 1e-9, ENOUGH)).isTrue();
        assertThat(Solver.exceeds(instance, forced, instance.worth(best) + 1e-9, ENOUGH)).isFalse();
      }
    }
  }

  @Test
  void a_search_that_is_cut_short_says_how_much_better_another_set_could_be() {
    var random = new Random(3);
    int cut = 0;
    for (int round = 0; round < 100; round++) {
      var instance = Instances.random(random, 11, false);
      var found = Solver.best(instance, null, null, 2);
      double best = instance.worth(exhaustive(instance));
      assertThat(found.bound()).isGreaterThanOrEqualTo(best - 1e-12);
      cut += found.proven() ? 0 : 1;
    }
    assertThat(cut).isPositive();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  static boolean[] exhaustive(Instance instance) {
    return java.util.Objects.requireNonNull(exhaustive(instance, new byte[instance.size()]));
  }

  static boolean @org.jspecify.annotations.Nullable [] exhaustive(
      Instance instance, byte[] forced) {
    boolean[] best = null;
    double most = 0;
    for (var chosen : all(instance.size())) {
      boolean as = true;
      for (int j = 0; j < chosen.length; j++) {
        as &= forced[j] == 0 || chosen[j] == (forced[j] == 1);
      }
      if (as && instance.admits(chosen)) {
        double worth = instance.worth(chosen);
        if (best == null || worth > most) {
          best = chosen;
          most = worth;
        }
      }
    }
    return best;
  }

  private static List<boolean[]> all(int n) {
    var all = new ArrayList<boolean[]>();
    for (int bits = 0; bits < 1 << n; bits++) {
      boolean[] chosen = new boolean[n];
      for (int j = 0; j < n; j++) {
        chosen[j] = (bits >> j & 1) == 1;
      }
      all.add(chosen);
    }
    return all;
  }
}
