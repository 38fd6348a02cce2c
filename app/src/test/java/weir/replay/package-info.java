@NullMarked
package weir.replay;

import org.jspecify.annotations.NullMarked;
