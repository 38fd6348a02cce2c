package weir.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import weir.masking.Masker;

/**
 * What a page says of itself for machines: schema.org as JSON-LD, microdata or RDFa Lite, and
 * OpenGraph. Brought into one document: under each type's name, such as {@code Product}, all
 * objects of that type, wherever they stand. Where a page says the same in several ways, the first
 * of JSON-LD, microdata and RDFa that names a type counts for it.
 */
final class StructuredData {

  /** JSON as shops write it by hand. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  /** The element that JSON-LD is kept in: scripts are not kept. */
  private static final String KEPT = "weir-data";

  private static final int MOST_BLOCKS = 200;
  private static final int MOST_OBJECTS = 20_000;
  private static final int MOST_PROPERTIES = 5_000;
  private static final int DEEPEST = 60;

  /** How many elements above a property its object is looked for. */
  private static final int HIGHEST = 200;

  private static final Set<String> CONTACTS = Set.of("telephone", "email", "faxnumber");
  private static final Set<String> PERSONS =
      Set.of("name", "givenname", "familyname", "additionalname", "alternatename");

  private static final Set<String> PRODUCTS =
      Set.of("Drug", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts");
  private static final Set<String> ORGANIZATIONS =
      Set.of(
          "Pharmacy",
          "Store",
          "OnlineStore",
          "OnlineBusiness",
          "LocalBusiness",
          "Corporation",
          "MedicalBusiness",
          "MedicalOrganization");

  private StructuredData() {}

  /**
   * Takes the JSON-LD out of the page's scripts, masks it, and puts it into elements of its own at
   * the page's end, where it stays readable in what is kept.
   */
  static void embed(Document page, Masker masker, Problems problems) {
    List<String> blocks = new ArrayList<>();
    for (Element script : page.select("script[type*=ld+json]")) {
      if (blocks.size() == MOST_BLOCKS) {
        break;
      }
      String text = script.data().replace("<!--", "").replace("-->", "").strip();
      text = text.replaceFirst("^/\\*.{0,20}?\\*/|^//<!\\[CDATA\\[|^<!\\[CDATA\\[", "");
      text = text.replaceFirst("(?://)?\\]\\]>$", "").strip();
      if (text.endsWith(";")) {
        text = text.substring(0, text.length() - 1);
      }
      if (text.isEmpty()) {
        continue;
      }
      try {
        blocks.add(masked(LENIENT.readTree(text), "", false, masker).toString());
      } catch (JacksonException e) {
        problems.add(
            "unreadable-data",
            "JSON-LD",
            masker.mask(text.substring(0, Math.min(40, text.length()))).text(),
            "is broken",
            "The rest of the page was read; other data on it may say the same.",
            "");
      }
    }
    for (String block : blocks) {
      page.body().appendElement(KEPT).attr("value", block);
    }
  }

  private static JsonNode masked(JsonNode node, String key, boolean ofPerson, Masker masker) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isObject()) {
      boolean person = types(node).contains("Person") || key.equals("author");
      ObjectNode copy = nodes.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String name = entry.getKey();
        copy.set(
            masker.mask(name).text(),
            masked(entry.getValue(), name.toLowerCase(Locale.ROOT), person, masker));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = nodes.arrayNode();
      for (JsonNode item : node) {
        copy.add(masked(item, key, ofPerson, masker));
      }
      return copy;
    }
    if (node.isNull() || node.isBoolean()) {
      return node;
    }
    String text = node.asString();
    if (CONTACTS.contains(key) && !text.isBlank()) {
      String told = masker.mask(text).text();
      return nodes.stringNode(
          told.equals(text) ? masker.token(Masker.Role.CONTACT, text.strip()) : told);
    }
    if (key.equals("streetaddress")) {
      return nodes.stringNode(masker.token(Masker.Role.PERSON, text));
    }
    if ((ofPerson && PERSONS.contains(key)) || key.equals("author")) {
      return nodes.stringNode(masker.token(Masker.Role.AUTHOR, text));
    }
    return node.isString() ? nodes.stringNode(masker.mask(text).text()) : node;
  }

  /** The document of a masked page. */
  static ObjectNode read(Document page) {
    Collected collected = new Collected();
    for (Element kept : page.select(KEPT)) {
      try {
        collected.blocks.add(LENIENT.readTree(kept.attr("value")));
      } catch (JacksonException e) {
        collected.objects++; // a page that brings such an element of its own
      }
    }
    collected.byId();
    collected.blocks.forEach(block -> collected.collect(block, 0));
    collected.close();
    items(page, "itemscope", "itemtype", "itemprop").forEach(item -> collected.collect(item, 0));
    collected.close();
    items(page, "typeof", "typeof", "property").forEach(item -> collected.collect(item, 0));
    collected.close();
    openGraph(page, collected);
    return collected.document;
  }

  /** Objects by type. */
  private static final class Collected {
    final ObjectNode document = JsonNodeFactory.instance.objectNode();
    final List<JsonNode> blocks = new ArrayList<>();
    private final Map<String, JsonNode> ids = new HashMap<>();
    private Map<String, ArrayNode> open = new HashMap<>();
    private int objects;

    /** Objects that others refer to by their id. */
    void byId() {
      blocks.forEach(block -> ids(block, 0));
    }

    private void ids(JsonNode node, int depth) {
      if (depth > DEEPEST) {
        return;
      }
      JsonNode id = node.isObject() ? node.get("@id") : null;
      if (id != null && node.size() > 1) {
        ids.putIfAbsent(id.asString(), node);
      }
      for (JsonNode inner : node) {
        if (inner.isContainer()) {
          ids(inner, depth + 1);
        }
      }
    }

    void collect(JsonNode node, int depth) {
      if (depth > DEEPEST || objects > MOST_OBJECTS) {
        return;
      }
      if (node.isObject()) {
        JsonNode whole = depth == 0 || !types(node).isEmpty() ? resolved(node) : node;
        for (String type : types(node)) {
          objects++;
          open.computeIfAbsent(type, _ -> JsonNodeFactory.instance.arrayNode()).add(whole);
        }
      }
      for (JsonNode inner : node) {
        if (inner.isContainer()) {
          collect(inner, depth + 1);
        }
      }
    }

    /** With what it refers to in place of the references; those within these stay. */
    private JsonNode resolved(JsonNode node) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        copy.set(entry.getKey(), referred(entry.getValue()));
      }
      return copy;
    }

    private JsonNode referred(JsonNode value) {
      if (value.isArray()) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : value) {
          all.add(item.isArray() ? item : referred(item));
        }
        return all;
      }
      JsonNode id = value.isObject() && value.size() == 1 ? value.get("@id") : null;
      return id == null ? value : ids.getOrDefault(id.asString(), value);
    }

    /** Later ways of saying the same count only for types that are not there yet. */
    void close() {
      open.forEach((type, all) -> {
        if (!document.has(type)) {
          document.set(type, all);
        }
      });
      open = new HashMap<>();
    }
  }

  /** Names of an object's types without their vocabulary, and the general ones of special ones. */
  private static List<String> types(JsonNode node) {
    JsonNode said = node.get("@type");
    if (said == null) {
      return List.of();
    }
    List<String> types = new ArrayList<>(2);
    for (JsonNode one : said.isArray() ? said : List.of(said)) {
      if (!one.isValueNode()) {
        continue;
      }
      String name = one.asString();
      String type = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
      add(type.substring(type.lastIndexOf('#') + 1), types);
    }
    return types;
  }

  private static void add(String type, List<String> types) {
    if (!type.isEmpty() && !types.contains(type)) {
      types.add(type);
    }
    String general =
        PRODUCTS.contains(type) ? "Product" : ORGANIZATIONS.contains(type) ? "Organization" : "";
    if (!general.isEmpty() && !types.contains(general)) {
      types.add(general);
    }
  }

  /** Objects that are written into the page's elements; those that stand in no other. */
  private static List<JsonNode> items(Document page, String scope, String type, String property) {
    IdentityHashMap<Element, ObjectNode> items = new IdentityHashMap<>();
    List<JsonNode> outermost = new ArrayList<>();
    List<Element> scopes = page.select("[" + scope + "]");
    if (scopes.isEmpty()) {
      return outermost;
    }
    for (Element element : scopes.subList(0, Math.min(scopes.size(), MOST_PROPERTIES))) {
      ObjectNode item = JsonNodeFactory.instance.objectNode();
      ArrayNode types = item.putArray("@type");
      for (String name : element.attr(type).strip().split("\\s+", 8)) {
        if (!name.isEmpty()) {
          types.add(name);
        }
      }
      items.put(element, item);
      if (!element.hasAttr(property)) {
        outermost.add(item);
      }
    }
    int properties = 0;
    for (Element element : page.select("[" + property + "]")) {
      if (++properties > MOST_PROPERTIES) {
        break;
      }
      ObjectNode owner = owner(element, items);
      ObjectNode nested = items.get(element);
      if (owner == null) {
        if (nested != null) {
          outermost.add(nested);
        }
        continue;
      }
      JsonNode value =
          nested == null ? JsonNodeFactory.instance.stringNode(value(element)) : nested;
      for (String name : element.attr(property).strip().split("\\s+", 8)) {
        put(owner, name.substring(name.lastIndexOf(':') + 1), value);
      }
    }
    return outermost;
  }

  private static @Nullable ObjectNode owner(
      Element element, IdentityHashMap<Element, ObjectNode> items) {
    Element here = element.parent();
    for (int i = 0; here != null && i < HIGHEST; i++) {
      ObjectNode item = items.get(here);
      if (item != null) {
        return item;
      }
      here = here.parent();
    }
    return null;
  }

  private static String value(Element element) {
    for (String attribute : List.of("content", "datetime", "href", "src", "value")) {
      if (element.hasAttr(attribute)) {
        return element.attr(attribute).strip();
      }
    }
    return element.text();
  }

  private static void put(ObjectNode owner, String name, JsonNode value) {
    JsonNode before = owner.get(name);
    if (before == null) {
      owner.set(name, value);
    } else if (before instanceof ArrayNode many) {
      many.add(value);
    } else {
      owner.putArray(name).add(before).add(value);
    }
  }

  private static void openGraph(Document page, Collected collected) {
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    int properties = 0;
    for (Element meta : page.select("meta[content]")) {
      String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
      boolean own = name.startsWith("og:");
      if ((own || name.startsWith("product:")) && ++properties < MOST_PROPERTIES) {
        put(
            graph,
            own ? name.substring(3) : name.substring("product:".length()),
            JsonNodeFactory.instance.stringNode(meta.attr("content").strip()));
      }
    }
    if (!graph.isEmpty()) {
      collected.document.putArray("OpenGraph").add(graph);
    }
  }
}
