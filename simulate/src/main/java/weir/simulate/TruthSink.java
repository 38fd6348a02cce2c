package weir.simulate;

/** Takes what really happened on the made-up markets, row by row. */
@FunctionalInterface
public interface TruthSink {
  void row(Truth row);
}
