package weir.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import weir.source.Profile.From;

/**
 * Finds values in a document of objects and arrays by paths such as {@code vendor.name}. A step
 * into an array goes into each of its items, unless it is a number; the step {@code *} goes into
 * every member of an object, whatever its name.
 */
final class JsonTree {

  /**
   * An object of the document.
   *
   * @param outer the object that it stands in; null for the document itself
   */
  record Place(JsonNode node, @Nullable Place outer) {}

  private JsonTree() {}

  /**
   * The objects at a path, in their order.
   *
   * @param path null: the document itself
   */
  static List<Place> each(JsonNode document, @Nullable String path) {
    List<Place> here = List.of(new Place(document, null));
    if (path == null) {
      return here;
    }
    for (String step : steps(path)) {
      List<Place> next = new ArrayList<>();
      for (Place place : here) {
        if (step.equals(EVERY) && place.node().isObject()) {
          place.node().properties().forEach(member -> next.add(member(member, place)));
          continue;
        }
        JsonNode found = step(place.node(), step);
        if (found != null) {
          spread(found, place, next);
        }
      }
      here = next;
    }
    return here.stream().filter(place -> place.node().isObject()).toList();
  }

  static final String EVERY = "*";

  /** A member of an object; one that is no object is seen as one, of its {@code key} and value. */
  private static Place member(Map.Entry<String, JsonNode> member, Place outer) {
    if (member.getValue().isObject()) {
      return new Place(member.getValue(), outer);
    }
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    seen.put("key", member.getKey());
    seen.set("value", member.getValue());
    return new Place(seen, outer);
  }

  private static void spread(JsonNode found, Place outer, List<Place> into) {
    if (found.isArray()) {
      for (JsonNode item : found) {
        into.add(new Place(item, outer));
      }
    } else {
      into.add(new Place(found, outer));
    }
  }

  /** Whether an object has what a record's {@code where} asks: for each path, one of its values. */
  static boolean fits(Place place, Map<String, List<String>> where) {
    for (Map.Entry<String, List<String>> entry : where.entrySet()) {
      List<String> texts = texts(place.node(), entry.getKey());
      boolean fits =
          texts.isEmpty()
              ? entry.getValue().contains("")
              : texts.stream().anyMatch(entry.getValue()::contains);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The texts that a rule finds, seen from an object. */
  static List<String> texts(Place place, From.Path rule) {
    Place from = place;
    for (int i = 0; i < rule.up() || (rule.wholePage() && from.outer() != null); i++) {
      Place outer = from.outer();
      if (outer == null) {
        return List.of();
      }
      from = outer;
    }
    if (!rule.joined()) {
      return texts(from.node(), rule.path());
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode found : nodes(from.node(), rule.path())) {
      join(found, joined);
    }
    return joined.isEmpty() ? List.of() : List.of(joined.toString());
  }

  /** Texts one after the other; of an object, what stands under {@code text}. */
  private static void join(JsonNode node, StringBuilder joined) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        join(item, joined);
      }
    } else if (node.isObject()) {
      JsonNode text = node.get("text");
      if (text != null) {
        join(text, joined);
      }
    } else if (!node.isNull()) {
      joined.append(node.asString());
    }
  }

  static List<String> texts(JsonNode from, String path) {
    List<String> texts = new ArrayList<>(1);
    for (JsonNode node : nodes(from, path)) {
      if (node.isArray()) {
        for (JsonNode item : node) {
          add(item, texts);
        }
      } else {
        add(node, texts);
      }
    }
    return texts;
  }

  private static void add(JsonNode node, List<String> texts) {
    if (node.isValueNode() && !node.isNull()) {
      texts.add(node.asString());
    }
  }

  private static List<JsonNode> nodes(JsonNode from, String path) {
    List<JsonNode> here = List.of(from);
    for (String step : steps(path)) {
      List<JsonNode> next = new ArrayList<>(here.size());
      for (JsonNode node : here) {
        if (step.equals(EVERY) && node.isObject()) {
          node.properties().forEach(member -> next.add(member.getValue()));
        } else if (node.isArray() && !isNumber(step)) {
          for (JsonNode item : node) {
            addIfThere(item.get(step), next);
          }
        } else {
          addIfThere(step(node, step), next);
        }
      }
      here = next;
    }
    return here;
  }

  private static void addIfThere(@Nullable JsonNode node, List<JsonNode> into) {
    if (node != null) {
      into.add(node);
    }
  }

  private static @Nullable JsonNode step(JsonNode node, String step) {
    return node.isArray() && isNumber(step)
        ? node.get(Integer.parseInt(step.substring(0, Math.min(6, step.length()))))
        : node.get(step);
  }

  private static boolean isNumber(String step) {
    return step.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>(4);
    for (String step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }
}
