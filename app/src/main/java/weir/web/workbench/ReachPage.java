package weir.web.workbench;

import weir.barrier.BarrierModel;
import weir.barrier.network.CompetenceMatrix;
import weir.barrier.network.Reach;
import weir.web.Frame;
import weir.web.Page;

/** Which partner meets the crime where, and who may do what in which country. */
record ReachPage(Frame frame, Bar bar, Reach reach, CompetenceMatrix competence) implements Page {

  static ReachPage of(Frame frame, Bar bar, BarrierModel model, java.time.LocalDate day) {
    return new ReachPage(frame, bar, Reach.of(model), CompetenceMatrix.of(model, day));
  }

  static String words(CompetenceMatrix.Standing standing) {
    return switch (standing) {
      case COVERED -> "power in force";
      case NEEDS_LEGISLATION -> "needs legislation";
      case NO_OWNER -> "no owner";
      case NEEDS_NONE -> "needs no power";
    };
  }

  /** Darkness of a cell, 0 to 3; the number beside it says the same. */
  static int heat(int ways) {
    return Math.min(3, ways);
  }

  @Override
  public String template() {
    return "workbench/reach.jte";
  }
}
