package weir.source;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.capture.SourcePeriod;
import weir.document.Words;
import weir.masking.Masker;
import weir.table.Table;

/**
 * The description of one source: what it is, which page is what, and where each field stands.
 *
 * @param source the id under which its records are kept, such as {@code agora}
 * @param version digest of the profile's text: each kept part names the one that made it
 * @param currency what prices without a sign are in; null when the site has none
 * @param encoding of text files; null for UTF-8
 */
public record Profile(
    String source,
    String name,
    SourceKind kind,
    Layer layer,
    List<AccessPeriod> access,
    Format reads,
    String version,
    @Nullable String currency,
    @Nullable String encoding,
    Delimited delimited,
    List<MomentRule> capturedAt,
    List<MaskRule> masks,
    List<PageShape> pages) {

  /**
   * What the profile says of the source, as rows of the lake: one for each period of access.
   *
   * @param at when it is said
   */
  public List<SourcePeriod> periods(Instant at) {
    return access.isEmpty()
        ? List.of(period(null, null, at))
        : access.stream().map(said -> period(said.since(), Words.of(said.access()), at)).toList();
  }

  private SourcePeriod period(@Nullable LocalDate since, @Nullable String word, Instant at) {
    return new SourcePeriod(source, since, name, Words.of(kind), Words.of(layer), word, at);
  }

  /** The kinds of online place; see the fields guide in the documentation. */
  public enum SourceKind {
    DARKNET_MARKET,
    SINGLE_VENDOR_SHOP,
    ONLINE_PHARMACY,
    SOCIAL_MEDIA,
    FORUM,
    MESSAGING_CHANNEL,
    B2B_PLATFORM,
    CLASSIFIEDS,
    SPAM_MAIL,
    PEER_TO_PEER_INDEX,
    TABLE
  }

  public enum Layer {
    SURFACE,
    DEEP,
    DARK
  }

  /** Who could see the source: totals are "of the visible part". */
  public enum Access {
    OPEN,
    SEMI_OPEN,
    CLOSED
  }

  /**
   * @param since null: as long as known
   */
  public record AccessPeriod(@Nullable LocalDate since, Access access) {}

  public enum Format {
    HTML,
    CSV,
    JSONL,
    /** Delimited or JSON lines, whichever the file is; fields by {@code column}. */
    TABLE,
    /** One document of objects and arrays, as programs export chats. */
    JSON,
    /** One mail; a mailbox is cut into its mails before. */
    MAIL,
    /** A chat exported as plain text. */
    CHAT;

    /** Whether fields are found by {@code path}. */
    boolean hasPaths() {
      return switch (this) {
        case JSONL, JSON, MAIL, CHAT -> true;
        case HTML, CSV, TABLE -> false;
      };
    }
  }

  /**
   * How a delimited file is laid out.
   *
   * @param delimiter null: found out from the file
   */
  public record Delimited(@Nullable Character delimiter, char quote) {}

  /** A way to learn when a page was saved; the first that gives a moment is taken. */
  public sealed interface MomentRule {
    /** From the file's name, by the pattern's first group. */
    record FromName(Pattern match, List<String> formats, ZoneId zone) implements MomentRule {}

    /** From the page itself. */
    record FromPage(FieldRule field) implements MomentRule {}

    /** From the archive's record, when the page came in one. */
    record FromArchive() implements MomentRule {}

    /** From the file's time of change: only where a profile says that it can be trusted. */
    record FromFileTime() implements MomentRule {}
  }

  /**
   * What the profile names as personal data.
   *
   * @param where a selector, a column or a path, as the format has it
   * @param everywhere whether the value is masked wherever else it stands on the page, in links too
   * @param when in documents: what must stand beside the value, by path; empty: always
   */
  public record MaskRule(
      String where, Masker.Role role, boolean everywhere, Map<String, List<String>> when) {}

  /** One kind of page, how to know it, and what stands on it. */
  public record PageShape(
      PageKind kind,
      Condition when,
      List<RecordShape> records,
      @Nullable FieldRule totalStated,
      @Nullable String links) {}

  /**
   * All that is named must hold. An empty condition always holds.
   *
   * @param columns that a table must have
   * @param labels that an HTML page must have, each with something beside it
   * @param data paths at which an HTML page's structured data must hold something
   */
  public record Condition(
      List<String> select,
      List<String> columns,
      @Nullable Pattern name,
      List<String> text,
      List<String> data,
      List<String> labels) {}

  /**
   * One kind of record on a page.
   *
   * @param each selector of the elements, or path of the objects, that hold one record each; null:
   *     the page is one record
   * @param eachData on an HTML page, path of the objects of its structured data that are one record
   *     each; null: it reads elements
   * @param where in documents and structured data: only objects that have one of these values at
   *     each path; "" for none at all
   * @param priceLines whether lines of the text that name a substance and a price are listings
   * @param expect fields that some record of every such page has: a page without them no longer
   *     fits; empty: a page may have none
   */
  public record RecordShape(
      Table table,
      @Nullable String each,
      @Nullable String eachData,
      Map<String, List<String>> where,
      boolean priceLines,
      List<String> expect,
      Map<String, List<FieldRule>> fields) {}

  /** Where a value comes from. */
  public sealed interface From {
    /**
     * @param take what of the element
     * @param wholePage look in the whole page, not in the record's element
     * @param without selector of what inside the element is left out, such as quotations
     * @param before the last such element that stands before the record, such as the heading over
     *     it
     */
    record Select(
        String css,
        Take take,
        @Nullable String attribute,
        boolean wholePage,
        @Nullable String without,
        boolean before)
        implements From {}

    /**
     * On an HTML page, what stands beside or below a label.
     *
     * @param labels as the page prints them; the first that is found counts
     * @param select what of the value; null for all of it
     * @param wholePage look in the whole page, not in the record's element
     */
    record Label(
        List<String> labels,
        @Nullable String select,
        Take take,
        @Nullable String attribute,
        boolean wholePage)
        implements From {}

    record Column(List<String> names) implements From {}

    /**
     * In a document; on HTML pages, in the page's structured data.
     *
     * @param up how many enclosing objects further out the path begins
     * @param wholePage the path begins at the document
     * @param joined pieces of one text are put together
     */
    record Path(String path, int up, boolean wholePage, boolean joined) implements From {
      static Path of(String path) {
        return new Path(path, 0, false, false);
      }
    }

    record Constant(String text) implements From {}

    /** The page's address or name. */
    record Address() implements From {}

    /** A digest of other fields of the same record: for records without an id of their own. */
    record Digest(List<String> fields) implements From {}

    /**
     * Signs of an unlicensed pharmacy in other fields of the same record, each with its passage.
     *
     * @param fields {@code page} is the text of a whole HTML page
     */
    record Signs(List<String> fields) implements From {}
  }

  public enum Take {
    TEXT,
    /** Without the text of the elements inside. */
    OWN,
    ATTRIBUTE,
    /** With line breaks as printed. */
    LINES,
    /** How many elements match. */
    COUNT,
    /** In documents: the pieces of one text, put together. */
    JOINED
  }

  /**
   * One way to read a field.
   *
   * @param match the first group, or the whole match, is taken; no match means no value
   * @param words from the page's words to Weir's; an empty target means unknown
   * @param split between items of a list
   * @param scale what a full mark is, for ratings
   * @param many whether every match counts, not only the first
   * @param count the value is how often {@code match} is found
   * @param sum the numbers of all matches are added
   */
  public record FieldRule(
      From from,
      @Nullable Pattern match,
      Map<String, String> words,
      @Nullable String split,
      List<String> formats,
      @Nullable ZoneId zone,
      @Nullable String currency,
      @Nullable Double scale,
      boolean many,
      boolean count,
      boolean sum) {}
}
