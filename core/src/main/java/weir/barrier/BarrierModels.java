package weir.barrier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import weir.document.Words;

/**
 * Barrier models as documents: read, written, checked, compared, and the ones that ship with Weir.
 *
 * <p>A document is YAML or JSON of the same shape, which {@link #schema()} states. Writing a model
 * and reading it back gives an equal model.
 */
public final class BarrierModels {
  private static final List<String> SHIPPED = List.of("darknet-drug-market");
  private static final JsonMapper JSON = new JsonMapper();

  private BarrierModels() {}

  /** Ids of the models in the jar. */
  public static List<String> shipped() {
    return SHIPPED;
  }

  /**
   * A model in the jar.
   *
   * @throws IllegalArgumentException when none has that id; the message names those that ship
   */
  public static BarrierModel shipped(String id) {
    if (!SHIPPED.contains(id)) {
      throw new IllegalArgumentException(
          "No model '%s' ships with Weir. Expected one of %s.%s"
              .formatted(id, String.join(", ", SHIPPED), Words.suggestion(id, SHIPPED)));
    }
    var name = id + ".yaml";
    return switch (read(resource("models/" + name), name)) {
      case ReadResult.Read(var model) -> model;
      case ReadResult.Refused refused -> throw new IllegalStateException(refused.message());
    };
  }

  /**
   * Reads a document and names every fault at once.
   *
   * @param text YAML, or JSON when the name ends in {@code .json} or the text starts with a brace
   * @param nameForMessages the file's name
   */
  public static ReadResult read(String text, String nameForMessages) {
    return ModelReader.read(text, nameForMessages);
  }

  public static String toYaml(BarrierModel model) {
    return Yaml.write(ModelTree.of(model));
  }

  public static String toJson(BarrierModel model) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ModelTree.of(model)) + "\n";
  }

  /** The JSON Schema (draft 2020-12) of a document. */
  public static String schema() {
    return resource("barrier-model.schema.json");
  }

  /** What deserves a look in a model's structure; empty when nothing does. */
  public static List<Finding> check(BarrierModel model) {
    return Checks.of(model);
  }

  /** What changed from one model to the other; empty exactly when they are equal. */
  public static List<Change> diff(BarrierModel before, BarrierModel after) {
    return Difference.between(before, after);
  }

  private static String resource(String name) {
    try (InputStream stream = BarrierModels.class.getResourceAsStream("/weir/barrier/" + name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The jar lacks weir/barrier/%s; build it again.".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read weir/barrier/%s from the jar".formatted(name), e);
    }
  }
}
