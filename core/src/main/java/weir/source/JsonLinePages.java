package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.capture.PageKind;
import weir.masking.Masker;
import weir.row.Row;
import weir.source.Profile.From;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;

/** Reads JSON lines: one object a line. */
final class JsonLinePages implements PageReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Profile profile;
  private final Masker masker;
  private final RowBuilder rows;
  private final JsonMasking masking;

  JsonLinePages(Profile profile, Masker masker, RowBuilder rows) {
    this.profile = profile;
    this.masker = masker;
    this.rows = rows;
    this.masking = new JsonMasking(masker, profile.masks());
  }

  @Override
  public Content read(SavedPage page, String digest, Problems problems) throws Unreadable {
    String text = Texts.decode(page.body(), profile.encoding(), page.charset());
    StringBuilder kept = new StringBuilder(text.length() + 64);
    List<Row> found = new ArrayList<>();
    int places = 0;
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
      JsonNode masked = masking.masked(node);
      kept.append(JSON.writeValueAsString(masked)).append('\n');
      if (context == null) {
        captured =
            CaptureMoment.of(
                profile.capturedAt(),
                page,
                rule ->
                    record(
                            Map.of("captured_at", List.of(rule)),
                            "",
                            page,
                            new JsonTree.Place(masked, null))
                        .values("captured_at")
                        .stream()
                        .map(RawRecord.Value::text)
                        .toList(),
                problems);
        context = new RowBuilder.Context(profile, digest, captured, problems);
        shape = shape(masked);
      }
      for (RecordShape recordShape : shape.records()) {
        for (JsonTree.Place place : JsonTree.each(masked, recordShape.each())) {
          if (JsonTree.fits(place, recordShape.where())) {
            rows.build(
                recordShape,
                record(recordShape.fields(), "line:" + number, page, place),
                context,
                found::add);
            places++;
          }
        }
      }
    }
    if (objects == 0 && !text.isBlank()) {
      throw new Unreadable(
          "unreadable-file",
          "No line of the file is JSON.",
          "Choose another profile; this one reads JSON lines.");
    }
    PageFit fit = new PageFit(found);
    shape.records().forEach(record -> fit.look(record, 0));
    PageKind kind = fit.kind(profile, shape, places, problems);
    return new Content(
        kind,
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
      Map<String, List<Profile.FieldRule>> fields,
      String locator,
      SavedPage page,
      JsonTree.Place place) {
    return new TableRecord(
        fields,
        locator,
        page.address(),
        from ->
            switch (from) {
              case From.Path path -> JsonTree.texts(place, path);
              case From.Column(List<String> names) ->
                  names.stream()
                      .map(name -> JsonTree.texts(place.node(), name))
                      .filter(texts -> !texts.isEmpty())
                      .findFirst()
                      .orElse(List.of());
              case From.Select _,
                  From.Label _,
                  From.Constant _,
                  From.Address _,
                  From.Digest _,
                  From.Signs _ ->
                  List.of();
            });
  }
}
