package weir.measure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;

/** The prepared tables from which measures are taken, over one state of the lake. */
record MarketTables(
    LakeQuery query,
    KeyColumns keys,
    SeenRows seen,
    Coverage coverage,
    Conversion conversion,
    Estimators estimators,
    SourceFacts facts,
    Declared declared,
    RatingDays ratings) {

  static MarketTables prepared(LakeQuery query) {
    KeyColumns keys = new KeyColumns(query);
    MarketTables tables =
        new MarketTables(
            query,
            keys,
            new SeenRows(query, keys),
            new Coverage(query, keys),
            new Conversion(query),
            new Estimators(query),
            new SourceFacts(query),
            new Declared(query, keys),
            new RatingDays(query));
    tables.seen.prepare();
    tables.coverage.prepare();
    tables.conversion.prepare();
    return tables;
  }

  List<Map<String, @Nullable Object>> rows(String sql, List<@Nullable Object> parameters) {
    return query.rows(sql, parameters.toArray());
  }
}
