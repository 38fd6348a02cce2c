package weir.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers the answers of a pure function: the same title stands on thousands of saves. Forgets
 * everything when full, which bounds memory and costs little.
 */
final class Memo<K, V> {

  private static final int MOST = 60_000;

  private final Map<K, V> known = new ConcurrentHashMap<>();

  V get(K key, Function<K, V> function) {
    V value = known.get(key);
    if (value == null) {
      value = function.apply(key);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
