package weir.suggest;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import weir.source.PageLabels;

/** A rule that may read a field: what a line of a profile says, and what it finds. */
sealed interface Way {

  /** What the rule takes of a record; "" for nothing. */
  String value(Context context);

  /** As it is written in a profile. */
  Line line();

  double frailty();

  /** The same with a pattern that takes a part. */
  Way matching(String pattern);

  /** By a selector. */
  record Selected(
      String css,
      Evaluator evaluator,
      boolean own,
      @Nullable String attribute,
      @Nullable String match,
      double frailty)
      implements Way {

    static Selected of(String css, boolean own, double frailty) {
      return new Selected(css, Selector.evaluatorOf(css), own, null, null, frailty);
    }

    static Selected attribute(String css, String attribute, double frailty) {
      return new Selected(css, Selector.evaluatorOf(css), false, attribute, null, frailty);
    }

    /** What a flag's attribute says. */
    static Selected sign(String css, String attribute, double frailty) {
      return new Selected(
          css,
          Selector.evaluatorOf(css),
          false,
          attribute,
          Page.signMatch(attribute),
          frailty + (attribute.equals("src") || attribute.equals("class") ? 0.6 : 0.3));
    }

    @Nullable Element element(Context context) {
      Element root = context.root() == null ? context.page().document() : context.root();
      return root.selectFirst(evaluator);
    }

    @Override
    public String value(Context context) {
      Element element = element(context);
      if (element == null) {
        return "";
      }
      String text =
          attribute != null ? element.attr(attribute) : own ? element.ownText() : element.text();
      return matched(match, text);
    }

    @Override
    public Way matching(String pattern) {
      return new Selected(css, evaluator, own, attribute, pattern, frailty + 0.2);
    }

    @Override
    public Line line() {
      Line line = Line.of("select", css);
      if (attribute != null) {
        line = line.and("attribute", attribute);
      } else if (own) {
        line = line.and("take", "own");
      }
      return match == null ? line : line.and("match", match);
    }
  }

  /** By the label beside it. */
  record Labelled(
      String key, String printed, @Nullable String select, @Nullable String match, double frailty)
      implements Way {

    @Override
    public String value(Context context) {
      List<PageLabels.Value> values =
          context.page().labels().find(List.of(key), context.root(), false);
      if (values.isEmpty()) {
        return "";
      }
      PageLabels.Value value = values.getFirst();
      String text = value.text();
      if (select != null) {
        Element inner = value.element().selectFirst(select);
        text = inner == null ? "" : inner.text();
      }
      return matched(match, text);
    }

    @Override
    public Way matching(String pattern) {
      return new Labelled(key, printed, select, pattern, frailty + 0.2);
    }

    @Override
    public Line line() {
      Line line = Line.of("label", printed);
      line = select == null ? line : line.and("select", select);
      return match == null ? line : line.and("match", match);
    }
  }

  /** What a pattern takes of a text: its first group, or all that it meets. */
  static String matched(@Nullable String match, String text) {
    if (match == null) {
      return text.strip();
    }
    Matcher matcher = Pattern.compile(match).matcher(text.strip());
    return matcher.find()
        ? (matcher.groupCount() == 0 ? matcher.group() : matcher.group(1)).strip()
        : "";
  }

  /** A label with the capitals in which it is usually written. */
  static String printed(String key) {
    return key.isEmpty() ? key : key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
  }
}
