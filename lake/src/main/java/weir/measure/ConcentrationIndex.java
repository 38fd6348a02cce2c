package weir.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Concentration;
import weir.estimate.Estimated;

/** How unevenly listings, sales or revenue are spread over accounts; says nothing of which. */
final class ConcentrationIndex {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  ConcentrationIndex(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    String of = request.option(definition, "of");
    Coverage.Shares coverage = tables.coverage().of(request);
    Concentration.Index how = index(request);
    List<Amounts.Holdings> groups =
        new Amounts(tables)
            .of(request, of).stream()
                .filter(held -> Arrays.stream(held.amounts()).sum() > 0)
                .toList();
    // Accounts are drawn anew hundreds of times for each group; the groups are alike in cost.
    List<Estimated> indices =
        groups.parallelStream().map(held -> Concentration.estimate(held.amounts(), how)).toList();
    List<MeasureRow> rows = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Amounts.Holdings held = groups.get(i);
      Estimated index = indices.get(i);
      Map<String, @Nullable String> keys = held.keys();
      Double nameless = held.nameless();
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("of", of);
      choices.put("accounts", Integer.toString(held.accounts().length));
      if (nameless != null && nameless > 0) {
        choices.put("without_account", "%.0f %%".formatted(100 * nameless / held.total()));
      }
      if (!of.equals("listings")) {
        choices.put("estimator", words(request, keys));
      }
      choices.put(
          "interval",
          index.low() == null ? "none: fewer than 10 accounts" : "95 %, accounts resampled");
      Double share = coverage.at(keys, choices);
      rows.add(
          new MeasureRow(
              keys, index.value(), definition.unit(), index.low(), index.high(), share, choices));
    }
    return rows;
  }

  private String words(MeasureRequest request, Map<String, @Nullable String> keys) {
    return Estimators.words(request, tables.estimators().of(request), keys.get("source"));
  }

  private Concentration.Index index(MeasureRequest request) {
    return switch (definition.name()) {
      case "gini" -> Concentration.GINI;
      case "herfindahl" -> Concentration.HERFINDAHL;
      case "top_share" -> Concentration.topShare(Options.whole(request, definition, "k", 1, 1000));
      default -> throw new IllegalStateException(definition.name());
    };
  }
}
