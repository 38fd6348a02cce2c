package weir.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.Part;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;
import weir.offline.Effort;
import weir.offline.ReportedSignal;
import weir.signal.SignalBook;

/**
 * What partners reported, as it stands now. Read from its own tables: the market beside it is
 * neither opened nor made anew for a signal, which shows at once, however large the lake is.
 */
final class Reports implements AutoCloseable {

  /** Signals shown one by one. */
  static final int NEWEST = 50;

  /** By what signals are shown beside kind and week; never by an area below a country. */
  static final List<String> PARTS = List.of("step", "class", "flow", "origin", "outcome");

  /** The lake's tables that hold reports alone. */
  static final List<String> TABLES = List.of("signal", "effort");

  /** Answers kept for one state; a form may ask for anything, so there is a bound. */
  private static final int KEPT = 500;

  private static final List<String> MEASURES = List.of("signals", "signal_rate");

  private final Path folder;
  private @Nullable Lake lake;
  private @Nullable Open open;

  Reports(Path folder) {
    this.folder = folder;
  }

  /** One state of the reports, open. */
  private record Open(List<Part> parts, Measures measures, Map<Object, Object> answers) {}

  /**
   * Everything that the page shows, of one state of the ledger.
   *
   * @param weeks signals by kind and week
   * @param rates the same per effort
   * @param kinds per effort, by kind alone
   * @param counted by each of {@link #PARTS}
   */
  record Reported(
      List<MeasureRow> weeks,
      List<MeasureRow> rates,
      List<MeasureRow> kinds,
      Map<String, List<MeasureRow>> counted,
      List<ReportedSignal> newest,
      List<Effort> efforts) {

    private static final Reported NOTHING =
        new Reported(List.of(), List.of(), List.of(), Map.of(), List.of(), List.of());

    boolean isEmpty() {
      return newest.isEmpty();
    }

    /** Partners that reported or said how much they looked, among what is shown. */
    List<String> partners() {
      TreeSet<String> partners = new TreeSet<>();
      newest.forEach(signal -> {
        if (signal.partner() != null) {
          partners.add(signal.partner());
        }
      });
      efforts.forEach(effort -> partners.add(effort.partner()));
      return List.copyOf(partners);
    }
  }

  /** Whether that measure is taken from reports alone. */
  static boolean answers(String measure) {
    return MEASURES.contains(measure);
  }

  /** A measure's rows; none while there is no lake. */
  List<MeasureRow> measure(MeasureRequest request) {
    return answer(request, List.of(), (measures, _) -> measures.run(request));
  }

  /** What is reported now. */
  Reported reported() {
    return answer("reported", Reported.NOTHING, Reports::read);
  }

  /** What is known of one signal, withdrawn or not. */
  Optional<ReportedSignal> signal(String id) {
    return answer(List.of("signal", id), Optional.empty(), (_, book) -> book.signal(id));
  }

  /** The number of the ledger's newest entry; zero before the first. */
  synchronized long entry() {
    Lake present = present();
    return present == null ? 0 : present.view().number();
  }

  private interface Question<T> {
    T ask(Measures measures, SignalBook book);
  }

  @SuppressWarnings("unchecked") // an answer is kept under the question that it was given to
  private synchronized <T> T answer(Object question, T withoutLake, Question<T> ask) {
    Lake present = present();
    if (present == null) {
      return withoutLake;
    }
    SignalBook book = SignalBook.of(present);
    Open now = open;
    if (now == null || !now.parts().equals(book.view().parts())) {
      Open fresh =
          new Open(book.view().parts(), Measures.ofReports(present, book), new HashMap<>());
      if (now != null) {
        now.measures().close();
      }
      open = fresh;
      now = fresh;
    }
    Object known = now.answers().get(question);
    if (known == null) {
      known = ask.ask(now.measures(), book.through(now.measures().query()));
      if (now.answers().size() < KEPT) {
        now.answers().put(question, known);
      }
    }
    return (T) known;
  }

  private @Nullable Lake present() {
    Lake present = lake;
    if (present == null && Files.isRegularFile(folder.resolve("lake.json"))) {
      present = Lake.openReadOnly(folder);
      lake = present;
    }
    return present;
  }

  private static Reported read(Measures measures, SignalBook book) {
    Map<String, List<MeasureRow>> counted = new LinkedHashMap<>();
    for (String part : PARTS) {
      counted.put(part, measures.run(MeasureRequest.of("signals", part)));
    }
    return new Reported(
        measures.run(MeasureRequest.of("signals", "kind", "week")),
        measures.run(MeasureRequest.of("signal_rate", "kind", "week")),
        measures.run(MeasureRequest.of("signal_rate", "kind")),
        counted,
        book.newest(NEWEST),
        book.efforts().stream().filter(effort -> effort.checks() > 0).toList());
  }

  @Override
  public synchronized void close() {
    Open now = open;
    open = null;
    if (now != null) {
      now.measures().close();
    }
    Lake present = lake;
    lake = null;
    if (present != null) {
      present.close();
    }
  }
}
