package weir.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/**
 * Asks a running server for every page, one after another, and says how long each took, beside two
 * floors: a file that the server hands over as it is, and one plain aggregate of the same lake.
 *
 * <p>{@code AskingPages ADDRESS LAKE TIMES LIMIT}: the limit in milliseconds is for the median of
 * the repeated views; 0 for none.
 */
public final class AskingPages {

  private static final String PLAIN_AGGREGATE =
      "SELECT substance_class, date_trunc('week', captured_at) AS week,"
          + " count(DISTINCT listing_id) AS listings FROM listing GROUP BY ALL";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final int times;

  private AskingPages(String address, int times) {
    this.address = address;
    this.times = times;
  }

  /** Milliseconds of the first view, and of the repeated ones. */
  record Timed(double first, double median, double worst) {
    static Timed of(double first, double[] again) {
      double[] sorted = again.clone();
      Arrays.sort(sorted);
      return new Timed(first, sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    if (words.length != 4) {
      System.err.println("Use: AskingPages ADDRESS LAKE TIMES LIMIT; bench/pages calls it.");
      System.exit(2);
    }
    int times = Integer.parseInt(words[2]);
    double limit = Double.parseDouble(words[3]);
    AskingPages asking = new AskingPages(words[0], times);
    List<String> late = new ArrayList<>();
    PrintStream out = System.out;
    out.printf("%-44s %9s %9s %9s%n", "page", "first ms", "median ms", "worst ms");
    print(out, "floor: a file as it is", asking.time("/assets/weir.css"));
    Map<String, String> pages;
    try (Lake lake = Lake.openReadOnly(Path.of(words[1]));
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      print(out, "floor: one plain aggregate of listings", sql(query, times));
      pages = pages(query);
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Timed timed = asking.time(page.getValue());
      print(out, page.getKey(), timed);
      if (limit > 0 && timed.median() > limit) {
        late.add(page.getKey());
      }
    }
    out.printf(
        Locale.ROOT,
        "load of the machine over the last minute: %.1f on %d processors%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    if (!late.isEmpty()) {
      System.err.printf(Locale.ROOT, "over %.0f ms: %s%n", limit, String.join(", ", late));
      System.exit(1);
    }
  }

  private static void print(PrintStream out, String what, Timed timed) {
    out.printf(
        Locale.ROOT,
        "%-44s %9.0f %9.0f %9.0f%n",
        what,
        timed.first(),
        timed.median(),
        timed.worst());
  }

  /** Every route, plainly and with each choice that changes what is asked. */
  private static Map<String, String> pages(LakeQuery query) {
    Map<String, @Nullable Object> listing =
        one(
            query,
            "SELECT source, any_value(listing_id) AS listing, any_value(substance) AS substance"
                + " FROM listing GROUP BY source ORDER BY count(*) DESC, source LIMIT 1");
    String source = "/sources/" + part(listing.get("source"));
    String substance = "/substances/" + part(listing.get("substance"));
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("overview, three months", "/?from=2025-02-05&to=2025-05-07");
    pages.put("overview, in dollars", "/?currency=USD");
    pages.put("overview, sales by stock", "/?estimator=stock");
    pages.put("overview, holding prices by rule A", "/?holding=A");
    pages.put("sources", "/sources");
    pages.put("a source", source);
    pages.put("a source, three months", source + "?from=2025-02-05&to=2025-05-07");
    pages.put("a source, its listings filtered", source + "?listings.filter=oil");
    pages.put("a source, its listings sorted", source + "?listings.sort=-first");
    pages.put("a source, the 20th page of listings", source + "?listings.page=20");
    pages.put("a source, all listings as CSV", source + "?format=csv&table=listings");
    pages.put("substances", "/substances");
    pages.put("a substance", substance);
    pages.put("a substance, three months", substance + "?from=2025-02-05&to=2025-05-07");
    pages.put(
        "a listing",
        "/listings/" + part(listing.get("source")) + "/" + part(listing.get("listing")));
    List<Map<String, @Nullable Object>> kept =
        query.rows(
            "SELECT source, digest FROM capture WHERE media_type = 'text/html' AND page_kind ="
                + " 'listing' ORDER BY captured_at LIMIT 1");
    if (!kept.isEmpty()) {
      String capture =
          "/captures/"
              + part(kept.getFirst().get("source"))
              + "/"
              + part(kept.getFirst().get("digest"));
      pages.put("a saved page with its fields", capture);
      pages.put("the saved page itself", capture + "/page");
    }
    pages.put("models", "/models");
    pages.put("a model with its gauges", "/models/darknet-drug-market");
    pages.put("measures", "/measures");
    pages.put("an address that is none", "/nothing");
    return pages;
  }

  private static Map<String, @Nullable Object> one(LakeQuery query, String sql) {
    return query.rows(sql).getFirst();
  }

  private static String part(@Nullable Object text) {
    return URLEncoder.encode(Objects.toString(text), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Timed sql(LakeQuery query, int times) {
    double[] again = new double[times];
    double first = 0;
    for (int i = -1; i < times; i++) {
      long began = System.nanoTime();
      query.rows(PLAIN_AGGREGATE);
      double taken = (System.nanoTime() - began) / 1e6;
      if (i < 0) {
        first = taken;
      } else {
        again[i] = taken;
      }
    }
    return Timed.of(first, again);
  }

  private Timed time(String path) throws IOException, InterruptedException {
    double first = ask(path);
    double[] again = new double[times];
    for (int i = 0; i < times; i++) {
      again[i] = ask(path);
    }
    return Timed.of(first, again);
  }

  /** Milliseconds to the last byte. */
  private double ask(String path) throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    double taken = (System.nanoTime() - began) / 1e6;
    int expected = path.equals("/nothing") ? 404 : 200;
    if (answer.statusCode() != expected || answer.body().length == 0) {
      throw new IOException(
          "%s answered with status %d; expected %d".formatted(path, answer.statusCode(), expected));
    }
    return taken;
  }
}
