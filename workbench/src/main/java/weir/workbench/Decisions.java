package weir.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import weir.barrier.EditRefused;
import weir.barrier.Expectation;
import weir.choice.Limits;
import weir.masking.Masker;

/**
 * What was asked when barriers were chosen, and what the partners decided, with their reasons.
 *
 * <p>A subject is the id of a model on the workbench, or {@code models/ID} of one that ships. A
 * decision stays as it was written, with all that it was made from; a later one stands beside it.
 * Neither leaves with a model's document.
 */
public final class Decisions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 8000;
  private static final int MOST_BARRIERS = 500;

  private final Database database;
  private final Clock clock;
  private final Masker masker;

  Decisions(Database database, Clock clock, Masker masker) {
    this.database = database;
    this.clock = clock;
    this.masker = masker;
  }

  /** The subject of a model that ships. */
  public static String ofShipped(String id) {
    return "models/" + id;
  }

  /**
   * What a choice is asked with.
   *
   * @param expected by id of a barrier, in the place of what the model expects of it
   */
  public record Sheet(Map<String, List<Expectation>> expected, Limits limits) {
    /** Nothing beside the model, and no limits. */
    public static final Sheet EMPTY = new Sheet(Map.of(), Limits.NONE);
  }

  /** A sheet that was kept. */
  public record Kept(int number, Sheet sheet, Instant at, String author) {}

  /**
   * What the partners decided.
   *
   * @param modelVersion of the model then
   * @param inputsDigest SHA-256 of model, expectations and limits, as the option paper says it
   * @param option the title of the option taken; or that it was none of these
   * @param chosen ids of the barriers; empty where none is to be put up
   * @param by who decided, such as the steering group
   * @param dissent who disagreed and why; null for nobody
   */
  public record Decision(
      String modelVersion,
      String inputsDigest,
      String option,
      List<String> chosen,
      Sheet sheet,
      String by,
      LocalDate on,
      String reasons,
      @Nullable String dissent) {}

  /**
   * A decision that was recorded.
   *
   * @param author who wrote it down
   */
  public record Recorded(String id, Decision decision, Instant at, String author) {}

  /** What was kept last; empty when nothing was. */
  public Optional<Kept> sheet(String subject) {
    return database.transaction(session ->
        session
            .rows(
                "select number, expected, limits, at, author from choice_sheet"
                    + " where subject = ? order by number desc limit 1",
                row ->
                    new Kept(
                        row.getInt(1),
                        new Sheet(expected(row.getString(2)), limits(row.getString(3))),
                        Workbench.instant(row.getLong(4)),
                        row.getString(5)),
                subject)
            .stream()
            .findFirst());
  }

  /** Keeps a sheet, beside the earlier ones. */
  public void keep(String subject, Sheet sheet, String author) {
    database.transaction(session -> {
      var last =
          session.rows(
              "select coalesce(max(number), 0) from choice_sheet where subject = ?",
              row -> row.getInt(1),
              subject);
      return session.run(
          "insert into choice_sheet (subject, number, at, author, expected, limits)"
              + " values (?, ?, ?, ?, ?, ?)",
          subject,
          last.getFirst() + 1,
          Workbench.micros(now()),
          Workbench.author(author),
          JSON.writeValueAsString(sheet.expected()),
          JSON.writeValueAsString(sheet.limits()));
    });
  }

  /**
   * Records a decision; by whom, why and who disagreed is masked like documents.
   *
   * @throws EditRefused when it lacks who decided or why, or is too long
   */
  public String record(String subject, Decision decision, String author) {
    if (decision.by().isBlank() || decision.reasons().isBlank()) {
      throw new EditRefused(
          "A decision says by whom it was made and why. Fill in both; nothing was recorded.");
    }
    for (var text :
        new @Nullable String[] {decision.by(), decision.reasons(), decision.dissent()}) {
      if (text != null && text.length() > LONGEST) {
        throw new EditRefused(
            "One of the texts has more than %,d characters. Shorten it; nothing was recorded."
                .formatted(LONGEST));
      }
    }
    if (decision.chosen().size() > MOST_BARRIERS) {
      throw new EditRefused("A decision names at most %d barriers.".formatted(MOST_BARRIERS));
    }
    var id = Workbench.newId();
    database.transaction(session ->
        session.run(
            "insert into decision (id, subject, model_version, inputs_digest, option_title,"
                + " chosen, expected, limits, decided_by, decided_on, reasons, dissent, at, author)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            subject,
            decision.modelVersion(),
            decision.inputsDigest(),
            decision.option(),
            JSON.writeValueAsString(decision.chosen()),
            JSON.writeValueAsString(decision.sheet().expected()),
            JSON.writeValueAsString(decision.sheet().limits()),
            masked(decision.by()),
            decision.on().toString(),
            masked(decision.reasons()),
            decision.dissent() == null ? null : masked(decision.dissent()),
            Workbench.micros(now()),
            Workbench.author(author)));
    return id;
  }

  /** All decisions on a subject, the newest first. */
  public List<Recorded> all(String subject) {
    return database.transaction(session ->
        session.rows(
            "select id, model_version, inputs_digest, option_title, chosen, expected, limits,"
                + " decided_by, decided_on, reasons, dissent, at, author from decision"
                + " where subject = ? order by at desc, id desc",
            Decisions::recorded,
            subject));
  }

  /** A decision on a subject; empty when there is none of this id. */
  public Optional<Recorded> decision(String subject, String id) {
    return all(subject).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static Recorded recorded(ResultSet row) throws SQLException {
    return new Recorded(
        row.getString(1),
        new Decision(
            row.getString(2),
            row.getString(3),
            row.getString(4),
            JSON.readValue(row.getString(5), new TypeReference<List<String>>() {}),
            new Sheet(expected(row.getString(6)), limits(row.getString(7))),
            row.getString(8),
            LocalDate.parse(row.getString(9)),
            row.getString(10),
            row.getString(11)),
        Workbench.instant(row.getLong(12)),
        row.getString(13));
  }

  private static Map<String, List<Expectation>> expected(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, List<Expectation>>>() {});
  }

  private static Limits limits(String json) {
    return JSON.readValue(json, Limits.class);
  }

  private String masked(String text) {
    return masker.mask(text.strip()).text();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
