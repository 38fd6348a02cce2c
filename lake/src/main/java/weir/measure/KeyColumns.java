package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;
import weir.source.Profile;
import weir.source.Profiles;

/**
 * What the keys are in SQL, over any rows that have a source and a week: most are columns; what a
 * source was like (its layer, access and kind) follows from its dated statements; bands of amounts
 * from a row's mass or pieces.
 */
final class KeyColumns {

  /** Keys that say what a source was like. */
  static final List<String> OF_SOURCES = List.of("layer", "access", "kind");

  /** The key of {@link Bands}. */
  static final String BAND = "band";

  private final LakeQuery query;
  private @Nullable Map<String, List<Period>> periods;

  KeyColumns(LakeQuery query) {
    this.query = query;
  }

  /** The keys of a request, as columns. */
  Keys of(List<String> names) {
    Map<String, String> expressions = new TreeMap<>();
    for (String name : names) {
      expressions.put(name, sql(name));
    }
    return new Keys(names, expressions);
  }

  /** The key as an expression. */
  String sql(String key) {
    return switch (key) {
      case "layer" -> bySource(Period::layer);
      case "kind" -> bySource(Period::kind);
      case "access" -> bySource(Period::access);
      case BAND -> Bands.SQL;
      default -> key;
    };
  }

  /** What a source was from a day on; null: as long as known. */
  private record Period(
      @Nullable LocalDate since,
      @Nullable String layer,
      @Nullable String kind,
      @Nullable String access) {}

  private interface Fact {
    @Nullable String of(Period period);
  }

  private String bySource(Fact fact) {
    StringBuilder sql = new StringBuilder("CASE source");
    boolean any = false;
    for (Map.Entry<String, List<Period>> source : periods().entrySet()) {
      String value = dated(source.getValue(), fact);
      if (value != null) {
        sql.append(" WHEN ")
            .append(Estimators.quoted(source.getKey()))
            .append(" THEN ")
            .append(value);
        any = true;
      }
    }
    return any ? sql + " END" : "CAST(NULL AS VARCHAR)";
  }

  /** The fact in force in the row's week; unknown before the first dated period. */
  private static @Nullable String dated(List<Period> periods, Fact fact) {
    List<String> cases = new ArrayList<>();
    String always = null;
    for (Period period : periods) {
      String word = fact.of(period);
      String value = word == null ? "NULL" : Estimators.quoted(word);
      LocalDate since = period.since();
      if (since == null) {
        always = value;
      } else {
        // The newest period that had begun by the week's end is in force.
        cases.addFirst("WHEN week + 6 >= DATE '%s' THEN %s".formatted(since, value));
      }
    }
    if (cases.isEmpty()) {
      return always;
    }
    return "(CASE %s ELSE %s END)"
        .formatted(String.join(" ", cases), always == null ? "NULL" : always);
  }

  /** As the lake last heard of each source; as the shipped profile says where it never did. */
  private Map<String, List<Period>> periods() {
    Map<String, List<Period>> known = periods;
    if (known == null) {
      known = new TreeMap<>();
      for (Map<String, @Nullable Object> row :
          query.rows(
              """
              SELECT source, since, layer, kind, access FROM (
                SELECT *, max(stated_at) OVER (PARTITION BY source) AS newest FROM source_period)
              WHERE stated_at = newest ORDER BY source, since NULLS FIRST
              """)) {
        known
            .computeIfAbsent(String.valueOf(row.get("source")), _ -> new ArrayList<>())
            .add(
                new Period(
                    row.get("since") instanceof LocalDate since ? since : null,
                    text(row.get("layer")),
                    text(row.get("kind")),
                    text(row.get("access"))));
      }
      for (Map<String, @Nullable Object> row :
          query.rows("SELECT DISTINCT source FROM listing_day WHERE source IS NOT NULL")) {
        String source = String.valueOf(row.get("source"));
        if (!known.containsKey(source)) {
          known.put(source, shipped(source));
        }
      }
      periods = known;
    }
    return known;
  }

  private static List<Period> shipped(String source) {
    List<Period> all = new ArrayList<>();
    for (String name : Profiles.shipped()) {
      Profile profile = Profiles.named(name).orElseThrow();
      if (profile.source().equals(source)) {
        String layer = word(profile.layer());
        String kind = word(profile.kind());
        all.add(new Period(null, layer, kind, null));
        profile
            .access()
            .forEach(access -> {
              if (access.since() == null) {
                all.clear();
              }
              all.add(new Period(access.since(), layer, kind, word(access.access())));
            });
      }
    }
    return all;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
