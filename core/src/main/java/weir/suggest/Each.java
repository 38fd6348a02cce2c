package weir.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The selector of the elements that hold one record each.
 *
 * @param held how well it meets the records that were found, from 0 to 1
 */
record Each(String css, double held) {

  private static final int TRIED_PAGES = 12;
  private static final java.util.regex.Pattern BARE = java.util.regex.Pattern.compile("[a-z0-9]+");

  /** The selector that meets the groups best; null when none meets most of them. */
  static @Nullable Each of(List<Records.Group> groups) {
    if (groups.isEmpty()) {
      return null;
    }
    // One template for all: the anchors' path that most pages share.
    Map<String, List<Records.Group>> byPath = new HashMap<>();
    for (Records.Group group : groups) {
      byPath.computeIfAbsent(group.anchors().getFirst().path(), _ -> new ArrayList<>()).add(group);
    }
    List<Records.Group> its =
        byPath.values().stream()
            .max(
                Comparator.<List<Records.Group>>comparingInt(
                    list -> list.stream().mapToInt(group -> group.roots().size()).sum()))
            .orElse(groups);
    Map<String, Double> candidates = new LinkedHashMap<>();
    for (Records.Group group : its.subList(0, Math.min(3, its.size()))) {
      for (int i = 0; i < Math.min(3, group.roots().size()); i++) {
        Element root = group.roots().get(group.roots().size() - 1 - i);
        Spot anchor = group.anchors().get(group.roots().size() - 1 - i);
        List<Css.Candidate> plain = Css.of(root, null);
        for (Css.Candidate candidate : plain) {
          candidates.putIfAbsent(
              candidate.css(),
              candidate.frailty() + (BARE.matcher(candidate.css()).matches() ? 2 : 0));
        }
        Element link = Sense.linkAt(anchor.element());
        List<String> within = new ArrayList<>();
        if (link != null) {
          LinkShape.of(link.attr("href")).parts().stream()
              .limit(2)
              .forEach(part -> within.add("a[href*=" + Css.quoted(part) + "]"));
        }
        Css.classes(anchor.element()).forEach(name -> within.add("." + name));
        String way = way(root, anchor.element());
        if (!way.isEmpty()) {
          List<String> ends = new ArrayList<>(within);
          ends.forEach(end -> within.add(way + end));
          within.add(way + anchor.element().normalName());
        }
        within.add("td");
        for (String inner : within) {
          for (Css.Candidate candidate : plain) {
            if (candidate.frailty() < 3 && !candidate.css().contains("nth-")) {
              candidates.putIfAbsent(
                  candidate.css() + ":has(" + inner + ")",
                  candidate.frailty() + (inner.equals("td") ? 0.8 : 0.5));
            }
          }
        }
      }
    }
    List<Records.Group> tried = its.subList(0, Math.min(TRIED_PAGES, its.size()));
    String best = null;
    double most = 0;
    double held = 0;
    for (Map.Entry<String, Double> candidate : candidates.entrySet()) {
      if (1 - 0.02 * candidate.getValue() <= most) {
        continue;
      }
      double sum = 0;
      for (Records.Group group : tried) {
        Set<Element> roots = Context.identities();
        roots.addAll(group.roots());
        int found = 0;
        int right = 0;
        for (Element element : group.page().document().select(candidate.getKey())) {
          found++;
          right += roots.contains(element) ? 1 : 0;
        }
        sum += found == 0 ? 0 : 2.0 * right / (found + roots.size());
      }
      double mean = sum / tried.size();
      double worth = mean - 0.02 * candidate.getValue();
      if (worth > most) {
        most = worth;
        held = mean;
        best = candidate.getKey();
      }
    }
    return best == null || held < 0.55 ? null : new Each(best, held);
  }

  /** The tags from a record down to its anchor, such as {@code > td > }. */
  private static String way(Element root, Element anchor) {
    StringBuilder way = new StringBuilder();
    Element link = Sense.linkAt(anchor);
    Element end = link == null ? anchor : link;
    for (Element here = end.parent(); here != null && !here.equals(root); here = here.parent()) {
      way.insert(0, here.normalName() + " > ");
    }
    return end.equals(root) ? "" : way.insert(0, "> ").toString();
  }
}
