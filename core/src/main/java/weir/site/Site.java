package weir.site;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * What a page, a mail or a directory tells about a site.
 *
 * @param host as linked, in lower case; of an address of Tor or I2P a keyed digest such as {@code
 *     onion:9f…}, which equal addresses share and nobody can visit
 * @param name what the page calls it
 * @param indicators signs, each as {@code kind: passage}; never a verdict
 * @param outlinks hosts that its pages link; redirects: hosts that a link to it leads on to
 * @param status as the page states it, such as {@code online}
 * @param lastSeenAt when the page says that it was last reached
 */
public record Site(
    String source,
    String host,
    @Nullable Instant capturedAt,
    @Nullable String kind,
    @Nullable String name,
    @Nullable List<String> indicators,
    @Nullable String templateSignature,
    @Nullable List<String> outlinks,
    @Nullable List<String> redirects,
    @Nullable String status,
    @Nullable Instant lastSeenAt,
    String capture,
    String locator)
    implements Row {}
