package weir.chemistry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/** The published structures of lexicon entries. */
final class Structures {

  /**
   * @param name a systematic name that states the structure; empty when there is none at hand
   */
  record Entry(String substance, String smiles, String name, String source) {}

  private final Map<String, Entry> bySubstance = new LinkedHashMap<>();
  private volatile @Nullable Map<String, String> byConstitution;

  private Structures() {
    for (List<String> row : Table.rows("structures.csv", "substance", "smiles", "name", "source")) {
      bySubstance.put(row.get(0), new Entry(row.get(0), row.get(1), row.get(2), row.get(3)));
    }
  }

  private static final class Standard {
    static final Structures STRUCTURES = new Structures();
  }

  static Structures standard() {
    return Standard.STRUCTURES;
  }

  Iterable<Entry> entries() {
    return bySubstance.values();
  }

  /** Empty when no structure is held for it. */
  @Nullable String smiles(String substance) {
    Entry entry = bySubstance.get(substance);
    return entry == null ? null : entry.smiles();
  }

  /** The one entry of this constitution; empty when there is none, or several mirror images. */
  @Nullable String substance(String constitution) {
    Map<String, String> index = byConstitution;
    if (index == null) {
      index = index();
      byConstitution = index;
    }
    String substance = index.get(constitution);
    return substance == null || substance.isEmpty() ? null : substance;
  }

  private Map<String, String> index() {
    Map<String, String> index = new HashMap<>();
    for (Entry entry : bySubstance.values()) {
      IAtomContainer molecule = Molecules.read(entry.smiles());
      String constitution = molecule == null ? null : Molecules.constitution(molecule);
      if (constitution != null) {
        index.merge(constitution, entry.substance(), (_, _) -> "");
      }
    }
    return index;
  }
}
