/** What archives are made of, and what is made of broken and hostile ones. */
@NullMarked
package weir.archive;

import org.jspecify.annotations.NullMarked;
