package weir.post;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One message on a forum or channel.
 *
 * @param author a keyed digest: equal authors can be matched without being read
 */
public record Post(
    String source,
    @Nullable String thread,
    String postId,
    @Nullable String author,
    @Nullable Instant capturedAt,
    @Nullable Instant postedAt,
    @Nullable String text,
    String capture,
    String locator)
    implements Row {}
