package weir.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of a field: chooses in each record the place that most speaks for, lets the
 * records agree on where it is, and looks for the selectors and labels that find it in all of them.
 */
final class Fitter {

  /** The rules of one field, and how they held. */
  record Fit(
      String field, List<Way> ways, int records, int matched, int agreed, List<String> examples) {
    /** The share of records in which the rules find what was looked for. */
    double confidence() {
      return records == 0 ? 0 : (double) agreed / records;
    }
  }

  private static final int MOST_WAYS = 3;
  private static final int TRIED_RECORDS = 40;
  private static final int LEARNED_FROM = 6;
  private static final int FEWEST_FOR_SECOND = 2;

  private static final Pattern LABEL_SIGNS = Pattern.compile("[^\\p{L}\\p{N} ]");

  private final Sense sense;
  private final List<Context> contexts;

  Fitter(Sense sense, List<Context> contexts) {
    this.sense = sense;
    this.contexts = contexts;
  }

  /** A place chosen in a record. */
  private record Target(Context context, Spot spot, double score) {}

  /**
   * The field's rules; null when nothing speaks for any place.
   *
   * @param taken places that other fields hold already
   */
  @Nullable Fit fit(String field, Map<Context, Set<String>> taken) {
    Map<Context, Target> targets = targets(field, taken);
    if (targets.isEmpty() || targets.size() * 10 < contexts.size()) {
      return null;
    }
    List<Way> ways = new ArrayList<>();
    Map<Context, Target> open = new LinkedHashMap<>(targets);
    while (ways.size() < MOST_WAYS && !open.isEmpty()) {
      Way way = best(field, open, targets);
      if (way == null) {
        break;
      }
      int before = open.size();
      open.values()
          .removeIf(
              target -> isRight(field, way, target) || (!ways.isEmpty() && isFilled(ways, target)));
      if (open.size() == before) {
        break;
      }
      ways.add(way);
      if ((open.size() < FEWEST_FOR_SECOND && contexts.size() > 3)
          || open.size() * 12 < targets.size()) {
        break;
      }
    }
    return ways.isEmpty() ? null : measured(field, ways, targets);
  }

  private static boolean isFilled(List<Way> ways, Target target) {
    return ways.stream().anyMatch(way -> !way.value(target.context()).isEmpty());
  }

  private Fit measured(String field, List<Way> ways, Map<Context, Target> targets) {
    int matched = 0;
    int agreed = 0;
    Set<String> examples = new LinkedHashSet<>();
    for (Context context : contexts) {
      String value = "";
      for (Way way : ways) {
        value = value.isEmpty() ? way.value(context) : value;
      }
      if (!value.isEmpty() && sense.fits(field, value)) {
        matched++;
        Target target = targets.get(context);
        agreed += target != null && same(field, value, target.spot().text()) ? 1 : 0;
        if (examples.size() < 2) {
          examples.add(value);
        }
      }
    }
    return new Fit(field, ways, contexts.size(), matched, agreed, List.copyOf(examples));
  }

  private Map<Context, Target> targets(String field, Map<Context, Set<String>> taken) {
    Map<Context, List<Target>> ranked = new LinkedHashMap<>();
    Map<String, Double> support = new HashMap<>();
    for (Context context : contexts) {
      List<Target> found = new ArrayList<>();
      Set<String> not = taken.getOrDefault(context, Set.of());
      for (Spot spot : context.spots()) {
        if (not.contains(spot.text())) {
          continue;
        }
        double score = sense.score(field, spot, context);
        if (score > 0) {
          found.add(new Target(context, spot, score));
        }
      }
      found.sort(Comparator.comparingDouble(Target::score).reversed());
      ranked.put(context, found);
      Set<String> counted = new HashSet<>();
      for (Target target : found) {
        if (counted.size() >= 4) {
          break;
        }
        if (counted.add(target.spot().path())) {
          double lead = target.score() / found.getFirst().score();
          support.merge(target.spot().path(), lead, Double::sum);
        }
      }
    }
    Map<Context, Target> targets = new LinkedHashMap<>();
    ranked.forEach((context, found) -> {
      Target best = null;
      double most = 0;
      for (Target target : found) {
        double share = support.getOrDefault(target.spot().path(), 0.0) / contexts.size();
        double score = target.score() + (contexts.size() < 2 ? 0 : 2.5 * share);
        if (score > most) {
          most = score;
          best = target;
        }
      }
      if (best != null && best.score() >= Sense.LEAST) {
        targets.put(context, best);
      }
    });
    return targets;
  }

  private @Nullable Way best(String field, Map<Context, Target> open, Map<Context, Target> all) {
    Map<String, Way> candidates = new LinkedHashMap<>();
    int learned = 0;
    int step = Math.max(1, open.size() / LEARNED_FROM);
    int at = 0;
    int next = 0;
    for (Target target : open.values()) {
      if (at++ == next && learned <= LEARNED_FROM) {
        learned++;
        // Not always the first record of a page, which may be built unlike the others.
        next = learned * step + learned % step;
        ways(field, target, candidates);
      }
    }
    List<Target> tried = new ArrayList<>(open.values());
    if (tried.size() > TRIED_RECORDS) {
      List<Target> some = new ArrayList<>();
      for (int i = 0; i < TRIED_RECORDS; i++) {
        some.add(tried.get(i * tried.size() / TRIED_RECORDS));
      }
      tried = some;
    }
    List<Context> without = new ArrayList<>();
    for (Context context : contexts) {
      if (!all.containsKey(context) && without.size() < 10) {
        without.add(context);
      }
    }
    Way best = null;
    double most = 0;
    for (Way way : candidates.values()) {
      double limit = most + 0.035 * way.frailty();
      int right = 0;
      int wrong = 0;
      int left = tried.size();
      for (Target target : tried) {
        left--;
        String value = way.value(target.context());
        if (same(field, value, target.spot().text())) {
          right++;
        } else if (!value.isEmpty()) {
          wrong++;
        }
        if ((double) (right + left) / tried.size() < limit) {
          break;
        }
      }
      double worth =
          (double) right / tried.size() - 0.6 * wrong / tried.size() - 0.035 * way.frailty();
      for (Context context : without) {
        worth -= way.value(context).isEmpty() ? 0 : 0.2 / Math.max(5, without.size());
      }
      if (right > 0 && worth > most) {
        most = worth;
        best = way;
      }
    }
    return best;
  }

  private boolean isRight(String field, Way way, Target target) {
    return same(field, way.value(target.context()), target.spot().text());
  }

  /** Whether two texts say the same to a field's reader. */
  private boolean same(String field, String value, String wanted) {
    if (value.isEmpty()) {
      return false;
    }
    if (field.startsWith("account")) {
      return value.equals(Sense.bareName(wanted));
    }
    if (value.equals(wanted)) {
      return true;
    }
    return switch (field) {
      case "ships_from" ->
          sense.judge().origin(Arrows.before(value)).isPresent()
              && sense
                  .judge()
                  .origin(Arrows.before(value))
                  .equals(sense.judge().origin(Arrows.before(wanted)));
      case "price" ->
          sense.judge().isPrice(value)
              && sense.judge().isPrice(wanted)
              && sense
                  .judge()
                  .prices(value)
                  .getFirst()
                  .money()
                  .equals(sense.judge().prices(wanted).getFirst().money());
      default -> false;
    };
  }

  /** The rules by which one place may be found. */
  private void ways(String field, Target target, Map<String, Way> ways) {
    Spot spot = target.spot();
    Context context = target.context();
    boolean own = spot.path().endsWith(Page.OWN);
    int sign = spot.path().lastIndexOf(Page.SIGN);
    if (sign >= 0) {
      String attribute = spot.path().substring(sign + 1);
      for (Css.Candidate candidate : Css.of(spot.element(), context.root())) {
        put(ways, field, spot, Way.Selected.sign(candidate.css(), attribute, candidate.frailty()));
      }
      return;
    }
    if (spot.label() == null) {
      Element element = own ? spot.element() : innermost(spot.element());
      for (int up = 0; up < 4 && element != null; up++) {
        for (Css.Candidate candidate : Css.of(element, context.root())) {
          put(
              ways,
              field,
              spot,
              Way.Selected.of(
                  candidate.css(), own, candidate.frailty() + 0.1 * up + (own ? 0.1 : 0)));
        }
        Element parent = element.parent();
        if (own
            || element.equals(context.root())
            || parent == null
            || !parent.text().equals(spot.text())) {
          break;
        }
        element = parent;
      }
    }
    for (Spot value : context.labelled(field.equals("account-name") ? "account" : field)) {
      String key = value.label();
      if (key == null || !value.text().contains(spot.text())) {
        continue;
      }
      double frailty = key.indexOf(' ') > 0 ? 0.1 : 0.25;
      put(ways, field, spot, new Way.Labelled(key, Way.printed(key), null, null, frailty));
      if (spot.label() == null && !value.text().equals(spot.text())) {
        for (String select : parts(spot.element(), value.element())) {
          ways.putIfAbsent(
              key + "\n" + select,
              new Way.Labelled(key, Way.printed(key), select, null, frailty + 0.2));
        }
      }
    }
  }

  /** The innermost element that holds all the words of another. */
  private static Element innermost(Element element) {
    Element here = element;
    while (here.childrenSize() == 1 && here.ownText().isBlank()) {
      here = here.child(0);
    }
    return here;
  }

  /** What of a label's value a place is: its tag, or its first class. */
  private static List<String> parts(Element element, Element value) {
    List<String> parts = new ArrayList<>();
    for (Element here = element; here != null && !here.equals(value); here = here.parent()) {
      parts.add(here.normalName());
      for (String name : Css.classes(here)) {
        parts.add("." + name);
      }
    }
    parts.removeIf(part -> {
      try {
        Selector.evaluatorOf(part);
        return false;
      } catch (IllegalArgumentException | IllegalStateException e) {
        return true;
      }
    });
    return parts;
  }

  private void put(Map<String, Way> ways, String field, Spot spot, Way way) {
    String name = way.line().yaml();
    ways.putIfAbsent(name, way);
    String label = spot.label() == null ? sense.partLabelled(field, spot.text()) : null;
    if (label != null) {
      Way part =
          way.matching(LABEL_SIGNS.matcher(label).replaceAll("\\\\$0") + "\\s*:?\\s*([^|;,·•]+)");
      ways.remove(name);
      ways.putIfAbsent(part.line().yaml(), part);
    }
    if (field.startsWith("account") && !Sense.bareName(spot.text()).equals(spot.text())) {
      Way bare = way.matching("^([^(\\[{]*[^(\\[{\\s])");
      ways.putIfAbsent(bare.line().yaml(), bare);
    }
  }
}
