@NullMarked
package weir.suggest;

import org.jspecify.annotations.NullMarked;
