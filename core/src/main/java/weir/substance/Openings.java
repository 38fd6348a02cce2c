package weir.substance;

/**
 * The first four signs of every name, as a filter: most words of a text open like no name, and need
 * no walk. Never wrong about a word that it refuses; some that it lets pass are none either.
 */
final class Openings {
  private static final int SIGNS = 4;
  private static final int BITS = 17;

  private final long[] known = new long[1 << (BITS - 6)];

  void add(String signs) {
    if (signs.length() >= SIGNS) {
      set(hash(signs.charAt(0), signs.charAt(1), signs.charAt(2), signs.charAt(3)));
    } else if (signs.length() == SIGNS - 1) {
      set(hash(signs.charAt(0), signs.charAt(1), signs.charAt(2), 's')); // the plural
    }
  }

  /** False only where no name can begin at this sign of a word. */
  boolean mayOpen(int[] folded, int index) {
    if (index + SIGNS > folded.length) {
      return true;
    }
    int one = folded[index];
    int two = folded[index + 1];
    int three = folded[index + 2];
    int four = folded[index + 3];
    // Digits, separators and repeated letters are the walk's business.
    boolean letters =
        (one & two & three & four & Folding.WORD) != 0
            && ((one | two | three | four) & (Folding.DIGIT | Folding.ALONE)) == 0;
    char first = Folding.sign(one);
    char second = Folding.sign(two);
    char third = Folding.sign(three);
    char fourth = Folding.sign(four);
    if (!letters || first == second || second == third || third == fourth) {
      return true;
    }
    int hash = hash(first, second, third, fourth);
    return (known[hash >>> 6] >>> hash & 1) != 0;
  }

  private void set(int hash) {
    known[hash >>> 6] |= 1L << hash;
  }

  private static int hash(char one, char two, char three, char four) {
    long signs = (long) one << 48 | (long) two << 32 | (long) three << 16 | four;
    return (int) ((signs * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }
}
