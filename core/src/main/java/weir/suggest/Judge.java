package weir.suggest;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.money.Price;
import weir.money.PriceReader;
import weir.place.PlaceReader;
import weir.quantity.QuantityReader;
import weir.substance.SubstanceNamer;

/** What a text may be, by Weir's own readers; each text is asked once. */
final class Judge {

  private static final int LONGEST_ASKED = 300;

  private final SubstanceNamer namer;
  private final Map<String, List<Price>> prices = new HashMap<>();
  private final Map<String, Boolean> substances = new HashMap<>();
  private final Map<String, Boolean> amounts = new HashMap<>();
  private final Map<String, Optional<String>> places = new HashMap<>();

  Judge(SubstanceNamer namer) {
    this.namer = namer;
  }

  /** Prices with a currency of their own. */
  List<Price> prices(String text) {
    return text.length() > LONGEST_ASKED || !hasDigit(text)
        ? List.of()
        : prices.computeIfAbsent(text, key -> PriceReader.read(key, null));
  }

  boolean isPrice(String text) {
    return !prices(text).isEmpty();
  }

  /** Whether a text is little more than prices. */
  boolean isMostlyPrice(String text) {
    List<Price> found = prices(text);
    int length = 0;
    for (Price price : found) {
      length += price.end() - price.start();
    }
    return !found.isEmpty() && length * 2 >= text.length();
  }

  boolean isZero(String text) {
    return prices(text).stream().allMatch(price -> price.money().amount().signum() == 0);
  }

  boolean isFiat(String text) {
    return prices(text).stream()
        .anyMatch(price -> FIAT.matcher(price.money().currency()).matches());
  }

  private static final Pattern FIAT =
      Pattern.compile(
          "USD|EUR|GBP|AUD|CAD|CHF|RUB|UAH|PLN|SEK|NOK|DKK|CZK|GEL|KZT|BRL|JPY|CNY|INR|TRY|HUF");

  /** A number alone, as prices are where the currency stands elsewhere. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,9}(?:[.,\\s]\\d{1,8}){0,3}\\s*");

  /** Whether a text says a country or a region to ship from, and little else. */
  boolean isOrigin(String text) {
    return origin(text).isPresent();
  }

  Optional<String> origin(String text) {
    return text.length() > 80
        ? Optional.empty()
        : places.computeIfAbsent(text, PlaceReader::origin);
  }

  boolean isDestination(String text) {
    return text.length() <= LONGEST_ASKED && !PlaceReader.destinations(text).isEmpty();
  }

  boolean namesSubstance(String text) {
    return text.length() <= LONGEST_ASKED
        && substances.computeIfAbsent(text, key -> !namer.mentions(key).isEmpty());
  }

  boolean statesAmount(String text) {
    return text.length() <= LONGEST_ASKED
        && hasDigit(text)
        && amounts.computeIfAbsent(text, QuantityReader::statesAmount);
  }

  boolean isCount(String text) {
    return COUNT.matcher(text).find();
  }

  private static final Pattern COUNT =
      Pattern.compile("^\\D{0,12}\\d{1,3}(?:[, ]?\\d{3})*(?!\\d*[.,]\\d)");

  static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text has a letter, a digit or a sign that means something by itself. */
  static boolean saysSomething(String text) {
    return text.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c > 0x2100);
  }

  static boolean hasLetter(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  /** The largest amount, to compare prices that are shown in several currencies. */
  static BigDecimal first(List<Price> prices) {
    return prices.getFirst().money().amount();
  }
}
