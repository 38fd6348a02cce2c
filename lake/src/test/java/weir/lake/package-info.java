@NullMarked
package weir.lake;

import org.jspecify.annotations.NullMarked;
