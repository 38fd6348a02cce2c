package weir.novelty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.substance.SubstanceNamer;

/**
 * Finds what was first seen lately, and ranks it. One instance remembers the titles that it read,
 * so that the next week costs less; used by one thread at a time.
 *
 * <p>The rank is a sum of points, each with its reason: how the name is built, what stands beside
 * it, how far and how fast it spreads, and what speaks against it. Points were set by judgement on
 * made-up markets, and are not fitted to what {@link BackTest} is reported on.
 */
public final class Novelty {

  /** From so many points on an item is worth an alert. */
  public static final double ALERT = 4;

  private static final int MOST_TITLES = 300_000;

  /** So far back a day with anything new is looked for. */
  private static final int DAYS_BACK = 365;

  /**
   * What counts as lately.
   *
   * @param recentDays an item is listed for so long after its first sight
   * @param windowDays over which growth is told: the last so many days against as many before
   * @param settlingDays what a source shows within so many days of its first save may have stood
   *     there before
   * @param most items that are given
   */
  public record Settings(int recentDays, int windowDays, int settlingDays, int most) {
    /** Eight weeks, growth by four, two weeks until a source is known. */
    public static final Settings USUAL = new Settings(56, 28, 14, 200);

    public Settings {
      if (recentDays < 1 || windowDays < 1 || settlingDays < 0 || most < 1) {
        throw new IllegalArgumentException(
            "Days and the number of items must be 1 or more (settling days 0 or more).");
      }
    }
  }

  private final SubstanceNamer namer;
  private final Map<String, TitleReading> titles = new HashMap<>();

  private Novelty(SubstanceNamer namer) {
    this.namer = namer;
  }

  /** Finds what this namer does not know. */
  public static Novelty over(SubstanceNamer namer) {
    return new Novelty(namer);
  }

  /** The first moment of something, and where. */
  static final class First {
    Instant at;
    String source;

    First(Instant at, String source) {
      this.at = at;
      this.source = source;
    }

    void see(Instant when, String where) {
      int order = when.compareTo(at);
      if (order < 0 || (order == 0 && where.compareTo(source) < 0)) {
        at = when;
        source = where;
      }
    }
  }

  /** All that is known on the day that is asked about. */
  private static final class Past {
    final Instant end;
    final Instant lately;
    final Instant before;
    final Map<String, Instant> sources = new HashMap<>();
    final Map<String, First> words = new HashMap<>();
    final Map<String, Integer> sights = new HashMap<>();
    final Map<String, First> substances = new HashMap<>();
    final Map<String, First> forms = new HashMap<>();

    /** Of each account: its sights, and those of new substances. */
    final Map<String, int[]> accounts = new HashMap<>();

    long newLately;
    long newBefore;

    Past(LocalDate asOf, Settings settings) {
      end = asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      lately = end.minus(Duration.ofDays(settings.windowDays()));
      before = lately.minus(Duration.ofDays(settings.windowDays()));
    }
  }

  /**
   * What was first seen lately, as known at the end of a day in UTC; sights after it are not looked
   * at.
   *
   * @return the highest score first; the same sights give the same items
   */
  public List<Emerging> at(LocalDate asOf, Sights sights, Settings settings) {
    Past past = new Past(asOf, settings);
    sights.forEach(sight -> {
      if (sight.first().isBefore(past.end)) {
        note(sight, past);
      }
    });
    Instant recent = past.end.minus(Duration.ofDays(settings.recentDays()));
    Map<String, Group> groups = new HashMap<>();
    sights.forEach(sight -> {
      if (sight.first().isBefore(past.end)) {
        gather(sight, past, recent, groups);
      }
    });
    merge(groups);
    Spellings spellings =
        new Spellings(
            past.sights,
            key -> {
              First first = past.words.get(key);
              return first != null && first.at.isBefore(recent);
            });
    List<Emerging> items = new ArrayList<>();
    for (Group group : groups.values()) {
      Instant watched = past.sources.get(group.first.source);
      boolean stood =
          watched == null
              || group.first.at.isBefore(watched.plus(Duration.ofDays(settings.settlingDays())));
      items.add(new Ranking(namer, spellings, past.newLately, past.newBefore).rank(group, stood));
    }
    Collections.sort(items, Emerging.ORDER);
    return List.copyOf(items.subList(0, Math.min(items.size(), settings.most())));
  }

  /**
   * What was new on the newest day on which anything was.
   *
   * @param asOf the day as known on
   * @param items on it
   * @param newest the day that was asked about: later than {@code asOf} where nothing was new on it
   */
  public record Latest(LocalDate asOf, List<Emerging> items, LocalDate newest) {
    public Latest {
      items = List.copyOf(items);
    }
  }

  /**
   * The same on a day, or, where nothing was new then, on the last day before it, within a year, on
   * which something was. The sights are gone through again, not asked anew.
   */
  public Latest latest(LocalDate newest, Sights sights, Settings settings) {
    List<Emerging> items = at(newest, sights, settings);
    if (!items.isEmpty()) {
      return new Latest(newest, items, newest);
    }
    Settings year =
        new Settings(DAYS_BACK, settings.windowDays(), settings.settlingDays(), settings.most());
    Optional<LocalDate> day =
        at(newest, sights, year).stream()
            .map(item -> item.first().atZone(ZoneOffset.UTC).toLocalDate())
            .max(LocalDate::compareTo)
            // An item is listed for so many days, the last of which is this one.
            .map(first -> first.plusDays(settings.recentDays() - 1L));
    if (day.isEmpty()) {
      return new Latest(newest, items, newest);
    }
    return new Latest(day.get(), at(day.get(), sights, settings), newest);
  }

  private TitleReading reading(String title) {
    TitleReading known = titles.get(title);
    if (known == null) {
      if (titles.size() >= MOST_TITLES) {
        titles.clear();
      }
      known = new TitleReading(title);
      titles.put(title, known);
    }
    return known;
  }

  private void note(Sight sight, Past past) {
    past.sources.merge(sight.source(), sight.first(), (a, b) -> a.isBefore(b) ? a : b);
    boolean lately = !sight.first().isBefore(past.lately);
    if (lately) {
      past.newLately++;
    } else if (!sight.first().isBefore(past.before)) {
      past.newBefore++;
    }
    TitleReading title = reading(sight.title());
    for (TitleWords.Word word : title.words()) {
      first(past.words, word.key(), sight);
      past.sights.merge(word.key(), 1, Integer::sum);
    }
    String substance = sight.substance();
    if (substance != null) {
      first(past.substances, substance, sight);
      for (String form : title.forms()) {
        first(past.forms, substance + "\0" + form, sight);
      }
    }
    String account = account(sight);
    if (account != null) {
      int[] counts = past.accounts.computeIfAbsent(account, _ -> new int[2]);
      counts[0]++;
      String path = sight.substanceClass();
      counts[1] += path != null && path.startsWith("nps/") ? 1 : 0;
    }
  }

  private static void first(Map<String, First> of, String key, Sight sight) {
    First known = of.get(key);
    if (known == null) {
      of.put(key, new First(sight.first(), sight.source()));
    } else {
      known.see(sight.first(), sight.source());
    }
  }

  static @Nullable String account(Sight sight) {
    return sight.account() == null ? null : sight.source() + "\0" + sight.account();
  }

  /** All that was seen of one item. */
  static final class Group {
    final Emerging.Kind kind;
    String key;
    final First first;
    final Set<String> sources = new HashSet<>();
    final Set<String> accounts = new HashSet<>();
    final Set<String> listings = new HashSet<>();
    final Set<String> listingsBefore = new HashSet<>();
    final Map<String, Integer> shown = new LinkedHashMap<>();
    final Map<String, Integer> next = new HashMap<>();
    final List<Sight> behind = new ArrayList<>();
    final Set<String> accountsOfNew = new HashSet<>();
    int sights;
    int alone;
    int beside;
    int cannabis;
    int amount;
    int lately;
    int before;
    @Nullable String path;

    private Group(Emerging.Kind kind, String key, First first) {
      this.kind = kind;
      this.key = key;
      this.first = first;
    }

    Instant firstAt() {
      return first.at;
    }

    String firstSource() {
      return first.source;
    }

    /** The wording that was seen most; of equals the one that comes first. */
    String name() {
      String best = "";
      int most = 0;
      for (Map.Entry<String, Integer> entry : shown.entrySet()) {
        int seen = entry.getValue();
        if (seen > most || (seen == most && entry.getKey().compareTo(best) < 0)) {
          best = entry.getKey();
          most = seen;
        }
      }
      return best;
    }

    private void add(Sight sight, String wording, Past past) {
      sights++;
      sources.add(sight.source());
      listings.add(sight.source() + "\0" + sight.listing());
      String account = account(sight);
      if (account != null) {
        accounts.add(account);
        int[] counts = past.accounts.get(account);
        if (counts != null && counts[1] * 10 >= counts[0]) {
          accountsOfNew.add(account);
        }
      }
      shown.merge(wording, 1, Integer::sum);
      if (!sight.first().isBefore(past.lately)) {
        lately++;
      } else {
        before += sight.first().isBefore(past.before) ? 0 : 1;
        listingsBefore.add(sight.source() + "\0" + sight.listing());
      }
      behind.add(sight);
      if (behind.size() > 32) {
        trim();
      }
    }

    List<Sight> earliest() {
      trim();
      return List.copyOf(behind);
    }

    /** Listings first seen in the last weeks; one that changed its title is not new. */
    int freshListings() {
      return listings.size() - listingsBefore.size();
    }

    private void trim() {
      behind.sort(
          java.util.Comparator.comparing(Sight::first)
              .thenComparing(Sight::source)
              .thenComparing(Sight::listing)
              .thenComparing(Sight::title));
      if (behind.size() > 8) {
        behind.subList(8, behind.size()).clear();
      }
    }
  }

  private void gather(Sight sight, Past past, Instant recent, Map<String, Group> groups) {
    TitleReading title = reading(sight.title());
    String substance = sight.substance();
    if (substance != null) {
      First first = past.substances.get(substance);
      if (first != null && !first.at.isBefore(recent)) {
        group(groups, Emerging.Kind.SUBSTANCE, substance, first, sight, substance, past).path =
            sight.substanceClass();
      } else if (first != null) {
        for (String form : title.forms()) {
          First together = past.forms.get(substance + "\0" + form);
          if (together != null && !together.at.isBefore(recent)) {
            group(
                        groups,
                        Emerging.Kind.FORM,
                        substance + "/" + form.replace(' ', '-'),
                        together,
                        sight,
                        substance + " as " + form,
                        past)
                    .path =
                sight.substanceClass();
          }
        }
      }
    }
    boolean any = false;
    for (TitleWords.Word word : title.words()) {
      First first = past.words.get(word.key());
      any |= first != null && !first.at.isBefore(recent);
    }
    if (!any) {
      return;
    }
    TitleReading.Named named = title.named(namer);
    if (!named.product()) {
      return;
    }
    for (int i = 0; i < named.candidates().size(); i++) {
      TitleReading.Candidate candidate = named.candidates().get(i);
      First first = past.words.get(candidate.word().key());
      if (first == null || first.at.isBefore(recent)) {
        continue;
      }
      String key = candidate.word().key();
      Group group =
          group(groups, Emerging.Kind.NAME, key, first, sight, candidate.word().shown(), past);
      group.alone += named.otherDrug() ? 0 : 1;
      group.beside += named.otherDrug() ? 1 : 0;
      group.cannabis += named.cannabis() ? 1 : 0;
      group.amount += named.amount() ? 1 : 0;
      group.path = group.path == null ? candidate.path() : group.path;
      if (i + 1 < named.candidates().size()) {
        TitleReading.Candidate after = named.candidates().get(i + 1);
        if (after.word().start() - candidate.word().end() == 1) {
          group.next.merge(after.word().key(), 1, Integer::sum);
        }
      }
    }
  }

  private static Group group(
      Map<String, Group> groups,
      Emerging.Kind kind,
      String key,
      First first,
      Sight sight,
      String wording,
      Past past) {
    Group group = groups.computeIfAbsent(kind.word() + ":" + key, _ -> new Group(kind, key, first));
    group.add(sight, wording, past);
    return group;
  }

  /** Words that always stand beside each other are one name. */
  private static void merge(Map<String, Group> groups) {
    List<String> ids = new ArrayList<>(groups.keySet());
    Collections.sort(ids);
    for (String id : ids) {
      Group left = groups.get(id);
      while (left != null && left.kind == Emerging.Kind.NAME) {
        Group right = null;
        String rightId = "";
        for (Map.Entry<String, Integer> entry : left.next.entrySet()) {
          Group candidate = groups.get("name:" + entry.getKey());
          if (candidate != null
              && candidate != left
              && entry.getValue() * 5 >= 4 * Math.max(left.sights, candidate.sights)) {
            right = candidate;
            rightId = "name:" + entry.getKey();
          }
        }
        if (right == null || left.name().length() + right.name().length() > 60) {
          break;
        }
        String wording = left.name() + " " + right.name();
        left.shown.clear();
        left.shown.put(wording, left.sights);
        left.next.clear();
        left.next.putAll(right.next);
        left.key = left.key + " " + right.key;
        left.path = left.path == null ? right.path : left.path;
        groups.remove(rightId);
      }
    }
  }
}
