package weir.update;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import weir.barrier.BarrierModel;
import weir.barrier.Element;

/** What the questions of all causes share: ids and words. */
final class Questions {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  /** As long as an id may be. */
  private static final int LONGEST_ID = 100;

  private static final int NAMED = 4;

  private Questions() {}

  /** The same id for the same cause and subject, whatever the figure. */
  static String id(String cause, String subject) {
    String plain =
        (cause + "-" + subject)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (plain.length() <= LONGEST_ID) {
      return plain;
    }
    String end = "-" + Integer.toHexString(plain.hashCode());
    return plain.substring(0, LONGEST_ID - end.length()).replaceAll("-$", "") + end;
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String label(BarrierModel model, String element) {
    return model.element(element).map(Element::label).orElse(element);
  }

  /** The first few in quotes, and how many more there are. */
  static String some(List<String> words) {
    String named =
        String.join(", ", words.stream().limit(NAMED).map(word -> "'" + word + "'").toList());
    return words.size() <= NAMED ? named : named + " and %,d more".formatted(words.size() - NAMED);
  }

  /** From nought to just below 99, rising ever less: orders the proposals of one cause. */
  static double within(double severity) {
    return 99 * severity / (1 + severity);
  }
}
