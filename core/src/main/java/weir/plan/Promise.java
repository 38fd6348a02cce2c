package weir.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a partner agreed to, and what came of it.
 *
 * @param agreed the newest line that says so
 * @param delivered the line that says it was done; null when none does
 */
public record Promise(Commitment agreed, @Nullable Commitment delivered) {

  /** Whether its day has passed with nothing noted as done. */
  public boolean isLate(LocalDate today) {
    return delivered == null && agreed.due() != null && agreed.due().isBefore(today);
  }

  private record Of(String partner, @Nullable String about) {}

  /** Promises that stand: the last word of each partner on each part counts. */
  static List<Promise> of(Plan plan) {
    Map<Of, Promise> standing = new LinkedHashMap<>();
    for (Commitment line : plan.log()) {
      Of of = new Of(line.partner(), line.about());
      switch (line.said()) {
        case AGREED -> standing.put(of, new Promise(line, null));
        case DECLINED -> standing.remove(of);
        case DELIVERED ->
            standing.computeIfPresent(of, (_, promise) -> new Promise(promise.agreed(), line));
        case ASKED -> {}
      }
    }
    return List.copyOf(new ArrayList<>(standing.values()));
  }

  /** Partners who were asked about a part and have not answered. */
  static List<Commitment> unanswered(Plan plan) {
    Map<Of, Commitment> last = new LinkedHashMap<>();
    plan.log().forEach(line -> last.put(new Of(line.partner(), line.about()), line));
    return last.values().stream()
        .filter(line -> Objects.equals(line.said(), Commitment.Said.ASKED))
        .toList();
  }
}
