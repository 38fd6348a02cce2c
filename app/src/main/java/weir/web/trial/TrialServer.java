package weir.web.trial;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import weir.document.Fault;
import weir.lake.KeptPage;
import weir.masking.DigestKey;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;
import weir.suggest.Trial;
import weir.web.saved.Hidden;
import weir.web.saved.SavedView;

/**
 * Serves saved pages with their fields marked, and the profile beside them to edit, to this machine
 * alone. Requests under another name, and forms that another site sends, are refused.
 */
public final class TrialServer implements AutoCloseable {

  private static final int LONGEST_FORM = 4 << 20;
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String PAGE =
      "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String SAVED =
      "default-src 'none'; style-src "
          + SavedView.STYLE_SOURCE
          + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

  private final HttpServer server;
  private final ProfileFile file;
  private final List<SavedPage> pages;
  private final SubstanceNamer namer;
  private final DigestKey key;
  private final CountDownLatch closed = new CountDownLatch(1);

  private TrialServer(
      HttpServer server,
      ProfileFile file,
      List<SavedPage> pages,
      SubstanceNamer namer,
      DigestKey key) {
    this.server = server;
    this.file = file;
    this.pages = pages;
    this.namer = namer;
    this.key = key;
  }

  /**
   * Starts serving.
   *
   * @param profile the file that is tried, edited and saved
   * @param pages at least one
   * @param port 0 for any free one
   */
  public static TrialServer start(
      Path profile, List<SavedPage> pages, SubstanceNamer namer, DigestKey key, int port)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    TrialServer trial =
        new TrialServer(http, new ProfileFile(profile), List.copyOf(pages), namer, key);
    http.createContext("/", trial::answer);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return trial;
  }

  /** Where it answers. */
  public String address() {
    return "http://localhost:%d/".formatted(server.getAddress().getPort());
  }

  /** Waits until it is closed. */
  public void join() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    server.stop(0);
    closed.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      String name = host == null ? "" : host.replaceFirst(":\\d+$", "");
      if (!HERE.contains(name)) {
        plain(exchange, 421, "The trial answers under localhost or 127.0.0.1 only.");
        return;
      }
      boolean get = exchange.getRequestMethod().equals("GET");
      String path = exchange.getRequestURI().getPath();
      int at = number(parameters(exchange.getRequestURI().getRawQuery()).get("page"));
      if (get && path.equals("/")) {
        show(exchange, 200, at, file.read(), null);
      } else if (get && path.equals("/page")) {
        saved(exchange, at);
      } else if (get && path.equals("/trial.css")) {
        style(exchange);
      } else if (path.equals("/save") && exchange.getRequestMethod().equals("POST")) {
        save(exchange);
      } else {
        plain(exchange, 404, "There is no such page. Go to " + address());
      }
    }
  }

  private int number(@Nullable String text) {
    int number = text == null || !text.matches("\\d{1,6}") ? 0 : Integer.parseInt(text);
    return Math.min(number, pages.size() - 1);
  }

  private void save(HttpExchange exchange) throws IOException {
    if (!isSentFromHere(exchange)) {
      plain(exchange, 403, "This form was not sent from the trial's own page. Open " + address());
      return;
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LONGEST_FORM + 1);
    }
    if (body.length > LONGEST_FORM) {
      plain(exchange, 413, "A profile has at most 1 MB. Shorten it.");
      return;
    }
    Map<String, String> form = parameters(new String(body, StandardCharsets.US_ASCII));
    String text = form.getOrDefault("text", "").replace("\r\n", "\n");
    String before = form.getOrDefault("before", "");
    int at = number(form.get("page"));
    if (Trial.of(text, file.name(), namer, key) instanceof Trial.Outcome.Faulty) {
      show(exchange, 422, at, text, before);
      return;
    }
    try {
      file.save(text, before);
    } catch (ProfileFile.Changed e) {
      plain(
          exchange,
          409,
          "%s was changed meanwhile by somebody else: nothing was saved. Copy your text, go back and load the page again."
              .formatted(file.name()));
      return;
    }
    exchange.getResponseHeaders().set("Location", "/?page=" + at);
    exchange.sendResponseHeaders(303, -1);
  }

  /** Whether a form was sent from this server's own page, as the browser tells. */
  private boolean isSentFromHere(HttpExchange exchange) {
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return origin != null
        && origin.equals("http://" + exchange.getRequestHeaders().getFirst("Host"));
  }

  /**
   * @param before digest of the file's text when it was edited; null when the text is the file's
   */
  private void show(HttpExchange exchange, int status, int at, String text, @Nullable String before)
      throws IOException {
    String digest = before == null ? ProfileFile.digest(text) : before;
    String html =
        switch (Trial.of(text, file.name(), namer, key)) {
          case Trial.Outcome.Faulty(List<Fault> faults) ->
              TrialPage.faulty(file.name(), text, digest, at, pages, faults);
          case Trial.Outcome.Ready(Trial trial) ->
              TrialPage.tried(file.name(), text, digest, at, pages, trial.read(pages.get(at)));
        };
    send(exchange, status, "text/html; charset=utf-8", PAGE, html.getBytes(StandardCharsets.UTF_8));
  }

  private void saved(HttpExchange exchange, int at) throws IOException {
    SavedPage page = pages.get(at);
    String html =
        switch (Trial.of(file.read(), file.name(), namer, key)) {
          case Trial.Outcome.Faulty _ ->
              "<!doctype html><title>Saved page</title><p>The page is shown when the profile is"
                  + " sound.";
          case Trial.Outcome.Ready(Trial trial) -> {
            Trial.Tried tried = trial.read(page);
            yield SavedView.of(
                    new KeptPage(
                        trial.profile().source(),
                        page.address(),
                        page.archivedAt(),
                        tried.mediaType(),
                        SourceReader.digest(page.body()),
                        page.body().length,
                        tried.kept()),
                    tried.marks(),
                    tried.records().isEmpty() ? null : tried.records().getFirst().locator(),
                    Hidden.on(trial.profile().source(), List.of()))
                .html();
          }
        };
    send(exchange, 200, "text/html; charset=utf-8", SAVED, html.getBytes(StandardCharsets.UTF_8));
  }

  private static void style(HttpExchange exchange) throws IOException {
    try (InputStream in = TrialServer.class.getResourceAsStream("trial.css")) {
      if (in == null) {
        throw new IllegalStateException("trial.css is missing from the jar");
      }
      send(exchange, 200, "text/css; charset=utf-8", PAGE, in.readAllBytes());
    }
  }

  private static void plain(HttpExchange exchange, int status, String words) throws IOException {
    send(
        exchange,
        status,
        "text/plain; charset=utf-8",
        PAGE,
        words.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(
      HttpExchange exchange, int status, String type, String policy, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
