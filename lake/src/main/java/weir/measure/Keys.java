package weir.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What values are grouped by: in SQL, and in the rows that come back.
 *
 * @param expressions what each key is in SQL; a key that is not named is a column
 */
record Keys(List<String> names, Map<String, String> expressions) {

  /** Columns as they stand in the rows, named {@code k_…}; ends with a comma unless empty. */
  String columns() {
    return names.stream()
        .map(key -> expressions.getOrDefault(key, key) + " AS k_" + key + ", ")
        .collect(Collectors.joining());
  }

  /** The names given by {@link #columns}; ends with a comma unless empty. */
  String given() {
    return names.stream().map(key -> "k_" + key + ", ").collect(Collectors.joining());
  }

  /** The same without the last comma. */
  String list() {
    return names.stream().map(key -> "k_" + key).collect(Collectors.joining(", "));
  }

  /** The names given by {@link #columns}, of any row of a group; ends with a comma unless empty. */
  String anyGiven() {
    return names.stream()
        .map(key -> "any_value(k_%1$s) AS k_%1$s, ".formatted(key))
        .collect(Collectors.joining());
  }

  /** A number for each group, over the names given by {@link #columns}. */
  String number() {
    return names.isEmpty() ? "0::BIGINT" : "(hash(" + list() + ") >> 1)::BIGINT";
  }

  String groupBy() {
    return names.isEmpty() ? "" : "GROUP BY " + list();
  }

  String orderBy() {
    return names.isEmpty() ? "" : " ORDER BY " + list();
  }

  /** Those of the names that are also in the list. */
  Keys among(List<String> wanted) {
    return new Keys(names.stream().filter(wanted::contains).toList(), expressions);
  }

  /** The values of a row; empty texts are what pages did not say. */
  Map<String, @Nullable String> of(Map<String, @Nullable Object> row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (String key : names) {
      String value = Objects.toString(row.get("k_" + key), "");
      values.put(key, value.isEmpty() ? null : value);
    }
    return values;
  }
}
