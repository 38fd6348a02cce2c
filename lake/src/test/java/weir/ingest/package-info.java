/** How input of every kind, hostile kinds included, gets into the lake or is refused. */
@NullMarked
package weir.ingest;

import org.jspecify.annotations.NullMarked;
