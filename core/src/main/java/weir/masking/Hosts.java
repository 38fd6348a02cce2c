package weir.masking;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Addresses that only Tor or I2P reaches, and links that invite into a group or name an account of
 * a messenger. Of a link the host stays: it says which service it is, and nobody.
 */
final class Hosts {

  /** What behind a host's word makes it a service, and what follows that. */
  private record Service(String after, String kind) {}

  private static final Map<String, List<Service>> SERVICES =
      Map.ofEntries(
          Map.entry("t", List.of(new Service(".me/", "handle"))),
          Map.entry(
              "telegram", List.of(new Service(".me/", "handle"), new Service(".dog/", "handle"))),
          Map.entry(
              "tg",
              List.of(
                  new Service("://join?invite=", "invitation"),
                  new Service("://resolve?domain=", "handle"))),
          Map.entry(
              "discord",
              List.of(
                  new Service(".gg/", "invitation"),
                  new Service(".com/invite/", "invitation"),
                  new Service("app.com/invite/", "invitation"),
                  new Service(".com/users/", "handle"))),
          Map.entry("discordapp", List.of(new Service(".com/invite/", "invitation"))),
          Map.entry("wa", List.of(new Service(".me/", "phone"))),
          Map.entry(
              "whatsapp",
              List.of(
                  new Service(".com/send?phone=", "phone"), new Service(".com/", "invitation"))),
          Map.entry(
              "signal",
              List.of(new Service(".me/#", "invitation"), new Service(".group/#", "invitation"))),
          Map.entry("instagram", List.of(new Service(".com/", "handle"))),
          Map.entry("facebook", List.of(new Service(".com/", "handle"))),
          Map.entry("twitter", List.of(new Service(".com/", "handle"))),
          Map.entry("tiktok", List.of(new Service(".com/", "handle"))),
          Map.entry("vk", List.of(new Service(".com/", "handle"))),
          Map.entry("snapchat", List.of(new Service(".com/add/", "handle"))),
          Map.entry("threema", List.of(new Service(".id/", "handle"))),
          Map.entry("keybase", List.of(new Service(".io/", "handle"))),
          Map.entry("linktr", List.of(new Service(".ee/", "handle"))));

  /** Pages of the services themselves. */
  private static final Set<String> OWN_PAGES =
      Set.of(
          "share",
          "sharer",
          "sharer.php",
          "intent",
          "home",
          "hashtag",
          "search",
          "watch",
          "groups",
          "pages",
          "events",
          "explore",
          "plugins",
          "dialog",
          "about",
          "login",
          "terms",
          "privacy",
          "policy",
          "legal",
          "help",
          "download",
          "faq",
          "apps",
          "business",
          "tr",
          "p",
          "reel",
          "share.php",
          "widgets",
          "widgets.js",
          "iv",
          "proxy",
          "dl",
          "features",
          "contact");

  private static final int LONGEST_PATH = 200;

  private Hosts() {}

  static void find(String text, Marks marks, Found found) {
    if (marks.has(Cue.HOST)) {
      for (int k = 0; k < marks.words(); k++) {
        if (marks.is(k, Cue.HOST)) {
          host(text, marks.wordStart(k), marks.wordEnd(k), found);
        }
      }
    }
    for (int k = 0; k < marks.runs(); k++) { // 56 signs are the name of a service of Tor
      int start = marks.runStart(k);
      int end = marks.runEnd(k);
      if (end - start == 56
          && text.charAt(end - 1) == 'd'
          && !(end < text.length() && text.charAt(end) == '.')
          && isBase32(text, start, end)) {
        found.contact("onion", start, end, found.lower(start, end) + ".onion");
      }
    }
  }

  private static boolean isBase32(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '2' || c > '7')) {
        return false;
      }
    }
    return true;
  }

  private static void host(String text, int start, int end, Found found) {
    String word = found.lower(start, end);
    if (word.equals("onion") || word.equals("i")) {
      int stop = word.equals("i") && text.startsWith("2p", end) ? end + 2 : end;
      if (word.equals("onion") || stop > end) {
        hidden(text, start, stop, found);
      }
      return;
    }
    List<Service> services = SERVICES.get(word);
    if (services == null || (start > 0 && gluesTo(text.charAt(start - 1)))) {
      return;
    }
    for (Service service : services) {
      if (text.regionMatches(true, end, service.after(), 0, service.after().length())) {
        path(text, end + service.after().length(), service.kind(), found);
        return;
      }
    }
  }

  private static boolean gluesTo(char before) {
    return Character.isLetterOrDigit(before) || before == '-' || before == '_';
  }

  /** An address such as {@code abc.onion}, given where its last part begins. */
  private static void hidden(String text, int wordStart, int end, Found found) {
    boolean goesOn =
        end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-');
    if (goesOn || wordStart < 2 || text.charAt(wordStart - 1) != '.') {
      return;
    }
    int start = wordStart - 1;
    while (start > 0 && isHost(text.charAt(start - 1)) && end - start < 250) {
      start--;
    }
    if (start > 0 && text.charAt(start - 1) == '%') {
      start += 2; // within a link that is written as a parameter
    }
    while (start < wordStart && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    String host = found.lower(start, end);
    if (wordStart - start > 6) {
      found.contact(host.endsWith(".i2p") ? "i2p" : "onion", start, end, host);
    }
  }

  private static boolean isHost(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-';
  }

  private static void path(String text, int start, String kind, Found found) {
    int end = start;
    while (end < text.length() && end - start < LONGEST_PATH && isPath(text.charAt(end))) {
      end++;
    }
    while (end > start && ".,;:!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end - start < 3) {
      return;
    }
    String path = text.substring(start, end);
    if (kind.equals("invitation")) {
      found.contact(kind, start, end, path);
    } else if (kind.equals("phone")) {
      String digits = path.replaceAll("\\D", "");
      found.contact(
          digits.length() > 6 ? "phone" : "invitation",
          start,
          end,
          digits.isEmpty() ? path : digits);
    } else if (path.startsWith("+") || path.startsWith("joinchat/")) {
      String secret = path.startsWith("+") ? path.substring(1) : path.substring(9);
      found.contact("invitation", start, end, secret);
    } else {
      int from = path.startsWith("s/") ? start + 2 : path.startsWith("@") ? start + 1 : start;
      int stop = from;
      while (stop < end
          && (Character.isLetterOrDigit(text.charAt(stop))
              || "._-".indexOf(text.charAt(stop)) >= 0)) {
        stop++;
      }
      String name = found.lower(from, stop).toLowerCase(Locale.ROOT);
      if (name.equals("profile.php") || name.equals("people")) {
        found.contact("handle", start, end, path);
      } else if (stop - from >= 3 && !OWN_PAGES.contains(name)) {
        found.contact("handle", from, stop, name);
      }
    }
  }

  private static boolean isPath(char c) {
    return c > ' ' && c < 127 && "\"'<>()[]{}|\\^`".indexOf(c) < 0;
  }
}
