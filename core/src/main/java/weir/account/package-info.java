/** What does a page say about a vendor account? Start at {@link weir.account.Account}. */
@NullMarked
package weir.account;

import org.jspecify.annotations.NullMarked;
