@NullMarked
package weir.web.trial;

import org.jspecify.annotations.NullMarked;
