package weir.lake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts that made up the lake when the ledger stood at a number. It never changes: an ingest
 * that lands later is in the next view, whole.
 *
 * @param number of the last ledger entry counted; zero for an empty lake
 * @param pinned whether that number was asked for, rather than the newest taken
 */
public record LakeView(long number, boolean pinned, List<Part> parts) {

  public LakeView {
    parts = List.copyOf(parts);
  }

  /** The parts of one table; empty when it has no rows. */
  public List<Part> parts(String table) {
    return parts.stream().filter(part -> part.table().equals(table)).toList();
  }

  /** What a derived table's rows for a source were derived from; empty when there are none. */
  public Optional<String> derivedFrom(String table, @Nullable String source) {
    return parts.stream()
        .filter(part -> part.table().equals(table) && Objects.equals(part.source(), source))
        .flatMap(part -> Optional.ofNullable(part.derivedFrom()).stream())
        .findFirst();
  }
}
