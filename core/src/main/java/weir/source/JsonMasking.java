package weir.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import weir.masking.Masker;
import weir.source.Profile.MaskRule;

/** Masks a document of objects and arrays: what the profile names, and what texts give away. */
final class JsonMasking {

  private final Masker masker;
  private final Map<String, List<MaskRule>> rules = new HashMap<>();

  /** At which depths some rule's path has the step {@code *}, which any name fits. */
  private final Set<Integer> open = new HashSet<>();

  JsonMasking(Masker masker, List<MaskRule> masks) {
    this.masker = masker;
    for (MaskRule rule : masks) {
      rules.computeIfAbsent(rule.where(), _ -> new ArrayList<>()).add(rule);
      String[] steps = rule.where().split("\\.", -1);
      for (int depth = 0; depth < steps.length; depth++) {
        if (steps[depth].equals(JsonTree.EVERY)) {
          open.add(depth);
        }
      }
    }
  }

  JsonNode masked(JsonNode node) {
    return masked(node, "", "", 0, node);
  }

  /**
   * @param openPath the same path, with {@code *} where rules have it
   * @param beside the object that the value stands in
   */
  private JsonNode masked(JsonNode node, String path, String openPath, int depth, JsonNode beside) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        String step = open.contains(depth) ? JsonTree.EVERY : entry.getKey();
        String openInner = openPath.isEmpty() ? step : openPath + "." + step;
        copy.set(
            masker.mask(entry.getKey()).text(),
            masked(entry.getValue(), inner, openInner, depth + 1, node));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : node) {
        copy.add(masked(item, path, openPath, depth, beside));
      }
      return copy;
    }
    if (!node.isNull()) {
      List<MaskRule> named = rules.getOrDefault(path, List.of());
      for (MaskRule rule :
          named.isEmpty() && !open.isEmpty() ? rules.getOrDefault(openPath, List.of()) : named) {
        if (JsonTree.fits(new JsonTree.Place(beside, null), rule.when())
            && !node.asString().isBlank()) {
          return JsonNodeFactory.instance.stringNode(masker.token(rule.role(), node.asString()));
        }
      }
    }
    return node.isString()
        ? JsonNodeFactory.instance.stringNode(masker.mask(node.asString()).text())
        : node;
  }
}
