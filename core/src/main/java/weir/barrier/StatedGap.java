package weir.barrier;

import java.util.List;

/**
 * A finding that the modeller knows of and leaves open, with the reason why.
 *
 * @param check the check's name, such as {@code barrier-without-owner}
 * @param elements ids that the gap is stated for; empty for every one that the check finds
 * @param reason in own words, such as "the publication names no owner"
 */
public record StatedGap(String check, List<String> elements, String reason) {
  public StatedGap {
    Required.id(check);
    Required.text(reason, "The reason of a stated gap");
    elements = List.copyOf(elements);
  }

  /** Whether it speaks of that finding. */
  public boolean covers(Finding finding) {
    return check.equals(finding.check())
        && (elements.isEmpty() || elements.contains(finding.elementId()));
  }
}
