package weir.barrier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares two models part by part; parts with ids are matched by them wherever they stand. */
final class Difference {
  private final List<Change> changes = new ArrayList<>();

  private Difference() {}

  static List<Change> between(BarrierModel before, BarrierModel after) {
    var difference = new Difference();
    difference.compare("", ModelTree.of(before), ModelTree.of(after));
    return List.copyOf(difference.changes);
  }

  private void compare(String place, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      maps(place, one, other);
    } else if ((before instanceof List<?> || before == null)
        && (after instanceof List<?> || after == null)) {
      lists(
          place,
          before instanceof List<?> one ? one : List.of(),
          after instanceof List<?> other ? other : List.of());
    } else if (before == null || !before.equals(after)) {
      add(place, before, after);
    }
  }

  private void maps(String place, Map<?, ?> before, Map<?, ?> after) {
    var keys = new LinkedHashSet<Object>(before.keySet());
    keys.addAll(after.keySet());
    for (var key : keys) {
      compare(
          place.isEmpty() ? key.toString() : place + "/" + key, before.get(key), after.get(key));
    }
  }

  private void lists(String place, List<?> before, List<?> after) {
    var one = byId(before);
    var other = byId(after);
    if (one == null || other == null) {
      plainLists(place, before, after);
      return;
    }
    var ids = new LinkedHashSet<>(one.keySet());
    ids.addAll(other.keySet());
    for (var id : ids) {
      compare(place + "/" + id, one.get(id), other.get(id));
    }
    var keptBefore = one.keySet().stream().filter(other::containsKey).toList();
    var keptAfter = other.keySet().stream().filter(one::containsKey).toList();
    reordered(place, keptBefore, keptAfter);
  }

  /** Lists of texts or of parts without ids: what only one of them holds was added or removed. */
  private void plainLists(String place, List<?> before, List<?> after) {
    var removed = new ArrayList<Object>(before);
    after.forEach(removed::remove);
    var added = new ArrayList<Object>(after);
    before.forEach(added::remove);
    removed.forEach(item -> add(place, item, null));
    added.forEach(item -> add(place, null, item));
    if (removed.isEmpty() && added.isEmpty()) {
      reordered(place, before, after);
    }
  }

  private void reordered(String place, List<?> before, List<?> after) {
    if (!before.equals(after)) {
      changes.add(new Change(Change.Kind.REORDERED, place, names(before), names(after)));
    }
  }

  /** The list's parts by id; null when a part has none. */
  private static @Nullable Map<String, Object> byId(List<?> list) {
    var result = new LinkedHashMap<String, Object>();
    for (var item : list) {
      if (!(item instanceof Map<?, ?> map) || !(map.get("id") instanceof String id)) {
        return null;
      }
      result.put(id, item);
    }
    return result;
  }

  private void add(String place, @Nullable Object before, @Nullable Object after) {
    var kind =
        before == null
            ? Change.Kind.ADDED
            : after == null ? Change.Kind.REMOVED : Change.Kind.CHANGED;
    changes.add(
        new Change(
            kind,
            place,
            before == null ? null : shown(before),
            after == null ? null : shown(after)));
  }

  /** A scalar as it is; a part with keys by its values, which names it well enough. */
  private static String shown(Object value) {
    return switch (value) {
      case Map<?, ?> map -> names(Collections.unmodifiableCollection(map.values()));
      case List<?> list -> names(list);
      default -> value.toString(); // an open type: text, a number, a truth
    };
  }

  private static String names(Iterable<?> items) {
    var words = new ArrayList<String>();
    for (var item : items) {
      words.add(item == null ? "" : shown(item));
    }
    return String.join(" · ", words);
  }
}
