package weir.chemistry;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words beside a name that change nothing in its class: salts, forms, marks of handedness. */
final class Words {
  private final Map<String, Set<String>> byKind = new HashMap<>();

  private Words() {
    for (List<String> row : Table.rows("words.csv", "kind", "word")) {
      byKind.computeIfAbsent(row.get(0), _ -> new LinkedHashSet<>()).add(row.get(1));
    }
  }

  private static final class Standard {
    static final Words WORDS = new Words();
  }

  static Words standard() {
    return Standard.WORDS;
  }

  Set<String> of(String kind) {
    return byKind.getOrDefault(kind, Set.of());
  }
}
