/**
 * Did something change after an event? {@link weir.event.EventStudy} asks the measures for what an
 * evaluation needs, {@link weir.event.EventFile} reads events; whether there was an effect is
 * decided in {@code weir.evaluation}. The command and the page ask the same question here.
 */
@NullMarked
package weir.event;

import org.jspecify.annotations.NullMarked;
