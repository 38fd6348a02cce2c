package weir.web;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.EditRefused;
import weir.barrier.Gauge;
import weir.lake.LakeProblem;
import weir.measure.MeasureProblem;
import weir.vocabulary.VocabularyFault;
import weir.watch.Decision;
import weir.watch.ItemLog;
import weir.watch.ItemState;
import weir.watch.StandingQuery;
import weir.watch.Watch;
import weir.watch.WatchFault;
import weir.web.chart.Plate;
import weir.web.saved.SavedView;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;
import weir.web.workbench.Surroundings;
import weir.web.workbench.WorkbenchRoutes;
import weir.workbench.Workbench;
import weir.workbench.WorkbenchProblem;

/** Which address shows which page. */
final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final int MOST_PARAMETERS = 40;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 500;
  private static final int LONGEST_FORM = 64_000;
  private static final RequestPredicate READ = methods(HttpMethod.GET, HttpMethod.HEAD);

  private final Market market;
  private final SavedPages saved;
  private final Names names;
  private final Templates templates = new Templates();
  private final Assets assets = new Assets();

  private final OpenWorkbench workbench;

  Routes(Market market, OpenWorkbench workbench) {
    this.market = market;
    this.workbench = workbench;
    this.saved = new SavedPages(market);
    this.names = new Names(market.home());
  }

  /** Makes a page from an address. */
  interface Maker {
    Page make(ServerRequest request, Options options, SheetRequest sheets);
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .add(page("/", (_, o, s) -> OverviewPage.of(market, o, s)))
        .add(page("/sources", (_, _, s) -> SourcesPage.of(market, s)))
        .add(
            page(
                "/sources/{source}",
                (r, o, s) -> SourcePage.of(market, r.pathVariable("source"), o, s)))
        .add(page("/substances", (_, _, s) -> SubstancesPage.of(market, s)))
        .add(
            page(
                "/substances/{substance}",
                (r, o, s) -> SubstancePage.of(market, r.pathVariable("substance"), o, s)))
        .add(
            page(
                "/listings/{source}/{listing}",
                (r, _, s) ->
                    ListingPage.of(market, r.pathVariable("source"), r.pathVariable("listing"), s)))
        .add(
            page(
                "/captures/{source}/{digest}",
                (r, _, s) ->
                    CapturePage.of(
                        market,
                        saved,
                        r.pathVariable("source"),
                        r.pathVariable("digest"),
                        place(s),
                        s)))
        .add(page("/models", (_, _, s) -> ModelsPage.of(market, s)))
        .add(page("/models/{model}", (r, _, s) -> ModelPage.of(market, r.pathVariable("model"), s)))
        .add(page("/measures", (_, _, s) -> MeasuresPage.of(market, s)))
        .add(
            page(
                "/measures/{measure}",
                (r, o, s) -> MeasurePage.of(market, r.pathVariable("measure"), o, s)))
        .add(
            page(
                "/measures/{measure}/multiverse",
                (r, o, s) -> MultiversePage.of(market, r.pathVariable("measure"), o, s)))
        .add(page("/evaluate", (_, o, s) -> EvaluatePage.of(market, this::model, o, s)))
        .add(page("/compare", (_, o, s) -> ComparePage.of(market, o, s)))
        .add(page("/names", (_, _, s) -> NamesPage.of(market, names, NamesForm.EMPTY, s)))
        .add(
            new SignalRoutes(
                    this,
                    market,
                    new SignalDesk(market.home(), market.reports(), names, Clock.systemUTC()))
                .all())
        .add(page("/alerts", (_, _, s) -> AlertsPage.of(market, null, s)))
        .add(page("/alerts/{alert}", (r, _, s) -> AlertPage.of(market, r.pathVariable("alert"), s)))
        .route(READ.and(path("/alerts.atom")), this::feed)
        .route(methods(HttpMethod.POST).and(path("/alerts")), this::watched)
        .add(page("/novel/note", (_, _, s) -> NotePage.of(market, s.parameters().get("month"))))
        .route(READ.and(path("/novel/note.html").or(path("/novel/note.pdf"))), this::note)
        .add(page("/novel", (_, o, s) -> NovelPage.of(market, o, s)))
        .add(
            page(
                "/novel/{item}",
                (r, o, s) -> NovelItemPage.of(market, r.pathVariable("item"), o, null, s)))
        .route(methods(HttpMethod.POST).and(path("/novel/{item}")), this::decided)
        .route(methods(HttpMethod.POST).and(path("/names")), this::names)
        .route(
            path("/workbench")
                .or(path("/workbench/**"))
                .or(path("/library"))
                .or(path("/library/**"))
                .or(path("/models/{model}/options"))
                .or(path("/models/{model}/options/**")),
            this::workbench)
        .route(READ.and(path("/captures/{source}/{digest}/page")), this::savedPage)
        .route(READ.and(path("/assets/{name}")), this::asset)
        .route(anything(), this::unknown)
        .onError(Throwable.class, this::failed)
        .build();
  }

  /** A shipped model, or one of the workbench as {@code workbench/ID}. */
  private Optional<BarrierModel> model(String name) {
    return name.startsWith("workbench/")
        ? workbench.model(name.substring("workbench/".length()))
        : BarrierModels.shipped().contains(name)
            ? Optional.of(BarrierModels.shipped(name))
            : Optional.empty();
  }

  /** The workbench is opened when somebody comes to it: other pages need not wait for it. */
  private ServerResponse workbench(ServerRequest request) throws Exception {
    HandlerFunction<ServerResponse> handler =
        workbench
            .routes(this::workbenchRoutes)
            .route(request)
            .orElseThrow(() -> new NotFound("There is no page at this address.", "/workbench"));
    return handler.handle(request);
  }

  private RouterFunction<ServerResponse> workbenchRoutes(Workbench bench) {
    Surroundings surroundings =
        new Surroundings() {
          @Override
          public Frame frame(String title, boolean wide) {
            return market.frame(title, "models", wide);
          }

          @Override
          public GaugeReading reading(Gauge gauge) {
            return GaugeReading.of(market, gauge);
          }

          @Override
          public GaugeStudy study(Gauge gauge, String name, LocalDate from, GaugeStudy.Step step) {
            return GaugeStudy.of(market, gauge, name, from, step);
          }

          @Override
          public ModelSights sights(BarrierModel model) {
            return ModelSights.of(market, model);
          }

          @Override
          public long entry() {
            return market.entry();
          }

          @Override
          public byte[] html(Page page) {
            return templates.bytes(page);
          }
        };
    return new WorkbenchRoutes(bench, surroundings, Guard::comesFromHere, Clock.systemUTC()).all();
  }

  private static RequestPredicate anything() {
    return _ -> true;
  }

  RouterFunction<ServerResponse> page(String path, Maker maker) {
    return RouterFunctions.route(READ.and(path(path)), request -> answer(request, maker));
  }

  private ServerResponse answer(ServerRequest request, Maker maker) {
    Map<String, String> parameters = parameters(request);
    SheetRequest sheets =
        new SheetRequest(request.requestPath().pathWithinApplication().value(), parameters);
    Options options = Options.of(parameters);
    String asOf = Objects.requireNonNullElse(parameters.get("as-of"), "");
    if (asOf.isEmpty()) {
      return shown(maker.make(request, options, sheets), parameters, sheets);
    }
    if (!asOf.matches("[0-9]{1,9}")) {
      throw new BadAddress(
          "'%s' is no entry of the ledger. Expected its number, as pages and `weir ledger list` say it."
              .formatted(brief(asOf)));
    }
    return market.asOf(
        Long.parseLong(asOf),
        () -> shown(maker.make(request, options, sheets), parameters, sheets));
  }

  private ServerResponse shown(Page page, Map<String, String> parameters, SheetRequest sheets) {
    String format = Objects.requireNonNullElse(parameters.get("format"), "html");
    return switch (format) {
      case "html" -> html(200, page);
      case "csv" -> csv(page, parameters.get("table"), sheets);
      case "svg" ->
          picture(
              "image/svg+xml; charset=utf-8",
              "svg",
              plate(page).svg().getBytes(StandardCharsets.UTF_8));
      case "png" -> picture("image/png", "png", plate(page).png());
      default -> // whatever somebody typed
          throw new BadAddress(
              "'%s' is no format of this page. Expected html, csv, svg or png."
                  .formatted(brief(format)));
    };
  }

  private static Plate plate(Page page) {
    Plate plate = page.plate();
    if (plate == null) {
      throw new BadAddress(
          "This page has no chart that can be saved as a picture with these choices. Its tables can"
              + " be saved as CSV.");
    }
    return plate;
  }

  private static ServerResponse picture(String type, String ending, byte[] body) {
    return bytes(
        200,
        type,
        body,
        Map.of(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"weir-chart.%s\"".formatted(ending)));
  }

  /** A text to try comes in the request's body, so that it stands in no address and no log. */
  private ServerResponse names(ServerRequest request) {
    ServerResponse refused = refused(request, "/names");
    if (refused != null) {
      return refused;
    }
    NamesForm form =
        new NamesForm(
            one(request, "text").strip(),
            one(request, "category").strip(),
            one(request, "kind"),
            request.params().getFirst("send"));
    Page page = NamesPage.of(market, names, form, new SheetRequest("/names", Map.of()));
    return html(200, page);
  }

  /** What was decided about a new name. */
  private ServerResponse decided(ServerRequest request) {
    String item = request.pathVariable("item");
    ServerResponse refused = refused(request, Places.novel(item));
    if (refused != null) {
      return refused;
    }
    SheetRequest sheets =
        new SheetRequest(request.requestPath().pathWithinApplication().value(), Map.of());
    Options usual = Options.of(Map.of());
    // Whoever decides must decide about something that is there.
    NovelItemPage before = NovelItemPage.of(market, item, usual, null, sheets);
    String notice;
    try {
      Decision decision =
          ItemLog.in(market.home(), Clock.systemUTC())
              .mark(
                  item,
                  before.frame().title(),
                  ItemState.of(one(request, "state")),
                  one(request, "words"));
      notice = "Noted: %s.".formatted(decision.inWords());
    } catch (WatchFault wrong) {
      notice = "Not noted. " + words(wrong);
    } catch (IOException e) {
      throw new UncheckedIOException("The decision cannot be kept in this home", e);
    }
    return html(200, NovelItemPage.of(market, item, usual, notice, sheets));
  }

  /** The monthly note as a file. */
  private ServerResponse note(ServerRequest request) {
    String month = Objects.requireNonNullElse(parameters(request).get("month"), "");
    MonthlyNote note = market.note(month.isEmpty() ? null : NotePage.month(month));
    if (note == null) {
      throw new NotFound("Nothing was saved yet, so there is no note.", "/novel");
    }
    boolean pdf = request.path().endsWith(".pdf");
    return bytes(
        200,
        pdf ? "application/pdf" : "text/html; charset=utf-8",
        pdf ? note.pdf() : note.html().getBytes(StandardCharsets.UTF_8),
        Map.of(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"early-warning-%s.%s\""
                .formatted(note.month(), pdf ? "pdf" : "html")));
  }

  /** Alerts for a feed reader. */
  private ServerResponse feed(ServerRequest request) {
    HttpServletRequest asked = request.servletRequest();
    String base =
        "%s://%s:%d".formatted(asked.getScheme(), asked.getServerName(), asked.getServerPort());
    return bytes(200, "application/atom+xml; charset=utf-8", AlertFeed.of(market, base), Map.of());
  }

  /** A standing query that is added or removed. */
  private ServerResponse watched(ServerRequest request) {
    ServerResponse refused = refused(request, "/alerts");
    if (refused != null) {
      return refused;
    }
    SheetRequest sheets = new SheetRequest("/alerts", Map.of());
    Watch watch = Watch.in(market.home(), Clock.systemUTC());
    String notice;
    try {
      String remove = one(request, "remove");
      if (remove.isEmpty()) {
        StandingQuery.Kind kind = StandingQuery.Kind.of(one(request, "kind"));
        String percent = one(request, "percent").strip();
        if (!percent.matches("[0-9]{0,4}")) {
          throw new WatchFault(
              "'%s' is no percentage. Give a whole number, such as 30.".formatted(brief(percent)));
        }
        StandingQuery query =
            market.watch(
                watch,
                kind,
                one(request, "text"),
                percent.isEmpty() ? 30 : Integer.parseInt(percent));
        notice =
            "Watched from now on: %s. What is there already is not told."
                .formatted(query.inWords());
      } else {
        notice =
            watch.remove(remove)
                ? "No longer watched. What it told stays below."
                : "This query did not stand any more.";
      }
    } catch (WatchFault wrong) {
      notice = "Not added. " + words(wrong);
    } catch (IOException e) {
      throw new UncheckedIOException("Standing queries cannot be kept in this home", e);
    }
    return html(200, AlertsPage.of(market, notice, sheets));
  }

  /** Why a form is not taken; null when it is, and can be read. */
  @Nullable ServerResponse refused(ServerRequest request, String page) {
    HttpServletRequest sent = request.servletRequest();
    if (!Guard.comesFromHere(sent)) {
      return error(
          403,
          "This was not sent from a page of Weir. Open the page and use its form.",
          page,
          "To the form");
    }
    if (sent.getContentLengthLong() < 0 || sent.getContentLengthLong() > LONGEST_FORM) {
      throw new BadAddress(
          "The form must say its length, and hold %,d bytes at most. Try a part of the text."
              .formatted(LONGEST_FORM));
    }
    try {
      sent.setCharacterEncoding(StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java platform has UTF-8", e);
    }
    return null;
  }

  private static String one(ServerRequest request, String name) {
    return Objects.requireNonNullElse(request.params().getFirst(name), "");
  }

  ServerResponse html(int status, Page page) {
    // The form's own page must be told apart from others' by its origin; nothing else leaves.
    if (page instanceof NamesPage
        || page instanceof NovelItemPage
        || page instanceof AlertsPage
        || page instanceof SignalsPage
        || page instanceof SignalPage) {
      return bytes(
          status,
          "text/html; charset=utf-8",
          templates.bytes(page),
          Map.of("Referrer-Policy", "same-origin"));
    }
    return bytes(status, "text/html; charset=utf-8", templates.bytes(page), Map.of());
  }

  private ServerResponse csv(Page page, @Nullable String table, SheetRequest request) {
    List<SheetView> sheets = page.sheets();
    SheetView chosen =
        sheets.stream()
            .filter(view -> table == null || view.sheet().id().equals(table))
            .findFirst()
            .orElseThrow(() ->
                new BadAddress(
                    "This page has no table '%s'. Expected one of %s."
                        .formatted(
                            brief(String.valueOf(table)),
                            String.join(", ", sheets.stream().map(s -> s.sheet().id()).toList()))));
    return bytes(
        200,
        "text/csv; charset=utf-8; header=present",
        chosen.sheet().csv(request).getBytes(StandardCharsets.UTF_8),
        Map.of(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"weir-%s.csv\"".formatted(chosen.sheet().id())));
  }

  /** The locator that a reader came from; null for none, or for one that cannot be any. */
  private static @Nullable String place(SheetRequest request) {
    String at = request.parameters().get("at");
    return at != null && at.matches("(html:[0-9/]{0,300}|(row|line):[0-9]{1,12})") ? at : null;
  }

  private ServerResponse savedPage(ServerRequest request) {
    Map<String, String> parameters = parameters(request);
    SavedView view =
        saved.view(
            saved.page(request.pathVariable("source"), request.pathVariable("digest")),
            place(new SheetRequest("", parameters)));
    return bytes(
        200,
        "text/html; charset=utf-8",
        view.html().getBytes(StandardCharsets.UTF_8),
        Map.of(Guard.POLICY, Guard.SAVED_PAGE, "X-Frame-Options", "SAMEORIGIN"));
  }

  private ServerResponse asset(ServerRequest request) {
    Assets.Asset asset =
        assets
            .named(request.pathVariable("name"))
            .orElseThrow(() -> new NotFound("There is no such file in Weir.", "/"));
    if (asset.tag().equals(request.headers().firstHeader(HttpHeaders.IF_NONE_MATCH))) {
      return ServerResponse.status(304).eTag(asset.tag()).build();
    }
    return bytes(
        200,
        asset.type(),
        asset.bytes(),
        Map.of(HttpHeaders.ETAG, asset.tag(), HttpHeaders.CACHE_CONTROL, "no-cache"));
  }

  private ServerResponse unknown(ServerRequest request) {
    boolean read = READ.test(request);
    return read
        ? error(404, "There is no page at this address.", "/", "To the overview")
        : error(
            405,
            "These pages are only read: GET and HEAD are answered, %s is not."
                .formatted(brief(request.method().name())),
            "/",
            "To the overview");
  }

  private ServerResponse failed(Throwable fault, ServerRequest request) {
    return switch (fault) {
      case NotFound missing -> error(404, words(missing), missing.next(), "Go on from here");
      case BadAddress bad ->
          error(400, words(bad), request.requestPath().value(), "The page without choices");
      case MeasureProblem problem ->
          error(400, words(problem), request.requestPath().value(), "The page without choices");
      case EditRefused problem -> error(422, words(problem), back(request), "Back to the page");
      case WorkbenchProblem problem -> error(503, words(problem), "/", "To the overview");
      case VocabularyFault problem -> error(503, words(problem), "/", "To the overview");
      case WatchFault problem -> error(503, words(problem), "/", "To the overview");
      case LakeProblem problem -> {
        LOG.warn("{}", problem.getMessage());
        yield error(503, words(problem), "/", "Try the overview again");
      }
      default -> { // an open type: anything else is a fault in Weir itself
        LOG.error("A page could not be made", fault);
        yield error(
            500,
            "Weir itself failed while it made this page; nothing that is kept was harmed. What"
                + " happened stands in the log, on the terminal in which `weir serve` runs. Run"
                + " `weir doctor`, and report it if it recurs.",
            "/",
            "To the overview");
      }
    };
  }

  /** The model or the document that a refused form belongs to. */
  private static String back(ServerRequest request) {
    String place = request.requestPath().value();
    int last = place.lastIndexOf('/');
    return last > 0 ? place.substring(0, last) : "/workbench";
  }

  private static String words(Throwable fault) {
    return Objects.requireNonNullElse(fault.getMessage(), "Something is amiss.");
  }

  ServerResponse error(int status, String message, String next, String nextWords) {
    Frame frame;
    String title = status == 404 ? "Not found" : status == 400 ? "Not understood" : "Not possible";
    try {
      frame = market.frame(title, "", false);
    } catch (RuntimeException lakeIsAmiss) {
      frame = new Frame(title, "", "How fresh the lake is cannot be told.", false);
    }
    return html(status, new ErrorPage(frame, status, message, next, nextWords));
  }

  private static Map<String, String> parameters(ServerRequest request) {
    Map<String, String> parameters = new HashMap<>();
    request
        .params()
        .forEach((name, values) -> {
          String value = values.isEmpty() ? null : values.getFirst();
          if (value == null || name.length() > LONGEST_NAME) {
            return;
          }
          if (value.length() > LONGEST_VALUE || parameters.size() >= MOST_PARAMETERS) {
            throw new BadAddress(
                "The address is too long: at most %d parameters of %d characters are read."
                    .formatted(MOST_PARAMETERS, LONGEST_VALUE));
          }
          parameters.put(name, value);
        });
    return parameters;
  }

  static ServerResponse bytes(int status, String type, byte[] body, Map<String, String> headers) {
    return ServerResponse.status(status)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .build((_, out) -> {
          // Set, not added: these take the place of what the guard says of every page.
          headers.forEach(out::setHeader);
          out.setContentLength(body.length);
          out.getOutputStream().write(body);
          return null;
        });
  }

  private static String brief(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
