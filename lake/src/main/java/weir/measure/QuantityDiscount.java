package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.DiscountCurve;
import weir.estimate.Estimated;

/** How the price of a gram or piece falls with the amount: the elasticity, or the curve itself. */
final class QuantityDiscount {

  private static final double[] GRAMS = {0.1, 0.5, 1, 5, 10, 28, 50, 100, 500, 1000};
  private static final double[] UNITS = {1, 5, 10, 20, 50, 100, 500, 1000, 5000};

  private final MarketTables tables;
  private final MeasureDefinition definition;

  QuantityDiscount(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    String of = request.option(definition, "of");
    List<String> by = request.by().stream().filter(key -> !key.equals("amount")).toList();
    Keys keys = tables.keys().of(by);
    Map<Map<String, @Nullable String>, List<DiscountCurve.Offer>> groups = new LinkedHashMap<>();
    for (Asked.Price price :
        Asked.of(tables, request, keys, of, List.of("source", "family", "substance"))) {
      groups
          .computeIfAbsent(price.keys(), _ -> new ArrayList<>())
          .add(
              new DiscountCurve.Offer(
                  String.valueOf(price.more()), price.account(), price.amount(), price.each()));
    }
    Coverage.Shares coverage = tables.coverage().of(request.withBy(by));
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> group, List<DiscountCurve.Offer> offers) -> {
      DiscountCurve curve = DiscountCurve.fit(offers);
      if (curve == null) {
        return;
      }
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, accounts as clusters");
      choices.put("level", "each substance of each source has its own");
      choices.put("of", of);
      choices.put("currency", request.currency());
      choices.put("listings", Integer.toString(curve.offers()));
      choices.put("accounts", Integer.toString(curve.accounts()));
      choices.put("explained", String.format(Locale.ROOT, "%.0f %%", 100 * curve.explained()));
      Double share = coverage.at(group, choices);
      if (definition.name().equals("quantity_discount")) {
        Estimated slope = curve.slope();
        choices.put(
            "tenfold_amount",
            String.format(Locale.ROOT, "%+.0f %% each", 100 * (Math.pow(10, slope.value()) - 1)));
        rows.add(
            new MeasureRow(
                group,
                slope.value(),
                definition.unit(),
                slope.low(),
                slope.high(),
                share,
                choices));
        return;
      }
      for (double amount : of.equals("grams") ? GRAMS : UNITS) {
        Estimated price = curve.at(amount);
        if (price != null) {
          Map<String, @Nullable String> withAmount = new LinkedHashMap<>(group);
          withAmount.put(
              "amount", amount == Math.rint(amount) ? "%.0f".formatted(amount) : amount + "");
          rows.add(
              new MeasureRow(
                  withAmount,
                  price.value(),
                  request.currency() + (of.equals("grams") ? " per gram" : " per unit"),
                  price.low(),
                  price.high(),
                  share,
                  choices));
        }
      }
    });
    return rows;
  }
}
