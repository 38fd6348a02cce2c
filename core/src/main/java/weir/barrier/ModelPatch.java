package weir.barrier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one change of a model did to its parts, so that it can be kept, shown, taken back or made
 * again. Applying the patch between two models to the first gives the second.
 */
public record ModelPatch(List<Part> parts) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The order of a list's parts, where it changed otherwise than by adding and removing. */
  static final String ORDER = "#order";

  public ModelPatch {
    parts = List.copyOf(parts);
  }

  /**
   * One part that was added, removed or changed.
   *
   * @param section the document's key, such as {@code barriers}; empty for what stands at its head
   * @param part the part's id; of a relation its three words; at the head the key
   * @param before as JSON; null when added
   * @param after as JSON; null when removed
   * @param place where in its list it stood or stands, from 0
   */
  public record Part(
      String section, String part, @Nullable String before, @Nullable String after, int place) {}

  static ModelPatch between(BarrierModel before, BarrierModel after) {
    var parts = new ArrayList<Part>();
    var one = ModelTree.of(before);
    var other = ModelTree.of(after);
    Set<String> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(other.keySet());
    for (var key : keys) {
      var was = one.get(key);
      var is = other.get(key);
      if (Objects.equals(was, is)) {
        continue;
      }
      if (was instanceof List<?> || is instanceof List<?>) {
        lists(key, keyed(key, was), keyed(key, is), parts);
      } else {
        parts.add(new Part("", key, json(was), json(is), 0));
      }
    }
    return new ModelPatch(parts);
  }

  private static void lists(
      String section, Map<String, Object> before, Map<String, Object> after, List<Part> parts) {
    var order = new ArrayList<>(before.keySet());
    int place = 0;
    for (var entry : before.entrySet()) {
      if (!after.containsKey(entry.getKey())) {
        parts.add(new Part(section, entry.getKey(), json(entry.getValue()), null, place));
        order.remove(entry.getKey());
      }
      place++;
    }
    place = 0;
    for (var entry : after.entrySet()) {
      var was = before.get(entry.getKey());
      if (was == null) {
        parts.add(new Part(section, entry.getKey(), null, json(entry.getValue()), place));
        order.add(Math.min(place, order.size()), entry.getKey());
      } else if (!was.equals(entry.getValue())) {
        parts.add(new Part(section, entry.getKey(), json(was), json(entry.getValue()), place));
      }
      place++;
    }
    if (!order.equals(new ArrayList<>(after.keySet()))) {
      parts.add(
          new Part(
              section,
              ORDER,
              json(new ArrayList<>(before.keySet())),
              json(new ArrayList<>(after.keySet())),
              0));
    }
  }

  /** What takes this one back. */
  public ModelPatch inverse() {
    var inverse = new ArrayList<Part>();
    for (var part : parts.reversed()) {
      inverse.add(new Part(part.section(), part.part(), part.after(), part.before(), part.place()));
    }
    return new ModelPatch(inverse);
  }

  /**
   * The model with this change made.
   *
   * @throws EditRefused when a part is no longer as the change found it, or the result is no model
   */
  public BarrierModel applied(BarrierModel model) {
    Map<String, Object> tree = new LinkedHashMap<>(ModelTree.of(model));
    var sections =
        parts.stream()
            .map(Part::section)
            .filter(section -> !section.isEmpty())
            .distinct()
            .collect(
                Collectors.toMap(section -> section, section -> keyed(section, tree.get(section))));
    for (var part : parts) {
      if (part.section().isEmpty()) {
        expect(part, json(tree.get(part.part())));
        var value = value(part.after());
        if (value == null) {
          tree.remove(part.part());
        } else {
          tree.put(part.part(), value);
        }
        continue;
      }
      var list = Objects.requireNonNull(sections.get(part.section()));
      if (part.part().equals(ORDER)) {
        sections.put(part.section(), ordered(list, value(part.after())));
      } else {
        expect(part, json(list.get(part.part())));
        sections.put(part.section(), placed(list, part));
      }
    }
    sections.forEach((section, list) -> tree.put(section, new ArrayList<>(list.values())));
    return switch (BarrierModels.read(JSON.writeValueAsString(tree), "model.json")) {
      case ReadResult.Read(var changed) -> changed;
      case ReadResult.Refused refused ->
          throw new EditRefused(
              "This cannot be done with the model as it stands now: " + refused.message());
    };
  }

  private static void expect(Part part, @Nullable String now) {
    if (!Objects.equals(value(part.before()), value(now))) {
      throw new EditRefused(
          "'%s' has been changed since. Take the later change back first, or edit it by hand."
              .formatted(part.part()));
    }
  }

  private static Map<String, Object> placed(Map<String, Object> list, Part part) {
    var value = value(part.after());
    if (value != null && list.containsKey(part.part())) {
      list.put(part.part(), value);
      return list;
    }
    var names = new ArrayList<>(list.keySet());
    if (value == null) {
      list.remove(part.part());
      return list;
    }
    names.add(Math.min(part.place(), names.size()), part.part());
    list.put(part.part(), value);
    return ordered(list, names);
  }

  private static Map<String, Object> ordered(Map<String, Object> list, @Nullable Object names) {
    var result = new LinkedHashMap<String, Object>();
    if (names instanceof List<?> order) {
      for (var name : order) {
        var part = list.get(String.valueOf(name));
        if (part != null) {
          result.put(String.valueOf(name), part);
        }
      }
    }
    list.forEach(result::putIfAbsent);
    return result;
  }

  private static Map<String, Object> keyed(String section, @Nullable Object list) {
    var result = new LinkedHashMap<String, Object>();
    if (list instanceof List<?> items) {
      for (var item : items) {
        var name = name(section, item);
        // Nothing forbids to say a relation twice.
        for (int again = 2; result.containsKey(name); again++) {
          name = name(section, item) + " #" + again;
        }
        result.put(name, item);
      }
    }
    return result;
  }

  private static String name(String section, Object item) {
    Map<?, ?> map = item instanceof Map<?, ?> keys ? keys : Collections.emptyMap();
    return switch (section) {
      case "relations" -> "%s %s %s".formatted(map.get("from"), map.get("kind"), map.get("to"));
      case "stated-gaps" -> String.valueOf(map.get("check"));
      default -> String.valueOf(map.get("id"));
    };
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }

  private static @Nullable Object value(@Nullable String json) {
    return json == null ? null : JSON.readValue(json, Object.class);
  }
}
