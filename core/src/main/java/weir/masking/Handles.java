package weir.masking;

import java.util.Locale;
import java.util.Set;

/**
 * Names of accounts with messengers and networks: after the service's name ({@code Wickr: name}),
 * after an at sign, or by a form of their own (Session, Tox).
 */
final class Handles {

  private static final int LONGEST = 40;

  /** How many small words may stand between the service and the name. */
  private static final int MOST_BETWEEN = 4;

  /** Words between a service and a name. */
  private static final Set<String> BETWEEN =
      Set.of(
          "me",
          "id",
          "is",
          "on",
          "at",
          "user",
          "username",
          "name",
          "account",
          "konto",
          "chat",
          "channel",
          "kanal",
          "kanaal",
          "canal",
          "group",
          "gruppe",
          "groep",
          "groupe",
          "grupo",
          "bot",
          "contact",
          "kontakt",
          "naar",
          "auf",
          "an",
          "bei",
          "unter",
          "op",
          "sur",
          "por",
          "en",
          "via",
          "to",
          "add",
          "here",
          "support",
          "handle",
          "nick",
          "nickname",
          "pseudo",
          "usuario",
          "benutzer",
          "benutzername",
          "onder",
          "sous",
          "como",
          "as",
          "als",
          "comme",
          "bajo",
          "gebruikersnaam",
          "utilisateur",
          "ник",
          "логин",
          "канал",
          "аккаунт",
          "our",
          "my",
          "mein",
          "mijn",
          "mon",
          "mi",
          "the",
          "und",
          "and",
          "app",
          "messenger",
          "im",
          "address",
          "adresse",
          "adres");

  /** Words that follow a service's name and are no name of an account. */
  private static final Set<String> NO_NAME =
      Set.of(
          "yes",
          "no",
          "only",
          "available",
          "soon",
          "request",
          "see",
          "ask",
          "below",
          "profile",
          "link",
          "and",
          "or",
          "the",
          "for",
          "with",
          "we",
          "you",
          "your",
          "they",
          "this",
          "that",
          "please",
          "coming",
          "none",
          "all",
          "new",
          "not",
          "now",
          "more",
          "info",
          "http",
          "https",
          "www",
          "contact",
          "us",
          "get",
          "join",
          "write",
          "message",
          "send",
          "free",
          "fast",
          "also",
          "from",
          "any",
          "are",
          "can",
          "will",
          "offline",
          "online",
          "closed",
          "open",
          "groups",
          "channels",
          "updates",
          "news",
          "menu",
          "prices",
          "orders",
          "order",
          "ja",
          "nein",
          "nur",
          "oder",
          "für",
          "mit",
          "wir",
          "ihr",
          "sie",
          "bitte",
          "alle",
          "neu",
          "auch",
          "anfrage",
          "siehe",
          "profil",
          "nee",
          "alleen",
          "voor",
          "met",
          "wij",
          "jij",
          "zie",
          "profiel",
          "oui",
          "non",
          "seulement",
          "pour",
          "avec",
          "nous",
          "vous",
          "voir",
          "demande",
          "sí",
          "si",
          "solo",
          "para",
          "con",
          "nosotros",
          "ver",
          "perfil",
          "pedir",
          "uniquement",
          "demander",
          "нет",
          "да",
          "только",
          "для",
          "по",
          "пишите",
          "writing",
          "writes",
          "questions",
          "support",
          "encrypted",
          "secure",
          "private",
          "verified",
          "official",
          "bot",
          "bots",
          "delivery",
          "shipping",
          "sale",
          "sales",
          "service",
          "marketing",
          "links",
          "number",
          "numbers",
          "nummer",
          "payment",
          "plus",
          "premium",
          "web",
          "desktop",
          "users",
          "user");

  /** Words behind an at sign that name no person. */
  private static final Set<String> NO_PERSON =
      Set.of(
          "vendor",
          "seller",
          "admin",
          "admins",
          "everyone",
          "here",
          "channel",
          "all",
          "home",
          "work",
          "type",
          "context",
          "graph",
          "value",
          "list",
          "set",
          "language",
          "media",
          "import",
          "font",
          "charset",
          "supports",
          "page",
          "keyframes",
          "night",
          "gmail",
          "least",
          "most",
          "once",
          "support",
          "staff",
          "moderator",
          "mods",
          "market",
          "buyer",
          "buyers",
          "vendors",
          "sellers",
          "price",
          "namespace",
          "layer",
          "property",
          "container",
          "include",
          "version",
          "param",
          "return",
          "base",
          "direction",
          "reverse",
          "index",
          "nest",
          "none",
          "vocab",
          "your",
          "this",
          "that",
          "only",
          "around",
          "about",
          "each",
          "every",
          "checkout");

  /** Endings of hosts: behind an at sign a name that ends so is one. */
  private static final Set<String> HOST_ENDINGS =
      Set.of(
          "com", "org", "net", "example", "onion", "i2p", "info", "io", "de", "nl", "fr", "es",
          "it", "pl", "ru", "uk", "eu", "ch", "at", "be", "test", "local", "html", "php", "me",
          "cc", "to", "biz", "co");

  private final String text;
  private final Marks marks;
  private final Found found;

  private Handles(String text, Marks marks, Found found) {
    this.text = text;
    this.marks = marks;
    this.found = found;
  }

  static void find(String text, Marks marks, Found found) {
    Handles handles = new Handles(text, marks, found);
    for (int k = 0; k < marks.ats(); k++) {
      handles.atSign(marks.at(k));
    }
    if (marks.has(Cue.MESSENGER) || marks.has(Cue.MESSENGER_MAYBE) || marks.has(Cue.ICQ)) {
      for (int k = 0; k < marks.words(); k++) {
        if (marks.is(k, Cue.MESSENGER) || marks.is(k, Cue.MESSENGER_MAYBE)) {
          handles.after(k);
          handles.before(k);
        }
        if (marks.is(k, Cue.ICQ)) {
          handles.number(marks.wordEnd(k));
        }
      }
    }
    for (int k = 0; k < marks.runs(); k++) {
      int start = marks.runStart(k);
      int end = marks.runEnd(k);
      boolean session = end - start == 66 && text.startsWith("05", start);
      if ((session || end - start == 76) && isHex(text, start, end)) {
        found.contact("handle", start, end, text.substring(start, end));
      }
    }
  }

  /** {@code @name}, which no host follows. */
  private void atSign(int at) {
    if (at > 0
        && (Character.isLetterOrDigit(text.charAt(at - 1))
            || "._%+-".indexOf(text.charAt(at - 1)) >= 0)) {
      return;
    }
    int start = at + 1;
    int end = nameEnd(start);
    if (end - start < 4 || !Character.isLetter(text.charAt(start))) {
      return;
    }
    String name = found.lower(start, end);
    int dot = name.lastIndexOf('.');
    if (dot > 0 && name.length() - dot <= 4 && !looksMadeUp(name.replace('.', 'x'))) {
      return; // the end of a host
    }
    if (!NO_PERSON.contains(name)
        && !HOST_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))
        && !(end < text.length() && "-(:".indexOf(text.charAt(end)) >= 0 && isStyle(end))) {
      found.contact("handle", at, end, name);
    }
  }

  /** Whether what follows a word makes it a rule of a style sheet. */
  private boolean isStyle(int end) {
    return text.charAt(end) == '-'
        && end + 1 < text.length()
        && Character.isLetter(text.charAt(end + 1));
  }

  /** What follows the name of a service. */
  private void after(int k) {
    boolean surely = marks.is(k, Cue.MESSENGER);
    boolean colon = false;
    boolean told = false; // a word such as "id" leads to the name
    int between = 0;
    int signs = 0;
    int i = marks.wordEnd(k);
    while (i < text.length() && between <= MOST_BETWEEN && signs < 6) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\u00a0') {
        i++;
      } else if (":=–-—>»(\"'„“«*".indexOf(c) >= 0) {
        colon |= c == ':' || c == '=' || c == '»' || c == '–' || c == '>';
        signs++;
        i++;
      } else if (c == '@') {
        name(i + 1, i, true, surely, true);
        return;
      } else if (c == '\n' && colon && signs < 6) {
        signs = 6; // the value stands below its label
        i++;
        while (i < text.length() && text.charAt(i) <= ' ') {
          i++;
        }
        name(i, i, told, surely, false);
        return;
      } else if (Character.isLetterOrDigit(c)) {
        int end = i;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
          end++;
        }
        boolean whole = end == text.length() || "._-".indexOf(text.charAt(end)) < 0;
        String word = found.lower(i, end);
        if (whole && BETWEEN.contains(word)) {
          told |=
              word.equals("id")
                  || word.startsWith("user")
                  || word.equals("me")
                  || word.startsWith("nick");
          between++;
          i = end;
        } else {
          name(i, i, told, surely, colon);
          return;
        }
      } else {
        return;
      }
    }
  }

  /** {@code made_up_1 on Telegram}: what no language has for a word. */
  private void before(int k) {
    int end = marks.wordStart(k);
    int start = end - 1;
    for (int words = 0; words < 2 && start > 0 && text.charAt(start) == ' '; words++) {
      end = start;
      while (start > 0
          && (Character.isLetterOrDigit(text.charAt(start - 1))
              || "._@".indexOf(text.charAt(start - 1)) >= 0)) {
        start--;
      }
      if (words == 1
          && end - start >= 5
          && looksMadeUp(text.substring(start, end))
          && !isAmount(found.lower(start, end))) {
        int ending = text.lastIndexOf('.', end);
        boolean host = ending > start && HOST_ENDINGS.contains(found.lower(ending + 1, end));
        if (!host && text.indexOf('_', start) < end && text.indexOf('_', start) >= 0) {
          found.contact("handle", start, end, text.substring(start, end));
        }
        return;
      }
      if (words == 0 && !ON.contains(found.lower(start, end))) {
        return;
      }
      start--;
    }
  }

  /** Words between a name and the service that it is on. */
  private static final Set<String> ON =
      Set.of("on", "at", "via", "auf", "bei", "in", "op", "sur", "en", "por", "su", "в", "на");

  /**
   * A name of an account, if one begins here.
   *
   * @param told whether an at sign or a label says that it is one
   * @param surely whether the service's name is no other word
   * @param colon whether a colon or the like stands before it
   */
  private void name(int start, int from, boolean told, boolean surely, boolean colon) {
    int end = nameEnd(start);
    if (end - start < 3 || end - start > LONGEST) {
      return;
    }
    String name = text.substring(start, end);
    String lower = name.toLowerCase(Locale.ROOT);
    boolean threema =
        surely && name.length() == 8 && name.matches("[A-Z0-9]{8}") && name.matches(".*\\d.*");
    if (NO_NAME.contains(lower)
        || isAmount(lower)
        || (CueWords.classes(name, 0, name.length()) & (Cue.MESSENGER.bit | Cue.PHONE.bit)) != 0
        || (lower.contains(".")
            && HOST_ENDINGS.contains(lower.substring(lower.lastIndexOf('.') + 1)))) {
      return;
    }
    boolean odd = looksMadeUp(name);
    boolean goes =
        threema
            || (start > from && name.length() >= 4)
            || (surely && colon && isLetters(name) && !followedByWord(end, name))
            || (odd
                && (surely || (colon || told) || name.indexOf('.') > 0 || name.indexOf('_') > 0));
    if (goes) {
      found.contact("handle", from, end, lower);
    }
  }

  /** Letters with digits, or parts joined by a dot or a low line: no word of a language. */
  private static boolean looksMadeUp(String name) {
    boolean letter = false;
    boolean digit = false;
    boolean joint = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      letter |= Character.isLetter(c);
      digit |= Character.isDigit(c);
      joint |= (c == '_' || c == '.') && i > 0 && i < name.length() - 1;
    }
    return letter && name.length() >= 4 && (digit || joint);
  }

  private static boolean isLetters(String name) {
    return name.chars().anyMatch(Character::isLetter);
  }

  /** Whether a sentence goes on behind a plain word, so that it is no name. */
  private boolean followedByWord(int end, String name) {
    if (looksMadeUp(name) || end + 1 >= text.length() || text.charAt(end) != ' ') {
      return false;
    }
    int i = end + 1;
    int from = i;
    while (i < text.length() && Character.isLetter(text.charAt(i))) {
      i++;
    }
    String next = found.lower(from, i);
    return i > from && !NO_NAME.contains(next) && !BETWEEN.contains(next);
  }

  /** 100mg, 5g, 24h: digits with a unit. */
  private static boolean isAmount(String name) {
    int i = 0;
    while (i < name.length() && (Character.isDigit(name.charAt(i)) || name.charAt(i) == '.')) {
      i++;
    }
    return i > 0 && name.length() - i <= 5 && name.chars().skip(i).allMatch(Character::isLetter);
  }

  private int nameEnd(int start) {
    int end = start;
    while (end < text.length()
        && end - start <= LONGEST
        && (Character.isLetterOrDigit(text.charAt(end)) || "._-#".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > start && "._-#".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** ICQ: five to nine digits, at times with hyphens. */
  private void number(int from) {
    int i = from;
    while (i < text.length() && i - from < 12 && !Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    int end = i;
    int digits = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || (text.charAt(end) == '-' && end > i))) {
      digits += text.charAt(end) == '-' ? 0 : 1;
      end++;
    }
    if (digits >= 5 && digits <= 10) {
      found.contact("handle", i, end, text.substring(i, end).replace("-", ""));
    }
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
