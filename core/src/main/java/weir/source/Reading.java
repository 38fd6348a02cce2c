package weir.source;

import java.util.List;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.row.Row;

/**
 * What one saved page gave.
 *
 * @param keptPage the masked page in UTF-8: the only form in which it may be kept
 * @param rows records of every table, in the order of the page
 * @param refusals what could not be read, one for each cause and field
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a page are shared, never compared
public record Reading(Capture capture, byte[] keptPage, List<Row> rows, List<Refusal> refusals) {}
