package weir.web.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.EditRefused;
import weir.barrier.Evidence;
import weir.barrier.SourceDocument;
import weir.masking.Masker;
import weir.web.NotFound;
import weir.workbench.Library;
import weir.workbench.Workbench;

/** Which address shows or changes the evidence library. */
final class LibraryRoutes {

  private final WorkbenchRoutes desk;
  private final Workbench bench;
  private final Surroundings surroundings;
  private final Masker masker;

  /**
   * @param desk lends what all pages of the workbench share
   */
  LibraryRoutes(WorkbenchRoutes desk, Workbench bench, Surroundings surroundings, Masker masker) {
    this.desk = desk;
    this.bench = bench;
    this.surroundings = surroundings;
    this.masker = masker;
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .GET("/library", request -> library(request, null))
        .POST("/library/bring", this::bringDocument)
        .GET("/library/{document}", request -> library(request, request.pathVariable("document")))
        .POST("/library/{document}/mark", this::mark)
        .POST("/library/{document}/unmark", this::unmark)
        .POST("/library/{document}/remove", this::removeDocument)
        .build();
  }

  private ServerResponse library(ServerRequest request, @Nullable String id) {
    var library = bench.library();
    Library.Entry document = null;
    List<LibraryPage.Piece> text = List.of();
    List<Library.Passage> passages = List.of();
    if (id != null) {
      document =
          library
              .document(id)
              .orElseThrow(() -> new NotFound("The library has no such document.", "/library"));
      passages = library.passages(id);
      text = LibraryPage.pieces(library.text(id).orElse(""), passages);
    }
    var model = request.param("model").orElse("");
    var elements =
        bench
            .head(model)
            .map(held ->
                held.model().elements().stream()
                    .map(e -> new Choice(e.id(), e.label() + " (" + e.block().word() + ")", false))
                    .toList())
            .orElse(List.of());
    var brought = request.param("brought").orElse("");
    var notice =
        brought.equals("known")
            ? "The library has this document already."
            : brought.matches("\\d{1,9}")
                ? "Kept, with %s places masked. The original stays with you.".formatted(brought)
                : null;
    return desk.html(
        200,
        new LibraryPage(
            surroundings.frame(document == null ? "Evidence library" : document.title(), false),
            library.documents(),
            library.script(),
            document,
            text,
            passages,
            bench.list(),
            elements,
            model,
            notice,
            WorkbenchRoutes.author(request)));
  }

  private ServerResponse bringDocument(ServerRequest request) {
    var form = desk.form(request);
    var upload = WorkbenchRoutes.upload(request);
    var brought =
        bench
            .library()
            .bring(
                upload.name(),
                upload.bytes(),
                form.text("title"),
                Objects.requireNonNullElse(
                    form.choice("kind", Library.Kind.class), Library.Kind.PUBLICATION),
                form.choice("reliability", Evidence.Reliability.class),
                masker,
                WorkbenchRoutes.author(request));
    return WorkbenchRoutes.see(
        "/library/%s?brought=%s"
            .formatted(brought.id(), brought.alreadyKnown() ? "known" : brought.masked()));
  }

  /** Marks a passage; where it is tied to an element, the model cites it from now on. */
  private ServerResponse mark(ServerRequest request) {
    var form = desk.form(request);
    var id = request.pathVariable("document");
    var entry =
        bench
            .library()
            .document(id)
            .orElseThrow(() -> new NotFound("The library has no such document.", "/library"));
    var model = form.textOrNull("model");
    var element = model == null ? null : form.textOrNull("element");
    var passage =
        bench
            .library()
            .mark(
                id,
                form.text("quoted"),
                form.text("words"),
                element == null ? null : model,
                element,
                form.textOrNull("step"),
                form.textOrNull("actor"),
                form.wholeOrNull("credibility"),
                form.choice("nature", Evidence.Nature.class),
                WorkbenchRoutes.author(request));
    if (element != null && model != null) {
      cite(request, entry, passage, model, element);
    }
    return WorkbenchRoutes.see("/library/" + id + (model == null ? "" : "?model=" + model));
  }

  private void cite(
      ServerRequest request,
      Library.Entry entry,
      Library.Passage passage,
      String model,
      String element) {
    var head =
        bench.head(model).orElseThrow(() -> new EditRefused("There is no such model any more."));
    var known =
        head.model().documents().stream()
            .filter(d -> d.citation().equals(entry.title()))
            .findFirst();
    var document =
        known.map(SourceDocument::id).orElse(BarrierModels.freeId(head.model(), entry.title()));
    if (known.isEmpty()) {
      bench.edit(
          model,
          head.version(),
          WorkbenchRoutes.author(request),
          new Edit.PutDocument(new SourceDocument(document, entry.title(), null, null, null)));
    }
    var fields = new LinkedHashMap<String, List<String>>();
    fields.put("do", List.of("add-evidence"));
    fields.put("id", List.of(element));
    fields.put("document", List.of(document));
    fields.put("at", List.of("passage at %,d".formatted(passage.start())));
    fields.put("paraphrase", List.of(passage.words()));
    if (entry.reliability() != null) {
      fields.put("reliability", List.of(entry.reliability().word()));
    }
    if (passage.credibility() != null) {
      fields.put("credibility", List.of(passage.credibility().toString()));
    }
    if (passage.nature() != null) {
      fields.put("nature", List.of(passage.nature().word()));
    }
    var now = bench.head(model).orElse(head);
    bench.edit(
        model,
        now.version(),
        WorkbenchRoutes.author(request),
        EditForm.read(now.model(), new Form(fields)).edit());
  }

  private ServerResponse unmark(ServerRequest request) {
    var form = desk.form(request);
    bench.library().unmark(form.text("passage"));
    return WorkbenchRoutes.see("/library/" + request.pathVariable("document"));
  }

  private ServerResponse removeDocument(ServerRequest request) {
    desk.form(request);
    bench.library().remove(request.pathVariable("document"));
    return WorkbenchRoutes.see("/library");
  }
}
