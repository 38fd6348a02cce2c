package weir.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a page and what stands beside them, as a profile's {@code label:} finds them: for
 * those who look for rules that hold.
 */
public final class PageLabels {

  private final FlatPage page;
  private final Labels labels;
  private final Map<Element, Integer> numbers = new HashMap<>();

  private PageLabels(FlatPage page) {
    this.page = page;
    this.labels = new Labels(page);
    for (int i = 0; i < page.size(); i++) {
      if (page.isElement(i)) {
        numbers.put(page.element(i), i);
      }
    }
  }

  /**
   * The labels of a page as it was saved.
   *
   * @param encoding null: as the page or its archive says
   */
  public static PageLabels of(SavedPage page, @Nullable String encoding) {
    String charset = encoding == null ? PageCharset.of(page.body(), page.charset()) : encoding;
    try {
      return of(Jsoup.parse(new ByteArrayInputStream(page.body()), charset, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page itself, without scripts. */
  public Document document() {
    return page.document();
  }

  /** The labels of a page. What is never kept, such as scripts, is taken out of the page. */
  public static PageLabels of(Document page) {
    return new PageLabels(FlatPage.cleaned(page, 256));
  }

  /** Words as labels are compared: small letters, single blanks, no signs around them. */
  public static String key(String label) {
    return Labels.key(label);
  }

  /** All that may be a label on this page, as {@link #key} gives it. */
  public Set<String> keys() {
    return labels.keys();
  }

  /**
   * What stands beside a label.
   *
   * @param element that holds the value
   * @param whole whether the value is all of the element
   */
  public record Value(Element element, boolean whole, String text) {}

  /**
   * What the first of the labels stands before; more than one where {@code many} is asked.
   *
   * @param root the element that is searched; null for the page
   */
  public List<Value> find(List<String> keys, @Nullable Element root, boolean many) {
    Integer number = root == null ? Integer.valueOf(-1) : numbers.get(root);
    return number == null
        ? List.of()
        : labels.find(keys, number, many).stream()
            .map(found -> new Value(page.element(found.element()), found.whole(), found.text()))
            .toList();
  }
}
