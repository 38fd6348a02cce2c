package weir.money;

import java.math.BigDecimal;

/**
 * An amount in one currency, as printed.
 *
 * @param amount zero or more
 * @param currency an ISO 4217 code, or the usual code of a cryptocurrency, such as {@code XMR}
 */
public record Money(BigDecimal amount, String currency) {

  public Money {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(
          "A price cannot be negative, but %s %s is. Leave discounts and refunds out."
              .formatted(amount.toPlainString(), currency));
    }
    if (!Currencies.isCode(currency)) {
      throw new IllegalArgumentException(
          "'%s' is no currency code. Expected three to five capitals, such as EUR, USD or BTC."
              .formatted(currency));
    }
  }
}
