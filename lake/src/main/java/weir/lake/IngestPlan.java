package weir.lake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ingest sets out to do.
 *
 * @param inputs as the user gave them, without anything secret
 * @param versions of reader, profile, lexicon and whatever else shapes the rows
 * @param job equal for two ingests that would write the same rows: the second may go on with what
 *     the first left staged when it died
 */
public record IngestPlan(
    Purpose purpose, List<String> inputs, Map<String, String> versions, String job) {

  public IngestPlan {
    inputs = List.copyOf(inputs);
    versions = Map.copyOf(versions);
  }

  /** A plan whose job key is drawn from all it says. */
  public static IngestPlan of(Purpose purpose, List<String> inputs, Map<String, String> versions) {
    String job = purpose.word() + inputs + new TreeMap<>(versions);
    return new IngestPlan(purpose, inputs, versions, job);
  }
}
