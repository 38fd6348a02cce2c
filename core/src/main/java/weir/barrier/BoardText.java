package weir.barrier;

import java.util.ArrayList;
import java.util.List;

/**
 * A model's board in plain text: a column for each step, a row for each block. Where the columns
 * would be too narrow to read, the steps stand one below the other.
 *
 * <p>Marks: {@code *} has a gauge, {@code !} is protected.
 */
public final class BoardText {
  private static final int NARROWEST_COLUMN = 18;

  /** Keeps a mark on the line of its word (no-break space); printed as a space. */
  private static final String JOIN = "\u00a0";

  private static final String GAP = "  ";

  private BoardText() {}

  /**
   * The board, its marks explained, and how much it rests on; lines end with a line feed.
   *
   * @param width in characters; under 40 counts as 40
   */
  public static String render(BarrierModel model, int width) {
    int usable = Math.max(40, width);
    var lines = new ArrayList<String>();
    lines.addAll(
        wrapped(
            "%s (%s, version %s, %s)"
                .formatted(model.title(), model.id(), model.version(), model.status().word()),
            usable));
    lines.add("");
    int columns = model.steps().size();
    int column = columns == 0 ? 0 : (usable - GAP.length() * (columns - 1)) / columns;
    if (column >= NARROWEST_COLUMN) {
      sideBySide(model, column, lines);
    } else {
      oneBelowTheOther(model, usable, lines);
    }
    lines.addAll(wrapped("* has a gauge; ! protected: left out of every proposed cut", usable));
    lines.addAll(
        wrapped(
            "%d elements, %d recommendations, %d differences within the source, %d open questions."
                .formatted(
                    model.elements().size(),
                    model.recommendations().size(),
                    model.discrepancies().size(),
                    model.openQuestions().size()),
            usable));
    return String.join("\n", lines).replace(JOIN, " ") + "\n";
  }

  private static void sideBySide(BarrierModel model, int column, List<String> lines) {
    var headings = new ArrayList<List<String>>();
    int number = 0;
    for (var step : model.steps()) {
      headings.add(wrapped(++number + ". " + step.title(), column));
    }
    row(headings, column, lines);
    int whole = column * headings.size() + GAP.length() * (headings.size() - 1);
    for (var block : Element.Block.values()) {
      lines.add("─".repeat(whole));
      lines.add(title(block));
      row(
          model.steps().stream().map(s -> cell(model, s.id(), block, column)).toList(),
          column,
          lines);
    }
    lines.add("─".repeat(whole));
  }

  private static void oneBelowTheOther(BarrierModel model, int width, List<String> lines) {
    int number = 0;
    for (var step : model.steps()) {
      var heading = wrapped(++number + ". " + step.title(), width);
      lines.addAll(heading);
      lines.add("─".repeat(width));
      for (var block : Element.Block.values()) {
        lines.add(title(block));
        cell(model, step.id(), block, width - 2).forEach(line -> lines.add("  " + line));
      }
      lines.add("");
    }
  }

  /** Cells beside each other, line by line; the last column is not padded. */
  private static void row(List<List<String>> cells, int column, List<String> lines) {
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      var text = new StringBuilder();
      for (var cell : cells) {
        var part = line < cell.size() ? cell.get(line) : "";
        text.append(part)
            .append(" ".repeat(column - part.codePointCount(0, part.length())))
            .append(GAP);
      }
      lines.add(text.toString().stripTrailing());
    }
  }

  /** One entry begins on each line that is not indented; an empty cell shows a dash. */
  private static List<String> cell(
      BarrierModel model, String step, Element.Block block, int width) {
    var lines = new ArrayList<String>();
    for (var element : model.cell(step, block)) {
      var marks =
          (element.gauges().isEmpty() ? "" : JOIN + "*")
              + (element.isProtected() ? JOIN + "!" : "");
      var entry = wrapped(element.labelIn(step) + marks, width - 2);
      for (int i = 0; i < entry.size(); i++) {
        lines.add((i == 0 ? "" : "  ") + entry.get(i));
      }
    }
    return lines.isEmpty() ? List.of("–") : lines;
  }

  private static String title(Element.Block block) {
    var word = block.word();
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Lines of at most so many characters, broken between words where that is possible. */
  private static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+", -1)) {
      var rest = word;
      if (!line.isEmpty() && length(line) + 1 + length(rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (length(rest) > width) {
        int end = rest.offsetByCodePoints(0, width);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
