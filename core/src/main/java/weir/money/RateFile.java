package weir.money;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a file of dated rates by its first line and reads it line by line, in constant memory.
 *
 * <p>A value that the file itself leaves out (empty, {@code N/A}, or the 0 that chart services
 * print for days before there was a market) is no rate and no fault; whatever else cannot be read
 * is a refusal, and reading goes on.
 */
public final class RateFile {

  /** Refusals kept word for word; later ones are only counted. */
  private static final int REFUSALS_KEPT = 100;

  private static final int LONGEST_LINE_QUOTED = 60;

  /** What the file's name must say where its lines do not: {@code BTC-USD-1d.csv}. */
  private static final Pattern PAIR =
      Pattern.compile("(?<![A-Z])([A-Z]{3,5})[-_ ]?(USD|EUR|GBP|BTC)(?![A-Z])");

  private static final String SHAPES =
      """
      Accepted are:
        the European Central Bank's history (Date,USD,JPY,… per euro),
        daily prices with the pair in the file's name, such as BTC-USD-1d.csv (Date,Adj Close,Close,High,Low,Open,Volume),
        closing prices without a header (2013-01-31,20.41) or CoinDesk's (Date,"Close Price"), pair in the name,
        Investing.com's (Date,Price,Open,High,Low,Change %), pair in the name,
        and plain CSV with the columns day,base,quote,rate.\
      """;

  /**
   * A line that was not read.
   *
   * @param line counted from 1
   */
  public record Refused(long line, String reason, String remedy) {}

  /**
   * What became of a file.
   *
   * @param shape the kind of file, as it stands in {@link Rate#origin}
   * @param rates how many were read
   * @param missing values that the file itself leaves out
   * @param refused how many lines or values could not be read
   * @param refusals the first hundred of them
   */
  public record Summary(
      String shape, long rates, long missing, long refused, List<Refused> refusals) {}

  private enum Shape {
    ECB("ecb"),
    DAILY("crypto"),
    COINDESK("coindesk"),
    INVESTING("investing"),
    CLOSE("close"),
    PLAIN("plain");

    private final String word;

    Shape(String word) {
      this.word = word;
    }
  }

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          caseless("MMM d, uuuu"),
          caseless("d MMMM uuuu"),
          caseless("d MMM uuuu"),
          caseless("M/d/uuuu"),
          caseless("d.M.uuuu"),
          caseless("uuuu/M/d"));

  private final String name;
  private final Consumer<Rate> sink;
  private final List<Refused> refusals = new ArrayList<>();
  private long lineNumber;
  private long rates;
  private long missing;
  private long refused;

  private RateFile(String name, Consumer<Rate> sink) {
    this.name = name;
    this.sink = sink;
  }

  /**
   * Reads all rates of a file.
   *
   * @param path the file's name, with folders where known: some files name the pair only there
   * @param text its content, as UTF-8; left open
   * @param sink takes each rate as it is read
   * @throws UnknownRateFile if the file has none of the accepted shapes, or does not say which pair
   *     it is about
   * @throws IOException if the text cannot be read
   */
  public static Summary read(String path, Reader text, Consumer<Rate> sink) throws IOException {
    String fileName = path.replace('\\', '/');
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    return new RateFile(last, sink).read(fileName, new BufferedReader(text));
  }

  private Summary read(String path, BufferedReader lines) throws IOException {
    String first = firstLine(lines);
    char separator = separatorOf(first);
    List<String> header = fields(first, separator);
    Shape shape = shapeOf(header);
    if (shape == null) {
      throw new UnknownRateFile(
          "%s holds no exchange rates that Weir can read: its first line is '%s'.%n%s"
              .formatted(name, shorten(first), SHAPES));
    }
    String origin = shape.word + ":" + name;
    LineReader reader =
        switch (shape) {
          case ECB -> ecb(header, origin);
          case PLAIN -> plain(header, origin);
          case DAILY -> price(path, origin, indexOf(header, "close"));
          case COINDESK, INVESTING, CLOSE -> price(path, origin, 1);
        };
    if (shape == Shape.CLOSE) {
      readLine(reader, header, first, shape);
    }
    String line;
    while ((line = lines.readLine()) != null) {
      lineNumber++;
      if (!line.isBlank()) {
        readLine(reader, fields(line, separator), line, shape);
      }
    }
    return new Summary(shape.word, rates, missing, refused, List.copyOf(refusals));
  }

  private String firstLine(BufferedReader lines) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      lineNumber++;
      String stripped = line.startsWith("\ufeff") ? line.substring(1) : line;
      if (!stripped.isBlank()) {
        return stripped;
      }
    }
    throw new UnknownRateFile("%s is empty.%n%s".formatted(name, SHAPES));
  }

  private static char separatorOf(String line) {
    if (line.indexOf(',') >= 0) return ',';
    return line.indexOf(';') >= 0 ? ';' : '\t';
  }

  private static @Nullable Shape shapeOf(List<String> header) {
    List<String> words = header.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
    if (words.containsAll(List.of("day", "base", "quote", "rate"))) return Shape.PLAIN;
    if (header.size() >= 2 && dateOf(header.getFirst()) != null && isNumber(header.get(1))) {
      return Shape.CLOSE;
    }
    if (!words.getFirst().equals("date")) return null;
    if (words.contains("close") && (words.contains("open") || words.contains("adj close"))) {
      return Shape.DAILY;
    }
    if (words.size() == 2 && (words.get(1).equals("close price") || words.get(1).equals("close"))) {
      return Shape.COINDESK;
    }
    if (words.size() >= 2 && words.get(1).equals("price")) return Shape.INVESTING;
    List<String> codes = header.stream().skip(1).filter(h -> !h.isEmpty()).toList();
    boolean allCodes = !codes.isEmpty() && codes.stream().allMatch(Currencies::isCode);
    return allCodes ? Shape.ECB : null;
  }

  private static int indexOf(List<String> header, String word) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(word)) return i;
    }
    throw new IllegalStateException("No column " + word + " in " + header);
  }

  // ---- lines

  /** Reads the fields of one line; a fault is thrown with its remedy. */
  private interface LineReader {
    void read(List<String> fields) throws Fault;
  }

  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    Fault(String reason, String remedy) {
      super(reason, null, false, false);
      this.remedy = remedy;
    }
  }

  private void readLine(LineReader reader, List<String> fields, String line, Shape shape) {
    if (shape != Shape.PLAIN && isRemark(fields)) {
      return;
    }
    try {
      reader.read(fields);
    } catch (Fault fault) {
      refuse(fault.getMessage() + " in '" + shorten(line) + "'", fault.remedy);
    }
  }

  /** CoinDesk and others end their files with a sentence and an address. */
  private static boolean isRemark(List<String> fields) {
    String first = fields.getFirst();
    return fields.size() == 1 && !first.isEmpty() && Character.isLetter(first.charAt(0));
  }

  private void refuse(String reason, String remedy) {
    refused++;
    if (refusals.size() < REFUSALS_KEPT) {
      refusals.add(new Refused(lineNumber, reason, remedy));
    }
  }

  private LineReader ecb(List<String> header, String origin) {
    return fields -> {
      LocalDate day = day(fields.getFirst());
      for (int i = 1; i < header.size() && i < fields.size(); i++) {
        String currency = header.get(i);
        if (currency.isEmpty()) continue;
        try {
          add(day, "EUR", currency, fields.get(i), origin);
        } catch (Fault fault) {
          refuse("%s: %s".formatted(currency, fault.getMessage()), fault.remedy);
        }
      }
    };
  }

  private LineReader plain(List<String> header, String origin) {
    int day = indexOf(header, "day");
    int base = indexOf(header, "base");
    int quote = indexOf(header, "quote");
    int rate = indexOf(header, "rate");
    int most = Math.max(Math.max(day, base), Math.max(quote, rate));
    return fields -> {
      if (fields.size() <= most) {
        throw new Fault(
            "%d fields instead of %d".formatted(fields.size(), header.size()),
            "Give the line a day, a base, a quote and a rate.");
      }
      add(
          day(fields.get(day)),
          fields.get(base).toUpperCase(Locale.ROOT),
          fields.get(quote).toUpperCase(Locale.ROOT),
          fields.get(rate),
          origin);
    };
  }

  private LineReader price(String path, String origin, int column) {
    String[] pair = pairOf(path);
    return fields -> {
      LocalDate day = day(fields.getFirst());
      if (fields.size() <= column) {
        throw new Fault("no price", "Complete the line, or remove it.");
      }
      add(day, pair[0], pair[1], fields.get(column), origin);
    };
  }

  /** The pair that a path names; the file's own name before its folders. */
  private String[] pairOf(String path) {
    String[] parts = path.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      Matcher matcher = PAIR.matcher(parts[i].toUpperCase(Locale.ROOT));
      while (matcher.find()) {
        String base = matcher.group(1);
        String quote = matcher.group(2);
        if (Currencies.marker(base) != null && !base.equals(quote)) {
          return new String[] {base, quote};
        }
      }
      // BPI is CoinDesk's Bitcoin Price Index, in US dollars.
      String lower = parts[i].toLowerCase(Locale.ROOT);
      if (lower.startsWith("bpi") || lower.contains("coindesk")) {
        return new String[] {"BTC", "USD"};
      }
    }
    throw new UnknownRateFile(
        "%s has prices but does not say of what: neither its lines nor its name give the two currencies. Rename it, for example, to BTC-USD-%s."
            .formatted(name, name));
  }

  private void add(LocalDate day, String base, String quote, String printed, String origin)
      throws Fault {
    String number = printed.strip();
    if (number.isEmpty()
        || number.equals("-")
        || number.equalsIgnoreCase("N/A")
        || number.equalsIgnoreCase("null")) {
      missing++;
      return;
    }
    double rate;
    try {
      rate = Double.parseDouble(number.replace(",", ""));
    } catch (NumberFormatException e) {
      throw new Fault("'" + number + "' is no number", "Write the rate like 1.1252.");
    }
    if (rate == 0) {
      missing++;
      return;
    }
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new Fault(
          "a rate of " + number, "A rate is above zero; leave it empty when there was none.");
    }
    if (!Currencies.isCode(base) || !Currencies.isCode(quote) || base.equals(quote)) {
      throw new Fault(
          "'%s' and '%s' are no pair of currencies".formatted(base, quote),
          "Use two different codes, such as BTC and USD.");
    }
    sink.accept(new Rate(day, base, quote, rate, origin));
    rates++;
  }

  private static LocalDate day(String printed) throws Fault {
    LocalDate day = dateOf(printed);
    if (day == null) {
      throw new Fault("'" + shorten(printed) + "' is no date", "Write the day like 2020-01-31.");
    }
    if (day.getYear() < 1970 || day.getYear() > 2100) {
      throw new Fault("the year " + day.getYear(), "Correct the year: 1970 to 2100 are read.");
    }
    return day;
  }

  private static @Nullable LocalDate dateOf(String printed) {
    String date = printed.strip();
    if (date.length() < 6 || date.length() > 40) return null;
    // "2010-07-18 00:00:00" and "2010-07-18T00:00:00Z"
    if (date.length() > 10 && date.charAt(4) == '-' && !Character.isDigit(date.charAt(10))) {
      date = date.substring(0, 10);
    }
    for (DateTimeFormatter format : DATES) {
      try {
        return LocalDate.parse(date, format);
      } catch (DateTimeException e) {
        // Not this format: the next one may fit.
      }
    }
    return null;
  }

  private static DateTimeFormatter caseless(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  private static boolean isNumber(String printed) {
    try {
      return !Double.isNaN(Double.parseDouble(printed.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shorten(String line) {
    return line.length() <= LONGEST_LINE_QUOTED
        ? line
        : line.substring(0, LONGEST_LINE_QUOTED) + "…";
  }

  /** The fields of one line; quotes may enclose separators. */
  private static List<String> fields(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
