@NullMarked
package weir.web.workbench;

import org.jspecify.annotations.NullMarked;
