/** What did somebody write on a forum or channel? Start at {@link weir.post.Post}. */
@NullMarked
package weir.post;

import org.jspecify.annotations.NullMarked;
