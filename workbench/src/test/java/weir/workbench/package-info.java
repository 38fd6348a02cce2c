@NullMarked
package weir.workbench;

import org.jspecify.annotations.NullMarked;
