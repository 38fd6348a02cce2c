package weir.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the posts of a thread.
 *
 * @param author the selector of who wrote, which is masked; null when nobody is named
 */
record Posts(
    Map<String, Shape.Rule> fields, Map<String, Fitter.Fit> fits, @Nullable String author) {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Null when no words were found. */
  static @Nullable Posts of(List<Context> contexts, String each, Sense sense) {
    Fitter fitter = new Fitter(sense, contexts);
    Fitter.Fit text = fitter.fit("feedback_text", Map.of());
    if (text == null || !(text.ways().getFirst() instanceof Way.Selected words)) {
      return null;
    }
    Map<String, Shape.Rule> fields = new LinkedHashMap<>();
    Map<String, Fitter.Fit> fits = new LinkedHashMap<>();
    String heading = heading(contexts);
    fields.put(
        "thread",
        new Shape.Rule(
            "the heading, for want of a number: threads of one heading count as one",
            List.of(Line.of("select", heading).raw("page", "true"))));
    Line id = id(contexts, each);
    fields.put("post_id", new Shape.Rule("", List.of(id)));
    Fitter.Fit author = fitter.fit("author", Map.of());
    if (author != null) {
      fits.put("author", author);
      fields.put("author", rule(author, author.ways().getFirst().line()));
    }
    Fitter.Fit when = fitter.fit("given_at", Map.of());
    if (when != null) {
      Way way = when.ways().getFirst();
      List<String> values = new ArrayList<>();
      contexts.forEach(context -> values.add(way.value(context)));
      values.removeIf(String::isEmpty);
      Line line = Finish.line("given_at", way.line(), values, sense);
      if (line != null) {
        fits.put("posted_at", when);
        fields.put("posted_at", rule(when, line));
      }
    }
    fits.put("text", text);
    fields.put(
        "text",
        rule(
            text,
            Line.of("select", words.css())
                .raw("take", "lines")
                .and("without", "blockquote, .quote, .signature")));
    boolean quotes =
        contexts.stream()
            .anyMatch(context ->
                context.root() != null && context.root().selectFirst("blockquote") != null);
    if (quotes) {
      fields.put(
          "quoted",
          new Shape.Rule(
              "",
              List.of(Line.of("select", "blockquote").raw("take", "lines").raw("many", "true"))));
    }
    if (!fields.containsKey("posted_at") && id.keys().containsKey("digest")) {
      fields.put("post_id", new Shape.Rule("", List.of(digest("thread, text"))));
    }
    String css =
        author != null && author.ways().getFirst() instanceof Way.Selected selected
            ? selected.css()
            : null;
    return new Posts(fields, fits, css);
  }

  private static Shape.Rule rule(Fitter.Fit fit, Line line) {
    return new Shape.Rule(
        String.format(
            Locale.ROOT,
            "confidence %.2f: found in %d of %d",
            fit.confidence(),
            fit.matched(),
            fit.records()),
        List.of(line));
  }

  private static Line digest(String fields) {
    return new Line(Map.of()).raw("digest", "[" + fields + "]");
  }

  /** The first heading that all pages have; the page's title where they share none. */
  private static String heading(List<Context> contexts) {
    for (String tag : List.of("h1", "h2", "h3")) {
      if (contexts.stream()
          .allMatch(context -> context.page().document().selectFirst(tag) != null)) {
        return tag;
      }
    }
    return "title";
  }

  /** The number in the id of a post's element; else a digest. */
  private static Line id(List<Context> contexts, String each) {
    boolean numbered =
        contexts.stream().map(Context::root).allMatch(root -> root != null && isNumbered(root));
    return numbered
        ? Line.of("select", each).and("attribute", "id")
        : digest("thread, posted_at, text");
  }

  private static boolean isNumbered(Element root) {
    return NUMBER.matcher(root.id()).find();
  }
}
