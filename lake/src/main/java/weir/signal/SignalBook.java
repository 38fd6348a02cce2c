package weir.signal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.lake.query.RowReader;
import weir.offline.Effort;
import weir.offline.ReportedSignal;

/**
 * Signals and effort as they count now: of each the last version. Reads their own parts of the lake
 * alone, however large the market beside them is.
 */
public final class SignalBook {

  /** Every signal as it counts, withdrawn ones too. */
  private static final String LAST =
      "SELECT * FROM signal QUALIFY row_number() OVER (PARTITION BY signal_id"
          + " ORDER BY version DESC, ingest DESC) = 1";

  /** The signals that count. */
  public static final String SIGNALS =
      "SELECT * FROM (%s) WHERE outcome IS NULL OR outcome <> '%s'"
          .formatted(LAST, ReportedSignal.WITHDRAWN);

  /** The effort that counts. */
  public static final String EFFORT =
      """
      SELECT * FROM (
        SELECT * FROM effort QUALIFY row_number() OVER (PARTITION BY partner, kind, from_day, to_day
                                                        ORDER BY version DESC, ingest DESC) = 1)
      WHERE checks > 0\
      """;

  private final Lake lake;
  private final LakeView view;
  private final @Nullable LakeQuery open;

  private SignalBook(Lake lake, LakeView view, @Nullable LakeQuery open) {
    this.lake = lake;
    this.view = view;
    this.open = open;
  }

  /** As the lake stands now. */
  public static SignalBook of(Lake lake) {
    LakeView all = lake.view();
    List<Part> parts = new ArrayList<>(all.parts("signal"));
    parts.addAll(all.parts("effort"));
    return new SignalBook(lake, new LakeView(all.number(), all.pinned(), parts), null);
  }

  /** The same, read through what is open already; the caller closes it. */
  public SignalBook through(LakeQuery query) {
    return new SignalBook(lake, view, query);
  }

  /** The ledger number of the state that is read. */
  public long ledgerNumber() {
    return view.number();
  }

  /** The parts that are read, and no others. */
  public LakeView view() {
    return view;
  }

  /** Those that count, the newest day first. */
  public List<ReportedSignal> newest(int most) {
    List<ReportedSignal> newest = new ArrayList<>();
    ask(
        "signal",
        SIGNALS + " ORDER BY seen_on DESC, ingest DESC, signal_id LIMIT " + most,
        row -> newest.add(signal(row)));
    return newest;
  }

  /** What is known of a signal, withdrawn or not; empty when nothing is. */
  public Optional<ReportedSignal> signal(String id) {
    return Optional.ofNullable(signals(Set.of(id)).get(id));
  }

  /** What is known of those signals, withdrawn ones too, by their ids. */
  public Map<String, ReportedSignal> signals(Set<String> ids) {
    Map<String, ReportedSignal> found = new HashMap<>();
    ask(
        "signal",
        LAST,
        row -> {
          if (ids.contains(row.text("signal_id"))) {
            ReportedSignal signal = signal(row);
            found.put(signal.signalId(), signal);
          }
        });
    return found;
  }

  /** Every period as it counts, those that were taken back too, by partner and day. */
  public List<Effort> efforts() {
    List<Effort> efforts = new ArrayList<>();
    ask(
        "effort",
        """
        SELECT * FROM effort QUALIFY row_number() OVER (PARTITION BY partner, kind, from_day, to_day
                                                        ORDER BY version DESC, ingest DESC) = 1
        ORDER BY partner, from_day, kind\
        """,
        row -> efforts.add(effort(row)));
    return efforts;
  }

  private void ask(String table, String sql, Consumer<RowReader> each) {
    if (view.parts(table).isEmpty()) {
      return;
    }
    LakeQuery there = open;
    if (there != null) {
      there.forEach(sql, each);
      return;
    }
    try (LakeQuery query = LakeQuery.over(lake, view, QueryLimits.USUAL)) {
      query.forEach(sql, each);
    }
  }

  private static ReportedSignal signal(RowReader row) {
    return new ReportedSignal(
        needed(row.text("signal_id")),
        day(row.date("seen_on")),
        needed(row.text("kind")),
        row.text("step"),
        row.text("item"),
        row.text("substance"),
        row.text("substance_class"),
        row.text("flow"),
        row.text("declared_origin"),
        row.text("country"),
        row.text("region"),
        row.text("partner"),
        row.text("outcome"),
        row.integer("certainty"),
        row.text("words"),
        needed(row.text("origin")),
        Objects.requireNonNull(row.integer("version")),
        row.text("ingest"));
  }

  private static Effort effort(RowReader row) {
    return new Effort(
        needed(row.text("partner")),
        day(row.date("from_day")),
        day(row.date("to_day")),
        Objects.requireNonNull(row.real("checks")),
        row.text("kind"),
        needed(row.text("unit")),
        needed(row.text("origin")),
        Objects.requireNonNull(row.integer("version")),
        row.text("ingest"));
  }

  private static String needed(@Nullable String text) {
    return Objects.requireNonNull(text);
  }

  private static LocalDate day(@Nullable LocalDate day) {
    return Objects.requireNonNull(day);
  }
}
