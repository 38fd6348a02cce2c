package weir.update;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;
import weir.barrier.OpenQuestion.Cause;

/** New names in the classes that a model watches. */
final class Names {

  private static final double WEIGHT = 200;

  /** As a model says the classes whose short names are no words. */
  private static final Map<String, String> SAID = Map.of("nps", "new psychoactive substance");

  /** Parts of a class path that name nothing. */
  private static final Set<String> NO_NAMES = Set.of("other", "unknown");

  private final BarrierModel model;
  private final List<NewName> names;

  Names(BarrierModel model, List<NewName> names) {
    this.model = model;
    this.names = names;
  }

  List<Proposal> proposals() {
    boolean anyClass = gaugedClasses().isEmpty() && !namesAClass();
    Map<String, List<NewName>> byClass = new LinkedHashMap<>();
    for (NewName name : names) {
      String path = anyClass ? "" : watched(name.path());
      if (path != null) {
        byClass.computeIfAbsent(path, _ -> new ArrayList<>()).add(name);
      }
    }
    var all = new ArrayList<Proposal>();
    byClass.forEach((path, of) -> all.add(proposal(path, of)));
    return all;
  }

  private Set<String> gaugedClasses() {
    Set<String> classes = new LinkedHashSet<>();
    for (Element element : model.elements()) {
      element.gauges().forEach(gauge -> classes.addAll(classes(gauge)));
    }
    return classes;
  }

  private static List<String> classes(Gauge gauge) {
    var classes = new ArrayList<String>();
    for (String key : List.of("class", "family")) {
      String path = gauge.filters().get(key);
      if (path != null) {
        classes.add(path);
      }
    }
    return classes;
  }

  private boolean namesAClass() {
    return names.stream().anyMatch(name -> watched(name.path()) != null);
  }

  /** The longest part of a class path that some element watches; null when none does. */
  private @Nullable String watched(String path) {
    for (String part = path; !part.isEmpty(); part = shorter(part)) {
      String one = part;
      if (model.elements().stream().anyMatch(element -> watches(element, one))) {
        return part;
      }
    }
    return null;
  }

  private static String shorter(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** By a gauge of that class, or by a label that names it. */
  private static boolean watches(Element element, String path) {
    if (element.gauges().stream().anyMatch(gauge -> classes(gauge).contains(path))) {
      return true;
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (NO_NAMES.contains(last)) {
      return false;
    }
    String label = " " + element.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ");
    String said = SAID.get(last);
    return names(label, last.replace('-', ' ')) || (said != null && names(label, said));
  }

  /** Whether a label holds the words, in the singular or the plural. */
  private static boolean names(String label, String words) {
    String padded = label + " ";
    return padded.contains(" " + words + " ") || padded.contains(" " + words + "s ");
  }

  private Proposal proposal(String path, List<NewName> of) {
    var ordered =
        of.stream()
            .sorted(
                Comparator.comparingDouble((NewName name) -> -name.points())
                    .thenComparing(NewName::id))
            .toList();
    NewName first = ordered.getFirst();
    LocalDate newest =
        ordered.stream().map(NewName::first).max(LocalDate::compareTo).orElse(first.first());
    var about =
        path.isEmpty()
            ? List.<String>of()
            : model.elements().stream()
                .filter(element -> watches(element, path))
                .map(Element::id)
                .toList();
    var sign =
        new OpenQuestion.Sign(
            Cause.NOVEL,
            (double) ordered.size(),
            null,
            null,
            "new names",
            newest,
            "early warning" + (path.isEmpty() ? "" : ", class " + path),
            ordered.stream().map(NewName::id).sorted().toList());
    String question =
        "What %s for the model? '%s' was first offered on %s (%s of %s)%s. A name is what sellers write; what is sold under it only a laboratory can tell. Read from early warning%s."
            .formatted(
                ordered.size() == 1 ? "does a new name mean" : "do new names mean",
                first.name(),
                Questions.day(first.first()),
                count(first.listings(), "listing"),
                first.accounts() == 0 ? "unknown accounts" : count(first.accounts(), "account"),
                ordered.size() == 1
                    ? ""
                    : "; also new: "
                        + Questions.some(ordered.stream().skip(1).map(NewName::name).toList()),
                path.isEmpty() ? "" : ", class " + path);
    return new Proposal(
        new OpenQuestion(
            Questions.id(Cause.NOVEL.word(), path.isEmpty() ? "names" : path),
            question,
            null,
            null,
            about,
            sign),
        sign,
        WEIGHT + Questions.within(Math.max(0, first.points()) / 10),
        null,
        1,
        null,
        first.page());
  }

  private static String count(int number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
