package weir.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;
import weir.log.EventLog;

/**
 * Notes each request as an event: the pattern of its address, never the address, which may name an
 * account; nor who asked.
 */
final class RequestLog implements Filter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long begun = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      String method = ((HttpServletRequest) request).getMethod();
      EventLog.event(
          "request",
          Map.of(
              "method",
              METHODS.contains(method) ? method : "other",
              "page",
              pattern == null ? "none" : pattern.toString(),
              "status",
              ((HttpServletResponse) response).getStatus(),
              "milliseconds",
              (System.nanoTime() - begun) / 1_000_000));
    }
  }
}
