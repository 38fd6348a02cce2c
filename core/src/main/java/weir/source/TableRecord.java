package weir.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;

/**
 * One row of a delimited file, or one JSON line.
 *
 * @param finder gives the masked texts that stand where a rule points
 */
record TableRecord(
    Map<String, List<FieldRule>> fields,
    String locator,
    String address,
    Function<From, List<String>> finder)
    implements RawRecord {

  @Override
  public List<Value> values(String field) {
    List<FieldRule> rules = fields.get(field);
    if (rules == null) {
      return List.of();
    }
    List<Value> values = new ArrayList<>(rules.size());
    for (FieldRule rule : rules) {
      for (String text : texts(rule)) {
        values.add(new Value(text, rule));
      }
    }
    return values;
  }

  private List<String> texts(FieldRule rule) {
    return switch (rule.from()) {
      case From.Constant(String text) -> List.of(text);
      case From.Address() -> Rules.apply(rule, address);
      case From.Digest(List<String> parts) -> Digests.of(this, parts);
      case From.Signs(List<String> parts) -> Signs.of(this, parts, "");
      case From from -> {
        List<String> found = finder.apply(from);
        yield switch (found.size()) {
          case 0 -> List.of();
          case 1 -> Rules.apply(rule, found.getFirst());
          default -> found.stream().flatMap(text -> Rules.apply(rule, text).stream()).toList();
        };
      }
    };
  }
}
