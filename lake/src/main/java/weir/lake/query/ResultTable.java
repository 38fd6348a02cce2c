package weir.lake.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query found.
 *
 * @param types DuckDB's names, such as {@code BIGINT}, one for each column
 * @param rows values in the columns' order: {@link String}, {@link Long}, {@link Double}, {@link
 *     java.math.BigDecimal}, {@link Boolean}, {@link java.time.Instant}, {@link
 *     java.time.LocalDate}, lists of these, null where unknown
 * @param cut whether there were more rows than the limit
 */
public record ResultTable(
    List<String> columns, List<String> types, List<List<@Nullable Object>> rows, boolean cut) {}
