package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    List<MeasureRow> rows = new ArrayList<>();
    Amounts.byKeys(new Amounts(tables).of(request, of))
        .forEach((Map<String, @Nullable String> keys, List<Amounts.Held> all) -> {
          List<Amounts.Held> held = all.stream().filter(one -> one.account() != null).toList();
          double unnamed =
              all.stream()
                  .filter(one -> one.account() == null)
                  .mapToDouble(Amounts.Held::amount)
                  .sum();
          double[] amounts = held.stream().mapToDouble(Amounts.Held::amount).toArray();
          double total = held.stream().mapToDouble(Amounts.Held::amount).sum();
          if (amounts.length == 0 || !(total > 0)) {
            return;
          }
          Map<String, String> choices = new LinkedHashMap<>();
          choices.put("of", of);
          choices.put("accounts", Integer.toString(amounts.length));
          if (unnamed > 0) {
            choices.put("without_account", "%.0f %%".formatted(100 * unnamed / (unnamed + total)));
          }
          if (!of.equals("listings")) {
            choices.put("estimator", words(request, keys));
          }
          Estimated index = index(request, amounts);
          choices.put(
              "interval",
              index.low() == null ? "none: fewer than 10 accounts" : "95 %, accounts resampled");
          Double share = coverage.at(keys, choices);
          rows.add(
              new MeasureRow(
                  keys,
                  index.value(),
                  definition.unit(),
                  index.low(),
                  index.high(),
                  share,
                  choices));
        });
    return rows;
  }

  private String words(MeasureRequest request, Map<String, @Nullable String> keys) {
    return Estimators.words(request, tables.estimators().of(request), keys.get("source"));
  }

  private Estimated index(MeasureRequest request, double[] amounts) {
    ToDoubleFunction<double[]> index =
        switch (definition.name()) {
          case "gini" -> Concentration::gini;
          case "herfindahl" -> Concentration::herfindahl;
          case "top_share" -> {
            int k = Options.whole(request, definition, "k", 1, 1000);
            yield held -> Concentration.topShare(held, k);
          }
          default -> throw new IllegalStateException(definition.name());
        };
    return Concentration.estimate(amounts, index);
  }
}
