package weir.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A node of a YAML or JSON document, with the line it stands on. */
public sealed interface Tree {

  /** From 1. */
  int line();

  /**
   * Keys in the order written.
   *
   * @param keyLines the line of each key
   */
  record Mapping(int line, Map<String, Tree> entries, Map<String, Integer> keyLines)
      implements Tree {}

  record Sequence(int line, List<Tree> items) implements Tree {}

  /**
   * @param quoted whether it was written as text even if it looks like a number
   */
  record Scalar(int line, String text, boolean quoted) implements Tree {}

  /** An explicit null, or a key without a value. */
  record Nothing(int line) implements Tree {}

  /** The longest document that is read, in UTF-16 units. */
  int MAX_LENGTH = 4_000_000;

  /**
   * Reads one YAML or JSON document.
   *
   * @param faults receives what is wrong when the answer is empty
   */
  static Optional<Tree> read(String text, String document, List<Fault> faults) {
    if (text.length() > MAX_LENGTH) {
      faults.add(
          new Fault(
              document,
              1,
              "",
              "The file has %,d characters.".formatted(text.length()),
              "At most %,d are read.".formatted(MAX_LENGTH)));
      return Optional.empty();
    }
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setMaxAliasesForCollections(20)
              .setAllowDuplicateKeys(true)
              .build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        faults.add(new Fault(document, 1, "", "The file is empty.", ""));
        return Optional.empty();
      }
      return Optional.of(convert(node.get(), document, "", faults, 0));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      faults.add(
          new Fault(
              document,
              line,
              "",
              "This is not YAML: " + e.getProblem() + ".",
              "Check the indentation and quote texts that hold ': ' or start with a sign."));
    } catch (YamlEngineException e) {
      faults.add(new Fault(document, 1, "", "This is not YAML: " + e.getMessage(), ""));
    }
    return Optional.empty();
  }

  private static Tree convert(
      Node node, String document, String where, List<Fault> faults, int depth) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    if (depth > 60) {
      faults.add(new Fault(document, line, where, "Nested more than 60 deep.", "Flatten it."));
      return new Nothing(line);
    }
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Tree> entries = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          String key =
              tuple.getKeyNode() instanceof ScalarNode scalar
                  ? scalar.getValue()
                  : tuple.getKeyNode().toString();
          int keyLine = tuple.getKeyNode().getStartMark().map(m -> m.getLine() + 1).orElse(line);
          String path = where.isEmpty() ? key : where + "." + key;
          if (entries.containsKey(key)) {
            faults.add(
                new Fault(document, keyLine, path, "The key stands twice.", "Keep one of them."));
          }
          entries.put(key, convert(tuple.getValueNode(), document, path, faults, depth + 1));
          keyLines.put(key, keyLine);
        }
        yield new Mapping(line, entries, keyLines);
      }
      case SequenceNode sequence -> {
        List<Tree> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(convert(item, document, where + "[" + items.size() + "]", faults, depth + 1));
        }
        yield new Sequence(line, items);
      }
      case ScalarNode scalar ->
          scalar.getTag().equals(Tag.NULL)
              ? new Nothing(line)
              : new Scalar(
                  line,
                  scalar.getValue(),
                  scalar.getScalarStyle() != org.snakeyaml.engine.v2.common.ScalarStyle.PLAIN);
      default -> new Nothing(line);
    };
  }
}
