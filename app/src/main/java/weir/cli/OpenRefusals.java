package weir.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.Manifest;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;

/**
 * Refusals that nothing has settled since. The table tells what happened, and keeps all; here those
 * are left out whose page a later ingest has read, or a rereading that did not refuse it again.
 *
 * <p>A page is recognised by its address, whether it was given by itself or in a folder. An archive
 * that broke off counts as read once it was given by itself and brought new pages: the addresses of
 * its pages do not name it.
 */
final class OpenRefusals {
  private static final int ASKED_AT_ONCE = 500;

  /**
   * One of them.
   *
   * @param input as an absolute path where the ledger tells it
   * @param source whose profile refused it; null when the ledger does not tell
   * @param keptPage whether its page was kept, so that reading it again takes no file
   */
  record Open(
      String input,
      String place,
      String cause,
      String reason,
      String mend,
      @Nullable String source,
      boolean keptPage) {}

  /** A refusal, and where a later reading of its page would show. */
  private record Sought(
      Open refusal, @Nullable Manifest by, Set<String> addresses, Map<String, Set<String>> later) {}

  /** A capture of one of the addresses. */
  private record Seen(String ingest, String source) {}

  private final LakeQuery query;
  private final Map<String, Manifest> byId = new HashMap<>();
  private final Map<String, List<Manifest>> byInput = new HashMap<>();

  private OpenRefusals(Lake lake, LakeQuery query) {
    this.query = query;
    for (Manifest entry : lake.ledger()) {
      byId.put(entry.id(), entry);
      if (entry.what().equals(Purpose.INGEST.word())) {
        entry
            .inputs()
            .forEach(input -> byInput.computeIfAbsent(input, _ -> new ArrayList<>()).add(entry));
      }
    }
  }

  /**
   * Those of a cause, in the table's order of input and place.
   *
   * @param cause null for all causes
   * @param settledToo whether those are wanted as well that were read since
   */
  static List<Open> of(Lake lake, LakeQuery query, @Nullable String cause, boolean settledToo) {
    List<Map<String, @Nullable Object>> rows =
        query.rows(
            "SELECT * FROM refusal WHERE ? IS NULL OR cause = ? ORDER BY input, place, cause, reason",
            cause,
            cause);
    return rows.isEmpty() ? List.of() : new OpenRefusals(lake, query).among(rows, settledToo);
  }

  private List<Open> among(List<Map<String, @Nullable Object>> rows, boolean settledToo) {
    List<Sought> all = rows.stream().map(this::sought).toList();
    Set<String> addresses = new HashSet<>();
    for (Sought one : all) {
      addresses.addAll(one.addresses);
      one.later.values().forEach(addresses::addAll);
    }
    Map<String, Set<Seen>> seen = seen(List.copyOf(addresses));
    Set<String> broughtPages =
        query.rows("SELECT DISTINCT ingest FROM capture").stream()
            .map(row -> String.valueOf(row.get("ingest")))
            .collect(Collectors.toSet());
    Set<Open> open = new LinkedHashSet<>();
    for (Sought one : all) {
      if (settledToo || !isSettled(one, seen, broughtPages)) {
        open.add(one.refusal.keptPage() ? one.refusal : withKept(one, seen));
      }
    }
    return List.copyOf(open);
  }

  private Sought sought(Map<String, @Nullable Object> row) {
    Manifest by = byId.get(String.valueOf(row.get("ingest")));
    String input = String.valueOf(row.get("input"));
    String place = String.valueOf(row.get("place"));
    String full = input;
    if (by != null) {
      full = by.inputs().stream().filter(given -> isSame(given, input)).findFirst().orElse(input);
    }
    String profile = by == null ? null : by.versions().get("profile");
    Open refusal =
        new Open(
            full,
            place,
            String.valueOf(row.get("cause")),
            String.valueOf(row.get("reason")),
            String.valueOf(row.get("mend")),
            profile == null ? null : profile.replaceFirst("@[^@]*$", ""),
            input.isEmpty());
    return new Sought(refusal, by, cuts(place), later(full, place, by == null ? 0 : by.number()));
  }

  /** Whether an input of the ledger is the one that a refusal names as it was typed. */
  private static boolean isSame(String given, String typed) {
    try {
      return !typed.isEmpty() && Path.of(given).endsWith(Path.of(typed).normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The place and what it begins with, where a row, a piece or a record may stand behind. */
  private static Set<String> cuts(String place) {
    Set<String> cuts = new LinkedHashSet<>();
    String rest = place;
    while (!rest.isEmpty()) {
      cuts.add(rest);
      int end =
          Math.max(rest.lastIndexOf(' '), Math.max(rest.lastIndexOf('#'), rest.lastIndexOf(':')));
      rest = end < 0 ? "" : rest.substring(0, end);
    }
    return cuts;
  }

  /** The later ingests that were given the page, and the address that it has in each. */
  private Map<String, Set<String>> later(String input, String place, long after) {
    Map<String, Set<String>> later = new HashMap<>();
    // The input is the file itself, whose name the place begins with, or a folder around it.
    int name = input.lastIndexOf('/') + 1;
    Set<String> files = new LinkedHashSet<>();
    files.add(input + "/" + place);
    if (place.startsWith(input.substring(name))) {
      files.add(input.substring(0, name) + place);
    }
    for (String file : files) {
      for (String cut : cuts(file)) {
        for (int end = cut.length(); end > 0; end = cut.lastIndexOf('/', end - 1)) {
          for (Manifest entry : byInput.getOrDefault(cut.substring(0, end), List.of())) {
            if (entry.number() > after) {
              Set<String> addresses = later.computeIfAbsent(entry.id(), _ -> new LinkedHashSet<>());
              int given = cut.lastIndexOf('/', end - 1) + 1;
              addresses.addAll(cuts(file.substring(given)));
              if (end < file.length()) {
                addresses.addAll(cuts(file.substring(end + 1)));
              }
            }
          }
        }
      }
    }
    return later;
  }

  private Map<String, Set<Seen>> seen(List<String> addresses) {
    Map<String, Set<Seen>> seen = new HashMap<>();
    for (int from = 0; from < addresses.size(); from += ASKED_AT_ONCE) {
      List<String> some = addresses.subList(from, Math.min(addresses.size(), from + ASKED_AT_ONCE));
      String list =
          some.stream()
              .map(address -> "'" + address.replace("'", "''") + "'")
              .collect(Collectors.joining(", "));
      for (Map<String, @Nullable Object> row :
          query.rows(
              "SELECT DISTINCT url, ingest, source FROM capture WHERE url IN (" + list + ")")) {
        seen.computeIfAbsent(String.valueOf(row.get("url")), _ -> new HashSet<>())
            .add(new Seen(String.valueOf(row.get("ingest")), String.valueOf(row.get("source"))));
      }
    }
    return seen;
  }

  private boolean isSettled(Sought one, Map<String, Set<Seen>> seen, Set<String> broughtPages) {
    long after = one.by == null ? 0 : one.by.number();
    for (Map.Entry<String, Set<String>> later : one.later.entrySet()) {
      boolean read =
          later.getValue().stream()
              .flatMap(address -> seen.getOrDefault(address, Set.of()).stream())
              .anyMatch(
                  capture -> capture.ingest().equals(later.getKey()) || isReread(capture, after));
      boolean itself =
          Objects.requireNonNull(byId.get(later.getKey())).inputs().stream()
              .anyMatch(input -> isTheFile(one.refusal, input));
      if (read || (itself && broughtPages.contains(later.getKey()))) {
        return true;
      }
    }
    return one.addresses.stream()
        .flatMap(address -> seen.getOrDefault(address, Set.of()).stream())
        .anyMatch(capture ->
            isReread(capture, after)
                && (one.refusal.source() == null || one.refusal.source().equals(capture.source())));
  }

  /** Whether the refusal speaks of the input file as a whole. */
  private static boolean isTheFile(Open refusal, String input) {
    String inFolder = refusal.input() + "/" + refusal.place();
    return input.equals(inFolder)
        || (input.equals(refusal.input())
            && refusal.place().equals(input.substring(input.lastIndexOf('/') + 1)));
  }

  private boolean isReread(Seen capture, long after) {
    Manifest entry = byId.get(capture.ingest());
    return entry != null && entry.what().equals(Purpose.REREAD.word()) && entry.number() > after;
  }

  private static Open withKept(Sought one, Map<String, Set<Seen>> seen) {
    String by = one.by == null ? "" : one.by.id();
    boolean kept =
        one.addresses.stream()
            .flatMap(address -> seen.getOrDefault(address, Set.of()).stream())
            .anyMatch(capture -> capture.ingest().equals(by));
    Open open = one.refusal;
    return new Open(
        open.input(), open.place(), open.cause(), open.reason(), open.mend(), open.source(), kept);
  }
}
