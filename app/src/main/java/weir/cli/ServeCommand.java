package weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.web.RunningServer;
import weir.web.WebServer;
import weir.web.WebSettings;
import weir.workbench.StoreSettings;

/** {@code weir serve}: the web pages. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the web pages. Only this machine can reach them unless --host says otherwise: there is"
          + " no login yet, so think twice.",
      ""
    },
    footer = {"", "Example:", "  weir serve --port 8420"})
final class ServeCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(names = "--port", defaultValue = "8420", description = "Default: 8420; 0: any free one.")
  private int port = 8420;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default: 127.0.0.1.")
  private String host = "127.0.0.1";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    serve(home, host, port, spec.commandLine().getErr());
    return Main.DONE;
  }

  /** Serves until the process is told to end. */
  static void serve(Home home, String host, int port, java.io.PrintWriter err) {
    if (port < 0 || port > 65_535) {
      throw Problem.usage("%d is no port: choose one from 1 to 65535.".formatted(port));
    }
    RunningServer server;
    try {
      server =
          WebServer.start(
              new WebSettings(
                  home.path(), host, port, StoreSettings.of(home.path(), System.getenv())));
    } catch (RuntimeException e) {
      if (causedBy(e, java.net.BindException.class)
          || String.valueOf(e.getMessage()).contains("already in use")) {
        throw Problem.failed(
            "Port %d is taken. Choose another: weir serve --port %d.".formatted(port, port + 1));
      }
      throw e;
    }
    try (server) {
      err.printf("Weir is at http://localhost:%d/ (Ctrl-C ends it)%n", server.port());
      err.flush();
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
