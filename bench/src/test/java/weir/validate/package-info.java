@NullMarked
package weir.validate;

import org.jspecify.annotations.NullMarked;
