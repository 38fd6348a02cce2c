@NullMarked
package weir.novelty;

import org.jspecify.annotations.NullMarked;
