package weir.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRequest;

/**
 * A published study as executable checks.
 *
 * @param source the publication
 * @param data what data it needs and where they were published, in words
 * @param rates files or folders of exchange rates, within the folder of all data
 */
public record Replay(
    String name,
    String words,
    String source,
    String data,
    List<String> rates,
    List<Reads> reads,
    List<Check> checks) {

  public Replay {
    rates = List.copyOf(rates);
    reads = List.copyOf(reads);
    checks = List.copyOf(checks);
  }

  /**
   * What is read.
   *
   * @param paths within the folder of all data
   */
  public record Reads(String profile, List<String> paths) {
    public Reads {
      paths = List.copyOf(paths);
    }
  }

  /**
   * One number to meet.
   *
   * @param says what it is
   * @param question what is asked
   * @param within how far off it may be: a share of what is expected
   */
  public record Check(String says, Question question, double within) {}

  /** How a number is asked for, and what it should be. */
  public sealed interface Question {

    /** The single value of a measure. */
    record Measured(MeasureRequest request, double expected) implements Question {}

    /** The single value of a query. */
    record Queried(String sql, double expected) implements Question {}

    /**
     * Every value of a measure by one key, beside an independent count of the same.
     *
     * @param sql gives two columns: the key's value, and the count
     * @param slack that is allowed in any case, in the value's own unit
     */
    record Series(MeasureRequest request, String sql, double slack) implements Question {}
  }

  /**
   * What became of a check.
   *
   * @param found null when there was no value
   */
  public record Outcome(
      Check check, @Nullable Double expected, @Nullable Double found, boolean met, String note) {}

  /** Names of everything that is needed, for the message that it is absent. */
  List<String> needed() {
    java.util.ArrayList<String> all = new java.util.ArrayList<>(rates);
    reads.forEach(one -> all.addAll(one.paths()));
    return List.copyOf(all);
  }
}
