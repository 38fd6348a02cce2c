package weir.source;

import com.google.re2j.Matcher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.source.Profile.FieldRule;
import weir.source.Profile.MomentRule;

/** Learns when a page was saved, by the profile's rules in their order. */
final class CaptureMoment {

  private CaptureMoment() {}

  /**
   * @param onPage gives the masked texts that a field's rule finds on the page
   * @return null when nothing tells
   */
  static Moments.@Nullable Said of(
      List<MomentRule> rules,
      SavedPage page,
      Function<FieldRule, List<String>> onPage,
      Problems problems) {
    for (MomentRule rule : rules) {
      Optional<Moments.Said> moment = by(rule, page, onPage, problems);
      if (moment.isPresent()) {
        return moment.get();
      }
    }
    return exactly(page.archivedAt()).orElse(null);
  }

  /** What {@link #of} will find; empty when it takes the page to tell. */
  static Optional<SourceReader.Expected> beforeReading(List<MomentRule> rules, SavedPage page) {
    for (MomentRule rule : rules) {
      if (rule instanceof MomentRule.FromPage) {
        return Optional.empty();
      }
      Optional<Moments.Said> moment = by(rule, page, field -> List.of(), new Problems());
      if (moment.isPresent()) {
        return moment.map(said -> new SourceReader.Expected(said.at()));
      }
    }
    return Optional.of(new SourceReader.Expected(page.archivedAt()));
  }

  private static Optional<Moments.Said> by(
      MomentRule rule,
      SavedPage page,
      Function<FieldRule, List<String>> onPage,
      Problems problems) {
    return switch (rule) {
      case MomentRule.FromArchive() -> exactly(page.archivedAt());
      case MomentRule.FromFileTime() -> exactly(page.fileTime());
      case MomentRule.FromName name -> fromName(name, page, problems);
      case MomentRule.FromPage(FieldRule field) ->
          onPage.apply(field).stream()
              .map(text ->
                  said(
                      Moments.read(text, field.formats(), field.zone(), null),
                      text,
                      page,
                      problems))
              .flatMap(Optional::stream)
              .findFirst();
    };
  }

  private static Optional<Moments.Said> exactly(@Nullable Instant at) {
    return Optional.ofNullable(at).map(moment -> new Moments.Said(moment, "second"));
  }

  private static Optional<Moments.Said> fromName(
      MomentRule.FromName rule, SavedPage page, Problems problems) {
    Matcher matcher = rule.match().matcher(page.address());
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    return said(Moments.read(text, rule.formats(), rule.zone(), null), text, page, problems);
  }

  private static Optional<Moments.Said> said(
      Optional<Moments.Said> said, String text, SavedPage page, Problems problems) {
    if (said.isEmpty()) {
      problems.add(
          "unreadable-date",
          "captured_at",
          text,
          "does not fit the format",
          "Mend 'format' under 'captured_at' in the profile.",
          page.address());
      return Optional.empty();
    }
    if (!said.get().isPlausible()) {
      problems.add(
          "implausible-date",
          "captured_at",
          text,
          "lies before 1995 or after 2099",
          "Mend the file's name, or 'format' under 'captured_at' in the profile.",
          page.address());
      return Optional.empty();
    }
    return said;
  }
}
