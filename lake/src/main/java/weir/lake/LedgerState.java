package weir.lake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the ledger says when read up to a number.
 *
 * @param identities paths of files whose union is every known identity
 * @param pageIndexes paths of files whose union finds every kept page
 * @param tombstones paths of files that tell what was erased
 * @param lastErasure number of the last entry that erased; zero when none did
 */
record LedgerState(
    long number,
    Map<String, Part> parts,
    List<PageFile> pages,
    List<String> identities,
    List<String> pageIndexes,
    List<String> tombstones,
    long lastErasure) {

  static final LedgerState EMPTY =
      new LedgerState(0, Map.of(), List.of(), List.of(), List.of(), List.of(), 0);

  /** The state after the entries that follow this one, in order. */
  LedgerState after(Iterable<Manifest> entries) {
    Map<String, Part> partsNow = new LinkedHashMap<>(parts);
    Map<String, PageFile> pagesNow = new LinkedHashMap<>();
    pages.forEach(file -> pagesNow.put(file.path(), file));
    List<String> identitiesNow = new ArrayList<>(identities);
    List<String> indexesNow = new ArrayList<>(pageIndexes);
    List<String> tombstonesNow = new ArrayList<>(tombstones);
    long erasure = lastErasure;
    long last = number;
    for (Manifest entry : entries) {
      for (String gone : entry.removes()) {
        partsNow.remove(gone);
        pagesNow.remove(gone);
      }
      entry.adds().forEach(part -> partsNow.put(part.path(), part));
      entry.pages().forEach(file -> pagesNow.put(file.path(), file));
      if (entry.whole()) {
        identitiesNow.clear();
        indexesNow.clear();
      }
      if (entry.identities() != null) {
        identitiesNow.add(entry.identities());
      }
      if (entry.pageIndex() != null) {
        indexesNow.add(entry.pageIndex());
      }
      if (entry.tombstones() != null) {
        tombstonesNow.add(entry.tombstones());
        erasure = entry.number();
      }
      last = entry.number();
    }
    return new LedgerState(
        last,
        partsNow,
        List.copyOf(pagesNow.values()),
        identitiesNow,
        indexesNow,
        tombstonesNow,
        erasure);
  }

  LedgerState withFiles(List<String> newIdentities, List<String> newIndexes) {
    return new LedgerState(
        number, parts, pages, newIdentities, newIndexes, tombstones, lastErasure);
  }

  LakeView view(boolean pinned) {
    return new LakeView(number, pinned, List.copyOf(parts.values()));
  }

  /** Every file that is read at this state. */
  Set<String> files() {
    Set<String> files = new java.util.LinkedHashSet<>(parts.keySet());
    pages.forEach(file -> files.add(file.path()));
    files.addAll(identities);
    files.addAll(pageIndexes);
    files.addAll(tombstones);
    return files;
  }

  /** Every file that the checkpoint itself relies on and that no ledger entry names. */
  Set<String> mergedFiles() {
    Set<String> merged = new java.util.LinkedHashSet<>();
    identities.stream().filter(Ledger::isMerged).forEach(merged::add);
    pageIndexes.stream().filter(Ledger::isMerged).forEach(merged::add);
    return merged;
  }
}
