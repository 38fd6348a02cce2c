package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import weir.masking.Masker;
import weir.source.Profile.From;
import weir.source.Profile.MaskRule;

/**
 * A parsed page once it is gone through: what every selector matches, the text masked, and taken
 * out what may not be kept (scripts, frames, comments, pictures and whatever would fetch them).
 * Iterative: depth of nesting costs no stack.
 */
final class HtmlWalk {

  /** The elements that a selector found, in the order of the document. */
  static final class Hits {
    private static final Hits NONE = new Hits();

    private int[] elements = new int[4];
    private int size;

    /** Where the last search ended: records are read in order, so that the next is near. */
    private int last;

    private void add(int element) {
      if (size > 0 && elements[size - 1] == element) {
        return;
      }
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, size * 2);
      }
      elements[size++] = element;
    }

    int size() {
      return size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    int get(int index) {
      return elements[index];
    }

    /** The index of the first that is the element or comes after it; the size when none does. */
    int from(int element) {
      int low = last < size && elements[last] < element ? last + 1 : 0;
      if (low < size && elements[low] >= element && (low == 0 || elements[low - 1] < element)) {
        last = low;
        return low;
      }
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (elements[middle] < element) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      last = low;
      return low;
    }
  }

  private static final int MOST_EVERYWHERE = 20;

  private final FlatPage page;
  private final Hits[] hits;
  private @Nullable String wholeText;
  private @Nullable Labels labels;

  /** The element that a locator was last asked for the children of, and their common part. */
  private int locatedParent = -1;

  private String locatedPrefix = "";

  private HtmlWalk(FlatPage page, int selectors) {
    this.page = page;
    this.hits = new Hits[selectors];
    Arrays.fill(hits, Hits.NONE);
  }

  /** Goes through a page, and masks it. */
  static HtmlWalk of(FlatPage page, SelectorSet selectors, Masker masker, List<MaskRule> masks) {
    HtmlWalk walk = unmasked(page, selectors);
    walk.maskAttributes(masker);
    walk.maskPlaces(selectors, masker, masks); // first: equal contacts have equal digests
    walk.maskText(masker);
    return walk;
  }

  /** The walk without masking, for measuring what reading the fields alone costs. */
  static HtmlWalk unmasked(FlatPage page, SelectorSet selectors) {
    HtmlWalk walk = new HtmlWalk(page, selectors.size());
    walk.restoreAddresses();
    selectors.search(page, walk::found);
    return walk;
  }

  /** Gives a kept page's pictures their addresses back, so that selectors find what they found. */
  private void restoreAddresses() {
    for (int element = 0; element < page.size(); element++) {
      int end = page.attributesEnd(element);
      for (int i = page.attributesStart(element); i < end; i++) {
        int from = page.valueFrom(i);
        boolean may = from < 0 || (page.signs(i) & PlainHtml.COLON) != 0;
        if (may && page.value(i).startsWith(Fetches.STILLED)) {
          page.change(element, i, Fetches.before(page.value(i)));
        }
      }
    }
  }

  private void found(int selector, int element) {
    if (hits[selector].size == 0) {
      hits[selector] = new Hits();
    }
    hits[selector].add(element);
  }

  private void maskText(Masker masker) {
    PageText text = new PageText(page);
    int[] open = new int[16];
    int depth = 0;
    for (int i = 0; i < page.size(); i++) {
      while (depth > 0 && page.end(open[depth - 1]) <= i) {
        text.pass(page.tag(open[--depth]));
      }
      if (page.isElement(i)) {
        text.pass(page.tag(i));
        if (page.end(i) > i + 1) {
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = i;
        }
      } else if (page.isText(i)) {
        text.add(i);
      } else if (page.isData(i)) {
        String whole = page.words(i);
        String masked = masker.maskLink(Fetches.stillRules(whole));
        if (!masked.equals(whole)) {
          page.say(i, masked);
        }
      }
    }
    text.mask(masker);
  }

  /** Masks what the profile names as personal data. */
  private void maskPlaces(SelectorSet selectors, Masker masker, List<MaskRule> masks) {
    Map<String, String> everywhere = new LinkedHashMap<>();
    for (MaskRule rule : masks) {
      Hits places = hits(selectors.number(rule.where()));
      for (int i = 0; rule.everywhere() && i < places.size(); i++) {
        String text = text(places.get(i)).strip();
        if (text.length() >= 3 && everywhere.size() < MOST_EVERYWHERE) {
          everywhere.put(text, masker.token(rule.role(), text));
        }
      }
    }
    for (MaskRule rule : masks) {
      Hits places = hits(selectors.number(rule.where()));
      for (int i = 0; i < places.size(); i++) {
        int place = places.get(i);
        String text = page.isElement(place) ? text(place).strip() : ""; // else masked by now
        if (!text.isEmpty()) {
          page.replace(place, masker.token(rule.role(), text));
        }
      }
    }
    if (!everywhere.isEmpty()) {
      replaceEverywhere(everywhere);
    }
  }

  Document document() {
    return page.document();
  }

  /** The page's masked text, made once. */
  String wholeText() {
    String known = wholeText;
    if (known == null) {
      known = page.text(0);
      wholeText = known;
    }
    return known;
  }

  /** The masked page's labels, found once. */
  Labels labels() {
    Labels known = labels;
    if (known == null) {
      known = new Labels(page);
      labels = known;
    }
    return known;
  }

  /** Whether the page has a label with something beside it. */
  boolean hasLabel(String label) {
    return !labels().find(List.of(Labels.key(label)), -1, false).isEmpty();
  }

  Hits hits(int selector) {
    return hits[selector];
  }

  /** The number after the last node in an element. */
  int end(int element) {
    return page.end(element);
  }

  /**
   * The masked page as it is kept.
   *
   * @param sizeHint about how many bytes it will have
   */
  byte[] kept(int sizeHint) {
    return KeptHtml.inUtf8(page, sizeHint);
  }

  /** What a rule takes of an element; of one that was masked away, what stands in its place. */
  String text(int hit, From.Select select) {
    return switch (select.take()) {
      case TEXT, COUNT, JOINED -> text(page.present(hit));
      case OWN -> page.ownText(page.present(hit));
      case LINES -> lines(page.present(hit));
      case ATTRIBUTE -> attribute(hit, select.attribute() == null ? "href" : select.attribute());
    };
  }

  /**
   * @return "" when the element has no such attribute
   */
  String attribute(int hit, String name) {
    if (!page.isElement(hit)) {
      return "";
    }
    if (name.startsWith("abs:")) {
      return Fetches.before(page.element(hit).attr(name));
    }
    String value = page.value(hit, name);
    return value == null ? "" : Fetches.before(value);
  }

  /** As {@link Element#text()}; the common case, one node of plain words, at a look. */
  private String text(int element) {
    int only = -1;
    int end = page.end(element);
    for (int i = element + 1; i < end; i++) {
      if (page.isText(i) && !page.words(i).isBlank()) {
        if (only >= 0 || !page.isPlainText(i)) {
          return page.text(element);
        }
        only = i;
      }
    }
    if (only >= 0) {
      String words = page.words(only);
      int to = words.length();
      int from = 0;
      while (from < to && words.charAt(from) <= ' ') {
        from++;
      }
      while (to > from && words.charAt(to - 1) <= ' ') {
        to--;
      }
      if (isPlain(words, from, to)) {
        return words.substring(from, to);
      }
    }
    return page.text(element);
  }

  /** Whether a text has neither blanks to join nor anything beyond ASCII. */
  private static boolean isPlain(String words, int start, int end) {
    boolean blank = false;
    for (int i = start; i < end; i++) {
      char c = words.charAt(i);
      if (c > 126 || c < ' ' || (c == ' ' && blank)) {
        return false;
      }
      blank = c == ' ';
    }
    return true;
  }

  /**
   * The path of child numbers from the page's root element, such as {@code html:1/0/3}: it finds
   * the same element again when the kept page is parsed.
   */
  String locator(int hit) {
    int element = page.present(hit);
    int parent = page.parent(element);
    if (parent <= 0) {
      return "html:";
    }
    if (parent != locatedParent) {
      int[] path = new int[16];
      int depth = 0;
      for (int here = parent; page.parent(here) > 0; here = page.parent(here)) {
        if (depth == path.length) {
          path = Arrays.copyOf(path, depth * 2);
        }
        path[depth++] = page.place(here);
      }
      StringBuilder prefix = new StringBuilder("html:");
      while (depth > 0) {
        prefix.append(path[--depth]).append('/');
      }
      locatedParent = parent;
      locatedPrefix = prefix.toString();
    }
    return locatedPrefix + page.place(element);
  }

  /**
   * The text of an element without that of some elements in it.
   *
   * @param take LINES keeps lines as printed; else blanks part the words
   */
  String textWithout(int hit, Hits left, Profile.Take take) {
    String lines = lines(page.present(hit), left);
    return take == Profile.Take.LINES ? lines : lines.replaceAll("\\s+", " ").strip();
  }

  private String lines(int element) {
    return lines(element, Hits.NONE);
  }

  private String lines(int element, Hits left) {
    StringBuilder text = new StringBuilder();
    int end = page.end(element);
    int next = left.from(element + 1);
    for (int i = element; i < end; i++) {
      if (next < left.size() && left.get(next) <= i) {
        i = Math.max(i, page.end(left.get(next)) - 1);
        while (next < left.size() && left.get(next) <= i) {
          next++;
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
          text.append('\n');
        }
        continue;
      }
      if (page.isText(i)) {
        text.append(page.words(i));
      } else if (page.isElement(i)
          && (page.tag(i).name().equals("br") || page.tag(i).isBlock())
          && !text.isEmpty()
          && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }
    return text.toString().strip();
  }

  private void maskAttributes(Masker masker) {
    for (int element = 0; element < page.size(); element++) {
      int end = page.attributesEnd(element);
      for (int i = page.attributesStart(element); i < end; i++) {
        String name = page.name(i);
        if (isHandler(name)) {
          page.drop(element, i);
          continue;
        }
        boolean fetched = Fetches.isFetched(page.tag(element).name(), name);
        if (!fetched && page.valueFrom(i) >= 0 && isHarmless(name, i)) {
          continue;
        }
        String value = page.value(i);
        if (fetched ? !value.isEmpty() : value.length() > SHORTEST) {
          String masked =
              fetched
                  ? Fetches.still(masker.maskLink(value))
                  : maskedAttribute(name, value, masker);
          if (!masked.equals(value)) {
            page.change(element, i, masked);
          }
        }
      }
    }
  }

  /** Whether the signs in a value show that there is nothing to mask in it. */
  private boolean isHarmless(String name, int attribute) {
    byte signs = page.signs(attribute);
    int from = page.valueFrom(attribute);
    if ((signs & PlainHtml.AT) != 0
        || ((signs & PlainHtml.COLON) != 0 && mayNameScheme(page.bytes()[from]))) {
      return false;
    }
    return switch (name) {
      case "class", "id", "width", "height", "type", "name", "rel", "for" -> true;
      case "style" -> false;
      case "href", "action" ->
          (signs & (PlainHtml.PERCENT | PlainHtml.COLON)) == 0 && !leadsAway(attribute);
      default -> {
        int length = page.valueTo(attribute) - from;
        yield length < LEAST_DIGITS
            || isMoment(page.bytes(), from, length)
            || ((signs & (PlainHtml.DIGIT | PlainHtml.COLON)) == 0 && length < SHORTEST_NAME);
      }
    };
  }

  /** What a moment looks like in an attribute, by the length of the whole. */
  private static boolean isMoment(byte[] bytes, int from, int length) {
    boolean century = length > 1 && bytes[from] == '2' && bytes[from + 1] == '0';
    return century
        && switch (length) {
          case 10, 16, 19 -> isLike(MOMENT, bytes, from, length);
          case 17, 20 -> bytes[from + length - 1] == 'Z' && isLike(MOMENT, bytes, from, length - 1);
          default -> false;
        };
  }

  private static final String MOMENT = "0000-00-00T00:00:00";

  private static boolean isLike(String form, byte[] bytes, int from, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      char wanted = form.charAt(i);
      boolean fits =
          wanted == '0' ? b >= '0' && b <= '9' : b == wanted || (wanted == 'T' && b == ' ');
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Of a telephone number that is worth a look. */
  private static final int LEAST_DIGITS = 7;

  /** Of a text that may name a way to reach somebody without digits or a colon. */
  private static final int SHORTEST_NAME = 12;

  /** Whether a link without a scheme names a host, or hides an address. */
  private boolean leadsAway(int attribute) {
    int from = page.valueFrom(attribute);
    if (page.valueTo(attribute) - from < 3 || page.bytes()[from] != '/') {
      return false;
    }
    byte second = page.bytes()[from + 1];
    return second == '/' || second == 'c';
  }

  /** Whether a value that begins so may be data, a script, or a way to reach somebody. */
  private static boolean mayNameScheme(byte first) {
    return first <= ' ' || "djvmt".indexOf(first | 0x20) >= 0;
  }

  /** Attributes that run something, or bring a page of their own. */
  private static boolean isHandler(String name) {
    return (name.regionMatches(true, 0, "on", 0, 2) && name.length() > 2)
        || name.equalsIgnoreCase("srcdoc")
        || name.equalsIgnoreCase("formaction");
  }

  private static String maskedAttribute(String name, String value, Masker masker) {
    int start = 0;
    while (start < value.length() && value.charAt(start) <= ' ') {
      start++;
    }
    if (value.regionMatches(true, start, "data:", 0, 5)) {
      return "data:,";
    }
    if (value.regionMatches(true, start, "javascript:", 0, 11)
        || value.regionMatches(true, start, "vbscript:", 0, 9)) {
      return "#";
    }
    if (value.regionMatches(true, start, "mailto:", 0, 7)) {
      return "mailto:" + masker.mask(value.substring(start + 7).replace("%40", "@")).text();
    }
    if (value.regionMatches(true, start, "magnet:", 0, 7)) { // fetches what it names
      return "magnet:" + masker.token(Masker.Role.CONTACT, value.substring(start + 7));
    }
    if (value.regionMatches(true, start, "tel:", 0, 4)) {
      return "tel:" + masker.token(Masker.Role.CONTACT, value.substring(start + 4));
    }
    if (Fetches.mayTrace(name, value)) {
      return "";
    }
    return switch (name) {
      case "class", "id", "width", "height", "type", "name", "rel", "for" ->
          value.indexOf('@') >= 0 ? masker.mask(value).text() : value;
      case "style" ->
          value.indexOf('(') < 0 && value.indexOf('@') < 0 && value.indexOf('\\') < 0
              ? value
              : masker.maskLink(Fetches.stillRules(value));
      case "href", "action" -> maskedAddress(value, start, masker);
      case "data-cfemail" -> masker.mask(hiddenEmail(value)).text();
      default -> masker.mask(value).text();
    };
  }

  /** A link that leads to somebody, and is no page. */
  private static String maskedAddress(String value, int start, Masker masker) {
    for (String scheme : REACHES_SOMEBODY) {
      if (value.regionMatches(true, start, scheme, 0, scheme.length())) {
        String masked = masker.maskLink(value.substring(start));
        return masked.equals(value.substring(start))
            ? scheme + masker.token(Masker.Role.CONTACT, value.substring(start + scheme.length()))
            : masked;
      }
    }
    int hidden = value.indexOf(HIDDEN_EMAIL);
    if (hidden >= 0) {
      int end = hidden + HIDDEN_EMAIL.length();
      return value.substring(0, end) + masker.mask(hiddenEmail(value.substring(end))).text();
    }
    return masker.maskLink(value.contains("%40") ? value.replace("%40", "@") : value);
  }

  /** Schemes of links that open a conversation. */
  private static final List<String> REACHES_SOMEBODY =
      List.of(
          "skype:", "xmpp:", "sip:", "sms:", "callto:", "viber:", "whatsapp:", "threema:", "tg:");

  /** How a service that guards pages leads to an address that it has hidden. */
  private static final String HIDDEN_EMAIL = "/cdn-cgi/l/email-protection#";

  /**
   * An e-mail address that a service has hidden in hex, whose first byte is mixed into the rest.
   */
  private static String hiddenEmail(String hex) {
    if (hex.length() < 6
        || hex.length() > 400
        || hex.length() % 2 > 0
        || !hex.matches("\\p{XDigit}+")) {
      return hex;
    }
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int i = 1; i < bytes.length; i++) {
      bytes[i] ^= bytes[0];
    }
    return new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
  }

  /** Shorter values name nobody. */
  private static final int SHORTEST = 3;

  /** Masks a name wherever it stands as a word of its own: in texts, titles and links. */
  private void replaceEverywhere(Map<String, String> tokens) {
    for (int i = 0; i < page.size(); i++) {
      if (page.isText(i)) {
        String whole = page.words(i);
        String replaced = replaced(whole, tokens);
        if (!replaced.equals(whole)) {
          page.say(i, replaced);
        }
      }
      for (int j = page.attributesStart(i); j < page.attributesEnd(i); j++) {
        String value = page.value(j);
        String replaced = replaced(value, tokens);
        if (!replaced.equals(value)) {
          page.change(i, j, replaced);
        }
      }
    }
  }

  private static String replaced(String text, Map<String, String> tokens) {
    String result = text;
    for (Map.Entry<String, String> entry : tokens.entrySet()) {
      String name = entry.getKey();
      int at = result.indexOf(name);
      if (at < 0) {
        continue;
      }
      StringBuilder replaced = new StringBuilder(result.length());
      int done = 0;
      for (; at >= 0; at = result.indexOf(name, at + 1)) {
        int end = at + name.length();
        boolean whole =
            (at == 0 || !Character.isLetterOrDigit(result.charAt(at - 1)))
                && (end == result.length() || !Character.isLetterOrDigit(result.charAt(end)));
        if (whole && at >= done) {
          replaced.append(result, done, at).append(entry.getValue());
          done = end;
        }
      }
      result = replaced.append(result, done, result.length()).toString();
    }
    return result;
  }

  /** The element that a locator names on a kept page; null when the page has no such place. */
  static @Nullable Element find(Document page, String locator) {
    if (!locator.startsWith("html:") || page.childrenSize() == 0) {
      return null;
    }
    Element here = page.child(0);
    String path = locator.substring("html:".length());
    if (path.isEmpty()) {
      return here;
    }
    for (String step : path.split("/", -1)) {
      if (!step.matches("\\d{1,7}")) {
        return null;
      }
      int index = Integer.parseInt(step);
      if (index >= here.childrenSize()) {
        return null;
      }
      here = here.child(index);
    }
    return here;
  }
}
