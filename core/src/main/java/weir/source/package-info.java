/**
 * How is one source read? A {@link weir.source.Profile} describes the source; a {@link
 * weir.source.SourceReader} turns a saved page into records by it.
 *
 * <p>Reading is a pure function: the page's bytes go in, the masked page, its records and what was
 * refused come out. Where pages come from and where records are kept is left to others.
 */
@NullMarked
package weir.source;

import org.jspecify.annotations.NullMarked;
