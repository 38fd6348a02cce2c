@NullMarked
package weir.brief;

import org.jspecify.annotations.NullMarked;
