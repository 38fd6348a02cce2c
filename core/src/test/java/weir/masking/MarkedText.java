package weir.masking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A made-up text of the corpora, with what must go and what must stay in it.
 *
 * @param language of the text, as two letters
 */
record MarkedText(String language, String text, List<Span> spans) {

  /**
   * @param goes whether it must be masked; else it must stay
   * @param end exclusive
   */
  record Span(boolean goes, String kind, int start, int end) {}

  static List<MarkedText> corpus(String name) {
    try (InputStream in = MarkedText.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(MarkedText::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MarkedText read(String line) {
    String source = line.substring(3).replace("\\n", "\n");
    StringBuilder text = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    int i = 0;
    while (i < source.length()) {
      if (source.startsWith("{!", i) || source.startsWith("{=", i)) {
        int colon = source.indexOf(':', i);
        int end = source.indexOf('}', colon);
        int start = text.length();
        text.append(source, colon + 1, end);
        boolean goes = source.charAt(i + 1) == '!';
        spans.add(new Span(goes, source.substring(i + 2, colon), start, text.length()));
        i = end + 1;
      } else {
        text.append(source.charAt(i++));
      }
    }
    return new MarkedText(line.substring(0, 2), text.toString(), spans);
  }

  /** The spans that masking does wrong: one that must go of which a sign stays, or the reverse. */
  List<Span> wrong(Masker masker) {
    boolean[] masked = new boolean[text.length()];
    for (Masker.Change change : masker.changes(text)) {
      Arrays.fill(masked, change.start(), change.end(), true);
    }
    List<Span> wrong = new ArrayList<>();
    for (Span span : spans) {
      boolean all = true;
      boolean any = false;
      for (int i = span.start(); i < span.end(); i++) {
        if (Character.isLetterOrDigit(text.charAt(i))) {
          all &= masked[i];
          any |= masked[i];
        }
      }
      if (span.goes() ? !all : any) {
        wrong.add(span);
      }
    }
    return wrong;
  }
}
