package weir.brief;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.Gauge;
import weir.barrier.Partner;
import weir.barrier.Step;

/** Drafts briefs from a model. */
public final class Briefs {

  private static final int MOST_LINES = 4;

  /** Sentences of the source that judge readers, or speak of them to others, are left out. */
  private static final List<String> ABOUT_THEM = List.of("prosecut", "licen", "will not help");

  private static final Map<Reader, List<String>> KEYS =
      Map.of(
          Reader.COURIER, List.of("courier", "parcel"),
          Reader.FOOD_DELIVERY, List.of("food"),
          Reader.PACKAGING, List.of("packag"),
          Reader.PLATFORM, List.of("social media", "platform", "marketplace"),
          Reader.ENCRYPTED_COMMUNICATION, List.of("encrypted", "communication", "messag"),
          Reader.INTERNET_PROVIDER, List.of("internet", "hosting", "provider"),
          Reader.POSTAL, List.of("post"),
          Reader.CUSTOMS, List.of("customs"));

  private Briefs() {}

  /** Elements that a brief could be for: facilitators and partners, in the model's order. */
  public static List<Element> addressees(BarrierModel model) {
    return Stream.<Element>concat(model.facilitators().stream(), model.partners().stream())
        .toList();
  }

  /** The kind of reader that an element's name speaks of; empty when it speaks of none. */
  public static Optional<Reader> readerOf(Element element) {
    String name = element.label().toLowerCase(Locale.ROOT);
    return Stream.of(Reader.values())
        .filter(reader -> KEYS.getOrDefault(reader, List.of()).stream().anyMatch(name::contains))
        .max((a, b) ->
            Integer.compare(longest(a, name), longest(b, name)) != 0
                ? Integer.compare(longest(a, name), longest(b, name))
                : b.compareTo(a));
  }

  private static int longest(Reader reader, String name) {
    return KEYS.getOrDefault(reader, List.of()).stream()
        .filter(name::contains)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /**
   * A first version, from the steps at which the addressee stands and from nothing else.
   *
   * @param shown a gauge's figure in a sentence with how much was seen; null where it has none that
   *     could be shown
   */
  public static Brief draft(
      BarrierModel model,
      Element addressee,
      Reader reader,
      Function<Gauge, @Nullable String> shown) {
    Set<String> steps = steps(model, addressee);
    List<Step> own = model.steps().stream().filter(step -> steps.contains(step.id())).toList();
    List<Barrier> barriers =
        model.barriers().stream()
            .filter(barrier ->
                barrier.addresses().contains(addressee.id())
                    || addressee.id().equals(barrier.owner()))
            .filter(barrier -> !barrier.about().peopleWhoUse())
            .toList();
    List<String> happens = new ArrayList<>();
    happens.add(
        "This is about %s. Much of it runs over services that are lawful in themselves."
            .formatted(lower(model.title())));
    for (Step step : own) {
      happens.add(
          step.note() == null
              ? "Your part of it: %s.".formatted(lower(step.title()))
              : step.note());
    }
    List<String> signals =
        model.signals().stream()
            .filter(signal -> signal.steps().stream().anyMatch(steps::contains))
            .filter(signal -> signal.kinds().stream().anyMatch(reader.sees()::contains))
            .map(Briefs::line)
            .toList();
    List<String> figures = figures(model, steps, reader, shown);
    return new Brief(
        "%s: what a %s can do".formatted(capital(model.title()), reader.words()),
        reader,
        happens,
        facts(addressee),
        signals,
        barriers.stream().map(Briefs::line).toList(),
        lawful(addressee, barriers, model),
        figures,
        "");
  }

  /** Where an element stands: in its cells, and where what it answers for stands. */
  private static Set<String> steps(BarrierModel model, Element addressee) {
    Set<String> steps = new LinkedHashSet<>(addressee.steps());
    if (addressee instanceof Partner) {
      model.barriers().stream()
          .filter(barrier -> addressee.id().equals(barrier.owner()))
          .forEach(barrier -> steps.addAll(barrier.steps()));
    }
    return steps;
  }

  private static List<String> facts(Element addressee) {
    List<String> facts = new ArrayList<>();
    if (addressee.description() != null) {
      facts.add(addressee.description());
    }
    addressee.evidence().stream()
        .filter(evidence -> evidence.nature() == Evidence.Nature.FACT)
        .map(Evidence::paraphrase)
        .filter(text -> ABOUT_THEM.stream().noneMatch(text.toLowerCase(Locale.ROOT)::contains))
        .limit(MOST_LINES)
        .forEach(facts::add);
    return facts.stream().distinct().toList();
  }

  private static List<String> lawful(
      Element addressee, List<Barrier> barriers, BarrierModel model) {
    List<String> uses = new ArrayList<>(addressee.about().legitimateUses());
    barriers.stream()
        .flatMap(barrier -> barrier.addresses().stream())
        .flatMap(id -> model.element(id).stream())
        .filter(Element::isProtected)
        .forEach(one -> uses.add(one.label() + " must not be weakened for lawful users."));
    return uses.stream().distinct().toList();
  }

  private static List<String> figures(
      BarrierModel model,
      Set<String> steps,
      Reader reader,
      Function<Gauge, @Nullable String> shown) {
    return model.elements().stream()
        .filter(one -> one.steps().stream().anyMatch(steps::contains))
        .flatMap(one -> one.gauges().stream())
        .filter(gauge -> reader.figures().contains(gauge.measure()))
        // What one source alone shows would tell which sources are looked at.
        .filter(gauge -> !gauge.filters().containsKey("source"))
        .distinct()
        .limit(MOST_LINES)
        .map(shown)
        .filter(text -> text != null)
        .map(String::valueOf)
        .toList();
  }

  private static String line(Element element) {
    return element.description() == null
        ? capital(element.label()) + "."
        : "%s: %s".formatted(capital(element.label()), lower(element.description()));
  }

  private static String lower(String words) {
    boolean acronym = words.length() > 1 && Character.isUpperCase(words.charAt(1));
    return acronym || words.isEmpty()
        ? words
        : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
