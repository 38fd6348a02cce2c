@NullMarked
package weir.measure;

import org.jspecify.annotations.NullMarked;
