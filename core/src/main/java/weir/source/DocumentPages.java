package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.capture.PageKind;
import weir.masking.Masker;
import weir.row.Row;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;

/**
 * Reads what is one document of objects and arrays, or is brought into that form: JSON, a mail, a
 * chat written out as text. Kept is the document, masked, as JSON with each record on a line of its
 * own.
 */
final class DocumentPages implements PageReader {

  static final JsonMapper JSON = JsonMapper.builder().build();

  /** Brings a page into the form of a document. */
  interface Form {
    JsonNode document(SavedPage page, Problems problems) throws Unreadable;
  }

  private final Profile profile;
  private final RowBuilder rows;
  private final Form form;
  private final JsonMasking masking;

  /** Paths of arrays whose items stand on lines of their own. */
  private final Set<String> lined = new HashSet<>();

  DocumentPages(Profile profile, Masker masker, RowBuilder rows, Form form) {
    this.profile = profile;
    this.rows = rows;
    this.form = form;
    this.masking = new JsonMasking(masker, profile.masks());
    for (PageShape page : profile.pages()) {
      for (RecordShape record : page.records()) {
        String each = record.each();
        for (int end = 0; each != null && end >= 0; ) {
          end = each.indexOf('.', end + 1);
          lined.add(end < 0 ? each : each.substring(0, end));
        }
      }
    }
  }

  /** A document that is JSON already. */
  static JsonNode json(SavedPage page, @Nullable String encoding) throws Unreadable {
    String text = Texts.decode(page.body(), encoding, page.charset());
    if (text.isBlank()) {
      throw new Unreadable("empty-file", "The file is empty.", "Leave it out, or save it again.");
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Unreadable(
          "unreadable-file",
          "The file is not JSON from line %d on.".formatted(line),
          "Export it again; for a file with one object on each line use 'reads: jsonl'.");
    }
  }

  /** Whether a page is a document that was kept, and so is JSON whatever it was once. */
  static boolean isKept(SavedPage page) {
    return page.body().length > 0 && page.body()[0] == '{';
  }

  @Override
  public Content read(SavedPage page, String digest, Problems problems) throws Unreadable {
    JsonNode document = masking.masked(form.document(page, problems));
    JsonTree.Place whole = new JsonTree.Place(document, null);
    Written written = new Written();
    written.write(document, "");
    Moments.Said captured =
        CaptureMoment.of(
            profile.capturedAt(),
            page,
            rule ->
                record(Map.of("captured_at", List.of(rule)), "", page, whole)
                    .values("captured_at")
                    .stream()
                    .map(RawRecord.Value::text)
                    .toList(),
            problems);
    RowBuilder.Context context = new RowBuilder.Context(profile, digest, captured, problems);
    PageShape shape = shape(page, document);
    List<Row> found = new ArrayList<>();
    PageFit fit = new PageFit(found);
    int places = 0;
    for (RecordShape record : shape.records()) {
      int first = found.size();
      for (JsonTree.Place place : JsonTree.each(document, record.each())) {
        if (JsonTree.fits(place, record.where())) {
          String locator = "line:" + written.lines.getOrDefault(place.node(), 1L);
          rows.build(record, record(record.fields(), locator, page, place), context, found::add);
          places++;
        }
      }
      fit.look(record, first);
    }
    PageKind kind = fit.kind(profile, shape, places, problems);
    FieldRule total = shape.totalStated();
    return new Content(
        kind,
        written.text.toString().getBytes(StandardCharsets.UTF_8),
        "application/json",
        captured == null ? null : captured.at(),
        null,
        total == null
            ? null
            : record(Map.of("total", List.of(total)), "", page, whole).values("total").stream()
                .flatMap(value -> Numbers.integer(value.text()).stream())
                .findFirst()
                .orElse(null),
        found);
  }

  private PageShape shape(SavedPage page, JsonNode document) throws Unreadable {
    for (PageShape shape : profile.pages()) {
      boolean named =
          shape.when().name() == null || shape.when().name().matcher(page.address()).find();
      if (named && shape.when().columns().stream().allMatch(document::has)) {
        return shape;
      }
    }
    throw new Unreadable(
        "wrong-profile",
        "No page of the profile '%s' fits; the document has the keys '%s'."
            .formatted(profile.source(), firstKeys(document)),
        "Choose another profile, or mend 'when: columns' in this one.");
  }

  private static String firstKeys(JsonNode document) {
    return String.join("', '", document.propertyNames().stream().limit(12).toList());
  }

  private static RawRecord record(
      Map<String, List<FieldRule>> fields, String locator, SavedPage page, JsonTree.Place place) {
    return new TableRecord(
        fields,
        locator,
        page.address(),
        from ->
            switch (from) {
              case From.Path path -> JsonTree.texts(place, path);
              case From.Column _,
                  From.Select _,
                  From.Label _,
                  From.Constant _,
                  From.Address _,
                  From.Digest _,
                  From.Signs _ ->
                  List.of();
            });
  }

  private static String inside(String path, String step) {
    return path.isEmpty() ? step : path + "." + step;
  }

  /** The document as text, and the lines that its records stand on. */
  private final class Written {
    final StringBuilder text = new StringBuilder();
    final IdentityHashMap<JsonNode, Long> lines = new IdentityHashMap<>();
    private long line = 1;

    void write(JsonNode node, String path) {
      if (node.isObject() && (path.isEmpty() || lined.contains(path))) {
        char sign = '{';
        boolean every = lined.contains(inside(path, JsonTree.EVERY));
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          text.append(sign);
          if (every) {
            text.append('\n');
            lines.put(entry.getValue(), ++line);
          }
          text.append(JSON.writeValueAsString(entry.getKey())).append(':');
          write(entry.getValue(), inside(path, every ? JsonTree.EVERY : entry.getKey()));
          sign = ',';
        }
        text.append(sign == '{' ? "{}" : "}");
      } else if (node.isArray() && lined.contains(path)) {
        char sign = '[';
        for (JsonNode item : node) {
          text.append(sign).append('\n');
          lines.put(item, ++line);
          write(item, path);
          sign = ',';
        }
        text.append(sign == '[' ? "[]" : "]");
      } else {
        text.append(JSON.writeValueAsString(node));
      }
    }
  }
}
