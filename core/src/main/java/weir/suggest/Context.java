package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import weir.source.PageLabels;

/** What one record is read from: a whole page, or one element of it. */
final class Context {

  private final Page page;
  private final @Nullable Element root;
  private final List<Spot> spots = new ArrayList<>();

  /** What stands beside the labels of each field. */
  private final Map<String, List<Spot>> labelled = new HashMap<>();

  /** Elements of lists on the page that are other records. */
  private final Set<Element> elsewhere;

  Context(Page page, @Nullable Element root, PageWords words, Set<Element> elsewhere) {
    this.page = page;
    this.root = root;
    this.elsewhere = elsewhere;
    for (Spot spot : page.spots()) {
      if (root == null || isIn(spot.element(), root)) {
        spots.add(spot);
      }
    }
    for (Spot sign : page.signs()) {
      if (root == null || isIn(sign.element(), root)) {
        spots.add(sign);
      }
    }
    Set<String> keys = new LinkedHashSet<>(page.labels().keys());
    for (String opening : page.openings()) {
      // "Ships from Spain" is a label with its value; "Price list" is not.
      if (words.fields(opening).contains("ships_from")
          || words.fields(opening).contains("ships_to")) {
        keys.add(opening);
      }
    }
    for (String key : keys) {
      Set<String> fields = words.fields(key);
      if (fields.isEmpty()) {
        continue;
      }
      for (PageLabels.Value value : page.labels().find(List.of(key), root, true)) {
        if (!words.isLabel(value.text()) && (root != null || !isInColumn(value, key))) {
          Spot spot =
              new Spot(value.element(), value.text(), "label:" + key, order(value.element()), key);
          spots.add(spot);
          fields.forEach(
              field -> labelled.computeIfAbsent(field, _ -> new ArrayList<>()).add(spot));
        }
      }
    }
  }

  /** Whether a value stands in a table of many rows, under the head of its column. */
  private static boolean isInColumn(PageLabels.Value value, String key) {
    Element row = value.element().closest("tr");
    if (row == null || row.childrenSize() < 2 || PageLabels.key(row.text()).contains(key)) {
      return false;
    }
    int like = 0;
    Element body = row.parent();
    for (Element other : body == null ? List.<Element>of() : body.children()) {
      like += other.childrenSize() == row.childrenSize() && other.selectFirst("td") != null ? 1 : 0;
    }
    return like >= 3;
  }

  private int order(Element element) {
    for (Spot spot : spots) {
      if (spot.element().equals(element)) {
        return spot.order();
      }
    }
    return spots.size();
  }

  private static boolean isIn(Element element, Element root) {
    for (Element here = element; here != null; here = here.parent()) {
      if (here.equals(root)) {
        return true;
      }
    }
    return false;
  }

  Page page() {
    return page;
  }

  @Nullable Element root() {
    return root;
  }

  List<Spot> spots() {
    return spots;
  }

  /** What stands beside a field's labels. */
  List<Spot> labelled(String field) {
    return labelled.getOrDefault(field, List.of());
  }

  /** Whether a spot is beside a label of a field, or a part of what is. */
  boolean isLabelled(String field, Spot spot) {
    for (Spot value : labelled(field)) {
      if (value.equals(spot)
          || (value.text().contains(spot.text())
              && ((value.element().equals(spot.element()) && !spot.path().endsWith(Page.OWN))
                  ? value.text().equals(spot.text())
                  : isIn(spot.element(), value.element())
                      && spot.text().length() * 4 >= value.text().length()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a spot belongs to another record on the page, such as a rating or a similar ware. */
  boolean isElsewhere(Spot spot) {
    if (elsewhere.isEmpty()) {
      return false;
    }
    for (Element here = spot.element(); here != null; here = here.parent()) {
      if (elsewhere.contains(here)) {
        return true;
      }
    }
    return false;
  }

  static Set<Element> identities() {
    return new HashSet<>();
  }

  /** The labels that stand before a field's values here. */
  Set<String> labels(String field) {
    Set<String> keys = new LinkedHashSet<>();
    for (Spot spot : labelled(field)) {
      if (spot.label() != null) {
        keys.add(spot.label());
      }
    }
    return keys;
  }
}
