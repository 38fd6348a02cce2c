package weir.masking;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces personal data of others in a text: e-mail addresses, telephone numbers, public keys, and
 * people named with a postal address. A scan by hand, linear in the text's length, so that no text
 * can make it slow.
 */
public final class Masker {

  /** What a designated field becomes: kinds that profiles name under {@code mask}. */
  public enum Role {
    /** Someone who bought; never kept, not even as a digest. */
    BUYER,
    /** Someone who wrote; kept as a keyed digest. */
    AUTHOR,
    /** A way to reach somebody; kept as a keyed digest. */
    CONTACT,
    /** A name or address of a bystander; never kept. */
    PERSON,
    /** Who saved the page; never kept. */
    READER
  }

  private final DigestKey key;

  public Masker(DigestKey key) {
    this.key = key;
  }

  /** The token that stands for a designated value. */
  public String token(Role role, String value) {
    if (value.startsWith("[" + role.name().toLowerCase(Locale.ROOT))) {
      return value; // a kept page that is read again
    }
    return switch (role) {
      case BUYER -> "[buyer]";
      case PERSON -> "[person]";
      case READER -> "[reader]";
      case AUTHOR -> "[author:" + key.digest(value) + "]";
      case CONTACT -> "[contact:" + key.digest(value) + "]";
    };
  }

  /** The digest under which a contact's or author's value can be matched. */
  public String digest(String value) {
    return key.digest(value);
  }

  /** Masks whatever the text itself gives away. */
  public Masked mask(String text) {
    List<Change> changes = changes(text);
    return changes.isEmpty() ? Masked.unchanged(text) : splice(text, changes);
  }

  /** What must be replaced in a text: in its order, none within another; usually empty. */
  public List<Change> changes(String text) {
    if (!mayHold(text)) {
      return List.of();
    }
    List<Change> found = new ArrayList<>();
    publicKeys(text, found);
    emails(text, found);
    Marks marks = new Marks(text);
    phones(text, marks, found);
    Addresses.find(
        text,
        marks,
        (start, end) -> found.add(new Change(start, end, "[person]", null, List.of())));
    found.sort(Comparator.comparingInt(Change::start).thenComparingInt(c -> -c.end()));
    List<Change> apart = new ArrayList<>(found.size());
    int done = 0;
    for (Change change : found) {
      if (change.start() >= done) {
        apart.add(change);
        done = change.end();
      }
    }
    return apart;
  }

  /**
   * A part of a text that is replaced.
   *
   * @param end exclusive
   * @param contact a keyed digest led by its kind; null when it is no contact
   * @param fingerprints of public keys
   */
  public record Change(
      int start, int end, String token, @Nullable String contact, List<String> fingerprints) {}

  /** Fingerprints of a public key's armoured text; empty when it cannot be read. */
  public static List<String> fingerprints(String armour) {
    int begin = armour.indexOf(PublicKeys.BEGIN);
    return begin < 0 ? List.of() : PublicKeys.fingerprints(armour.substring(begin));
  }

  /** Whether a text may hold something to mask: a cheap look that spares most texts the scan. */
  public static boolean mayHold(String text) {
    int digits = 0;
    boolean letters = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return true;
      }
      if (c >= '0' && c <= '9') {
        if (++digits == 7) {
          return true;
        }
      } else if (!letters && Character.isLetter(c)) {
        letters = true;
      }
    }
    return letters && text.length() >= 12 && (digits > 0 || text.contains("-----BEGIN"));
  }

  private static Masked splice(String text, List<Change> changes) {
    StringBuilder masked = new StringBuilder(text.length());
    List<String> contacts = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    int done = 0;
    for (Change change : changes) {
      if (change.contact() != null && !contacts.contains(change.contact())) {
        contacts.add(change.contact());
      }
      fingerprints.addAll(change.fingerprints());
      masked.append(text, done, change.start()).append(change.token());
      done = change.end();
    }
    masked.append(text, done, text.length());
    return new Masked(masked.toString(), contacts, fingerprints);
  }

  private static void publicKeys(String text, List<Change> found) {
    int from = 0;
    while (true) {
      int begin = text.indexOf(PublicKeys.BEGIN, from);
      if (begin < 0) {
        return;
      }
      int stop = PublicKeys.end(text, begin);
      List<String> fingerprints = PublicKeys.fingerprints(text.substring(begin, stop));
      String token =
          fingerprints.isEmpty()
              ? "[key:unreadable]"
              : "[key:" + String.join(",", fingerprints) + "]";
      found.add(new Change(begin, stop, token, null, fingerprints));
      from = stop;
    }
  }

  private void emails(String text, List<Change> found) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = at;
      while (start > 0 && isLocalPart(text.charAt(start - 1))) {
        start--;
      }
      int end = at + 1;
      int lastDot = -1;
      while (end < text.length() && isDomain(text.charAt(end))) {
        if (text.charAt(end) == '.') {
          lastDot = end;
        }
        end++;
      }
      while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
        end--;
      }
      while (lastDot >= end) {
        lastDot = text.lastIndexOf('.', lastDot - 1);
      }
      boolean whole = start < at && lastDot > at + 1 && end - lastDot > 2;
      if (whole) {
        String contact = key.digest(text.substring(start, end));
        found.add(new Change(start, end, "[email:" + contact + "]", "email:" + contact, List.of()));
      }
    }
  }

  private static boolean isLocalPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  /** Words that announce a telephone number. */
  private static final Set<String> PHONE_WORDS =
      Set.of(
          "phone",
          "phones",
          "telephone",
          "tel",
          "call",
          "whatsapp",
          "signal",
          "text",
          "sms",
          "mobile",
          "mob",
          "cell",
          "viber",
          "fax",
          "тел",
          "телефон",
          "звоните",
          "звонить",
          "звонок",
          "моб",
          "telefon",
          "telefoon",
          "telefono",
          "teléfono",
          "téléphone",
          "handy",
          "gsm",
          "bel",
          "bellen",
          "appelez",
          "llame",
          "电话",
          "電話");

  /** How far before a number the word that announces it may stand, in UTF-16 units. */
  private static final int ANNOUNCED_WITHIN = 24;

  /**
   * A telephone number: + or 00 with 8 to 15 digits, or 8 to 15 digits in groups after a word such
   * as "phone". Bare runs of digits stay: they are stock numbers, prices and dates far more often.
   */
  private void phones(String text, Marks marks, List<Change> found) {
    int done = 0;
    for (int k = 0; k < marks.phones(); k++) {
      int i = marks.phone(k);
      if (i < done || (i > 0 && gluesTo(text.charAt(i - 1)))) {
        continue;
      }
      int end = i;
      int digits = 0;
      int lastDigit = i;
      int gap = 0;
      while (end < text.length() && gap <= 2) {
        char d = text.charAt(end);
        if (isDigit(d)) {
          digits++;
          lastDigit = end;
          gap = 0;
        } else if (d == ' '
            || d == '-'
            || d == '('
            || d == ')'
            || d == '/'
            || d == '.'
            || d == '\u00a0'
            || (d == '+' && end == i)) {
          gap++;
        } else {
          break;
        }
        end++;
      }
      boolean glued = lastDigit + 1 < text.length() && isUnit(text.charAt(lastDigit + 1));
      if (digits >= 8
          && digits <= 15
          && !glued
          && (international(text, i) || (announced(text, i) && !isDate(text, i, lastDigit + 1)))) {
        String number = text.substring(i, lastDigit + 1);
        StringBuilder bare = new StringBuilder();
        number.chars().filter(d -> d >= '0' && d <= '9').forEach(d -> bare.append((char) d));
        String contact = key.digest(bare.toString());
        found.add(
            new Change(i, lastDigit + 1, "[phone:" + contact + "]", "phone:" + contact, List.of()));
      }
      done = Math.max(end, i + 1);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What before a digit makes it part of something else: a word, a decimal, a stock number. */
  private static boolean gluesTo(char before) {
    return Character.isLetterOrDigit(before)
        || before == '.'
        || before == '#'
        || before == '№'
        || before == '$'
        || before == '€'
        || before == '£'
        || before == '฿'
        || before == '='
        || before == '_';
  }

  private static boolean isUnit(char after) {
    return Character.isLetter(after)
        || after == '%'
        || after == '_'
        || after == '$'
        || after == '€';
  }

  private static boolean international(String text, int start) {
    char next = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
    return switch (text.charAt(start)) {
      case '+' -> isDigit(next) || next == '(';
      case '(' -> next == '+' || (next == '0' && text.startsWith("00", start + 1));
      case '0' ->
          next == '0'
              && start + 2 < text.length()
              && text.charAt(start + 2) >= '1'
              && text.charAt(start + 2) <= '9';
      default -> false;
    };
  }

  private static final Pattern DATE =
      Pattern.compile("^(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./]\\d{4})\\b");

  private static boolean isDate(String text, int start, int end) {
    return DATE.matcher(text.substring(start, end)).find();
  }

  /** Whether a word shortly before announces a number. */
  private static boolean announced(String text, int start) {
    int from = Math.max(0, start - ANNOUNCED_WITHIN);
    int end = start;
    while (end > from) {
      while (end > from && !Character.isLetter(text.charAt(end - 1))) {
        if (text.charAt(end - 1) == '\n' || isDigit(text.charAt(end - 1))) {
          return false;
        }
        end--;
      }
      int begin = end;
      while (begin > 0 && Character.isLetter(text.charAt(begin - 1)) && end - begin < 20) {
        begin--;
      }
      if (PHONE_WORDS.contains(text.substring(begin, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
      end = begin;
    }
    return false;
  }
}
