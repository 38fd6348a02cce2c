package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Finds the long text of a listing's page. */
final class Descriptions {

  private static final Pattern NAMES = Pattern.compile("(?i)desc|about|product-?text|item-?text");
  private static final int SHORTEST = 60;

  private Descriptions() {}

  /** The rule of the longest text that changes from page to page. */
  static Optional<Way.Selected> of(List<Context> contexts, Sense sense) {
    Map<String, Integer> support = new HashMap<>();
    Map<String, Element> examples = new LinkedHashMap<>();
    for (Context context : contexts) {
      Element best = null;
      double most = 0;
      for (Element element : context.page().document().body().getAllElements()) {
        if (context.page().isMenu(element)
            || element.childrenSize() > 400
            || element.nameIs("option")
            || element.nameIs("select")) {
          continue;
        }
        String text = directText(element);
        if (text.length() < SHORTEST || isBoxOfOne(element)) {
          continue;
        }
        double worth = Math.min(text.length(), 3_000) / 100.0;
        for (Element here = element; here != null && here.parent() != null; here = here.parent()) {
          if (NAMES
              .matcher(here.className() + " " + here.id() + " " + here.attr("itemprop"))
              .find()) {
            worth *= 3;
            break;
          }
        }
        for (Spot value : context.labelled("description")) {
          if (value.element().equals(element) || element.parents().contains(value.element())) {
            worth *= 3;
            break;
          }
        }
        Spot spot = new Spot(element, text, context.page().path(element), 0, null);
        worth *= context.isElsewhere(spot) || sense.isEverywhere(spot) ? 0.1 : 1;
        if (worth > most) {
          most = worth;
          best = element;
        }
      }
      if (best != null) {
        String path = context.page().path(best);
        support.merge(path, 1, Integer::sum);
        examples.putIfAbsent(path, best);
      }
    }
    return support.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() * 3 >= contexts.size())
        .flatMap(most -> rule(examples.get(most.getKey()), contexts, most.getKey()));
  }

  private static Optional<Way.Selected> rule(
      @org.jspecify.annotations.Nullable Element example, List<Context> contexts, String path) {
    if (example == null) {
      return Optional.empty();
    }
    Way.Selected best = null;
    double most = 0;
    List<Context> tried = contexts.subList(0, Math.min(12, contexts.size()));
    for (Css.Candidate candidate : Css.of(example, null)) {
      Way.Selected way = Way.Selected.of(candidate.css(), false, candidate.frailty());
      double worth = -0.04 * candidate.frailty();
      for (Context context : tried) {
        Element found = way.element(context);
        worth += found != null && context.page().path(found).equals(path) ? 1.0 / tried.size() : 0;
      }
      if (worth > most) {
        most = worth;
        best = way;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether an element holds no words of its own and one paragraph, which is then the better. */
  private static boolean isBoxOfOne(Element element) {
    if (!element.ownText().isBlank()) {
      return false;
    }
    long paragraphs =
        element.children().stream().filter(child -> child.nameIs("p") && child.hasText()).count();
    return paragraphs == 1;
  }

  /** The words of an element and of what is set within them, such as paragraphs and bold type. */
  private static String directText(Element element) {
    List<String> parts = new ArrayList<>();
    parts.add(element.ownText());
    for (Element child : element.children()) {
      switch (child.normalName()) {
        case "p", "b", "i", "em", "strong", "span", "br", "u", "font", "li" ->
            parts.add(child.ownText());
        default -> {} // what stands in boxes of its own
      }
    }
    return String.join(" ", parts).strip();
  }
}
