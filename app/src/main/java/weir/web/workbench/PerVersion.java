package weir.web.workbench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import weir.barrier.BarrierModel;
import weir.workbench.Workbench;

/** What was worked out of a model as it stands, kept for each model until it is changed. */
final class PerVersion<T> {
  private record Kept<T>(BarrierModel model, T value) {}

  private final Map<String, Kept<T>> kept = new ConcurrentHashMap<>();

  T of(Workbench.Held held, Supplier<T> work) {
    return of(held, _ -> true, work);
  }

  /**
   * @param still whether what is kept still serves, though the model is the same
   */
  T of(Workbench.Held held, Predicate<T> still, Supplier<T> work) {
    var model = held.model();
    var known = kept.get(model.id());
    // Mostly the very same object, which the store hands out until there is a newer version.
    if (known != null && known.model().equals(model) && still.test(known.value())) {
      return known.value();
    }
    var value = work.get();
    kept.put(model.id(), new Kept<>(model, value));
    return value;
  }
}
