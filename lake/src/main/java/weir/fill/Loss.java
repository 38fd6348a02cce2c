package weir.fill;

import java.time.ZoneOffset;
import java.util.Locale;
import weir.drift.FillWatch;

/**
 * Something that a source's pages showed and no longer show.
 *
 * @param kind of page; {@code any} where pages of all kinds count together
 * @param what {@code table.field}, or {@link FillRates#RECORDS} or {@link FillRates#CONTENT}
 */
public record Loss(String source, String kind, String what, FillWatch.Change change) {

  /** The loss in a sentence. */
  public String words() {
    FillWatch.Change c = change;
    String since =
        c.since() == null
            ? "in the newest saves"
            : "since " + c.since().atZone(ZoneOffset.UTC).toLocalDate();
    String until =
        c.over() && c.until() != null
            ? " until " + c.until().atZone(ZoneOffset.UTC).toLocalDate()
            : "";
    String pages = c.pages() == 1 ? "1 page" : "%,d pages".formatted(c.pages());
    return switch (what) {
      case FillRates.RECORDS ->
          String.format(
              Locale.ROOT,
              "pages give no record %s%s: %s; %.0f %% gave some before",
              since,
              until,
              pages,
              100 * c.before());
      case FillRates.CONTENT ->
          String.format(
              Locale.ROOT,
              "a login, captcha, queue or error stands where pages were %s%s: %s; %.0f %% were content before",
              since,
              until,
              pages,
              100 * c.before());
      default ->
          String.format(
              Locale.ROOT,
              "%s on pages of kind %s: %.0f %% of records have it %s%s, %.0f %% before (%s)",
              what,
              kind,
              100 * c.after(),
              since,
              until,
              100 * c.before(),
              pages);
    };
  }
}
