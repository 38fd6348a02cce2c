package weir.web.workbench;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Gauge;
import weir.brief.Brief;
import weir.brief.BriefRefused;
import weir.brief.Briefs;
import weir.brief.Reader;
import weir.brief.Rung;
import weir.web.GaugeReading;
import weir.web.NotFound;
import weir.web.printed.PrintedBrief;
import weir.workbench.BriefStore;

/** Which address drafts, issues or shows a brief. */
final class BriefRoutes {

  private final WorkbenchRoutes desk;
  private final BriefStore store;
  private final Surroundings surroundings;

  BriefRoutes(WorkbenchRoutes desk, BriefStore store, Surroundings surroundings) {
    this.desk = desk;
    this.store = store;
    this.surroundings = surroundings;
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .GET("/workbench/{model}/briefs", request -> list(request, 200, null))
        .POST("/workbench/{model}/briefs", this::climb)
        .GET("/workbench/{model}/briefs/copies/{file}", this::copy)
        .GET("/workbench/{model}/briefs/{element}", this::draft)
        .POST("/workbench/{model}/briefs/{element}", this::issue)
        .build();
  }

  private ServerResponse list(ServerRequest request, int status, @Nullable String fault) {
    var held = desk.held(request);
    return desk.html(
        status,
        BriefsPage.of(surroundings, desk.bar(request, held, "briefs"), held.model(), store, fault));
  }

  private ServerResponse climb(ServerRequest request) {
    var form = desk.form(request);
    var model = desk.held(request).model();
    var rung = form.choice("rung", Rung.class);
    var element = form.text("element");
    if (rung == null || model.facilitators().stream().noneMatch(f -> f.id().equals(element))) {
      return list(request, 422, "Choose a facilitator and a rung.");
    }
    try {
      store.climb(model.id(), element, rung, form.text("reason"), WorkbenchRoutes.author(request));
      return WorkbenchRoutes.see("/workbench/" + model.id() + "/briefs" + desk.masked(form).said());
    } catch (BriefRefused refused) {
      return list(request, 422, refused.getMessage());
    }
  }

  private static Element element(ServerRequest request, BarrierModel model) {
    var id = request.pathVariable("element");
    return Briefs.addressees(model).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new NotFound(
                "The model has no facilitator or partner of this id.",
                "/workbench/" + model.id() + "/briefs"));
  }

  private ServerResponse draft(ServerRequest request) {
    var model = desk.held(request).model();
    var element = element(request, model);
    var asked = new Form(request.params()).choice("reader", Reader.class);
    var reader = asked == null ? Briefs.readerOf(element).orElse(Reader.COURIER) : asked;
    return page(
        request,
        200,
        model,
        element,
        Briefs.draft(model, element, reader, this::shown),
        "",
        "",
        null);
  }

  /** A gauge's one figure in a sentence, with how much was seen; null where there is none. */
  private @Nullable String shown(Gauge gauge) {
    GaugeReading reading = surroundings.reading(gauge);
    return reading.sentence();
  }

  private ServerResponse page(
      ServerRequest request,
      int status,
      BarrierModel model,
      Element element,
      Brief brief,
      String recipient,
      String override,
      @Nullable String fault) {
    return desk.html(
        status,
        new BriefPage(
            surroundings.frame("Brief: " + element.label(), false),
            desk.bar(request, desk.held(request), "briefs"),
            model,
            element,
            brief,
            Rung.refusal(element, store.standing(model.id()).get(element.id())),
            Rung.caution(element),
            recipient,
            override,
            fault));
  }

  private ServerResponse issue(ServerRequest request) {
    var form = desk.form(request);
    var held = desk.held(request);
    var model = held.model();
    var element = element(request, model);
    var brief =
        new Brief(
            form.text("title"),
            Objects.requireNonNullElse(form.choice("reader", Reader.class), Reader.COURIER),
            form.lines("happens"),
            form.lines("comes-in"),
            form.lines("look-for"),
            form.lines("act"),
            form.lines("lawful"),
            form.lines("figures"),
            form.text("call"));
    try {
      var copy =
          store.issue(
              model.id(),
              held.version(),
              element.id(),
              brief,
              form.text("recipient"),
              Rung.refusal(element, store.standing(model.id()).get(element.id())),
              form.textOrNull("override"),
              WorkbenchRoutes.author(request));
      return WorkbenchRoutes.see(
          "/workbench/" + model.id() + "/briefs" + desk.masked(form).said() + "#" + copy.mark());
    } catch (BriefRefused refused) {
      return page(
          request,
          422,
          model,
          element,
          brief,
          form.text("recipient"),
          form.text("override"),
          refused.getMessage());
    }
  }

  private ServerResponse copy(ServerRequest request) {
    var model = desk.held(request).model();
    var file = request.pathVariable("file");
    int dot = file.lastIndexOf('.');
    var copy =
        store
            .copy(dot < 0 ? file : file.substring(0, dot))
            .filter(one -> one.model().equals(model.id()))
            .orElseThrow(() ->
                new NotFound(
                    "No copy of this model's briefs has this mark.",
                    "/workbench/" + model.id() + "/briefs"));
    var printed = new PrintedBrief(copy.brief(), copy.recipient(), copy.mark(), copy.at());
    return switch (dot < 0 ? "" : file.substring(dot + 1)) {
      case "pdf" -> WorkbenchRoutes.file("application/pdf", "brief-" + file, printed.pdf());
      case "html" ->
          WorkbenchRoutes.file(
              "text/html; charset=utf-8",
              "brief-" + file,
              printed.html().getBytes(StandardCharsets.UTF_8));
      default -> // whatever somebody typed
          throw new NotFound(
              "A copy leaves as html or pdf.", "/workbench/" + model.id() + "/briefs");
    };
  }
}
