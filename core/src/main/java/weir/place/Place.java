package weir.place;

import java.util.List;

/**
 * A place named in a text.
 *
 * @param start UTF-16 units into the text; end is exclusive
 * @param codes ISO 3166-1 alpha-2, or {@code EU} or {@code WORLD}; several for a region such as
 *     Scandinavia
 * @param except whether the text leaves the place out: {@code Worldwide except US}
 */
public record Place(int start, int end, List<String> codes, boolean except) {

  public Place {
    codes = List.copyOf(codes);
    if (start < 0 || end <= start || codes.isEmpty()) {
      throw new IllegalArgumentException(
          "A place must cover some text and have a code, but runs from %d to %d with %s."
              .formatted(start, end, codes));
    }
  }
}
