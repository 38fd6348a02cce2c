package weir.workbench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import weir.barrier.EditRefused;
import weir.barrier.Evidence;
import weir.masking.Masker;

/**
 * The evidence library: documents as masked text, with the passages that somebody marked in them.
 *
 * <p>Of a document its text is kept, masked before anything is stored; the original stays with
 * whoever brought it. A passage is a stretch of that text, tied to an element of a model, or coded
 * to a step and a kind of actor, or both.
 */
public final class Library {
  /** In bytes; what is larger is cut into chapters before it is brought in. */
  public static final int LARGEST_FILE = 20_000_000;

  private static final int LONGEST_TEXT = 2_000_000;
  private static final int MOST_PAGES = 1000;

  private final Database database;
  private final Clock clock;

  Library(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a document is. */
  public enum Kind {
    PUBLICATION,
    /** A file of one case, whose passages are coded to steps and kinds of actor. */
    CASE_FILE;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A kept document without its text.
   *
   * @param reliability of the source, A to F; null when nobody has graded it
   * @param masked how many places were masked on import
   * @param length of the text in UTF-16 units
   */
  public record Entry(
      String id,
      String title,
      Kind kind,
      String mediaType,
      Evidence.@Nullable Reliability reliability,
      Instant at,
      String author,
      int masked,
      int length,
      int passages) {}

  /**
   * A marked passage.
   *
   * @param start in the document's text, in UTF-16 units
   * @param end exclusive
   * @param words what the passage says, in own words
   * @param model id of the model it is tied to; null for none
   * @param element id of the element it is tied to; null for none
   * @param step the step of the script that it is coded to; null for none
   * @param actor the kind of actor that it is coded to; null for none
   */
  public record Passage(
      String id,
      String document,
      int start,
      int end,
      String words,
      @Nullable String model,
      @Nullable String element,
      @Nullable String step,
      @Nullable String actor,
      @Nullable Integer credibility,
      Evidence.@Nullable Nature nature,
      Instant at,
      String author) {}

  /** What came of bringing a document in. */
  public record Brought(String id, boolean alreadyKnown, int masked) {}

  /**
   * Reads a document, masks its text and keeps that.
   *
   * @param name the file's name, whose ending says what it is: {@code .txt}, {@code .html}, {@code
   *     .pdf}
   * @throws EditRefused when it cannot be read; nothing is kept
   */
  public Brought bring(
      String name,
      byte[] bytes,
      String title,
      Kind kind,
      Evidence.@Nullable Reliability reliability,
      Masker masker,
      String author) {
    var text = text(name, bytes);
    var changes = masker.changes(text).size();
    var masked = masker.mask(text).text();
    var cleanTitle = masker.mask(title.isBlank() ? name : title.strip()).text();
    var digest = digest(bytes);
    return database.transaction(session -> {
      var known =
          session.rows(
              "select id, masked from document where digest = ?",
              row -> new Brought(row.getString(1), true, row.getInt(2)),
              digest);
      if (!known.isEmpty()) {
        return known.getFirst();
      }
      var id = Workbench.newId();
      session.run(
          "insert into document (id, title, kind, media_type, digest, reliability, at, author,"
              + " masked, text) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          id,
          cleanTitle,
          kind.word(),
          mediaType(name),
          digest,
          reliability == null ? null : reliability.word(),
          Workbench.micros(now()),
          Workbench.author(author),
          changes,
          masked);
      return new Brought(id, false, changes);
    });
  }

  private static String mediaType(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pdf")
        ? "application/pdf"
        : lower.endsWith(".html") || lower.endsWith(".htm") ? "text/html" : "text/plain";
  }

  private static String text(String name, byte[] bytes) {
    if (bytes.length == 0 || bytes.length > LARGEST_FILE) {
      throw new EditRefused(
          "'%s' has %,d bytes. A document may have 1 to %,d; cut a larger one into chapters."
              .formatted(name, bytes.length, LARGEST_FILE));
    }
    var text =
        switch (mediaType(name)) {
          case "application/pdf" -> pdf(name, bytes);
          case "text/html" -> html(bytes);
          default -> plain(name, bytes); // by its ending
        };
    var clean = text.replace("\r\n", "\n").replace('\r', '\n').replace("\u0000", "").strip();
    if (clean.isEmpty()) {
      throw new EditRefused(
          "'%s' holds no text. A scanned document has to be read by a text recogniser first."
              .formatted(name));
    }
    if (clean.length() > LONGEST_TEXT) {
      throw new EditRefused(
          "'%s' has %,d characters of text. At most %,d are kept; cut it into chapters."
              .formatted(name, clean.length(), LONGEST_TEXT));
    }
    return clean;
  }

  /** UTF-8, or else what older programs write; whatever holds a zero is no text. */
  private static String plain(String name, byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        throw new EditRefused(
            "'%s' is no text, HTML or PDF. Save it as one of these first; a picture has to be read by a text recogniser."
                .formatted(name));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  /** Without scripts, styles or anything that a page would fetch: text alone is kept. */
  private static String html(byte[] bytes) {
    Document page = Jsoup.parse(new String(bytes, StandardCharsets.UTF_8));
    page.select("script, style, noscript, template").remove();
    page.select("p, div, li, tr, h1, h2, h3, h4, h5, h6, br, section, article, td, th")
        .forEach(block -> block.appendText("\n"));
    return page.wholeText().replaceAll("[ \\t\\u00a0]+", " ").replaceAll(" ?\\n[ \\n]*", "\n");
  }

  private static String pdf(String name, byte[] bytes) {
    try (var document = Loader.loadPDF(bytes)) {
      if (document.getNumberOfPages() > MOST_PAGES) {
        throw new EditRefused(
            "'%s' has %,d pages. At most %,d are read; cut it into chapters."
                .formatted(name, document.getNumberOfPages(), MOST_PAGES));
      }
      var text = new StringBuilder();
      var stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        var lines = stripper.getText(document).strip();
        if (!lines.isEmpty()) {
          text.append("[page ").append(page).append("]\n").append(lines).append("\n\n");
        }
      }
      return text.toString();
    } catch (IOException | RuntimeException e) {
      if (e instanceof EditRefused refused) {
        throw refused;
      }
      throw new EditRefused(
          "'%s' cannot be read as PDF: %s. Open it elsewhere and save it again, without a password."
              .formatted(name, String.valueOf(e.getMessage()).strip()));
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static final String ENTRY =
      "select d.id, d.title, d.kind, d.media_type, d.reliability, d.at, d.author, d.masked,"
          + " length(d.text), (select count(*) from passage p where p.document = d.id)"
          + " from document d";

  /** All documents by title. */
  public List<Entry> documents() {
    return database.transaction(
        session -> session.rows(ENTRY + " order by d.title, d.id", Library::entry));
  }

  public Optional<Entry> document(String id) {
    return database.transaction(session ->
        session.rows(ENTRY + " where d.id = ?", Library::entry, id).stream().findFirst());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var grade = row.getString(5);
    return new Entry(
        row.getString(1),
        row.getString(2),
        row.getString(3).equals(Kind.CASE_FILE.word()) ? Kind.CASE_FILE : Kind.PUBLICATION,
        row.getString(4),
        grade == null ? null : Evidence.Reliability.valueOf(grade),
        Workbench.instant(row.getLong(6)),
        row.getString(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10));
  }

  /** The masked text; empty when there is no such document. */
  public Optional<String> text(String id) {
    return database.transaction(session ->
        session.rows("select text from document where id = ?", row -> row.getString(1), id).stream()
            .findFirst());
  }

  /**
   * Marks a passage.
   *
   * @param quoted the passage as it stands in the masked text; its first place is marked
   * @throws EditRefused when the text does not hold it
   */
  public Passage mark(
      String document,
      String quoted,
      String words,
      @Nullable String model,
      @Nullable String element,
      @Nullable String step,
      @Nullable String actor,
      @Nullable Integer credibility,
      Evidence.@Nullable Nature nature,
      String author) {
    var text =
        text(document)
            .orElseThrow(() -> new EditRefused("There is no such document in the library."));
    var wanted = quoted.strip();
    var place = wanted.isEmpty() ? Optional.<int[]>empty() : find(text, wanted);
    if (place.isEmpty()) {
      throw new EditRefused(
          "The document does not hold that passage. Copy it from the text below, word for word.");
    }
    if (words.isBlank()) {
      throw new EditRefused("Say in your own words what the passage shows.");
    }
    if (credibility != null && (credibility < 1 || credibility > 6)) {
      throw new EditRefused("Credibility goes from 1 (confirmed) to 6 (cannot be judged).");
    }
    var passage =
        new Passage(
            Workbench.newId(),
            document,
            place.get()[0],
            place.get()[1],
            words.strip(),
            model,
            element,
            step,
            actor,
            credibility,
            nature,
            now(),
            Workbench.author(author));
    database.transaction(session ->
        session.run(
            "insert into passage (id, document, start_at, end_at, words, model, element, step,"
                + " actor, credibility, nature, at, author)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            passage.id(),
            document,
            passage.start(),
            passage.end(),
            passage.words(),
            model,
            element,
            step,
            actor,
            credibility,
            nature == null ? null : nature.word(),
            Workbench.micros(passage.at()),
            passage.author()));
    return passage;
  }

  /** Where the words stand, whatever white space is between them; start and end. */
  private static Optional<int[]> find(String text, String wanted) {
    var pattern = new StringBuilder();
    for (var word : wanted.split("\\s+", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "\\s+").append(java.util.regex.Pattern.quote(word));
    }
    var matcher = java.util.regex.Pattern.compile(pattern.toString()).matcher(text);
    return matcher.find()
        ? Optional.of(new int[] {matcher.start(), matcher.end()})
        : Optional.empty();
  }

  private static final String PASSAGE =
      "select p.id, p.document, p.start_at, p.end_at, p.words, p.model, p.element, p.step, p.actor,"
          + " p.credibility, p.nature, p.at, p.author from passage p";

  /** A document's passages in the order of its text. */
  public List<Passage> passages(String document) {
    return database.transaction(session ->
        session.rows(
            PASSAGE + " where p.document = ? order by p.start_at, p.id",
            Library::passage,
            document));
  }

  /** Passages tied to an element. */
  public List<Passage> passages(String model, String element) {
    return database.transaction(session ->
        session.rows(
            PASSAGE + " where p.model = ? and p.element = ? order by p.at, p.id",
            Library::passage,
            model,
            element));
  }

  private static Passage passage(ResultSet row) throws SQLException {
    int credibility = row.getInt(10);
    var nature = row.getString(11);
    return new Passage(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        credibility == 0 ? null : credibility,
        nature == null ? null : Evidence.Nature.valueOf(nature.toUpperCase(Locale.ROOT)),
        Workbench.instant(row.getLong(12)),
        row.getString(13));
  }

  /** Takes a mark away; the model's own evidence stays. */
  public void unmark(String passage) {
    database.transaction(session -> session.run("delete from passage where id = ?", passage));
  }

  /** Removes a document with its marks. */
  public void remove(String id) {
    database.transaction(session -> {
      session.run("delete from passage where document = ?", id);
      return session.run("delete from document where id = ?", id);
    });
  }

  /** The coded passages of all case files, side by side. */
  public ScriptAnalysis script() {
    return database.transaction(session -> {
      var cases =
          session.rows(
              "select id, title from document where kind = ? order by title, id",
              row -> new ScriptAnalysis.Case(row.getString(1), row.getString(2)),
              Kind.CASE_FILE.word());
      var codes =
          session.rows(
              "select p.document, p.step, p.actor, count(*) from passage p"
                  + " join document d on d.id = p.document"
                  + " where d.kind = ? and p.step is not null"
                  + " group by p.document, p.step, p.actor",
              row ->
                  new ScriptAnalysis.Code(
                      row.getString(1), row.getString(2), row.getString(3), row.getInt(4)),
              Kind.CASE_FILE.word());
      return ScriptAnalysis.of(cases, codes);
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
