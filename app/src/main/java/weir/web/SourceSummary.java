package weir.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.source.Profile;

/**
 * One source as the lake knows it.
 *
 * @param profile null when none of that name is at hand
 * @param content saves that show records; gates: logins, captchas, errors and the like
 * @param listings distinct ones ever seen; accounts: distinct names on listings
 */
record SourceSummary(
    String id,
    @Nullable Profile profile,
    long content,
    long gates,
    @Nullable Instant first,
    @Nullable Instant last,
    long listings,
    long accounts) {

  String name() {
    return profile == null ? id : profile.name();
  }

  String kind() {
    return profile == null ? "not described" : Words.plain(profile.kind().name());
  }

  String layer() {
    return profile == null ? "not described" : Words.plain(profile.layer().name()) + " web";
  }

  String access() {
    if (profile == null || profile.access().isEmpty()) {
      return "not described";
    }
    StringBuilder words = new StringBuilder();
    for (Profile.AccessPeriod period : profile.access()) {
      words.append(words.isEmpty() ? "" : "; ").append(Words.plain(period.access().name()));
      if (period.since() != null) {
        words.append(" since ").append(Words.day(period.since()));
      }
    }
    return words.toString();
  }
}
