package weir.barrier;

/**
 * Two places of a source that do not agree; kept, so that nobody has to find it again.
 *
 * @param inTable the place and what stands there: as a rule in the source's board
 * @param inText the other place and what stands there
 * @param difference what differs, and how this model reads it
 */
public record Discrepancy(String id, String inTable, String inText, String difference) {
  public Discrepancy {
    Required.id(id);
    Required.text(inTable, "A discrepancy's first place");
    Required.text(inText, "A discrepancy's second place");
    Required.text(difference, "A discrepancy's difference");
  }
}
