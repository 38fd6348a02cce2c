package weir.barrier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import weir.document.Words;

/**
 * Barrier models as documents: read, written, checked, compared, and the ones that ship with Weir.
 *
 * <p>A document is YAML or JSON of the same shape, which {@link #schema()} states. Writing a model
 * and reading it back gives an equal model.
 */
public final class BarrierModels {
  private static final List<String> SHIPPED =
      List.of(
          "darknet-drug-market",
          "illicit-lifestyle-medicines",
          "new-psychoactive-substances",
          "ict-extended-local-market");
  private static final List<String> TEMPLATES = List.of("blank", "any-crime", "goods-online");
  private static final Map<String, BarrierModel> IN_JAR = new ConcurrentHashMap<>();
  private static final JsonMapper JSON = new JsonMapper();

  private BarrierModels() {}

  /** Ids of the models in the jar. */
  public static List<String> shipped() {
    return SHIPPED;
  }

  /** Ids of the beginnings in the jar from which a model of one's own is made. */
  public static List<String> templates() {
    return TEMPLATES;
  }

  /**
   * A beginning in the jar.
   *
   * @throws IllegalArgumentException when none has that id
   */
  public static BarrierModel template(String id) {
    if (!TEMPLATES.contains(id)) {
      throw new IllegalArgumentException(
          "There is no template '%s'. Expected one of %s."
              .formatted(id, String.join(", ", TEMPLATES)));
    }
    return inJar("templates/" + id + ".yaml");
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
    return inJar("models/" + id + ".yaml");
  }

  /** Read once: what is in the jar does not change. */
  private static BarrierModel inJar(String name) {
    return IN_JAR.computeIfAbsent(
        name,
        _ ->
            switch (read(resource(name), name)) {
              case ReadResult.Read(var model) -> model;
              case ReadResult.Refused refused -> throw new IllegalStateException(refused.message());
            });
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

  /**
   * What deserves a look on a day: the findings of {@link #check(BarrierModel)}, old evidence,
   * competences not in force, and a review that is due.
   */
  public static List<Finding> check(BarrierModel model, LocalDate today) {
    return Checks.of(model, today);
  }

  /** Why the finding is left open, as the model states it; empty when it does not. */
  public static Optional<StatedGap> gap(BarrierModel model, Finding finding) {
    return model.statedGaps().stream().filter(gap -> gap.covers(finding)).findFirst();
  }

  /**
   * The model with a change made. An approved model becomes a draft again.
   *
   * @throws EditRefused when the model does not admit it
   */
  public static BarrierModel edited(BarrierModel model, Edit edit) {
    return Editing.apply(model, edit);
  }

  /** What a change does to the model, in words. */
  public static String words(BarrierModel before, Edit edit) {
    return Editing.words(before, edit);
  }

  /** The parts that differ, so that either model can be made from the other. */
  public static ModelPatch patch(BarrierModel before, BarrierModel after) {
    return ModelPatch.between(before, after);
  }

  /** An id made of a label's words that nothing in the model has. */
  public static String freeId(BarrierModel model, String label) {
    return Editing.freeId(model, label);
  }

  /** An id made of a label's words, unlike every one that is taken. */
  public static String freeId(java.util.Set<String> taken, String label) {
    return Editing.freeId(taken, label);
  }

  /** The same element with another common part, such as one with more evidence. */
  public static Element with(Element element, About about) {
    return Editing.with(element, about);
  }

  /** The model under another id and title, as a draft. */
  public static BarrierModel copy(BarrierModel model, String id, String title) {
    return Editing.identified(model, id, title);
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
