package weir.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;
import weir.suggest.ProfileSuggester;
import weir.suggest.Suggestion;

/**
 * How much of a site that nobody described is read by the profile that its pages suggest: market by
 * market and field by field, against profiles written by hand, or against what made-up pages were
 * made from. Nothing is learned from any of them, so that each is left out of what the others
 * teach.
 */
final class Layouts {

  private static final List<String> FIELDS = List.of("title", "account", "price", "origin");
  private static final int MOST_SIMULATED = 60;
  private static final Instant SAVED = Instant.parse("2019-06-01T00:00:00Z");

  /** A market's pages with what they say; null for pages without listings. */
  private record Market(String name, List<MadeUpLayouts.Made> pages) {}

  /** Right and asked, by field, of single listings and of records in lists. */
  private static final class Score {
    private final int[] right = new int[FIELDS.size()];
    private final int[] asked = new int[FIELDS.size()];
    private final int[] rightInLists = new int[FIELDS.size()];
    private final int[] askedInLists = new int[FIELDS.size()];
    private int whole;
    private int pages;
  }

  private final SubstanceNamer namer;
  private final DigestKey key = DigestKey.of(new byte[32]);
  private final boolean verbose;

  Layouts(SubstanceNamer namer, boolean verbose) {
    this.namer = namer;
    this.verbose = verbose;
  }

  /** Prints the table; {@code --misses} prints each miss as well, for made-up pages alone. */
  public static void main(String[] arguments) throws IOException {
    List<String> options = List.of(arguments);
    Layouts layouts = new Layouts(SubstanceNamer.standard(), options.contains("--misses"));
    String only =
        options.stream().filter(option -> !option.startsWith("--")).findFirst().orElse("");
    String data = System.getenv("WEIR_DATA");
    System.out.println(
        layouts.table(data == null ? null : Path.of(data), only, options.contains("--profiles")));
  }

  /** The table in Markdown, with the processor time that suggesting took. */
  String table(@Nullable Path data, String only, boolean profiles) throws IOException {
    List<Market> markets = new ArrayList<>();
    if (data != null) {
      markets.add(
          published("Dream (published pages)", data.resolve("market-pages/dream"), "dream"));
      markets.add(
          published("Apollon (published pages)", data.resolve("market-pages/apollon"), "apollon"));
    }
    markets.addAll(simulated());
    MadeUpLayouts.all()
        .forEach((name, pages) -> markets.add(new Market("made up: " + name, pages)));
    MadeUpMarkets.all()
        .forEach((name, pages) -> markets.add(new Market("made up later: " + name, pages)));
    StringBuilder table = new StringBuilder();
    table.append(
        "| pages | single listings | title | account | price | origin | all four | in lists | title"
            + " | account | price | origin |\n");
    table.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Market market : markets) {
      if (!market.name().contains(only)) {
        continue;
      }
      List<MadeUpLayouts.Made> even = new ArrayList<>();
      List<MadeUpLayouts.Made> odd = new ArrayList<>();
      for (int i = 0; i < market.pages().size(); i++) {
        (i % 2 == 0 ? even : odd).add(market.pages().get(i));
      }
      Score seen = run(market.pages(), market.pages(), profiles);
      table.append(line(market.name(), seen));
      table.append(line(market.name() + ", shown every other page", run(even, odd, false)));
      List<MadeUpLayouts.Made> few = few(market.pages());
      List<MadeUpLayouts.Made> rest = new ArrayList<>(market.pages());
      rest.removeAll(few);
      table.append(line(market.name() + ", shown two of each kind", run(few, rest, false)));
    }
    return table.toString();
  }

  /** Two single listings, two lists, and a page of neither sort. */
  private static List<MadeUpLayouts.Made> few(List<MadeUpLayouts.Made> pages) {
    List<MadeUpLayouts.Made> few = new ArrayList<>();
    pages.stream().filter(made -> made.single()).limit(2).forEach(few::add);
    pages.stream()
        .filter(made -> !made.single() && !made.listings().isEmpty())
        .limit(2)
        .forEach(few::add);
    pages.stream().filter(made -> made.listings().isEmpty()).limit(1).forEach(few::add);
    return few;
  }

  private static String line(String name, Score score) {
    StringBuilder line = new StringBuilder("| ").append(name).append(" | ").append(score.pages);
    for (int i = 0; i < FIELDS.size(); i++) {
      line.append(" | ").append(share(score.right[i], score.asked[i]));
    }
    line.append(" | ")
        .append(share(score.whole, score.pages))
        .append(" | ")
        .append(score.askedInLists[0]);
    for (int i = 0; i < FIELDS.size(); i++) {
      line.append(" | ").append(share(score.rightInLists[i], score.askedInLists[i]));
    }
    return line.append(" |\n").toString();
  }

  private static String share(int right, int asked) {
    return asked == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) right / asked);
  }

  /** Suggests from some pages and reads others by it. */
  private Score run(List<MadeUpLayouts.Made> shown, List<MadeUpLayouts.Made> read, boolean print) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Suggestion suggestion =
        ProfileSuggester.suggest(
            shown.stream().map(MadeUpLayouts.Made::page).toList(), "unknown", namer);
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    System.err.printf(
        Locale.ROOT,
        "suggested from %d pages in %.1f s of processor time%n",
        shown.size(),
        seconds);
    if (print) {
      System.out.println(suggestion.profile());
    }
    Profile profile =
        switch (Profiles.read(suggestion.profile(), "unknown.yaml")) {
          case Profiles.Outcome.Sound(Profile sound) -> sound;
          case Profiles.Outcome.Faulty faulty ->
              throw new IllegalStateException(
                  "The suggested profile is faulty: " + faulty.faults());
        };
    SourceReader reader = SourceReader.of(profile, namer, key);
    Score score = new Score();
    for (MadeUpLayouts.Made made : read) {
      if (!made.listings().isEmpty()) {
        compare(made, listings(reader.read(made.page())), score);
      }
    }
    return score;
  }

  private static List<Listing> listings(Reading reading) {
    return reading.rows().stream()
        .filter(Listing.class::isInstance)
        .map(Listing.class::cast)
        .toList();
  }

  private void compare(MadeUpLayouts.Made made, List<Listing> found, Score score) {
    Map<String, Listing> byTitle = new HashMap<>();
    Map<String, Listing> byPrice = new HashMap<>();
    for (Listing listing : found) {
      byTitle.putIfAbsent(String.valueOf(listing.title()), listing);
      byPrice.putIfAbsent(listing.title() + "\n" + price(listing), listing);
    }
    boolean whole = true;
    for (MadeUpLayouts.Truth truth : made.listings()) {
      Listing listing =
          made.single()
              ? (found.isEmpty() ? null : found.getFirst())
              : byPrice.getOrDefault(
                  truth.title() + "\n" + truth.price(), byTitle.get(truth.title()));
      String[] wanted = {truth.title(), truth.account(), truth.price(), truth.origin()};
      String[] got =
          listing == null
              ? new String[FIELDS.size()]
              : new String[] {
                listing.title(), listing.account(), price(listing), listing.shipsFrom()
              };
      for (int i = 0; i < FIELDS.size(); i++) {
        if (wanted[i] == null) {
          continue;
        }
        boolean right = wanted[i].equals(got[i]);
        (made.single() ? score.asked : score.askedInLists)[i]++;
        (made.single() ? score.right : score.rightInLists)[i] += right ? 1 : 0;
        whole &= right;
        if (!right && verbose) {
          System.err.printf(
              "%s: %s wanted '%s', got '%s'%n",
              made.page().address(), FIELDS.get(i), wanted[i], got[i]);
        }
      }
    }
    if (made.single()) {
      score.pages++;
      score.whole += whole ? 1 : 0;
    }
  }

  private static @Nullable String price(Listing listing) {
    BigDecimal amount = listing.priceAmount();
    return amount == null
        ? null
        : amount.stripTrailingZeros().toPlainString() + " " + listing.priceCurrency();
  }

  /** Published pages, with what the profile written by hand for them reads as the truth. */
  private Market published(String name, Path folder, String profile) throws IOException {
    List<SavedPage> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        byte[] body = Files.readAllBytes(file);
        if (file.toString().endsWith(".html") && body.length > 500) {
          pages.add(new SavedPage(name, folder.relativize(file).toString(), SAVED, null, body));
        }
      }
    }
    return new Market(name, known(pages, profile));
  }

  private List<MadeUpLayouts.Made> known(List<SavedPage> pages, String profile) {
    SourceReader reader = SourceReader.of(Profiles.named(profile).orElseThrow(), namer, key);
    List<MadeUpLayouts.Made> known = new ArrayList<>();
    for (SavedPage page : pages) {
      Reading reading = reader.read(page);
      List<MadeUpLayouts.Truth> truths =
          listings(reading).stream()
              .map(listing ->
                  new MadeUpLayouts.Truth(
                      listing.title(), listing.account(), price(listing), listing.shipsFrom()))
              .toList();
      known.add(
          new MadeUpLayouts.Made(
              page, reading.capture().pageKind().equals("listing") && truths.size() == 1, truths));
    }
    return known;
  }

  /** Pages of the simulator's markets, of each sort some. */
  private List<Market> simulated() {
    Map<String, Map<String, List<SavedPage>>> pages = new LinkedHashMap<>();
    Simulation.run(
        Scenario.small(),
        5,
        (source, path, html, savedAt) -> {
          String inside = path.substring(path.indexOf('/') + 1);
          String sort = inside.indexOf('/') < 0 ? "" : inside.substring(0, inside.indexOf('/'));
          List<SavedPage> its =
              pages
                  .computeIfAbsent(source, _ -> new LinkedHashMap<>())
                  .computeIfAbsent(sort, _ -> new ArrayList<>());
          if (its.size() < MOST_SIMULATED / 4) {
            its.add(
                new SavedPage(source, path, savedAt, null, html.getBytes(StandardCharsets.UTF_8)));
          }
        },
        _ -> {});
    List<Market> markets = new ArrayList<>();
    pages.forEach((source, sorts) -> {
      List<SavedPage> all = new ArrayList<>();
      sorts.values().forEach(all::addAll);
      markets.add(new Market(source + " (simulated)", known(all, source)));
    });
    return markets;
  }
}
