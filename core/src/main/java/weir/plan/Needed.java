package weir.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a part of a plan must have to be one at all. */
final class Needed {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_TEXT = 2_000;

  private Needed() {}

  /**
   * @param id null when a document that was read lacks it
   */
  static void id(@Nullable String id, String what) {
    if (id == null) {
      throw missing(what);
    }
    if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
      throw new PlanRefused(
          "%s is '%s'. Expected small letters a-z, digits and single hyphens, like 'brief-couriers'."
              .formatted(what, id));
    }
  }

  /**
   * @param text null when a document that was read lacks it
   */
  static void text(@Nullable String text, String what) {
    if (text == null) {
      throw missing(what);
    }
    if (text.isBlank()) {
      throw new PlanRefused(what + " is empty; write at least a word.");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new PlanRefused("%s has at most %,d characters.".formatted(what, LONGEST_TEXT));
    }
  }

  private static PlanRefused missing(String what) {
    return new PlanRefused(what + " is missing.");
  }

  static void amount(@Nullable BigDecimal amount, String what) {
    if (amount != null && amount.signum() < 0) {
      throw new PlanRefused(what + " is zero or more.");
    }
  }

  static void finite(@Nullable Double figure, String what) {
    if (figure != null && !Double.isFinite(figure)) {
      throw new PlanRefused(what + " is a number.");
    }
  }

  static void order(@Nullable LocalDate first, @Nullable LocalDate last, String fault) {
    if (first != null && last != null && last.isBefore(first)) {
      throw new PlanRefused(fault.formatted(first, last));
    }
  }
}
