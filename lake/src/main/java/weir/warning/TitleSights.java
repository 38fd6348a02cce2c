package weir.warning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;
import weir.lake.query.RowReader;
import weir.novelty.Sight;
import weir.novelty.Sights;

/**
 * The titles of one state of the lake, each listing once for each title, account and substance, as
 * first seen up to a day. Later rows are left where they are.
 */
public final class TitleSights implements Sights {

  /** What is asked of the lake; the one parameter is the first moment that is not read. */
  static final String SQL =
      """
      SELECT source, listing_id, account, title, substance, substance_class,
             arg_min(ships_from, captured_at) AS ships_from,
             arg_min(capture, captured_at) AS capture, min(captured_at) AS first
      FROM listing
      WHERE title IS NOT NULL AND captured_at < ?
      GROUP BY source, listing_id, account, title, substance, substance_class
      """;

  private static final int MOST_HELD = 150_000;

  private final LakeQuery query;
  private final @Nullable List<Sight> held;

  private TitleSights(LakeQuery query, @Nullable List<Sight> held) {
    this.query = query;
    this.held = held;
  }

  /**
   * The sights up to the end of a day in UTC. Millions of rows take seconds, once.
   *
   * @param query stays open as long as the sights are used, and is closed by the caller
   */
  public static TitleSights until(LakeQuery query, LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    query.execute("CREATE OR REPLACE TEMPORARY TABLE title_sight AS " + bounded(end));
    List<Sight> all = new ArrayList<>();
    long rows =
        ((Number)
                Objects.requireNonNull(
                    query.rows("SELECT count(*) AS n FROM title_sight").getFirst().get("n")))
            .longValue();
    TitleSights sights = new TitleSights(query, null);
    if (rows > MOST_HELD) {
      return sights;
    }
    sights.forEach(all::add);
    return new TitleSights(query, List.copyOf(all));
  }

  /** The day of the newest save, in UTC; null while there is none. */
  public static @Nullable LocalDate newest(LakeQuery query) {
    Object last = query.rows("SELECT max(captured_at) AS last FROM listing").getFirst().get("last");
    return last instanceof Instant at ? at.atZone(ZoneOffset.UTC).toLocalDate() : null;
  }

  /** The day of the first save, in UTC; null while there is none. */
  public static @Nullable LocalDate oldest(LakeQuery query) {
    Object first =
        query.rows("SELECT min(captured_at) AS first FROM listing").getFirst().get("first");
    return first instanceof Instant at ? at.atZone(ZoneOffset.UTC).toLocalDate() : null;
  }

  private static String bounded(Instant end) {
    return SQL.replace(
        "?", "TIMESTAMP '" + end.toString().replace("Z", "").replace('T', ' ') + "'");
  }

  @Override
  public void forEach(Consumer<Sight> to) {
    List<Sight> known = held;
    if (known != null) {
      known.forEach(to);
      return;
    }
    query.forEach("SELECT * FROM title_sight", row -> to.accept(sight(row)));
  }

  private static Sight sight(RowReader row) {
    return new Sight(
        String.valueOf(row.text("source")),
        String.valueOf(row.text("listing_id")),
        row.text("account"),
        String.valueOf(row.text("title")),
        row.text("substance"),
        row.text("substance_class"),
        row.text("ships_from"),
        String.valueOf(row.text("capture")),
        Objects.requireNonNull(row.instant("first")));
  }
}
