package weir.choice;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.Element;

/**
 * What the partners talk about: sets of barriers side by side, and why.
 *
 * @param routes how many routes the model draws
 * @param more whether there are more than were counted one by one
 * @param currency of all costs; null when none is said
 * @param considered barriers that could be chosen, by id
 * @param leftOut barriers that could not, and why
 * @param options two to four sets, the best one within the limits first; empty when nothing can be
 *     chosen
 * @param curve cost against remaining routes, the cheapest first; within time and working days, but
 *     whatever the budget
 * @param curveWhole whether the curve holds every set that no other beats, or the best one at each
 *     of some budgets
 * @param draws how often the figures were drawn from their ranges
 * @param graphs the plausible graphs, that of the model first
 * @param switches what would change the first option, the least change first
 * @param digest SHA-256 of the model, its expectations and the limits, as hexadecimal digits
 */
public record OptionPaper(
    Limits limits,
    int routes,
    boolean more,
    @Nullable String currency,
    List<Considered> considered,
    List<LeftOut> leftOut,
    List<Option> options,
    List<Point> curve,
    boolean curveWhole,
    int draws,
    List<Graph> graphs,
    List<Switch> switches,
    String digest) {

  public OptionPaper {
    considered = List.copyOf(considered);
    leftOut = List.copyOf(leftOut);
    options = List.copyOf(options);
    curve = List.copyOf(curve);
    graphs = List.copyOf(graphs);
    switches = List.copyOf(switches);
  }

  /**
   * A barrier that could be chosen.
   *
   * @param months null when unknown and not asked for
   * @param closes null when unknown and not asked for
   * @param workingDays by id of a limited partner
   * @param touches on how many routes it acts
   * @param inDraws in how many draws it is in the best set
   * @param inGraphs in how many graphs it is in the best set
   * @param cautions such as an owner who declined
   */
  public record Considered(
      Barrier barrier,
      Range cost,
      @Nullable Range months,
      @Nullable Range closes,
      Map<String, Range> workingDays,
      int touches,
      int inDraws,
      int inGraphs,
      List<String> cautions) {}

  /** Why a barrier was not considered. */
  public enum Reason {
    /** It would cut what lawful users need, or people who use. */
    PROTECTED,
    /** A figure that the question needs is not known. */
    UNKNOWN,
    /** It acts on no route that the model draws. */
    NO_ROUTE,
    /** It is in force already. */
    IN_FORCE
  }

  /**
   * A barrier that was not considered.
   *
   * @param words why, as a sentence
   * @param touches on how many routes it acts; of protected ones it is not counted
   */
  public record LeftOut(Barrier barrier, Reason reason, String words, int touches) {}

  /**
   * One set of barriers.
   *
   * @param title such as {@code Best within the limits}
   * @param meaning what the title means, as a sentence
   * @param months until the last of them is in force; null when not known of all
   * @param workingDays by id of a limited partner
   * @param remaining the share of routes that stays open, 0 to 1: at best, likely, at worst
   * @param collateral elements with lawful users that it acts on
   * @param withinDraws in how many draws of the figures it stays within the limits
   * @param worstGraph the graph in which it leaves most open
   * @param worstRemaining the share that it leaves open there
   * @param proven whether no set is better at the likely figures
   * @param doubt by how much a better one could be better, as a share of routes; 0 when proven
   */
  public record Option(
      String title,
      String meaning,
      List<Member> members,
      Range cost,
      @Nullable Range months,
      Map<String, Range> workingDays,
      Range remaining,
      List<Collateral> collateral,
      int withinDraws,
      String worstGraph,
      double worstRemaining,
      boolean proven,
      double doubt) {

    public List<String> ids() {
      return members.stream().map(member -> member.barrier().id()).toList();
    }
  }

  /**
   * A barrier within an option.
   *
   * @param touches on how many routes it acts
   * @param alone on how many routes no other of the set acts
   * @param reopens the share of all routes that would open again without it
   */
  public record Member(Barrier barrier, int touches, int alone, double reopens) {}

  /**
   * An element with lawful users, and the barriers that act on it.
   *
   * @param cost what hindering it costs others; null when nobody has said
   */
  public record Collateral(
      Element element, List<String> uses, @Nullable String cost, List<Barrier> by) {}

  /**
   * A point of the curve.
   *
   * @param proven whether no set of that cost leaves less
   */
  public record Point(double cost, double remaining, List<String> ids, boolean proven) {}

  /**
   * A plausible graph.
   *
   * @param ids the best set in it
   */
  public record Graph(String name, int routes, List<String> ids) {}

  /**
   * What would change the first option.
   *
   * @param leaves whether the barrier would leave it; otherwise it would come in
   * @param byCost whether its cost would have to change; otherwise what it closes
   * @param now the likely figure
   * @param then the figure from which on the choice is another
   * @param plausible whether that lies within the barrier's own range
   */
  public record Switch(
      Barrier barrier, boolean leaves, boolean byCost, double now, double then, boolean plausible) {
    /** How large the change is, beside the likely figure. */
    public double size() {
      return Math.abs(then - now) / Math.max(now, 1e-9);
    }
  }
}
