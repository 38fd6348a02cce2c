package weir.suggest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Finds what repeats on a page. Places of one path, such as the links in a list, are anchors; the
 * record around an anchor is the largest element that holds no other anchor.
 */
final class Records {

  /**
   * Records of one kind on a page.
   *
   * @param roots the elements, in the order of the page
   * @param anchors a place in each, by which they were found
   */
  record Group(Page page, List<Element> roots, List<Spot> anchors) {}

  private static final int MOST_GROUPS = 900;

  private Records() {}

  /** The groups of a page: each set of elements once, under the anchors that say most. */
  static List<Group> of(Page page) {
    Map<String, List<Spot>> byPath = new LinkedHashMap<>();
    for (Spot spot : page.spots()) {
      byPath.computeIfAbsent(spot.path(), _ -> new ArrayList<>()).add(spot);
      // Where one path leads to several places of each record, the links or the order part them.
      Element link = Sense.linkAt(spot.element());
      if (link != null) {
        List<String> parts = LinkShape.of(link.attr("href")).parts();
        if (!parts.isEmpty()) {
          byPath
              .computeIfAbsent(spot.path() + "|" + parts.getFirst(), _ -> new ArrayList<>())
              .add(spot);
        }
      }
      byPath
          .computeIfAbsent(spot.path() + "|" + places(spot.element()), _ -> new ArrayList<>())
          .add(spot);
    }
    List<Group> groups = new ArrayList<>();
    Map<Element, List<Group>> byFirst = new HashMap<>();
    int tried = 0;
    for (List<Spot> anchors : byPath.values()) {
      if (anchors.size() < 2 || tried++ > MOST_GROUPS || !differ(anchors)) {
        continue;
      }
      Group group = around(page, anchors);
      if (group != null) {
        byFirst.computeIfAbsent(group.roots().getFirst(), _ -> new ArrayList<>()).add(group);
      }
    }
    for (List<Group> same : byFirst.values()) {
      Map<Integer, List<Group>> bySize = new LinkedHashMap<>();
      same.forEach(
          group -> bySize.computeIfAbsent(group.roots().size(), _ -> new ArrayList<>()).add(group));
      // The same elements are found by many places in them: the longest words, and the longest
      // link.
      for (List<Group> equal : bySize.values()) {
        Group longest = Collections.max(equal, Comparator.comparingLong(Records::letters));
        groups.add(longest);
        equal.stream()
            .filter(group -> !group.equals(longest) && isLinked(group))
            .max(Comparator.comparingLong(Records::letters))
            .ifPresent(groups::add);
      }
    }
    return groups;
  }

  /** The places of an element and of its parent among their siblings. */
  private static String places(Element element) {
    Element parent = element.parent();
    return element.elementSiblingIndex()
        + "/"
        + (parent == null ? 0 : parent.elementSiblingIndex());
  }

  private static boolean isLinked(Group group) {
    return Sense.linkAt(group.anchors().getFirst().element()) != null;
  }

  private static long letters(Group group) {
    List<Spot> anchors = group.anchors();
    return anchors.stream().mapToLong(spot -> spot.text().length()).sum() / anchors.size();
  }

  private static boolean differ(List<Spot> anchors) {
    Set<String> texts = new HashSet<>();
    long letters = 0;
    for (Spot spot : anchors) {
      texts.add(spot.text());
      letters += spot.text().chars().filter(Character::isLetter).count();
    }
    return texts.size() * 2 > anchors.size() && letters >= 3L * anchors.size();
  }

  private static @org.jspecify.annotations.Nullable Group around(Page page, List<Spot> anchors) {
    Map<Element, Integer> held = new HashMap<>();
    for (Spot spot : anchors) {
      for (Element here = spot.element(); here != null; here = here.parent()) {
        held.merge(here, 1, Integer::sum);
      }
    }
    List<Element> roots = new ArrayList<>();
    Map<String, Integer> tags = new HashMap<>();
    for (Spot spot : anchors) {
      Element root = spot.element();
      for (Element above = root.parent();
          above != null && held.getOrDefault(above, 0) == 1;
          above = root.parent()) {
        root = above;
      }
      roots.add(root);
      tags.merge(root.normalName(), 1, Integer::sum);
    }
    int most = Collections.max(tags.values());
    if (most * 10 < roots.size() * 8) {
      return null;
    }
    List<Element> alike = new ArrayList<>();
    List<Spot> their = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      Element root = roots.get(i);
      boolean inside = !root.equals(anchors.get(i).element()) || root.childrenSize() > 0;
      if (inside && tags.getOrDefault(root.normalName(), 0) == most) {
        alike.add(root);
        their.add(anchors.get(i));
      }
    }
    return alike.size() < 2 ? null : new Group(page, alike, their);
  }
}
