package weir.web;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import weir.barrier.BarrierModel;
import weir.workbench.StoreSettings;
import weir.workbench.Workbench;

/** The workbench, opened at its first page and closed with the server. */
final class OpenWorkbench implements AutoCloseable {
  private final StoreSettings settings;
  private @Nullable Workbench bench;
  private @Nullable RouterFunction<ServerResponse> routes;

  OpenWorkbench(StoreSettings settings) {
    this.settings = settings;
  }

  /** Its pages; a store that could not be opened is tried again at the next page. */
  synchronized RouterFunction<ServerResponse> routes(
      Function<Workbench, RouterFunction<ServerResponse>> make) {
    if (routes == null) {
      routes = make.apply(bench());
    }
    return routes;
  }

  private Workbench bench() {
    if (bench == null) {
      bench = Workbench.open(settings, Clock.systemUTC());
    }
    return bench;
  }

  /**
   * A model as it stands on the workbench; empty without one of that id, or without a workbench.
   */
  synchronized Optional<BarrierModel> model(String id) {
    return bench == null && !settings.mayExist()
        ? Optional.empty()
        : bench().head(id).map(Workbench.Held::model);
  }

  @Override
  public synchronized void close() {
    if (bench != null) {
      bench.close();
      bench = null;
      routes = null;
    }
  }
}
