/**
 * What makes a crime possible step by step, who could put what in its way, and on what evidence? A
 * barrier model as a document: reading it with every fault named, writing it without loss, checking
 * its structure, comparing two of them, and the models that ship with Weir.
 *
 * <p>Start at {@link weir.barrier.BarrierModels}; the vocabulary is {@link
 * weir.barrier.BarrierModel} and {@link weir.barrier.Element}. What a gauge shows is left to the
 * measures, plans and their evaluation to the workbench, files to the caller.
 */
@NullMarked
package weir.barrier;

import org.jspecify.annotations.NullMarked;
