package weir.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.EditRefused;
import weir.barrier.ReadResult;
import weir.document.Words;
import weir.workbench.Decisions;
import weir.workbench.Spreadsheet;
import weir.workbench.StoreSettings;
import weir.workbench.Workbench;
import weir.workbench.WorkbenchProblem;

/** Finds the model that a command names: shipped, in a file, or on the workbench. */
final class KeptModels {
  /** What stands before the id of a model on the workbench. */
  static final String PLACE = "workbench/";

  private static final Pattern KEPT = Pattern.compile(PLACE + "([a-z0-9-]+)(?:@(\\d{1,9}))?");

  @Mixin private Home home = new Home();

  /** The home that is asked. */
  Home home() {
    return home;
  }

  /** Whether a workbench is there, or is on a server that may have one. */
  boolean hasBench() {
    return settings().mayExist();
  }

  /** The models on the workbench; none where there is no workbench yet. */
  List<Workbench.Summary> list() {
    return settings().mayExist() ? onBench(Workbench::list) : List.of();
  }

  /** The id of a model as it stands on the workbench; null when the name is of anything else. */
  @Nullable String keptId(String name) {
    var kept = KEPT.matcher(name);
    return kept.matches() && kept.group(2) == null && !Files.exists(Path.of(name))
        ? kept.group(1)
        : null;
  }

  /** What a name stands for. */
  BarrierModel model(String name) throws IOException {
    var kept = KEPT.matcher(name);
    if (kept.matches() && !Files.exists(Path.of(name))) {
      return kept(kept.group(1), kept.group(2));
    }
    if (BarrierModels.shipped().contains(name)) {
      return BarrierModels.shipped(name);
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw Problem.usage(
          "There is no shipped model '%s', and no file of that name. Shipped: %s. Of one on the workbench write %sID."
              .formatted(name, String.join(", ", BarrierModels.shipped()), PLACE));
    }
    return switch (read(file)) {
      case ReadResult.Read(BarrierModel model) -> model;
      case ReadResult.Refused refused ->
          throw Problem.failed("The model cannot be used:\n" + refused.message());
    };
  }

  /** What the choice of barriers of that model was last asked with; nothing where it never was. */
  Decisions.Sheet sheet(String name) {
    var kept = KEPT.matcher(name);
    boolean here = settings().mayExist() && !Files.exists(Path.of(name));
    if (here && kept.matches()) {
      return sheetOf(kept.group(1));
    }
    return here && BarrierModels.shipped().contains(name)
        ? sheetOf(Decisions.ofShipped(name))
        : Decisions.Sheet.EMPTY;
  }

  private Decisions.Sheet sheetOf(String subject) {
    return onBench(bench ->
        bench.decisions().sheet(subject).map(Decisions.Kept::sheet).orElse(Decisions.Sheet.EMPTY));
  }

  /** A document in a file; its name says whether it is a spreadsheet. */
  static ReadResult read(Path file) throws IOException {
    var name = file.toString();
    if (name.toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
      return Spreadsheet.read(Files.readAllBytes(file), name);
    }
    try {
      return BarrierModels.read(Files.readString(file, StandardCharsets.UTF_8), name);
    } catch (CharacterCodingException e) {
      throw Problem.failed(
          "%s is no text in UTF-8. Expected a model as YAML, JSON or xlsx; save it as UTF-8."
              .formatted(name));
    }
  }

  private BarrierModel kept(String id, @Nullable String version) {
    if (!settings().mayExist()) {
      throw Problem.usage(
          "There is no workbench in %s yet. Begin with weir model import FILE."
              .formatted(home.path()));
    }
    return onBench(bench -> {
      var head = bench.head(id);
      if (head.isEmpty()) {
        throw Problem.usage(
            "There is no model '%s' on the workbench.%s"
                .formatted(
                    id,
                    Words.suggestion(
                        id, bench.list().stream().map(Workbench.Summary::id).toList())));
      }
      if (version == null) {
        return head.get().model();
      }
      return bench
          .at(id, Integer.parseInt(version))
          .orElseThrow(() ->
              Problem.usage(
                  "'%s' has no version %s: the newest is %d."
                      .formatted(id, version, head.get().version())));
    });
  }

  /** Does something on the workbench, which is made where there is none. */
  <T> T onBench(Function<Workbench, T> work) {
    // What fails comes as an exception; what else these have to tell is no result of a command.
    for (var name : List.of("com.zaxxer.hikari", "org.flywaydb")) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        logger.setLevel(Level.OFF);
      }
    }
    try (var bench = Workbench.open(settings(), Clock.systemUTC())) {
      return work.apply(bench);
    } catch (WorkbenchProblem | EditRefused e) {
      throw Problem.failed(String.valueOf(e.getMessage()));
    }
  }

  private StoreSettings settings() {
    return StoreSettings.of(home.path(), System.getenv());
  }
}
