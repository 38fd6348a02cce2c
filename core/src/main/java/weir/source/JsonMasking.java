package weir.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  JsonMasking(Masker masker, List<MaskRule> masks) {
    this.masker = masker;
    for (MaskRule rule : masks) {
      rules.computeIfAbsent(rule.where(), _ -> new ArrayList<>()).add(rule);
    }
  }

  JsonNode masked(JsonNode node) {
    return masked(node, "", node);
  }

  /**
   * @param beside the object that the value stands in
   */
  private JsonNode masked(JsonNode node, String path, JsonNode beside) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        copy.set(masker.mask(entry.getKey()).text(), masked(entry.getValue(), inner, node));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : node) {
        copy.add(masked(item, path, beside));
      }
      return copy;
    }
    if (!node.isNull()) {
      for (MaskRule rule : rules.getOrDefault(path, List.of())) {
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
