package weir.barrier;

/**
 * Something in a well-formed model that deserves a look; it never stops the model from being used.
 *
 * @param check the check's short stable name, such as {@code barrier-without-owner}
 * @param elementId the element, step or recommendation concerned
 * @param reason what was found and what could be done, in a sentence
 */
public record Finding(String check, String elementId, String reason) {}
