@NullMarked
package weir.estimate;

import org.jspecify.annotations.NullMarked;
