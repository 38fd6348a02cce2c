package weir.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;

/** One record on an HTML page: the whole page, or one element of it. */
final class HtmlRecord implements RawRecord {

  /** The fields of a kind of record, with their selectors found out once for all pages. */
  static final class Shape {
    private final Map<String, Field> fields = new LinkedHashMap<>();

    Shape(Map<String, List<FieldRule>> rules, SelectorSet selectors) {
      rules.forEach((name, ways) -> {
        List<Way> found = ways.stream().map(rule -> Way.of(rule, selectors)).toList();
        fields.put(name, new Field(fields.size(), found));
      });
    }

    Iterable<String> names() {
      return fields.keySet();
    }
  }

  /**
   * @param number of the field among those of its record
   */
  private record Field(int number, List<Way> ways) {}

  /**
   * A rule and the number of its selector.
   *
   * @param selector -1 when the rule has none
   * @param without the selector of what is left out; -1 for none
   * @param labels as they are compared; empty when the rule has none
   */
  private record Way(FieldRule rule, int selector, int without, List<String> labels) {
    static Way of(FieldRule rule, SelectorSet selectors) {
      if (rule.from() instanceof From.Label(List<String> labels, String css, _, _, _)) {
        List<String> keys = labels.stream().map(Labels::key).toList();
        return new Way(rule, css == null ? -1 : selectors.number(css), -1, keys);
      }
      if (!(rule.from() instanceof From.Select select)) {
        return new Way(rule, -1, -1, List.of());
      }
      String without = select.without();
      return new Way(
          rule,
          selectors.number(select.css()),
          without == null ? -1 : selectors.number(without),
          List.of());
    }
  }

  /** Told each element that a field is read from. */
  interface Places {
    void element(int hit);
  }

  /** Says that a record is the whole page. */
  static final int WHOLE_PAGE = -1;

  private final HtmlWalk walk;
  private final Shape shape;
  private final int root;
  private final String address;

  /** Where paths into the page's structured data begin. */
  private final JsonTree.Place data;

  /** The values of the fields that were asked for: ids are made of fields that are read anyway. */
  private final @Nullable List<Value>[] known;

  /**
   * @param root the element that holds the record, or {@link #WHOLE_PAGE}
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists can be made in no other way
  HtmlRecord(HtmlWalk walk, Shape shape, int root, String address, JsonTree.Place data) {
    this.data = data;
    this.walk = walk;
    this.shape = shape;
    this.root = root;
    this.address = address;
    this.known = new List[shape.fields.size()];
  }

  /** The texts that a rule finds on the whole page. */
  static List<String> texts(
      HtmlWalk walk, SelectorSet selectors, FieldRule rule, String address, JsonTree.Place data) {
    HtmlRecord page =
        new HtmlRecord(walk, new Shape(Map.of(), selectors), WHOLE_PAGE, address, data);
    List<Value> values = new ArrayList<>();
    page.read(Way.of(rule, selectors), values);
    return values.stream().map(Value::text).toList();
  }

  @Override
  public List<Value> values(String name) {
    Field field = shape.fields.get(name);
    if (field == null) {
      return List.of();
    }
    List<Value> values = known[field.number()];
    if (values == null) {
      values = read(field);
      known[field.number()] = values;
    }
    return values;
  }

  private List<Value> read(Field field) {
    List<Value> values = new ArrayList<>(1);
    for (Way way : field.ways()) {
      read(way, values);
    }
    return values;
  }

  @Override
  public String locator() {
    return root == WHOLE_PAGE ? "html:" : walk.locator(root);
  }

  private void read(Way way, List<Value> values) {
    FieldRule rule = way.rule();
    switch (rule.from()) {
      case From.Constant(String text) -> values.add(new Value(text, rule));
      case From.Address() -> add(rule, address, values);
      case From.Digest(List<String> parts) ->
          Digests.of(this, parts).forEach(id -> values.add(new Value(id, rule)));
      case From.Signs(List<String> parts) ->
          Signs.of(this, parts, parts.contains("page") ? walk.wholeText() : "")
              .forEach(sign -> values.add(new Value(sign, rule)));
      case From.Path path -> {
        for (String text : JsonTree.texts(data, path)) {
          add(rule, text, values);
        }
      }
      case From.Column _ -> {}
      case From.Label label -> {
        for (Labels.Found found : labelled(way, label)) {
          labelled(way, label, found, values);
        }
      }
      case From.Select select -> {
        if (select.take() == Profile.Take.COUNT) {
          HtmlWalk.Hits all = walk.hits(way.selector());
          int count = root == WHOLE_PAGE ? all.size() : all.from(walk.end(root)) - all.from(root);
          add(rule, Integer.toString(count), values);
        } else {
          places(way, select, hit -> add(rule, text(way, select, hit), values));
        }
      }
    }
  }

  private List<Labels.Found> labelled(Way way, From.Label label) {
    boolean everywhere = root == WHOLE_PAGE || label.wholePage();
    return walk.labels().find(way.labels(), everywhere ? -1 : root, way.rule().many());
  }

  /** What is taken of the value that a label stands before. */
  private void labelled(Way way, From.Label label, Labels.Found found, List<Value> values) {
    From.Select taken = new From.Select("", label.take(), label.attribute(), false, null, false);
    if (way.selector() < 0) {
      boolean plain = label.take() == Profile.Take.TEXT || !found.whole();
      add(way.rule(), plain ? found.text() : walk.text(found.element(), taken), values);
      return;
    }
    HtmlWalk.Hits all = walk.hits(way.selector());
    for (int i = all.from(found.from()); i < all.size() && all.get(i) < found.to(); i++) {
      add(way.rule(), walk.text(all.get(i), taken), values);
      if (!way.rule().many()) {
        return;
      }
    }
  }

  private String text(Way way, From.Select select, int hit) {
    return way.without() < 0
        ? walk.text(hit, select)
        : walk.textWithout(hit, walk.hits(way.without()), select.take());
  }

  private static void add(FieldRule rule, String printed, List<Value> values) {
    if (rule.split() == null) {
      String text = Rules.one(rule, printed);
      if (!text.isEmpty()) {
        values.add(new Value(text, rule));
      }
      return;
    }
    for (String text : Rules.apply(rule, printed)) {
      values.add(new Value(text, rule));
    }
  }

  /** The elements that a field's rules read from; those that give no text too. */
  void places(String name, Places found) {
    Field field = shape.fields.get(name);
    if (field == null) {
      return;
    }
    for (Way way : field.ways()) {
      if (way.rule().from() instanceof From.Select select) {
        places(way, select, found);
      } else if (way.rule().from() instanceof From.Label label) {
        labelled(way, label).forEach(value -> found.element(value.element()));
      }
    }
  }

  private void places(Way way, From.Select select, Places found) {
    HtmlWalk.Hits all = walk.hits(way.selector());
    if (select.before() && root != WHOLE_PAGE) {
      int last = all.from(root) - 1;
      if (last >= 0) {
        found.element(all.get(last));
      }
      return;
    }
    boolean everywhere = root == WHOLE_PAGE || select.wholePage();
    int end = everywhere ? Integer.MAX_VALUE : walk.end(root);
    for (int i = everywhere ? 0 : all.from(root); i < all.size() && all.get(i) < end; i++) {
      found.element(all.get(i));
      if (!way.rule().many()) {
        return;
      }
    }
  }
}
