package weir.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a YAML or JSON document, with the line it stands on. */
public sealed interface Tree {

  /** From 1. */
  int line();

  /**
   * @param entries in the order written
   */
  record Mapping(int line, Map<String, Entry> entries) implements Tree {}

  /**
   * @param line of the key, from 1; the value may begin on a later one
   */
  record Entry(int line, Tree value) {}

  record Sequence(int line, List<Tree> items) implements Tree {}

  /**
   * @param text as printed, without the quotes
   * @param bare whether it is a number or a truth rather than a text; in quotes it would be a text
   */
  record Scalar(int line, String text, boolean bare) implements Tree {}

  /** The word null, or a key without a value. A tilde is a text, as JSON knows no other null. */
  record Nothing(int line) implements Tree {}

  /**
   * Reads one document. Repeated keys, aliases and a second document are faults that leave a tree
   * to look for further faults in.
   *
   * @param text JSON when the document's name ends in {@code .json} or the text starts with a
   *     brace, YAML otherwise
   * @param document the file's name, for messages
   * @param faults receives what is wrong
   * @return empty when the text cannot be read at all; the faults say why
   */
  static Optional<Tree> read(String text, String document, List<Fault> faults) {
    return TreeReader.read(text, document, faults);
  }
}
