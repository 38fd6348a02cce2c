package weir.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces in a text what may not be kept: ways to reach somebody (e-mail addresses, telephone
 * numbers, names with messengers, wallets, addresses of Tor, invitations), numbers of accounts,
 * cards and people, people named with an address, public keys, pictures, and passages that
 * instruct.
 *
 * <p>One look at the text finds where any of these may stand; the rules then look at these places
 * only. Scans by hand, linear in the text's length, so that no text can make them slow.
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
    boolean token = Tokens.isToken(value); // on a kept page, or masked by its form
    return switch (role) {
      case BUYER -> "[buyer]";
      case PERSON -> "[person]";
      case READER -> "[reader]";
      case AUTHOR ->
          token && value.startsWith("[author:") ? value : "[author:" + key.digest(value) + "]";
      case CONTACT -> token ? value : "[contact:" + key.digest(value) + "]";
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
    return mayHold(text) ? settled(text, false) : List.of();
  }

  /**
   * Masks a link's address: what names or reaches somebody, but no numbers, which are pages of the
   * site.
   */
  public String maskLink(String address) {
    if (address.indexOf('.') < 0 && address.indexOf(':') < 0 && address.indexOf('@') < 0) {
      return address;
    }
    List<Change> changes = settled(address, true);
    return changes.isEmpty() ? address : splice(address, changes).text();
  }

  /**
   * What must be replaced so that nothing is left to replace: what stood beside something masked
   * may look otherwise without it.
   */
  private List<Change> settled(String text, boolean link) {
    List<Change> all = changes(text, link);
    for (int round = 0; round < MOST_ROUNDS && !all.isEmpty(); round++) {
      List<Change> more = beside(text, all, link);
      if (more.isEmpty()) {
        break;
      }
      all = Found.together(all, more);
    }
    return all;
  }

  /**
   * What is to be replaced near what was, in the text that is left: lines that lie near a change,
   * those of changes near each other together.
   *
   * @return with places in that text
   */
  private List<Change> beside(String text, List<Change> all, boolean link) {
    String left = splice(text, all).text();
    List<Change> more = new ArrayList<>();
    int moved = 0;
    int from = -1;
    int to = -1;
    for (Change change : all) {
      int start = change.start() + moved;
      int end = start + change.token().length();
      moved += change.token().length() - (change.end() - change.start());
      int lineStart = lineStart(left, start - NEAR);
      int lineEnd = lineEnd(left, end + NEAR);
      if (from >= 0 && lineStart > to) {
        within(left, from, to, link, more);
        from = lineStart;
      }
      from = from < 0 ? lineStart : from;
      to = Math.max(to, lineEnd);
    }
    within(left, from, to, link, more);
    return more;
  }

  /** Where a line begins, if it is not too long. */
  private static int lineStart(String text, int at) {
    int start = Math.max(0, at);
    int least = Math.max(0, at - NEAR);
    while (start > least && text.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  private static int lineEnd(String text, int at) {
    int end = Math.min(text.length(), at);
    int most = Math.min(text.length(), at + NEAR);
    while (end < most && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private void within(String left, int from, int to, boolean link, List<Change> more) {
    for (Change change : changes(left.substring(from, to), link)) {
      more.add(
          new Change(
              change.start() + from,
              change.end() + from,
              change.token(),
              change.contact(),
              change.fingerprints()));
    }
  }

  /** How far from something masked a text may look otherwise without it, in UTF-16 units. */
  private static final int NEAR = 600;

  private static final int MOST_ROUNDS = 4;

  private List<Change> changes(String text, boolean link) {
    Marks marks = new Marks(text);
    Found found = new Found(text, key);
    if (marks.ats() > 0 || marks.has(Cue.AT)) {
      Emails.find(text, marks, found);
    }
    if (marks.has(Cue.HOST) || marks.runs() > 0) {
      Hosts.find(text, marks, found);
    }
    if (marks.runs() > 0) {
      Wallets.find(text, marks, found);
      Pictures.find(text, marks, found);
    }
    if (!link) {
      publicKeys(text, found);
      Handles.find(text, marks, found);
      if (marks.phones() > 0) {
        Numbers.find(text, marks, found);
        Phones.find(text, marks, found);
        Addresses.find(text, marks, found);
      }
      Exposed.find(text, marks, found);
      Instructions.find(text, marks, found);
    }
    return found.isEmpty() ? List.of() : found.apart();
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

  /** Whether a text may hold something to mask: a cheap look that spares short texts the scan. */
  public static boolean mayHold(String text) {
    if (text.length() >= SHORTEST) {
      return true;
    }
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@' || c == '/' || c == ':' || c == '.') {
        return true;
      }
      if (c >= '0' && c <= '9' && ++digits == 7) {
        return true;
      }
    }
    return false;
  }

  /** Shorter texts hold a number, a link or an at sign, or nothing. */
  private static final int SHORTEST = 12;

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

  private static void publicKeys(String text, Found found) {
    int from = 0;
    while (true) {
      int begin = text.indexOf(PublicKeys.BEGIN, from);
      if (begin < 0) {
        return;
      }
      int stop = PublicKeys.end(text, begin);
      found.key(begin, stop, PublicKeys.fingerprints(text.substring(begin, stop)));
      from = stop;
    }
  }
}
