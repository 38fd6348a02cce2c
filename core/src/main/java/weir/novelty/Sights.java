package weir.novelty;

import java.util.List;
import java.util.function.Consumer;

/** Sights that can be gone through more than once, in any order, without being held in memory. */
@FunctionalInterface
public interface Sights {

  /** Hands over every sight once. */
  void forEach(Consumer<Sight> to);

  /** Sights that are in memory already. */
  static Sights of(List<Sight> all) {
    return all::forEach;
  }
}
