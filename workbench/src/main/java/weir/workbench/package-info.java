/**
 * Where do the barrier models that people work on live, and who changed what? A relational
 * database: SQLite in one file, or PostgreSQL by one setting. Start at {@link
 * weir.workbench.Workbench}; {@link weir.workbench.Library} keeps evidence documents, {@link
 * weir.workbench.Decisions} what barriers were chosen with and what was decided, {@link
 * weir.workbench.PlanStore} plans, {@link weir.workbench.BriefStore} copies of briefs, {@link
 * weir.workbench.Spreadsheet} takes models out and in.
 *
 * <p>A model's head is kept whole, each change beside it as the parts that it touched, so that any
 * version can be made again, shown, compared and taken back. What a model is, how it is changed and
 * checked, is left to {@code weir.barrier}; what a plan is, to {@code weir.plan}.
 */
@NullMarked
package weir.workbench;

import org.jspecify.annotations.NullMarked;
