package weir.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.capture.PageKind;
import weir.capture.Refusal;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.row.Row;
import weir.substance.SubstanceNamer;

/**
 * Turns saved pages of one source into records: parses once, masks, and reads every field from the
 * masked page. The same page gives the same answer. Safe for use by several threads at once.
 */
public final class SourceReader {

  /** Names the way of reading: kept with every part, and raised when reading changes. */
  public static final String VERSION = "4";

  private final Profile profile;
  private final PageReader reader;

  private SourceReader(Profile profile, PageReader reader) {
    this.profile = profile;
    this.reader = reader;
  }

  /**
   * A reader of the source that the profile describes.
   *
   * @param key under which contacts and authors are digested
   */
  public static SourceReader of(Profile profile, SubstanceNamer namer, DigestKey key) {
    Masker masker = new Masker(key);
    RowBuilder rows = new RowBuilder(namer, masker);
    PageReader reader =
        switch (profile.reads()) {
          case HTML -> new HtmlPages(profile, masker, rows);
          case CSV -> new CsvPages(profile, masker, rows);
          case JSONL -> new JsonLinePages(profile, masker, rows);
          case JSON ->
              new DocumentPages(
                  profile, masker, rows, (page, _) -> DocumentPages.json(page, profile.encoding()));
          case MAIL ->
              new DocumentPages(
                  profile,
                  masker,
                  rows,
                  (page, problems) -> MailPages.document(page, profile.encoding(), problems));
          case CHAT ->
              new DocumentPages(
                  profile, masker, rows, (page, _) -> ChatText.document(page, profile.encoding()));
          case TABLE ->
              either(new CsvPages(profile, masker, rows), new JsonLinePages(profile, masker, rows));
        };
    return new SourceReader(profile, reader);
  }

  /** Files that begin with a brace are JSON lines, all others delimited. */
  private static PageReader either(PageReader delimited, PageReader jsonLines) {
    return (page, digest, problems) -> {
      for (byte b : page.body()) {
        if (b == '{') {
          return jsonLines.read(page, digest, problems);
        }
        if (!Character.isWhitespace(b) && b > 0) {
          break;
        }
      }
      return delimited.read(page, digest, problems);
    };
  }

  public Profile profile() {
    return profile;
  }

  /** The digest by which a page is known before it is read: SHA-256 of its bytes, in hex. */
  public static String digest(byte[] body) {
    return Digests.sha256(body);
  }

  /**
   * What a page says. A page that cannot be read gives a refusal and no rows; never an exception.
   */
  public Reading read(SavedPage page) {
    return read(page, digest(page.body()));
  }

  /**
   * The same where the digest is at hand.
   *
   * @param digest of the page's bytes
   */
  public Reading read(SavedPage page, String digest) {
    return read(page, digest, page.body().length);
  }

  /**
   * What is sure of a page before it is read.
   *
   * @param capturedAt as reading it will find; null when nothing will tell
   */
  public record Expected(@Nullable Instant capturedAt) {}

  /** When a page was saved, where that needs no reading of it: by its archive, file or name. */
  public Optional<Expected> expected(SavedPage page) {
    return CaptureMoment.beforeReading(profile.capturedAt(), page);
  }

  /**
   * What a kept page says to today's profile: its rows and capture speak of the page as it arrived.
   *
   * @param kept the masked page, with the time of saving as {@code archivedAt}
   * @param digest of the page as it arrived
   * @param bytes length of the page as it arrived
   */
  public Reading reread(SavedPage kept, String digest, long bytes) {
    return read(kept, digest, bytes);
  }

  private Reading read(SavedPage page, String digest, long bytes) {
    Problems problems = new Problems();
    try {
      if (Fetches.isPicture(page.body())) {
        throw new PageReader.Unreadable(
            "picture",
            "The file is a picture, and may show a face: none is kept.",
            "Leave pictures out; nothing else to do.");
      }
      PageReader.Content content = reader.read(page, digest, problems);
      return new Reading(
          capture(page, digest, bytes, content),
          content.kept(),
          content.rows(),
          problems.refusals(page.input(), page.address()));
    } catch (PageReader.Unreadable e) {
      List<Refusal> refusals = new ArrayList<>(problems.refusals(page.input(), page.address()));
      refusals.add(
          new Refusal(null, page.input(), page.address(), e.causeWord(), e.reason(), e.mend()));
      return new Reading(refused(page, digest, bytes), new byte[0], List.<Row>of(), refusals);
    }
  }

  /**
   * How many texts the profile's fields find on an HTML page: reads them all, but neither masks nor
   * keeps, and gives them no meaning. By this the cost of the rest is measured; the count alone is
   * handed out, so that nothing unmasked leaves.
   *
   * @return 0 for other formats, and for pages that cannot be read or that the profile does not
   *     know
   */
  public int countFieldTexts(SavedPage page) {
    if (!(reader instanceof HtmlPages html)) {
      return 0;
    }
    try {
      return html.countFieldTexts(page);
    } catch (PageReader.Unreadable e) {
      return 0;
    }
  }

  /** Where each field of the profile was read from on a kept HTML page; empty for other formats. */
  public List<FieldMark> marks(SavedPage keptPage) {
    if (!(reader instanceof HtmlPages html)) {
      return List.of();
    }
    try {
      return html.places(keptPage).stream()
          .map(place -> new FieldMark(place.table(), place.field(), place.locator()))
          .toList();
    } catch (PageReader.Unreadable e) {
      return List.of();
    }
  }

  /**
   * The element that a locator names on a kept HTML page; empty when the page has no such place.
   */
  public static Optional<Element> find(Document keptPage, String locator) {
    return Optional.ofNullable(HtmlWalk.find(keptPage, locator));
  }

  /**
   * A field and the element of the kept page that it was read from.
   *
   * @param locator child numbers from the root, such as {@code html:1/0/3}
   */
  public record FieldMark(String table, String field, String locator) {}

  private Capture capture(SavedPage page, String digest, long bytes, PageReader.Content content) {
    return new Capture(
        digest,
        profile.source(),
        page.address(),
        content.capturedAt(),
        content.mediaType(),
        bytes,
        content.kind().word(),
        content.linksSeen(),
        content.totalStated(),
        null);
  }

  private Capture refused(SavedPage page, String digest, long bytes) {
    return new Capture(
        digest,
        profile.source(),
        page.address(),
        page.archivedAt(),
        "application/octet-stream",
        bytes,
        PageKind.UNRECOGNISED.word(),
        null,
        null,
        null);
  }
}
