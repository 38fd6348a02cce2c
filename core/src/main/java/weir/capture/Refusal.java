package weir.capture;

import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * Something that was not read, counted and explained.
 *
 * @param input the path or archive that was given
 * @param place where in the input: a row, a record, an element; empty for the whole
 * @param reason what was wrong, quoting the input but never personal data
 * @param mend what the user can do about it
 * @param cause a short stable word to count by, such as {@code unreadable-file}
 */
public record Refusal(
    @Nullable String ingest, String input, String place, String cause, String reason, String mend)
    implements Row {}
