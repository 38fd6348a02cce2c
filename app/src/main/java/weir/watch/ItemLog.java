package weir.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What was decided about items, {@code watch/items.jsonl} under a home. The last decision about an
 * item counts; those before it stay readable.
 */
public final class ItemLog {
  private static final int LONGEST = 300;

  private final LineLog log;
  private final Clock clock;

  private ItemLog(LineLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** The log of a home; made when the first decision comes. */
  public static ItemLog in(Path home, Clock clock) {
    return new ItemLog(new LineLog(home.resolve("watch").resolve("items.jsonl")), clock);
  }

  /** Every decision, in the order in which they were taken. */
  public List<Decision> all() throws IOException {
    List<Decision> all = new ArrayList<>();
    for (JsonNode json : log.read()) {
      try {
        all.add(
            new Decision(
                LineLog.text(json, "item"),
                LineLog.text(json, "name"),
                ItemState.of(LineLog.text(json, "state")),
                LineLog.text(json, "words"),
                Instant.parse(LineLog.text(json, "at"))));
      } catch (DateTimeException e) {
        throw new WatchFault(
            "A decision about '%s' has no time 'at'. Remove its line from watch/items.jsonl."
                .formatted(LineLog.text(json, "item")));
      }
    }
    return all;
  }

  /** The last decision about each item, by the item's id. */
  public Map<String, Decision> latest() throws IOException {
    Map<String, Decision> latest = new LinkedHashMap<>();
    all().forEach(decision -> latest.put(decision.item(), decision));
    return latest;
  }

  /**
   * Notes a decision.
   *
   * @throws WatchFault when the state needs words and has none, or they are too long
   */
  public Decision mark(String item, String name, ItemState state, String words) throws IOException {
    String said = words.strip();
    if (state.needsWords() && said.isEmpty()) {
      throw new WatchFault(
          state == ItemState.SYNONYM
              ? "Say of what it is a synonym."
              : "Say why it is dismissed, in a few words.");
    }
    if (said.length() > LONGEST || item.isBlank() || item.length() > LONGEST) {
      throw new WatchFault(
          "A decision needs an item and words of up to %d characters.".formatted(LONGEST));
    }
    Decision decision = new Decision(item, name, state, said, clock.instant());
    Map<String, String> json = new LinkedHashMap<>();
    json.put("at", decision.at().toString());
    json.put("item", item);
    json.put("name", name);
    json.put("state", state.word());
    json.put("words", said);
    log.append(List.of(json));
    return decision;
  }
}
