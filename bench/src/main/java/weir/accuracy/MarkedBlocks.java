package weir.accuracy;

/**
 * Rewrites the parts of a document that stand between {@code <!-- NAME -->} and {@code <!-- /NAME
 * -->}.
 */
final class MarkedBlocks {
  private MarkedBlocks() {}

  static String with(String document, String name, String text) {
    String open = "<!-- %s -->".formatted(name);
    String close = "<!-- /%s -->".formatted(name);
    int from = document.indexOf(open);
    int to = document.indexOf(close);
    if (from < 0 || to < from) {
      throw new IllegalStateException(
          "The document has no block '%s'. Add the lines '%s' and '%s' where its figures belong."
              .formatted(name, open, close));
    }
    return document.substring(0, from + open.length())
        + "\n"
        + text.strip()
        + "\n"
        + document.substring(to);
  }
}
