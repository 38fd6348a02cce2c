package weir.site;

import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a link leads: the host that it names, and the hosts that it says it will lead on to, as in
 * {@code http://a.example/r?url=http%3A%2F%2Fb.example}. Nothing is fetched: what a server would
 * answer is not known.
 *
 * @param host in lower case, without port
 * @param leadsTo hosts named within the link, in the order in which they would be reached
 */
public record Link(String host, List<String> leadsTo) {

  /** Longer links are looked at to here only. */
  private static final int LONGEST = 4_096;

  private static final int MOST_HOPS = 8;

  /** Parameters that name the next address, often without {@code http://}. */
  private static final Set<String> NEXT =
      Set.of(
          "u",
          "url",
          "uri",
          "q",
          "to",
          "go",
          "goto",
          "link",
          "href",
          "target",
          "dest",
          "redir",
          "redirect",
          "redirect_to",
          "redirect_url",
          "return",
          "returnurl",
          "next",
          "out",
          "r");

  public Link {
    leadsTo = List.copyOf(leadsTo);
  }

  /**
   * @param address as printed; one without a scheme counts where it begins with {@code //} or
   *     {@code www.}
   * @return empty when it names no host: a mail address, a place on the same site
   */
  public static Optional<Link> of(String address) {
    String text = address.strip();
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    text = withoutBreaks(text);
    String lower = text.toLowerCase(Locale.ROOT);
    int from;
    if (lower.startsWith("http:") || lower.startsWith("https:") || lower.startsWith("ftp:")) {
      from = lower.indexOf(':') + 1;
    } else if (lower.startsWith("//")) {
      from = 0;
    } else if (lower.startsWith("www.")) {
      return hosts("//" + text, 0);
    } else {
      return Optional.empty();
    }
    return hosts(text, from);
  }

  private static Optional<Link> hosts(String text, int from) {
    String host = hostAt(text, from);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    Set<String> further = new LinkedHashSet<>();
    int path = pathAfter(text, from);
    if (path >= 0) {
      inner(text.substring(path), further, 0);
    }
    List<String> leadsTo = new ArrayList<>(further);
    leadsTo.remove(host);
    return Optional.of(new Link(host, leadsTo));
  }

  /**
   * Hosts named in what follows a link's own: in parameters, and in the path of old redirectors.
   */
  private static void inner(String rest, Set<String> found, int depth) {
    if (depth == 4 || rest.isEmpty()) {
      return;
    }
    int query = rest.indexOf('?');
    if (query >= 0) {
      for (String part : rest.substring(query + 1).split("[&;]", 64)) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).toLowerCase(Locale.ROOT);
        String value = decoded(part.substring(equals + 1));
        String start = value.toLowerCase(Locale.ROOT);
        boolean whole = start.startsWith("http://") || start.startsWith("https://");
        if (whole || start.startsWith("//") || (NEXT.contains(name) && looksLikeHost(value))) {
          follow(whole || start.startsWith("//") ? value : "//" + value, found, depth);
        }
      }
    }
    String path = decoded(query < 0 ? rest : rest.substring(0, query));
    String lower = path.toLowerCase(Locale.ROOT);
    for (String scheme : new String[] {"http://", "https://", "http:/", "https:/"}) {
      int at = lower.indexOf(scheme, 1);
      if (at >= 0) {
        follow(path.substring(at) + (query < 0 ? "" : rest.substring(query)), found, depth);
        return;
      }
    }
  }

  private static void follow(String address, Set<String> found, int depth) {
    int from = address.startsWith("//") ? 0 : address.indexOf(':') + 1;
    String host = hostAt(address, from);
    if (host.isEmpty() || found.size() == MOST_HOPS) {
      return;
    }
    found.add(host);
    int path = pathAfter(address, from);
    if (path >= 0) {
      inner(address.substring(path), found, depth + 1);
    }
  }

  private static int hostStart(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\')) {
      at++;
    }
    return at;
  }

  private static int hostEnd(String text, int start) {
    int end = start;
    while (end < text.length() && "/\\?#&\"'<> ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int pathAfter(String text, int from) {
    int end = hostEnd(text, hostStart(text, from));
    return end < text.length() ? end : -1;
  }

  private static String hostAt(String text, int from) {
    int start = hostStart(text, from);
    String authority = text.substring(start, hostEnd(text, start));
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.indexOf(':');
    host = decoded(port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return isHost(host) ? ascii(host) : "";
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > 253 || host.indexOf('.') <= 0 || host.contains("..")) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  /** A name such as {@code www.shop.example/x}: the last step of the host is letters. */
  private static boolean looksLikeHost(String value) {
    String host = value.substring(0, hostEnd(value, 0)).toLowerCase(Locale.ROOT);
    int dot = host.lastIndexOf('.');
    return isHost(host)
        && host.length() - dot > 2
        && host.substring(dot + 1).chars().allMatch(c -> c >= 'a' && c <= 'z')
        && !Set.of("html", "htm", "php", "asp", "aspx", "jpg", "gif", "png")
            .contains(host.substring(dot + 1));
  }

  private static String withoutBreaks(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r' && c != '\t') {
        whole.append(c);
      }
    }
    return whole.toString();
  }

  /** Percent signs resolved; what is none stays as it stands. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        plain.append((char) (high * 16 + low));
        i += 2;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
