/**
 * How do people work on a barrier model in the browser? Start at {@link
 * weir.web.workbench.WorkbenchRoutes}.
 *
 * <p>Each page is a record that its template of the same name shows; forms come back as an {@code
 * Edit} through {@code EditForm}. Pages work without a script: the one script lets a mouse drag and
 * Alt with arrows move what forms move too. What an edit means is left to {@code weir.barrier},
 * keeping it to {@code weir.workbench}.
 */
@NullMarked
package weir.web.workbench;

import org.jspecify.annotations.NullMarked;
