package weir.web;

import java.time.DateTimeException;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The monthly note on a page.
 *
 * @param note null while nothing was saved
 */
record NotePage(Frame frame, @Nullable MonthlyNote note, String month) implements Page {

  /**
   * The page of a month.
   *
   * @param month such as {@code 2025-06}; null for that of the newest save
   * @throws BadAddress when it is no month
   */
  static NotePage of(Market market, @Nullable String month) {
    MonthlyNote note = market.note(month == null || month.isEmpty() ? null : month(month));
    return new NotePage(
        market.frame(note == null ? "Monthly note" : note.title(), "novel", false),
        note,
        note == null ? "" : note.month().toString());
  }

  static YearMonth month(String text) {
    try {
      return YearMonth.parse(text.strip());
    } catch (DateTimeException e) {
      throw new BadAddress(
          "'%s' is no month. Write it like 2025-06."
              .formatted(text.length() > 20 ? text.substring(0, 20) + "…" : text));
    }
  }

  String body() {
    return note == null ? "" : note.body(true);
  }

  String lead() {
    return note == null ? "" : note.lead();
  }

  @Override
  public String template() {
    return "note.jte";
  }
}
