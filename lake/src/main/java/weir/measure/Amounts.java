package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each account holds of something, by the keys of a request: listings, itself, units sold, or
 * the money asked for them. Accounts are told apart by a name that never leaves this package.
 */
final class Amounts {

  /**
   * @param account told apart across sources; null where the page names none
   */
  record Held(Map<String, @Nullable String> keys, @Nullable String account, double amount) {}

  private final MarketTables tables;

  Amounts(MarketTables tables) {
    this.tables = tables;
  }

  /**
   * @param of {@code listings}, {@code accounts}, {@code sales} or {@code revenue}
   */
  List<Held> of(MeasureRequest request, String of) {
    return of(request, of, Declared.asked(request));
  }

  /**
   * The same from the listings as observed, where what they declare in lists is set beside it: both
   * must tell accounts apart alike.
   */
  List<Held> of(MeasureRequest request, String of, boolean declared) {
    Keys keys = tables.keys().of(request.by());
    boolean money = of.equals("revenue");
    if (money) {
      tables.conversion().into(request.currency());
    }
    boolean sold = money || of.equals("sales");
    if (declared && sold) {
      throw new MeasureProblem(
          "What was sold cannot be told apart by %s: a listing declares several at once. Use '--option of=listings'."
              .formatted(String.join(" or ", Declared.LISTS)));
    }
    SeenRows.Rows seen =
        declared
            ? Declared.asked(request)
                ? Declared.rows(request, tables.keys())
                : Declared.whole(request, tables.keys())
            : money ? tables.seen().daily(request) : tables.seen().of(request);
    String estimator = sold ? Estimators.expression(tables.estimators().of(request)) : "NULL";
    String amount =
        switch (of) {
          case "listings" -> "count(DISTINCT listing) FILTER (days > 0)";
          case "accounts" -> "count(DISTINCT vendor) FILTER (days > 0)";
          case "sales" -> "sum(" + estimator + ")";
          case "revenue" -> "sum((" + estimator + ") * CAST(price_amount AS DOUBLE) * factor)";
          default -> throw new IllegalStateException(of);
        };
    String rows =
        money
            ? """
            (SELECT s.*, c.factor FROM %s s
             LEFT JOIN conversion c ON c.currency = s.price_currency AND c.day = s.day
                                    AND c.target = '%s')
            """
                .formatted(seen.sql(), request.currency())
            : seen.sql();
    String sql =
        """
        SELECT %1$s source AS holder_source, vendor, %2$s AS amount
        FROM %3$s GROUP BY %4$s source, vendor
        HAVING amount IS NOT NULL ORDER BY %4$s source, vendor
        """
            .formatted(keys.columns(), amount, rows, keys.given());
    List<Held> held = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      Object vendor = row.get("vendor");
      held.add(
          new Held(
              keys.of(row),
              vendor == null ? null : row.get("holder_source") + "\n" + vendor,
              Objects.requireNonNullElse(Numbers.real(row.get("amount")), 0.0)));
    }
    return held;
  }

  /** The same, gathered by keys in the order in which they came. */
  static Map<Map<String, @Nullable String>, List<Held>> byKeys(List<Held> held) {
    Map<Map<String, @Nullable String>, List<Held>> groups = new LinkedHashMap<>();
    held.forEach(one -> groups.computeIfAbsent(one.keys(), _ -> new ArrayList<>()).add(one));
    return groups;
  }
}
