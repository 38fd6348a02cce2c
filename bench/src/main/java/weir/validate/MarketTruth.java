package weir.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What really happened on one made-up market, as far as measures are compared with it.
 *
 * @param facts how it was made and saved, by which results are told apart
 * @param units packs sold, by day since {@code from}
 * @param purchases orders, by day
 * @param euros paid, by day
 * @param listings what was on offer, from when until when
 * @param accounts vendors' names, from when until when
 */
@SuppressWarnings("ArrayRecordComponent") // filled while the market is made, never compared
record MarketTruth(
    LocalDate from,
    int days,
    Map<String, String> facts,
    long[] units,
    long[] purchases,
    double[] euros,
    List<Span> listings,
    List<Span> accounts) {

  /** Days since the beginning; {@code until} is the first without it. */
  record Span(int from, int until) {
    boolean within(int first, int end) {
      return from < end && until > first;
    }
  }

  static MarketTruth empty(LocalDate from, int days) {
    return new MarketTruth(
        from,
        days,
        new TreeMap<>(),
        new long[days],
        new long[days],
        new double[days],
        new ArrayList<>(),
        new ArrayList<>());
  }

  boolean is(String fact) {
    return "yes".equals(facts.get(fact));
  }

  void fact(String name, boolean holds) {
    facts.put(name, holds ? "yes" : "no");
  }

  long units(int first, int end) {
    return sum(units, first, end);
  }

  long purchases(int first, int end) {
    return sum(purchases, first, end);
  }

  double euros(int first, int end) {
    double sum = 0;
    for (int i = Math.max(0, first); i < Math.min(end, days); i++) {
      sum += euros[i];
    }
    return sum;
  }

  private long sum(long[] byDay, int first, int end) {
    long sum = 0;
    for (int i = Math.max(0, first); i < Math.min(end, days); i++) {
      sum += byDay[i];
    }
    return sum;
  }

  static long within(List<Span> spans, int first, int end) {
    return spans.stream().filter(span -> span.within(first, end)).count();
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("from\t" + from + "\t" + days);
    facts.forEach((name, value) -> lines.add("fact\t" + name + "\t" + value));
    for (int i = 0; i < days; i++) {
      lines.add("day\t" + units[i] + "\t" + purchases[i] + "\t" + euros[i]);
    }
    listings.forEach(span -> lines.add("listing\t" + span.from + "\t" + span.until));
    accounts.forEach(span -> lines.add("account\t" + span.from + "\t" + span.until));
    Files.write(file, lines);
  }

  static MarketTruth read(Path file) throws IOException {
    MarketTruth truth = null;
    int day = 0;
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      if (truth == null) {
        truth = empty(LocalDate.parse(parts[1]), Integer.parseInt(parts[2]));
        continue;
      }
      switch (parts[0]) {
        case "fact" -> truth.facts.put(parts[1], parts[2]);
        case "day" -> {
          truth.units[day] = Long.parseLong(parts[1]);
          truth.purchases[day] = Long.parseLong(parts[2]);
          truth.euros[day++] = Double.parseDouble(parts[3]);
        }
        case "listing" -> truth.listings.add(span(parts));
        case "account" -> truth.accounts.add(span(parts));
        default -> throw new IOException("Cannot read '%s' in %s".formatted(line, file));
      }
    }
    if (truth == null) {
      throw new IOException("There is nothing in " + file);
    }
    return truth;
  }

  private static Span span(String[] parts) {
    return new Span(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
