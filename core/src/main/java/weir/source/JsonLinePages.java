package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import weir.capture.PageKind;
import weir.masking.Masker;
import weir.row.Row;
import weir.source.Profile.From;
import weir.source.Profile.MaskRule;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;

/** Reads JSON lines: one object a line. */
final class JsonLinePages implements PageReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Profile profile;
  private final Masker masker;
  private final RowBuilder rows;
  private final Map<String, Masker.Role> roles = new HashMap<>();

  JsonLinePages(Profile profile, Masker masker, RowBuilder rows) {
    this.profile = profile;
    this.masker = masker;
    this.rows = rows;
    for (MaskRule rule : profile.masks()) {
      roles.put(rule.where(), rule.role());
    }
  }

  @Override
  public Content read(SavedPage page, String digest, Problems problems) throws Unreadable {
    String text = Texts.decode(page.body(), profile.encoding(), page.charset());
    StringBuilder kept = new StringBuilder(text.length() + 64);
    List<Row> found = new ArrayList<>();
    Moments.Said captured = null;
    RowBuilder.@Nullable Context context = null;
    long number = 0;
    long objects = 0;
    PageShape shape = profile.pages().getFirst();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank()) {
        kept.append('\n');
        continue;
      }
      JsonNode node;
      try {
        node = JSON.readTree(line);
      } catch (JacksonException e) {
        problems.add(
            "unreadable-line",
            "line",
            masker.mask(line.substring(0, Math.min(40, line.length()))).text(),
            "is not JSON",
            "Write one whole JSON object on each line.",
            "line " + number);
        kept.append('\n'); // keeps the numbers of the lines after it
        continue;
      }
      objects++;
      JsonNode masked = masked(node, "");
      kept.append(JSON.writeValueAsString(masked)).append('\n');
      if (context == null) {
        captured =
            CaptureMoment.of(
                profile.capturedAt(),
                page,
                rule ->
                    record(Map.of("captured_at", List.of(rule)), "", page, masked)
                        .values("captured_at")
                        .stream()
                        .map(RawRecord.Value::text)
                        .toList(),
                problems);
        context = new RowBuilder.Context(profile, digest, captured, problems);
        shape = shape(masked);
      }
      for (RecordShape recordShape : shape.records()) {
        rows.build(
            recordShape,
            record(recordShape.fields(), "line:" + number, page, masked),
            context,
            found::add);
      }
    }
    if (objects == 0 && !text.isBlank()) {
      throw new Unreadable(
          "unreadable-file",
          "No line of the file is JSON.",
          "Choose another profile; this one reads JSON lines.");
    }
    return new Content(
        found.isEmpty() ? PageKind.EMPTY : shape.kind(),
        kept.toString().getBytes(StandardCharsets.UTF_8),
        "application/x-ndjson",
        captured == null ? null : captured.at(),
        null,
        null,
        found);
  }

  private PageShape shape(JsonNode object) throws Unreadable {
    for (PageShape shape : profile.pages()) {
      if (shape.when().columns().stream().allMatch(object::has)) {
        return shape;
      }
    }
    throw new Unreadable(
        "wrong-profile",
        "The profile '%s' expects the keys '%s'; the first line has '%s'."
            .formatted(
                profile.source(),
                String.join("', '", profile.pages().getFirst().when().columns()),
                String.join("', '", object.propertyNames())),
        "Choose another profile, or mend 'when: columns' in this one.");
  }

  private static RawRecord record(
      Map<String, List<Profile.FieldRule>> fields, String locator, SavedPage page, JsonNode node) {
    return new TableRecord(
        fields,
        locator,
        page.address(),
        from ->
            switch (from) {
              case From.Path(String path) -> at(node, path);
              case From.Column(List<String> names) ->
                  names.stream()
                      .map(name -> at(node, name))
                      .filter(texts -> !texts.isEmpty())
                      .findFirst()
                      .orElse(List.of());
              case From.Select _, From.Constant _, From.Address _, From.Digest _ -> List.of();
            });
  }

  /** The texts at a path such as {@code vendor.name} or {@code prices[0].amount}. */
  private static List<String> at(@Nullable JsonNode node, String path) {
    JsonNode here = node;
    for (String step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
      if (here == null || step.isEmpty()) {
        continue;
      }
      here =
          here.isArray() && step.chars().allMatch(Character::isDigit)
              ? here.get(Integer.parseInt(step.substring(0, Math.min(6, step.length()))))
              : here.get(step);
    }
    if (here == null || here.isNull()) {
      return List.of();
    }
    if (here.isArray()) {
      List<String> texts = new ArrayList<>();
      for (JsonNode item : here) {
        if (item.isValueNode() && !item.isNull()) {
          texts.add(item.asString());
        }
      }
      return texts;
    }
    return here.isValueNode() ? List.of(here.asString()) : List.of();
  }

  private JsonNode masked(JsonNode node, String path) {
    Masker.Role role = roles.get(path);
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        copy.set(masker.mask(entry.getKey()).text(), masked(entry.getValue(), inner));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : node) {
        copy.add(masked(item, path));
      }
      return copy;
    }
    if (role != null && !node.isNull()) {
      return JsonNodeFactory.instance.stringNode(masker.token(role, node.asString()));
    }
    return node.isString()
        ? JsonNodeFactory.instance.stringNode(masker.mask(node.asString()).text())
        : node;
  }
}
