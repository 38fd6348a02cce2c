package weir.web.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.update.Proposal;
import weir.update.Updates;
import weir.web.ModelSights;
import weir.workbench.UpdateStore;
import weir.workbench.Workbench;

/**
 * Which proposed questions wait for an answer. The page of updates waits until that is known; other
 * pages show how many there are when it is, and have it found out beside.
 */
final class Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  /** Of what was found out: a newer model, lake or day makes it old. */
  private record Of(int version, long entry, LocalDate day) {}

  private record Count(Of of, int waiting) {}

  private final UpdateStore store;
  private final Surroundings surroundings;
  private final Clock clock;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  Waiting(UpdateStore store, Surroundings surroundings, Clock clock) {
    this.store = store;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  /** Those that wait now, the weightiest first. */
  List<Proposal> now(Workbench.Held held) {
    Of of = of(held);
    ModelSights sights = surroundings.sights(held.model());
    List<Proposal> proposals =
        Updates.proposals(held.model(), sights.readings(), sights.names(), of.day());
    List<Proposal> waiting =
        Updates.waiting(proposals, held.model(), store.answered(held.model().id()));
    counts.put(held.model().id(), new Count(of, waiting.size()));
    return waiting;
  }

  /** How many wait; null while that has to be found out, which is then begun. */
  @Nullable Integer known(Workbench.Held held) {
    String id = held.model().id();
    Count known = counts.get(id);
    if (known != null && known.of().equals(of(held))) {
      return known.waiting();
    }
    if (asked.add(id)) {
      Thread.ofVirtual().name("weir-updates").start(() -> findOut(held));
    }
    return null;
  }

  private void findOut(Workbench.Held held) {
    try {
      now(held);
    } catch (RuntimeException saidByThePage) {
      LOG.debug("Updates of a model cannot be found out", saidByThePage);
    } finally {
      asked.remove(held.model().id());
    }
  }

  private Of of(Workbench.Held held) {
    return new Of(
        held.version(), surroundings.entry(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
  }
}
