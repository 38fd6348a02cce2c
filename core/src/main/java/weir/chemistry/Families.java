package weir.chemistry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smarts.SmartsPattern;

/**
 * The families of substances, each by a pattern with its source; the special before the general.
 */
final class Families {

  /**
   * @param id such as {@code cathinone}; several rows may share it
   * @param path the class of a member that the lexicon does not hold
   */
  record Family(
      String id,
      String label,
      String path,
      SmartsPattern has,
      @Nullable SmartsPattern without,
      String source) {

    boolean holds(IAtomContainer molecule) {
      return has.matches(molecule) && (without == null || !without.matches(molecule));
    }
  }

  private final List<Family> families;

  private Families(List<Family> families) {
    this.families = families;
  }

  private static final class Standard {
    static final Families FAMILIES = read();
  }

  static Families standard() {
    return Standard.FAMILIES;
  }

  private static Families read() {
    List<Family> families = new ArrayList<>();
    for (List<String> row :
        Table.rows("families.csv", "family", "label", "class", "has", "without", "source")) {
      families.add(
          new Family(
              row.get(0),
              row.get(1),
              row.get(2),
              pattern(row.get(3)),
              row.get(4).isEmpty() ? null : pattern(row.get(4)),
              row.get(5)));
    }
    return new Families(List.copyOf(families));
  }

  /** A pattern for molecules that {@link Molecules#read} has prepared. */
  static SmartsPattern pattern(String smarts) {
    SmartsPattern pattern = SmartsPattern.create(smarts);
    pattern.setPrepare(false);
    return pattern;
  }

  List<Family> all() {
    return families;
  }

  /** The first family whose definition the structure fits; empty when none. */
  @Nullable Family of(IAtomContainer molecule) {
    for (Family family : families) {
      if (family.holds(molecule)) {
        return family;
      }
    }
    return null;
  }
}
