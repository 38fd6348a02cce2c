package weir.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import weir.web.saved.SavedView;

/**
 * Says to the browser what pages may do, which is nearly nothing: no script (the board of the
 * workbench alone has one), nothing from elsewhere, no framing by others. While only this machine
 * is served, requests that name another host are refused, so that no web page elsewhere can reach
 * Weir under a name of its own.
 */
final class Guard implements Filter {

  static final String POLICY = "Content-Security-Policy";

  /** A saved page: its own style, and nothing else at all. */
  static final String SAVED_PAGE =
      "default-src 'none'; style-src "
          + SavedView.STYLE_SOURCE
          + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

  private static final String PAGE =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final boolean loopbackOnly;

  Guard(String host) {
    this.loopbackOnly = HERE.contains(host.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a form was sent from one of Weir's own pages, as the browser tells: by the header that
   * no page can set, or else by the origin. What tells neither is no browser's form.
   */
  static boolean comesFromHere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin != null
        && host != null
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader(POLICY, PAGE);
    answer.setHeader("X-Frame-Options", "DENY");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    answer.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    answer.setHeader("Cache-Control", "no-store");
    String host = ((HttpServletRequest) request).getServerName();
    if (loopbackOnly && (host == null || !HERE.contains(host.toLowerCase(Locale.ROOT)))) {
      answer.setStatus(421);
      answer.setContentType("text/plain; charset=utf-8");
      answer
          .getOutputStream()
          .write(
              "Weir answers under localhost or 127.0.0.1 only. Start it with --host to serve others."
                  .getBytes(StandardCharsets.UTF_8));
      return;
    }
    chain.doFilter(request, response);
  }
}
