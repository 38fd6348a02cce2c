package weir.substance;

import java.util.List;

/** A text in which people marked what stands for a drug. */
public record MarkedText(String text, List<Place> places) {
  public MarkedText {
    places = List.copyOf(places);
  }

  /** In UTF-16 units; end is exclusive. */
  public record Place(int start, int end) {}
}
