package weir.web.chart;

import java.util.Locale;

/**
 * A drawing, safe to be put into a page as it is: every text in it has been escaped.
 *
 * @param markup one {@code svg} element
 */
public record Svg(String markup) {

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** A coordinate with one digit after the point. */
  static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String open(double width, double height, String cssClass, String words) {
    return open(width, height, cssClass, "xMinYMid meet", words);
  }

  /** A drawing of bars alone, which fills whatever place the style sheet gives it. */
  static String stretched(double width, double height, String cssClass, String words) {
    return open(width, height, cssClass, "none", words);
  }

  private static String open(
      double width, double height, String cssClass, String fit, String words) {
    return "<svg class=\"%s\" viewBox=\"0 0 %s %s\" preserveAspectRatio=\"%s\" role=\"img\" aria-label=\"%s\"><title>%s</title>"
        .formatted(cssClass, at(width), at(height), fit, escape(words), escape(words));
  }
}
