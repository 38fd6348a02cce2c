package weir.web.workbench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.Library;
import weir.workbench.ScriptAnalysis;
import weir.workbench.Workbench;

/**
 * The evidence library: all documents with the script analysis, or one document with its passages.
 *
 * @param document null when all are shown
 * @param text the document's text, cut at the borders of passages
 */
record LibraryPage(
    Frame frame,
    List<Library.Entry> documents,
    ScriptAnalysis script,
    Library.@Nullable Entry document,
    List<Piece> text,
    List<Library.Passage> passages,
    List<Workbench.Summary> models,
    List<Choice> elements,
    String model,
    @Nullable String notice,
    String author)
    implements Page {

  /** A stretch of text; of a passage its number, from 1, else 0. */
  record Piece(String text, int number) {}

  /** The text cut where passages begin and end; of two that overlap the earlier goes on. */
  static List<Piece> pieces(String text, List<Library.Passage> passages) {
    var pieces = new ArrayList<Piece>();
    int at = 0;
    int number = 0;
    for (var passage : passages) {
      number++;
      int start = Math.max(at, Math.min(passage.start(), text.length()));
      int end = Math.min(passage.end(), text.length());
      if (end <= start) {
        continue;
      }
      if (start > at) {
        pieces.add(new Piece(text.substring(at, start), 0));
      }
      pieces.add(new Piece(text.substring(start, end), number));
      at = end;
    }
    if (at < text.length()) {
      pieces.add(new Piece(text.substring(at), 0));
    }
    return pieces;
  }

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  @Override
  public String template() {
    return document == null ? "workbench/library.jte" : "workbench/document.jte";
  }
}
