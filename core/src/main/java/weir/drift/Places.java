package weir.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Looks, on pages that no longer fit, for the places where a field's values went: by values that
 * are known, by the label beside them, by their form.
 */
final class Places {

  private static final int LONGEST_VALUE = 400;
  private static final int LONGEST_LABEL = 30;
  private static final int MOST_ELEMENTS = 20_000;

  /** Words by which sites name a field in its label or its class, in several languages. */
  private static final Map<String, Pattern> HINTS =
      Map.ofEntries(
          hint("title", "title|name|heading|titel|titre|titulo|titolo|tytul"),
          hint(
              "account",
              "vendor|seller|shop|store|verkaufer|vendeur|vendedor|verkoper|sprzedawca|продавец|магазин"),
          hint("price", "price|cost|preis|prix|precio|prezzo|preco|prijs|cena|цена|ціна"),
          hint("ships_from", "from|origin|versand aus|expedie|desde|da|verzonden|откуда|звідки"),
          hint("ships_to", "ships? to|dest|versand nach|vers|hasta|naar|куда|куди"),
          hint("stock", "stock|left|avail|lager|dispon|voorraad|остаток|наличи"),
          hint("sold_count", "sold|sales|verkauft|vendu|vendid|verkocht|продано"),
          hint("rating", "rating|score|stars|bewertung|note|valoracion|рейтинг"),
          hint("description", "desc|detail|about|beschreibung|описание|опис"));

  private static Map.Entry<String, Pattern> hint(String field, String words) {
    return Map.entry(field, Pattern.compile("(?:^|[^\\pL])(?:" + words + ")"));
  }

  /** What is known of a field from pages that fitted. */
  static final class Known {
    final Set<String> values = new HashSet<>();
    final Set<String> forms = new HashSet<>();
    final Set<String> labels = new HashSet<>();
    int hits;
    int roots;

    void add(String value, Element at) {
      if (value.isBlank()) {
        return;
      }
      hits++;
      values.add(plain(value));
      forms.add(form(value));
      String label = label(at);
      if (label != null) {
        labels.add(plain(label));
      }
    }

    double perRoot() {
      return roots == 0 ? 0 : (double) hits / roots;
    }
  }

  /**
   * A place that may hold the field now.
   *
   * @param known how many different known values stand there
   * @param pages share of the pages (or of their records) that have it
   */
  record Found(String css, int known, int hits, double pages, boolean label, double score) {}

  private static final class Tally {
    final Set<Integer> roots = new HashSet<>();
    final Set<String> matched = new HashSet<>();
    int hits;
    int knownHits;
    int formHits;
    int labelHits;
    boolean hinted;
  }

  private Places() {}

  /**
   * The best place within the roots.
   *
   * @param field what is looked for
   * @param words whether the values are words: then their form says nothing
   * @param own whether only an element's own text counts
   * @param several whether the place must stand more than once on a page, as in a list
   * @return empty when nothing speaks clearly for any place
   */
  static Optional<Found> find(
      List<Element> roots, String field, Known known, boolean words, boolean own, boolean several) {
    Pattern hints = HINTS.get(field);
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (int r = 0; r < roots.size(); r++) {
      int looked = 0;
      for (Element element : roots.get(r).getAllElements()) {
        if (++looked > MOST_ELEMENTS) {
          break;
        }
        String value = own ? element.ownText() : value(element);
        if (value == null || value.isBlank() || value.length() > LONGEST_VALUE) {
          continue;
        }
        String plain = plain(value);
        boolean isKnown = known.values.contains(plain);
        boolean hasForm = known.forms.contains(form(value));
        String label = label(element);
        boolean hasLabel = label != null && known.labels.contains(plain(label));
        boolean hinted =
            hints != null
                && (hints.matcher(plain(element.className().replace('_', ' '))).find()
                    || (label != null && hints.matcher(plain(label)).find()));
        for (String css : names(element)) {
          Tally tally = tallies.computeIfAbsent(css, _ -> new Tally());
          tally.roots.add(r);
          tally.hits++;
          if (isKnown) {
            tally.knownHits++;
            tally.matched.add(plain);
          }
          tally.formHits += hasForm ? 1 : 0;
          tally.labelHits += hasLabel ? 1 : 0;
          tally.hinted |= hinted;
        }
      }
    }
    List<Found> likely = new ArrayList<>();
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      Found found = judged(entry.getKey(), entry.getValue(), roots.size(), known, words, several);
      if (found != null) {
        likely.add(found);
      }
    }
    likely.sort(Comparator.comparingDouble(Found::score).reversed());
    return likely.stream()
        .limit(MOST_TRIED)
        .map(found -> tried(found, roots))
        .max(Comparator.comparingDouble(Found::score));
  }

  private static final int MOST_TRIED = 12;

  /** A selector may find more than the elements that it was made for: then it says less. */
  private static Found tried(Found found, List<Element> roots) {
    int all = roots.stream().mapToInt(root -> root.select(found.css()).size()).sum();
    double own = (double) found.hits() / Math.max(1, all);
    return own > 0.9
        ? found
        : new Found(
            found.css(),
            found.known(),
            found.hits(),
            found.pages(),
            found.label(),
            found.score() * own - 0.5);
  }

  private static @Nullable Found judged(
      String css, Tally tally, int roots, Known known, boolean words, boolean several) {
    if (several && tally.hits < 2 * tally.roots.size()) {
      return null;
    }
    double precision = (double) tally.knownHits / tally.hits;
    double form = (double) tally.formHits / tally.hits;
    double label = (double) tally.labelHits / tally.hits;
    int matched = tally.matched.size();
    boolean labelled = label >= 0.8;
    boolean speaks =
        words
            ? (matched >= 2 && precision >= 0.2) || labelled
            : (matched >= 2 && form >= 0.5)
                || (matched >= 1 && form >= 0.8 && precision >= 0.3)
                || (labelled && form >= 0.3)
                || (tally.hinted && form >= 0.8);
    if (!speaks) {
      return null;
    }
    double pages = (double) tally.roots.size() / roots;
    double perRoot = (double) tally.hits / tally.roots.size();
    double surplus =
        several ? 0 : Math.min(3, Math.max(0, perRoot / Math.max(1, known.perRoot()) - 1));
    double score =
        (several ? 1 : pages)
                * (2 * precision * Math.min(1, matched / 3.0)
                    + 1.5 * label
                    + (words ? 0 : 0.5) * form
                    + (tally.hinted ? 0.3 : 0))
            - 0.3 * surplus
            - 0.001 * css.length();
    return new Found(css, matched, tally.hits, pages, labelled, score);
  }

  /** An element's text, where it holds one; null for what only holds other elements. */
  private static @Nullable String value(Element element) {
    if (element.ownText().isBlank() && element.childrenSize() != 0) {
      return null;
    }
    return element.text();
  }

  /**
   * The element of which each holds exactly one of the hits: the record.
   *
   * @return its selector; empty when the hits do not stand in records alike
   */
  static Optional<String> container(List<Element> pages, String css) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (Element page : pages) {
      List<Element> hits = page.select(css);
      if (hits.size() < 2) {
        continue;
      }
      for (Element hit : hits) {
        Element at = hit;
        while (at.parent() != null && at.parent().select(css).size() == 1) {
          at = at.parent();
        }
        String name = at.equals(hit) ? css : names(at).stream().findFirst().orElse("");
        if (!name.isEmpty()) {
          votes.merge(name, 1, Integer::sum);
        }
      }
    }
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** Selectors that an element answers to, the plainest first. */
  static List<String> names(Element element) {
    List<String> names = new ArrayList<>();
    String own = own(element);
    if (own != null) {
      names.add(own);
    }
    for (String part : classes(element)) {
      String one = element.normalName() + "." + part;
      if (!names.contains(one)) {
        names.add(one);
      }
    }
    Element before = element.previousElementSibling();
    String label = before == null ? null : shortLabel(before.ownText());
    if (before != null && label != null) {
      names.add(
          "%s:containsOwn(%s) + %s".formatted(before.normalName(), label, element.normalName()));
    }
    Element parent = element.parent();
    if (parent == null) {
      return names;
    }
    String inside = shortLabel(parent.ownText());
    if (inside != null) {
      names.add(
          "%s:containsOwn(%s) > %s".formatted(parent.normalName(), inside, element.normalName()));
    }
    if (own == null) {
      String above = own(parent);
      if (above != null) {
        names.add(above + " > " + element.normalName());
      } else if (parent.parent() != null) {
        String further = own(parent.parent());
        if (further != null) {
          names.add(further + " > " + parent.normalName() + " > " + element.normalName());
        }
      }
    }
    return names;
  }

  /** By id or classes, where it has some that are names and no numbers. */
  private static @Nullable String own(Element element) {
    if (isName(element.id())) {
      return "#" + element.id();
    }
    List<String> classes = classes(element);
    return classes.isEmpty() ? null : element.normalName() + "." + String.join(".", classes);
  }

  private static List<String> classes(Element element) {
    return element.classNames().stream().filter(Places::isName).limit(3).toList();
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z][A-Za-z_-]{0,40}");
  }

  private static @Nullable String shortLabel(String text) {
    String bare = text.strip();
    bare = bare.endsWith(":") ? bare.substring(0, bare.length() - 1).strip() : bare;
    boolean good =
        bare.length() >= 2 && bare.length() <= LONGEST_LABEL && bare.matches("[\\p{L} ]+");
    return good ? bare : null;
  }

  /** The words that announce an element's value: before it, or around it. */
  static @Nullable String label(Element element) {
    Element before = element.previousElementSibling();
    String label = before == null ? null : shortLabel(before.ownText());
    if (label == null && element.parent() != null) {
      label = shortLabel(element.parent().ownText());
    }
    return label;
  }

  /** For comparing: lower case, single spaces. */
  static String plain(String value) {
    return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** What kind of value it is: every number as 9, every word as a, signs as they are. */
  static String form(String value) {
    return plain(value)
        .replaceAll("\\d+([.,]\\d+)*", "9")
        .replaceAll("\\p{L}+", "a")
        .replaceAll("a( a)+", "a");
  }
}
