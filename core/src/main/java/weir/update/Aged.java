package weir.update;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.OpenQuestion;
import weir.barrier.OpenQuestion.Cause;
import weir.barrier.SourceDocument;

/** Elements whose evidence is old, and gauges that show nothing newer. */
final class Aged {

  /** So many years serve; see {@link Updates#proposals}. */
  private static final int YEARS = 3;

  private final BarrierModel model;
  private final List<Reading> readings;
  private final LocalDate today;
  private final Map<String, SourceDocument> documents = new LinkedHashMap<>();

  Aged(BarrierModel model, List<Reading> readings, LocalDate today) {
    this.model = model;
    this.readings = readings;
    this.today = today;
    model.documents().forEach(one -> documents.put(one.id(), one));
  }

  List<Proposal> proposals() {
    Map<SourceDocument, List<Element>> restingOn = new LinkedHashMap<>();
    for (Element element : model.elements()) {
      SourceDocument newest = newest(element);
      if (newest != null && isOld(Objects.requireNonNull(newest.lastDay()))) {
        restingOn.computeIfAbsent(newest, _ -> new ArrayList<>()).add(element);
      }
    }
    var all = new ArrayList<Proposal>();
    restingOn.forEach((document, elements) -> all.add(ofEvidence(document, elements)));
    readings.stream()
        .filter(reading -> isUnread(reading))
        .map(Reading::element)
        .distinct()
        .flatMap(id -> model.element(id).stream())
        .forEach(element -> all.add(ofGauges(element)));
    return all;
  }

  /** The newest publication; null when there is none, or one of them is undated. */
  private @Nullable SourceDocument newest(Element element) {
    SourceDocument newest = null;
    for (Evidence evidence : element.evidence()) {
      SourceDocument document = documents.get(evidence.document());
      LocalDate day = document == null ? null : document.lastDay();
      if (day == null) {
        return null;
      }
      LocalDate before = newest == null ? null : newest.lastDay();
      if (before == null || day.isAfter(before)) {
        newest = document;
      }
    }
    return newest;
  }

  private boolean isOld(LocalDate day) {
    return day.plusYears(YEARS).isBefore(today);
  }

  private static @Nullable LocalDate newest(Reading reading) {
    return reading.shown().isEmpty()
        ? null
        : reading.weekly() ? reading.shown().getLast().week() : reading.saved();
  }

  private boolean isUnread(Reading reading) {
    LocalDate day = newest(reading);
    return day != null && isOld(day);
  }

  private int years(LocalDate since) {
    return Period.between(since, today).getYears();
  }

  private Proposal ofEvidence(SourceDocument document, List<Element> elements) {
    LocalDate last = Objects.requireNonNull(document.lastDay());
    int years = years(last);
    String when =
        document.published() == null ? "of %d".formatted(last.getYear()) : Questions.day(last);
    var about = elements.stream().map(Element::id).toList();
    String subject =
        elements.size() == 1
            ? "Does '%s' still hold? Its".formatted(elements.getFirst().label())
            : "Do %,d elements still hold, such as %s? Their"
                .formatted(
                    elements.size(),
                    String.join(
                        ", ",
                        elements.stream().limit(3).map(one -> "'" + one.label() + "'").toList()));
    return proposal(
        "aged",
        document.id(),
        "%s newest evidence is '%s' (%s), %d years old. Cite what shows it today, or say what changed."
            .formatted(subject, document.citation(), when, years),
        about,
        sign(years, document.published(), "the model's publications", about),
        document.id());
  }

  private Proposal ofGauges(Element element) {
    Reading oldest =
        readings.stream()
            .filter(reading -> reading.element().equals(element.id()) && isUnread(reading))
            .min(java.util.Comparator.comparing(one -> Objects.requireNonNull(newest(one))))
            .orElseThrow();
    LocalDate day = Objects.requireNonNull(newest(oldest));
    int years = years(day);
    return proposal(
        "unread",
        element.id(),
        "Who still watches '%s'? The newest figure of '%s' is of %s, %d years old. Save pages that show it, or take the gauge out. Read from %s."
            .formatted(
                element.label(), oldest.gauge().label(), Questions.day(day), years, oldest.read()),
        List.of(element.id()),
        sign(years, day, oldest.read(), List.of(oldest.gauge().label())),
        null);
  }

  private static OpenQuestion.Sign sign(
      int years, @Nullable LocalDate day, String read, List<String> items) {
    return new OpenQuestion.Sign(Cause.AGED, (double) years, null, null, "years", day, read, items);
  }

  /** The age counts as another one after a year more. */
  private static Proposal proposal(
      String cause,
      String subject,
      String question,
      List<String> about,
      OpenQuestion.Sign sign,
      @Nullable String document) {
    return new Proposal(
        new OpenQuestion(Questions.id(cause, subject), question, document, null, about, sign),
        sign,
        Questions.within(Objects.requireNonNullElse(sign.figure(), 0.0)),
        null,
        1,
        null,
        null);
  }
}
