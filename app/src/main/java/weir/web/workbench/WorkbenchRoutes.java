package weir.web.workbench;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.barrier.Finding;
import weir.barrier.ReadResult;
import weir.barrier.Step;
import weir.masking.Masker;
import weir.web.BadAddress;
import weir.web.Frame;
import weir.web.NotFound;
import weir.web.Page;
import weir.web.printed.PrintedModel;
import weir.workbench.Library;
import weir.workbench.Spreadsheet;
import weir.workbench.UpdateStore;
import weir.workbench.Workbench;

/** Which address of the workbench shows or does what. */
public final class WorkbenchRoutes {
  /** A form may bring a whole document. */
  public static final int LARGEST_UPLOAD = Library.LARGEST_FILE;

  private static final String NAME_COOKIE = "weir-name";
  private static final int VERSIONS_SHOWN = 100;

  /** Fields of plans, briefs and updates in which people write in their own words. */
  private static final List<String> FREE_TEXTS =
      List.of(
          "title",
          "coordinator",
          "words",
          "competence",
          "dropped",
          "reason",
          "override",
          "happens",
          "comes-in",
          "look-for",
          "act",
          "lawful",
          "figures",
          "by",
          "reasons",
          "dissent",
          "text");

  private static final int HISTORY_SHOWN = 12;

  /** The board's own script, and nothing else. */
  private static final String BOARD_POLICY =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Workbench bench;
  private final Surroundings surroundings;
  private final Predicate<HttpServletRequest> comesFromHere;
  private final Clock clock;
  private final Findings findings;
  private final Waiting waiting;
  private final PerVersion<NetworkPage.Drawn> networks = new PerVersion<>();

  private final Masker masker;

  /**
   * @param comesFromHere whether a form was sent from one of Weir's own pages
   */
  public WorkbenchRoutes(
      Workbench bench,
      Surroundings surroundings,
      Predicate<HttpServletRequest> comesFromHere,
      Clock clock) {
    this.bench = bench;
    this.surroundings = surroundings;
    this.comesFromHere = comesFromHere;
    this.clock = clock;
    this.findings = new Findings(surroundings);
    this.waiting = new Waiting(bench.updates(), surroundings, clock);
    this.masker = bench.masker();
  }

  public RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .GET("/workbench", request -> benchPage(request, 200, List.of()))
        .POST("/workbench/name-me", this::nameMe)
        .POST("/workbench/begin", this::begin)
        .POST("/workbench/bring", this::bringModel)
        .GET("/workbench/{model}", this::board)
        .POST("/workbench/{model}/edit", this::edit)
        .POST("/workbench/{model}/undo", this::undo)
        .GET("/workbench/{model}/checks", this::checks)
        .GET("/workbench/{model}/network", this::network)
        .GET("/workbench/{model}/reach", this::reach)
        .add(new OptionRoutes(this, bench.decisions()).all())
        .GET("/workbench/{model}/versions", this::versions)
        .POST("/workbench/{model}/name", this::nameVersion)
        .POST("/workbench/{model}/remark", this::remark)
        .POST("/workbench/{model}/settle", this::settle)
        .GET("/workbench/{model}/about", this::about)
        .GET("/workbench/{model}/export/{file}", this::export)
        .POST("/workbench/{model}/compare", this::compareFile)
        .POST("/workbench/{model}/take", this::takeIn)
        .add(new PlanRoutes(this, bench.plans(), bench.decisions(), surroundings, clock).all())
        .add(new BriefRoutes(this, bench.briefs(), surroundings).all())
        .add(new UpdateRoutes(this, bench, waiting, surroundings).all())
        .add(new LibraryRoutes(this, bench, surroundings, masker).all())
        .build();
  }

  /** Fields of a form that was sent from one of Weir's own pages. */
  Form form(ServerRequest request) {
    return Form.sent(request, comesFromHere);
  }

  /**
   * A form whose texts are masked, as they are kept.
   *
   * @param places how many places were masked
   */
  record MaskedForm(Form form, int places) {
    /** What an address says of it, before its mark on the page. */
    String said() {
      return places == 0 ? "" : "?masked=" + places;
    }

    /** The same after another parameter. */
    String alsoSaid() {
      return said().replace('?', '&');
    }
  }

  /** Masks what people write in their own words, before anything else is made of it. */
  MaskedForm masked(Form form) {
    var fields = new LinkedHashMap<>(form.fields());
    int places = 0;
    for (var name : FREE_TEXTS) {
      var texts = fields.get(name);
      if (texts != null) {
        places += texts.stream().mapToInt(text -> masker.changes(text).size()).sum();
        fields.put(name, texts.stream().map(text -> masker.mask(text).text()).toList());
      }
    }
    return new MaskedForm(new Form(fields), places);
  }

  Workbench.Held held(ServerRequest request) {
    var id = request.pathVariable("model");
    return bench
        .head(id)
        .orElseThrow(
            () -> new NotFound("There is no model of this id on the workbench.", "/workbench"));
  }

  Frame frame(String title) {
    return surroundings.frame(title, false);
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  static String author(ServerRequest request) {
    Cookie[] cookies = request.servletRequest().getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        if (cookie.getName().equals(NAME_COOKIE)) {
          try {
            return URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8);
          } catch (IllegalArgumentException _) {
            return "";
          }
        }
      }
    }
    return "";
  }

  Bar bar(ServerRequest request, Workbench.Held held, String here) {
    return bar(request, held, here, findings.open(held, today()).size());
  }

  private Bar bar(ServerRequest request, Workbench.Held held, String here, int open) {
    Integer undo = null;
    String notice = null;
    var done = request.param("done").orElse("");
    if (done.matches("\\d{1,9}")) {
      var version = bench.versions(held.model().id(), Integer.parseInt(done) + 1, 1);
      if (!version.isEmpty() && version.getFirst().version() == Integer.parseInt(done)) {
        notice = "Saved as version %s: %s.".formatted(done, version.getFirst().words());
        undo = version.getFirst().version() > 1 ? version.getFirst().version() : null;
      }
    } else if (done.equals("nothing")) {
      notice = "That changed nothing; no version was added.";
    }
    var hidden = number(request, "masked");
    if (hidden.isPresent()) {
      notice =
          (notice == null ? "Kept. " : notice + " ")
              + "%s masked, such as a way to reach somebody: what stood there was not kept."
                  .formatted(
                      hidden.get() == 1
                          ? "One place was"
                          : "%,d places were".formatted(hidden.get()));
    }
    return Bar.of(held, here, open, waiting.known(held), author(request), notice, undo);
  }

  private ServerResponse board(ServerRequest request) {
    var held = held(request);
    var model = held.model();
    var asked = new LinkedHashMap<String, String>();
    request.params().forEach((name, values) -> asked.put(name, values.getFirst()));
    var open = findings.open(held, today());
    var outcomes = outcomes(model);
    Drawer drawer = null;
    Step step = null;
    var opened = asked.get("open");
    if (opened != null) {
      var element = model.element(opened);
      if (element.isPresent()) {
        drawer =
            Drawer.of(
                model,
                element.get(),
                open.stream()
                    .filter(f -> f.elementId().equals(opened))
                    .map(Finding::reason)
                    .toList(),
                bench.history(model.id(), opened, HISTORY_SHOWN),
                bench.remarks(model.id()).stream()
                    .filter(remark -> opened.equals(remark.part()))
                    .toList(),
                outcomes.of(opened));
      }
      step = model.steps().stream().filter(s -> s.id().equals(opened)).findFirst().orElse(null);
    }
    return html(
        200,
        BoardPage.of(
            surroundings,
            bar(request, held, "", open.size()),
            model,
            BoardPage.Filter.of(asked),
            open,
            outcomes,
            drawer,
            step));
  }

  private Outcomes outcomes(BarrierModel model) {
    var plans = bench.plans().list(model.id());
    return plans.isEmpty()
        ? Outcomes.NONE
        : Outcomes.of(plans, bench.plans().evaluationsOf(model.id()), today());
  }

  private ServerResponse edit(ServerRequest request) {
    var form = form(request);
    var held = held(request);
    var asked = EditForm.read(held.model(), form);
    if (form.text("do").equals("add-gauge")) {
      var why = surroundings.reading(EditForm.gauge(form)).unreadable();
      if (why != null) {
        throw new EditRefused(why);
      }
    }
    var seen = form.whole("seen", held.version());
    var outcome = bench.edit(held.model().id(), seen, author(request), asked.edit());
    if (outcome instanceof Workbench.Saved && asked.edit() instanceof Edit.RemoveQuestion(var id)) {
      noteClosed(held, id, author(request));
    }
    return answered(request, outcome, form, asked.opens());
  }

  /** What a figure raised and somebody closed is not proposed again until the figure moves on. */
  private void noteClosed(Workbench.Held held, String id, String author) {
    held.model().openQuestions().stream()
        .filter(question -> question.id().equals(id) && question.sign() != null)
        .forEach(question ->
            bench
                .updates()
                .note(held.model().id(), question, UpdateStore.Answer.CLOSED, null, author));
  }

  private ServerResponse undo(ServerRequest request) {
    var form = form(request);
    var held = held(request);
    var outcome = bench.undo(held.model().id(), form.whole("version", -1), author(request));
    return answered(request, outcome, form, form.textOrNull("opens"));
  }

  ServerResponse answered(
      ServerRequest request, Workbench.Outcome outcome, Form form, @Nullable String opens) {
    var place = "/workbench/" + request.pathVariable("model");
    return switch (outcome) {
      case Workbench.Saved(var held) ->
          see(back(place, form, opens, String.valueOf(held.version())));
      case Workbench.Unchanged _ -> see(back(place, form, opens, "nothing"));
      case Workbench.Conflict conflict -> {
        var fields = new LinkedHashMap<>(form.fields());
        fields.put("seen", List.of(String.valueOf(conflict.held().version())));
        yield html(
            409,
            new ConflictPage(
                surroundings.frame("Two changes of the same part", false),
                bar(request, conflict.held(), "conflict"),
                "%s, %s: %s"
                    .formatted(
                        conflict.by().author(),
                        Said.minute(conflict.by().at()),
                        conflict.by().words()),
                conflict.changes(),
                fields,
                place + "/edit"));
      }
    };
  }

  private static String back(String place, Form form, @Nullable String opens, String done) {
    var page = form.text("page");
    if (page.matches("checks|versions|about|network|reach|updates")) {
      return place + "/" + page + "?done=" + done;
    }
    var filter =
        BoardPage.Filter.of(
                Map.of(
                    "partner", form.text("filter-partner"),
                    "kind", form.text("filter-kind"),
                    "effect", form.text("filter-effect"),
                    "knowing", form.text("filter-knowing"),
                    "strength", form.text("filter-strength")))
            .address();
    return opens == null
        ? place + "?done=" + done + filter
        : place + "?open=" + opens + "&done=" + done + filter + "#drawer";
  }

  private ServerResponse checks(ServerRequest request) {
    var held = held(request);
    return html(
        200,
        ChecksPage.of(
            surroundings.frame("Checks: " + held.model().title(), false),
            bar(request, held, "checks"),
            held.model(),
            findings.of(held, today())));
  }

  private ServerResponse network(ServerRequest request) {
    var held = held(request);
    return html(
        200,
        NetworkPage.of(
            surroundings.frame("Network: " + held.model().title(), false),
            bar(request, held, "network"),
            held.model(),
            networks.of(held, () -> NetworkPage.Drawn.of(held.model())),
            new HashSet<>(request.params().getOrDefault("remove", List.of())),
            new HashSet<>(request.params().getOrDefault("harden", List.of()))));
  }

  private ServerResponse reach(ServerRequest request) {
    var held = held(request);
    var day = request.param("day").filter(d -> d.matches("\\d{4}-\\d{2}-\\d{2}"));
    LocalDate on;
    try {
      on = day.map(LocalDate::parse).orElse(today());
    } catch (java.time.DateTimeException e) {
      throw new BadAddress("There is no such day. Expected one like 2027-03-31.");
    }
    return html(
        200,
        ReachPage.of(
            surroundings.frame("Reach: " + held.model().title(), true),
            bar(request, held, "reach"),
            held.model(),
            on));
  }

  private ServerResponse versions(ServerRequest request) {
    var held = held(request);
    var id = held.model().id();
    int before = number(request, "before").orElse(held.version() + 1);
    var versions = bench.versions(id, before, VERSIONS_SHOWN);
    var from = number(request, "from");
    var to = number(request, "to");
    List<weir.barrier.Change> changes = List.of();
    if (from.isPresent() && to.isPresent()) {
      changes =
          BarrierModels.diff(
              at(id, Math.min(from.get(), to.get())), at(id, Math.max(from.get(), to.get())));
    }
    var last = versions.isEmpty() ? 1 : versions.getLast().version();
    return html(
        200,
        new VersionsPage(
            surroundings.frame("Versions: " + held.model().title(), false),
            bar(request, held, "versions"),
            versions,
            bench.named(id),
            bench.remarks(id),
            bench.updates().log(id),
            from.isPresent() && to.isPresent() ? Math.min(from.get(), to.get()) : null,
            from.isPresent() && to.isPresent() ? Math.max(from.get(), to.get()) : null,
            changes,
            last > 1 ? "/workbench/" + id + "/versions?before=" + last : null));
  }

  private BarrierModel at(String id, int version) {
    return bench
        .at(id, version)
        .orElseThrow(() ->
            new NotFound(
                "This model has no version %d.".formatted(version),
                "/workbench/" + id + "/versions"));
  }

  private static Optional<Integer> number(ServerRequest request, String name) {
    return request.param(name).filter(n -> n.matches("\\d{1,9}")).map(Integer::valueOf);
  }

  private ServerResponse nameVersion(ServerRequest request) {
    var form = form(request);
    var held = held(request);
    bench.name(
        held.model().id(),
        form.whole("version", -1),
        form.text("name"),
        form.text("note"),
        author(request));
    return see("/workbench/" + held.model().id() + "/versions");
  }

  private ServerResponse remark(ServerRequest request) {
    var form = form(request);
    var id = held(request).model().id();
    var part = form.textOrNull("part");
    bench.remark(id, part, form.text("text"), author(request));
    var masked = masked(form);
    return see(
        part == null
            ? "/workbench/" + id + "/versions" + masked.said() + "#remarks"
            : "/workbench/" + id + "?open=" + part + masked.alsoSaid() + "#drawer");
  }

  private ServerResponse settle(ServerRequest request) {
    var form = form(request);
    var id = held(request).model().id();
    bench.settle(id, form.text("remark"), author(request));
    return see("/workbench/" + id + "/versions#remarks");
  }

  private ServerResponse about(ServerRequest request) {
    var held = held(request);
    return html(
        200,
        AboutPage.of(
            surroundings.frame("About: " + held.model().title(), false),
            bar(request, held, "about"),
            held.model()));
  }

  private ServerResponse export(ServerRequest request) {
    var held = held(request);
    var file = request.pathVariable("file");
    var model = number(request, "version").map(v -> at(held.model().id(), v)).orElse(held.model());
    var name = "%s-v%d".formatted(model.id(), number(request, "version").orElse(held.version()));
    return switch (file) {
      case "yaml" ->
          file(
              "application/yaml; charset=utf-8", name + ".yaml", utf8(BarrierModels.toYaml(model)));
      case "json" ->
          file(
              "application/json; charset=utf-8", name + ".json", utf8(BarrierModels.toJson(model)));
      case "xlsx" ->
          file(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              name + ".xlsx",
              Spreadsheet.write(model));
      case "md" ->
          file("text/markdown; charset=utf-8", name + ".md", utf8(PrintedModel.markdown(model)));
      case "svg" ->
          file("image/svg+xml; charset=utf-8", name + ".svg", utf8(PrintedModel.svg(model)));
      case "png" -> file("image/png", name + ".png", PrintedModel.png(model));
      case "pdf" -> file("application/pdf", name + ".pdf", PrintedModel.pdf(model));
      default -> // whatever somebody typed
          throw new NotFound(
              "A model leaves as yaml, json, xlsx, md, svg, png or pdf.",
              "/workbench/" + model.id() + "/about");
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A file that came with a form. */
  @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
  record Upload(String name, byte[] bytes) {}

  static Upload upload(ServerRequest request) {
    try {
      Part part = request.servletRequest().getPart("file");
      if (part == null || part.getSize() == 0) {
        throw new EditRefused("Choose a file first.");
      }
      try (var in = part.getInputStream()) {
        return new Upload(
            Objects.requireNonNullElse(part.getSubmittedFileName(), "file"), in.readAllBytes());
      }
    } catch (ServletException | IllegalStateException e) {
      throw new BadAddress(
          "The file could not be read: it may have %,d bytes at most.".formatted(LARGEST_UPLOAD));
    } catch (IOException e) {
      throw new UncheckedIOException("The upload broke off", e);
    }
  }

  private static ReadResult read(Upload upload) {
    return upload.name().endsWith(".xlsx")
        ? Spreadsheet.read(upload.bytes(), upload.name())
        : BarrierModels.read(new String(upload.bytes(), StandardCharsets.UTF_8), upload.name());
  }

  /** Shows what a file would change, and changes nothing yet. */
  private ServerResponse compareFile(ServerRequest request) {
    form(request);
    var held = held(request);
    var upload = upload(request);
    var frame = surroundings.frame("Take in a file", false);
    var bar = bar(request, held, "about");
    return switch (read(upload)) {
      case ReadResult.Read(var model) -> {
        var kept = BarrierModels.copy(model, held.model().id(), model.title());
        var same = BarrierModels.edited(kept, new Edit.SetStatus(model.status()));
        yield html(
            200,
            new ImportPage(
                frame,
                bar,
                upload.name(),
                List.of(),
                BarrierModels.diff(held.model(), same),
                BarrierModels.toJson(same)));
      }
      case ReadResult.Refused refused ->
          html(
              422,
              new ImportPage(
                  frame, bar, upload.name(), refused.message().lines().toList(), List.of(), null));
    };
  }

  private ServerResponse takeIn(ServerRequest request) {
    var form = form(request);
    var held = held(request);
    return switch (BarrierModels.read(form.text("document"), "model.json")) {
      case ReadResult.Read(var model) ->
          answered(
              request,
              bench.edit(
                  held.model().id(),
                  form.whole("seen", held.version()),
                  author(request),
                  new Edit.ReplaceAll(model, form.text("file"))),
              form,
              null);
      case ReadResult.Refused refused -> throw new EditRefused(refused.message());
    };
  }

  private ServerResponse benchPage(ServerRequest request, int status, List<String> faults) {
    var shipped =
        BarrierModels.shipped().stream()
            .map(id -> new Choice(id, BarrierModels.shipped(id).title(), false))
            .toList();
    var templates =
        BarrierModels.templates().stream()
            .map(id -> new Choice(id, BarrierModels.template(id).title(), false))
            .toList();
    return html(
        status,
        new BenchPage(
            surroundings.frame("Workbench", false),
            bench.list().stream().map(this::line).toList(),
            shipped,
            templates,
            faults,
            null,
            author(request),
            Reminder.of(bench.plans().list(null), today())));
  }

  private BenchPage.Line line(Workbench.Summary summary) {
    var open = bench.head(summary.id()).map(held -> findings.open(held, today())).orElse(List.of());
    return new BenchPage.Line(
        summary,
        open.size(),
        summary.reviewBy() != null && summary.reviewBy().isBefore(today()),
        (int) open.stream().filter(f -> f.check().equals(Findings.OUTSIDE_BAND)).count(),
        bench.head(summary.id()).map(waiting::known).orElse(null));
  }

  private ServerResponse begin(ServerRequest request) {
    var form = form(request);
    var from = form.text("from");
    var title = form.text("title");
    BarrierModel start;
    if (BarrierModels.shipped().contains(from)) {
      start = BarrierModels.shipped(from);
    } else if (BarrierModels.templates().contains(from)) {
      start = BarrierModels.template(from);
    } else {
      throw new EditRefused("Choose what to begin with.");
    }
    if (title.isEmpty()) {
      throw new EditRefused("Give the model a title, such as the crime that it is about.");
    }
    var id = freeModelId(start, title);
    bench.create(
        BarrierModels.copy(start, id, title),
        author(request),
        "Began from '%s'".formatted(start.title()));
    return see("/workbench/" + id);
  }

  private String freeModelId(BarrierModel start, String title) {
    var stem = BarrierModels.freeId(start, title);
    var id = stem;
    for (int i = 2; bench.head(id).isPresent() || RESERVED.contains(id); i++) {
      id = stem + "-" + i;
    }
    return id;
  }

  private static final List<String> RESERVED = List.of("name-me", "begin", "bring", "due");

  private ServerResponse bringModel(ServerRequest request) {
    form(request);
    var upload = upload(request);
    return switch (read(upload)) {
      case ReadResult.Read(var model) -> {
        var id = freeModelId(model, model.id());
        bench.create(
            BarrierModels.copy(model, id, model.title()),
            author(request),
            "Brought from '%s'".formatted(upload.name()));
        yield see("/workbench/" + id);
      }
      case ReadResult.Refused refused ->
          benchPage(request, 422, refused.message().lines().toList());
    };
  }

  private ServerResponse nameMe(ServerRequest request) {
    var form = form(request);
    var name = form.text("name");
    var back = form.text("back");
    var cookie =
        new Cookie(
            NAME_COOKIE,
            URLEncoder.encode(
                name.substring(0, Math.min(80, name.length())), StandardCharsets.UTF_8));
    cookie.setHttpOnly(true);
    cookie.setPath("/");
    cookie.setMaxAge(60 * 60 * 24 * 365);
    cookie.setAttribute("SameSite", "Strict");
    return ServerResponse.seeOther(
            URI.create(
                back.matches("/(workbench|library|models)[a-z0-9/-]*") ? back : "/workbench"))
        .cookie(cookie)
        .build();
  }

  static ServerResponse see(String place) {
    return ServerResponse.seeOther(URI.create(place)).build();
  }

  ServerResponse html(int status, Page page) {
    var headers = new LinkedHashMap<String, String>();
    // A form's own page must be told apart from others' by its origin; nothing else leaves.
    headers.put("Referrer-Policy", "same-origin");
    if (page instanceof BoardPage) {
      headers.put("Content-Security-Policy", BOARD_POLICY);
    }
    return bytes(status, "text/html; charset=utf-8", surroundings.html(page), headers);
  }

  static ServerResponse file(String type, String name, byte[] body) {
    return bytes(
        200,
        type,
        body,
        Map.of(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name)));
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
}
