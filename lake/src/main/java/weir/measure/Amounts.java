package weir.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import weir.lake.query.RowCursor;

/**
 * What each account holds of something, by the keys of a request: listings, itself, units sold, or
 * the money asked for them. Accounts are told apart by a name that never leaves this package.
 */
final class Amounts {

  /** What the accounts of one group hold, as numbers side by side. */
  static final class Holdings {
    private final Map<String, @Nullable String> keys;
    private final long[] accounts;
    private final double[] amounts;
    private final @Nullable Double nameless;

    private Holdings(
        Map<String, @Nullable String> keys,
        long[] accounts,
        double[] amounts,
        @Nullable Double nameless) {
      this.keys = keys;
      this.accounts = accounts;
      this.amounts = amounts;
      this.nameless = nameless;
    }

    Map<String, @Nullable String> keys() {
      return keys;
    }

    /** Told apart across sources, ascending; not to be changed, like the amounts. */
    long[] accounts() {
      return accounts;
    }

    /** What each account holds. */
    double[] amounts() {
      return amounts;
    }

    /** The amount of what names no account; null where everything names one. */
    @Nullable Double nameless() {
      return nameless;
    }

    double total() {
      Double more = nameless;
      return DoubleStream.of(amounts).sum() + (more == null ? 0 : more);
    }
  }

  private final MarketTables tables;

  Amounts(MarketTables tables) {
    this.tables = tables;
  }

  /**
   * @param of {@code listings}, {@code accounts}, {@code sales} or {@code revenue}
   */
  List<Holdings> of(MeasureRequest request, String of) {
    return of(request, of, Declared.asked(request));
  }

  /**
   * The same from the listings as observed, where what they declare in lists is set beside it: both
   * must tell accounts apart alike.
   */
  List<Holdings> of(MeasureRequest request, String of, boolean declared) {
    Keys keys = tables.keys().of(request.by());
    boolean money = of.equals("revenue");
    boolean sold = money || of.equals("sales");
    if (declared && sold) {
      throw new MeasureProblem(
          "What was sold cannot be told apart by %s: a listing declares several at once. Use '--option of=listings'."
              .formatted(String.join(" or ", Declared.LISTS)));
    }
    SeenRows.Rows seen =
        declared
            ? Declared.asked(request)
                ? tables.declared().rows(request)
                : tables.declared().whole(request)
            : money
                ? tables
                    .seen()
                    .valued(
                        request.withHolding("none"),
                        tables.estimators().of(request),
                        tables.conversion())
                : tables.seen().of(request);
    String amount =
        switch (of) {
          case "listings" -> "count(DISTINCT listing) FILTER (days > 0)";
          case "accounts" -> "count(DISTINCT vendor) FILTER (days > 0)";
          case "sales" -> "sum(" + Estimators.expression(tables.estimators().of(request)) + ")";
          case "revenue" -> "sum(paid)";
          default -> throw new IllegalStateException(of);
        };
    try {
      tables
          .query()
          .execute(
              """
              CREATE OR REPLACE TEMP TABLE held_amount AS
              SELECT *, %3$s AS g FROM (
                SELECT %1$s source AS of_source, CASE WHEN vendor IS NOT NULL
                                 THEN (hash(source, vendor) >> 1)::BIGINT ELSE -1 END AS holder,
                       CAST(%2$s AS DOUBLE) AS amount
                FROM %4$s GROUP BY ALL)
              WHERE amount IS NOT NULL
              """
                  .formatted(keys.columns(), amount, keys.number(), seen.sql()),
              seen.parameters());
      return held(keys);
    } finally {
      tables.query().execute("DROP TABLE IF EXISTS held_amount");
    }
  }

  private List<Holdings> held(Keys keys) {
    Map<Long, Map<String, @Nullable String>> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row :
        tables.rows(
            "SELECT g, %s FROM held_amount GROUP BY ALL %s".formatted(keys.given(), keys.orderBy()),
            List.of())) {
      groups.put(Numbers.count(row.get("g")), keys.of(row));
    }
    Map<Long, Holdings> held = new HashMap<>();
    try (RowCursor rows =
        tables
            .query()
            .numbers("SELECT g, holder, amount FROM held_amount ORDER BY g, holder", List.of())) {
      LongStream.Builder accounts = LongStream.builder();
      DoubleStream.Builder amounts = DoubleStream.builder();
      Double nameless = null;
      boolean there = rows.next();
      while (there) {
        long g = rows.whole(1);
        long holder = rows.whole(2);
        if (holder < 0) {
          nameless = (nameless == null ? 0 : nameless) + rows.amount(3); // one for each source
        } else {
          accounts.add(holder);
          amounts.add(rows.amount(3));
        }
        there = rows.next();
        if (!there || rows.whole(1) != g) {
          held.put(
              g,
              new Holdings(
                  groups.getOrDefault(g, Map.of()),
                  accounts.build().toArray(),
                  amounts.build().toArray(),
                  nameless));
          accounts = LongStream.builder();
          amounts = DoubleStream.builder();
          nameless = null;
        }
      }
    }
    List<Holdings> ordered = new ArrayList<>();
    for (long g : groups.keySet()) {
      ordered.add(Objects.requireNonNull(held.get(g)));
    }
    return ordered;
  }
}
