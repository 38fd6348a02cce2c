package weir.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger: all that one ingest added and removed.
 *
 * @param number its place in the ledger, from 1
 * @param id of the ingest, as rows carry it
 * @param what a {@link Purpose}'s word
 * @param counts rows added, by table; {@code pages} for the pages kept
 * @param removes paths of parts that are no longer read
 * @param identities path of the sorted identities that it made known; null when none
 * @param pageIndex path of the index over its pages; null when it kept none
 * @param tombstones path of the sorted {@link Tombstones} it left; null when it erased nothing
 * @param whole whether its identities and page index take the place of all earlier ones
 */
public record Manifest(
    long number,
    String id,
    Instant when,
    String what,
    List<String> inputs,
    Map<String, String> versions,
    Map<String, Long> counts,
    List<Part> adds,
    List<String> removes,
    List<PageFile> pages,
    @Nullable String identities,
    @Nullable String pageIndex,
    @Nullable String tombstones,
    boolean whole) {

  /** An entry that erases nothing and adds to the identities there are. */
  Manifest(
      long number,
      String id,
      Instant when,
      String what,
      List<String> inputs,
      Map<String, String> versions,
      Map<String, Long> counts,
      List<Part> adds,
      List<String> removes,
      List<PageFile> pages,
      @Nullable String identities,
      @Nullable String pageIndex) {
    this(
        number,
        id,
        when,
        what,
        inputs,
        versions,
        counts,
        adds,
        removes,
        pages,
        identities,
        pageIndex,
        null,
        false);
  }

  /** Every file that the entry names. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    adds.forEach(part -> files.add(part.path()));
    pages.forEach(file -> files.add(file.path()));
    for (String one : new @Nullable String[] {identities, pageIndex, tombstones}) {
      if (one != null) {
        files.add(one);
      }
    }
    return files;
  }

  Manifest withNumber(long next) {
    return new Manifest(
        next,
        id,
        when,
        what,
        inputs,
        versions,
        counts,
        adds,
        removes,
        pages,
        identities,
        pageIndex,
        tombstones,
        whole);
  }

  byte[] toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("id", id);
    json.put("when", when);
    json.put("what", what);
    json.put("inputs", inputs);
    json.put("versions", new TreeMap<>(versions));
    json.put("counts", counts);
    Map<String, List<String>> columns = columnsOf(adds);
    json.put("columns", columns);
    json.put("adds", adds.stream().map(part -> toFields(part, columns, versions)).toList());
    json.put("removes", removes);
    json.put("pages", pages.stream().map(Manifest::toFields).toList());
    json.put("identities", identities);
    json.put("page_index", pageIndex);
    if (tombstones != null) {
      json.put("tombstones", tombstones);
    }
    if (whole) {
      json.put("whole", true);
    }
    return Json.pretty(json);
  }

  /**
   * Reads an entry back.
   *
   * @throws IllegalArgumentException saying which field is amiss
   */
  static Manifest fromJson(byte[] bytes) {
    Json.Fields json = Json.read(bytes);
    String id = json.text("id");
    Map<String, String> versions = json.textMap("versions");
    return new Manifest(
        json.number("number"),
        id,
        instant(json.text("when")),
        json.text("what"),
        json.texts("inputs"),
        versions,
        json.numberMap("counts"),
        parts(json, "adds", id, versions),
        json.texts("removes"),
        json.objects("pages").stream().map(Manifest::pageFile).toList(),
        json.textOrNull("identities"),
        json.textOrNull("page_index"),
        json.textOrNull("tombstones"),
        json.byName().get("whole") != null && json.truth("whole"));
  }

  /** The columns of each table, once, rather than with every part. */
  static Map<String, List<String>> columnsOf(List<Part> parts) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    parts.forEach(part -> columns.put(part.table(), part.columns()));
    return columns;
  }

  /** A part's fields; columns and versions only where they differ from what its list shares. */
  static Map<String, @Nullable Object> toFields(
      Part part, Map<String, List<String>> columns, Map<String, String> versions) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", part.table());
    json.put("path", part.path());
    json.put("rows", part.rows());
    json.put("bytes", part.bytes());
    json.put("source", part.source());
    json.put("earliest", part.earliest());
    json.put("latest", part.latest());
    if (part.derivedFrom() != null) {
      json.put("derived_from", part.derivedFrom());
    }
    json.put("from_pages", part.fromPages());
    if (!part.columns().equals(columns.get(part.table()))) {
      json.put("columns", part.columns());
    }
    if (!part.versions().equals(versions)) {
      json.put("versions", new TreeMap<>(part.versions()));
    }
    return json;
  }

  static Map<String, @Nullable Object> toFields(PageFile file) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("path", file.path());
    json.put("source", file.source());
    json.put("records", file.records());
    json.put("bytes", file.bytes());
    return json;
  }

  static List<Part> parts(
      Json.Fields json, String name, String ingest, Map<String, String> versions) {
    Json.Fields columns = json.object("columns");
    Map<String, List<String>> byTable = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    for (Json.Fields part : json.objects(name)) {
      String table = part.text("table");
      String earliest = part.textOrNull("earliest");
      String latest = part.textOrNull("latest");
      parts.add(
          new Part(
              table,
              part.text("path"),
              part.number("rows"),
              part.number("bytes"),
              part.textOrNull("source"),
              earliest == null ? null : instant(earliest),
              latest == null ? null : instant(latest),
              part.textOrNull("derived_from"),
              part.truth("from_pages"),
              part.byName().containsKey("columns")
                  ? part.texts("columns")
                  : byTable.computeIfAbsent(table, columns::texts),
              ingest,
              part.byName().containsKey("versions") ? part.textMap("versions") : versions));
    }
    return parts;
  }

  static PageFile pageFile(Json.Fields json) {
    return new PageFile(
        json.text("path"), json.text("source"), json.number("records"), json.number("bytes"));
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("'%s' is not a moment in time".formatted(text), e);
    }
  }
}
