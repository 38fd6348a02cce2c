package weir.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;

/** One record on an HTML page: the whole page, or one element of it. */
final class HtmlRecord implements RawRecord {

  private final HtmlWalk walk;
  private final SelectorSet selectors;
  private final @Nullable Map<String, List<FieldRule>> fields;
  private final HtmlWalk.@Nullable Hit root;
  private final String address;

  HtmlRecord(
      HtmlWalk walk,
      SelectorSet selectors,
      @Nullable Map<String, List<FieldRule>> fields,
      HtmlWalk.@Nullable Hit root,
      String address) {
    this.walk = walk;
    this.selectors = selectors;
    this.fields = fields;
    this.root = root;
    this.address = address;
  }

  @Override
  public List<Value> values(String field) {
    List<FieldRule> rules = fields == null ? null : fields.get(field);
    if (rules == null) {
      return List.of();
    }
    List<Value> values = new ArrayList<>();
    for (FieldRule rule : rules) {
      for (String text : texts(rule)) {
        values.add(new Value(text, rule));
      }
    }
    return values;
  }

  @Override
  public String locator() {
    return root == null ? "html:" : walk.locator(root.element());
  }

  /** The texts that a rule finds in this record. */
  List<String> texts(FieldRule rule) {
    return switch (rule.from()) {
      case From.Constant(String text) -> List.of(text);
      case From.Address() -> Rules.apply(rule, address);
      case From.Digest(List<String> parts) -> Digests.of(this, parts);
      case From.Column _, From.Path _ -> List.of();
      case From.Select select -> selected(rule, select);
    };
  }

  /** The elements that a rule reads from; those that give no text too. */
  List<HtmlWalk.Hit> hits(FieldRule rule) {
    if (!(rule.from() instanceof From.Select select)) {
      return List.of();
    }
    List<HtmlWalk.Hit> all = walk.hits(selectors.number(select.css()));
    List<HtmlWalk.Hit> within =
        root == null || select.wholePage() ? all : HtmlWalk.within(all, root);
    return rule.many() || within.size() < 2 ? within : within.subList(0, 1);
  }

  private List<String> selected(FieldRule rule, From.Select select) {
    if (select.take() == Profile.Take.COUNT) {
      List<HtmlWalk.Hit> all = walk.hits(selectors.number(select.css()));
      int count = (root == null ? all : HtmlWalk.within(all, root)).size();
      return Rules.apply(rule, Integer.toString(count));
    }
    List<String> texts = new ArrayList<>();
    for (HtmlWalk.Hit hit : hits(rule)) {
      texts.addAll(Rules.apply(rule, HtmlWalk.text(hit.element(), select)));
    }
    return texts;
  }
}
