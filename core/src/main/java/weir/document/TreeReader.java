package weir.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a document token by token, so that a text made to nest or to multiply without end is
 * refused before it takes room.
 */
final class TreeReader {

  /** In UTF-16 units, some thousand times a usual document; YAML's own limit lies just above. */
  static final int MAX_LENGTH = 3_000_000;

  /** The documents nest eight levels at most; what nests far deeper is an attack or an accident. */
  static final int DEEPEST = 40;

  private final JsonParser parser;
  private final String document;
  private final List<Fault> faults;

  private TreeReader(JsonParser parser, String document, List<Fault> faults) {
    this.parser = parser;
    this.document = document;
    this.faults = faults;
  }

  static Optional<Tree> read(String text, String document, List<Fault> faults) {
    if (text.length() > MAX_LENGTH) {
      faults.add(
          new Fault(
              document,
              0,
              "",
              "It has %,d characters.".formatted(text.length()),
              "At most %,d are read.".formatted(MAX_LENGTH)));
      return Optional.empty();
    }
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    boolean json = document.endsWith(".json") || clean.stripLeading().startsWith("{");
    TokenStreamFactory format = json ? new JsonFactory() : new YAMLFactory();
    try (JsonParser parser =
        format.createParser(ObjectReadContext.empty(), new WholeCodePoints(clean))) {
      return new TreeReader(parser, document, faults).whole();
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      faults.add(
          new Fault(
              document,
              line,
              "",
              "This is not %s: %s.".formatted(json ? "JSON" : "YAML", problem(e)),
              json
                  ? "Look for a missing comma, quote or bracket there."
                  : "Look at the indentation there, and put texts with ': ' or '#' in quotes."));
    } catch (TooDeep e) {
      faults.add(
          new Fault(
              document,
              e.line,
              "",
              "Parts are nested deeper than %d levels.".formatted(DEEPEST),
              "Look for wrong indentation, or brackets that nothing closes."));
    }
    return Optional.empty();
  }

  private Optional<Tree> whole() {
    if (parser.nextToken() == null) {
      faults.add(new Fault(document, 0, "", "It is empty.", "Start from an example."));
      return Optional.empty();
    }
    Tree tree = tree("", 0);
    if (parser.nextToken() != null) {
      faults.add(
          new Fault(
              document, line(), "", "A second document begins here.", "Keep one in each file."));
    }
    return Optional.of(tree);
  }

  private Tree tree(String path, int depth) {
    int line = line();
    if (depth > DEEPEST) {
      throw new TooDeep(line);
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      faults.add(
          new Fault(
              document, line, path, "An alias (*) stands here.", "Write the part out in full."));
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(path, depth, line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Tree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(tree("%s[%d]".formatted(path, items.size() + 1), depth + 1));
      }
      return new Tree.Sequence(line, Collections.unmodifiableList(items));
    }
    if (token == JsonToken.VALUE_NULL) {
      return new Tree.Nothing(line);
    }
    return new Tree.Scalar(line, parser.getString(), token != JsonToken.VALUE_STRING);
  }

  private Tree mapping(String path, int depth, int line) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int keyLine = line();
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Tree value = tree(keyPath, depth + 1);
      Tree.Entry first = entries.putIfAbsent(key, new Tree.Entry(keyLine, value));
      if (first != null) {
        faults.add(
            new Fault(
                document,
                keyLine,
                keyPath,
                "'%s' already stands on line %d.".formatted(key, first.line()),
                "Keep one of the two."));
      }
    }
    return new Tree.Mapping(line, Collections.unmodifiableMap(entries));
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private static String problem(JacksonException e) {
    String message =
        e.getCause() instanceof MarkedYamlEngineException yaml
            ? yaml.getProblem()
            : e.getOriginalMessage();
    String first = message == null ? "" : message.lines().findFirst().orElse("").strip();
    return first.isEmpty() ? "it cannot be parsed" : first.replaceFirst("\\.$", "");
  }

  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;

    private TooDeep(int line) {
      super("nested too deep");
      this.line = line;
    }
  }
}
