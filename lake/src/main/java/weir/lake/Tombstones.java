package weir.lake;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.account.Account;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.masking.DigestKey;
import weir.offline.ReportedSignal;
import weir.post.Post;
import weir.row.Row;
import weir.substance.Mention;

/**
 * What was erased and must not come back, as digests under the user's key: whoever has the lake
 * alone cannot learn whom or what they stand for.
 */
final class Tombstones {

  /** Stands in every file, so that another key is noticed. */
  private static final String KEY_CHECK = "weir-tombstones";

  private final List<KeyFile> files;
  private final DigestKey key;
  private final Map<String, Boolean> accounts = new HashMap<>();

  /**
   * @param files not empty
   * @throws LakeProblem when they were written under another key
   */
  Tombstones(List<KeyFile> files, DigestKey key) {
    this.files = files;
    this.key = key;
    if (!files.stream().allMatch(file -> file.contains(check(key)))) {
      throw new LakeProblem(
          "What was erased from this lake was noted under another digest key, so Weir cannot tell whether it would come back. Name the file of that key in WEIR_DIGEST_KEY_FILE, or put it back as digest.key in the home.");
    }
  }

  static Identity check(DigestKey key) {
    return of(key, KEY_CHECK);
  }

  static Identity account(DigestKey key, String source, String account) {
    return of(key, "account", source, account);
  }

  static Identity author(DigestKey key, String source, String authorDigest) {
    return of(key, "author", source, authorDigest);
  }

  static Identity listing(DigestKey key, String source, String listing) {
    return of(key, "listing", source, listing);
  }

  /** A capture by its digest, whatever its source. */
  static Identity capture(DigestKey key, String digest) {
    return of(key, "capture", digest);
  }

  /** A capture as one of a source that was erased. */
  static Identity captureOf(DigestKey key, String source, String digest) {
    return of(key, "capture of", source, digest);
  }

  /** That rows of a table were erased for their age; their pages stay known, and do not return. */
  static Identity aged(DigestKey key, String table) {
    return of(key, "aged", table);
  }

  /** A signal, in whatever version it is imported again. */
  static Identity signal(DigestKey key, String signal) {
    return of(key, "signal", signal);
  }

  private static Identity of(DigestKey key, String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      // The key digests in lower case; what differs only in case must stay apart.
      text.append(HexFormat.of().formatHex(part.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .append('.');
    }
    ByteBuffer digest = ByteBuffer.wrap(HexFormat.of().parseHex(key.digest(text.toString())));
    return new Identity(digest.getLong(), digest.getLong());
  }

  boolean holds(Identity identity) {
    return files.stream().anyMatch(file -> file.contains(identity));
  }

  boolean erased(Capture capture) {
    return holds(capture(key, capture.digest()))
        || holds(captureOf(key, capture.source(), capture.digest()));
  }

  private boolean erasedAccount(String source, @Nullable String account) {
    return account != null
        && accounts.computeIfAbsent(
            source + "\n" + account, _ -> holds(account(key, source, account)));
  }

  private boolean erasedListing(String source, @Nullable String listing) {
    return listing != null && holds(listing(key, source, listing));
  }

  /** The rows of a page without those of erased accounts. */
  List<Row> without(List<? extends Row> rows) {
    Set<String> gone = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Row row : rows) {
      if (row instanceof Listing listing) {
        if (isGone(row)) {
          gone.add("listing\n" + listing.listingId());
        } else {
          others.add(listing.listingId());
        }
      } else if (row instanceof Feedback feedback && isGone(row)) {
        gone.add("feedback\n" + feedback.feedbackId());
      } else if (row instanceof Account account && isGone(row)) {
        gone.add("account\n" + account.account());
      } else if (row instanceof Post post && isGone(row)) {
        gone.add("post\n" + post.postId());
      }
    }
    return rows.stream()
        .filter(row ->
            switch (row) {
              case Offer offer ->
                  others.contains(offer.listingId())
                      || !erasedListing(offer.source(), offer.listingId());
              case Mention mention ->
                  !gone.contains(mention.recordKind() + "\n" + mention.recordId());
              default -> !isGone(row);
            })
        .map(row -> (Row) row)
        .toList();
  }

  private boolean isGone(Row row) {
    return switch (row) {
      case Listing listing ->
          erasedAccount(listing.source(), listing.account())
              || (listing.account() == null
                  && erasedListing(listing.source(), listing.listingId()));
      case Feedback feedback ->
          erasedAccount(feedback.source(), feedback.account())
              || (feedback.account() == null
                  && erasedListing(feedback.source(), feedback.listingId()));
      case Account account -> erasedAccount(account.source(), account.account());
      case Post post ->
          post.author() != null
              && holds(author(key, post.source(), Objects.requireNonNull(post.author())));
      case ReportedSignal signal -> holds(signal(key, signal.signalId()));
      default -> false;
    };
  }
}
