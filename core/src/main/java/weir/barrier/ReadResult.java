package weir.barrier;

import java.util.List;
import java.util.stream.Collectors;
import weir.document.Fault;

/** A document was read whole, or every fault in it is named and nothing was taken from it. */
public sealed interface ReadResult {

  /** The document's model, whole. */
  record Read(BarrierModel model) implements ReadResult {}

  /**
   * The document's faults; nothing was taken from it.
   *
   * @param faults at least one, in the document's order
   */
  record Refused(List<Fault> faults) implements ReadResult {
    public Refused {
      faults = List.copyOf(faults);
    }

    /** Every fault on a line of its own, each with the document's name and line. */
    public String message() {
      return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
  }
}
