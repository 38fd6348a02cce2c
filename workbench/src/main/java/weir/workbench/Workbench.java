package weir.workbench;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Change;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.barrier.ModelPatch;
import weir.barrier.ReadResult;
import weir.masking.DigestKey;
import weir.masking.Masker;

/**
 * Barrier models that people work on: every change kept, with who made it; any version made again,
 * compared, named and taken back.
 *
 * <p>A change is durable when the call returns. Whoever edits says which version they had seen: if
 * a part that they change was changed since, nothing is written and both texts come back.
 */
public final class Workbench implements AutoCloseable {
  /** A whole document is kept every so many changes, so that an old version is soon made again. */
  private static final int SNAPSHOT_EVERY = 100;

  /**
   * The document of the newest version is written every so many changes. To write all of a large
   * model at each change took most of the time until it was on disk.
   */
  private static final int DOCUMENT_EVERY = 20;

  private static final int LONGEST_AUTHOR = 80;
  private static final int LONGEST_REMARK = 4000;

  private final Database database;
  private final Clock clock;
  private final Library library;
  private final Decisions decisions;
  private final PlanStore plans;
  private final BriefStore briefs;
  private final UpdateStore updates;
  private final Masker masker;
  private final Map<String, Held> heads = new ConcurrentHashMap<>();

  private Workbench(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.library = new Library(database, clock);
    // What is masked here need not be matched with anything: a key thrown away masks best.
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.masker = new Masker(DigestKey.of(key));
    this.decisions = new Decisions(database, clock, masker);
    this.plans = new PlanStore(database, clock, masker);
    this.briefs = new BriefStore(database, clock, masker);
    this.updates = new UpdateStore(database, clock, masker);
  }

  /**
   * Opens the store, making or renewing its tables.
   *
   * @throws WorkbenchProblem when it cannot be opened
   */
  public static Workbench open(StoreSettings settings, Clock clock) {
    return new Workbench(Database.open(settings), clock);
  }

  /** The evidence documents, in the same store. */
  public Library library() {
    return library;
  }

  /** What barriers were chosen with, and what was decided, in the same store. */
  public Decisions decisions() {
    return decisions;
  }

  /** Briefs that went out, in the same store. */
  public BriefStore briefs() {
    return briefs;
  }

  /** What became of proposed questions, in the same store. */
  public UpdateStore updates() {
    return updates;
  }

  /** What masks texts before they are kept, for whoever wants to say what was masked. */
  public Masker masker() {
    return masker;
  }

  /** The plans that hang on the models, in the same store. */
  public PlanStore plans() {
    return plans;
  }

  /**
   * A model as it stands.
   *
   * @param version how many changes have been made, the first being its creation
   */
  public record Held(BarrierModel model, int version, Instant changedAt) {}

  /**
   * One line of the list of models.
   *
   * @param openFindings what the checks found at the last change, without stated gaps
   */
  public record Summary(
      String id,
      String title,
      String status,
      @Nullable LocalDate reviewBy,
      int elements,
      int barriers,
      int openFindings,
      int version,
      Instant changedAt) {}

  /**
   * One change.
   *
   * @param undoes the version whose change it took back; null when it did not
   * @param name the name that somebody gave to the version; null for none
   * @param note beside the name; null for none
   */
  public record Version(
      int version,
      Instant at,
      String author,
      String words,
      @Nullable Integer undoes,
      @Nullable String name,
      @Nullable String note) {}

  /** What came of an edit. */
  public sealed interface Outcome {}

  /** It is on disk. */
  public record Saved(Held held) implements Outcome {}

  /** It would have changed nothing, and was not kept. */
  public record Unchanged(Held held) implements Outcome {}

  /**
   * Somebody changed the same part since; nothing was written.
   *
   * @param held the model as it stands
   * @param mine what the model would have become
   * @param changes from the standing one to mine, in the parts that both touched
   * @param by who made the later change, when and in what words
   */
  public record Conflict(Held held, BarrierModel mine, List<Change> changes, Version by)
      implements Outcome {}

  /** A remark on a model or on one of its parts. */
  public record Remark(
      String id,
      @Nullable String part,
      String text,
      Instant at,
      String author,
      @Nullable Instant settledAt,
      @Nullable String settledBy) {}

  /** All models by title. */
  public List<Summary> list() {
    return database.transaction(session ->
        session.rows(
            "select id, title, status, review_by, elements, barriers, open_findings, head, changed_at"
                + " from model order by title, id",
            row ->
                new Summary(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4) == null ? null : LocalDate.parse(row.getString(4)),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8),
                    instant(row.getLong(9)))));
  }

  /** The model as it stands; empty when none has that id. */
  public Optional<Held> head(String id) {
    return database.transaction(session -> head(session, id));
  }

  private Optional<Held> head(Database.Session session, String id) throws SQLException {
    var stamp =
        session.rows(
            "select head, changed_at from model where id = ?",
            row -> new Stamp(row.getInt(1), instant(row.getLong(2))),
            id);
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    var kept = heads.get(id);
    if (kept != null
        && kept.version() == stamp.getFirst().version()
        && kept.changedAt().equals(stamp.getFirst().at())) {
      return Optional.of(kept);
    }
    var document =
        session
            .rows(
                "select document_version, document from model where id = ?",
                row -> new Document(row.getInt(1), row.getString(2)),
                id)
            .getFirst();
    int version = stamp.getFirst().version();
    var held = new Held(since(session, id, document, version), version, stamp.getFirst().at());
    heads.put(id, held);
    return Optional.of(held);
  }

  private record Stamp(int version, Instant at) {}

  /** A whole document, and the version that it is of. */
  private record Document(int version, String text) {}

  /** The model at a version: a document of an earlier one, and the changes from there. */
  private static BarrierModel since(
      Database.Session session, String id, Document document, int version) throws SQLException {
    var model = read(document.text(), id);
    if (document.version() == version) {
      return model;
    }
    var parts =
        session.rows(
            "select section, part, before_json, after_json, place from edit_part"
                + " where model = ? and version > ? and version <= ?"
                + " order by version, position",
            Workbench::part,
            id,
            document.version(),
            version);
    return new ModelPatch(parts).applied(model);
  }

  /**
   * Begins a model.
   *
   * @param words where it comes from, in words for the list of versions
   * @throws EditRefused when the id is taken
   */
  public Held create(BarrierModel model, String author, String words) {
    var held =
        database.transaction(session -> {
          if (head(session, model.id()).isPresent()) {
            throw new EditRefused(
                "There already is a model '%s' on the workbench. Choose another id."
                    .formatted(model.id()));
          }
          var at = now();
          var document = BarrierModels.toJson(model);
          session.run(
              "insert into model (id, title, status, review_by, elements, barriers,"
                  + " open_findings, head, changed_at, document_version, document)"
                  + " values (?, ?, ?, ?, ?, ?, ?, 1, ?, 1, ?)",
              model.id(),
              model.title(),
              model.status().word(),
              model.reviewBy() == null ? null : model.reviewBy().toString(),
              model.elements().size(),
              model.barriers().size(),
              openFindings(model),
              micros(at),
              document);
          session.run(
              "insert into edit (model, version, at, author, words, undoes)"
                  + " values (?, 1, ?, ?, ?, null)",
              model.id(),
              micros(at),
              author(author),
              words);
          session.run(
              "insert into snapshot (model, version, document) values (?, 1, ?)",
              model.id(),
              document);
          return new Held(model, 1, at);
        });
    heads.put(model.id(), held);
    return held;
  }

  /**
   * Makes a change.
   *
   * @param seen the version that the author had before their eyes
   * @throws EditRefused when the model as it stands does not admit it, or there is no such model
   */
  public Outcome edit(String id, int seen, String author, Edit edit) {
    return edit(id, seen, author, edit, null);
  }

  private Outcome edit(String id, int seen, String author, Edit edit, @Nullable Integer undoes) {
    var outcome =
        database.transaction(session -> {
          // Holds the model's row until the end, on either database.
          session.run("update model set head = head where id = ?", id);
          var held = head(session, id).orElseThrow(() -> missing(id));
          var changed = BarrierModels.edited(held.model(), edit);
          var patch = BarrierModels.patch(held.model(), changed);
          if (patch.parts().isEmpty()) {
            return new Unchanged(held);
          }
          if (seen < held.version()) {
            var conflict = conflict(session, id, seen, held, changed, patch);
            if (conflict.isPresent()) {
              return conflict.get();
            }
          }
          return new Saved(
              write(
                  session,
                  held,
                  changed,
                  patch,
                  author,
                  BarrierModels.words(held.model(), edit),
                  undoes));
        });
    if (outcome instanceof Saved(var held)) {
      heads.put(id, held);
    }
    return outcome;
  }

  private Optional<Outcome> conflict(
      Database.Session session, String id, int seen, Held held, BarrierModel mine, ModelPatch patch)
      throws SQLException {
    for (var part : patch.parts()) {
      var later =
          session.rows(
              "select max(version) from edit_part"
                  + " where model = ? and section = ? and part = ? and version > ?",
              row -> row.getInt(1),
              id,
              part.section(),
              part.part(),
              seen);
      if (later.getFirst() > seen) {
        var by = versions(session, id, later.getFirst() + 1, 1).getFirst();
        var touched = patch.parts().stream().map(ModelPatch.Part::part).toList();
        var changes =
            BarrierModels.diff(held.model(), mine).stream()
                .filter(change -> touched.stream().anyMatch(change.place()::contains))
                .toList();
        return Optional.of(new Conflict(held, mine, changes, by));
      }
    }
    return Optional.empty();
  }

  private Held write(
      Database.Session session,
      Held before,
      BarrierModel model,
      ModelPatch patch,
      String author,
      String words,
      @Nullable Integer undoes)
      throws SQLException {
    int version = before.version() + 1;
    var at = now();
    session.run(
        "update model set title = ?, status = ?, review_by = ?, elements = ?, barriers = ?,"
            + " open_findings = ?, head = ?, changed_at = ? where id = ?",
        model.title(),
        model.status().word(),
        model.reviewBy() == null ? null : model.reviewBy().toString(),
        model.elements().size(),
        model.barriers().size(),
        openFindings(model),
        version,
        micros(at),
        model.id());
    session.run(
        "insert into edit (model, version, at, author, words, undoes) values (?, ?, ?, ?, ?, ?)",
        model.id(),
        version,
        micros(at),
        author(author),
        words,
        undoes);
    int position = 0;
    for (var part : patch.parts()) {
      session.run(
          "insert into edit_part (model, version, position, section, part, before_json,"
              + " after_json, place) values (?, ?, ?, ?, ?, ?, ?, ?)",
          model.id(),
          version,
          position++,
          part.section(),
          part.part(),
          part.before(),
          part.after(),
          part.place());
    }
    if (version % DOCUMENT_EVERY == 0) {
      keepDocument(session, model, version);
    }
    return new Held(model, version, at);
  }

  private static void keepDocument(Database.Session session, BarrierModel model, int version)
      throws SQLException {
    var document = BarrierModels.toJson(model);
    session.run(
        "update model set document_version = ?, document = ? where id = ?",
        version,
        document,
        model.id());
    if (version % SNAPSHOT_EVERY == 0) {
      session.run(
          "insert into snapshot (model, version, document) values (?, ?, ?)",
          model.id(),
          version,
          document);
    }
  }

  /**
   * Takes one change back, as a change of its own.
   *
   * @param version the change; of the first version, the creation, there is nothing to take back
   * @throws EditRefused when a part of it was changed since, or there is no such version
   */
  public Outcome undo(String id, int version, String author) {
    var patch = database.transaction(session -> patch(session, id, version));
    if (patch.parts().isEmpty()) {
      throw new EditRefused(
          "Version %d cannot be taken back: %s."
              .formatted(
                  version,
                  version == 1 ? "with it the model began" : "there is none of that number"));
    }
    var words = versions(id, version + 1, 1).getFirst().words();
    return edit(id, Integer.MAX_VALUE, author, new Edit.Undo(patch.inverse(), words), version);
  }

  private static ModelPatch patch(Database.Session session, String id, int version)
      throws SQLException {
    return new ModelPatch(
        session.rows(
            "select section, part, before_json, after_json, place from edit_part"
                + " where model = ? and version = ? order by position",
            Workbench::part,
            id,
            version));
  }

  private static ModelPatch.Part part(ResultSet row) throws SQLException {
    return new ModelPatch.Part(
        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5));
  }

  /** The model at a version; empty when there is no such model or version. */
  public Optional<BarrierModel> at(String id, int version) {
    return database.transaction(session -> {
      var head = head(session, id);
      if (head.isEmpty() || version < 1 || version > head.get().version()) {
        return Optional.empty();
      }
      if (version == head.get().version()) {
        return Optional.of(head.get().model());
      }
      var snapshot =
          session
              .rows(
                  "select version, document from snapshot where model = ? and version <= ?"
                      + " order by version desc limit 1",
                  row -> new Document(row.getInt(1), row.getString(2)),
                  id,
                  version)
              .getFirst();
      return Optional.of(since(session, id, snapshot, version));
    });
  }

  /**
   * Changes, the newest first.
   *
   * @param before only versions below this one
   * @param most how many at most
   */
  public List<Version> versions(String id, int before, int most) {
    return database.transaction(session -> versions(session, id, before, most));
  }

  private static List<Version> versions(Database.Session session, String id, int before, int most)
      throws SQLException {
    return session.rows(
        "select e.version, e.at, e.author, e.words, e.undoes, n.name, n.note"
            + " from edit e left join named_version n"
            + " on n.model = e.model and n.version = e.version"
            + " where e.model = ? and e.version < ? order by e.version desc limit ?",
        Workbench::version,
        id,
        before,
        most);
  }

  private static Version version(ResultSet row) throws SQLException {
    int undoes = row.getInt(5);
    return new Version(
        row.getInt(1),
        instant(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.wasNull() || undoes == 0 ? null : undoes,
        row.getString(6),
        row.getString(7));
  }

  /** Versions with a name, the newest first. */
  public List<Version> named(String id) {
    return database.transaction(session ->
        session.rows(
            "select e.version, e.at, e.author, e.words, e.undoes, n.name, n.note"
                + " from named_version n join edit e"
                + " on n.model = e.model and n.version = e.version"
                + " where n.model = ? order by e.version desc, n.name",
            Workbench::version,
            id));
  }

  /** The changes that touched one part, the newest first. */
  public List<Version> history(String id, String part, int most) {
    return database.transaction(session ->
        session.rows(
            "select distinct e.version, e.at, e.author, e.words, e.undoes,"
                + " cast(null as text), cast(null as text)"
                + " from edit_part p join edit e on e.model = p.model and e.version = p.version"
                + " where p.model = ? and p.part = ? order by e.version desc limit ?",
            Workbench::version,
            id,
            part,
            most));
  }

  /**
   * Gives a version a name.
   *
   * @throws EditRefused when the name is taken or empty, or there is no such version
   */
  public void name(String id, int version, String name, String note, String author) {
    var clean = name.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_AUTHOR) {
      throw new EditRefused(
          "A version's name has 1 to %d characters, like 'As shown to the partners'."
              .formatted(LONGEST_AUTHOR));
    }
    database.transaction(session -> {
      if (session
          .rows(
              "select 1 from edit where model = ? and version = ?",
              row -> row.getInt(1),
              id,
              version)
          .isEmpty()) {
        throw new EditRefused("There is no version %d.".formatted(version));
      }
      if (!session
          .rows(
              "select 1 from named_version where model = ? and name = ?",
              row -> row.getInt(1),
              id,
              clean)
          .isEmpty()) {
        throw new EditRefused("The name '%s' is already given. Choose another.".formatted(clean));
      }
      return session.run(
          "insert into named_version (model, name, version, note, at, author)"
              + " values (?, ?, ?, ?, ?, ?)",
          id,
          clean,
          version,
          note.strip(),
          micros(now()),
          author(author));
    });
  }

  /** Remarks on a model, the oldest first. */
  public List<Remark> remarks(String id) {
    return database.transaction(session ->
        session.rows(
            "select id, part, text, at, author, settled_at, settled_by from remark"
                + " where model = ? order by at, id",
            row -> {
              long settled = row.getLong(6);
              return new Remark(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  instant(row.getLong(4)),
                  row.getString(5),
                  settled == 0 ? null : instant(settled),
                  row.getString(7));
            },
            id));
  }

  /**
   * Adds a remark; it is masked like documents.
   *
   * @param part an element's or a step's id; null for the model as a whole
   */
  public void remark(String id, @Nullable String part, String text, String author) {
    if (text.isBlank() || text.strip().length() > LONGEST_REMARK) {
      throw new EditRefused("A remark has 1 to %,d characters.".formatted(LONGEST_REMARK));
    }
    var clean = masker.mask(text.strip()).text();
    database.transaction(session -> {
      if (head(session, id).isEmpty()) {
        throw missing(id);
      }
      return session.run(
          "insert into remark (id, model, part, text, at, author) values (?, ?, ?, ?, ?, ?)",
          newId(),
          id,
          part,
          clean,
          micros(now()),
          author(author));
    });
  }

  /** Marks a remark as settled. */
  public void settle(String id, String remark, String author) {
    database.transaction(session ->
        session.run(
            "update remark set settled_at = ?, settled_by = ?"
                + " where model = ? and id = ? and settled_at is null",
            micros(now()),
            author(author),
            id,
            remark));
  }

  /** Findings of the checks that no stated gap covers. */
  private int openFindings(BarrierModel model) {
    return (int)
        BarrierModels.check(model, LocalDate.now(clock.withZone(ZoneOffset.UTC))).stream()
            .filter(finding -> BarrierModels.gap(model, finding).isEmpty())
            .count();
  }

  private static BarrierModel read(String document, String id) {
    return switch (BarrierModels.read(document, id + ".json")) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused ->
          throw new WorkbenchProblem(
              "The kept model '%s' cannot be read: %s. Take an earlier version from a backup."
                  .formatted(id, refused.message()));
    };
  }

  private static EditRefused missing(String id) {
    return new EditRefused("There is no model '%s' on the workbench.".formatted(id));
  }

  /** Time-ordered (version 7), so that an index stays compact; any unique text would do. */
  static String newId() {
    long millis = System.currentTimeMillis();
    var random = UUID.randomUUID();
    long high = millis << 16 | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }

  static String author(String author) {
    var clean = author.strip().replaceAll("\\p{Cntrl}", " ");
    return clean.isEmpty()
        ? "unnamed"
        : clean.substring(0, Math.min(LONGEST_AUTHOR, clean.length()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    database.close();
  }
}
