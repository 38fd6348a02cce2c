package weir.web.workbench;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import weir.barrier.OpenQuestion;
import weir.document.Figures;
import weir.workbench.UpdateStore;

/** How pages say what raised a question, and what became of it. */
final class Asked {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private static final int NAMED = 5;

  private Asked() {}

  /** The figure with its interval and its week, such as {@code 180 listings (162 to 198)}. */
  static String figure(OpenQuestion.Sign sign) {
    Double value = sign.figure();
    String unit = Objects.requireNonNullElse(sign.unit(), "");
    LocalDate day = sign.day();
    String when =
        day == null
            ? ""
            : switch (sign.cause()) {
              case MOVED, OUTSIDE_BAND -> ", week of " + DAY.format(day);
              case NOVEL -> ", the newest of " + DAY.format(day);
              case AGED -> ", of " + DAY.format(day);
            };
    if (value == null) {
      return "no figure" + when;
    }
    String interval = Figures.interval(sign.low(), sign.high(), unit);
    String after = Figures.unit(unit);
    return Figures.figure(value, unit)
        + (after.isEmpty() ? "" : " " + (value == 1 ? after.replaceFirst("s$", "") : after))
        + (interval == null ? "" : " (" + interval + ")")
        + when;
  }

  /** As many ids as a line names. */
  static List<String> first(List<String> ids) {
    return ids.subList(0, Math.min(NAMED, ids.size()));
  }

  /** How many others there are. */
  static int more(List<String> ids) {
    return Math.max(0, ids.size() - NAMED);
  }

  static String words(OpenQuestion.Cause cause) {
    return switch (cause) {
      case MOVED -> "Moved";
      case OUTSIDE_BAND -> "Outside its band";
      case NOVEL -> "New names";
      case AGED -> "Aged";
    };
  }

  static String words(UpdateStore.Answer answer) {
    return switch (answer) {
      case ACCEPTED -> "accepted";
      case SET_ASIDE -> "set aside";
      case CLOSED -> "closed";
      case SHOWN_AGAIN -> "shown again";
    };
  }

  static String minute(UpdateStore.Line line) {
    return Said.minute(line.at());
  }
}
