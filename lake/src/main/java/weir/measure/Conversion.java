package weir.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;
import weir.money.Exchange;
import weir.money.Money;
import weir.money.Rate;

/**
 * The table {@code conversion}: a factor for each currency and day on which something may have been
 * priced, into the currencies that were asked for; and {@code conversion_week}, the same with a
 * week's factors side by side. A missing rate is a missing row, or null.
 */
final class Conversion {

  private final LakeQuery query;
  private final Set<String> targets = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();
  private @Nullable Exchange exchange;

  Conversion(LakeQuery query) {
    this.query = query;
  }

  void prepare() {
    query.execute(
        "CREATE TEMP TABLE conversion (currency VARCHAR, target VARCHAR, day DATE, factor DOUBLE)");
    query.execute(
        "CREATE TEMP TABLE conversion_week (currency VARCHAR, target VARCHAR, week DATE, %s)"
            .formatted(eachDay("factor_%d DOUBLE")));
  }

  private static String eachDay(String pattern) {
    return IntStream.rangeClosed(1, 7)
        .mapToObj(d -> pattern.replace("%d", Integer.toString(d)))
        .collect(Collectors.joining(", "));
  }

  /**
   * Puts the factors into that currency in the tables, unless they stand there.
   *
   * @return whether there is any
   */
  boolean into(String target) {
    if (!targets.add(target)) {
      return !unknown.contains(target);
    }
    Exchange known = exchange();
    List<Priced> wanted = new ArrayList<>();
    query.forEach(
        "SELECT DISTINCT currency, week FROM seen_week WHERE currency IS NOT NULL",
        row -> {
          String currency = Objects.requireNonNull(row.text("currency"));
          LocalDate week = Objects.requireNonNull(row.date("week"));
          for (int d = 0; d < 7; d++) {
            wanted.add(new Priced(currency, week.plusDays(d)));
          }
        });
    if (append(query, "conversion", wanted, known, target) == 0) {
      unknown.add(target);
      return false;
    }
    query.execute(
        """
        INSERT INTO conversion_week
        SELECT currency, target, week, %s
        FROM (SELECT *, day - (isodow(day) - 1)::INTEGER AS week FROM conversion WHERE target = %s)
        GROUP BY currency, target, week
        """
            .formatted(
                eachDay("max(CASE WHEN isodow(day) = %d THEN factor END)"),
                Estimators.quoted(target)));
    return true;
  }

  /** All rates; read once. */
  Exchange exchange() {
    Exchange known = exchange;
    if (known == null) {
      known = exchange(query);
      exchange = known;
    }
    return known;
  }

  private record Priced(String currency, LocalDate day) {}

  /**
   * Makes the table {@code conversion} of factors into one currency for what {@code listing_day}
   * priced.
   *
   * @param table its name
   */
  static void factors(LakeQuery query, String table, String target) {
    factors(
        query,
        table,
        "SELECT DISTINCT price_currency AS currency, day FROM listing_day"
            + " WHERE price_currency IS NOT NULL",
        exchange(query),
        target);
  }

  /**
   * Makes a table of factors into one currency.
   *
   * @param table its name
   * @param priced a query that gives the currency and the day of all that is to be converted
   */
  static void factors(
      LakeQuery query, String table, String priced, Exchange exchange, String target) {
    query.execute(
        "CREATE OR REPLACE TABLE %s (currency VARCHAR, target VARCHAR, day DATE, factor DOUBLE)"
            .formatted(table));
    List<Priced> wanted = new ArrayList<>();
    query.forEach(
        priced,
        row ->
            wanted.add(
                new Priced(
                    Objects.requireNonNull(row.text("currency")),
                    Objects.requireNonNull(row.date("day")))));
    append(query, table, wanted, exchange, target);
  }

  /** Returns how many factors there were. */
  private static int append(
      LakeQuery query, String table, List<Priced> wanted, Exchange exchange, String target) {
    List<List<Object>> rows = new ArrayList<>();
    for (Priced priced : wanted) {
      OptionalDouble factor = factor(exchange, priced.currency, priced.day, target);
      if (factor.isPresent()) {
        rows.add(List.of(priced.currency, target, priced.day, factor.getAsDouble()));
      }
    }
    query.append(table, rows);
    return rows.size();
  }

  private static OptionalDouble factor(
      Exchange exchange, String currency, LocalDate day, String target) {
    if (currency.equals(target)) {
      return OptionalDouble.of(1);
    }
    return exchange
        .convert(new Money(BigDecimal.ONE, currency), day, target)
        .map(amount -> OptionalDouble.of(amount.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Exchange exchange(LakeQuery query) {
    List<Rate> rates = new ArrayList<>();
    query.forEach(
        "SELECT day, base, quote, rate, origin FROM rate",
        row ->
            rates.add(
                new Rate(
                    Objects.requireNonNull(row.date("day")),
                    Objects.requireNonNull(row.text("base")),
                    Objects.requireNonNull(row.text("quote")),
                    Objects.requireNonNull(row.real("rate")),
                    Objects.requireNonNull(row.text("origin")))));
    return Exchange.of(rates);
  }
}
