/**
 * What has been read, and is it already known? Start at {@link weir.lake.Lake}.
 *
 * <p>A lake is a folder:
 *
 * <ul>
 *   <li>{@code lake.json}: the number of its format
 *   <li>{@code ledger/000000001.json} and on: what each ingest added and removed, for people to
 *       read too; {@code ledger/checkpoints}: sums of them, which may be deleted at any time
 *   <li>{@code parts/TABLE/…parquet}: the rows, with a hidden column that leads each to its
 *       observation
 *   <li>{@code pages/…warc.gz}: the masked pages; {@code …index} finds one of them
 *   <li>{@code identities/…ids}: what is already known, sorted
 *   <li>{@code tombstones/…ids}: digests of what was erased and must not come back
 *   <li>{@code staging/ID}: the durable batches of an ingest that has not been published
 * </ul>
 *
 * <p>Files other than the ledger's count only when the ledger names them. Publishing links one file
 * to the ledger's next number, so an ingest lands whole or not at all, and of two at once the
 * second looks again for what the first has made known.
 *
 * <p>Compaction, erasure, verification and backup are methods of the lake too. What the newest
 * entry does not name stays on disk for a grace time, except after an erasure.
 *
 * <p>How rows become Parquet is left to an engine behind {@link weir.lake.PartWriter}; asking
 * questions of the rows is left to {@code weir.lake.query}.
 */
@NullMarked
package weir.lake;

import org.jspecify.annotations.NullMarked;
