package weir.masking;

import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses, also those written around so that programs do not find them: {@code name (at)
 * host (dot) example}, in the words of several languages.
 */
final class Emails {

  private static final int LONGEST_PART = 64;
  private static final int MOST_LABELS = 6;

  /** Hosts of mail that are named without their ending, or after a bare "at". */
  private static final Set<String> PROVIDERS =
      Set.of(
          "gmail",
          "googlemail",
          "protonmail",
          "proton",
          "tutanota",
          "tuta",
          "yahoo",
          "hotmail",
          "outlook",
          "gmx",
          "mail",
          "yandex",
          "icloud",
          "aol",
          "riseup",
          "safe-mail",
          "cock",
          "ctemplar",
          "mailfence",
          "hushmail",
          "posteo",
          "rambler",
          "sigaint",
          "web");

  private final String text;
  private final Found found;

  private Emails(String text, Found found) {
    this.text = text;
    this.found = found;
  }

  static void find(String text, Marks marks, Found found) {
    Emails emails = new Emails(text, found);
    for (int k = 0; k < marks.ats(); k++) {
      int at = marks.at(k);
      if (!emails.plain(at)) {
        emails.around(at, at + 1, false);
      }
    }
    if (marks.has(Cue.AT)) {
      for (int k = 0; k < marks.words(); k++) {
        if (marks.is(k, Cue.AT)) {
          emails.around(marks.wordStart(k), marks.wordEnd(k), true);
        }
      }
    }
    for (int at = text.indexOf("(a)"); at >= 0; at = text.indexOf("(a)", at + 3)) {
      emails.around(at + 1, at + 2, true);
    }
  }

  /** An address as it should be written. */
  private boolean plain(int at) {
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
      found.contact("email", start, end, text.substring(start, end));
    }
    return whole;
  }

  /**
   * An address around a sign or a word for "at".
   *
   * @param word whether it is a word: between bare words it needs a word for the dot too
   */
  private void around(int atStart, int atEnd, boolean word) {
    int before = atStart;
    int after = atEnd;
    before = before > 0 && text.charAt(before - 1) == ' ' ? before - 1 : before;
    after = after < text.length() && text.charAt(after) == ' ' ? after + 1 : after;
    if (!word && (before == atStart) != (after == atEnd)) {
      return; // a name behind its at sign, after another word
    }
    boolean bracketed =
        before > 0
            && after < text.length()
            && "([{<*_".indexOf(text.charAt(before - 1)) >= 0
            && ")]}>*_".indexOf(text.charAt(after)) >= 0;
    if (bracketed) {
      before--;
      after++;
    } else if (word && (before == atStart || after == atEnd)) {
      return; // part of something else
    }
    while (before > 0 && text.charAt(before - 1) == ' ' && atStart - before < 4) {
      before--;
    }
    while (after < text.length() && text.charAt(after) == ' ' && after - atEnd < 4) {
      after++;
    }
    int start = before;
    boolean letters = false;
    while (start > 0 && isLocalPart(text.charAt(start - 1)) && before - start < LONGEST_PART) {
      letters |= Character.isLetter(text.charAt(--start));
    }
    while (start < before && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    if (before - start < 2 || !letters) {
      return;
    }
    StringBuilder domain = new StringBuilder();
    boolean hiddenDot = false;
    int end = label(after);
    int labels = 0;
    String first = end < 0 ? "" : text.substring(after, end).toLowerCase(Locale.ROOT);
    int from = after;
    int whole = -1;
    while (end >= 0 && labels < MOST_LABELS) {
      domain.append(labels == 0 ? "" : ".").append(text, from, end);
      labels++;
      whole = end;
      int next = afterDot(end, bracketed || !word);
      if (next < 0) {
        break;
      }
      hiddenDot |= next - end > 1;
      from = next;
      end = label(next);
    }
    boolean known = PROVIDERS.contains(first);
    boolean ended = labels > 1 && isEnding(domain.substring(domain.lastIndexOf(".") + 1));
    boolean english = word && text.substring(atStart, atEnd).equalsIgnoreCase("at");
    if (english && !bracketed && hiddenDot && !ofDots(text.substring(after, whole))) {
      return; // at one point in
    }
    boolean sure =
        bracketed ? ended || known : word ? ended && (hiddenDot || known) : ended || known;
    if (sure) {
      found.contact("email", start, whole, text.substring(start, before) + "@" + domain);
    }
  }

  /** Whether what stands for dots is no word of a sentence. */
  private static boolean ofDots(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.contains("dot")
        || lower.contains("punkt")
        || lower.contains("(")
        || lower.contains("[");
  }

  /** Where a part of a host ends; -1 when none begins. */
  private int label(int start) {
    int end = start;
    while (end < text.length()
        && end - start < LONGEST_PART
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end - start >= 2 ? end : -1;
  }

  /**
   * Where what follows a dot begins, in whatever way the dot is written; -1 when there is none.
   *
   * @param spaced whether blanks may stand around a plain dot
   */
  private int afterDot(int at, boolean spaced) {
    int i = at;
    while (i < text.length() && text.charAt(i) == ' ' && i - at < 2) {
      i++;
    }
    if (i >= text.length()) {
      return -1;
    }
    boolean open = "([{<*_".indexOf(text.charAt(i)) >= 0;
    i += open ? 1 : 0;
    while (open && i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    if (i >= text.length()) {
      return -1;
    }
    int dotStart = i;
    if (text.charAt(i) == '.') {
      i++;
    } else {
      while (i < text.length() && Character.isLetter(text.charAt(i)) && i - dotStart < 8) {
        i++;
      }
      if ((CueWords.classes(text, dotStart, i) & Cue.DOT.bit) == 0) {
        return -1;
      }
    }
    boolean plainDot = text.charAt(dotStart) == '.' && !open;
    int afterDot = i;
    while (i < text.length() && text.charAt(i) == ' ' && i - afterDot < 2) {
      i++;
    }
    if (open) {
      if (i >= text.length() || ")]}>*_".indexOf(text.charAt(i)) < 0) {
        return -1;
      }
      i++;
      while (i < text.length() && text.charAt(i) == ' ') {
        i++;
      }
      return i;
    }
    if (plainDot) {
      boolean tight = dotStart == at && i == afterDot;
      boolean loose = spaced && dotStart > at && i > afterDot;
      return tight || loose ? i : -1;
    }
    return dotStart > at && i > afterDot ? i : -1; // a word stands by itself
  }

  private static boolean isEnding(String label) {
    return label.length() >= 2
        && label.length() <= 12
        && label.chars().allMatch(Character::isLetter);
  }

  private static boolean isLocalPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }
}
