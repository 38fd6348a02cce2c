package weir.web.workbench;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.update.Proposal;
import weir.workbench.UpdateStore;
import weir.workbench.Workbench;

/** Which address shows what a model should be asked, and takes the answers. */
final class UpdateRoutes {

  private final WorkbenchRoutes desk;
  private final Workbench bench;
  private final Waiting waiting;
  private final Surroundings surroundings;

  UpdateRoutes(WorkbenchRoutes desk, Workbench bench, Waiting waiting, Surroundings surroundings) {
    this.desk = desk;
    this.bench = bench;
    this.waiting = waiting;
    this.surroundings = surroundings;
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .GET("/workbench/{model}/updates", request -> page(request, 200, null))
        .POST("/workbench/{model}/updates", this::answer)
        .build();
  }

  private ServerResponse page(ServerRequest request, int status, @Nullable String fault) {
    var held = desk.held(request);
    var proposals = waiting.now(held);
    return desk.html(
        status,
        UpdatesPage.of(
            surroundings,
            desk.bar(request, held, "updates"),
            held.model(),
            proposals,
            bench.updates(),
            fault));
  }

  private ServerResponse answer(ServerRequest request) {
    var form = desk.form(request);
    var held = desk.held(request);
    var id = form.text("proposal");
    try {
      return switch (form.text("do")) {
        case "accept" -> accept(request, form, held, proposal(held, id));
        case "set-aside" -> {
          note(
              request,
              held,
              proposal(held, id),
              UpdateStore.Answer.SET_ASIDE,
              form.textOrNull("reason"));
          yield WorkbenchRoutes.see(place(held) + desk.masked(form).said());
        }
        case "show-again" -> {
          var aside =
              bench.updates().answered(held.model().id()).stream()
                  .filter(question -> question.id().equals(id))
                  .findFirst()
                  .orElseThrow(() -> new EditRefused("It is not set aside any more."));
          bench
              .updates()
              .note(
                  held.model().id(),
                  aside,
                  UpdateStore.Answer.SHOWN_AGAIN,
                  null,
                  WorkbenchRoutes.author(request));
          yield WorkbenchRoutes.see(place(held));
        }
        default -> // whatever a program sent
            throw new EditRefused(
                "This form asks for nothing that can be done. Use the page's own.");
      };
    } catch (EditRefused refused) {
      return page(request, 422, refused.getMessage());
    }
  }

  private static String place(Workbench.Held held) {
    return "/workbench/" + held.model().id() + "/updates";
  }

  private Proposal proposal(Workbench.Held held, String id) {
    Optional<Proposal> found =
        waiting.now(held).stream().filter(one -> one.id().equals(id)).findFirst();
    return found.orElseThrow(() ->
        new EditRefused(
            "That question waits no more: somebody answered it, or its figure is back where it was."));
  }

  /** The question enters the model as a version of its own. */
  private ServerResponse accept(
      ServerRequest request, Form form, Workbench.Held held, Proposal proposal) {
    var author = WorkbenchRoutes.author(request);
    var outcome =
        bench.edit(
            held.model().id(),
            form.whole("seen", held.version()),
            author,
            new Edit.PutQuestion(proposal.question()));
    if (outcome instanceof Workbench.Conflict conflict) {
      throw new EditRefused(
          "Somebody changed this question since you opened the page (%s: %s). Look, and accept it once more."
              .formatted(conflict.by().author(), conflict.by().words()));
    }
    note(request, held, proposal, UpdateStore.Answer.ACCEPTED, null);
    return desk.answered(request, outcome, form, null);
  }

  private void note(
      ServerRequest request,
      Workbench.Held held,
      Proposal proposal,
      UpdateStore.Answer answer,
      @Nullable String reason) {
    bench
        .updates()
        .note(
            held.model().id(),
            proposal.question(),
            answer,
            reason,
            WorkbenchRoutes.author(request));
  }
}
