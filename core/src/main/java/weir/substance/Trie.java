package weir.substance;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The signs of all names as a tree in flat arrays. A node's children stand side by side, in the
 * order of their codes; a bit for each code tells which there are, so a step takes the same time
 * however many children a node has. Where only one name goes on, its other signs stand in a row, a
 * tail. What follows a node stands close behind it: a walk reads few lines of the processor's
 * cache, one after the other.
 *
 * <p>A place in the tree is a number: of a node, or, below zero, of a sign in a tail.
 */
final class Trie {
  static final int NONE = 0;
  static final int ROOT = 1;

  /** No sign of a word. */
  private static final char TAIL_ENDS = Folding.BREAK;

  private static final int UNITS_OF_A_NODE = 8;

  /** Set in the key of an ending that is {@link #plain}. */
  private static final int PLAIN = 1 << 30;

  /** The signs beyond the commonest are written as this code and three more of six bits each. */
  private static final int ESCAPE = 63;

  /** The code of each sign. */
  private final byte[] codes;

  /**
   * Two numbers a node. First, bit c: there is a child with code c. Second: where the children
   * begin, and in the upper half where in {@link #endings} the names are that end here. A second
   * number below zero leads to a tail instead, whose first sign is the first number. A tail takes
   * the room of nodes, four units a number: its signs, {@link #TAIL_ENDS}, and two units that tell
   * where its names are.
   */
  private final long[] nodes;

  /** The spellings of the same signs one behind the other, then null. At 0 stands null. */
  private final @Nullable Spelling[] endings;

  /** The names of {@link #endings}. */
  private final @Nullable LexiconName[] names;

  /**
   * @param spellings of equal ones, the names as written come before their inflected forms
   */
  Trie(List<Spelling> spellings) {
    codes = codes(spellings);
    Path[] paths = new Path[spellings.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = path(spellings.get(i));
    }
    Arrays.sort(paths, Comparator.comparing(Path::codes));
    Layout layout = new Layout(paths);
    nodes = Arrays.copyOf(layout.nodes, 2 * (layout.last + 1));
    endings = layout.endings.toArray(Spelling[]::new);
    names = names(endings);
  }

  private Trie(byte[] codes, long[] nodes, @Nullable Spelling[] endings) {
    this.codes = codes;
    this.nodes = nodes;
    this.endings = endings;
    this.names = names(endings);
  }

  private static @Nullable LexiconName[] names(@Nullable Spelling[] endings) {
    @Nullable LexiconName[] names = new LexiconName[endings.length];
    for (int i = 0; i < names.length; i++) {
      Spelling spelling = endings[i];
      names[i] = spelling == null ? null : spelling.name();
    }
    return names;
  }

  /** Writes what {@link #read} takes. */
  void write(DataOutputStream out, ToIntFunction<LexiconName> number) throws IOException {
    out.write(codes);
    KeptMatcher.write(out, nodes);
    out.writeInt(endings.length);
    for (Spelling ending : endings) {
      out.writeInt(ending == null ? -1 : number.applyAsInt(ending.name()));
      if (ending != null) {
        ending.write(out);
      }
    }
  }

  static Trie read(ByteBuffer in, List<LexiconName> names) {
    byte[] codes = new byte[0x10000];
    in.get(codes);
    long[] nodes = KeptMatcher.longs(in);
    @Nullable Spelling[] endings = new Spelling[Math.min(in.getInt(), in.remaining())];
    for (int i = 0; i < endings.length; i++) {
      int name = in.getInt();
      endings[i] = name < 0 ? null : Spelling.read(in, names.get(name));
    }
    return new Trie(codes, nodes, endings);
  }

  /** The place one sign further; {@link #NONE} where no name goes on so. */
  int child(int place, char sign) {
    if (place < 0) {
      return unit(~place) == sign ? place - 1 : NONE;
    }
    long second = nodes[2 * place + 1];
    if (second < 0) {
      return nodes[2 * place] == sign ? (int) second - 1 : NONE;
    }
    int code = codes[sign];
    if (code != ESCAPE) {
      return step(place, code);
    }
    int here = step(place, ESCAPE);
    for (int shift = 12; shift >= 0 && here != NONE; shift -= 6) {
      here = step(here, sign >> shift & 63);
    }
    return here;
  }

  private int step(int node, int code) {
    long bit = 1L << code;
    long children = nodes[2 * node];
    if ((children & bit) == 0) {
      return NONE;
    }
    return (int) nodes[2 * node + 1] + Long.bitCount(children & (bit - 1));
  }

  /** A unit of a tail. */
  private char unit(int index) {
    return (char) (nodes[index >> 2] >>> ((index & 3) << 4));
  }

  /** Whether a name ends here. */
  boolean ends(int place) {
    return place < 0 ? unit(~place) == TAIL_ENDS : nodes[2 * place + 1] >> 32 > 0;
  }

  /**
   * Where a name {@link #ends}, the key to {@link #spelling the spellings} that end here: those of
   * the names as written, or else an inflected form.
   */
  int ending(int place) {
    return place < 0
        ? unit(~place + 1) << 16 | unit(~place + 2)
        : (int) (nodes[2 * place + 1] >>> 32);
  }

  /** Whether a single spelling ends here, of the simplest kind ({@link Spelling#plain}). */
  static boolean plain(int ending) {
    return (ending & PLAIN) != 0;
  }

  /** The name of an ending that is {@link #plain}. */
  LexiconName name(int ending) {
    return Objects.requireNonNull(names[ending & ~PLAIN]);
  }

  /** The spellings of an ending, from 0 on; null behind the last. */
  @Nullable Spelling spelling(int ending, int index) {
    return endings[(ending & ~PLAIN) + index];
  }

  /** The commonest signs have codes of their own; the code of all others is {@link #ESCAPE}. */
  private static byte[] codes(List<Spelling> spellings) {
    int[] times = new int[0x10000];
    for (Spelling spelling : spellings) {
      for (int i = 0; i < spelling.length(); i++) {
        times[spelling.sign(i)]++;
      }
    }
    int[] most = times.clone();
    Arrays.sort(most);
    int least = Math.max(1, most[most.length - ESCAPE]);
    byte[] codes = new byte[times.length];
    int next = 0;
    for (int sign = 0; sign < times.length; sign++) {
      codes[sign] = (byte) (times[sign] >= least && next < ESCAPE ? next++ : ESCAPE);
    }
    return codes;
  }

  /** A spelling with the codes of its signs, one to four for each. */
  private record Path(String codes, Spelling spelling) {}

  private Path path(Spelling spelling) {
    StringBuilder path = new StringBuilder(spelling.length());
    for (int i = 0; i < spelling.length(); i++) {
      char sign = spelling.sign(i);
      path.append((char) codes[sign]);
      if (codes[sign] == ESCAPE) {
        for (int shift = 12; shift >= 0; shift -= 6) {
          path.append((char) (sign >> shift & 63));
        }
      }
    }
    return new Path(path.toString(), spelling);
  }

  /** Lays the tree out, each node standing for a range of the sorted paths. */
  private static final class Layout {
    long[] nodes;
    final List<@Nullable Spelling> endings = new ArrayList<>();
    int last = ROOT;
    private final Path[] paths;

    Layout(Path[] paths) {
      this.paths = paths;
      nodes = new long[1 << 12];
      endings.add(null);
      lay(ROOT, 0, paths.length, 0, 0, 0);
    }

    /**
     * Lays out the children of a node side by side, then what follows each of them.
     *
     * @param depth the codes up to this node
     * @param signs the whole signs up to it
     * @param open how many codes of a sign written in four are still to come
     */
    private void lay(int node, int from, int to, int depth, int signs, int open) {
      int first = from;
      while (first < to && paths[first].codes().length() == depth) {
        first++;
      }
      boolean one = first == from && from < to && open == 0 && depth > 0;
      if (one && paths[from].codes().equals(paths[to - 1].codes())) {
        int tail = tail(from, to, signs);
        nodes[2 * node] = paths[from].spelling().sign(signs);
        nodes[2 * node + 1] = tail;
        return;
      }
      int begin = last + 1;
      long children = 0;
      for (int i = first; i < to; i = end(i, to, depth)) {
        children |= 1L << paths[i].codes().charAt(depth);
        last++;
      }
      makeRoom();
      nodes[2 * node] = children;
      nodes[2 * node + 1] = (long) ending(from, first) << 32 | begin;
      int child = begin;
      int i = first;
      while (i < to) {
        int end = end(i, to, depth);
        int more = open > 0 ? open - 1 : paths[i].codes().charAt(depth) == ESCAPE ? 3 : 0;
        lay(child++, i, end, depth + 1, more == 0 ? signs + 1 : signs, more);
        i = end;
      }
    }

    /** Writes the signs from here on; the place of the first of them. */
    private int tail(int from, int to, int signs) {
      Spelling spelling = paths[from].spelling();
      int begin = UNITS_OF_A_NODE * (last + 1);
      int units = spelling.length() - signs + 3;
      last += (units + UNITS_OF_A_NODE - 1) / UNITS_OF_A_NODE;
      makeRoom();
      for (int i = signs; i < spelling.length(); i++) {
        write(begin + i - signs, spelling.sign(i));
      }
      int ending = ending(from, to);
      write(begin + units - 3, TAIL_ENDS);
      write(begin + units - 2, (char) (ending >>> 16));
      write(begin + units - 1, (char) ending);
      return ~begin;
    }

    private void write(int index, char unit) {
      nodes[index >> 2] |= (long) unit << ((index & 3) << 4);
    }

    private void makeRoom() {
      if (2 * (last + 1) > nodes.length) {
        nodes = Arrays.copyOf(nodes, Math.max(2 * nodes.length, 2 * (last + 1)));
      }
    }

    /** Behind the last path that goes on with the same code. */
    private int end(int from, int to, int depth) {
      char code = paths[from].codes().charAt(depth);
      int i = from + 1;
      while (i < to && paths[i].codes().charAt(depth) == code) {
        i++;
      }
      return i;
    }

    /** A form never takes the place of a name as written. */
    private int ending(int from, int to) {
      if (from == to) {
        return 0;
      }
      int end = to;
      while (end > from + 1 && paths[end - 1].spelling().inflected()) {
        end--;
      }
      int begin = endings.size();
      for (int i = from; i < end; i++) {
        endings.add(paths[i].spelling());
      }
      endings.add(null);
      boolean plain = end == from + 1 && paths[from].spelling().plain();
      return plain ? begin | PLAIN : begin;
    }
  }
}
