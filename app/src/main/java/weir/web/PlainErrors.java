package weir.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches a page, such as an address that is none, without naming machinery. */
final class PlainErrors extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    byte[] words =
        "This is no address that Weir can read. Begin at the overview, which is the address / alone.\n"
            .getBytes(StandardCharsets.UTF_8);
    try {
      response.setContentType("text/plain; charset=utf-8");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setContentLength(words.length);
      response.getResponse().getOutputStream().write(words);
      response.finishResponse();
    } catch (IOException whoAskedIsGone) {
      getContainer().getLogger().debug("Nobody waits for the answer", whoAskedIsGone);
    }
  }
}
