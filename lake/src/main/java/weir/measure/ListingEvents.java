package weir.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingCarry;
import weir.estimate.Observation;
import weir.estimate.Rating;
import weir.lake.query.LakeQuery;
import weir.lake.query.RowCursor;

/**
 * What happened to each listing, in order: observations and ratings, merged for the kernel.
 *
 * <p>DuckDB numbers the listings, sorts by number and time, and finds ratings that were seen more
 * than once by a hash of their id (64 bits: among a source's 10 million ratings, two that differ
 * are taken for one with a chance of 1 in 400,000). Only numbers cross over to Java. What
 * observations say in words crosses once for each different wording.
 */
final class ListingEvents {

  /** Observations that are sorted, and whose words are held, at once. */
  private static final long AT_ONCE = 4_000_000;

  /** Takes the events, listing by listing. */
  interface Reader {
    /** Comes before the listing's events, where earlier ones were read before. */
    void resumed(ListingCarry carry);

    void observed(Observation observation);

    void rated(Rating rating, long count);

    /** The listing's events are over. */
    void end();
  }

  private final LakeQuery query;
  private final boolean resumed;
  private boolean ratingsTell;

  private ListingEvents(LakeQuery query, boolean resumed) {
    this.query = query;
    this.resumed = resumed;
  }

  /** Hands over all events of all listings in the tables listing and feedback. */
  static void all(LakeQuery query, Reader reader) {
    query.execute("CREATE OR REPLACE VIEW event_listing AS SELECT * FROM listing");
    query.execute(
        """
        CREATE OR REPLACE VIEW event_rated AS
        SELECT DISTINCT source, %s AS listing_id, listing_id IS NULL AS nameless
        FROM (SELECT DISTINCT source, listing_id, CASE WHEN listing_id IS NULL THEN account END AS account
              FROM feedback WHERE coalesce(given_at, captured_at) IS NOT NULL)
        WHERE coalesce(listing_id, account) IS NOT NULL
        """
            .formatted(RATED));
    new ListingEvents(query, false).read(RATINGS, reader);
  }

  /**
   * Hands over chosen events: observations of the view {@code event_listing}, ratings of the table
   * {@code event_named} (source, listing_id, moment, amount, currency, account), each once, after
   * what was carried in the view {@code event_carry}. Leaves the numbers of the listings in the
   * table {@code event_number}.
   */
  static void chosen(LakeQuery query, Reader reader) {
    query.execute(
        "CREATE OR REPLACE VIEW event_rated AS SELECT DISTINCT source, listing_id,"
            + " starts_with(listing_id, 'account:') AS nameless FROM event_named");
    new ListingEvents(query, true)
        .read(
            """
            CREATE OR REPLACE TABLE event_rating AS
            SELECT n.number, r.moment, r.amount, r.currency,
                   CASE WHEN NOT n.observed THEN r.account END AS account
            FROM event_named r
            JOIN event_number n ON n.source = r.source AND n.listing_id = r.listing_id
            """,
            reader);
  }

  /** A rating of which the page names no listing belongs to its account. */
  static final String RATED = "coalesce(listing_id, 'account:' || account)";

  /** Numbers every listing; those that only ratings speak of come last. */
  private static final String NUMBERED =
      """
      CREATE OR REPLACE TABLE event_number AS
      SELECT source, listing_id, observed > 0 AS observed,
             (row_number() OVER place - 1)::INTEGER AS number,
             ((sum(observed) OVER place - observed) // %d)::INTEGER AS slice
      FROM (
        SELECT source, listing_id, sum(n) AS observed, bool_and(nameless) AS nameless
        FROM (
          SELECT source, listing_id, count(*) AS n, false AS nameless
          FROM event_listing WHERE captured_at IS NOT NULL GROUP BY ALL
          UNION ALL
          SELECT source, listing_id, 0 AS n, nameless FROM event_rated)
        GROUP BY ALL)
      WINDOW place AS (ORDER BY nameless, source, listing_id)
      """
          .formatted(AT_ONCE);

  private static final String WORDS =
      "hash(account, offer_kind, substance, substance_class, ships_from, price_currency)";

  /** Every rating once, with the first moment that any page says. */
  private static final String RATINGS =
      """
      CREATE OR REPLACE TABLE event_rating AS
      SELECT min(n.number) AS number,
             coalesce(min(epoch_us(f.given_at)), min(epoch_us(f.captured_at))) AS moment,
             min(f.amount) AS amount, arg_min(f.amount_currency, f.amount) AS currency,
             min(CASE WHEN NOT n.observed THEN f.account END) AS account
      FROM (SELECT *, %1$s AS rated FROM feedback
            WHERE coalesce(given_at, captured_at) IS NOT NULL) f
      JOIN event_number n ON n.source = f.source AND n.listing_id = f.rated
      GROUP BY hash(f.source, f.feedback_id)
      """
          .formatted(RATED);

  /** The same where ratings say neither amounts nor accounts: half the time, half the memory. */
  private static final String BARE_RATINGS =
      """
      CREATE OR REPLACE TABLE event_rating AS
      SELECT min(n.number) AS number,
             coalesce(min(epoch_us(f.given_at)), min(epoch_us(f.captured_at))) AS moment
      FROM (SELECT * FROM feedback WHERE coalesce(given_at, captured_at) IS NOT NULL) f
      JOIN event_number n ON n.source = f.source AND n.listing_id = f.listing_id
      GROUP BY hash(f.source, f.feedback_id)
      """;

  private void read(String ratings, Reader reader) {
    query.execute(NUMBERED);
    if (!resumed && areBare()) {
      query.execute(BARE_RATINGS);
      ratingsTell = false;
    } else {
      query.execute(ratings);
      ratingsTell =
          any(
              "event_rating WHERE amount IS NOT NULL OR currency IS NOT NULL OR account IS NOT"
                  + " NULL");
    }
    long slices =
        Numbers.count(
            query
                .rows("SELECT max(slice) + 1 AS slices FROM event_number")
                .getFirst()
                .get("slices"));
    for (long slice = 0; slice < slices; slice++) {
      new Slice(slice).read(reader);
    }
    query.execute("DROP TABLE event_rating");
  }

  /** Whether ratings say nothing but which listing was rated when, and each listing was seen. */
  private boolean areBare() {
    return !any("event_number WHERE NOT observed")
        && !any(
            "feedback WHERE amount IS NOT NULL OR amount_currency IS NOT NULL OR listing_id IS"
                + " NULL");
  }

  private boolean any(String rows) {
    return !query.rows("SELECT 1 FROM " + rows + " LIMIT 1").isEmpty();
  }

  private record Named(String source, String listing) {}

  private record Words(
      @Nullable String account,
      @Nullable String offerKind,
      @Nullable String substance,
      @Nullable String substanceClass,
      @Nullable String shipsFrom,
      @Nullable String currency) {}

  /** The listings of one slice of the numbers. */
  private final class Slice {
    private final List<Named> names = new ArrayList<>();
    private final Map<Long, Words> words = new HashMap<>();
    private final String observations;
    private final String ratings;
    private final String carries;
    private long first;

    Slice(long slice) {
      try (RowCursor named =
          query.cursor(
              "SELECT number, source, listing_id FROM event_number WHERE slice = %d ORDER BY number"
                  .formatted(slice))) {
        while (named.next()) {
          if (names.isEmpty()) {
            first = named.whole(1);
          }
          names.add(new Named(present(named.text(2)), present(named.text(3))));
        }
      }
      String numbers = "number BETWEEN %d AND %d".formatted(first, first + names.size() - 1);
      String from =
          """
          FROM event_listing l JOIN event_number n
            ON n.source = l.source AND n.listing_id = l.listing_id
          WHERE l.captured_at IS NOT NULL AND n.%s
          """
              .formatted(numbers);
      try (RowCursor said =
          query.cursor(
              """
              SELECT hash, any_value(account), any_value(offer_kind), any_value(substance),
                     any_value(substance_class), any_value(ships_from), any_value(price_currency)
              FROM (SELECT l.*, (%s >> 1)::BIGINT AS hash %s) GROUP BY hash
              """
                  .formatted(WORDS, from))) {
        while (said.next()) {
          words.put(
              said.whole(1),
              new Words(
                  said.text(2),
                  said.text(3),
                  said.text(4),
                  said.text(5),
                  said.text(6),
                  said.text(7)));
        }
      }
      observations =
          """
          SELECT n.number, epoch_us(l.captured_at), (%s >> 1)::BIGINT, l.price_amount, l.grams,
                 l.units, l.stock, l.sold_count, l.feedback_count
          %s ORDER BY 1, 2
          """
              .formatted(WORDS, from);
      ratings =
          """
          SELECT number, moment %1$s FROM event_rating WHERE %2$s ORDER BY number, moment %1$s
          """
              .formatted(ratingsTell ? ", amount, currency, account" : "", numbers);
      carries =
          resumed
              ? """
              SELECT n.number, n.source, n.listing_id, epoch_us(c.captured_at), c.account,
                     c.offer_kind, c.substance, c.substance_class, c.ships_from, c.price_amount,
                     c.price_currency, c.grams, c.units, c.stock, c.sold_count, c.feedback_count,
                     c.rated, c.waiting
              FROM event_carry c JOIN event_number n
                ON n.source = c.source AND n.listing_id = c.listing_id
              WHERE n.%s ORDER BY n.number
              """
                  .formatted(numbers)
              : "SELECT 0 WHERE false";
    }

    void read(Reader reader) {
      try (Seen seen = new Seen(query.cursor(observations));
          Given given = new Given(query.cursor(ratings));
          Carries carried = new Carries(query.cursor(carries))) {
        while (seen.there || given.there) {
          long number =
              !given.there
                  ? seen.number
                  : !seen.there ? given.number : Math.min(seen.number, given.number);
          carried.hand(number, reader);
          while (true) {
            boolean observed = seen.there && seen.number == number;
            boolean rated = given.there && given.number == number;
            if (observed && (!rated || seen.moment <= given.moment)) {
              seen.hand(reader);
            } else if (rated) {
              given.hand(reader, observed ? seen.moment : Long.MAX_VALUE);
            } else {
              break;
            }
          }
          reader.end();
        }
      }
    }

    private Named named(long number) {
      return names.get((int) (number - first));
    }

    /** The observations, those of one listing and moment together. */
    private final class Seen implements AutoCloseable {
      private final RowCursor rows;
      private boolean there;
      private long number;
      private long moment;

      Seen(RowCursor rows) {
        this.rows = rows;
        step();
      }

      private void step() {
        there = rows.next();
        if (there) {
          number = rows.whole(1);
          moment = rows.whole(2);
        }
      }

      void hand(Reader reader) {
        long of = number;
        long at = moment;
        Observation one = observation();
        step();
        if (!there || number != of || moment != at) {
          reader.observed(one);
          return;
        }
        // Rows of one moment come in any order; what they make of it must not depend on that.
        List<Observation> together = new ArrayList<>(List.of(one));
        while (there && number == of && moment == at) {
          together.add(observation());
          step();
        }
        together.sort(Comparator.comparing(Observation::toString));
        together.forEach(reader::observed);
      }

      private Observation observation() {
        Named named = named(number);
        Words said = Objects.requireNonNull(words.get(rows.whole(3)));
        return new Observation(
            named.source,
            named.listing,
            instant(moment),
            said.account,
            said.offerKind,
            said.substance,
            said.substanceClass,
            said.shipsFrom,
            rows.money(4),
            said.currency,
            rows.real(5),
            rows.real(6),
            rows.integer(7),
            rows.integer(8),
            rows.integer(9));
      }

      @Override
      public void close() {
        rows.close();
      }
    }

    /** What was carried from earlier events. */
    private static final class Carries implements AutoCloseable {
      private final RowCursor rows;
      private boolean there;
      private long number;

      Carries(RowCursor rows) {
        this.rows = rows;
        step();
      }

      private void step() {
        there = rows.next();
        if (there) {
          number = rows.whole(1);
        }
      }

      void hand(long wanted, Reader reader) {
        while (there && number < wanted) {
          step();
        }
        if (there && number == wanted) {
          Long at = rows.integer(4);
          reader.resumed(
              new ListingCarry(
                  present(rows.text(2)),
                  present(rows.text(3)),
                  at == null ? null : instant(at),
                  rows.text(5),
                  rows.text(6),
                  rows.text(7),
                  rows.text(8),
                  rows.text(9),
                  rows.money(10),
                  rows.text(11),
                  rows.real(12),
                  rows.real(13),
                  rows.integer(14),
                  rows.integer(15),
                  rows.integer(16),
                  rows.truth(17),
                  rows.truth(18)));
        }
      }

      @Override
      public void close() {
        rows.close();
      }
    }

    /** The ratings, those that nothing tells apart together. */
    private final class Given implements AutoCloseable {
      private static final long DAY = 86_400_000_000L;

      private final RowCursor rows;
      private boolean there;
      private long number;
      private long moment;
      private @Nullable BigDecimal amount;
      private @Nullable String currency;
      private @Nullable String account;

      Given(RowCursor rows) {
        this.rows = rows;
        step();
      }

      private void step() {
        there = rows.next();
        if (there) {
          number = rows.whole(1);
          moment = rows.whole(2);
          if (ratingsTell) {
            amount = rows.money(3);
            currency = rows.text(4);
            account = rows.text(5);
          }
        }
      }

      /**
       * @param until the listing's next observation
       */
      void hand(Reader reader, long until) {
        Named named = named(number);
        long of = number;
        long day = Math.floorDiv(moment, DAY);
        Rating one =
            new Rating(named.source, named.listing, instant(moment), account, amount, currency);
        long count = 0;
        do {
          count++;
          step();
        } while (there
            && number == of
            && moment < until
            && Math.floorDiv(moment, DAY) == day
            && sameAmount(amount, one.amount())
            && Objects.equals(currency, one.currency())
            && Objects.equals(account, one.account()));
        reader.rated(one, count);
      }

      @Override
      public void close() {
        rows.close();
      }
    }
  }

  /** However many zeros were kept behind the point. */
  private static boolean sameAmount(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null ? b == null : b != null && a.compareTo(b) == 0;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  /** The query leaves out rows that lack these. */
  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
