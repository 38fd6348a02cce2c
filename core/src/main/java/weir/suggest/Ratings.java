package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a list of ratings.
 *
 * @param buyer the selector of who gave the rating, which is masked; null when nobody is named
 */
record Ratings(Map<String, Shape.Rule> fields, List<Fitter.Fit> fits, @Nullable String buyer) {

  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("text", "feedback_text");
    FIELDS.put("given_at", "given_at");
    FIELDS.put("amount", "amount");
  }

  /** Null when neither words nor dates were found. */
  static @Nullable Ratings of(List<Context> contexts, Sense sense) {
    if (contexts.size() < 2) {
      return null;
    }
    Fitter fitter = new Fitter(sense, contexts);
    Map<String, Shape.Rule> fields = new LinkedHashMap<>();
    List<Fitter.Fit> fits = new ArrayList<>();
    FIELDS.forEach((field, sought) -> {
      Fitter.Fit fit = fitter.fit(sought, Map.of());
      if (fit == null) {
        return;
      }
      List<String> values = new ArrayList<>();
      for (Context context : contexts) {
        String value = fit.ways().getFirst().value(context);
        if (!value.isEmpty()) {
          values.add(value);
        }
      }
      Line line = Finish.line(field, fit.ways().getFirst().line(), values, sense);
      if (line != null) {
        fits.add(fit);
        fields.put(
            field,
            new Shape.Rule(
                String.format(
                    Locale.ROOT,
                    "confidence %.2f: found in %d of %d",
                    fit.confidence(),
                    fit.matched(),
                    fit.records()),
                List.of(line)));
      }
    });
    Line marks = marks(contexts);
    if (marks != null) {
      fields.put("rating", new Shape.Rule("", List.of(marks)));
    }
    if (!fields.containsKey("text") && !fields.containsKey("given_at")) {
      return null;
    }
    Fitter.Fit buyer = fitter.fit("buyer", Map.of());
    String css =
        buyer != null && buyer.ways().getFirst() instanceof Way.Selected selected
            ? selected.css()
            : null;
    return new Ratings(fields, fits, css);
  }

  /** Stars that are counted, or words and signs that stand for marks. */
  private static @Nullable Line marks(List<Context> contexts) {
    Map<String, Set<Integer>> counts = new HashMap<>();
    for (Context context : contexts) {
      Element root = context.root();
      if (root == null) {
        return null;
      }
      Map<String, Integer> here = new HashMap<>();
      for (Element star : root.select("img[src*=star], i[class*=star], span[class*=star]")) {
        String css =
            star.nameIs("img")
                ? "img[src*=" + Css.quoted(file(star.attr("src"))) + "]"
                : star.normalName() + "." + String.join(".", star.classNames());
        here.merge(css, 1, Integer::sum);
      }
      here.forEach(
          (css, count) -> counts.computeIfAbsent(css, _ -> new LinkedHashSet<>()).add(count));
    }
    String best = null;
    for (Map.Entry<String, Set<Integer>> entry : counts.entrySet()) {
      int most = entry.getValue().stream().mapToInt(Integer::intValue).max().orElse(0);
      boolean full =
          entry.getKey().matches("(?i).*(?:gold|full|yellow|on|fa-star$|star\\.).*")
              && !entry.getKey().matches("(?i).*(?:empty|grey|gray|-o\\b|half|off).*");
      if (most <= 5 && full && (best == null || most > 1)) {
        best = entry.getKey();
      }
    }
    return best == null ? null : Line.of("select", best).raw("take", "count").raw("scale", "5");
  }

  private static String file(String src) {
    String path = src.replaceFirst("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** As guesses on a kind of page. */
  List<Suggestion.Guess> guesses(String kind) {
    List<Suggestion.Guess> guesses = new ArrayList<>();
    for (Fitter.Fit fit : fits) {
      String field =
          FIELDS.entrySet().stream()
              .filter(entry -> entry.getValue().equals(fit.field()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(fit.field());
      guesses.add(
          new Suggestion.Guess(
              kind, "feedback", field, fit.confidence(), fit.matched(), fit.records()));
    }
    return guesses;
  }
}
