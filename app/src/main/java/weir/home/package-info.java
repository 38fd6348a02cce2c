/**
 * What stands in a home beside the lake and never in it? The digest key: {@link
 * weir.home.DigestKeyFile}.
 */
@NullMarked
package weir.home;

import org.jspecify.annotations.NullMarked;
