package weir.substance;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The first four signs of every name, and where in the tree they lead: most words of a text open
 * like no name and need no walk, and a walk begins at the fourth sign.
 */
final class Openings {
  private static final int SIGNS = 4;
  private static final int BITS = 17;

  /** The answer for a word that opens like no name. */
  static final long NONE = Trie.NONE;

  /**
   * One bit for the hash of each opening and of each name shorter than that: small enough to stay
   * near.
   */
  private final long[] known;

  /**
   * Two numbers for each opening, by its hash: its signs, zero where a slot is free; then where it
   * leads, and in the upper half, bit by bit, the signs that go on from there, or all where a name
   * ends.
   */
  private final long[] table;

  private final Trie trie;

  private Openings(long[] known, long[] table, Trie trie) {
    this.known = known;
    this.table = table;
    this.trie = trie;
  }

  /** Writes what {@link #read} takes. */
  void write(DataOutputStream out) throws IOException {
    KeptMatcher.write(out, known);
    KeptMatcher.write(out, table);
  }

  static Openings read(ByteBuffer in, Trie trie) {
    return new Openings(KeptMatcher.longs(in), KeptMatcher.longs(in), trie);
  }

  Openings(List<Spelling> spellings, Trie trie) {
    this.trie = trie;
    known = new long[1 << (BITS - 6)];
    long[] openings = new long[spellings.size()];
    int[] next = new int[openings.length];
    long[] found = new long[openings.length];
    int count = 0;
    for (int i = 0; i < openings.length; i++) {
      Spelling spelling = spellings.get(i);
      long signs = opening(spelling);
      openings[i] = signs;
      int bit = (int) (hash(signs) >>> (64 - BITS));
      known[bit >>> 6] |= 1L << bit;
      if (spelling.length() >= SIGNS) {
        found[count++] = signs;
        next[i] = spelling.length() == SIGNS ? ~0 : 1 << spelling.sign(SIGNS);
      }
    }
    Arrays.sort(found, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || found[i] != found[i - 1]) {
        found[distinct++] = found[i];
      }
    }
    table = new long[8 * Integer.highestOneBit(distinct + 1)];
    for (int i = 0; i < distinct; i++) {
      long signs = found[i];
      int place = Trie.ROOT;
      for (int shift = 16 * (SIGNS - 1); shift >= 0; shift -= 16) {
        place = trie.child(place, (char) (signs >>> shift));
      }
      int slot = slot(signs);
      table[slot] = signs;
      table[slot + 1] = place & 0xFFFFFFFFL;
    }
    for (int i = 0; i < openings.length; i++) {
      if (next[i] != 0) {
        table[slot(openings[i]) + 1] |= (long) next[i] << 32;
      }
    }
  }

  private static long opening(Spelling spelling) {
    long signs = 0;
    for (int i = 0; i < Math.min(SIGNS, spelling.length()); i++) {
      signs = signs << 16 | spelling.sign(i);
    }
    return signs;
  }

  /** Where these signs stand in the table, or would stand. */
  private int slot(long signs) {
    int last = table.length - 2;
    int slot = (int) (hash(signs) >>> Long.numberOfLeadingZeros(last)) & last;
    while (table[slot] != signs && table[slot] != 0) {
      slot = (slot + 2) & last;
    }
    return slot;
  }

  /**
   * Where the word that begins here leads: in the upper half the index of the unit read last, in
   * the lower the place in the tree behind it; {@link #NONE} where no name can begin here.
   */
  long of(int[] folded, int index) {
    if (index + SIGNS <= folded.length) {
      int one = folded[index];
      int two = folded[index + 1];
      int three = folded[index + 2];
      int four = folded[index + 3];
      // Most words begin with four letters of which none repeats the last or may be a plural's s:
      // asked at once, without a branch for each.
      int other =
          (~(one & two & three & four) & Folding.WORD)
              | ((one | two | three | four) & (Folding.DIGIT | Folding.ALONE))
              | same(one, two)
              | same(two, three)
              | same(three, four)
              | same(two, 's')
              | same(three, 's')
              | same(four, 's');
      if (other == 0) {
        long signs =
            (long) Folding.sign(one) << 48
                | (long) Folding.sign(two) << 32
                | (long) Folding.sign(three) << 16
                | Folding.sign(four);
        return isKnown(signs) ? behind(signs, folded, index + SIGNS - 1) : NONE;
      }
    }
    return slowly(folded, index);
  }

  /** 1 where both have the same sign, else 0. */
  private static int same(int one, int other) {
    return (((one ^ other) & 0xFFFF) - 1) >>> 31;
  }

  private long slowly(int[] folded, int index) {
    if ((folded[index] & Folding.ALONE) != 0) {
      return fromRoot(folded, index);
    }
    long signs = Folding.sign(folded[index]);
    int last = folded[index];
    int count = 1;
    int i = index;
    while (count < SIGNS) {
      if (++i == folded.length) {
        return isKnown(signs) ? fromRoot(folded, index) : NONE;
      }
      int unit = folded[i];
      if (Folding.inWord(unit)) {
        if ((unit & Folding.ALONE) != 0) {
          return fromRoot(folded, index); // the walk's business
        }
        if (Folding.repeats(unit, last)) {
          continue;
        }
        // A name may end before a digit, and before the s of a plural.
        boolean mayEnd = Folding.isDigit(unit) || Folding.sign(unit) == 's';
        if (mayEnd && isKnown(signs)) {
          return fromRoot(folded, index);
        }
        signs = signs << 16 | Folding.sign(unit);
        last = unit;
        count++;
      } else if (!Folding.isIgnored(unit)) {
        if (isKnown(signs)) {
          return fromRoot(folded, index);
        }
        if (Folding.sign(unit) == Folding.BREAK) {
          return NONE;
        }
        last = 0;
      }
    }
    return isKnown(signs) ? behind(signs, folded, i) : NONE;
  }

  static int place(long opening) {
    return (int) opening;
  }

  static int lastUnit(long opening) {
    return (int) (opening >> 32);
  }

  private long fromRoot(int[] folded, int index) {
    return at(index, trie.child(Trie.ROOT, Folding.sign(folded[index])));
  }

  private static long at(int index, int place) {
    return place == Trie.NONE ? NONE : ((long) index << 32) | (place & 0xFFFFFFFFL);
  }

  /** Never wrong where it says no; some that it lets pass are none either. */
  private boolean isKnown(long signs) {
    int bit = (int) (hash(signs) >>> (64 - BITS));
    return (known[bit >>> 6] >>> bit & 1) != 0;
  }

  /** What is known of an opening whose last sign stands at {@code index}. */
  private long behind(long signs, int[] folded, int index) {
    int slot = slot(signs);
    if (table[slot] == 0) {
      return NONE;
    }
    int next = index + 1;
    if (next < folded.length && Folding.sign(folded[next]) == Folding.SEPARATOR) {
      next++;
    }
    boolean goesOn =
        next >= folded.length
            || !Folding.inWord(folded[next])
            || Folding.repeats(folded[next], folded[index])
            || (table[slot + 1] >>> (32 + (folded[next] & 31)) & 1) != 0;
    return goesOn ? at(index, (int) table[slot + 1]) : NONE;
  }

  private static long hash(long signs) {
    return signs * 0x9E3779B97F4A7C15L;
  }
}
