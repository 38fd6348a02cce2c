/**
 * How do saved pages get from folders and files into the lake? Start at {@link
 * weir.ingest.Ingestion}.
 *
 * <p>This is the edge where files are opened. What a page says is left to {@code weir.source}, how
 * it is kept to {@code weir.lake}.
 */
@NullMarked
package weir.ingest;

import org.jspecify.annotations.NullMarked;
