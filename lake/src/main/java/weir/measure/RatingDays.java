package weir.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;

/**
 * The table {@code rating_day}: what accounts' ratings of a day come to. Ratings stand on pages
 * again and again, so that each is first found once, by a hash of its id; that is done when the
 * first question asks for it, source by source.
 */
final class RatingDays {

  private final LakeQuery query;
  private boolean gathered;

  RatingDays(LakeQuery query) {
    this.query = query;
  }

  /**
   * The name of the table: source, vendor (a number, null where the rating names none), day, {@code
   * total} of the ratings, {@code n} of them, and {@code full_marks} among them.
   */
  String table() {
    if (!gathered) {
      query.execute(
          """
          CREATE TEMP TABLE rating_day (source VARCHAR, vendor UBIGINT, day DATE, total DOUBLE,
                                        n BIGINT, full_marks BIGINT)
          """);
      for (Map<String, @Nullable Object> row :
          query.rows("SELECT DISTINCT source FROM feedback ORDER BY source")) {
        query.execute(
            """
            INSERT INTO rating_day
            SELECT %1$s, vendor, moment::DATE, sum(rating), count(*), count(*) FILTER (rating >= 1)
            FROM (
              SELECT min(CASE WHEN account IS NOT NULL THEN hash(account) END) AS vendor,
                     max(rating) AS rating, coalesce(min(given_at), min(captured_at)) AS moment
              FROM feedback WHERE rating IS NOT NULL AND source = %1$s
              GROUP BY hash(feedback_id))
            WHERE moment IS NOT NULL GROUP BY ALL
            """
                .formatted(Estimators.quoted(String.valueOf(row.get("source")))));
      }
      gathered = true;
    }
    return "rating_day";
  }
}
