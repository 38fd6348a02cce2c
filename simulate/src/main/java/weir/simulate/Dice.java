package weir.simulate;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chance, from a seed. Every concern has dice of its own, so that a change of one (another crawler,
 * say) leaves all others as they were. The algorithm is named and all functions are exact on every
 * machine ({@link StrictMath}).
 */
final class Dice {

  private final RandomGenerator random;

  private Dice(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Dice for a concern. */
  static Dice of(long seed, String concern) {
    long mixed = mix(seed ^ 0x9E3779B97F4A7C15L);
    for (int i = 0; i < concern.length(); i++) {
      mixed = mix(mixed + concern.charAt(i));
    }
    return new Dice(mixed);
  }

  /** David Stafford's thirteenth variant of the MurmurHash3 finisher. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /** 0 to 1, without 1. */
  double share() {
    return random.nextDouble();
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** From low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The place of a choice, each as likely as its weight. */
  int weighted(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** Normal, by Marsaglia's polar method. */
  double normal() {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Knuth's method, in steps of at most 30 so that the limit stays a number. */
  int poisson(double mean) {
    int count = 0;
    double left = mean;
    while (left > 0) {
      double step = Math.min(left, 30);
      left -= step;
      double limit = StrictMath.exp(-step);
      double product = random.nextDouble();
      while (product > limit) {
        product *= random.nextDouble();
        count++;
      }
    }
    return count;
  }
}
