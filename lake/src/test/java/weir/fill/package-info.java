@NullMarked
package weir.fill;

import org.jspecify.annotations.NullMarked;
