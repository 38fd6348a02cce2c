@NullMarked
package weir;

import org.jspecify.annotations.NullMarked;
