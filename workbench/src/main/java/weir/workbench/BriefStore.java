package weir.workbench;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import weir.brief.Brief;
import weir.brief.BriefRefused;
import weir.brief.Reader;
import weir.brief.Rung;
import weir.masking.Masker;

/**
 * Briefs that went out: each copy with its recipient and a mark of its own, since partners can be
 * compromised; and the rung on which each kind of facilitator stands.
 */
public final class BriefStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
  private static final int LONGEST = 300;

  private final Database database;
  private final Clock clock;
  private final Masker masker;
  private final SecureRandom random = new SecureRandom();

  BriefStore(Database database, Clock clock, Masker masker) {
    this.database = database;
    this.clock = clock;
    this.masker = masker;
  }

  /** One line of the log of rungs. */
  public record Step(String element, Rung rung, String reason, Instant at, String author) {}

  /**
   * One copy of a brief.
   *
   * @param mark printed on it, unlike that of every other copy
   * @param element whose brief it is, by its id in the model
   * @param recipient for whom it was made: an office or a firm's department
   * @param overrideReason why it went out although the model speaks against it; null where nothing
   *     did
   */
  public record Copy(
      String mark,
      String model,
      int modelVersion,
      String element,
      Reader reader,
      String recipient,
      @Nullable String overrideReason,
      Instant at,
      String author,
      Brief brief) {}

  /**
   * Records on which rung a kind of facilitator stands.
   *
   * @throws BriefRefused when no reason is given
   */
  public void climb(String model, String element, Rung rung, String reason, String author) {
    database.transaction(session ->
        session.run(
            "insert into rung (id, model, element, rung, reason, at, author)"
                + " values (?, ?, ?, ?, ?, ?, ?)",
            Workbench.newId(),
            model,
            element,
            rung.name().toLowerCase(Locale.ROOT),
            masker.mask(said(reason, "Say why it moves to another rung")).text(),
            Workbench.micros(now()),
            Workbench.author(author)));
  }

  /** The log of rungs, the oldest first. */
  public List<Step> rungs(String model) {
    return database.transaction(session ->
        session.rows(
            "select element, rung, reason, at, author from rung where model = ? order by at, id",
            row ->
                new Step(
                    row.getString(1),
                    Rung.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getString(3),
                    Workbench.instant(row.getLong(4)),
                    row.getString(5)),
            model));
  }

  /** The rung of each kind that has one, by its id. */
  public Map<String, Rung> standing(String model) {
    Map<String, Rung> last = new HashMap<>();
    rungs(model).forEach(step -> last.put(step.element(), step.rung()));
    return last;
  }

  /**
   * Keeps a copy, under a new mark. Its lines are masked like documents; whom to call is not, since
   * that is for the reader to reach.
   *
   * @param refusal why there should be no brief; null where nothing speaks against it
   * @throws BriefRefused when something does and no reason is given to send it all the same, or the
   *     recipient is missing, or the brief is not ready
   */
  public Copy issue(
      String model,
      int modelVersion,
      String element,
      Brief unmasked,
      String recipient,
      @Nullable String refusal,
      @Nullable String overrideReason,
      String author) {
    unmasked.ready();
    var brief = masked(unmasked);
    if (refusal != null && (overrideReason == null || overrideReason.isBlank())) {
      throw new BriefRefused(
          refusal + " To send it all the same, say who decided so and why; it is recorded.");
    }
    var copy =
        new Copy(
            mark(),
            model,
            modelVersion,
            element,
            brief.reader(),
            said(recipient, "Say for whom this copy is: an office or a department"),
            refusal == null
                ? null
                : masker.mask(said(overrideReason == null ? "" : overrideReason, "Say why")).text(),
            now(),
            Workbench.author(author),
            brief);
    database.transaction(session ->
        session.run(
            "insert into brief_copy (mark, model, model_version, element, reader, recipient,"
                + " override_reason, at, author, document) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            copy.mark(),
            model,
            modelVersion,
            element,
            copy.reader().name(),
            copy.recipient(),
            copy.overrideReason(),
            Workbench.micros(copy.at()),
            copy.author(),
            JSON.writeValueAsString(brief)));
    return copy;
  }

  /** The brief as it is kept. */
  public Brief masked(Brief brief) {
    return new Brief(
        masker.mask(brief.title()).text(),
        brief.reader(),
        masked(brief.happens()),
        masked(brief.comesIn()),
        masked(brief.lookFor()),
        masked(brief.act()),
        masked(brief.lawful()),
        masked(brief.figures()),
        brief.call());
  }

  private List<String> masked(List<String> lines) {
    return lines.stream().map(line -> masker.mask(line).text()).toList();
  }

  /** Copies of a model's briefs, the newest first. */
  public List<Copy> copies(String model) {
    return database.transaction(session ->
        session.rows(COPY + " where model = ? order by at desc, mark", BriefStore::copy, model));
  }

  /** The copy with that mark; empty when none has it. */
  public Optional<Copy> copy(String mark) {
    return database.transaction(session ->
        session.rows(COPY + " where mark = ?", BriefStore::copy, mark).stream().findFirst());
  }

  private static final String COPY =
      "select mark, model, model_version, element, recipient, override_reason, at, author,"
          + " document from brief_copy";

  private static Copy copy(ResultSet row) throws SQLException {
    Brief brief = JSON.readValue(row.getString(9), Brief.class);
    return new Copy(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        brief.reader(),
        row.getString(5),
        row.getString(6),
        Workbench.instant(row.getLong(7)),
        row.getString(8),
        brief);
  }

  /** Eight letters and digits that cannot be taken for each other: one in 600 billion. */
  private String mark() {
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      mark.append(i == 4 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return mark.toString();
  }

  private static String said(String text, String wanted) {
    var clean = text.strip();
    if (clean.isEmpty() || clean.length() > LONGEST) {
      throw new BriefRefused("%s, in at most %d characters.".formatted(wanted, LONGEST));
    }
    return clean;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
