package weir.suggest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds by what a listing is told from others: a value in its links, or in a hidden field. */
final class Ids {

  /**
   * An id's rule.
   *
   * @param key what stands before the id in links; null when it stands elsewhere
   * @param part what links to listings hold; null when unknown
   * @param share of the records that have one
   */
  record Found(
      Line line, @Nullable String key, @Nullable String part, String comment, double share) {}

  private static final Pattern HIDDEN =
      Pattern.compile("(?i).*(?:id|offer|item|product|listing|code|sku|ware|slug).*");
  private static final Pattern NOT_AN_ID =
      Pattern.compile(
          "(?i).*(?:token|csrf|session|page|sort|currency|quantity|lang|version|transaction).*");

  private Ids() {}

  /** The id in the links of a list's titles; null when they have none that tells them apart. */
  static @Nullable Found ofRecords(List<Context> contexts, Fitter.@Nullable Fit title) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> parts = new HashMap<>();
    Set<String> texts = new HashSet<>();
    for (Context context : contexts) {
      if (title == null || context.root() == null) {
        return null;
      }
      String text = title.ways().getFirst().value(context);
      texts.add(text);
      Element link = linkOf(context, title);
      if (link == null) {
        continue;
      }
      LinkShape shape = LinkShape.of(link.attr("href"));
      for (int i = 0; i < shape.keys().size(); i++) {
        String key = shape.keys().get(i);
        if (!shape.values().get(i).isBlank() && !NOT_AN_ID.matcher(key).matches()) {
          values.computeIfAbsent(key, _ -> new HashSet<>()).add(shape.values().get(i));
          counts.merge(key, 1, Integer::sum);
          parts.putIfAbsent(
              key,
              shape.parts().stream()
                  .filter(part -> part.contains(key.replace("/", "")))
                  .findFirst()
                  .orElse(shape.parts().getFirst()));
        }
      }
    }
    String best = null;
    for (Map.Entry<String, Set<String>> entry : values.entrySet()) {
      int count = counts.getOrDefault(entry.getKey(), 0);
      if (count * 10 >= contexts.size() * 7
          && entry.getValue().size() * 10 >= texts.size() * 8
          && (best == null
              || entry.getValue().size() > values.getOrDefault(best, Set.of()).size())) {
        best = entry.getKey();
      }
    }
    if (best == null) {
      return null;
    }
    String part = parts.getOrDefault(best, best);
    Line line =
        Line.of("select", "a[href*=" + Css.quoted(part) + "]")
            .and("attribute", "href")
            .and("match", LinkShape.pattern(best));
    int count = counts.getOrDefault(best, 0);
    return new Found(
        line,
        best,
        part,
        "confidence %.2f: in the links of %d of %d"
            .formatted((double) count / contexts.size(), count, contexts.size()),
        (double) count / contexts.size());
  }

  private static @Nullable Element linkOf(Context context, Fitter.Fit title) {
    for (Way way : title.ways()) {
      if (way instanceof Way.Selected selected) {
        Element element = selected.element(context);
        Element link = element == null ? null : Sense.linkAt(element);
        if (link != null) {
          return link;
        }
      }
    }
    return context.root() == null ? null : context.root().selectFirst("a[href]");
  }

  /** The id of pages that are one listing each. */
  static @Nullable Found ofPages(List<Context> contexts, @Nullable String knownKey) {
    Found hidden = hidden(contexts);
    Found link = knownKey == null ? null : linked(contexts, knownKey);
    if (link != null && (hidden == null || link.share() >= hidden.share())) {
      return link;
    }
    if (hidden != null) {
      return hidden;
    }
    return link != null ? link : anyLink(contexts);
  }

  private static @Nullable Found hidden(List<Context> contexts) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Context context : contexts) {
      Set<String> seen = new HashSet<>();
      for (Element input : context.page().document().select("input[type=hidden][name][value]")) {
        String name = input.attr("name");
        String value = input.attr("value");
        if (HIDDEN.matcher(name).matches()
            && !NOT_AN_ID.matcher(name).matches()
            && value.length() >= 2
            && value.length() <= 80
            && name.matches("[A-Za-z_][A-Za-z0-9_-]*")
            && seen.add(name)) {
          values.computeIfAbsent(name, _ -> new HashSet<>()).add(value);
          counts.merge(name, 1, Integer::sum);
        }
      }
    }
    for (Map.Entry<String, Set<String>> entry : values.entrySet()) {
      int count = counts.getOrDefault(entry.getKey(), 0);
      if (count * 10 >= contexts.size() * 8 && entry.getValue().size() * 10 >= count * 8) {
        return new Found(
            Line.of("select", "input[name=" + entry.getKey() + "]").and("attribute", "value"),
            null,
            null,
            "confidence %.2f: a hidden field on %d of %d"
                .formatted((double) count / contexts.size(), count, contexts.size()),
            (double) count / contexts.size());
      }
    }
    return null;
  }

  /** By the key that links in lists have: the value that a page repeats most. */
  private static @Nullable Found linked(List<Context> contexts, String key) {
    Map<String, Integer> right = new LinkedHashMap<>();
    Map<Context, String> own = new HashMap<>();
    for (Context context : contexts) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (Element link : context.page().document().select("a[href], form[action]")) {
        LinkShape.value(link.hasAttr("href") ? link.attr("href") : link.attr("action"), key)
            .ifPresent(value -> counts.merge(value, 1, Integer::sum));
      }
      counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresent(most -> own.put(context, most.getKey()));
    }
    int with = own.size();
    if (with * 2 < contexts.size() || new HashSet<>(own.values()).size() * 10 < with * 7) {
      return null;
    }
    for (String css :
        List.of("form[action*=" + Css.quoted(key) + "]", "a[href*=" + Css.quoted(key) + "]")) {
      own.forEach((context, value) -> {
        Element found = context.page().document().selectFirst(css);
        if (found != null
            && LinkShape.value(
                    found.hasAttr("href") ? found.attr("href") : found.attr("action"), key)
                .filter(value::equals)
                .isPresent()) {
          right.merge(css, 1, Integer::sum);
        }
      });
    }
    return right.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() * 10 >= contexts.size() * 6)
        .map(most ->
            new Found(
                Line.of("select", most.getKey())
                    .and("attribute", most.getKey().startsWith("form") ? "action" : "href")
                    .and("match", LinkShape.pattern(key)),
                key,
                null,
                "confidence %.2f: in the page's own links on %d of %d"
                    .formatted(
                        (double) most.getValue() / contexts.size(),
                        most.getValue(),
                        contexts.size()),
                (double) most.getValue() / contexts.size()))
        .orElse(null);
  }

  /**
   * Where no list shows what links to listings are like: what each page repeats and no other has.
   */
  private static @Nullable Found anyLink(List<Context> contexts) {
    Map<String, Integer> pages = new LinkedHashMap<>();
    Map<String, Set<String>> values = new HashMap<>();
    for (Context context : contexts) {
      Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
      for (Element link : context.page().document().select("a[href], form[action]")) {
        LinkShape shape =
            LinkShape.of(link.hasAttr("href") ? link.attr("href") : link.attr("action"));
        for (int i = 0; i < shape.keys().size(); i++) {
          String key = shape.keys().get(i);
          if (HIDDEN.matcher(key).matches() && !NOT_AN_ID.matcher(key).matches()) {
            counts
                .computeIfAbsent(key, _ -> new HashMap<>())
                .merge(shape.values().get(i), 1, Integer::sum);
          }
        }
      }
      counts.forEach((key, found) ->
          found.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .filter(most -> most.getValue() >= 2)
              .ifPresent(most -> {
                pages.merge(key, 1, Integer::sum);
                values.computeIfAbsent(key, _ -> new HashSet<>()).add(most.getKey());
              }));
    }
    for (Map.Entry<String, Integer> entry : pages.entrySet()) {
      if (entry.getValue() * 10 >= contexts.size() * 8
          && values.getOrDefault(entry.getKey(), Set.of()).size() * 10 >= entry.getValue() * 8) {
        Found found = linked(contexts, entry.getKey());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
