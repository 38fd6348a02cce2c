@NullMarked
package weir.offline;

import org.jspecify.annotations.NullMarked;
