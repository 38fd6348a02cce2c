package weir.measure;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;
import weir.money.Exchange;
import weir.money.Money;
import weir.money.Rate;

/**
 * The table {@code conversion}: a factor for each currency and day on which something was priced,
 * into the currencies that were asked for. A missing rate is a missing row.
 */
final class Conversion {

  private final LakeQuery query;
  private final Set<String> targets = new HashSet<>();
  private @Nullable Exchange exchange;

  Conversion(LakeQuery query) {
    this.query = query;
  }

  void prepare() {
    try (Statement statement = query.connection().createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE conversion (currency VARCHAR, target VARCHAR, day DATE, factor DOUBLE)");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Puts the factors into that currency in the table, unless they stand there. */
  void into(String target) {
    if (!targets.add(target)) {
      return;
    }
    List<Map<String, @Nullable Object>> wanted =
        query.rows(
            "SELECT DISTINCT price_currency AS currency, day FROM listing_day"
                + " WHERE price_currency IS NOT NULL");
    try (PreparedStatement insert =
        query.connection().prepareStatement("INSERT INTO conversion VALUES (?, ?, ?, ?)")) {
      query.connection().setAutoCommit(false);
      for (Map<String, @Nullable Object> row : wanted) {
        String currency = (String) Objects.requireNonNull(row.get("currency"));
        LocalDate day = (LocalDate) Objects.requireNonNull(row.get("day"));
        OptionalDouble factor = factor(currency, day, target);
        if (factor.isPresent()) {
          insert.setString(1, currency);
          insert.setString(2, target);
          insert.setObject(3, day);
          insert.setDouble(4, factor.getAsDouble());
          insert.addBatch();
        }
      }
      insert.executeBatch();
      query.connection().commit();
      query.connection().setAutoCommit(true);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private OptionalDouble factor(String currency, LocalDate day, String target) {
    if (currency.equals(target)) {
      return OptionalDouble.of(1);
    }
    return exchange()
        .convert(new Money(BigDecimal.ONE, currency), day, target)
        .map(amount -> OptionalDouble.of(amount.doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private Exchange exchange() {
    Exchange known = exchange;
    if (known == null) {
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
      known = Exchange.of(rates);
      exchange = known;
    }
    return known;
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("Prices cannot be converted: " + e.getMessage(), e);
  }
}
