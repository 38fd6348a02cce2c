package weir.vocabulary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.masking.DigestKey;
import weir.masking.Masker;
import weir.substance.NamedSpan;

/**
 * The list of namings to look at again, {@code review/naming.jsonl} under a home: lines are only
 * added, the last one of an id counts.
 */
public final class ReviewList {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_OPEN = 5_000;

  private final Path file;
  private final Clock clock;
  private final Masker masker;

  private ReviewList(Path file, Clock clock, Masker masker) {
    this.file = file;
    this.clock = clock;
    this.masker = masker;
  }

  /** The list of a home; made when the first entry comes. */
  public static ReviewList in(Path home, Clock clock) {
    // Nobody needs to match contacts across this list: a key that is thrown away masks them best.
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new ReviewList(
        home.resolve("review").resolve("naming.jsonl"), clock, new Masker(DigestKey.of(key)));
  }

  /** All entries in the order in which they first came, those that are done included. */
  public synchronized List<ReviewEntry> entries() throws IOException {
    Map<String, ReviewEntry> entries = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return List.of();
    }
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode json;
      try {
        json = JSON.readTree(line);
      } catch (JacksonException e) {
        throw new VocabularyFault(
            "%s, line %d is no JSON. Remove the line; the others can stay."
                .formatted(file, number));
      }
      String id = text(json, "id");
      ReviewEntry known = entries.get(id);
      if (json.path("done").asBoolean(false)) {
        if (known != null) {
          entries.put(id, withDone(known, true));
        }
      } else if (known != null) {
        entries.put(id, withDone(known, false));
      } else {
        entries.put(id, entry(id, json, number));
      }
    }
    return List.copyOf(entries.values());
  }

  private ReviewEntry entry(String id, JsonNode json, int number) {
    Instant at;
    try {
      at = Instant.parse(text(json, "at"));
    } catch (java.time.DateTimeException e) {
      throw new VocabularyFault(
          "%s, line %d has no time 'at'. Remove the line; the others can stay."
              .formatted(file, number));
    }
    return new ReviewEntry(
        id,
        at,
        text(json, "complaint"),
        text(json, "text"),
        text(json, "category"),
        text(json, "source_kind"),
        text(json, "surface"),
        json.path("substance").isString() ? text(json, "substance") : null,
        json.path("class").isString() ? text(json, "class") : null,
        text(json, "how"),
        text(json, "lexicon"),
        false);
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isString() ? value.stringValue() : "";
  }

  private static ReviewEntry withDone(ReviewEntry e, boolean done) {
    return new ReviewEntry(
        e.id(),
        e.at(),
        e.complaint(),
        e.text(),
        e.category(),
        e.sourceKind(),
        e.surface(),
        e.substance(),
        e.substanceClass(),
        e.how(),
        e.lexicon(),
        done);
  }

  /**
   * Adds an entry, masked; the same complaint of the same text stands once.
   *
   * @param mention the naming that is wrong; null for a text in which a name was missed
   * @return the entry's id
   * @throws VocabularyFault when too many stand open already
   */
  public synchronized String add(
      String text,
      String category,
      String sourceKind,
      @Nullable NamedSpan mention,
      String lexiconVersion)
      throws IOException {
    String masked = masker.mask(text).text();
    String surface = mention == null ? "" : masker.mask(mention.surface()).text();
    String complaint = mention == null ? "missed" : "wrong";
    String id = id(complaint + "\0" + text + "\0" + (mention == null ? "" : mention.surface()));
    List<ReviewEntry> before = entries();
    if (before.stream().anyMatch(e -> e.id().equals(id) && !e.done())) {
      return id;
    }
    if (before.stream().filter(e -> !e.done()).count() >= MOST_OPEN) {
      throw new VocabularyFault(
          "The review list holds %,d open entries. Work through some with 'weir lexicon review --done ID' first."
              .formatted(MOST_OPEN));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("at", clock.instant().toString());
    json.put("complaint", complaint);
    json.put("text", masked);
    json.put("category", masker.mask(category).text());
    json.put("source_kind", sourceKind);
    json.put("surface", surface);
    json.put("substance", mention == null ? null : mention.substance());
    json.put("class", mention == null ? null : mention.substanceClass());
    json.put("how", mention == null ? "" : mention.how());
    json.put("lexicon", lexiconVersion);
    append(json);
    return id;
  }

  /** Marks an entry as done; false when none of that id is open. */
  public synchronized boolean done(String id) throws IOException {
    if (entries().stream().noneMatch(e -> e.id().equals(id) && !e.done())) {
      return false;
    }
    append(Map.of("id", id, "at", clock.instant().toString(), "done", true));
    return true;
  }

  private void append(Map<String, ?> json) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    DurableFile.append(file, JSON.writeValueAsString(json) + "\n");
    DurableFile.syncFolder(folder);
  }

  private static String id(String what) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
