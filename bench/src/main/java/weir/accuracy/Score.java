package weir.accuracy;

import java.util.List;

/**
 * What was found against what was marked.
 *
 * @param right found and marked, with the same start and end
 * @param found all that was found
 * @param marked all that was marked
 */
record Score(int right, int found, int marked) {
  static final Score NONE = new Score(0, 0, 0);

  static Score of(List<Span> found, List<Span> marked) {
    int right = (int) found.stream().filter(marked::contains).count();
    return new Score(right, found.size(), marked.size());
  }

  Score plus(Score other) {
    return new Score(right + other.right, found + other.found, marked + other.marked);
  }

  /** The share of what was found that is right; 0 when nothing was found. */
  double precision() {
    return found == 0 ? 0 : (double) right / found;
  }

  /** The share of what was marked that was found; 0 when nothing was marked. */
  double recall() {
    return marked == 0 ? 0 : (double) right / marked;
  }

  /** The harmonic mean of both. */
  double f1() {
    return found + marked == 0 ? 0 : 2.0 * right / (found + marked);
  }
}
