@NullMarked
package weir.choice;

import org.jspecify.annotations.NullMarked;
