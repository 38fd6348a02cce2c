package weir.web.workbench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.EditRefused;
import weir.choice.BarrierChoice;
import weir.choice.ChoiceRefused;
import weir.choice.Limits;
import weir.choice.OptionPaper;
import weir.web.NotFound;
import weir.web.printed.PrintedOptions;
import weir.workbench.Decisions;
import weir.workbench.Workbench;

/** The pages on which barriers are chosen, of models that ship and of those on the workbench. */
final class OptionRoutes {
  private static final int PAPERS_KEPT = 8;

  private final WorkbenchRoutes routes;
  private final Decisions decisions;

  /** A paper takes seconds where a model is large, and the same one is asked for often. */
  private final Map<Question, OptionPaper> papers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, OptionPaper> eldest) {
          return size() > PAPERS_KEPT;
        }
      };

  private record Question(BarrierModel model, Limits limits) {}

  /**
   * The model that a page is about.
   *
   * @param held null for one that ships
   */
  private record Subject(
      String key,
      BarrierModel model,
      String version,
      String place,
      String trail,
      Workbench.@Nullable Held held) {}

  OptionRoutes(WorkbenchRoutes routes, Decisions decisions) {
    this.routes = routes;
    this.decisions = decisions;
  }

  RouterFunction<ServerResponse> all() {
    var all = RouterFunctions.route();
    for (var root : List.of("/workbench", "/models")) {
      all.GET(
              root + "/{model}/options",
              request -> page(request, 200, null, List.of(), notice(request)))
          .GET(root + "/{model}/options/{file}", this::paper)
          .POST(root + "/{model}/options", this::keep)
          .POST(root + "/{model}/options/decide", this::decide);
    }
    return all.build();
  }

  private static String notice(ServerRequest request) {
    return switch (request.param("done").orElse("")) {
      case "kept" -> "Kept. The paper below is made from these figures.";
      case "decided" -> "The decision is recorded, with all that it was made from.";
      default -> ""; // whatever stands in the address
    };
  }

  private Subject subject(ServerRequest request) {
    var id = request.pathVariable("model");
    if (request.path().startsWith("/models/")) {
      if (!BarrierModels.shipped().contains(id)) {
        throw new NotFound(
            "No barrier model has this id. At hand: %s."
                .formatted(String.join(", ", BarrierModels.shipped())),
            "/models");
      }
      var model = BarrierModels.shipped(id);
      return new Subject(
          Decisions.ofShipped(id),
          model,
          model.version(),
          "/models/" + id + "/options",
          "/models/" + id,
          null);
    }
    var held = routes.held(request);
    return new Subject(
        id,
        held.model(),
        String.valueOf(held.version()),
        "/workbench/" + id + "/options",
        "/workbench/" + id,
        held);
  }

  private Decisions.@Nullable Kept kept(Subject subject) {
    return decisions.sheet(subject.key()).orElse(null);
  }

  private static BarrierModel expecting(Subject subject, Decisions.@Nullable Kept kept) {
    return kept == null
        ? subject.model()
        : BarrierChoice.expecting(subject.model(), kept.sheet().expected());
  }

  /**
   * @throws ChoiceRefused when the question cannot be answered as it stands
   */
  private PrintedOptions printed(Subject subject, BarrierModel model, Limits limits) {
    var question = new Question(model, known(model, limits));
    OptionPaper paper;
    synchronized (papers) {
      paper = papers.get(question);
    }
    if (paper == null) {
      paper = BarrierChoice.of(model, question.limits());
      synchronized (papers) {
        papers.put(question, paper);
      }
    }
    return new PrintedOptions(
        model, paper, "version %s of the model".formatted(subject.version()), routes.today());
  }

  /** A partner may have been removed from the model since its days were limited. */
  private static Limits known(BarrierModel model, Limits limits) {
    var days = new LinkedHashMap<>(limits.workingDays());
    days.keySet().removeIf(id -> model.partners().stream().noneMatch(p -> p.id().equals(id)));
    return new Limits(limits.budget(), limits.months(), days, limits.counting());
  }

  private ServerResponse page(
      ServerRequest request, int status, @Nullable Form sent, List<String> faults, String notice) {
    var subject = subject(request);
    var kept = kept(subject);
    var model = expecting(subject, kept);
    PrintedOptions printed = null;
    var all = new java.util.ArrayList<>(faults);
    try {
      printed = printed(subject, model, kept == null ? Limits.NONE : kept.sheet().limits());
    } catch (ChoiceRefused e) {
      all.add(Objects.requireNonNullElse(e.getMessage(), "Not possible."));
    }
    var held = subject.held();
    return routes.html(
        status,
        OptionsPage.of(
            routes.frame("Options: " + model.title()),
            held == null ? null : routes.bar(request, held, "options"),
            subject.place(),
            subject.trail(),
            model,
            kept,
            printed,
            all,
            notice,
            sent,
            routes.today(),
            decisions.all(subject.key())));
  }

  private ServerResponse paper(ServerRequest request) {
    var subject = subject(request);
    var kept = kept(subject);
    PrintedOptions printed;
    try {
      printed =
          printed(
              subject,
              expecting(subject, kept),
              kept == null ? Limits.NONE : kept.sheet().limits());
    } catch (ChoiceRefused e) {
      var refused = new EditRefused(Objects.requireNonNullElse(e.getMessage(), "Not possible."));
      refused.initCause(e);
      throw refused;
    }
    var name = "options-%s-v%s".formatted(subject.model().id(), subject.version());
    return switch (request.pathVariable("file")) {
      case "paper.pdf" -> WorkbenchRoutes.file("application/pdf", name + ".pdf", printed.pdf());
      case "paper.html" ->
          WorkbenchRoutes.file(
              "text/html; charset=utf-8",
              name + ".html",
              printed.html().getBytes(StandardCharsets.UTF_8));
      default -> // whatever somebody typed
          throw new NotFound("The paper leaves as paper.pdf or paper.html.", subject.place());
    };
  }

  private ServerResponse keep(ServerRequest request) {
    var form = routes.form(request);
    var subject = subject(request);
    var model = expecting(subject, kept(subject));
    var asked = OptionsForm.read(model, subject.model(), form);
    if (!asked.faults().isEmpty()) {
      return page(request, 422, form, asked.faults(), "");
    }
    decisions.keep(subject.key(), asked.sheet(), WorkbenchRoutes.author(request));
    return WorkbenchRoutes.see(subject.place() + "?done=kept");
  }

  private ServerResponse decide(ServerRequest request) {
    var form = routes.form(request);
    var subject = subject(request);
    var kept = kept(subject);
    var model = expecting(subject, kept);
    var sheet = kept == null ? Decisions.Sheet.EMPTY : kept.sheet();
    OptionPaper paper;
    try {
      paper = printed(subject, model, sheet.limits()).paper();
    } catch (ChoiceRefused e) {
      return page(request, 422, form, List.of(), "");
    }
    if (!paper.digest().equals(form.text("digest"))) {
      return page(
          request,
          409,
          form,
          List.of(
              "The model or its figures were changed while you wrote; nothing was recorded. Look at the paper again, then record the decision."),
          "");
    }
    int option = form.whole("set", 0);
    boolean listed = option >= 1 && option <= paper.options().size();
    var chosen =
        listed
            ? paper.options().get(option - 1).ids()
            : form.all("chosen").stream()
                .filter(id -> model.barriers().stream().anyMatch(b -> b.id().equals(id)))
                .toList();
    try {
      LocalDate on = form.dayOrNull("on");
      decisions.record(
          subject.key(),
          new Decisions.Decision(
              subject.version(),
              paper.digest(),
              listed ? paper.options().get(option - 1).title() : "Another set",
              chosen,
              sheet,
              form.text("by"),
              on == null ? routes.today() : on,
              form.text("reasons"),
              form.textOrNull("dissent")),
          WorkbenchRoutes.author(request));
    } catch (EditRefused e) {
      return page(
          request,
          422,
          form,
          List.of(Objects.requireNonNullElse(e.getMessage(), "Not possible.")),
          "");
    }
    return WorkbenchRoutes.see(
        subject.place() + "?done=decided" + routes.masked(form).alsoSaid() + "#decisions");
  }
}
