package weir.web;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import weir.ingest.OfflineIntake;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;
import weir.web.sheet.SheetRequest;
import weir.web.workbench.WorkbenchRoutes;

/** The pages on which partners report, and what is done when they do. */
final class SignalRoutes {

  /** Of lines that were refused. */
  private static final int MOST_FAULTS = 20;

  private static final String NAME = "reported on a page";
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Routes routes;
  private final Market market;
  private final SignalDesk desk;
  private final SecureRandom random = new SecureRandom();

  SignalRoutes(Routes routes, Market market, SignalDesk desk) {
    this.routes = routes;
    this.market = market;
    this.desk = desk;
  }

  RouterFunction<ServerResponse> all() {
    return RouterFunctions.route()
        .add(routes.page("/signals", (_, _, sheets) -> signals(sheets)))
        .route(
            methods(HttpMethod.GET, HttpMethod.HEAD).and(path("/signals/samples/{name}")),
            this::sample)
        .add(
            routes.page(
                "/signals/{signal}",
                (request, _, _) ->
                    SignalPage.of(
                        market, desk, SignalForm.of(known(request.pathVariable("signal"))))))
        .route(methods(HttpMethod.POST).and(path("/signals")), this::reported)
        .route(methods(HttpMethod.POST).and(path("/signals/table")), this::table)
        .build();
  }

  private ReportedSignal known(String id) {
    return desk.signal(id)
        .orElseThrow(() ->
            new NotFound("Nobody reported a signal of this number, or it was erased.", "/signals"));
  }

  private Page signals(SheetRequest sheets) {
    if (sheets.parameters().containsKey("as-of")) {
      throw new BadAddress(
          "This page shows what counts now. An earlier state of the figures stands under"
              + " /measures/signals?as-of=….");
    }
    SignalsPage.Notice notice =
        Optional.ofNullable(sheets.parameters().get("told"))
            .flatMap(desk::signal)
            .map(SignalRoutes::told)
            .orElse(null);
    return SignalsPage.of(market, desk, fresh(), notice, List.of(), sheets);
  }

  private static SignalsPage.Notice told(ReportedSignal signal) {
    String words =
        ReportedSignal.WITHDRAWN.equals(signal.outcome())
            ? "The signal %s is withdrawn and counts nowhere."
            : signal.version() == 1
                ? "Thank you. The signal is kept as %s and counts from now on."
                : "The signal %s is mended; this version counts from now on.";
    return new SignalsPage.Notice(words.formatted(signal.signalId()), signal.signalId());
  }

  /** A form with a number of its own, so that sending it twice reports one signal. */
  private SignalForm fresh() {
    StringBuilder id =
        new StringBuilder("page-")
            .append(DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).format(desk.today()))
            .append('-');
    for (int i = 0; i < 6; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return SignalForm.fresh(id.toString(), desk.today());
  }

  private ServerResponse reported(ServerRequest request) {
    ServerResponse refused = routes.refused(request, "/signals");
    if (refused != null) {
      return refused;
    }
    SignalForm form =
        SignalForm.sent(
            column -> Objects.requireNonNullElse(request.params().getFirst(column), ""));
    ReportedSignal before = desk.signal(form.id()).orElse(null);
    if (before != null && !form.isNew() && before.version() != form.seen()) {
      return again(
          409,
          form.refused(
              List.of(
                  "Somebody changed this signal meanwhile: it is at version %d, and you saw version %d. Open it again and mend that one."
                      .formatted(before.version(), form.seen()))));
    }
    OfflineIntake.Taken taken =
        desk.take(OfflineFile.Kind.SIGNALS, NAME, new StringReader(form.csv()));
    if (!taken.summary().refusals().isEmpty()) {
      return again(
          422, form.refused(taken.summary().refusals().stream().map(SignalRoutes::words).toList()));
    }
    if (desk.signal(form.id()).isEmpty()) {
      return again(
          422,
          form.refused(
              List.of(
                  "This signal was erased, and does not come back. Report it anew under another number.")));
    }
    return ServerResponse.status(303)
        .header(HttpHeaders.LOCATION, "/signals?told=" + form.id())
        .build();
  }

  private ServerResponse again(int status, SignalForm form) {
    return routes.html(
        status,
        form.isNew()
            ? SignalsPage.of(
                market, desk, form, null, List.of(), new SheetRequest("/signals", Map.of()))
            : SignalPage.of(market, desk, form));
  }

  private static String words(OfflineFile.Refused refused) {
    // The form has labels for two columns whose names it does not show.
    String reason =
        refused
            .reason()
            .replaceFirst("^seen_on", "noticed on")
            .replaceFirst("^declared_origin", "declared origin");
    return Words.capital(reason) + ". " + refused.mend();
  }

  /** A table that is uploaded. */
  private ServerResponse table(ServerRequest request) {
    if (!Guard.comesFromHere(request.servletRequest())) {
      return routes.error(
          403,
          "This was not sent from a page of Weir. Open the page and use its form.",
          "/signals",
          "To the form");
    }
    OfflineFile.Kind kind;
    String name;
    String text;
    try {
      Part part = request.servletRequest().getPart("file");
      if (part == null || part.getSize() == 0) {
        return shown(null, List.of("Choose a file first: CSV with a header, like the samples."));
      }
      kind =
          "effort".equals(request.params().getFirst("holds"))
              ? OfflineFile.Kind.EFFORT
              : OfflineFile.Kind.SIGNALS;
      name = Objects.requireNonNullElse(part.getSubmittedFileName(), "file");
      try (InputStream in = part.getInputStream()) {
        text =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(in.readAllBytes()))
                .toString();
      }
    } catch (CharacterCodingException e) {
      return shown(
          null, List.of("The file is not UTF-8 text. Save it as UTF-8 and send it again."));
    } catch (ServletException | IllegalStateException e) {
      throw new BadAddress(
          "The file could not be read: it may have %,d bytes at most."
              .formatted(WorkbenchRoutes.LARGEST_UPLOAD));
    } catch (IOException e) {
      throw new UncheckedIOException("The upload broke off", e);
    }
    OfflineIntake.Taken taken;
    try {
      taken = desk.take(kind, name, new StringReader(text));
    } catch (OfflineFile.WrongFile e) {
      return shown(null, List.of(String.valueOf(e.getMessage())));
    }
    OfflineFile.Summary summary = taken.summary();
    List<String> faults = new ArrayList<>();
    summary.refusals().stream()
        .limit(MOST_FAULTS)
        .forEach(
            one -> faults.add("Line %d: %s. %s".formatted(one.line(), one.reason(), one.mend())));
    if (summary.refusals().size() > MOST_FAULTS) {
      faults.add("And %,d more lines.".formatted(summary.refusals().size() - MOST_FAULTS));
    }
    String left =
        summary.leftOut().isEmpty()
            ? ""
            : " Columns not taken in: %s.".formatted(String.join(", ", summary.leftOut()));
    return shown(
        new SignalsPage.Notice(
            "%s: %s read, %,d of them new or mended, %,d refused.%s"
                .formatted(
                    name,
                    Words.count(summary.rows(), "line", "lines"),
                    taken.added(),
                    summary.refusals().size(),
                    left),
            null),
        faults);
  }

  private ServerResponse shown(SignalsPage.@Nullable Notice notice, List<String> faults) {
    return routes.html(
        notice == null ? 422 : 200,
        SignalsPage.of(
            market, desk, fresh(), notice, faults, new SheetRequest("/signals", Map.of())));
  }

  private ServerResponse sample(ServerRequest request) {
    String name = request.pathVariable("name");
    if (!List.of("signals.csv", "effort.csv").contains(name)) {
      throw new NotFound("There is no such sample.", "/signals");
    }
    try (InputStream in = SignalRoutes.class.getResourceAsStream("samples/" + name)) {
      return Routes.bytes(
          200,
          "text/csv; charset=utf-8; header=present",
          Objects.requireNonNull(in, name).readAllBytes(),
          Map.of(
              HttpHeaders.CONTENT_DISPOSITION,
              "attachment; filename=\"weir-sample-%s\"".formatted(name)));
    } catch (IOException e) {
      throw new UncheckedIOException("A sample cannot be read", e);
    }
  }
}
