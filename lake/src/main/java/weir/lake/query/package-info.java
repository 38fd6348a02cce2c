/**
 * What do the lake's tables say? Start at {@link weir.lake.query.LakeQuery}.
 *
 * <p>All of DuckDB is in here: answering SQL over the parts of one view, and writing the parts of
 * an ingest. Which parts count is left to {@code weir.lake}.
 */
@NullMarked
package weir.lake.query;

import org.jspecify.annotations.NullMarked;
