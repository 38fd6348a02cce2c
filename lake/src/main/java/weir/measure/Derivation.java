package weir.measure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import weir.estimate.SalesKernel;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/**
 * Keeps the derived tables in step with what was read, group of parts by group (those of one
 * source, as a rule), and publishes them like any other part.
 *
 * <ul>
 *   <li>{@code listing_day}: made by the kernel from listings and ratings, and {@code
 *       listing_carry}, from which it goes on; see {@link DayDerivation}.
 *   <li>{@code listing_seen}: every listing as it was last seen.
 *   <li>{@code listing_week}: {@code listing_day} added up, a part for each part, or for all parts
 *       of one week that is not over.
 *   <li>{@code listing_held}: weeks of the few listings whose prices a holding rule may drop.
 * </ul>
 */
final class Derivation {

  static final String LISTING_DAY = "listing_day";
  static final String LISTING_SEEN = "listing_seen";

  static final String LISTING_CARRY = "listing_carry";

  /** What is noted of the view that rows were derived from, and of what made them. */
  static final String VIEW = "view";

  static final String KERNEL = "sales_kernel";
  static final String SEEN = "listing_seen";

  private final Lake lake;

  private Derivation(Lake lake) {
    this.lake = lake;
  }

  /** The view in which every derived row is up to date. */
  static LakeView upToDate(Lake lake) {
    Derivation derivation = new Derivation(lake);
    derivation.days(lake.view());
    derivation.weeks(lake.view());
    return lake.view();
  }

  /** Whether every derived row of that view is up to date. */
  static boolean isUpToDate(LakeView view) {
    return staleDays(view).isEmpty() && Due.of(view).isEmpty();
  }

  private static Set<String> staleDays(LakeView view) {
    Set<String> stale = new TreeSet<>();
    for (String source : sources(view, List.of("listing", "feedback"))) {
      String key = dayKey(view, source);
      if (view.derivedFrom(LISTING_CARRY, source)
          .filter(from -> from.startsWith(key + "@"))
          .isEmpty()) {
        stale.add(source);
      }
    }
    return stale;
  }

  private void days(LakeView view) {
    Set<String> stale = staleDays(view);
    if (stale.isEmpty()) {
      return;
    }
    QueryLimits limits = stale.size() == 1 ? QueryLimits.DERIVING : QueryLimits.DERIVING_ONE_OF_TWO;
    try (Ingest ingest = begin(view, stale)) {
      twoAtOnce(
          stale.stream()
              .map(source ->
                  (Runnable)
                      () ->
                          new DayDerivation(
                                  lake, view, ingest, source, dayKey(view, source), limits)
                              .run())
              .toList());
      ingest.publish();
    }
  }

  /** Two sources at once: one keeps a core and a half busy, since rows cross over one by one. */
  private static void twoAtOnce(List<Runnable> work) {
    List<Future<?>> begun = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      work.forEach(one -> begun.add(two.submit(one)));
      for (Future<?> one : begun) {
        one.get();
      }
    } catch (ExecutionException e) {
      begun.forEach(one -> one.cancel(false));
      throw switch (e.getCause()) {
        case RuntimeException problem -> problem;
        case Error error -> throw error;
        case null, default -> new IllegalStateException("Tables cannot be derived", e);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeProblem("Deriving was interrupted; nothing was added. Ask the same again.", e);
    }
  }

  /**
   * What is to be derived from days.
   *
   * @param missing parts of days without weeks, by source, those of one week together
   * @param held keys of the weeks of held listings that are to be made anew, by source
   */
  private record Due(Map<String, List<List<Part>>> missing, Map<String, String> held) {

    static Due of(LakeView view) {
      String rates = digest(Stream.of(), view.parts("rate"));
      Due due = new Due(new TreeMap<>(), new TreeMap<>());
      for (String source : sources(view, List.of(LISTING_DAY))) {
        List<Part> days = Derivation.of(view, LISTING_DAY, source);
        Set<String> there = new TreeSet<>();
        Derivation.of(view, WeekRows.TABLE, source)
            .forEach(part -> there.add(String.valueOf(part.derivedFrom())));
        for (List<Part> together : DayDerivation.byWeek(days)) {
          if (!there.contains(weekKey(together))) {
            due.missing.computeIfAbsent(source, _ -> new ArrayList<>()).add(together);
          }
        }
        String heldKey = digest(Stream.of(WeekRows.VERSION, rates), days);
        if (view.derivedFrom(HeldPrices.TABLE, source).filter(heldKey::equals).isEmpty()) {
          due.held.put(source, heldKey);
        }
      }
      return due;
    }

    boolean isEmpty() {
      return missing.isEmpty() && held.isEmpty();
    }
  }

  private void weeks(LakeView view) {
    Due due = Due.of(view);
    Map<String, List<List<Part>>> missing = due.missing();
    Map<String, String> held = due.held();
    if (missing.isEmpty() && held.isEmpty()) {
      return;
    }
    Set<String> sources = new TreeSet<>(missing.keySet());
    sources.addAll(held.keySet());
    try (Ingest ingest = begin(view, sources)) {
      for (String source : sources) {
        List<Part> days = of(view, LISTING_DAY, source);
        List<String> keys = DayDerivation.byWeek(days).stream().map(Derivation::weekKey).toList();
        ingest.retain(
            of(view, WeekRows.TABLE, source).stream()
                .filter(part -> keys.contains(String.valueOf(part.derivedFrom())))
                .toList());
        addWeeks(ingest, view, source, missing.getOrDefault(source, List.of()));
        String heldKey = held.get(source);
        if (heldKey != null) {
          List<Part> parts = new ArrayList<>(days);
          parts.addAll(view.parts("rate"));
          try (LakeQuery query =
              LakeQuery.deriving(
                  lake, new LakeView(view.number(), true, parts), QueryLimits.DERIVING)) {
            String sql = HeldPrices.prepared(query);
            ingest.addDerived(
                HeldPrices.TABLE, source, WeekRows.COLUMNS, heldKey, file -> query.copy(sql, file));
            ingest.settle();
          }
        }
      }
      ingest.publish();
    }
  }

  private void addWeeks(Ingest ingest, LakeView view, String source, List<List<Part>> days) {
    if (days.isEmpty()) {
      return;
    }
    List<Part> named = new ArrayList<>();
    List<Ingest.PartFile> files = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      for (Part part : days.get(i)) {
        named.add(part.as("days_" + i));
      }
    }
    try (LakeQuery query =
        LakeQuery.deriving(lake, new LakeView(view.number(), true, named), QueryLimits.DERIVING)) {
      for (int i = 0; i < days.size(); i++) {
        String sql = WeekRows.of("days_" + i, "0");
        files.add(file -> query.copy(sql, file));
      }
      ingest.addDerived(
          WeekRows.TABLE,
          source,
          WeekRows.COLUMNS,
          days.stream().map(Derivation::weekKey).toList(),
          files);
      ingest.settle();
    }
  }

  private Ingest begin(LakeView view, Collection<String> sources) {
    Ingest ingest =
        lake.begin(
            IngestPlan.of(
                Purpose.DERIVE,
                List.copyOf(sources),
                Map.of(
                    KERNEL,
                    SalesKernel.VERSION,
                    SEEN,
                    SeenListings.VERSION,
                    VIEW,
                    Long.toString(view.number()))));
    ingest.basedOn(view);
    return ingest;
  }

  static List<Part> of(LakeView view, String table, String source) {
    return view.parts(table).stream()
        .filter(part -> Objects.equals(part.source(), source))
        .toList();
  }

  private static Set<String> sources(LakeView view, List<String> tables) {
    Set<String> sources = new TreeSet<>();
    for (Part part : view.parts()) {
      if (tables.contains(part.table()) && part.source() != null) {
        sources.add(part.source());
      }
    }
    return sources;
  }

  /** Names the parts that the rows come from, and what made them. */
  private static String dayKey(LakeView view, String source) {
    List<Part> parts = new ArrayList<>(of(view, "listing", source));
    parts.addAll(of(view, "feedback", source));
    return digest(Stream.of(SalesKernel.VERSION, SeenListings.VERSION), parts);
  }

  private static String weekKey(List<Part> days) {
    return digest(Stream.of(WeekRows.VERSION), days);
  }

  private static String digest(Stream<String> versions, Collection<Part> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Stream.concat(versions, parts.stream().map(Part::path).sorted())
          .forEach(text -> digest.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
