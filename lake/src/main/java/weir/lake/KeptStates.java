package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which states of the ledger are kept: a small file for each in the folder {@code kept}. Tidying
 * leaves the parts that they need; erasure does not.
 */
final class KeptStates {

  private final Lake lake;

  KeptStates(Lake lake) {
    this.lake = lake;
  }

  private Path folder() {
    return lake.folder().resolve("kept");
  }

  private Path file(long number) {
    return folder().resolve("%09d.json".formatted(number));
  }

  KeptState keep(long number, String why, Instant now) throws IOException {
    checkWhole(number);
    KeptState kept = new KeptState(number, now, why);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("number", number);
    told.put("when", now);
    told.put("why", why);
    Disk.createFolder(folder());
    Disk.writeWhole(file(number), Json.pretty(told));
    return kept;
  }

  /** Whether it was kept until now. */
  boolean release(long number) throws IOException {
    boolean there = Files.deleteIfExists(file(number));
    if (there) {
      Disk.syncFolder(folder());
    }
    return there;
  }

  List<KeptState> all() throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    List<KeptState> all = new ArrayList<>();
    for (Path file : Disk.list(folder())) {
      if (file.toString().endsWith(".json")) {
        try {
          Json.Fields json = Json.read(Files.readAllBytes(file));
          all.add(
              new KeptState(
                  json.number("number"), Manifest.instant(json.text("when")), json.text("why")));
        } catch (NoSuchFileException e) {
          // Released just now.
        } catch (IllegalArgumentException e) {
          throw new LakeProblem(
              "Cannot read %s: %s. Remove it, and keep the state again with `weir ledger keep`."
                  .formatted(file, e.getMessage()),
              e);
        }
      }
    }
    all.sort(Comparator.comparingLong(KeptState::number));
    return all;
  }

  /** The parts that kept states need. */
  Set<String> parts() throws IOException {
    Set<String> parts = new LinkedHashSet<>();
    for (KeptState kept : all()) {
      lake.viewAt(kept.number()).parts().forEach(part -> parts.add(part.path()));
    }
    return parts;
  }

  /**
   * @throws LakeProblem when parts of that state are gone, saying why
   */
  void checkWhole(long number) {
    LakeView view = lake.viewAt(number);
    for (Part part : view.parts()) {
      if (part.rows() > 0 && !Files.exists(lake.folder().resolve(part.path()))) {
        throw gone(number, part);
      }
    }
  }

  private LakeProblem gone(long number, Part part) {
    Manifest remover = remover(number, part);
    String why =
        remover == null
            ? "the file %s is missing. Restore it from a copy of the lake".formatted(part.path())
            : remover.what().equals(Purpose.ERASE.word()) || erasedSince(remover.number())
                ? "rows of it were erased since, and erasure reaches kept states too"
                : "its files were joined by entry %d and tidied away. Keep states that reports cite with `weir ledger keep` before `weir ledger compact`"
                    .formatted(remover.number());
    return new LakeProblem(
        "The state of ledger entry %d can no longer be made: %s.".formatted(number, why));
  }

  private @Nullable Manifest remover(long number, Part part) {
    return lake.ledger().stream()
        .filter(entry -> entry.number() > number && entry.removes().contains(part.path()))
        .findFirst()
        .orElse(null);
  }

  private boolean erasedSince(long number) {
    return lake.ledger().stream()
        .anyMatch(entry -> entry.number() > number && entry.what().equals(Purpose.ERASE.word()));
  }

  /**
   * Makes a lake in a new folder of what was read until that state, by links, with one entry: it
   * can be derived from, and this lake is not changed by it. Pages and keys are not needed for
   * that.
   */
  void link(long number, Path into) throws IOException {
    checkWhole(number);
    List<Part> read =
        lake.viewAt(number).parts().stream().filter(part -> part.derivedFrom() == null).toList();
    for (String inside : List.of("ledger", "parts", "pages", "identities", "staging")) {
      Disk.createFolder(into.resolve(inside));
    }
    Backup.link(lake.folder().resolve("lake.json"), into.resolve("lake.json"));
    for (Part part : read) {
      Path to = into.resolve(part.path());
      Disk.createFolder(Objects.requireNonNull(to.getParent()));
      Backup.link(lake.folder().resolve(part.path()), to);
    }
    Manifest all =
        new Manifest(
            1,
            "state-%d".formatted(number),
            lake.ledgerFiles().entry(number).when(),
            Purpose.IMPORT.word(),
            List.of(),
            Map.of(),
            Map.of(),
            read,
            List.of(),
            List.of(),
            null,
            null);
    Disk.writeWhole(into.resolve("ledger").resolve("%09d.json".formatted(1)), all.toJson());
  }
}
