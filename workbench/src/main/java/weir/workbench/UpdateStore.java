package weir.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import weir.barrier.EditRefused;
import weir.barrier.OpenQuestion;
import weir.masking.Masker;

/**
 * What became of questions that were proposed for a model since a figure moved, a name was new or
 * evidence aged: who accepted, set aside or closed which, when and why. A log: nothing is taken
 * out, and the last line on each proposal counts.
 */
public final class UpdateStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 1000;

  private final Database database;
  private final Clock clock;
  private final Masker masker;

  UpdateStore(Database database, Clock clock, Masker masker) {
    this.database = database;
    this.clock = clock;
    this.masker = masker;
  }

  /** What was done with a proposal. */
  public enum Answer {
    /** It became an open question of the model. */
    ACCEPTED,
    /** It is not to be asked, for a reason. */
    SET_ASIDE,
    /** As an open question it was answered, and closed. */
    CLOSED,
    /** It was set aside, and is to be shown again. */
    SHOWN_AGAIN
  }

  /**
   * One line of the log.
   *
   * @param question as it was proposed then, with its figure
   * @param reason why it was set aside; null for the other answers
   */
  public record Line(
      OpenQuestion question, Answer answer, @Nullable String reason, Instant at, String author) {}

  /**
   * Notes an answer; its reason is masked like documents.
   *
   * @throws EditRefused when something is set aside without a reason, or the reason is too long
   */
  public Line note(
      String model, OpenQuestion question, Answer answer, @Nullable String reason, String author) {
    String said = reason == null || reason.isBlank() ? null : masker.mask(reason.strip()).text();
    if (answer == Answer.SET_ASIDE && said == null) {
      throw new EditRefused("Say why it is set aside, in a few words; nothing was noted.");
    }
    if (said != null && said.length() > LONGEST) {
      throw new EditRefused(
          "The reason has %,d characters; at most %,d are kept. Shorten it; nothing was noted."
              .formatted(said.length(), LONGEST));
    }
    var line =
        new Line(
            question,
            answer,
            said,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Workbench.author(author));
    database.transaction(session -> {
      // Holds the model's row until the end, on either database.
      session.run("update model set head = head where id = ?", model);
      var last =
          session.rows(
              "select coalesce(max(number), 0) from update_answer where model = ?",
              row -> row.getInt(1),
              model);
      return session.run(
          "insert into update_answer (model, number, proposal, answer, question, reason, at,"
              + " author) values (?, ?, ?, ?, ?, ?, ?, ?)",
          model,
          last.getFirst() + 1,
          question.id(),
          answer.name().toLowerCase(Locale.ROOT),
          JSON.writeValueAsString(question),
          said,
          Workbench.micros(line.at()),
          line.author());
    });
    return line;
  }

  /** The log of a model, the newest first. */
  public List<Line> log(String model) {
    return database.transaction(session ->
        session.rows(
            "select question, answer, reason, at, author from update_answer where model = ?"
                + " order by number desc",
            UpdateStore::line,
            model));
  }

  /** Questions that were set aside or closed, and not shown again since. */
  public List<OpenQuestion> answered(String model) {
    Map<String, Line> last = new LinkedHashMap<>();
    for (var line : log(model)) {
      if (line.answer() != Answer.ACCEPTED) {
        last.putIfAbsent(line.question().id(), line);
      }
    }
    var answered = new ArrayList<OpenQuestion>();
    for (var line : last.values()) {
      if (line.answer() != Answer.SHOWN_AGAIN) {
        answered.add(line.question());
      }
    }
    return answered;
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        JSON.readValue(row.getString(1), OpenQuestion.class),
        Answer.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getString(3),
        Workbench.instant(row.getLong(4)),
        row.getString(5));
  }
}
