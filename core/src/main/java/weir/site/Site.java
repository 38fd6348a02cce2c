package weir.site;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/** What a page tells about the site that it belongs to. */
public record Site(
    String source,
    String host,
    @Nullable Instant capturedAt,
    @Nullable String kind,
    @Nullable List<String> indicators,
    @Nullable String templateSignature,
    @Nullable List<String> outlinks,
    @Nullable List<String> redirects,
    String capture,
    String locator)
    implements Row {}
