package weir.brief;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One to two pages for one kind of reader.
 *
 * @param title such as "Parcels ordered online: what a courier company can do"
 * @param happens what happens, in plain sentences
 * @param comesIn where the reader comes in
 * @param lookFor what to look for
 * @param act what to do
 * @param lawful what stays lawful and must not be hindered
 * @param figures figures fit for this reader, each in a sentence with how much was seen
 * @param call whom to call: an office, its hours, its number
 */
public record Brief(
    String title,
    Reader reader,
    List<String> happens,
    List<String> comesIn,
    List<String> lookFor,
    List<String> act,
    List<String> lawful,
    List<String> figures,
    String call) {

  /** About two pages. */
  static final int LONGEST = 4_500;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b(https?://|www\\.|t\\.me/|[a-z2-7]{16,56}\\.onion|[^\\s@]+@[^\\s@]+\\.)");

  public Brief {
    happens = List.copyOf(happens);
    comesIn = List.copyOf(comesIn);
    lookFor = List.copyOf(lookFor);
    act = List.copyOf(act);
    lawful = List.copyOf(lawful);
    figures = List.copyOf(figures);
  }

  /** Characters of all that it says. */
  public int length() {
    return title.length()
        + call.length()
        + sections().stream().flatMap(List::stream).mapToInt(String::length).sum();
  }

  private List<List<String>> sections() {
    return List.of(happens, comesIn, lookFor, act, lawful, figures);
  }

  /**
   * The brief, when it is ready to go out.
   *
   * @throws BriefRefused when something is missing, it is too long for a busy reader, or it shows
   *     an address (whom to call may)
   */
  public Brief ready() {
    if (title.isBlank()) {
      throw new BriefRefused("The brief has no title.");
    }
    require(happens, "what happens");
    require(comesIn, "where the reader comes in");
    require(lookFor, "what to look for");
    require(act, "what to do");
    if (call.isBlank()) {
      throw new BriefRefused("The brief does not say whom to call. Name an office and its number.");
    }
    if (length() > LONGEST) {
      throw new BriefRefused(
          "The brief has %,d characters; two pages hold %,d. Shorten it."
              .formatted(length(), LONGEST));
    }
    sections().stream()
        .flatMap(List::stream)
        .filter(line -> ADDRESS.matcher(line).find())
        .findFirst()
        .ifPresent(line -> {
          throw new BriefRefused(
              "A brief shows no address of a site, a channel or a mailbox; take it out of: '%s'"
                  .formatted(line));
        });
    return this;
  }

  private static void require(List<String> lines, String what) {
    if (lines.isEmpty()) {
      throw new BriefRefused(
          "The brief does not say %s. Write at least a sentence.".formatted(what));
    }
  }
}
