package weir.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A masked page as it was kept.
 *
 * @param capturedAt null when nothing told
 * @param originalDigest SHA-256 of the bytes as they arrived, before masking
 * @param originalBytes length of the page as it arrived
 * @param body the masked page
 */
@SuppressWarnings("ArrayRecordComponent") // pages run to megabytes: handed over, not copied
public record KeptPage(
    String source,
    String url,
    @Nullable Instant capturedAt,
    String mediaType,
    String originalDigest,
    long originalBytes,
    byte[] body) {}
