@NullMarked
package weir.plan;

import org.jspecify.annotations.NullMarked;
