package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import weir.source.PageTag.Opening;

/**
 * Reads well-made HTML from its bytes into a {@link FlatPage}, in a fraction of the time that a
 * parser of all HTML takes: no tree is built, and words and values stay where they are until they
 * are asked for. Scripts, frames and comments are left out on the way, and it is noted what can be
 * kept letter for letter.
 *
 * <p>It follows the standard's rules for pages whose elements close in the order in which they
 * opened, with all end tags that may be left out. Where a page breaks these rules (bold type that
 * is not ended where it began, words between the rows of a table) or uses rare ones (SVG,
 * templates, frames), it gives up, and jsoup reads the page. What it reads is what jsoup reads,
 * node by node: that is tested on broken, made-up and real pages.
 *
 * <p>Not safe for several threads at once.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html">the standard's parsing</a>
 */
final class PlainHtml {

  // What signs a value or text holds, by bit.

  /** {@code &}: the bytes do not say it literally. */
  static final byte REFERENCE = 1;

  /** What is written otherwise when it is kept: angle brackets, no-break spaces, controls. */
  static final byte ESCAPED = 2;

  static final byte AT = 4;
  static final byte COLON = 8;
  static final byte DIGIT = 16;
  static final byte PERCENT = 32;

  /** A double quote, which is written otherwise within an attribute. */
  static final byte QUOTE = 64;

  private static final byte[] SIGNS = new byte[256];

  static {
    for (int c = 0; c < ' '; c++) {
      SIGNS[c] = c == '\t' || c == '\n' || c == '\r' ? 0 : ESCAPED;
    }
    Arrays.fill(SIGNS, '0', '9' + 1, DIGIT);
    SIGNS['&'] = REFERENCE;
    SIGNS['<'] = ESCAPED;
    SIGNS['>'] = ESCAPED;
    SIGNS[0xC2] = ESCAPED; // a no-break space, or a sign of its neighbourhood
    SIGNS['@'] = AT;
    SIGNS[':'] = COLON;
    SIGNS['%'] = PERCENT;
    SIGNS['"'] = QUOTE;
  }

  /** Deeper pages are left to jsoup, which prunes them. */
  private static final int DEEPEST = 500;

  private static final int MOST_ATTRIBUTES = 500;

  /** Names and classes that are remembered; beyond them all are forgotten. */
  private static final int REMEMBERED = 4_096;

  private enum Mode {
    INITIAL,
    BEFORE_HTML,
    BEFORE_HEAD,
    IN_HEAD,
    AFTER_HEAD,
    IN_BODY,
    IN_TABLE,
    IN_CAPTION,
    IN_COLUMNS,
    IN_ROWS,
    IN_ROW,
    IN_CELL,
    AFTER_BODY,
    AFTER_ALL
  }

  /** Thrown where a page is not plain; has no trace, since it is no fault. */
  private static final class NotPlain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlain() {
      super("not plain HTML", null, false, false);
    }
  }

  private final NotPlain notPlain = new NotPlain();

  private static final PageTag HTML = PageTag.of("html");
  private static final PageTag HEAD = PageTag.of("head");
  private static final PageTag BODY = PageTag.of("body");
  private static final PageTag P = PageTag.of("p");
  private static final PageTag LI = PageTag.of("li");
  private static final PageTag TBODY = PageTag.of("tbody");
  private static final PageTag THEAD = PageTag.of("thead");
  private static final PageTag TFOOT = PageTag.of("tfoot");
  private static final PageTag TR = PageTag.of("tr");
  private static final PageTag TD = PageTag.of("td");
  private static final PageTag TH = PageTag.of("th");
  private static final PageTag TABLE = PageTag.of("table");
  private static final PageTag CAPTION = PageTag.of("caption");
  private static final PageTag COLGROUP = PageTag.of("colgroup");
  private static final PageTag SELECT = PageTag.of("select");
  private static final PageTag BUTTON = PageTag.of("button");
  private static final PageTag FORM = PageTag.of("form");
  private static final PageTag OPTGROUP = PageTag.of("optgroup");

  /** One tag for each name, however it is written. */
  private final Map<String, PageTag> tags = new HashMap<>();

  private final Names<PageTag> tagNames = new Names<>(REMEMBERED);
  private final Names<String> attributeNames = new Names<>(REMEMBERED);
  private final Names<String> classNames = new Names<>(REMEMBERED);

  // The page that is being read.

  private byte[] bytes = {};
  private int at;
  private boolean valid;
  private FlatPage page = new FlatPage(bytes, true, 1);
  private Mode mode = Mode.INITIAL;
  private boolean quirks;
  private PageTag[] open = new PageTag[64];
  private int[] numbers = new int[64];
  private int depth;
  private int openParagraphs;
  private int openFormatting;
  private int openSelects;
  private int openButtons;

  /** The open form's number; -1 for none. */
  private int form;

  // The tag that is being read.

  private int tagFrom;
  private int attributesFrom;
  private boolean selfClosing;

  /** Whether the tag is written as it is kept. */
  private boolean clean;

  /** Whether an input is one that nobody sees. */
  private boolean hidden;

  /** What a decoded text holds, and whether it is kept as it was written. */
  private boolean decodedClean;

  /**
   * The page, or null when jsoup must read it.
   *
   * @param body the page in UTF-8, without a byte-order mark
   */
  @Nullable FlatPage read(byte[] body) {
    if (!look(body)) {
      return null;
    }
    if (tags.size() > REMEMBERED) {
      tags.clear();
      tagNames.clear();
    }
    bytes = body;
    at = 0;
    mode = Mode.INITIAL;
    quirks = false;
    depth = 0;
    openParagraphs = 0;
    openFormatting = 0;
    openSelects = 0;
    openButtons = 0;
    form = -1;
    attributesFrom = 0;
    try {
      page.addRoot();
      while (at < bytes.length) {
        text();
        if (at < bytes.length) {
          markup();
        }
      }
      end();
      return page;
    } catch (NotPlain _) {
      return null;
    } finally {
      bytes = new byte[0];
      page = new FlatPage(bytes, true, 1);
    }
  }

  /** Bytes of a page for each of its nodes, at the least that is common. */
  private static final int BYTES_PER_NODE = 12;

  /** Looks the bytes over; false when a sign in them is left to jsoup. */
  private boolean look(byte[] body) {
    boolean ascii = true;
    for (byte b : body) {
      if (b <= 0) {
        if (b == 0) {
          return false;
        }
        ascii = false;
        break;
      }
    }
    valid = true;
    if (!ascii) {
      for (int i = 0; i < body.length; i++) {
        byte b = body[i];
        if (b == 0
            || (b == (byte) 0xEF
                && i + 2 < body.length
                && body[i + 1] == (byte) 0xBF
                && body[i + 2] == (byte) 0xBF)) {
          return false; // jsoup's sign for the end
        }
      }
      valid = new String(body, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
    }
    page = new FlatPage(body, ascii, Math.max(16, body.length / BYTES_PER_NODE));
    return true;
  }

  // Words.

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f';
  }

  private static boolean isLetter(byte b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Reads words up to the next tag or comment. */
  private void text() {
    int from = at;
    int here = at;
    int signs = 0;
    byte[] all = bytes;
    while (here < all.length) {
      byte b = all[here];
      if (b == '<') {
        if (here + 1 == all.length) {
          signs |= ESCAPED;
          here++;
          break;
        }
        byte next = all[here + 1];
        if (next == '/' || next == '!' || next == '?' || isLetter(next)) {
          break;
        }
      }
      signs |= SIGNS[b & 0xFF];
      here++;
    }
    at = here;
    if (here == from) {
      return;
    }
    int start = from;
    switch (mode) {
      case INITIAL,
          BEFORE_HTML,
          BEFORE_HEAD,
          IN_HEAD,
          AFTER_HEAD,
          IN_COLUMNS,
          AFTER_BODY,
          AFTER_ALL -> {
        while (start < here && isBlank(all[start])) {
          start++;
        }
        if (start > from) {
          blanks(from, start);
        }
        if (start == here) {
          return;
        }
        if (all[start] == '&' && start + 1 < here && "#TN".indexOf(all[start + 1]) >= 0) {
          throw notPlain; // a blank that is written as a reference, perhaps
        }
        switch (mode) {
          case IN_COLUMNS, AFTER_BODY, AFTER_ALL -> throw notPlain;
          default -> toBody();
        }
        addText(start, here, (byte) signs);
      }
      case IN_BODY, IN_CELL, IN_CAPTION -> addText(from, here, (byte) signs);
      case IN_TABLE, IN_ROWS, IN_ROW -> {
        for (int i = from; i < here; i++) {
          if (!isBlank(all[i])) {
            throw notPlain; // words between rows go before the table
          }
        }
        switch (current().opening()) {
          case TABLE, ROWS, ROW -> addText(from, here, (byte) signs);
          default -> throw notPlain;
        }
      }
    }
  }

  private void blanks(int from, int to) {
    switch (mode) {
      case INITIAL -> {}
      case AFTER_BODY -> addBlanks(from, to, numbers[0]);
      case AFTER_ALL -> addBlanks(from, to, 0);
      default -> addBlanks(from, to, currentNumber());
    }
  }

  private void addBlanks(int from, int to, int parent) {
    int number = page.addWords(from, to, false, parent, attributesFrom);
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\f') {
        return;
      }
    }
    page.asWritten(number, from, to);
  }

  private void addText(int from, int to, byte signs) {
    if ((signs & REFERENCE) != 0) {
      String said = decoded(from, to, false);
      boolean asWritten = decodedClean && isKept(from, to, signs, false);
      int number = page.addWords(said, currentNumber(), attributesFrom);
      if (asWritten) {
        page.asWritten(number, from, to);
      }
      return;
    }
    int number = page.addWords(from, to, false, currentNumber(), attributesFrom);
    if (isKept(from, to, signs, false)) {
      page.asWritten(number, from, to);
    }
  }

  /** Whether what stands in the bytes is also what is kept. */
  private boolean isKept(int from, int to, int signs, boolean quoted) {
    if (!valid || (quoted && (signs & QUOTE) != 0)) {
      return false;
    }
    if ((signs & ESCAPED) == 0) {
      return true;
    }
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == (byte) 0xC2) {
        if (i + 1 < to && bytes[i + 1] == (byte) 0xA0) {
          return false;
        }
      } else if ((SIGNS[b & 0xFF] & ESCAPED) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes with the signs that references stand for. */
  private String decoded(int from, int to, boolean inAttribute) {
    decodedClean = true;
    String written = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder(written.length());
    int done = 0;
    for (int i = written.indexOf('&'); i >= 0; i = written.indexOf('&', i + 1)) {
      String sign;
      int length;
      if (written.startsWith("amp;", i + 1)) {
        sign = "&";
        length = 5;
      } else if (written.startsWith("lt;", i + 1)) {
        sign = "<";
        length = 4;
      } else if (written.startsWith("gt;", i + 1)) {
        sign = ">";
        length = 4;
      } else if (written.startsWith("nbsp;", i + 1)) {
        sign = "\u00a0";
        length = 6;
      } else if (written.startsWith("quot;", i + 1)) {
        sign = "\"";
        length = 6;
        decodedClean &= inAttribute;
      } else if (written.startsWith("#39;", i + 1)) {
        sign = "'";
        length = 5;
        decodedClean = false;
      } else {
        decodedClean = false;
        int end = written.indexOf(';', i + 1);
        sign = end < 0 || end - i > LONGEST_REFERENCE ? "" : sign(written.substring(i + 1, end));
        if (sign.isEmpty()) {
          return Parser.unescapeEntities(written, inAttribute);
        }
        length = end + 1 - i;
      }
      said.append(written, done, i).append(sign);
      done = i + length;
    }
    return said.append(written, done, written.length()).toString();
  }

  /** Longer references are left to jsoup. */
  private static final int LONGEST_REFERENCE = 12;

  /**
   * What a reference that a semicolon ends stands for.
   *
   * @return empty when that is not plain: no name, or a number of a sign that browsers change
   */
  private static String sign(String reference) {
    if (!reference.startsWith("#")) {
      return Entities.getByName(reference);
    }
    boolean hex = reference.startsWith("x", 1) || reference.startsWith("X", 1);
    int number = 0;
    for (int i = hex ? 2 : 1; i < reference.length(); i++) {
      char c = reference.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, hex ? 16 : 10) : -1;
      if (digit < 0 || number > Character.MAX_VALUE) {
        return "";
      }
      number = number * (hex ? 16 : 10) + digit;
    }
    boolean plain = number >= 0xA0 && number < 0xFFFE && !Character.isSurrogate((char) number);
    return plain ? String.valueOf((char) number) : "";
  }

  // Tags.

  private void markup() {
    tagFrom = at;
    byte next = at + 1 < bytes.length ? bytes[at + 1] : 0;
    switch (next) {
      case '!' -> declaration();
      case '/' -> {
        if (at + 2 >= bytes.length || !isLetter(bytes[at + 2])) {
          throw notPlain;
        }
        endTag();
      }
      case '?' -> throw notPlain;
      default -> startTag();
    }
  }

  private void declaration() {
    if (startsWith("<!--", at)) {
      at = commentEnd(at + 4);
      return;
    }
    if (mode != Mode.INITIAL) {
      throw notPlain;
    }
    doctype();
  }

  /** Where a comment ends that begins before; odd ones are left to jsoup. */
  private int commentEnd(int from) {
    if (from < bytes.length && (bytes[from] == '>' || startsWith("->", from))) {
      throw notPlain;
    }
    for (int i = from; i + 2 < bytes.length; i++) {
      if (bytes[i] == '-' && bytes[i + 1] == '-') {
        if (bytes[i + 2] == '>') {
          return i + 3;
        }
        if (bytes[i + 2] == '!') {
          throw notPlain;
        }
      }
    }
    throw notPlain;
  }

  private boolean startsWith(String word, int from) {
    if (from + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word stands there in letters of either case. */
  private boolean says(String word, int from) {
    if (from + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char wanted = word.charAt(i);
      int found = bytes[from + i];
      if ((wanted >= 'a' && wanted <= 'z' ? found | 0x20 : found) != wanted) {
        return false;
      }
    }
    return true;
  }

  /** Document types of HTML, with or without the names of a definition. */
  private void doctype() {
    if (!says("<!doctype", at)) {
      throw notPlain;
    }
    int here = blanksFrom(at + "<!doctype".length(), 1);
    if (!says("html", here)) {
      throw notPlain;
    }
    here += "html".length();
    StringBuilder written = new StringBuilder("<!doctype html");
    int next = blanksFrom(here, 0);
    if (next > here && says("public", next)) {
      written.setLength(0);
      written.append("<!DOCTYPE html PUBLIC");
      next = quoted(blanksFrom(next + "public".length(), 1), written);
      int after = blanksFrom(next, 0);
      next = after < bytes.length && bytes[after] == '"' ? quoted(after, written) : after;
    }
    here = blanksFrom(next, 0);
    if (here >= bytes.length || bytes[here] != '>') {
      throw notPlain;
    }
    at = here + 1;
    page.addOther(written.append('>').toString(), 0);
    mode = Mode.BEFORE_HTML;
  }

  private int blanksFrom(int from, int atLeast) {
    int here = from;
    while (here < bytes.length && isBlank(bytes[here])) {
      here++;
    }
    if (here - from < atLeast) {
      throw notPlain;
    }
    return here;
  }

  /** Appends what stands in double quotes, which must be plain; returns where it ends. */
  private int quoted(int from, StringBuilder written) {
    int here = from + 1;
    if (here >= bytes.length || bytes[from] != '"' || bytes[here] == ' ') {
      throw notPlain;
    }
    while (here < bytes.length && bytes[here] != '"') {
      if (bytes[here] < ' ' || bytes[here] == '>' || bytes[here] == '&') {
        throw notPlain;
      }
      here++;
    }
    if (here >= bytes.length || here - from < 6) { // "HTML" alone has a meaning of its own
      throw notPlain;
    }
    written
        .append(" \"")
        .append(new String(bytes, from + 1, here - from - 1, StandardCharsets.ISO_8859_1))
        .append('"');
    return here + 1;
  }

  /** Reads a tag's name, after which {@link #at} stands. */
  private PageTag name() {
    int from = at;
    int here = at;
    boolean lower = true;
    while (here < bytes.length) {
      byte b = bytes[here];
      if (b >= 'a' && b <= 'z') {
        here++;
      } else if (b >= 'A' && b <= 'Z') {
        lower = false;
        here++;
      } else if ((b >= '0' && b <= '9') || b == '-') {
        here++;
      } else if (isBlank(b) || b == '>' || b == '/') {
        break;
      } else {
        throw notPlain;
      }
    }
    at = here;
    clean &= lower;
    int slot = tagNames.slot(bytes, from, here);
    PageTag known = tagNames.get(slot);
    if (known == null) {
      known = tags.computeIfAbsent(lowerCase(from, here), PageTag::of);
      tagNames.put(slot, bytes, from, here, known);
    }
    return known;
  }

  private String lowerCase(int from, int to) {
    char[] name = new char[to - from];
    for (int i = 0; i < name.length; i++) {
      byte b = bytes[from + i];
      name[i] = (char) (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
    }
    return new String(name);
  }

  private void startTag() {
    at++;
    clean = valid;
    attributesFrom = page.attributes();
    PageTag tag = name();
    attributes(true);
    if (selfClosing && !tag.isVoid()) {
      throw notPlain;
    }
    start(tag);
    attributesFrom = page.attributes();
  }

  /**
   * Reads attributes up to the tag's end.
   *
   * @param kept whether they are noted
   */
  private void attributes(boolean kept) {
    selfClosing = false;
    hidden = false;
    byte[] all = bytes;
    int here = at;
    while (true) {
      int blanks = here;
      while (here < all.length && isBlank(all[here])) {
        here++;
      }
      if (here >= all.length) {
        throw notPlain;
      }
      byte b = all[here];
      if (b == '>') {
        clean &= here == blanks;
        at = here + 1;
        return;
      }
      if (b == '/') {
        clean = false;
        here++;
        if (here < all.length && all[here] == '>') {
          selfClosing = true;
          at = here + 1;
          return;
        }
        continue;
      }
      clean &= here == blanks + 1 && all[blanks] == ' ';
      here = attribute(here, kept);
    }
  }

  private static boolean isNameEnd(byte b) {
    return isBlank(b) || b == '>' || b == '/' || b == '=';
  }

  private int attribute(int from, boolean kept) {
    byte[] all = bytes;
    int here = from;
    while (here < all.length && !isNameEnd(all[here])) {
      byte b = all[here];
      boolean usual =
          (b >= 'a' && b <= 'z')
              || b == '-'
              || (b >= '0' && b <= '9')
              || b == ':'
              || b == '_'
              || b == '.';
      if (!usual && (b < 'A' || b > 'Z')) {
        throw notPlain;
      }
      clean &= usual;
      here++;
    }
    if (here == from || here >= all.length) {
      throw notPlain;
    }
    String name = attributeName(from, here);
    int nameEnd = here;
    while (isBlank(all[here])) {
      if (++here == all.length) {
        throw notPlain;
      }
    }
    if (all[here] != '=') {
      if (kept && isNew(name)) {
        page.addAttribute(name, null);
      }
      return nameEnd;
    }
    clean &= here == nameEnd;
    here++;
    while (here < all.length && isBlank(all[here])) {
      here++;
      clean = false;
    }
    if (here >= all.length) {
      throw notPlain;
    }
    byte quote = all[here];
    int signs = 0;
    int valueFrom;
    int valueTo;
    if (quote == '"' || quote == '\'') {
      clean &= quote == '"';
      valueFrom = ++here;
      while (here < all.length && all[here] != quote) {
        signs |= SIGNS[all[here++] & 0xFF];
      }
      if (here >= all.length) {
        throw notPlain;
      }
      valueTo = here++;
    } else {
      clean = false;
      valueFrom = here;
      while (here < all.length && !isBlank(all[here]) && all[here] != '>') {
        signs |= SIGNS[all[here++] & 0xFF];
      }
      if (here >= all.length || here == valueFrom) {
        throw notPlain;
      }
      valueTo = here;
    }
    if (kept && isNew(name)) {
      add(name, valueFrom, valueTo, signs);
    }
    return here;
  }

  private String attributeName(int from, int to) {
    int slot = attributeNames.slot(bytes, from, to);
    String known = attributeNames.get(slot);
    if (known == null) {
      known = lowerCase(from, to);
      attributeNames.put(slot, bytes, from, to, known);
    }
    return known;
  }

  /** Whether the tag has no attribute of that name yet: the first one counts. */
  private boolean isNew(String name) {
    int end = page.attributes();
    if (end - attributesFrom > MOST_ATTRIBUTES) {
      throw notPlain;
    }
    for (int i = attributesFrom; i < end; i++) {
      if (page.name(i).equals(name)) {
        clean = false;
        return false;
      }
    }
    return true;
  }

  private void add(String name, int from, int to, int signs) {
    if ((signs & REFERENCE) != 0) {
      String said = decoded(from, to, true);
      clean &= decodedClean && isKept(from, to, signs, true);
      page.addAttribute(name, said);
      return;
    }
    if (from == to || (to - from == name.length() && says(name, from))) {
      clean &= !Attribute.isBooleanAttribute(name);
    }
    clean &= isKept(from, to, signs, true);
    if (name.equals("type")) {
      hidden = to - from == "hidden".length() && says("hidden", from);
    }
    if (name.equals("class") || name.equals("id")) {
      page.addAttribute(name, from, to, (byte) signs, className(from, to));
    } else {
      page.addAttribute(name, from, to, (byte) signs, null);
    }
  }

  /** A class or id as a text, the same one for the same bytes where it is short. */
  private String className(int from, int to) {
    if (to - from > Names.LONGEST || !valid) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    int slot = classNames.slot(bytes, from, to);
    String known = classNames.get(slot);
    if (known == null) {
      known = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      classNames.put(slot, bytes, from, to, known);
    }
    return known;
  }

  private void endTag() {
    at += 2;
    clean = true;
    PageTag tag = name();
    int nameEnd = at;
    attributes(false);
    clean &= at == nameEnd + 1;
    end(tag);
  }

  // Open elements.

  private PageTag current() {
    if (depth == 0) {
      throw notPlain;
    }
    return open[depth - 1];
  }

  private int currentNumber() {
    return depth == 0 ? 0 : numbers[depth - 1];
  }

  /** Opens an element that no tag of the page names. */
  private void imply(PageTag tag) {
    push(tag, page.addElement(tag, currentNumber(), attributesFrom));
  }

  /** Opens the element of the tag that was read. */
  private void insert(PageTag tag) {
    push(tag, added(tag));
  }

  private int added(PageTag tag) {
    int number = page.addElement(tag, currentNumber(), attributesFrom);
    page.takeAttributes(number);
    attributesFrom = page.attributes();
    if (clean) {
      page.asWritten(number, tagFrom, at);
    }
    return number;
  }

  /** Adds an element that holds nothing, or leaves it out when it may not be kept. */
  private void insertVoid(PageTag tag) {
    if (depth >= DEEPEST) {
      throw notPlain;
    }
    if (tag.isUnwanted()) {
      forget();
    } else {
      added(tag);
    }
  }

  /** Forgets the tag that was read. */
  private void forget() {
    page.forgetAttributes(attributesFrom);
  }

  private void push(PageTag tag, int number) {
    if (depth >= DEEPEST) {
      throw notPlain;
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
      numbers = Arrays.copyOf(numbers, depth * 2);
    }
    open[depth] = tag;
    numbers[depth] = number;
    depth++;
    count(tag, 1);
  }

  private void count(PageTag tag, int by) {
    switch (tag.opening()) {
      case BLOCK -> openParagraphs += tag == P ? by : 0;
      case FORMATTING -> openFormatting += by;
      case SELECT -> openSelects += by;
      case BUTTON -> openButtons += by;
      default -> {}
    }
  }

  private void pop() {
    depth--;
    page.endsHere(numbers[depth]);
    count(open[depth], -1);
  }

  /** Ends an element that is not ended by its own end tag: type that goes on is left to jsoup. */
  private void popOther() {
    if (current().isFormatting()) {
      throw notPlain;
    }
    pop();
  }

  /** Ends the element that an end tag names, and those in it. */
  private void popTo(PageTag tag) {
    while (current() != tag) {
      popOther();
    }
    popNamed();
  }

  /** Ends the current element by its own end tag, where one is being read. */
  private void popNamed() {
    int number = numbers[depth - 1];
    if (clean && ending == open[depth - 1]) {
      page.endAsWritten(number, tagFrom, at);
    }
    pop();
  }

  /** The name of the end tag that is being read; null otherwise. */
  private @Nullable PageTag ending;

  private void popImplied(@Nullable PageTag except) {
    while (depth > 0 && open[depth - 1].hasImpliedEnd() && open[depth - 1] != except) {
      pop();
    }
  }

  private boolean isOpen(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        return true;
      }
    }
    return false;
  }

  private boolean inScope(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        return true;
      }
      if (open[i].boundsScope()) {
        return false;
      }
    }
    return false;
  }

  private boolean inButtonScope(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        return true;
      }
      if (open[i].boundsScope() || open[i] == BUTTON) {
        return false;
      }
    }
    return false;
  }

  private boolean inListScope(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        return true;
      }
      if (open[i].boundsScope() || isList(open[i])) {
        return false;
      }
    }
    return false;
  }

  private static boolean isList(PageTag tag) {
    return tag.name().equals("ol") || tag.name().equals("ul");
  }

  private boolean inTableScope(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        return true;
      }
      if (open[i] == TABLE || open[i] == HTML) {
        return false;
      }
    }
    return false;
  }

  private void endParagraph() {
    if (openParagraphs > 0 && inButtonScope(P)) {
      popImplied(P);
      while (current() != P) {
        popOther();
      }
      pop();
    }
  }

  // Start tags.

  /** Comes to the body by way of all that stands before it and may be left out. */
  private void toBody() {
    while (mode != Mode.IN_BODY) {
      switch (mode) {
        case INITIAL -> {
          quirks = true;
          mode = Mode.BEFORE_HTML;
        }
        case BEFORE_HTML -> {
          imply(HTML);
          mode = Mode.BEFORE_HEAD;
        }
        case BEFORE_HEAD -> {
          imply(HEAD);
          mode = Mode.IN_HEAD;
        }
        case IN_HEAD -> {
          pop();
          mode = Mode.AFTER_HEAD;
        }
        case AFTER_HEAD -> {
          imply(BODY);
          mode = Mode.IN_BODY;
        }
        default -> throw notPlain;
      }
    }
  }

  private void start(PageTag tag) {
    ending = null;
    switch (mode) {
      case INITIAL, BEFORE_HTML, BEFORE_HEAD, IN_HEAD, AFTER_HEAD -> startBeforeBody(tag);
      case IN_BODY -> startInBody(tag);
      case IN_CELL, IN_CAPTION -> {
        switch (tag.opening()) {
          case CAPTION, COLUMN, COLUMNS, ROWS, ROW, CELL -> {
            if (mode == Mode.IN_CELL) {
              closeCell();
            } else {
              closeCaption();
            }
            start(tag);
          }
          default -> startInBody(tag);
        }
      }
      case IN_ROW -> {
        switch (tag.opening()) {
          case CELL -> {
            clearTo(TR, TR, TR);
            insert(tag);
            mode = Mode.IN_CELL;
          }
          case CAPTION, COLUMN, COLUMNS, ROWS, ROW -> {
            if (!inTableScope(TR)) {
              throw notPlain;
            }
            clearTo(TR, TR, TR);
            pop();
            mode = Mode.IN_ROWS;
            start(tag);
          }
          default -> startInTable(tag);
        }
      }
      case IN_ROWS -> {
        switch (tag.opening()) {
          case ROW -> {
            clearTo(TBODY, THEAD, TFOOT);
            insert(tag);
            mode = Mode.IN_ROW;
          }
          case CELL -> {
            clearTo(TBODY, THEAD, TFOOT);
            imply(TR);
            mode = Mode.IN_ROW;
            start(tag);
          }
          case CAPTION, COLUMN, COLUMNS, ROWS -> {
            closeRows();
            start(tag);
          }
          default -> startInTable(tag);
        }
      }
      case IN_TABLE -> startInTable(tag);
      case IN_COLUMNS -> {
        if (tag.opening() == Opening.COLUMN) {
          insertVoid(tag);
        } else {
          if (current() != COLGROUP || tag == HTML) {
            throw notPlain;
          }
          pop();
          mode = Mode.IN_TABLE;
          start(tag);
        }
      }
      case AFTER_BODY, AFTER_ALL -> throw notPlain;
    }
  }

  private void startBeforeBody(PageTag tag) {
    if (mode == Mode.INITIAL) {
      quirks = true;
      mode = Mode.BEFORE_HTML;
    }
    if (mode == Mode.BEFORE_HTML) {
      mode = Mode.BEFORE_HEAD;
      if (tag == HTML) {
        insert(tag);
        return;
      }
      imply(HTML);
    }
    if (tag == HTML) {
      throw notPlain;
    }
    if (mode == Mode.BEFORE_HEAD) {
      mode = Mode.IN_HEAD;
      if (tag == HEAD) {
        insert(tag);
        return;
      }
      imply(HEAD);
    }
    if (mode == Mode.IN_HEAD) {
      switch (tag.opening()) {
        case HEAD_VOID -> insertVoid(tag);
        case TITLE -> insertLiteral(tag, true);
        case STYLE -> insertLiteral(tag, false);
        case SCRIPT -> skipScript();
        case NOSCRIPT -> skipNoscript();
        case HEAD -> forget();
        case ODD -> throw notPlain;
        default -> {
          pop();
          mode = Mode.AFTER_HEAD;
        }
      }
      if (mode == Mode.IN_HEAD) {
        return;
      }
    }
    switch (tag.opening()) {
      case BODY -> {
        insert(tag);
        mode = Mode.IN_BODY;
      }
      case SCRIPT -> skipScript();
      case HEAD -> forget();
      case HEAD_VOID -> {
        if (!tag.isUnwanted()) {
          throw notPlain; // goes back into the head
        }
        forget();
      }
      case TITLE, STYLE, ODD -> throw notPlain;
      default -> {
        toBody();
        startInBody(tag);
      }
    }
  }

  private void startInBody(PageTag tag) {
    switch (tag.opening()) {
      case PLAIN -> insert(tag);
      case BLOCK -> {
        endParagraph();
        insert(tag);
      }
      case HEADING -> {
        endParagraph();
        if (current().opening() == Opening.HEADING) {
          pop();
        }
        insert(tag);
      }
      case LIST_ITEM -> {
        for (int i = depth - 1; i > 0; i--) {
          if (open[i] == LI) {
            popImplied(LI);
            popTo(LI);
            break;
          }
          if (endsSearch(open[i])) {
            break;
          }
        }
        endParagraph();
        insert(tag);
      }
      case DEFINITION -> {
        for (int i = depth - 1; i >= Math.max(0, depth - 1 - MOST_SCANNED); i--) {
          PageTag here = open[i];
          if (here.opening() == Opening.DEFINITION) {
            popImplied(here);
            popTo(here);
            break;
          }
          if (endsSearch(here)) {
            break;
          }
        }
        endParagraph();
        insert(tag);
      }
      case FORMATTING -> {
        if (openFormatting > 0 && mayMeetItself(tag)) {
          throw notPlain;
        }
        insert(tag);
      }
      case VOID, HEAD_VOID -> insertVoid(tag);
      case RULE -> {
        endParagraph();
        if (openSelects > 0) {
          throw notPlain;
        }
        insertVoid(tag);
      }
      case INPUT -> {
        if (openSelects > 0) {
          throw notPlain;
        }
        insertVoid(tag);
      }
      case TITLE, TEXTAREA -> insertLiteral(tag, true);
      case STYLE -> insertLiteral(tag, false);
      case SCRIPT -> skipScript();
      case NOSCRIPT -> skipNoscript();
      case IFRAME -> {
        forget();
        skipLiteral(tag);
      }
      case PREFORMATTED -> {
        endParagraph();
        insert(tag);
        skipFirstLineBreak();
      }
      case FORM -> {
        if (form >= 0) {
          forget();
          return;
        }
        endParagraph();
        insert(tag);
        form = currentNumber();
      }
      case BUTTON -> {
        if (openButtons > 0) {
          throw notPlain;
        }
        insert(tag);
      }
      case SELECT -> {
        if (openSelects > 0) {
          throw notPlain;
        }
        insert(tag);
      }
      case OPTION, OPTION_GROUP -> {
        if (openSelects > 0 && inScope(SELECT)) {
          popImplied(tag.opening() == Opening.OPTION ? OPTGROUP : null);
        } else if (current().opening() == Opening.OPTION) {
          pop();
        }
        insert(tag);
      }
      case TABLE -> {
        if (!quirks) {
          endParagraph();
        }
        insert(tag);
        mode = Mode.IN_TABLE;
      }
      case HEAD, CAPTION, COLUMN, COLUMNS, ROWS, ROW, CELL -> forget();
      case HTML, BODY, ODD -> throw notPlain;
    }
  }

  /** How many open elements are looked through for a definition's begin. */
  private static final int MOST_SCANNED = 24;

  private static boolean endsSearch(PageTag tag) {
    return tag.isSpecial()
        && !tag.name().equals("address")
        && !tag.name().equals("div")
        && !tag.name().equals("p");
  }

  /** Whether type of the same kind is open: a link within a link, or the third of others. */
  private boolean mayMeetItself(PageTag tag) {
    int same = 0;
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i].opening() == Opening.CELL || open[i] == CAPTION) {
        return false; // what is open around a cell does not count in it
      }
      if (open[i] == tag && (tag.name().equals("a") || ++same == 2)) {
        return true;
      }
    }
    return false;
  }

  private void startInTable(PageTag tag) {
    switch (tag.opening()) {
      case CAPTION -> {
        clearTo(TABLE, TABLE, TABLE);
        insert(tag);
        mode = Mode.IN_CAPTION;
      }
      case COLUMNS -> {
        clearTo(TABLE, TABLE, TABLE);
        insert(tag);
        mode = Mode.IN_COLUMNS;
      }
      case COLUMN -> {
        clearTo(TABLE, TABLE, TABLE);
        imply(COLGROUP);
        mode = Mode.IN_COLUMNS;
        insertVoid(tag);
      }
      case ROWS -> {
        clearTo(TABLE, TABLE, TABLE);
        insert(tag);
        mode = Mode.IN_ROWS;
      }
      case ROW, CELL -> {
        clearTo(TABLE, TABLE, TABLE);
        imply(TBODY);
        mode = Mode.IN_ROWS;
        start(tag);
      }
      case STYLE -> insertLiteral(tag, false);
      case SCRIPT -> skipScript();
      case NOSCRIPT -> skipNoscript();
      case INPUT -> {
        if (!hidden) {
          throw notPlain;
        }
        insertVoid(tag);
      }
      case FORM -> {
        if (form >= 0) {
          forget();
        } else {
          form = added(tag);
        }
      }
      default -> throw notPlain;
    }
  }

  /** Ends all elements that stand in one of these, or in the page's root. */
  private void clearTo(PageTag one, PageTag other, PageTag third) {
    while (current() != one && current() != other && current() != third && current() != HTML) {
      popOther();
    }
  }

  // End tags.

  private void end(PageTag tag) {
    ending = tag;
    switch (mode) {
      case INITIAL, BEFORE_HTML, BEFORE_HEAD, AFTER_HEAD -> {
        switch (tag.opening()) {
          case HTML, HEAD, BODY, ODD, VOID -> throw notPlain;
          default -> {
            if (mode == Mode.INITIAL) {
              quirks = true;
              mode = Mode.BEFORE_HTML;
            }
          }
        }
      }
      case IN_HEAD -> {
        switch (tag.opening()) {
          case HEAD -> {
            popNamed();
            mode = Mode.AFTER_HEAD;
          }
          case HTML, BODY, ODD, VOID -> throw notPlain;
          default -> {}
        }
      }
      case IN_BODY -> endInBody(tag);
      case IN_CELL -> endInCell(tag);
      case IN_CAPTION -> {
        switch (tag.opening()) {
          case CAPTION -> closeCaption();
          case TABLE -> {
            closeCaption();
            end(tag);
          }
          case BODY, COLUMN, COLUMNS, HTML, ROWS, ROW, CELL -> {}
          default -> endInBody(tag);
        }
      }
      case IN_ROW -> {
        switch (tag.opening()) {
          case ROW -> {
            if (inTableScope(TR)) {
              clearTo(TR, TR, TR);
              popNamed();
              mode = Mode.IN_ROWS;
            }
          }
          case TABLE -> {
            if (inTableScope(TR)) {
              closeRow();
              end(tag);
            }
          }
          case ROWS -> {
            if (inTableScope(tag) && inTableScope(TR)) {
              closeRow();
              end(tag);
            }
          }
          case BODY, CAPTION, COLUMN, COLUMNS, HTML, CELL -> {}
          default -> endInTable(tag);
        }
      }
      case IN_ROWS -> {
        switch (tag.opening()) {
          case ROWS -> {
            if (inTableScope(tag)) {
              clearTo(TBODY, THEAD, TFOOT);
              popNamed();
              mode = Mode.IN_TABLE;
            }
          }
          case TABLE -> {
            closeRows();
            end(tag);
          }
          case BODY, CAPTION, COLUMN, COLUMNS, HTML, CELL, ROW -> {}
          default -> endInTable(tag);
        }
      }
      case IN_TABLE -> endInTable(tag);
      case IN_COLUMNS -> {
        switch (tag.opening()) {
          case COLUMNS -> {
            if (current() == COLGROUP) {
              popNamed();
              mode = Mode.IN_TABLE;
            }
          }
          case COLUMN -> {}
          case ODD -> throw notPlain;
          default -> {
            if (current() != COLGROUP) {
              throw notPlain;
            }
            pop();
            mode = Mode.IN_TABLE;
            end(tag);
          }
        }
      }
      case AFTER_BODY -> {
        if (tag != HTML) {
          throw notPlain;
        }
        if (clean) {
          page.endAsWritten(numbers[0], tagFrom, at);
        }
        page.endsHere(numbers[0]);
        mode = Mode.AFTER_ALL;
      }
      case AFTER_ALL -> throw notPlain;
    }
  }

  private void endInBody(PageTag tag) {
    if (depth > 0 && open[depth - 1] == tag) {
      switch (tag.opening()) {
        case PLAIN,
            BLOCK,
            HEADING,
            LIST_ITEM,
            DEFINITION,
            FORMATTING,
            PREFORMATTED,
            BUTTON,
            SELECT,
            OPTION,
            OPTION_GROUP -> {
          popNamed(); // most end tags
          return;
        }
        default -> {}
      }
    }
    switch (tag.opening()) {
      case BLOCK -> {
        if (tag == P) {
          endOfParagraph();
        } else {
          endOfBlock(tag);
        }
      }
      case PREFORMATTED, BUTTON, SELECT -> endOfBlock(tag);
      case LIST_ITEM -> {
        if (inListScope(tag)) {
          popImplied(tag);
          popTo(tag);
        }
      }
      case DEFINITION -> {
        if (inScope(tag)) {
          popImplied(tag);
          popTo(tag);
        }
      }
      case HEADING -> endOfHeading(tag);
      case FORMATTING -> endOfFormatting(tag);
      case FORM -> endOfForm();
      case BODY -> {
        if (inScope(BODY)) {
          endBody(true);
        }
      }
      case HTML -> {
        if (isOpen(BODY)) {
          endBody(false);
          end(tag);
        }
      }
      case VOID -> {
        if (tag.name().equals("br")) {
          throw notPlain; // means a start tag
        }
        endOfOther(tag);
      }
      case ODD -> throw notPlain;
      default -> endOfOther(tag);
    }
  }

  /** Ends the body and all in it; blanks may follow. */
  private void endBody(boolean named) {
    while (depth > 1) {
      if (open[depth - 1] == BODY && named) {
        popNamed();
      } else {
        pop();
      }
    }
    mode = Mode.AFTER_BODY;
  }

  /** An end without a begin means an empty paragraph. */
  private void endOfParagraph() {
    if (inButtonScope(P)) {
      popImplied(P);
      popTo(P);
    } else {
      imply(P);
      pop();
    }
  }

  private void endOfBlock(PageTag tag) {
    if (inScope(tag)) {
      popImplied(null);
      popTo(tag);
    }
  }

  private void endOfHeading(PageTag tag) {
    boolean any = false;
    for (int i = depth - 1; i >= 0 && !any; i--) {
      any = open[i].opening() == Opening.HEADING;
      if (!any && open[i].boundsScope()) {
        return;
      }
    }
    if (any) {
      popImplied(tag);
      while (current().opening() != Opening.HEADING) {
        popOther();
      }
      popNamed();
    }
  }

  private void endOfFormatting(PageTag tag) {
    int begin = depth - 1;
    while (begin >= 0 && open[begin] != tag) {
      if (open[begin].opening() == Opening.CELL || open[begin] == CAPTION) {
        begin = -1; // what is open around a cell does not count in it
        break;
      }
      begin--;
    }
    if (begin < 0) {
      endOfOther(tag);
      return;
    }
    for (int i = begin + 1; i < depth; i++) {
      if (open[i].boundsScope()) {
        return;
      }
    }
    for (int i = begin + 1; i < depth; i++) {
      if (open[i].isSpecial() || open[i].isFormatting()) {
        throw notPlain; // type that goes on, or that begins before a block and ends in it
      }
    }
    while (depth - 1 > begin) {
      pop();
    }
    popNamed();
  }

  private void endOfForm() {
    int begun = form;
    form = -1;
    if (begun < 0 || !inScope(FORM)) {
      return;
    }
    popImplied(null);
    if (currentNumber() != begun) {
      throw notPlain; // its content goes on without it
    }
    popNamed();
  }

  private void endOfOther(PageTag tag) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == tag) {
        popImplied(tag);
        popTo(tag);
        return;
      }
      if (open[i].isSpecial()) {
        return;
      }
    }
  }

  private void endInCell(PageTag tag) {
    switch (tag.opening()) {
      case CELL -> {
        if (!inTableScope(tag)) {
          throw notPlain;
        }
        closeCell(tag);
      }
      case BODY, CAPTION, COLUMN, COLUMNS, HTML -> {}
      case TABLE, ROWS, ROW -> {
        if (inTableScope(tag)) {
          closeCell();
          end(tag);
        }
      }
      default -> endInBody(tag);
    }
  }

  private void closeCell() {
    closeCell(inTableScope(TD) ? TD : TH);
  }

  /** Type that was left open in a cell ends with it. */
  private void closeCell(PageTag cell) {
    if (!inTableScope(cell)) {
      throw notPlain;
    }
    popImplied(null);
    while (current() != cell) {
      pop();
    }
    popNamed();
    mode = Mode.IN_ROW;
  }

  private void closeCaption() {
    if (!inTableScope(CAPTION)) {
      throw notPlain;
    }
    popImplied(null);
    while (current() != CAPTION) {
      pop();
    }
    popNamed();
    mode = Mode.IN_TABLE;
  }

  private void closeRow() {
    clearTo(TR, TR, TR);
    pop();
    mode = Mode.IN_ROWS;
  }

  private void closeRows() {
    if (!inTableScope(TBODY) && !inTableScope(THEAD) && !inTableScope(TFOOT)) {
      throw notPlain;
    }
    clearTo(TBODY, THEAD, TFOOT);
    pop();
    mode = Mode.IN_TABLE;
  }

  private void endInTable(PageTag tag) {
    switch (tag.opening()) {
      case TABLE -> {
        if (inTableScope(TABLE)) {
          popTo(TABLE);
          modeOfOpen();
        }
      }
      case FORM -> {
        form = -1;
        if (inScope(FORM)) {
          throw notPlain;
        }
      }
      case BLOCK -> {
        if (tag == P) {
          throw notPlain; // an empty paragraph before the table
        }
      }
      case VOID, ODD -> throw notPlain;
      default -> {} // nothing that it could end is open in the table
    }
  }

  /** Goes on as the innermost open element asks. */
  private void modeOfOpen() {
    for (int i = depth - 1; i >= 0; i--) {
      switch (open[i].opening()) {
        case CELL -> {
          mode = Mode.IN_CELL;
          return;
        }
        case ROW -> {
          mode = Mode.IN_ROW;
          return;
        }
        case ROWS -> {
          mode = Mode.IN_ROWS;
          return;
        }
        case CAPTION -> {
          mode = Mode.IN_CAPTION;
          return;
        }
        case TABLE -> {
          mode = Mode.IN_TABLE;
          return;
        }
        case BODY -> {
          mode = Mode.IN_BODY;
          return;
        }
        default -> {}
      }
    }
    throw notPlain;
  }

  /** The page's end: what is open ends, and what is missing is implied. */
  private void end() {
    switch (mode) {
      case INITIAL, BEFORE_HTML, BEFORE_HEAD, IN_HEAD, AFTER_HEAD -> toBody();
      default -> {}
    }
    ending = null;
    while (depth > 0) {
      if (depth == 1 && mode == Mode.AFTER_ALL) {
        depth = 0; // has ended
      } else {
        pop();
      }
    }
    page.endsHere(0);
  }

  // Elements that hold no tags.

  /** Where the end tag of an element that holds no tags begins. */
  private int literalEnd(PageTag tag) {
    String name = tag.name();
    byte[] all = bytes;
    for (int i = at; i + 2 + name.length() < all.length; i++) {
      if (all[i] == '<' && all[i + 1] == '/' && says(name, i + 2)) {
        byte after = all[i + 2 + name.length()];
        if (isBlank(after) || after == '/' || after == '>') {
          return i;
        }
      }
    }
    throw notPlain;
  }

  private void passEndTag(PageTag tag, int from) {
    tagFrom = from;
    clean = true;
    at = from + 2;
    if (name() != tag) {
      throw notPlain;
    }
    int nameEnd = at;
    attributes(false);
    clean &= at == nameEnd + 1;
  }

  /** Adds an element whose content is words alone, with references in them or without. */
  private void insertLiteral(PageTag tag, boolean references) {
    insert(tag);
    if (tag.opening() == Opening.TEXTAREA) {
      skipFirstLineBreak();
    }
    int from = at;
    int to = literalEnd(tag);
    if (to > from) {
      int signs = 0;
      for (int i = from; i < to; i++) {
        signs |= SIGNS[bytes[i] & 0xFF];
      }
      if (references) {
        addText(from, to, (byte) signs);
      } else {
        int number = page.addWords(from, to, true, currentNumber(), attributesFrom);
        if (valid) {
          page.asWritten(number, from, to);
        }
      }
    }
    passEndTag(tag, to);
    ending = tag;
    popNamed();
  }

  private void skipLiteral(PageTag tag) {
    passEndTag(tag, literalEnd(tag));
  }

  private void skipScript() {
    forget();
    int from = at;
    int to = literalEnd(PageTag.of("script"));
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == '<' && bytes[i + 1] == '!' && startsWith("<!--", i)) {
        for (int j = i; j < to; j++) {
          if (bytes[j] == '<' && says("script", j + 1)) {
            throw notPlain; // a script that writes scripts may go on after the first end
          }
        }
        break;
      }
    }
    passEndTag(PageTag.of("script"), to);
  }

  /** Parsers pass over a line break right after these tags. */
  private void skipFirstLineBreak() {
    if (at >= bytes.length) {
      return;
    }
    if (bytes[at] == '&' && at + 1 < bytes.length && "#N".indexOf(bytes[at + 1]) >= 0) {
      throw notPlain;
    }
    if (bytes[at] == '\r') {
      at++;
    }
    if (at < bytes.length && bytes[at] == '\n' && (bytes[at - 1] == '\r' || bytes[at - 1] == '>')) {
      at++;
    }
  }

  /** Leaves out what stands for readers without scripts, of which jsoup makes no tree either. */
  private void skipNoscript() {
    forget();
    while (true) {
      while (at < bytes.length && bytes[at] != '<') {
        at++;
      }
      if (at + 1 >= bytes.length) {
        throw notPlain;
      }
      byte next = bytes[at + 1];
      if (next == '!') {
        if (!startsWith("<!--", at)) {
          throw notPlain;
        }
        at = commentEnd(at + 4);
      } else if (next == '/') {
        if (at + 2 >= bytes.length || !isLetter(bytes[at + 2])) {
          throw notPlain;
        }
        at += 2;
        PageTag tag = name();
        attributes(false);
        if (tag.opening() == Opening.NOSCRIPT) {
          return;
        }
      } else if (isLetter(next)) {
        at++;
        PageTag tag = name();
        attributes(false);
        switch (tag.opening()) {
          case TITLE, TEXTAREA, STYLE, IFRAME -> {
            if (selfClosing) {
              throw notPlain;
            }
            skipLiteral(tag);
          }
          case SCRIPT, ODD -> throw notPlain;
          default -> {}
        }
      } else if (next == '?') {
        throw notPlain;
      } else {
        at++;
      }
    }
  }

  /**
   * What short runs of bytes stand for, remembered for the pages to come, within a bound. Letters
   * of both cases are told apart: the same name written otherwise is remembered once more.
   */
  private static final class Names<T> {
    static final int LONGEST = 48;

    private final int most;
    private byte[][] keys;
    private Object[] values;
    private int size;

    Names(int most) {
      this.most = most;
      this.keys = new byte[256][];
      this.values = new Object[256];
    }

    void clear() {
      keys = new byte[256][];
      values = new Object[256];
      size = 0;
    }

    /** Where these bytes are, or may be put. */
    int slot(byte[] bytes, int from, int to) {
      int hash = to - from;
      for (int i = from; i < to; i++) {
        hash = 31 * hash + bytes[i];
      }
      hash ^= hash >>> 15;
      int slot = hash & (keys.length - 1);
      while (keys[slot] != null
          && !Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    @SuppressWarnings("unchecked") // only values of this type are put
    @Nullable T get(int slot) {
      return (T) values[slot];
    }

    void put(int slot, byte[] bytes, int from, int to, T value) {
      if (to - from > LONGEST) {
        return;
      }
      if (size * 2 >= keys.length) {
        boolean full = size >= most;
        int room = full ? 256 : keys.length * 2;
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[room][];
        values = new Object[room];
        size = 0;
        for (int i = 0; i < oldKeys.length && !full; i++) {
          if (oldKeys[i] != null) {
            int moved = slot(oldKeys[i], 0, oldKeys[i].length);
            keys[moved] = oldKeys[i];
            values[moved] = oldValues[i];
            size++;
          }
        }
        put(slot(bytes, from, to), bytes, from, to, value);
        return;
      }
      keys[slot] = Arrays.copyOfRange(bytes, from, to);
      values[slot] = value;
      size++;
    }
  }
}
