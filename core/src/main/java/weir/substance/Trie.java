package weir.substance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The signs of all names as a tree in flat arrays. A node's children stand side by side, in the
 * order of their codes; a bit for each code tells which there are, so a step takes the same time
 * however many children a node has. What follows a node stands close behind it: most of a walk
 * stays within a few lines of the processor's cache.
 */
final class Trie {
  static final int NONE = 0;
  static final int ROOT = 1;

  /** The signs beyond the commonest are written as this code and three more of six bits each. */
  private static final int ESCAPE = 63;

  /** The code of each sign. */
  private final byte[] codes;

  /**
   * Two numbers a node. First, bit c: there is a child with code c. Second: where the children
   * begin, and in the upper half where in {@link #endings} the names are that end here.
   */
  private final long[] nodes;

  /** At 0, where no name ends, nothing. */
  private final Spelling[][] endings;

  /**
   * @param spellings of equal ones, the names as written come before their inflected forms
   */
  Trie(List<Spelling> spellings) {
    codes = codes(spellings);
    Path[] paths = new Path[spellings.size()];
    int longest = 0;
    for (int i = 0; i < paths.length; i++) {
      paths[i] = path(spellings.get(i));
      longest += paths[i].codes().length();
    }
    Arrays.sort(paths, Comparator.comparing(Path::codes));
    Layout layout = new Layout(paths, longest);
    nodes = Arrays.copyOf(layout.nodes, 2 * (layout.last + 1));
    endings = layout.endings.toArray(Spelling[][]::new);
  }

  /** The node one sign further; {@link #NONE} where no name goes on so. */
  int child(int node, char sign) {
    int code = codes[sign];
    if (code != ESCAPE) {
      return step(node, code);
    }
    int here = step(node, ESCAPE);
    for (int shift = 12; shift >= 0 && here != NONE; shift -= 6) {
      here = step(here, sign >> shift & 63);
    }
    return here;
  }

  private int step(int node, int code) {
    long bit = 1L << code;
    long children = nodes[2 * node];
    return (children & bit) == 0
        ? NONE
        : (int) nodes[2 * node + 1] + Long.bitCount(children & (bit - 1));
  }

  /** Whether a name ends here. */
  boolean ends(int node) {
    return nodes[2 * node + 1] >>> 32 != 0;
  }

  /** The spellings that end here: those of the names as written, or else an inflected form. */
  Spelling[] ending(int node) {
    return endings[(int) (nodes[2 * node + 1] >>> 32)];
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
    final long[] nodes;
    final List<Spelling[]> endings = new ArrayList<>();
    int last = ROOT;
    private final Path[] paths;

    Layout(Path[] paths, int most) {
      this.paths = paths;
      nodes = new long[2 * (most + ROOT + 1)];
      endings.add(new Spelling[0]);
      lay(ROOT, 0, paths.length, 0);
    }

    /** Lays out the children of a node side by side, then what follows each of them. */
    private void lay(int node, int from, int to, int depth) {
      int first = from;
      while (first < to && paths[first].codes().length() == depth) {
        first++;
      }
      int begin = last + 1;
      for (int i = first; i < to; i = end(i, to, depth)) {
        nodes[2 * node] |= 1L << paths[i].codes().charAt(depth);
        last++;
      }
      nodes[2 * node + 1] = (long) ending(from, first) << 32 | begin;
      int child = begin;
      int i = first;
      while (i < to) {
        int end = end(i, to, depth);
        lay(child++, i, end, depth + 1);
        i = end;
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
      Spelling[] here = new Spelling[end - from];
      for (int i = from; i < end; i++) {
        here[i - from] = paths[i].spelling();
      }
      endings.add(here);
      return endings.size() - 1;
    }
  }
}
