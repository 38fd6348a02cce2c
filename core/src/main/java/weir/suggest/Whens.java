package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/** Finds by what a kind of page is known: what all its pages have and no other page has. */
final class Whens {

  private static final int MOST = 4;

  private Whens() {}

  /**
   * @param preferred selectors, and labels with "label:", that the fields stand on
   * @param others pages of other kinds
   */
  static List<Line> of(List<Kinds.Sorted> its, List<Kinds.Sorted> others, List<String> preferred) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String part : preferred) {
      int count = (int) its.stream().filter(one -> has(one, part)).count();
      if (count * 20 >= its.size() * 19) {
        candidates.add(part);
      }
    }
    Map<String, Integer> shared = new HashMap<>();
    for (Kinds.Sorted one : its) {
      one.shape().forEach(part -> shared.merge(part, 1, Integer::sum));
    }
    List<String> sorted = new ArrayList<>(shared.keySet());
    sorted.sort(java.util.Comparator.naturalOrder());
    for (String part : sorted) {
      int count = shared.getOrDefault(part, 0);
      boolean layout = part.startsWith(".") && Css.isLayout(part.substring(1));
      if (count == its.size() && !layout) {
        candidates.add(part);
      }
    }
    List<Kinds.Sorted> left = new ArrayList<>(others);
    List<String> chosen = new ArrayList<>();
    while (chosen.size() < MOST && (!left.isEmpty() || chosen.isEmpty())) {
      String best = null;
      double most = 0;
      for (String part : candidates) {
        if (chosen.contains(part)) {
          continue;
        }
        long excluded = left.stream().filter(one -> !has(one, part)).count();
        double worth =
            excluded
                + (preferred.contains(part) ? 0.5 + 0.15 * left.size() : 0)
                + (part.startsWith("#") || part.startsWith("label:") ? 0.1 : 0);
        if (worth > most) {
          most = worth;
          best = part;
        }
      }
      if (best == null || (most < 1 && !chosen.isEmpty())) {
        break;
      }
      chosen.add(best);
      String added = best;
      left.removeIf(one -> !has(one, added));
    }
    String lacking = left.isEmpty() ? null : lacking(its, left);
    List<Line> lines = new ArrayList<>();
    for (String part : chosen) {
      lines.add(
          part.startsWith("label:")
              ? Line.of("label", Way.printed(part.substring(6)))
              : Line.of("select", part));
    }
    if (lacking != null) {
      lines.add(Line.of("select", lacking));
    }
    return lines.isEmpty() ? List.of(Line.of("select", "body")) : lines;
  }

  /** What some other pages have and these never do. */
  private static @org.jspecify.annotations.Nullable String lacking(
      List<Kinds.Sorted> its, List<Kinds.Sorted> left) {
    Map<String, Integer> counts = new HashMap<>();
    for (Kinds.Sorted other : left) {
      for (String part : other.shape()) {
        if (!part.startsWith("label:")
            && !part.startsWith("a[")
            && its.stream().noneMatch(one -> one.shape().contains(part))) {
          counts.merge(part, 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() * 2 > left.size())
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> "body:not(:has(" + entry.getKey() + "))")
        .orElse(null);
  }

  private static boolean has(Kinds.Sorted page, String part) {
    if (page.shape().contains(part)) {
      return true;
    }
    if (part.startsWith("label:")) {
      return !page.page().labels().find(List.of(part.substring(6)), null, false).isEmpty();
    }
    Element found = page.page().document().selectFirst(Selector.evaluatorOf(part));
    return found != null;
  }
}
