package weir.barrier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A part of a YAML or JSON document that still knows its line. */
sealed interface Node {
  int line();

  record Mapping(int line, Map<String, Entry> entries) implements Node {}

  record Entry(int line, Node value) {}

  record Sequence(int line, List<Node> items) implements Node {}

  record Text(int line, String text) implements Node {}

  /** A number or a truth as printed: text must be in quotes to be text. */
  record Bare(int line, String printed) implements Node {}

  record Nothing(int line) implements Node {}

  /** Reads one document; every repeated key, alias and later document becomes a fault. */
  final class Reader {
    /** A model nests six levels; what nests far deeper is an attack or an accident. */
    private static final int DEEPEST = 40;

    private final List<Fault> faults;
    private final JsonParser parser;

    private Reader(JsonParser parser, List<Fault> faults) {
      this.parser = parser;
      this.faults = faults;
    }

    /**
     * The document's root.
     *
     * @return null when the text cannot be read at all; the fault says why
     */
    static @Nullable Node read(String text, String name, List<Fault> faults) {
      var clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
      boolean json = name.endsWith(".json") || clean.stripLeading().startsWith("{");
      TokenStreamFactory format = json ? new JsonFactory() : new YAMLFactory();
      try (var parser =
          format.createParser(ObjectReadContext.empty(), new WholeCodePoints(clean))) {
        var reader = new Reader(parser, faults);
        if (parser.nextToken() == null) {
          faults.add(new Fault(0, "", "It is empty.", "Start from an exported model."));
          return null;
        }
        var node = reader.node("", 0);
        if (parser.nextToken() != null) {
          faults.add(
              new Fault(
                  reader.line(),
                  "",
                  "A second document begins here.",
                  "Keep one model in one file."));
        }
        return node;
      } catch (JacksonException e) {
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        faults.add(
            new Fault(
                line,
                "",
                "This is not %s: %s.".formatted(json ? "JSON" : "YAML", problem(e)),
                json
                    ? "Look for a missing comma, quote or bracket there."
                    : "Look at the indentation there, and put texts with ': ' or '#' in quotes."));
        return null;
      } catch (TooDeep e) {
        faults.add(
            new Fault(
                e.line,
                "",
                "Parts are nested deeper than %d levels.".formatted(DEEPEST),
                "A model needs six at most; look for wrong indentation."));
        return null;
      }
    }

    private Node node(String path, int depth) {
      int line = line();
      if (depth > DEEPEST) {
        throw new TooDeep(line);
      }
      if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
        faults.add(
            new Fault(line, path, "An alias (*) stands here.", "Write the part out in full."));
      }
      var token = parser.currentToken();
      if (token == JsonToken.START_OBJECT) {
        return mapping(path, depth, line);
      }
      if (token == JsonToken.START_ARRAY) {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node("%s[%d]".formatted(path, items.size() + 1), depth + 1));
        }
        return new Sequence(line, items);
      }
      if (token == JsonToken.VALUE_NULL) {
        return new Nothing(line);
      }
      var text = parser.getString();
      return token == JsonToken.VALUE_STRING ? new Text(line, text) : new Bare(line, text);
    }

    private Node mapping(String path, int depth, int line) {
      var entries = new LinkedHashMap<String, Entry>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int keyLine = line();
        var key = parser.currentName();
        var keyPath = path.isEmpty() ? key : path + "." + key;
        parser.nextToken();
        var value = node(keyPath, depth + 1);
        var first = entries.putIfAbsent(key, new Entry(keyLine, value));
        if (first != null) {
          faults.add(
              new Fault(
                  keyLine,
                  keyPath,
                  "'%s' already stands on line %d.".formatted(key, first.line()),
                  "Keep one of the two."));
        }
      }
      return new Mapping(line, entries);
    }

    private int line() {
      return parser.currentTokenLocation().getLineNr();
    }

    private static String problem(JacksonException e) {
      var message =
          e.getCause() instanceof MarkedYamlEngineException yaml
              ? yaml.getProblem()
              : e.getOriginalMessage();
      var first = message == null ? "" : message.lines().findFirst().orElse("").strip();
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
}
