package weir.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    if (!mayHold(text)) {
      return Masked.unchanged(text);
    }
    List<Span> spans = new ArrayList<>();
    publicKeys(text, spans);
    emails(text, spans);
    phones(text, spans);
    Addresses.find(text, (start, end) -> spans.add(new Span(start, end, "[person]", null, null)));
    return spans.isEmpty() ? Masked.unchanged(text) : splice(text, spans);
  }

  /** Fingerprints of a public key's armoured text; empty when it cannot be read. */
  public static List<String> fingerprints(String armour) {
    int begin = armour.indexOf(PublicKeys.BEGIN);
    return begin < 0 ? List.of() : PublicKeys.fingerprints(armour.substring(begin));
  }

  /** The line that ends a public key. */
  public static final String KEY_END = PublicKeys.END;

  /** Whether a text can be some lines of a public key: no spaces but in its header lines. */
  public static boolean isArmour(String text) {
    return PublicKeys.isArmour(text);
  }

  /** Whether a text holds the beginning of a public key, but perhaps not its end. */
  public static boolean beginsPublicKey(String text) {
    return text.contains(PublicKeys.BEGIN);
  }

  /**
   * @param contact a keyed digest led by its kind
   */
  private record Span(
      int start,
      int end,
      String token,
      @Nullable String contact,
      @Nullable List<String> fingerprints) {}

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
        digits++;
      } else if (Character.isLetter(c)) {
        letters = true;
      }
    }
    if (digits >= 7) {
      return true;
    }
    return letters && text.length() >= 12 && (digits > 0 || text.contains("-----BEGIN"));
  }

  private static Masked splice(String text, List<Span> found) {
    found.sort(Comparator.comparingInt(Span::start));
    StringBuilder masked = new StringBuilder(text.length());
    List<String> contacts = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    int done = 0;
    for (Span span : found) {
      if (span.contact() != null && !contacts.contains(span.contact())) {
        contacts.add(span.contact());
      }
      if (span.fingerprints() != null) {
        fingerprints.addAll(span.fingerprints());
      }
      if (span.start() < done) {
        continue; // lies within one that is masked already
      }
      masked.append(text, done, span.start()).append(span.token());
      done = span.end();
    }
    masked.append(text, done, text.length());
    return new Masked(masked.toString(), contacts, fingerprints);
  }

  private static void publicKeys(String text, List<Span> spans) {
    int from = 0;
    while (true) {
      int begin = text.indexOf(PublicKeys.BEGIN, from);
      if (begin < 0) {
        return;
      }
      int end = text.indexOf(PublicKeys.END, begin);
      int stop = end < 0 ? text.length() : end + PublicKeys.END.length();
      List<String> fingerprints = PublicKeys.fingerprints(text.substring(begin, stop));
      String token =
          fingerprints.isEmpty()
              ? "[key:unreadable]"
              : "[key:" + String.join(",", fingerprints) + "]";
      spans.add(new Span(begin, stop, token, null, fingerprints));
      from = stop;
    }
  }

  private void emails(String text, List<Span> spans) {
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
      boolean whole = start < at && lastDot > at + 1 && end - lastDot > 2;
      if (whole) {
        String contact = key.digest(text.substring(start, end));
        spans.add(new Span(start, end, "[email:" + contact + "]", "email:" + contact, null));
      }
    }
  }

  private static boolean isLocalPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private static final List<String> PHONE_WORDS =
      List.of(
          "phone",
          "tel",
          "call",
          "whatsapp",
          "whats app",
          "signal",
          "text",
          "sms",
          "mobile",
          "viber",
          "fax",
          "тел",
          "звон",
          "telefon",
          "handy",
          "bel",
          "appel");

  /**
   * A telephone number: + or 00 with 8 to 15 digits, or 8 to 15 digits in groups after a word such
   * as "phone". Bare runs of digits stay: they are stock numbers, prices and dates far more often.
   */
  private void phones(String text, List<Span> spans) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean starts = c == '+' || (c >= '0' && c <= '9') || c == '(';
      boolean glued =
          i > 0 && (Character.isLetterOrDigit(text.charAt(i - 1)) || text.charAt(i - 1) == '.');
      if (!starts || glued) {
        i++;
        continue;
      }
      int end = i;
      int digits = 0;
      int lastDigit = i;
      int gap = 0;
      while (end < text.length() && gap <= 2) {
        char d = text.charAt(end);
        if (d >= '0' && d <= '9') {
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
      boolean international =
          c == '+' || (c == '0' && i + 1 < text.length() && text.charAt(i + 1) == '0');
      boolean enough = digits >= 8 && digits <= 15;
      if (enough && (international || announced(text, i))) {
        String number = text.substring(i, lastDigit + 1);
        StringBuilder bare = new StringBuilder();
        number.chars().filter(d -> d >= '0' && d <= '9').forEach(d -> bare.append((char) d));
        String contact = key.digest(bare.toString());
        spans.add(new Span(i, lastDigit + 1, "[phone:" + contact + "]", "phone:" + contact, null));
      }
      i = Math.max(end, i + 1);
    }
  }

  private static boolean announced(String text, int start) {
    String before = text.substring(Math.max(0, start - 24), start).toLowerCase(Locale.ROOT);
    return PHONE_WORDS.stream().anyMatch(before::contains);
  }
}
