package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jsoup.parser.TagSet;
import org.jspecify.annotations.Nullable;

/**
 * A tag's name and all that reading asks of it: how {@link PlainHtml} opens and closes it, whether
 * it parts words, whether it may be kept.
 */
final class PageTag {

  /** What opening a tag in the body of a page does, by the HTML standard. */
  enum Opening {
    /** Stands wherever it is written: span, label, names nobody knows. */
    PLAIN,
    /** Ends an open paragraph: div, ul, p. */
    BLOCK,
    HEADING,
    LIST_ITEM,
    /** dd and dt. */
    DEFINITION,
    /** Changes how letters look; left open, it goes on in later elements. */
    FORMATTING,
    /** Holds nothing: br, img. */
    VOID,
    RULE,
    INPUT,
    /** link and meta, which hold nothing and stand in the head. */
    HEAD_VOID,
    TITLE,
    STYLE,
    SCRIPT,
    NOSCRIPT,
    IFRAME,
    TEXTAREA,
    PREFORMATTED,
    FORM,
    BUTTON,
    SELECT,
    OPTION,
    OPTION_GROUP,
    TABLE,
    /** tbody, thead, tfoot. */
    ROWS,
    ROW,
    CELL,
    CAPTION,
    COLUMNS,
    COLUMN,
    HTML,
    HEAD,
    BODY,
    /** Rare ones with rules of their own: jsoup reads pages that hold them. */
    ODD
  }

  private static final Map<String, Opening> OPENINGS = new HashMap<>();

  private static void all(Opening opening, String names) {
    for (String name : names.split(" ", -1)) {
      OPENINGS.put(name, opening);
    }
  }

  static {
    all(
        Opening.BLOCK,
        "address article aside blockquote center details dialog dir div dl fieldset figcaption"
            + " figure footer header hgroup main menu nav ol p search section summary ul");
    all(Opening.HEADING, "h1 h2 h3 h4 h5 h6");
    all(Opening.LIST_ITEM, "li");
    all(Opening.DEFINITION, "dd dt");
    all(Opening.FORMATTING, "a b big code em font i s small strike strong tt u");
    all(Opening.VOID, "area br embed img keygen wbr param source track");
    all(Opening.RULE, "hr");
    all(Opening.INPUT, "input");
    all(Opening.HEAD_VOID, "base basefont bgsound link meta");
    all(Opening.TITLE, "title");
    all(Opening.STYLE, "style");
    all(Opening.SCRIPT, "script");
    all(Opening.NOSCRIPT, "noscript");
    all(Opening.IFRAME, "iframe");
    all(Opening.TEXTAREA, "textarea");
    all(Opening.PREFORMATTED, "pre listing");
    all(Opening.FORM, "form");
    all(Opening.BUTTON, "button");
    all(Opening.SELECT, "select");
    all(Opening.OPTION, "option");
    all(Opening.OPTION_GROUP, "optgroup");
    all(Opening.TABLE, "table");
    all(Opening.ROWS, "tbody thead tfoot");
    all(Opening.ROW, "tr");
    all(Opening.CELL, "td th");
    all(Opening.CAPTION, "caption");
    all(Opening.COLUMNS, "colgroup");
    all(Opening.COLUMN, "col");
    all(Opening.HTML, "html");
    all(Opening.HEAD, "head");
    all(Opening.BODY, "body");
    all(
        Opening.ODD,
        "applet frame frameset image isindex marquee math nobr noembed noframes object plaintext rb"
            + " rp rt rtc svg template xmp");
  }

  private static final Set<String> SCOPE =
      Set.of("applet", "caption", "html", "marquee", "object", "select", "table", "td", "th");

  private static final Set<String> IMPLIED_END =
      Set.of("dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc");

  /** Elements without rules of their own that may not stand within others all the same. */
  private static final Set<String> PLAIN_BUT_SPECIAL = Set.of("dialog");

  private static final Set<String> KEEPS_WORDS_WHOLE =
      Set.of("b", "i", "em", "strong", "span", "font", "u", "s", "tt", "wbr", "bdi", "mark");

  private static final Set<String> UNWANTED =
      Set.of("script", "noscript", "iframe", "object", "embed", "applet", "frame", "base");

  private static final Map<String, PageTag> KNOWN = new HashMap<>();

  static {
    TagSet tags = TagSet.Html();
    for (String name :
        ("html head body frameset script noscript style meta link title frame noframes section"
                + " nav aside hgroup header footer p h1 h2 h3 h4 h5 h6 dialog search ul ol pre div"
                + " blockquote hr address figure figcaption form fieldset dl dt dd li table caption"
                + " thead tfoot tbody colgroup col tr th td details menu plaintext template article"
                + " main center dir applet marquee listing #root object base font tt i b u big"
                + " small em strong dfn code samp kbd var cite abbr time acronym mark ruby rt rp"
                + " rtc a img br wbr map q sub sup bdo iframe embed span input select textarea"
                + " label audio video canvas optgroup option legend datalist keygen output progress"
                + " meter area param source track summary basefont bgsound data bdi s strike nobr"
                + " ins del button picture slot rb xmp noembed")
            .split(" ", -1)) {
      Tag tag = tags.get(name, Parser.NamespaceHtml);
      if (tag != null) {
        KNOWN.put(name, new PageTag(tag));
      }
    }
  }

  private final Tag tag;
  private final String name;
  private final Opening opening;
  private final boolean scope;
  private final boolean impliedEnd;
  private final boolean special;
  private final boolean partsWords;
  private final boolean unwanted;
  private final boolean html;
  private final byte[] start;
  private final byte[] end;

  private PageTag(Tag tag) {
    this.tag = tag;
    this.name = tag.normalName();
    this.html = tag.namespace().equals(Parser.NamespaceHtml);
    this.opening = OPENINGS.getOrDefault(name, Opening.PLAIN);
    this.scope = SCOPE.contains(name) || name.equals("template");
    this.impliedEnd = IMPLIED_END.contains(name);
    this.special =
        switch (opening) {
          case PLAIN, FORMATTING, OPTION, OPTION_GROUP -> false;
          default -> !PLAIN_BUT_SPECIAL.contains(name);
        };
    this.partsWords = !KEEPS_WORDS_WHOLE.contains(name);
    this.unwanted = UNWANTED.contains(name);
    this.start = ("<" + tag.getName()).getBytes(StandardCharsets.UTF_8);
    this.end = ("</" + tag.getName() + ">").getBytes(StandardCharsets.UTF_8);
  }

  /** A tag that jsoup found. */
  static PageTag of(Tag tag) {
    PageTag known = tag.namespace().equals(Parser.NamespaceHtml) ? KNOWN.get(tag.getName()) : null;
    return known == null ? new PageTag(tag) : known;
  }

  /**
   * A tag of HTML.
   *
   * @param name in lower case
   */
  static PageTag of(String name) {
    PageTag known = KNOWN.get(name);
    return known == null ? new PageTag(TagSet.Html().valueOf(name, Parser.NamespaceHtml)) : known;
  }

  /** One of HTML's own; null for other names. */
  static @Nullable PageTag known(String name) {
    return KNOWN.get(name);
  }

  Tag tag() {
    return tag;
  }

  /** In lower case. */
  String name() {
    return name;
  }

  Opening opening() {
    return opening;
  }

  /** Whether it bounds what an end tag in it may close. */
  boolean boundsScope() {
    return scope;
  }

  /** Whether it ends where an element around it ends: li, p. */
  boolean hasImpliedEnd() {
    return impliedEnd;
  }

  /** Whether an end tag of another name may not pass over it. */
  boolean isSpecial() {
    return special;
  }

  boolean isFormatting() {
    return opening == Opening.FORMATTING;
  }

  /** Whether it holds nothing and has no end tag. */
  boolean isVoid() {
    return tag.isEmpty();
  }

  /** Whether the words before it and after it are no one word. */
  boolean partsWords() {
    return partsWords;
  }

  /** Whether it and all in it may not be kept: scripts, frames. */
  boolean isUnwanted() {
    return unwanted;
  }

  static boolean isUnwanted(String name) {
    return UNWANTED.contains(name);
  }

  boolean isBlock() {
    return tag.isBlock();
  }

  boolean isHtml() {
    return html;
  }

  /** {@code <name}. */
  byte[] start() {
    return start;
  }

  /** {@code </name>}. */
  byte[] end() {
    return end;
  }
}
