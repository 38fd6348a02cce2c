package weir.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One saved page as it arrived. Source, url, capturedAt and digest together say whether a page is
 * already known: the same page saved the next day is a new observation.
 *
 * @param digest SHA-256 of the bytes as they arrived, before masking, in lower-case hex
 * @param url the page's address, or its path within the input
 * @param capturedAt null when neither archive, page nor file name tells
 * @param bytes length of the page as it arrived
 * @param pageKind a {@link PageKind}'s word
 * @param linksSeen pages of the same source that this page links; null when not counted
 * @param totalStated how many records the site says there are in all; null when it says nothing
 * @param ingest the ledger number of the ingest that kept it; null before it is kept
 */
public record Capture(
    String digest,
    String source,
    String url,
    @Nullable Instant capturedAt,
    String mediaType,
    long bytes,
    String pageKind,
    @Nullable Long linksSeen,
    @Nullable Long totalStated,
    @Nullable String ingest)
    implements Row {}
