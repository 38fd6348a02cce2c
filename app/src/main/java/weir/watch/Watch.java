package weir.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import weir.lake.Lake;
import weir.lake.Manifest;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.measure.Measures;
import weir.substance.Lexicon;

/**
 * Standing queries and what they found, in {@code watch/queries.jsonl} and {@code
 * watch/alerts.jsonl} under a home.
 *
 * <p>A look takes the ledger's entries since the last look. What it finds and how far it looked is
 * one line, written at once: a program that is killed before has told nothing, and the next look
 * finds the same; one that is killed after has told all. So nothing is lost, and nothing told
 * twice.
 */
public final class Watch {

  private static final int MOST_QUERIES = 200;

  private final LineLog queries;
  private final LineLog alerts;
  private final Clock clock;

  private Watch(Path home, Clock clock) {
    this.queries = new LineLog(home.resolve("watch").resolve("queries.jsonl"));
    this.alerts = new LineLog(home.resolve("watch").resolve("alerts.jsonl"));
    this.clock = clock;
  }

  /** Those of a home; its files are made when the first query comes. */
  public static Watch in(Path home, Clock clock) {
    return new Watch(home, clock);
  }

  /** The queries that stand, in the order in which they came. */
  public List<StandingQuery> queries() throws IOException {
    Map<String, StandingQuery> all = new LinkedHashMap<>();
    for (JsonNode json : queries.read()) {
      String id = LineLog.text(json, "id");
      if (json.path("removed").asBoolean(false)) {
        all.remove(id);
      } else {
        all.put(id, query(queries, json));
      }
    }
    return List.copyOf(all.values());
  }

  /**
   * Adds one; the same one stands once. What the lake holds now is not told.
   *
   * @param percent for a price: by how much it must move
   * @param lake null while there is none
   * @throws WatchFault when it cannot be watched, or too many stand already
   */
  public StandingQuery add(
      StandingQuery.Kind kind, String text, int percent, Lexicon lexicon, @Nullable Lake lake)
      throws IOException {
    StandingQuery asked = StandingQuery.of(kind, text, percent, lexicon, clock.instant());
    return queries.alone(() -> {
      List<StandingQuery> before = queries();
      for (StandingQuery known : before) {
        if (known.id().equals(asked.id()) && known.percent() == asked.percent()) {
          return known;
        }
      }
      if (before.size() >= MOST_QUERIES) {
        throw new WatchFault(
            "%d standing queries are the most. Remove some with 'weir watch remove ID'."
                .formatted(MOST_QUERIES));
      }
      StandingQuery query = asked;
      if (lake != null) {
        if (kind == StandingQuery.Kind.PRICE) {
          try (Measures measures = Measures.over(lake)) {
            query = asked.from(measures.ledgerNumber(), PriceWeeks.of(measures, asked).keySet());
          }
        } else {
          query = asked.from(lake.view().number(), Set.of());
        }
      }
      queries.append(List.of(json(query)));
      return query;
    });
  }

  /** Removes one; false when none of that id stands. What it told stays. */
  public boolean remove(String id) throws IOException {
    return queries.alone(() -> {
      if (queries().stream().noneMatch(query -> query.id().equals(id))) {
        return false;
      }
      queries.append(List.of(Map.of("id", id, "at", clock.instant().toString(), "removed", true)));
      return true;
    });
  }

  /** Every alert, the newest first. */
  public List<Alert> alerts() throws IOException {
    List<Alert> all = new ArrayList<>();
    for (JsonNode look : alerts.read()) {
      for (JsonNode json : look.path("alerts")) {
        String week = LineLog.text(json, "week");
        all.addFirst(
            new Alert(
                LineLog.text(json, "id"),
                query(alerts, json.path("query")),
                LineLog.text(json, "words"),
                alerts.moment(look, "at"),
                json.path("after").asLong(0),
                json.path("until").asLong(0),
                week.isEmpty() ? null : day(week)));
      }
    }
    return all;
  }

  /** The alert of that id. */
  public Optional<Alert> alert(String id) throws IOException {
    return alerts().stream().filter(alert -> alert.id().equals(id)).findFirst();
  }

  /**
   * The question in SQL for the listings behind an alert; empty for a price. Asked of the lake when
   * somebody wants to see them: what was erased since is not there.
   */
  public static String listingsBehind(Alert alert, Lake lake, int most) {
    Set<String> then = new HashSet<>();
    Set<String> later = new HashSet<>();
    for (Manifest entry : lake.ledgerAfter(alert.after())) {
      (entry.number() <= alert.until() ? then : later).add(entry.id());
    }
    return alert.query().kind() == StandingQuery.Kind.PRICE
        ? ""
        : Matches.behind(alert.query(), then, later, most);
  }

  /**
   * Asks every standing query about what came into the lake since the last look.
   *
   * @return the alerts that are new
   */
  public List<Alert> look(Lake lake) throws IOException {
    if (queries().isEmpty()) {
      return List.of();
    }
    return alerts.alone(() -> lookAlone(lake));
  }

  private List<Alert> lookAlone(Lake lake) throws IOException {
    List<StandingQuery> standing = queries();
    Looked looked = looked();
    long oldest =
        standing.stream()
            .mapToLong(query -> Math.max(query.entry(), looked.until()))
            .min()
            .orElse(0);
    List<Manifest> entries = lake.ledgerAfter(oldest);
    if (entries.stream().noneMatch(Watch::brings)) {
      return List.of();
    }
    List<Alert> fresh = new ArrayList<>();
    long until;
    Instant at = clock.instant();
    boolean prices = standing.stream().anyMatch(q -> q.kind() == StandingQuery.Kind.PRICE);
    try (Asked asked = prices ? Asked.measuring(lake) : Asked.plain(lake)) {
      until = asked.number();
      // Queries that were made at different entries are asked in turn.
      Map<Long, List<StandingQuery>> byStart =
          standing.stream()
              .collect(
                  Collectors.groupingBy(
                      query -> Math.max(query.entry(), looked.until()),
                      LinkedHashMap::new,
                      Collectors.toList()));
      for (Map.Entry<Long, List<StandingQuery>> group : byStart.entrySet()) {
        long after = group.getKey();
        Set<String> ingests =
            lake.ledgerAfter(after).stream()
                .filter(entry -> entry.number() <= until)
                .map(Manifest::id)
                .collect(Collectors.toSet());
        boolean any = Matches.read(asked.query(), lake.folder(), ingests);
        for (StandingQuery query : group.getValue()) {
          if (query.kind() == StandingQuery.Kind.PRICE) {
            fresh.addAll(prices(query, asked.measures(), looked.told(query), at, after, until));
          } else if (any) {
            listings(query, Matches.counted(asked.query(), query, ingests), at, after, until)
                .ifPresent(fresh::add);
          }
        }
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", at.toString());
    line.put("looked", until);
    line.put("alerts", fresh.stream().map(Watch::json).toList());
    alerts.append(List.of(line));
    return fresh;
  }

  private static boolean brings(Manifest entry) {
    return entry.what().equals(Purpose.INGEST.word());
  }

  /** The lake in one state; measures only where a price is watched, since these are derived. */
  private record Asked(LakeQuery query, @Nullable Measures ofPrices, long number)
      implements AutoCloseable {

    static Asked plain(Lake lake) {
      LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL);
      return new Asked(query, null, query.view().number());
    }

    static Asked measuring(Lake lake) {
      Measures measures = Measures.over(lake);
      return new Asked(measures.query(), measures, measures.ledgerNumber());
    }

    Measures measures() {
      return java.util.Objects.requireNonNull(ofPrices);
    }

    @Override
    public void close() {
      if (ofPrices == null) {
        query.close();
      } else {
        ofPrices.close();
      }
    }
  }

  /**
   * How far was looked, and which weeks of prices were told.
   *
   * @param weeks by the query's id and percentage
   */
  private record Looked(long until, Map<String, Set<LocalDate>> weeks) {
    Set<LocalDate> told(StandingQuery query) {
      return weeks.getOrDefault(query.id() + "/" + query.percent(), Set.of());
    }
  }

  private Looked looked() throws IOException {
    long until = 0;
    Map<String, Set<LocalDate>> weeks = new LinkedHashMap<>();
    for (JsonNode look : alerts.read()) {
      until = Math.max(until, look.path("looked").asLong(0));
      for (JsonNode alert : look.path("alerts")) {
        String week = LineLog.text(alert, "week");
        if (!week.isEmpty()) {
          JsonNode query = alert.path("query");
          weeks
              .computeIfAbsent(
                  LineLog.text(query, "id") + "/" + query.path("percent").asInt(0),
                  _ -> new HashSet<>())
              .add(day(week));
        }
      }
    }
    return new Looked(until, weeks);
  }

  private static Optional<Alert> listings(
      StandingQuery query, List<Matches.Counted> found, Instant at, long after, long until) {
    long listings = found.stream().mapToLong(Matches.Counted::listings).sum();
    if (listings == 0) {
      return Optional.empty();
    }
    long accounts = found.stream().mapToLong(Matches.Counted::accounts).sum();
    String words =
        String.format(
            Locale.ROOT,
            "%,d new %s%s on %s.",
            listings,
            listings == 1 ? "listing" : "listings",
            accounts == 0
                ? ""
                : String.format(
                    Locale.ROOT, " by %,d %s", accounts, accounts == 1 ? "account" : "accounts"),
            found.stream().map(Matches.Counted::source).collect(Collectors.joining(", ")));
    return Optional.of(
        new Alert(id(query, String.valueOf(until)), query, words, at, after, until, null));
  }

  private static List<Alert> prices(
      StandingQuery query,
      Measures measures,
      Set<LocalDate> told,
      Instant at,
      long after,
      long until) {
    List<Alert> fresh = new ArrayList<>();
    PriceWeeks.of(measures, query)
        .forEach((week, change) -> {
          if (!told.contains(week) && !query.weeks().contains(week)) {
            fresh.add(
                new Alert(
                    id(query, week.toString()),
                    query,
                    "In the week from %s the median price per gram stood %s%d %% from that of the four weeks before."
                        .formatted(week, change < 0 ? "−" : "+", Math.round(Math.abs(change))),
                    at,
                    after,
                    until,
                    week));
          }
        });
    return fresh;
  }

  private static String id(StandingQuery query, String what) {
    return UUID.nameUUIDFromBytes(
            "%s\0%d\0%s\0%s"
                .formatted(query.id(), query.percent(), query.since(), what)
                .getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Map<String, Object> json(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", alert.id());
    json.put("query", json(alert.query()));
    json.put("words", alert.words());
    json.put("after", alert.after());
    json.put("until", alert.until());
    LocalDate week = alert.week();
    if (week != null) {
      json.put("week", week.toString());
    }
    return json;
  }

  private static Map<String, Object> json(StandingQuery query) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", query.since().toString());
    json.put("id", query.id());
    json.put("kind", query.kind().word());
    json.put("text", query.text());
    json.put("percent", query.percent());
    json.put("entry", query.entry());
    json.put("weeks", new TreeSet<>(query.weeks()).stream().map(LocalDate::toString).toList());
    return json;
  }

  private static StandingQuery query(LineLog log, JsonNode json) {
    Set<LocalDate> weeks = new LinkedHashSet<>();
    for (JsonNode week : json.path("weeks")) {
      weeks.add(day(week.asString("")));
    }
    return new StandingQuery(
        LineLog.text(json, "id"),
        StandingQuery.Kind.of(LineLog.text(json, "kind")),
        LineLog.text(json, "text"),
        json.path("percent").asInt(0),
        log.moment(json, "at"),
        json.path("entry").asLong(0),
        weeks);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new WatchFault(
          "A line in the folder 'watch' names the week '%s', which is no day. Remove the line."
              .formatted(text));
    }
  }
}
