package weir.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.masking.Masker;
import weir.plan.Activity;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.PlanEdit;
import weir.plan.PlanRefused;
import weir.plan.Plans;

/**
 * Plans, each with all its versions, and the evaluations that were made of their measures.
 *
 * <p>As with models: a change is durable when the call returns, and whoever edits says which
 * version they had seen.
 */
public final class PlanStore {

  private static final String EVALUATIONS =
      "select e.id, e.plan, e.measure, e.barrier, e.at, e.author, e.ledger, e.seen, e.sentence,"
          + " e.document from evaluation e";

  private final Database database;
  private final Clock clock;
  private final Masker masker;

  PlanStore(Database database, Clock clock, Masker masker) {
    this.database = database;
    this.clock = clock;
    this.masker = masker;
  }

  /** A plan as it stands. */
  public record Held(Plan plan, int version, Instant changedAt) {}

  /** One change of a plan. */
  public record Version(int version, Instant at, String author, String words) {}

  /** Whether an evaluation saw what the barrier should bring about. */
  public enum Seen {
    SEEN,
    NOT_SEEN,
    UNKNOWN
  }

  /**
   * An evaluation of a measure's barrier, as it was made.
   *
   * @param ledger number of the lake's state that it was made from; null when it read none
   * @param sentence what it says, in words
   * @param document the whole answer as JSON
   */
  public record Evaluation(
      String id,
      String plan,
      String measure,
      String barrier,
      Instant at,
      String author,
      @Nullable Long ledger,
      Seen seen,
      String sentence,
      String document) {}

  /** All plans, or those of a model, by title. */
  public List<Held> list(@Nullable String model) {
    var columns = "select id, document, version, changed_at from plan";
    return database.transaction(session ->
        model == null
            ? session.rows(columns + " order by title, id", PlanStore::held)
            : session.rows(
                columns + " where model = ? order by title, id", PlanStore::held, model));
  }

  public Optional<Held> head(String id) {
    return database.transaction(session -> head(session, id));
  }

  private static Optional<Held> head(Database.Session session, String id) throws SQLException {
    return session
        .rows(
            "select id, document, version, changed_at from plan where id = ?", PlanStore::held, id)
        .stream()
        .findFirst();
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        read(row.getString(2), row.getString(1)), row.getInt(3), Workbench.instant(row.getLong(4)));
  }

  private static Plan read(String document, String id) {
    try {
      return Plans.read(document, id);
    } catch (PlanRefused e) {
      throw new WorkbenchProblem(
          "The kept plan '%s' cannot be read: %s. Take an earlier version from a backup."
              .formatted(id, e.getMessage()),
          e);
    }
  }

  /**
   * Begins a plan; what people wrote in it is masked like documents.
   *
   * @param words where it comes from, in words for the list of versions
   * @throws PlanRefused when the id is taken or there is no such model
   */
  public Held create(Plan unmasked, String author, String words) {
    var plan = Plans.texts(unmasked, this::masked);
    return database.transaction(session -> {
      if (head(session, plan.id()).isPresent()) {
        throw new PlanRefused(
            "There already is a plan '%s'. Choose another id.".formatted(plan.id()));
      }
      if (session
          .rows("select 1 from model where id = ?", row -> row.getInt(1), plan.model())
          .isEmpty()) {
        throw new PlanRefused(
            "There is no model '%s' on the workbench. Bring it there first."
                .formatted(plan.model()));
      }
      var at = now();
      var document = Plans.toJson(plan);
      session.run(
          "insert into plan (id, model, title, version, changed_at, document)"
              + " values (?, ?, ?, 1, ?, ?)",
          plan.id(),
          plan.model(),
          plan.title(),
          Workbench.micros(at),
          document);
      keep(session, plan.id(), 1, at, author, words, document);
      return new Held(plan, 1, at);
    });
  }

  /**
   * Makes a change; what people wrote is masked like documents.
   *
   * @param seen the version that the author had before their eyes
   * @throws PlanRefused when the plan as it stands does not admit it, somebody changed the same
   *     part since, or there is no such plan
   */
  public Held edit(String id, int seen, String author, PlanEdit unmasked) {
    var edit = Plans.texts(unmasked, this::masked);
    return database.transaction(session -> {
      // Holds the plan's row until the end, on either database.
      session.run("update plan set version = version where id = ?", id);
      var held =
          head(session, id)
              .orElseThrow(() -> new PlanRefused("There is no plan '%s'.".formatted(id)));
      if (seen < held.version()) {
        refuseIfChangedSince(session, held, seen, edit);
      }
      var changed = Plans.edited(held.plan(), edit);
      if (changed.equals(held.plan())) {
        return held;
      }
      var words = Plans.words(held.plan(), edit);
      int version = held.version() + 1;
      var at = now();
      var document = Plans.toJson(changed);
      session.run(
          "update plan set title = ?, version = ?, changed_at = ?, document = ? where id = ?",
          changed.title(),
          version,
          Workbench.micros(at),
          document,
          id);
      keep(session, id, version, at, author, words, document);
      return new Held(changed, version, at);
    });
  }

  private String masked(String text) {
    return masker.mask(text).text();
  }

  /** What one edit touches, told apart by what it was when the author saw it. */
  private static void refuseIfChangedSince(
      Database.Session session, Held held, int seen, PlanEdit edit) throws SQLException {
    if (edit instanceof PlanEdit.Note) {
      return;
    }
    var before = at(session, held.plan().id(), seen);
    if (before.isEmpty()
        || Objects.equals(touched(before.get(), edit), touched(held.plan(), edit))) {
      return;
    }
    var last = versions(session, held.plan().id(), 1).getFirst();
    throw new PlanRefused(
        "Somebody changed this since you opened the page (last change: %s, %s). Nothing was written; open the page again, look, and send it once more."
            .formatted(last.author(), last.words()));
  }

  private static @Nullable Object touched(Plan plan, PlanEdit edit) {
    return switch (edit) {
      case PlanEdit.Heading _ ->
          List.of(
              plan.title(),
              Optional.ofNullable(plan.coordinator()),
              plan.currency(),
              Optional.ofNullable(plan.evaluationCost()),
              Optional.ofNullable(plan.evaluationDays()));
      case PlanEdit.PutObjective(Objective one) -> plan.objective(one.id());
      case PlanEdit.PutMeasure(Measure one) -> plan.measure(one.id());
      case PlanEdit.PutActivity(Activity one) -> plan.activity(one.id());
      case PlanEdit.Remove(String id) ->
          List.of(plan.objective(id), plan.measure(id), plan.activity(id));
      case PlanEdit.Note _ -> null;
    };
  }

  private static void keep(
      Database.Session session,
      String id,
      int version,
      Instant at,
      String author,
      String words,
      String document)
      throws SQLException {
    session.run(
        "insert into plan_change (plan, version, at, author, words, document)"
            + " values (?, ?, ?, ?, ?, ?)",
        id,
        version,
        Workbench.micros(at),
        Workbench.author(author),
        words,
        document);
  }

  /** Changes, the newest first. */
  public List<Version> versions(String id, int most) {
    return database.transaction(session -> versions(session, id, most));
  }

  private static List<Version> versions(Database.Session session, String id, int most)
      throws SQLException {
    return session.rows(
        "select version, at, author, words from plan_change where plan = ?"
            + " order by version desc limit ?",
        row ->
            new Version(
                row.getInt(1),
                Workbench.instant(row.getLong(2)),
                row.getString(3),
                row.getString(4)),
        id,
        most);
  }

  /** The plan at a version; empty when there is no such plan or version. */
  public Optional<Plan> at(String id, int version) {
    return database.transaction(session -> at(session, id, version));
  }

  private static Optional<Plan> at(Database.Session session, String id, int version)
      throws SQLException {
    return session
        .rows(
            "select document from plan_change where plan = ? and version = ?",
            row -> read(row.getString(1), id),
            id,
            version)
        .stream()
        .findFirst();
  }

  /** Keeps an evaluation. */
  public Evaluation keep(
      String plan,
      String measure,
      String barrier,
      @Nullable Long ledger,
      Seen seen,
      String sentence,
      String document,
      String author) {
    var kept =
        new Evaluation(
            Workbench.newId(),
            plan,
            measure,
            barrier,
            now(),
            Workbench.author(author),
            ledger,
            seen,
            sentence,
            document);
    database.transaction(session ->
        session.run(
            "insert into evaluation (id, plan, measure, barrier, at, author, ledger, seen,"
                + " sentence, document) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            kept.id(),
            plan,
            measure,
            barrier,
            Workbench.micros(kept.at()),
            kept.author(),
            ledger,
            seen.name().toLowerCase(Locale.ROOT),
            sentence,
            document));
    return kept;
  }

  /** Evaluations of a plan's measures, the newest first. */
  public List<Evaluation> evaluations(String plan) {
    return database.transaction(session ->
        session.rows(
            EVALUATIONS + " where e.plan = ? order by e.at desc, e.id",
            PlanStore::evaluation,
            plan));
  }

  /** Evaluations of all plans that hang on a model, the newest first. */
  public List<Evaluation> evaluationsOf(String model) {
    return database.transaction(session ->
        session.rows(
            EVALUATIONS
                + " join plan p on p.id = e.plan where p.model = ? order by e.at desc, e.id",
            PlanStore::evaluation,
            model));
  }

  private static Evaluation evaluation(ResultSet row) throws SQLException {
    long number = row.getLong(7);
    Long ledger = row.wasNull() ? null : number;
    return new Evaluation(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Workbench.instant(row.getLong(5)),
        row.getString(6),
        ledger,
        Seen.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
        row.getString(9),
        row.getString(10));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
