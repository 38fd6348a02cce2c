package weir.web;

import jakarta.servlet.MultipartConfigElement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import weir.web.workbench.WorkbenchRoutes;

/**
 * Serves the pages. Of Spring only what routes need is loaded, bean by bean, so that the first page
 * stands seconds after the command.
 */
public final class WebServer {

  private WebServer() {}

  /**
   * Starts serving; the lake is opened beside, so that the first page need not wait long.
   *
   * @throws IllegalStateException when the port is taken or the address is not this machine's
   */
  public static RunningServer start(WebSettings settings) {
    InetAddress address;
    try {
      address = InetAddress.getByName(settings.host());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "'%s' is no address of this machine. Expected one like 127.0.0.1."
              .formatted(settings.host()),
          e);
    }
    Market market = new Market(settings);
    market.onNewState(new FirstViews(market));
    OpenWorkbench workbench = new OpenWorkbench(settings.workbench());
    // Beside Spring's start, so that neither waits for the other.
    Thread.ofPlatform().daemon().name("weir-open-lake").start(market::open);
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application = new SpringApplication(Nothing.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setAddCommandLineProperties(false);
    application.setDefaultProperties(
        // What goes wrong at the start is said by the exception below, once.
        Map.of(
            "logging.level.root", "warn",
            "logging.level.org.springframework.boot", "off",
            // It warns of types that no document of ours uses.
            "logging.level.org.apache.pdfbox", "error",
            "logging.level.weir", "info"));
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context -> beans(context, settings, address, market, workbench));
    AnnotationConfigServletWebServerApplicationContext context;
    try {
      context = (AnnotationConfigServletWebServerApplicationContext) application.run();
    } catch (RuntimeException e) {
      market.close();
      throw new IllegalStateException(
          "Cannot listen on %s, port %d: %s. Choose another with --port; 0 takes any free one."
              .formatted(settings.host(), settings.port(), lastReason(e)),
          e);
    }
    return new Served(context, market, workbench, closed);
  }

  /** Spring wants a source of beans; ours are registered one by one. */
  static final class Nothing {}

  private static void beans(
      GenericApplicationContext context,
      WebSettings settings,
      InetAddress address,
      Market market,
      OpenWorkbench workbench) {
    context.registerBean(
        TomcatServletWebServerFactory.class,
        () -> {
          TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(settings.port());
          tomcat.setAddress(address);
          tomcat.setRegisterDefaultServlet(false);
          tomcat.addProtocolHandlerCustomizers(
              protocol -> protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
          tomcat.addContextCustomizers(root -> {
            root.getParent().getPipeline().addValve(new PlainErrors());
            // Told its class, the host does not add a valve of its own before this one.
            ((StandardHost) root.getParent()).setErrorReportValveClass(PlainErrors.class.getName());
          });
          tomcat.addConnectorCustomizers(connector -> {
            // A form may carry a whole model that is to be taken in.
            connector.setMaxPostSize(8_000_000);
            // Ids of listings come from saved pages and may hold a slash of either kind.
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(
                EncodedSolidusHandling.PASS_THROUGH.getValue());
          });
          return tomcat;
        });
    context.registerBean(DispatcherServlet.class);
    context.registerBean(
        "pages",
        ServletRegistrationBean.class,
        () -> {
          ServletRegistrationBean<DispatcherServlet> pages =
              new ServletRegistrationBean<>(context.getBean(DispatcherServlet.class), "/");
          pages.setMultipartConfig(
              new MultipartConfigElement(
                  "",
                  WorkbenchRoutes.LARGEST_UPLOAD,
                  WorkbenchRoutes.LARGEST_UPLOAD + 100_000L,
                  1_000_000));
          return pages;
        });
    context.registerBean(
        "guard",
        FilterRegistrationBean.class,
        () -> new FilterRegistrationBean<>(new Guard(settings.host())));
    context.registerBean(
        "requestLog",
        FilterRegistrationBean.class,
        () -> {
          FilterRegistrationBean<RequestLog> log = new FilterRegistrationBean<>(new RequestLog());
          log.setOrder(Ordered.HIGHEST_PRECEDENCE);
          return log;
        });
    Routes routes = new Routes(market, workbench);
    context.registerBean(
        RouterFunctionMapping.class, () -> new RouterFunctionMapping(routes.all()));
    context.registerBean(HandlerFunctionAdapter.class);
    // Faults become pages in Routes; this keeps Spring from loading the resolvers it would not use.
    context.registerBean(HandlerExceptionResolver.class, () -> WebServer::unresolved);
  }

  private static @org.jspecify.annotations.Nullable ModelAndView unresolved(
      jakarta.servlet.http.HttpServletRequest request,
      jakarta.servlet.http.HttpServletResponse response,
      @org.jspecify.annotations.Nullable Object handler,
      Exception fault) {
    return null;
  }

  private static String lastReason(Throwable fault) {
    Throwable last = fault;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  private record Served(
      AnnotationConfigServletWebServerApplicationContext context,
      Market market,
      OpenWorkbench workbench,
      CountDownLatch closed)
      implements RunningServer {
    @Override
    public int port() {
      return context.getWebServer() == null ? -1 : context.getWebServer().getPort();
    }

    @Override
    public void join() throws InterruptedException {
      closed.await();
    }

    @Override
    public void close() {
      // First, so that no question is still being asked when the server's threads are counted.
      market.close();
      context.close();
      workbench.close();
      closed.countDown();
    }
  }
}
