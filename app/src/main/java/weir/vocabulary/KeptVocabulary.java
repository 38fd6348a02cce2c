package weir.vocabulary;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;

/**
 * A vocabulary that was brought in, as its {@code about.yaml} tells it.
 *
 * @param id its folder's name
 * @param licence under which its maker gives it; never empty
 * @param file the name of the file that it came from
 * @param format in words
 * @param digest SHA-256 of that file, in hex
 * @param names new ones, those of new substances included
 * @param leftOut names and entries that add nothing; {@code conflicts.csv} lists them
 * @param conflicts those of them that contradict the lexicon
 */
public record KeptVocabulary(
    String id,
    String title,
    String licence,
    String file,
    String format,
    String digest,
    Instant importedAt,
    int entries,
    int matched,
    int substances,
    int names,
    int leftOut,
    int conflicts) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public KeptVocabulary {
    if (licence.isBlank()) {
      throw new IllegalArgumentException(
          "A vocabulary keeps its licence. Name it, such as 'CC0 1.0', or 'own work'.");
    }
  }

  String yaml() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", title);
    values.put("licence", licence);
    values.put("file", file);
    values.put("format", format);
    values.put("digest", digest);
    values.put("imported_at", importedAt.toString());
    values.put("entries", entries);
    values.put("matched", matched);
    values.put("substances", substances);
    values.put("names", names);
    values.put("left_out", leftOut);
    values.put("conflicts", conflicts);
    StringBuilder yaml = new StringBuilder();
    values.forEach((key, value) ->
        yaml.append(key).append(": ").append(JSON.writeValueAsString(value)).append('\n'));
    return yaml.toString();
  }

  static KeptVocabulary read(String id, String yaml, String document) {
    List<Fault> faults = new ArrayList<>();
    Tree tree = Tree.read(yaml, document, faults).orElse(null);
    if (tree != null) {
      Keys keys = Keys.of(tree, document, "", faults);
      String licence = keys.required("licence", "Write under which licence it came.");
      if (faults.isEmpty()) {
        return new KeptVocabulary(
            id,
            text(keys, "title"),
            licence,
            text(keys, "file"),
            text(keys, "format"),
            text(keys, "digest"),
            at(text(keys, "imported_at")),
            count(keys, "entries"),
            count(keys, "matched"),
            count(keys, "substances"),
            count(keys, "names"),
            count(keys, "left_out"),
            count(keys, "conflicts"));
      }
    }
    throw new VocabularyFault(
        "%s Mend the file, or remove the vocabulary with 'weir lexicon remove %s'."
            .formatted(faults.getFirst(), id));
  }

  private static String text(Keys keys, String key) {
    String text = keys.text(key);
    return text == null ? "" : text;
  }

  private static Instant at(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static int count(Keys keys, String key) {
    String text = text(keys, key);
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
