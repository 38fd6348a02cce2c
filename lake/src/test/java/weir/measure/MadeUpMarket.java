package weir.measure;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.account.Account;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.listing.Listing;
import weir.row.Row;

/** A lake of made-up rows, a page for each day and source. */
final class MadeUpMarket implements AutoCloseable {

  private final Lake lake;
  private int pages;

  MadeUpMarket(Path folder) {
    lake = Lake.open(folder.resolve("lake"), Clock.systemUTC());
  }

  Lake lake() {
    return lake;
  }

  MadeUpMarket keep(String source, String day, Row... rows) {
    return keepDays(source, Map.of(day, List.of(rows)));
  }

  /** Many days at once: each ingest takes its time. */
  MadeUpMarket keepDays(String source, Map<String, List<Row>> days) {
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of("made-up " + pages), Map.of()))) {
      days.forEach((day, rows) -> {
        String digest = "%064x".formatted(++pages);
        ingest.keep(
            new Capture(
                digest, source, "p" + pages, at(day), "text/html", 1, "listings", null, null, null),
            new byte[] {'x'},
            rows);
      });
      ingest.publish();
    }
    return this;
  }

  static Instant at(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  List<MeasureRow> ask(MeasureRequest request) {
    try (Measures measures = Measures.over(lake)) {
      return measures.run(request);
    }
  }

  List<List<MeasureRow>> askAll(MeasureRequest... requests) {
    List<List<MeasureRow>> answers = new ArrayList<>();
    try (Measures measures = Measures.over(lake)) {
      for (MeasureRequest request : requests) {
        answers.add(measures.run(request));
      }
    }
    return answers;
  }

  /** One listing, as a sequence of what is said of it. */
  record Offer(
      String source,
      String id,
      String account,
      String substanceClass,
      @Nullable String price,
      @Nullable Double grams,
      @Nullable Double units,
      @Nullable Long sold,
      @Nullable String from,
      @Nullable List<String> to,
      @Nullable List<String> payments) {

    static Offer of(String source, String id, String account, String substanceClass) {
      return new Offer(
          source, id, account, substanceClass, null, null, null, null, null, null, null);
    }

    Offer priced(String price, double grams) {
      return new Offer(
          source, id, account, substanceClass, price, grams, units, sold, from, to, payments);
    }

    Offer pieces(String price, double units) {
      return new Offer(
          source, id, account, substanceClass, price, null, units, sold, from, to, payments);
    }

    Offer sold(long sold) {
      return new Offer(
          source, id, account, substanceClass, price, grams, units, sold, from, to, payments);
    }

    Offer ships(@Nullable String from, String... to) {
      return new Offer(
          source,
          id,
          account,
          substanceClass,
          price,
          grams,
          units,
          sold,
          from,
          to.length == 0 ? null : List.of(to),
          payments);
    }

    Offer paid(String... payments) {
      return new Offer(
          source,
          id,
          account,
          substanceClass,
          price,
          grams,
          units,
          sold,
          from,
          to,
          payments.length == 0 ? null : List.of(payments));
    }

    Listing on(String day) {
      return new Listing(
          source,
          id,
          at(day),
          account,
          "title",
          null,
          null,
          "product",
          null,
          price == null ? null : new BigDecimal(price),
          price == null ? null : "EUR",
          null,
          null,
          grams,
          units,
          substanceClass,
          substanceClass,
          1.0,
          from,
          to,
          null,
          null,
          sold,
          null,
          null,
          null,
          payments,
          "c",
          "l");
    }
  }

  static Account account(
      String source,
      String name,
      String day,
      @Nullable String key,
      @Nullable String contact,
      @Nullable String joined) {
    return new Account(
        source,
        name,
        at(day),
        joined == null ? null : LocalDate.parse(joined),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        key == null ? null : List.of(key),
        contact == null ? null : List.of(contact),
        null,
        "c",
        "l");
  }

  static Feedback rating(String source, String id, String account, String day, double rating) {
    return new Feedback(
        source, id, account, null, at(day), at(day), "day", rating, null, null, null, "c", "l");
  }

  @Override
  public void close() {
    lake.close();
  }
}
