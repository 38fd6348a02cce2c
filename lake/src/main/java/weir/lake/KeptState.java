package weir.lake;

import java.time.Instant;

/**
 * A state of the ledger whose files stay, so that a figure can be made again.
 *
 * @param number of the last entry counted
 * @param why in the user's words; may be empty
 */
public record KeptState(long number, Instant when, String why) {}
