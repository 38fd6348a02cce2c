package weir.post;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One message on a forum or channel, or one mail.
 *
 * @param postedAtPrecision how exactly the page says when: {@code second}, {@code minute}, {@code
 *     day}, {@code week}…
 * @param title of a mail or an opening post
 * @param repliesTo id of the post that it answers
 * @param forwardedFrom a keyed digest, as of an author
 * @param text the author's own words
 * @param quoted what it repeats of others
 * @param links hosts of its links, each once
 * @param media kinds or names of what is attached
 * @param indicators signs of an unlicensed pharmacy in its words, each with the passage
 * @param author a keyed digest: equal authors can be matched without being read
 */
public record Post(
    String source,
    @Nullable String thread,
    String postId,
    @Nullable String repliesTo,
    @Nullable String author,
    @Nullable String forwardedFrom,
    @Nullable Instant capturedAt,
    @Nullable Instant postedAt,
    @Nullable String postedAtPrecision,
    @Nullable Instant editedAt,
    @Nullable String title,
    @Nullable String text,
    @Nullable String quoted,
    @Nullable List<String> links,
    @Nullable List<String> media,
    @Nullable List<String> indicators,
    String capture,
    String locator)
    implements Row {}
