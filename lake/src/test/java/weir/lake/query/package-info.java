@NullMarked
package weir.lake.query;

import org.jspecify.annotations.NullMarked;
