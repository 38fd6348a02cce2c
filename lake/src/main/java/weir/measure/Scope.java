package weir.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request narrows the rows to, as SQL.
 *
 * @param parameters for each {@code ?} in it
 */
record Scope(String where, List<@Nullable Object> parameters) {

  private static final Set<String> TIMES = Set.of("day", "week");

  /** The days and the source of a request. */
  static Scope range(MeasureRequest request) {
    StringBuilder where = new StringBuilder("TRUE");
    List<@Nullable Object> parameters = new ArrayList<>();
    if (request.from() != null) {
      where.append(" AND day >= ?");
      parameters.add(request.from());
    }
    if (request.to() != null) {
      where.append(" AND day < ?");
      parameters.add(request.to());
    }
    addSource(request, where, parameters);
    return new Scope(where.toString(), parameters);
  }

  private static void addSource(
      MeasureRequest request, StringBuilder where, List<@Nullable Object> parameters) {
    if (request.source() != null) {
      where.append(" AND source = ?");
      parameters.add(request.source());
    }
  }

  /**
   * The source, the filters and the kind of offer, which is products unless asked otherwise.
   *
   * @param days whether the days of the request too
   */
  static Scope of(MeasureRequest request, boolean days, KeyColumns columns) {
    StringBuilder where = new StringBuilder("TRUE");
    List<@Nullable Object> parameters = new ArrayList<>();
    if (days) {
      Scope range = range(request);
      where = new StringBuilder(range.where());
      parameters.addAll(range.parameters());
    } else {
      addSource(request, where, parameters);
    }
    for (var filter : request.filters().entrySet()) {
      if (!filter.getKey().equals("offer_kind")) {
        // A word that is no day finds nothing; it is no fault.
        where.append(
            TIMES.contains(filter.getKey())
                ? " AND CAST(" + filter.getKey() + " AS VARCHAR) = ?"
                : " AND " + columns.sql(filter.getKey()) + " = ?");
        parameters.add(filter.getValue());
      }
    }
    String kind = request.filters().getOrDefault("offer_kind", "product");
    if (!kind.equals("all")) {
      where.append(" AND coalesce(offer_kind, 'product') = ?");
      parameters.add(kind);
    }
    return new Scope(where.toString(), parameters);
  }
}
