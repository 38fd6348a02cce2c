package weir.source;

import com.google.re2j.Pattern;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
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
    TABLE
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
   */
  public record MaskRule(String where, Masker.Role role, boolean everywhere) {}

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
   */
  public record Condition(
      List<String> select, List<String> columns, @Nullable Pattern name, List<String> text) {}

  /**
   * One kind of record on a page.
   *
   * @param each selector of the elements that hold one record each; null: the page is one record
   */
  public record RecordShape(
      Table table, @Nullable String each, Map<String, List<FieldRule>> fields) {}

  /** Where a value comes from. */
  public sealed interface From {
    /**
     * @param take what of the element
     * @param wholePage look in the whole page, not in the record's element
     */
    record Select(String css, Take take, @Nullable String attribute, boolean wholePage)
        implements From {}

    record Column(List<String> names) implements From {}

    record Path(String path) implements From {}

    record Constant(String text) implements From {}

    /** The page's address or name. */
    record Address() implements From {}

    /** A digest of other fields of the same record: for records without an id of their own. */
    record Digest(List<String> fields) implements From {}
  }

  public enum Take {
    TEXT,
    /** Without the text of the elements inside. */
    OWN,
    ATTRIBUTE,
    /** With line breaks as printed. */
    LINES,
    /** How many elements match. */
    COUNT
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
