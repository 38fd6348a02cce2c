package weir.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices from what pages print: {@code $1,234.50}, {@code 1.234,50 €}, {@code BTC 0.0122}.
 *
 * <p>A number is a price when a currency's sign, code or name stands beside it. A number alone is a
 * price only when it is all that the text says (a label such as "Price:" apart) and the site's
 * currency is known. A sign shared by several currencies means the site's own when it is among
 * them; {@code $} is otherwise the US dollar, and {@code kr} without a site's currency is not read.
 * What is not a price ("TBD", "ask", "-5 %") gives nothing, and neither does a range ("10-20 €"):
 * what one purchase costs it does not say.
 */
public final class PriceReader {

  private static final int MOST_DIGITS = 20;
  private static final Set<String> LABELS =
      Set.of(
          "price", "cost", "from", "only", "now", "total", "each", "per", "unit", "piece", "item",
          "for", "approx", "about", "around", "ca", "preis", "ab", "nur", "prix", "precio", "цена",
          "от", "всего", "pris", "prijs", "prezzo", "cena", "buy", "asking", "amount", "sum");

  private static final Set<String> RANGE_SIGNS = Set.of("-", "–", "—", "to", "bis", "до", "à", "a");

  private static final Pattern UNSIGNED_RANGE =
      Pattern.compile("\\s*[0-9]+(?:[.,][0-9]+)?\\s*[-–—]\\s*[0-9]+(?:[.,][0-9]+)?\\s*");

  private final String text;
  private final @Nullable String siteCurrency;
  private final List<Price> prices = new ArrayList<>();

  /** The end of the last sign that a price has taken. */
  private int taken;

  private PriceReader(String text, @Nullable String siteCurrency) {
    this.text = text;
    this.siteCurrency = siteCurrency;
  }

  /**
   * All prices in the order of the text; empty when there are none.
   *
   * @param siteCurrency the code of the currency that the site asks in, or null when unknown
   */
  public static List<Price> read(String text, @Nullable String siteCurrency) {
    PriceReader reader = new PriceReader(text, siteCurrency);
    reader.marked();
    if (reader.prices.isEmpty() && siteCurrency != null) {
      reader.unmarked(siteCurrency);
    }
    reader.leaveOutRanges();
    return List.copyOf(reader.prices);
  }

  /** Whether a text gives the two ends of a range instead of a price. */
  public static boolean statesRange(String text, @Nullable String siteCurrency) {
    PriceReader reader = new PriceReader(text, siteCurrency);
    reader.marked();
    return reader.leaveOutRanges() || UNSIGNED_RANGE.matcher(text).matches();
  }

  /** Takes out the ends of ranges: {@code €10 - €20}, {@code 10-20 €}, {@code $10-20}. */
  private boolean leaveOutRanges() {
    List<Price> kept = new ArrayList<>();
    int i = 0;
    while (i < prices.size()) {
      Price price = prices.get(i);
      boolean pair =
          i + 1 < prices.size()
              && prices.get(i + 1).money().currency().equals(price.money().currency())
              && price.money().amount().compareTo(prices.get(i + 1).money().amount()) < 0
              && RANGE_SIGNS.contains(
                  text.substring(price.end(), prices.get(i + 1).start())
                      .strip()
                      .toLowerCase(Locale.ROOT));
      if (pair) {
        i += 2;
      } else {
        if (!endsRange(price.start()) && !beginsRange(price.end())) kept.add(price);
        i++;
      }
    }
    boolean some = kept.size() < prices.size();
    prices.clear();
    prices.addAll(kept);
    return some;
  }

  /** Whether a bare number and a dash stand right before. */
  private boolean endsRange(int start) {
    if (start < 2 || !isDash(text.charAt(start - 1)) || !isDigit(text.charAt(start - 2))) {
      return false;
    }
    int i = start - 2;
    while (i > 0 && (isDigit(text.charAt(i - 1)) || text.charAt(i - 1) == '.')) i--;
    return i == 0 || !(Character.isLetter(text.charAt(i - 1)) || isDash(text.charAt(i - 1)));
  }

  /** Whether a dash and a bare number stand right behind. */
  private boolean beginsRange(int end) {
    if (end + 1 >= text.length() || !isDash(text.charAt(end)) || !isDigit(text.charAt(end + 1))) {
      return false;
    }
    int i = end + 1;
    while (i < text.length() && (isDigit(text.charAt(i)) || text.charAt(i) == '.')) i++;
    return i == text.length()
        || !(Character.isLetter(text.charAt(i)) || isDash(text.charAt(i)) || text.charAt(i) == '%');
  }

  private static boolean isDash(char c) {
    return c == '-' || c == '–' || c == '—';
  }

  /** A number as printed: digits from start to end. */
  private record Figure(int start, int end) {}

  private record Sign(int start, int end, Currencies.Marker marker) {}

  private void marked() {
    int i = 0;
    while (i < text.length()) {
      if (!startsFigure(i)) {
        i++;
        continue;
      }
      Figure figure = figureAt(i);
      i = Math.max(price(figure), figure.end());
    }
  }

  /** Adds the price of a figure when a sign stands beside it; where to read on. */
  private int price(Figure figure) {
    Sign before = signBefore(figure.start());
    if (gluedToLetters(figure.start(), before)) return figure.end();
    int end = figure.end();
    int thousands = 0;
    if (end < text.length() && (text.charAt(end) == 'k' || text.charAt(end) == 'K')) {
      boolean ends = end + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 1));
      if (ends) {
        thousands = 3;
        end++;
      }
    } else if (text.startsWith(",-", end) || text.startsWith(".-", end)) {
      end += 2;
    }
    Sign after = signAfter(end, before != null);
    Sign sign = before != null ? before : after;
    if (sign == null) return figure.end();
    if (before != null && after == null && thousands == 0 && measures(before, end)) {
      return figure.end();
    }
    int from = before != null ? before.start() : figure.start();
    if (isNegative(from) || (before != null && isNegative(figure.start()))) return figure.end();
    if (before != null && after != null) {
      // "$50 AUD": the code says which dollar. "$50 €45" has two prices.
      boolean sameFamily =
          before.marker().others().contains(String.valueOf(after.marker().code()))
              || String.valueOf(before.marker().code()).equals(after.marker().code());
      if (sameFamily) {
        sign = after;
      } else {
        after = null;
      }
    }
    String currency = sign.marker().meant(siteCurrency);
    if (currency == null) return figure.end();
    BigDecimal amount = amount(figure, Currencies.CRYPTO.contains(currency));
    if (amount == null) return figure.end();
    amount = amount.movePointRight(thousands).movePointLeft(sign.marker().shift());
    int to = after != null ? after.end() : end;
    taken = to;
    prices.add(new Price(from, to, new Money(amount, currency)));
    return to;
  }

  /** "Pen 1mg", "GEL 100mg": a word before a figure that has a unit of its own is no currency. */
  private boolean measures(Sign before, int end) {
    return Character.isLetter(text.charAt(before.end() - 1))
        && end < text.length()
        && Character.isLetter(text.charAt(end));
  }

  private void unmarked(String currency) {
    Figure only = null;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (startsFigure(i)) {
        if (only != null) return;
        only = figureAt(i);
        if (isNegative(only.start())) return;
        i = only.end();
      } else if (Character.isLetter(c)) {
        int end = i;
        while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
        if (!LABELS.contains(text.substring(i, end).toLowerCase(Locale.ROOT))) return;
        i = end;
      } else if (c == '%' || c == '/' || Character.getType(c) == Character.CURRENCY_SYMBOL) {
        return;
      } else {
        i++;
      }
    }
    if (only == null || !Currencies.isCode(currency)) return;
    BigDecimal amount = amount(only, Currencies.CRYPTO.contains(currency));
    if (amount != null) {
      prices.add(new Price(only.start(), only.end(), new Money(amount, currency)));
    }
  }

  // ---- signs

  /** The sign that ends before {@code start}, a space between at most, unless a price has it. */
  private @Nullable Sign signBefore(int start) {
    int end = start;
    if (end > 0 && isSpace(text.charAt(end - 1))) end--;
    for (int from = Math.max(taken, end - Currencies.LONGEST); from < end; from++) {
      Sign sign = sign(from, end);
      if (sign != null && standsAlone(from, end)) return sign;
    }
    return null;
  }

  /** The sign that begins after {@code end}, a space between at most. */
  private @Nullable Sign signAfter(int end, boolean hasBefore) {
    int from = end;
    boolean spaced = from < text.length() && isSpace(text.charAt(from));
    boolean hyphen =
        from + 1 < text.length()
            && text.charAt(from) == '-'
            && isAsciiLetter(text.charAt(from + 1));
    if (spaced || hyphen) from++;
    for (int to = Math.min(text.length(), from + Currencies.LONGEST); to > from; to--) {
      Sign sign = sign(from, to);
      if (sign == null || !standsAlone(from, to)) continue;
      boolean letters = Character.isLetter(text.charAt(to - 1));
      boolean opensNext = to < text.length() && startsFigure(to) && (spaced || hasBefore);
      if (!letters && opensNext) return null;
      boolean codeOpensNext =
          letters
              && hasBefore
              && to + 1 < text.length()
              && isSpace(text.charAt(to))
              && startsFigure(to + 1);
      return codeOpensNext ? null : sign;
    }
    return null;
  }

  private static boolean isAsciiLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private @Nullable Sign sign(int from, int to) {
    Currencies.Marker marker = Currencies.marker(text.substring(from, to));
    return marker == null ? null : new Sign(from, to, marker);
  }

  /** Whether no letter touches a sign made of letters: "eur" is none in "euros" or "friseur". */
  private boolean standsAlone(int from, int to) {
    boolean left =
        from == 0
            || !Character.isLetter(text.charAt(from))
            || !Character.isLetter(text.charAt(from - 1));
    boolean right =
        to == text.length()
            || !Character.isLetter(text.charAt(to - 1))
            || !Character.isLetter(text.charAt(to));
    return left && right;
  }

  private boolean gluedToLetters(int start, @Nullable Sign before) {
    return before == null && start > 0 && Character.isLetter(text.charAt(start - 1));
  }

  /** Whether a minus touches the figure or its sign: a discount. A dash after a word is none. */
  private boolean isNegative(int start) {
    if (start == 0) return false;
    char c = text.charAt(start - 1);
    if (c != '-' && c != '−') return false;
    if (start == 1) return true;
    char left = text.charAt(start - 2);
    return isSpace(left) || left == '(' || left == '[';
  }

  // ---- figures

  private boolean startsFigure(int i) {
    char c = text.charAt(i);
    if (isDigit(c)) return true;
    return c == '.'
        && i + 1 < text.length()
        && isDigit(text.charAt(i + 1))
        && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
  }

  private Figure figureAt(int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        i++;
      } else if ((c == '.' || c == ',') && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
        i++;
      } else if ((isSpace(c) || c == '\'' || c == '’') && groupAfter(start, i)) {
        i++;
      } else {
        break;
      }
    }
    return new Figure(start, i);
  }

  /** Whether a space or apostrophe parts thousands: three digits follow, one to three precede. */
  private boolean groupAfter(int start, int i) {
    int before = 0;
    while (i - 1 - before >= start && isDigit(text.charAt(i - 1 - before))) before++;
    if (before < 1 || before > 3) return false;
    int first = i - before;
    boolean begins = first == start;
    if (begins ? text.charAt(start) == '0' : before != 3) return false;
    if (!begins && !(isSpace(text.charAt(first - 1)) || isQuote(text.charAt(first - 1)))) {
      return false;
    }
    int after = 0;
    while (i + 1 + after < text.length() && isDigit(text.charAt(i + 1 + after))) after++;
    return after == 3;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '’';
  }

  /** The figure's value, or null when its separators make no number: a date, an address. */
  private @Nullable BigDecimal amount(Figure figure, boolean crypto) {
    StringBuilder digits = new StringBuilder(figure.end() - figure.start());
    int commas = 0;
    int points = 0;
    int lastSeparator = -1;
    for (int i = figure.start(); i < figure.end(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        commas++;
        lastSeparator = i;
      } else if (c == '.') {
        points++;
        lastSeparator = i;
      }
    }
    int decimals = -1;
    if (commas > 0 && points > 0) {
      decimals = lastSeparator;
      if (text.charAt(lastSeparator) == ',' ? commas > 1 : points > 1) return null;
      if (!grouped(figure.start(), lastSeparator)) return null;
    } else if (commas + points == 1) {
      boolean group =
          figure.end() - lastSeparator - 1 == 3
              && lastSeparator - figure.start() >= 1
              && lastSeparator - figure.start() <= 3
              && text.charAt(figure.start()) != '0';
      // Three digits after one separator are thousands, but a coin has eight decimal places.
      decimals = group && !crypto ? -1 : lastSeparator;
    } else if (commas + points > 1 && !grouped(figure.start(), figure.end())) {
      return null;
    }
    for (int i = figure.start(); i < figure.end(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) digits.append(c);
      else if (i == decimals) digits.append('.');
    }
    if (digits.length() > MOST_DIGITS) return null;
    return new BigDecimal(digits.toString());
  }

  /** Whether groups of two (India) or three digits stand between the separators. */
  private boolean grouped(int from, int to) {
    int length = 0;
    boolean first = true;
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        length++;
      } else {
        if (first ? length > 3 : length != 3 && length != 2) return false;
        first = false;
        length = 0;
      }
    }
    return first || length == 3;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\t';
  }
}
