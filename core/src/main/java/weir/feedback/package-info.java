/** What did a buyer say about a purchase? Start at {@link weir.feedback.Feedback}. */
@NullMarked
package weir.feedback;

import org.jspecify.annotations.NullMarked;
