package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.DiscountCurve;
import weir.estimate.Estimated;

/** How the price of a gram or piece falls with the amount: the elasticity, or the curve itself. */
final class QuantityDiscount {

  private static final double[] GRAMS = {0.1, 0.5, 1, 5, 10, 28, 50, 100, 500, 1000};
  private static final double[] UNITS = {1, 5, 10, 20, 50, 100, 500, 1000, 5000};

  private static final String TIERS = "tiers";

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
    Coverage.Shares coverage = tables.coverage().of(request.withBy(by));
    List<MeasureRow> rows = new ArrayList<>();
    Asked.Sql asked =
        Asked.of(tables, request.withBy(by), keys, of, List.of("source", "family", "substance"));
    boolean tiered =
        request.option(definition, TIERS).equals("with")
            && tables.query().tables().contains("offer");
    String offers =
        tiered ? tiers(keys, of, request) : ", offered AS NOT MATERIALIZED (SELECT * FROM asked)";
    for (Map<String, @Nullable Object> row :
        tables.rows(asked.with() + offers + added(keys) + keys.orderBy(), asked.parameters())) {
      Map<String, @Nullable String> group = keys.of(row);
      DiscountCurve curve = DiscountCurve.fit(sums(row));
      if (curve == null) {
        continue;
      }
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, accounts as clusters");
      choices.put("level", "each substance of each source has its own");
      choices.put("of", of);
      choices.put("currency", request.currency());
      choices.put("tiers", request.option(definition, TIERS));
      choices.put("offers", Integer.toString(curve.offers()));
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
        continue;
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
    }
    return rows;
  }

  /**
   * The table {@code offered}: of a listing that prints a table of amounts, each of them with its
   * median price of the listing's weeks in the group; of the others, what {@code asked} holds.
   */
  private static String tiers(Keys keys, String of, MeasureRequest request) {
    String sameGroup =
        keys.names().stream()
            .map(key -> " AND t.k_%1$s IS NOT DISTINCT FROM a.k_%1$s".formatted(key))
            .collect(Collectors.joining());
    return """
    , tier AS MATERIALIZED (
      SELECT hash(o.source, o.listing_id) AS of_listing,
             o.captured_at::DATE - (isodow(o.captured_at) - 1)::INTEGER AS of_week,
             o.%1$s AS tier_amount, CAST(o.price_amount AS DOUBLE) * c.factor AS tier_price
      FROM offer o
      JOIN conversion c ON c.currency = o.price_currency AND c.day = o.captured_at::DATE
        AND c.target = %2$s
      WHERE o.kind = 'tier' AND o.%1$s > 0 AND o.price_amount > 0%6$s),
    tiered AS MATERIALIZED (
      SELECT %3$s source, family, substance, listing, any_value(account) AS account,
             tier_amount AS amount, median(tier_price / tier_amount) AS each,
             median(tier_price) AS price
      FROM seen_rows JOIN tier ON of_listing = listing AND of_week = week
      GROUP BY %4$s source, family, substance, listing, tier_amount),
    offered AS (
      SELECT * FROM tiered
      UNION ALL BY NAME
      SELECT * FROM asked a
      WHERE NOT EXISTS (SELECT 1 FROM tiered t WHERE t.listing = a.listing%5$s))
    """
        .formatted(
            of,
            Estimators.quoted(request.currency()),
            keys.columns(),
            keys.given(),
            sameGroup,
            within(request));
  }

  private static String within(MeasureRequest request) {
    return (request.from() == null
            ? ""
            : " AND o.captured_at >= DATE '%s'".formatted(request.from()))
        + (request.to() == null ? "" : " AND o.captured_at < DATE '%s'".formatted(request.to()));
  }

  /** What {@link DiscountCurve.Sums} wants of each group, in the order of the keys. */
  private static String added(Keys keys) {
    return """
    , offers AS MATERIALIZED (
      SELECT %1$s %2$s AS g, (hash(%1$s source, family, substance) >> 1)::BIGINT AS goods, account,
             amount, ln(amount) AS x, ln(each) AS y
      FROM offered),
    means AS MATERIALIZED (
      SELECT goods, any_value(g) AS g, avg(x) AS x, avg(y) AS y FROM offers GROUP BY goods),
    kinds AS (SELECT g, count(*) AS goods FROM means GROUP BY g),
    accounts AS (
      SELECT %3$s o.g, count(*) AS n, sum(o.x) AS x, sum(o.y) AS y, min(amount) AS least,
             max(amount) AS most, sum((o.x - m.x) * (o.x - m.x)) AS xx,
             sum((o.y - m.y) * (o.y - m.y)) AS yy, sum((o.x - m.x) * (o.y - m.y)) AS xy,
             sum(o.x - m.x) AS dx, sum(o.y - m.y) AS dy
      FROM offers o JOIN means m ON m.goods = o.goods GROUP BY o.g, account),
    groups AS (
      SELECT %3$s g, sum(n) AS offers, count(*) AS accounts, sum(x) AS x, sum(y) AS y,
             min(least) AS least, max(most) AS most, sum(xx) AS xx, sum(yy) AS yy, sum(xy) AS xy,
             sum(xy * xy) AS xyxy, sum(xy * xx) AS xyxx, sum(xx * xx) AS xxxx,
             sum(dy * dy) AS yall2, sum(dx * dy) AS xyall, sum(dx * dx) AS xall2
      FROM accounts GROUP BY g)
    SELECT groups.*, kinds.goods FROM groups JOIN kinds ON kinds.g = groups.g
    """
        .formatted(keys.given(), keys.number(), keys.anyGiven());
  }

  private static DiscountCurve.Sums sums(Map<String, @Nullable Object> row) {
    return new DiscountCurve.Sums(
        Math.toIntExact(Numbers.count(row.get("offers"))),
        Math.toIntExact(Numbers.count(row.get("accounts"))),
        Math.toIntExact(Numbers.count(row.get("goods"))),
        Numbers.amount(row.get("x")),
        Numbers.amount(row.get("y")),
        Numbers.amount(row.get("least")),
        Numbers.amount(row.get("most")),
        Numbers.amount(row.get("xx")),
        Numbers.amount(row.get("yy")),
        Numbers.amount(row.get("xy")),
        Numbers.amount(row.get("xyxy")),
        Numbers.amount(row.get("xyxx")),
        Numbers.amount(row.get("xxxx")),
        Numbers.amount(row.get("yall2")),
        Numbers.amount(row.get("xyall")),
        Numbers.amount(row.get("xall2")));
  }
}
